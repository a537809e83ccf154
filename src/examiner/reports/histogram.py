"""A histogram of points or of seconds: bars with labels that a person would choose."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from examiner.safe_text import amount

_STEPS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
_MOST_BARS = 17
_MOST_LABELS = 6
_SECONDS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600)


@dataclass(frozen=True)
class Bar:
    """A bar.

    Attributes
    ----------
    label
        Below the bar; empty where there is no room.
    title
        What the bar counts.
    count
    height
        The share of the highest bar.
    is_median
        Whether the median lies in it.
    """

    label: str
    title: str
    count: int
    height: float
    is_median: bool


def of_points(points: Sequence[float], most: float) -> list[Bar]:
    """Count points in steps from 0 to `most`; full points have a bar of their own.

    Examples
    --------
    >>> [(bar.title, bar.count) for bar in of_points([0, 2, 2, 3], 3)]
    [('0 points', 1), ('1 point', 0), ('2 points', 2), ('3 points', 1)]
    >>> [(bar.title, bar.count) for bar in of_points([24, 25], 25)][-2:]
    [('from 24 to below 25 points', 1), ('25 points', 1)]
    """
    most = max(most, *points, 0.0)
    whole = all(value == round(value) for value in (*points, most))
    steps = [step for step in _STEPS if (step >= 1 or not whole) and most / step < _MOST_BARS]
    step = steps[0] if steps else most / (_MOST_BARS - 1)
    edges = [*(number * step for number in range(math.ceil(most / step - 1e-9))), most]
    single = whole and step == 1
    titles = []
    for start, end in zip(edges, [*edges[1:], most], strict=True):
        if single or start == end:
            titles.append(f"{amount(start)} point{'' if start == 1 else 's'}")
        else:
            titles.append(f"from {amount(start)} to below {amount(end)} points")
    return _bars(points, edges, [amount(edge) for edge in edges], titles)


def of_seconds(seconds: Sequence[float]) -> list[Bar]:
    """Count seconds in steps that grow, so that one endless loop does not hide the others.

    Examples
    --------
    >>> [(bar.label, bar.count) for bar in of_seconds([0.15, 0.3, 0.3, 1.5])]
    [('0.1–0.2', 1), ('0.2–0.5', 2), ('0.5–1', 0), ('1–2', 1)]
    """
    edges = [0.0, *_SECONDS]
    titles = [f"below {_SECONDS[0]} s"]
    titles += [f"{one:g} to {other:g} s" for one, other in pairwise(_SECONDS)]
    titles.append(f"{_SECONDS[-1]} s or more")
    used = [bisect_right(edges, max(value, 0.0)) - 1 for value in seconds] or [0]
    part = slice(min(used), max(used) + 1)
    labels = [f"{one:g}–{other:g}" for one, other in pairwise(edges)] + [f"{edges[-1]:g}+"]
    return _bars(seconds, edges[part], labels[part], titles[part])


def _bars(
    values: Sequence[float], edges: Sequence[float], labels: Sequence[str], titles: Sequence[str]
) -> list[Bar]:
    """Count values from each edge to the next; what is outside belongs to the first or the last."""

    def place(value: float) -> int:
        return max(bisect_right(edges, value + 1e-9) - 1, 0)

    counts = [0] * len(edges)
    for value in values:
        counts[place(value)] += 1
    middle = place(median(values)) if values else -1
    every = math.ceil(len(edges) / _MOST_LABELS)
    return [
        Bar(
            label if number % every == 0 else "",
            title,
            count,
            count / max(*counts, 1),
            number == middle,
        )
        for number, (label, title, count) in enumerate(zip(labels, titles, counts, strict=True))
    ]
