"""What came of a test cell, as the worker that ran it tells the driver."""

from enum import StrEnum
from typing import TypedDict


class Why(StrEnum):
    """Why a test cell did not pass."""

    ASSERTION = "assertion"  #: an assertion of the cell itself failed
    MISSING = "missing"  #: a name is not defined by the student
    UNANSWERED = "unanswered"  #: the answer cell still raises NotImplementedError
    STUDENT = "student"  #: the student's code raised an error
    DIED = "died"  #: the student's process has ended
    INTERRUPTED = "interrupted"  #: it ran out of time
    UNUSABLE = "unusable"  #: the test could not work with what the student's code returned


class Outcome(TypedDict, total=False):
    """The outcome of one cell.

    Attributes
    ----------
    passed
        Whether nothing was raised.
    value
        The last value of a cell that passed if it is a number (text for NaN and infinity).
    why
        Only if it did not pass.
    text
        For `Why.ASSERTION` the message of the test's author, for `Why.MISSING` the name, for
        `Why.STUDENT` and `Why.UNUSABLE` the class of the error.
    shown
        What the student's cell printed, where tests run unsandboxed.
    detail
        What was raised, with the line of the cell: for the author of the test only.
    patched
        The names that the cell was seen to patch, where its door is open to all of them.
    """

    passed: bool
    value: float | str | None
    why: Why
    text: str
    shown: list[str]
    detail: str
    patched: list[str]
