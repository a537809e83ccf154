"""Exceptions on their way from one process to the other."""

import builtins
import opcode
import sys
import types
from collections.abc import Iterable
from typing import TypedDict

from examiner.rpc.codec_table import Untrusted

#: The attribute in which `rebuild` keeps the name of the class that a student may be shown.
_SHOWN_NAME = "of_student"
_LONGEST_MESSAGE = 2000
#: The classes of errors that a student is told. More names would be a code for hidden inputs.
_SHOWN = frozenset(
    ("TypeError", "ValueError", "IndexError", "KeyError", "ZeroDivisionError", "AttributeError")
) | {"NameError", "RecursionError", "NotImplementedError", "OverflowError"}
#: What a student is told of every other error.
AN_ERROR = "an error"
#: Classes that steer a loop or a test rather than report a mistake, and those of whoever runs tests.
_STEERING = StopIteration, StopAsyncIteration, AssertionError
_RUNNERS = frozenset(
    ("examiner", "unittest", "pytest", "_pytest", "hypothesis", "doctest", "nose", "bdb", "IPython")
)


class Raised(TypedDict):
    """An exception in plain values.

    Attributes
    ----------
    ancestry
        Module and name of its class and of the classes above it.
    message
        Its text.
    """

    ancestry: list[list[str]]
    message: str


class StudentProcessError(Exception):
    """The student's process has ended, or sent an invalid answer."""


class MissingNameError(NameError):
    """A test asks for a name that the student's notebook does not define."""


class StudentError(Exception):
    """The student's code raised an exception of a class that is not known here."""


def describe(error: BaseException) -> Raised:
    """Describe an exception in plain values; never raises, whatever the exception does."""
    kind = type(error)
    try:
        message = str(error)
    except BaseException:
        message = ""
    ancestry = [[str(base.__module__), str(base.__qualname__)] for base in kind.__mro__[:20]]
    return {"ancestry": ancestry, "message": message[:_LONGEST_MESSAGE]}


def describe_to_student(error: BaseException) -> Raised:
    """Describe an exception that a test double raised, for the student's process.

    Its message crosses only if a ``raise`` of a cell, or the engine, made it: those of Python, of
    libraries and of assertions hold values, and a student could call a double until they hold
    hidden ones.
    """
    described = describe(error)
    described["ancestry"] = [name for name in described["ancestry"] if name[0] != "__main__"]
    *_, last = traceback_of(error)
    module = str(last.tb_frame.f_globals.get("__name__")).partition(".")[0]
    raises = last.tb_frame.f_code.co_code[last.tb_lasti] == opcode.opmap["RAISE_VARARGS"]
    by_author = module == "__main__" and raises and not isinstance(error, AssertionError)
    if not by_author and module != "examiner":
        described["message"] = ""
    return described


def traceback_of(error: BaseException) -> list[types.TracebackType]:
    """List the steps of the traceback of an error, the last of which is where it was raised."""
    steps = []
    step = error.__traceback__
    while step is not None:
        steps.append(step)
        step = step.tb_next
    return steps


def rebuild(raised: Untrusted, *, steering: bool = False) -> Exception:
    """Make an exception of what `describe` wrote in the other process, which may be hostile.

    Parameters
    ----------
    raised
    steering
        Whether the exception may end an iteration or skip a test. Where it may not, it becomes an
        ordinary error of the student's code: a test must not take it for its own.

    Returns
    -------
    Exception
        Of the nearest ancestor that is a class of Python or of a library loaded here, else a
        `StudentError`; never one that would end the process. `class_of_student` tells the name of
        its class.
    """
    raised = raised if type(raised) is dict else {}
    ancestry, message = raised.get("ancestry"), raised.get("message")
    message = message[:_LONGEST_MESSAGE] if type(message) is str else ""
    names: list[tuple[str, str]] = [
        (name[0], name[1]) for name in (ancestry if type(ancestry) is list else [])
        if type(name) is list and [type(part) for part in name] == [str, str]
    ]  # fmt: skip
    error = None
    for module, name in names:
        known = _find(module, name)
        if isinstance(known, type) and issubclass(known, Exception) and known is not Exception:
            if (steering or not _steers(known)) and not issubclass(known, BaseExceptionGroup):
                error = _make(known, message)  # a group is made with its members, by whoever asks
            break
    error = error or StudentError(message)
    vars(error)[_SHOWN_NAME] = _shown(name for module, name in names if module == "builtins")
    return error


def class_of_student(error: BaseException) -> str | None:
    """Return the class of an error that the student's code raised; None for every other error.

    It is the nearest one that a beginner meets, or `AN_ERROR`: an invented name, or one of a
    hundred, could tell what a hidden test had passed.
    """
    return getattr(error, _SHOWN_NAME, None)


def shown_class(error: BaseException) -> str:
    """Return what a student is told of the class of an error; see `class_of_student`."""
    return _shown(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")


def ends_iteration(raised: Untrusted) -> bool:
    """Tell whether what `describe` wrote is a StopIteration."""
    return isinstance(rebuild(raised, steering=True), StopIteration)


def _shown(names: Iterable[str]) -> str:
    return next((name for name in names if name in _SHOWN), AN_ERROR)


def _steers(known: type[Exception]) -> bool:
    modules = {base.__module__.partition(".")[0] for base in known.__mro__}
    return issubclass(known, _STEERING) or not _RUNNERS.isdisjoint(modules)


def _find(module: str, name: str) -> object:
    owner = builtins if module == "builtins" else sys.modules.get(module)
    return getattr(owner, "__dict__", {}).get(name)  # asks no module, as `__main__` asks a student


def _make(known: type[Exception], message: str) -> Exception | None:
    """Make an exception without running a constructor that needs more than a message."""
    error = known.__new__(known, message)
    if not isinstance(error, Exception):
        return None
    error.args = (message,)
    return error
