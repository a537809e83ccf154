"""Test doubles: objects of the tests' process that the student's code is given to work with.

A test may pass an object of its own to the student's code: a recording model, a mock, axes to draw
on. The object stays in the tests' process; the student's code holds a `DoubleProxy` instead
(`examiner.rpc.double_proxies`), and what it does to that is done here to the object.

Security rule: the request comes from the student's process. It can read, set and call public names
and a few special methods, with values that the codec knows. It reaches no name with a leading
underscore, cannot replace a method, and cannot touch what a mock recorded.
"""

import sys
from collections.abc import Callable
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

from examiner.rpc.codec_table import CodecError, Untrusted
from examiner.rpc.operations import ON_DOUBLES, Operation

#: Special methods that a proxy of a double passes on.
PROTOCOL = frozenset(
    ("__call__", "__len__", "__getitem__", "__setitem__", "__contains__", "__iter__", "__next__")
)
#: Packages whose objects stay in the tests' process: test cells themselves, mocks, and drawings,
#: as a student's plot has to arrive on the test's own axes.
_KEPT = frozenset(("__main__", "examiner", "matplotlib", "unittest"))


class Doubles:
    """The objects that the student's process holds a proxy of, by number."""

    def __init__(self) -> None:
        self._objects: list[Any] = []
        self._numbers: dict[object, int] = {}

    def register(self, value: Any) -> tuple[int, list[str], str]:
        """Remember an object; return its number, its special methods and its name."""
        # A bound method is a new object each time it is looked up.
        is_method = isinstance(value, MethodType)
        key = (id(value.__self__), value.__name__) if is_method else id(value)
        if (number := self._numbers.get(key)) is None:
            number = self._numbers[key] = len(self._objects)
            self._objects.append(value)  # kept alive, so that its id stays its own
        protocol = sorted(name for name in PROTOCOL if hasattr(type(value), name))
        return number, protocol, str(getattr(value, "__name__", type(value).__name__))

    def get(self, number: Untrusted) -> Any:
        """Return the object of this number; CodecError if there is none."""
        if type(number) is not int or not 0 <= number < len(self._objects):
            raise CodecError("invalid reference")
        return self._objects[number]

    @staticmethod
    def crosses_as_copy(value: object) -> bool:
        """Tell whether an object is a library's and goes over as a copy (a fitted model, say).

        Functions and classes of test cells must not: their code would show the test.
        """
        named = isinstance(value, type | FunctionType | BuiltinFunctionType)
        module = str((value if named else type(value)).__module__)
        if module == "builtins":
            return named
        return module in sys.modules and module.partition(".")[0] not in _KEPT

    def perform(self, request: Untrusted, decode: Callable[[Untrusted], Any]) -> Any:
        """Do to a double what the student's code did to its proxy.

        Parameters
        ----------
        request
            A `examiner.rpc.operations.DoubleRequest`, if the student's process is honest.
        decode
            Decodes one argument.

        Raises
        ------
        AttributeError
            For names that are the test's own.
        CodecError
            For anything but a request.
        Exception
            What the double raises.
        """
        target = self.get(request.get("on"))
        operation, name = request.get("do"), request.get("name")
        if operation not in ON_DOUBLES:
            raise CodecError("invalid request")
        if type(name) is not str or (name.startswith("_") and name not in PROTOCOL):
            raise AttributeError(f"a test double has no attribute {str(name)[:60]!r}")
        if _is_private(target, name, operation):
            raise AttributeError(f"{name} of a test double is for the test only")
        args = [decode(value) for value in request.get("args", [])]
        kwargs = {str(key): decode(value) for key, value in request.get("kwargs", [])}
        if operation == Operation.CALL:
            return getattr(target, name)(*args, **kwargs)
        if operation == Operation.SET_ATTRIBUTE:
            (value,) = args
            return setattr(target, name, value)
        return getattr(target, name)


def _is_private(target: object, name: str, operation: str) -> bool:
    """Tell whether a name of a double decides what the test finds, so that no student may use it.

    That is all of a mock's own interface (``called``, ``assert_called_once``, ``configure_mock``),
    and the methods of every double, which must not be replaced.
    """
    if type(target).__module__ == "unittest.mock" and name not in PROTOCOL:
        from unittest.mock import NonCallableMock

        if hasattr(NonCallableMock, name):
            return True
    if operation != Operation.SET_ATTRIBUTE:
        return False
    fixed = isinstance(target, type | FunctionType | BuiltinFunctionType | MethodType | ModuleType)
    return fixed or callable(getattr(type(target), name, None))
