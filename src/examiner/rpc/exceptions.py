"""Exceptions on their way from one process to the other."""

import builtins
import sys


class StudentProcessError(Exception):
    """The student's process has ended, or sent what is no answer."""


class MissingNameError(NameError):
    """A test asks for a name that the student's notebook does not define."""


class StudentError(Exception):
    """The student's code raised an exception of a class that is not known here."""


def describe(error):
    """Describe an exception in plain values; never raises, whatever the exception does.

    Returns
    -------
    dict
        ``ancestry``: module and name of its class and of that one's bases; ``message``: its text.
    """
    kind = type(error)
    try:
        message = str(error)
    except BaseException:
        message = ""
    ancestry = [[str(base.__module__), str(base.__qualname__)] for base in kind.__mro__[:20]]
    return {"ancestry": ancestry, "message": message[:2000]}


def rebuild(raised):
    """Make an exception of what `describe` wrote in the other process, which may be hostile.

    Returns
    -------
    Exception
        Of the nearest ancestor that is a class of Python or of a library loaded here, else a
        `StudentError`; never one that would end the process. Its attribute ``of_student`` holds
        the name of the nearest class that is no invention of the student's: it is shown, and an
        invented name could tell what a hidden test had passed.
    """
    raised = raised if type(raised) is dict else {}
    ancestry, message = raised.get("ancestry"), raised.get("message")
    message = message[:2000] if type(message) is str else ""
    names = [
        tuple(name) for name in (ancestry if type(ancestry) is list else [])
        if type(name) is list and [type(part) for part in name] == [str, str]
    ]  # fmt: skip
    error = None
    for module, name in names:
        known = _find(module, name)
        if isinstance(known, type) and issubclass(known, Exception) and known is not Exception:
            error = _make(known, message)
            break
    error = error or StudentError(message)
    error.of_student = next((name for module, name in names if _is_known(module, name)), "an error")
    return error


def _find(module, name):
    return getattr(builtins if module == "builtins" else sys.modules.get(module), name, None)


def _is_known(module, name):
    known = _find(module, name)
    return isinstance(known, type) and issubclass(known, BaseException) and module != "__main__"


def _make(known, message):
    """Make an exception without running a constructor that wants more than a message."""
    error = known.__new__(known, message)
    if not isinstance(error, Exception):
        return None
    error.args = (message,)
    return error
