"""The playground's data sets and features in Python: the same numbers as in the page.

The page makes its points itself, so that it also works while the kernel is busy. This module
makes them again from the same seed; a test in a real browser holds the two against each other.
"""

import math

import numpy as np

#: The plane that is shown and learned reaches from ``-RANGE`` to ``RANGE`` on both axes.
RANGE = 6

#: Points in a data set, training and test together.
POINTS = 500

#: The features that may be fed in, in their fixed order: name and formula.
FEATURES = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1^2": lambda x1, x2: x1 * x1,
    "x2^2": lambda x1, x2: x2 * x2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin x1": lambda x1, x2: np.sin(x1),
    "sin x2": lambda x1, x2: np.sin(x2),
}


class _Random:
    """Mulberry32 (Tommy Ettinger, public domain), as in ``kit/random.js``."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self, low=0.0, high=1.0):
        word = 0xFFFFFFFF
        self.state = (self.state + 0x6D2B79F5) & word
        t = ((self.state ^ (self.state >> 15)) * (1 | self.state)) & word
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & word)) & word) ^ t
        return low + (high - low) * (t ^ (t >> 14)) / 4294967296

    def normal(self):
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())


def _on_circle(radius, angle):
    return radius * math.cos(angle), radius * math.sin(angle)


def _gauss(random, kind, share):
    centre = 2 if kind else -2
    return centre + random.normal(), centre + random.normal(), kind


def _xor(random, kind, share):
    # A gap of 0.6 along the axes keeps the classes apart.
    x1, x2 = (value + math.copysign(0.3, value) for value in (random.uniform(-5, 5) for _ in "12"))
    return x1, x2, int(x1 * x2 >= 0)


def _circles(random, kind, share):
    radius = random.uniform(0, 2.5) if kind else random.uniform(3.5, 5)
    return *_on_circle(radius, random.uniform(0, 2 * math.pi)), kind


def _moons(random, kind, share):
    x1, x2 = _on_circle(3, random.uniform(0, math.pi))
    return (1.5 - x1, 0.75 - x2, 1) if kind else (x1 - 1.5, x2 - 0.75, 0)


def _spiral(random, kind, share):
    # 1.75 turns; the second arm is the first one turned by half a circle.
    return *_on_circle(5 * share, (3.5 * share + kind) * math.pi), kind


def _plane(random, kind, share):
    x1, x2 = random.uniform(-RANGE, RANGE), random.uniform(-RANGE, RANGE)
    return x1, x2, (x1 + x2) / 10


def _hills(random, kind, share):
    x1, x2 = random.uniform(-RANGE, RANGE), random.uniform(-RANGE, RANGE)
    centres = [(a, b) for a in (-3, 3) for b in (-3, 3)]
    heights = (
        math.copysign(math.exp(-((x1 - a) ** 2 + (x2 - b) ** 2) / 4), a * b) for a, b in centres
    )
    return x1, x2, sum(heights)


_CLASSIFICATION = {
    "gauss": _gauss,
    "xor": _xor,
    "circles": _circles,
    "moons": _moons,
    "spiral": _spiral,
}
_REGRESSION = {"plane": _plane, "hills": _hills}

#: Each data set and its task, "classification" or "regression".
TASKS = {
    **dict.fromkeys(_CLASSIFICATION, "classification"),
    **dict.fromkeys(_REGRESSION, "regression"),
}


def points(name, noise=10, seed=1, count=POINTS):
    """Make a data set of the playground.

    Parameters
    ----------
    name : str
        One of `TASKS`.
    noise : float
        Per cent. A point of a classification set is moved by a normal step of
        0.03 x `noise` on each axis, the target of a regression set by 0.01 x `noise`.
    seed : int
        The same seed gives the same points; the noise only moves them.
    count : int
        How many points, both classes together.

    Returns
    -------
    X : numpy.ndarray of shape (count, 2)
        x1 and x2.
    y : numpy.ndarray of shape (count,)
        Classes 0 and 1 (int), or the number to learn (float).

    Examples
    --------
    >>> X, y = points("xor", noise=0)
    >>> X.shape, bool(((X[:, 0] * X[:, 1] > 0) == (y == 1)).all())
    ((500, 2), True)
    """
    random = _Random(seed)
    is_classes = TASKS[name] == "classification"
    draw = (_CLASSIFICATION if is_classes else _REGRESSION)[name]
    rows = []
    for i in range(count):
        x1, x2, target = draw(random, i % 2, (i // 2) / (count / 2))
        a, b = random.normal(), random.normal()
        if is_classes:
            rows.append((x1 + 0.03 * noise * a, x2 + 0.03 * noise * b, target))
        else:
            rows.append((x1, x2, target + 0.01 * noise * a))
    for i in range(count - 1, 0, -1):  # Fisher-Yates, as in the page
        j = math.floor(random.uniform(0, i + 1))
        rows[i], rows[j] = rows[j], rows[i]
    table = np.array(rows, dtype=float)
    return table[:, :2], table[:, 2].astype(int) if is_classes else table[:, 2]


def features(names, X):
    """Compute features of points.

    Parameters
    ----------
    names : sequence of str
        Some of `FEATURES`.
    X : numpy.ndarray of shape (n, 2)
        x1 and x2.

    Returns
    -------
    numpy.ndarray of shape (n, len(names))
        One column per feature, in the order of `FEATURES`.

    Examples
    --------
    >>> features(["x1*x2", "x1"], np.array([[2.0, 3.0]]))
    array([[2., 6.]])
    """
    return np.column_stack([FEATURES[name](*X.T) for name in FEATURES if name in names])
