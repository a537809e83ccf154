"""Small exercises inside the lessons: the learner writes a few lines, and they are checked at once.

No marks are given. What is right is computed, so that a wrong answer is met with a case.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nncourse.activations import sigmoid, tanh


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


def parabola_slope(w: float) -> float:
    """Return the slope of ``(w - 3) ** 2``, a valley to walk down."""
    return 2 * (w - 3)


def _array(*values: float) -> np.ndarray:
    return np.array(values)


def _side(x1: float, x2: float, w1: float, w2: float, b: float) -> int:
    return int(w1 * x1 + w2 * x2 + b > 0)


def _layer(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    return tanh(W @ x + b)


def _chain_slope(x: float, weights: np.ndarray) -> float:
    slope = 1.0
    for w in weights:
        x = sigmoid(w * x)
        slope *= w * x * (1 - x)
    return slope


def _log_loss(p: np.ndarray, y: np.ndarray) -> float:
    return float(-np.mean(np.log(np.where(y == 1, p, 1 - p))))


def _descend(w: float, slope: Callable[[float], float], rate: float, steps: int) -> float:
    for _ in range(steps):
        w = w - rate * slope(w)
    return w


def _stops_after(losses: list[float], patience: int) -> int:
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch + 1
    return len(losses)


def _four_counts(truth: np.ndarray, said: np.ndarray) -> tuple[int, ...]:
    cells = ((1, 1), (1, 0), (0, 1), (0, 0))
    return tuple(int(np.sum((truth == t) & (said == s))) for t, s in cells)


def _nearest(points: np.ndarray, i: int) -> int:
    distance = np.linalg.norm(points - points[i], axis=1)
    distance[i] = np.inf
    return int(np.argmin(distance))


def _cost(p: np.ndarray, y: np.ndarray, t: float, miss: float, alarm: float) -> float:
    return float(np.sum(miss * ((p < t) & (y == 1)) + alarm * ((p >= t) & (y == 0))))


_POINTS = np.array([[0.0, 0.0], [3.0, 4.0], [1.0, -1.0], [3.5, 3.0]])

#: The exercises of the lessons by name.
EXERCISES = {
    "side": Exercise(
        _side,
        ((1.0, 0.0, 1.0, 0.0, 0.0), (-1.0, 2.0, 1.0, 0.0, 0.0), (1.0, 1.0, 1.0, -1.0, 0.5),
         (2.0, 1.0, 1.0, -2.0, 0.0)),
        "First the weighted sum and the bias; then ask whether it is larger than 0.",
    ),
    "exclusive_or": Exercise(
        lambda x1, x2: int(x1 * x2 < 0),
        ((2.0, -1.0), (-3.0, 0.5), (1.0, 4.0), (-2.0, -0.5)),
        "Let a third neuron say whether at least one of the two is 1, a fourth whether both are.",
    ),
    "accuracy": Exercise(
        lambda p, y: np.mean((p >= 0.5) == y),
        ((_array(0.9, 0.2), _array(1, 0)), (_array(0.7, 0.5, 0.1, 0.4), _array(1, 0, 0, 1))),
        "p >= 0.5 is an array of True and False; == compares element by element, and True equals 1.",
    ),
    "layer": Exercise(
        _layer,
        ((_array(1.0, 2.0), np.array([[0.5, -0.5]]), _array(0.0)),
         (_array(1.0, 0.0, -1.0), np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 1.0]]), _array(1.0, 0.5))),
        "Each row of W with its bias is one neuron: weighted sum, bias, tanh.",
    ),
    "hard_sigmoid": Exercise(
        lambda z: np.clip(z / 4 + 0.5, 0, 1),
        ((_array(0.0),), (_array(-5.0, 5.0),), (np.linspace(-3, 3, 7),)),
        "np.where(condition, a, b) takes a where the condition holds, else b.",
    ),
    "chain_slope": Exercise(
        _chain_slope,
        ((0.0, _array(1.0)), (0.0, _array(1.0, 2.0)), (1.5, _array(0.5, -3.0, 4.0))),
        "For each weight: the output y = sigmoid(w · x), a factor w · y · (1 − y), and y is the next x.",
    ),
    "log_loss": Exercise(
        _log_loss,
        ((_array(0.5), _array(1)), (_array(0.9, 0.2), _array(1, 0)), (_array(0.1, 0.7), _array(1, 0))),
        "For y = 1 the probability of what happened is p, for y = 0 it is 1 − p.",
    ),
    "descend": Exercise(
        _descend,
        ((0.0, parabola_slope, 0.1, 1), (0.0, parabola_slope, 0.1, 2), (5.0, parabola_slope, 0.4, 7)),
        "Repeat: new w = w − rate · slope(w). Ask for the slope anew after each step.",
    ),
    "stops_after": Exercise(
        _stops_after,
        (([0.6, 0.5, 0.7, 0.8], 2), ([0.6, 0.5, 0.52, 0.49, 0.5, 0.51], 2), ([0.5, 0.4, 0.3], 2)),
        "Note the epoch of the lowest loss so far; stop when it is `patience` epochs ago.",
    ),
    "four_counts": Exercise(
        _four_counts,
        ((_array(1, 1, 0, 0), _array(1, 0, 1, 0)), (_array(0, 1, 1, 1, 0), _array(1, 1, 1, 0, 1))),
        "(truth == 1) & (said == 0) is True for each miss; its sum counts them.",
    ),
    "nearest": Exercise(
        _nearest,
        ((_POINTS, 0), (_POINTS, 1), (_POINTS[:3], 1)),
        "Take the distance from point i to each point, and leave out point i itself.",
    ),
    "cost": Exercise(
        _cost,
        ((_array(0.9, 0.3), _array(1, 1), 0.5, 5, 1), (_array(0.9, 0.3, 0.6), _array(0, 1, 0), 0.5, 5, 1),
         (_array(0.2, 0.1), _array(0, 1), 0.2, 10, 3)),
        "A miss is a default with p below t; a false alarm pays, with p at or above t.",
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
    >>> check("accuracy", lambda p, y: ((p >= 0.5) == y).mean())
    ✓ Right, in all 2 cases.
    >>> check("accuracy", lambda p, y: None)
    Not written yet: your function returns nothing. Does it end with return?
    """
    exercise = EXERCISES[name]
    for arguments in exercise.cases:
        given = ", ".join(map(_words, arguments))
        try:
            # A copy: a function that sorts or changes its arguments must not spoil the next try.
            found = function(*copy.deepcopy(arguments))
        except Exception as error:
            print(f"For ({given}) your function stopped with {type(error).__name__}: {error}")
            return
        if found is None or found is ...:
            print("Not written yet: your function returns nothing. Does it end with return?")
            return
        right = exercise.solution(*arguments)
        if not _equal(found, right):
            print(
                f"✗ For ({given}) yours returns {_words(found)}; it should return {_words(right)}."
            )
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
    if isinstance(value, tuple | list):
        return f"({', '.join(map(_words, value))})"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
