"""Exceptions of the student's code as a test sees them: of its own classes, with their causes.

An exception that a function of the test raised, and that the student's code lets through, arrives
as itself.
"""

from typing import Any

from examiner.rpc.codec import Decoder
from examiner.rpc.codec_table import CodecError, Untrusted
from examiner.rpc.exceptions import ends_iteration, rebuild
from examiner.rpc.operations import Operation
from examiner.rpc.proxies import is_students

_MOST = 200  # exceptions of the test's that are remembered
_MOST_IN_A_GROUP = 100


class OwnErrors:
    """The exceptions that functions of the test raised while the student's code waited for them."""

    def __init__(self) -> None:
        self._errors: list[Exception] = []

    def remember(self, error: Exception) -> int | None:
        """Return the number of an exception of a class of the test's; None for any other."""
        if type(error).__module__ != "__main__" or is_students(error) or len(self._errors) > _MOST:
            return None
        if isinstance(error, StopIteration | StopAsyncIteration | AssertionError):
            return None
        self._errors.append(error)
        return len(self._errors) - 1

    def clear(self) -> None:
        """Forget them, where a test cell begins."""
        self._errors.clear()

    def get(self, number: Untrusted) -> Exception | None:
        """Return the exception of this number, if there is one."""
        if type(number) is int and 0 <= number < len(self._errors):
            return self._errors[number]
        return None


def error_of(
    reply: dict[str, Untrusted], decoder: Decoder, operation: Operation, own: OwnErrors
) -> Exception:
    """Make the exception that a reply tells of.

    Parameters
    ----------
    reply
        See `examiner.rpc.operations.Reply`.
    decoder
    operation
        Only where the test asks for the next item may the exception end an iteration.
    own
    """
    if operation == Operation.NEXT and ends_iteration(reply["raised"]):
        return StopIteration()
    if (error := own.get(reply.get("of_test"))) is not None:
        return error
    error = rebuild(reply["raised"])
    try:
        students = decoder.decode(reply["error"]) if "error" in reply else None
        arguments = decoder.decode(reply.get("arguments"))
    except CodecError:
        students = arguments = None
    if is_students(students) and isinstance(students, Exception):
        object.__getattribute__(students, "__dict__").update(vars(error))
        students.args, error = error.args, students
    if type(arguments) is tuple:
        error.args = arguments
    error = _grouped(error, reply.get("group"))
    if (cause := reply.get("cause")) is not None:
        error.__cause__ = rebuild(cause)
    return error


def _grouped(error: Exception, members: Any) -> Exception:
    """Make an ExceptionGroup of an error, if it says that it is one."""
    if type(members) is not list or not members:
        return error
    message = error.args[0] if error.args else ""
    group = ExceptionGroup(str(message), [rebuild(said) for said in members[:_MOST_IN_A_GROUP]])
    vars(group).update(vars(error))
    return group
