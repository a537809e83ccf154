"""What a cell of a notebook file says of itself: its text, its points and its role in nbgrader."""

import math
from collections.abc import Mapping
from typing import Any, Literal, TypeGuard

CellType = Literal["code", "markdown", "raw"]
#: ``answer``: filled in by the student. ``test``: decides points. ``manual``: points given by a
#: person. ``locked``: read-only. ``extra``: all else, the student's to edit.
Role = Literal["answer", "test", "manual", "locked", "extra"]


def cell_text(source: object) -> str:
    r"""Return the text of a cell, which a notebook holds as a string or as a list of lines.

    Raises
    ------
    TypeError
        If it is neither.

    Examples
    --------
    >>> cell_text(["x = 1\n", "y = 2"])
    'x = 1\ny = 2'
    """
    if isinstance(source, str):
        return source
    if isinstance(source, list):
        return "".join(source)
    raise TypeError(f"the text of a cell is {type(source).__name__}, not a string or list")


def are_points(value: object) -> TypeGuard[int | float]:
    """Tell whether a graded cell may be worth this: a finite number that is not negative.

    Examples
    --------
    >>> [are_points(value) for value in (2, 0.5, -1, float("nan"), True, "2", None)]
    [True, True, False, False, False, False, False]
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and value >= 0


def role_of(cell_type: str, nbgrader: Mapping[str, Any]) -> Role:
    """Return the role of a cell by its nbgrader metadata.

    Examples
    --------
    >>> role_of("code", {"grade": True}), role_of("markdown", {"grade": True})
    ('test', 'manual')
    """
    if nbgrader.get("task") or (nbgrader.get("grade") and nbgrader.get("solution")):
        return "manual"
    if nbgrader.get("solution"):
        return "answer"
    if nbgrader.get("grade"):
        # Only code can be a test: what nbgrader cannot run it leaves to a person.
        return "test" if cell_type == "code" else "manual"
    return "locked" if nbgrader.get("locked") else "extra"


def same_text(one: str, other: str) -> bool:
    r"""Compare the texts of two cells; white space at the ends of lines does not count.

    Examples
    --------
    >>> same_text("x = 1  ", "x = 1\n")
    True
    """
    return one == other or normal_text(one) == normal_text(other)


def normal_text(text: str) -> str:
    r"""Return the text of a cell without white space at the ends of lines.

    Examples
    --------
    >>> normal_text("x = 1  \ny = 2\n")
    'x = 1\ny = 2'
    """
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())
