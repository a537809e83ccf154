"""Small exercises inside the lessons: the learner writes a few lines, and they are checked at once.

No marks are given. What is right is computed, so that a wrong answer is met with a case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nncourse.activations import tanh


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Attributes
    ----------
    solution : callable
        What is right.
    cases : tuple of tuple
        Arguments to try, the simplest first.
    hint : str
        Said after a wrong answer.
    """

    solution: Callable[..., Any]
    cases: tuple[tuple[Any, ...], ...]
    hint: str


def _descend(w: float, slope: Callable[[float], float], rate: float, steps: int) -> float:
    for _ in range(steps):
        w = w - rate * slope(w)
    return w


def parabola_slope(w: float) -> float:
    """Return the slope of ``(w - 3) ** 2``, a valley to walk down."""
    return 2 * (w - 3)


def _array(*values: float) -> np.ndarray:
    return np.array(values)


#: The exercises of the lessons by name.
EXERCISES = {
    "neuron": Exercise(
        lambda x, w, b: tanh(np.dot(w, x) + b),
        ((_array(1.0, 2.0), _array(0.5, -0.5), 0.0), (_array(1.0, 0.0, -1.0), _array(1, 2, 3), 1)),
        "First the weighted sum and the bias, then tanh.",
    ),
    "hard_sigmoid": Exercise(
        lambda z: np.clip(z / 4 + 0.5, 0, 1),
        ((_array(0.0),), (_array(-5.0, 5.0),), (np.linspace(-3, 3, 7),)),
        "np.clip(values, low, high) cuts values off at both ends.",
    ),
    "log_loss": Exercise(
        lambda p, y: -np.mean(np.log(np.where(y == 1, p, 1 - p))),
        ((_array(0.5), _array(1)), (_array(0.9, 0.2), _array(1, 0)), (_array(0.1, 0.7), _array(1, 0))),
        "For y = 1 the probability of what happened is p, for y = 0 it is 1 − p.",
    ),
    "descend": Exercise(
        _descend,
        ((0.0, parabola_slope, 0.1, 1), (0.0, parabola_slope, 0.1, 2), (5.0, parabola_slope, 0.4, 7)),
        "Repeat: new w = w − rate · slope(w). Ask for the slope anew after each step.",
    ),
    "recall": Exercise(
        lambda truth, said: np.sum((truth == 1) & (said == 1)) / np.sum(truth == 1),
        ((_array(1, 1, 0, 0), _array(1, 0, 1, 0)), (_array(0, 1, 1, 1), _array(1, 1, 1, 0))),
        "Of those with truth 1: what share was found?",
    ),
    "between": Exercise(
        lambda a, b, share: a + share * (b - a),
        ((_array(0.0, 0.0), _array(4.0, 2.0), 0.5), (_array(1.0, 5.0), _array(3.0, 1.0), 0.25)),
        "Start at a and go part of the way to b.",
    ),
}  # fmt: skip


def check(name: str, function: Callable[..., Any]) -> None:
    """Check what a learner wrote, and print what came of it.

    Parameters
    ----------
    name
        One of `EXERCISES`.
    function
        The learner's function.

    Examples
    --------
    >>> check("between", lambda a, b, share: a + share * (b - a))
    ✓ Right, in all 2 cases.
    >>> check("between", lambda a, b, share: None)
    Not written yet: your function gives back nothing. Does it end with return?
    """
    exercise = EXERCISES[name]
    for arguments in exercise.cases:
        given = ", ".join(map(_words, arguments))
        try:
            found = function(*arguments)
        except Exception as error:
            print(f"For ({given}) your function stopped with {type(error).__name__}: {error}")
            return
        if found is None or found is ...:
            print("Not written yet: your function gives back nothing. Does it end with return?")
            return
        right = exercise.solution(*arguments)
        if not _equal(found, right):
            print(f"✗ For ({given}) yours gives {_words(found)}, right is {_words(right)}.")
            print(exercise.hint)
            return
    print(f"✓ Right, in all {len(exercise.cases)} cases.")


def _equal(found: Any, right: Any) -> bool:
    try:
        found = np.asarray(found, dtype=float)
    except (TypeError, ValueError):
        return False
    return found.shape == np.shape(right) and bool(np.allclose(found, right))


def _words(value: Any) -> str:
    if callable(value):
        return value.__name__
    if isinstance(value, np.ndarray):
        return np.array2string(value, precision=3, separator=", ")
    return f"{value:.4g}" if isinstance(value, float) else str(value)
