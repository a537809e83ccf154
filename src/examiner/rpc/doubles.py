"""Test doubles: objects of the tests' process that the student's code is given to work with.

The student's process gets a stand-in. Its public attributes are asked for here and its methods are
called here, with plain values; names with a leading underscore stay private to the test.
"""

import sys
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

from examiner.rpc.codec import CodecError

#: Special methods that a stand-in passes on.
PROTOCOL = frozenset(
    ("__call__", "__len__", "__getitem__", "__setitem__", "__contains__", "__iter__", "__next__")
)
#: Packages whose objects stay in the tests' process: test cells themselves, mocks, and drawings,
#: as a student's plot has to arrive on the test's own axes.
_KEPT = frozenset(("__main__", "examiner", "matplotlib", "unittest"))


class Doubles:
    """The objects that the student's process knows a stand-in of, by number."""

    def __init__(self):
        self._objects = []
        self._numbers = {}

    def register(self, value):
        """Remember an object; return its number, its public protocol and its name."""
        # A bound method is a new object each time it is looked up.
        is_method = isinstance(value, MethodType)
        key = (id(value.__self__), value.__name__) if is_method else id(value)
        if (number := self._numbers.get(key)) is None:
            number = self._numbers[key] = len(self._objects)
            self._objects.append(value)  # kept alive, so that its id stays its own
        protocol = sorted(name for name in PROTOCOL if hasattr(type(value), name))
        return number, protocol, str(getattr(value, "__name__", type(value).__name__))

    def get(self, number):
        """Return the object behind a stand-in."""
        if type(number) is not int or not 0 <= number < len(self._objects):
            raise CodecError("what came is no reference")
        return self._objects[number]

    @staticmethod
    def crosses_as_copy(value):
        """Tell whether an object is a library's and goes over as a copy (a fitted model, say).

        Functions and classes of test cells must not: their code would show the test.
        """
        named = isinstance(value, type | FunctionType | BuiltinFunctionType)
        module = str((value if named else type(value)).__module__)
        if module == "builtins":
            return named
        return module in sys.modules and module.partition(".")[0] not in _KEPT

    def perform(self, request, decode):
        """Do to a double what the student's code did to its stand-in.

        Raises
        ------
        Exception
            What the double raises; AttributeError for private names.
        """
        target = self.get(request.get("on"))
        do, name = request.get("do"), request.get("name")
        if type(name) is not str or (name.startswith("_") and name not in PROTOCOL):
            raise AttributeError(f"a test double has no attribute {str(name)[:60]!r}")
        if _is_private(target, name, do):
            raise AttributeError(f"{name} of a test double is for the test only")
        args = [decode(value) for value in request.get("args", [])]
        kwargs = {str(key): decode(value) for key, value in request.get("kwargs", [])}
        if do == "call":
            return getattr(target, name)(*args, **kwargs)
        if do == "set attribute":
            return setattr(target, name, *args)
        return getattr(target, name)


def _is_private(target, name, do):
    """Tell whether a name of a double decides what the test finds, so that no student may use it.

    That is all of a mock's own interface (``called``, ``assert_called_once``, ``configure_mock``),
    and the methods of every double, which must not be replaced.
    """
    if type(target).__module__ == "unittest.mock" and name not in PROTOCOL:
        from unittest.mock import NonCallableMock

        if hasattr(NonCallableMock, name):
            return True
    if do != "set attribute":
        return False
    fixed = isinstance(target, type | FunctionType | BuiltinFunctionType | MethodType | ModuleType)
    return fixed or callable(getattr(type(target), name, None))
