"""Test doubles: objects of the tests' process that the student's code is given to work with.

A test may pass an object of its own to the student's code: a recording model, a mock, axes to draw
on. The object stays in the tests' process; the student's code holds a `DoubleProxy` instead
(`examiner.rpc.double_proxies`), and what it does to that is done here to the object.

Security rule: an allow-list. The request comes from the student's process, and it may

- read what a cell of the key itself defined or set (in the body of a class, on an object, on a
  function), if the name has no leading underscore; never set or delete anything;
- call functions and classes of such cells, and the special methods that their classes define;
- call a mock and what hangs on it, but see nothing of what it recorded;
- take the items of an iterator or generator, and nothing else of it;
- use the names that `examiner.rpc.library_objects` lists for a class of a library.

Every other object of a library crosses as a copy if it can be pickled; if not, the student's code
can only hand it back. Frames, code, tracebacks and the like do not cross at all, and functions and
modules of libraries only as the student's own. What a double returns obeys the same rules.
"""

import copyreg
import importlib
import io
import pickle
import sys
import types
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from examiner.rpc.codec_table import CodecError, Untrusted
from examiner.rpc.library_objects import CONTAINER, CONTEXT, listed_names
from examiner.rpc.operations import ON_DOUBLES, Operation

_SPECIAL = """
    call len getitem setitem delitem contains iter next enter exit bool int float str hash
    eq ne lt le gt ge neg abs add radd sub rsub mul rmul truediv rtruediv floordiv mod pow
"""
#: Special methods that a proxy of a double can pass on.
PROTOCOL = frozenset(f"__{name}__" for name in _SPECIAL.split())
_OWN = "__main__"  # the module of everything that cells of the key define
#: Methods by which a test has its own containers filled: ``for_each(items, seen.append)``.
_RECORDING: dict[type, tuple[str, ...]] = {
    list: ("append", "extend"), set: ("add",), deque: ("append",), dict: ("get",),
}  # fmt: skip
#: Where the wrappers of libraries (``functools.partial``) keep the function that they call.
_WRAPPED = "__wrapped__", "func", "pyfunc", "mock"
#: Packages whose objects are never copied: test cells and mocks keep records, and what a student
#: draws has to arrive on the axes of the test.
_KEPT = frozenset((_OWN, "examiner", "matplotlib", "unittest"))
_BY_NAME = types.FunctionType, types.BuiltinFunctionType, types.ModuleType, type
#: What would lead to all that the tests' process holds.
_NEVER = types.FrameType, types.CodeType, types.TracebackType, types.CellType, types.ModuleType
_ON_MOCKS = CONTAINER | CONTEXT | {"__call__", "__next__", "__setitem__"}
#: A mock's own interface; the rest of it is on the class.
_RECORDS_OF_MOCKS = frozenset(("method_calls",))


class Sealed(NamedTuple):
    """A value of the test's that the student's code can hand back, and not look into."""

    value: object


class _Double(NamedTuple):
    target: Any
    protocol: frozenset[str]


class Doubles:
    """The objects that the student's process holds a proxy of, by number."""

    def __init__(self) -> None:
        self._doubles: list[_Double] = []
        self._numbers: dict[object, int] = {}
        self._takes_sealed = True
        # The methods that the student's process keeps, by the number of their object and name.
        self._methods: dict[tuple[int, str], types.FunctionType] = {}

    def register(self, value: Any) -> tuple[int, list[str], str]:
        """Remember an object; return its number, its special methods and its name.

        Raises
        ------
        CodecError
            If it must not cross.
        """
        # A bound method is a new object each time it is looked up.
        key: object = id(value)
        if isinstance(value, types.MethodType):
            key = id(value.__self__), id(value.__func__)
        elif isinstance(value, types.BuiltinMethodType):
            key = id(value.__self__), value.__name__
        if (number := self._numbers.get(key)) is None:
            protocol = _protocol(value)
            mute = not protocol and isinstance(value, (types.MethodType, *_BY_NAME))
            if mute or isinstance(value, _NEVER):
                raise CodecError(f"a {type(value).__name__} cannot be passed to the student's code")
            number = self._numbers[key] = len(self._doubles)
            self._doubles.append(_Double(value, protocol))  # kept alive, so its id stays its own
        name = getattr(value, "__name__", None) if _is_own(value) else None
        shown = str(name or type(value).__name__)[:60]
        return number, sorted(self._doubles[number].protocol), shown

    def get(self, number: Untrusted) -> Any:
        """Return the object of this number; CodecError if there is none."""
        found = self._double(number).target
        if type(found) is not Sealed:
            return found
        if not self._takes_sealed:  # a function of the test's could give it back in the open
            raise CodecError("what is sealed can be handed back only as a result")
        return found.value

    def _double(self, number: Untrusted) -> _Double:
        if type(number) is not int or not 0 <= number < len(self._doubles):
            raise CodecError("invalid reference")
        return self._doubles[number]

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
            For names that the student's code may not use.
        CodecError
            For anything but a request.
        Exception
            What the double raises.
        """
        target, protocol = self._double(request.get("on"))
        operation, name = request.get("do"), request.get("name")
        if operation == Operation.ATTRIBUTE and name == "__doc__" and _is_own_function(target):
            return Sealed(target.__doc__)
        if operation not in ON_DOUBLES:
            raise CodecError("invalid request")
        if operation == Operation.CALL and type(name) is str and name in protocol:
            self._takes_sealed = False
            try:
                args = [decode(value) for value in request.get("args", [])]
                kwargs = {str(key): decode(value) for key, value in request.get("kwargs", [])}
            finally:
                self._takes_sealed = True
            if name == "__call__":
                return target(*args, **kwargs)
            return getattr(target, name)(*args, **kwargs)
        if operation == Operation.ATTRIBUTE and type(name) is str and not name.startswith("_"):
            if _may_read(target, name):
                return getattr(target, name)
            if (computed := _own_names(type(target)).get("__getattr__")) is not None:
                return computed(target, name)
        raise AttributeError(f"an object of the test's has no attribute {str(name)[:60]!r}")

    def forget_methods(self) -> None:
        """Begin a request: the test may have changed its objects since the last."""
        self._methods.clear()

    def keeps(self, request: Untrusted) -> bool | None:
        """Say what the student's process may do so as not to ask again, after `perform`.

        Returns
        -------
        bool or None
            True: keep the method that it read. False: forget what it kept, because that may be
            something else now. None: neither.
        """
        if any(self._method(*which) is not kept for which, kept in self._methods.items()):
            self._methods.clear()
            return False
        which = request["on"], request["name"]
        if request["do"] == Operation.ATTRIBUTE and (function := self._method(*which)):
            self._methods[which] = function
            return True
        return None

    def _method(self, number: int, name: str) -> types.FunctionType | None:
        """Return the function of a method that a cell wrote, if reading it runs no other code."""
        target = self._doubles[number].target
        names = _own_names(type(target))
        function = names.get(name)
        if not isinstance(function, types.FunctionType) or "__getattribute__" in names:
            return None
        return None if name in getattr(target, "__dict__", ()) else function


def copy_of(value: object) -> bytes | None:
    """Pickle an object of a library (a fitted model, say); None if it stays where it is.

    Functions, classes and modules of libraries are pickled by name: the student's code gets its
    own. Those of test cells are not: their code would show the test.
    """
    if _is_own(value) or _records(value) or isinstance(value, Iterator) or type(value) is object:
        return None  # the last as a test may ask whether it gets the same one back
    if isinstance(value, types.BuiltinMethodType) and _is_listed(value):
        return None
    by_name = isinstance(value, _BY_NAME)
    if _module_of(value).partition(".")[0] in ((_OWN, "examiner") if by_name else _KEPT):
        return None
    try:
        return _pickled(value)
    except Exception:  # it holds something that has no copy
        return None


def _module_of(value: Any) -> str:
    """Return the module that defines an object of a library, or the class of it."""
    if isinstance(value, types.ModuleType):
        return value.__name__
    if isinstance(value, types.MethodType | types.BuiltinMethodType):
        owner = value.__self__
        if owner is not None and not isinstance(owner, types.ModuleType):
            return str(type(owner).__module__)
    named = value if isinstance(value, _BY_NAME) else type(value)
    return str(getattr(named, "__module__", None))


def _import(module: types.ModuleType) -> tuple[Callable[[str], object], tuple[str]]:
    return importlib.import_module, (module.__name__,)


def _refuse(value: object) -> str:
    raise pickle.PicklingError(f"a {type(value).__name__} has no copy")


def _pickled(value: object) -> bytes:
    out = io.BytesIO()
    pickler = pickle.Pickler(out)
    # Packages add to the table: distributed has tracebacks pickled, with the names in their frames.
    pickler.dispatch_table = copyreg.dispatch_table | {
        **dict.fromkeys(_NEVER, _refuse),
        types.ModuleType: _import,
    }
    pickler.dump(value)
    return out.getvalue()


def _protocol(value: Any) -> frozenset[str]:
    """Return the special methods of an object that the student's code may call."""
    kind = type(value)
    if _is_mock(value):
        return frozenset(name for name in _ON_MOCKS if hasattr(kind, name))
    if isinstance(value, types.BuiltinMethodType) and _is_listed(value):
        return frozenset(("__call__",))
    if isinstance(value, _BY_NAME):
        return frozenset(("__call__",) if _calls_own(value) or _records(value) else ())
    if type(value) is Sealed:
        return frozenset()
    if isinstance(value, types.MethodType):
        own = _calls_own(value.__func__)
        return frozenset(("__call__",) if own or _may_read(value.__self__, value.__name__) else ())
    allowed = {name for name in PROTOCOL if callable(_own_names(kind).get(name))}
    allowed |= {name for name in PROTOCOL & listed_names(kind) if hasattr(kind, name)}
    if isinstance(value, Iterator):
        allowed |= {"__iter__", "__next__"}
    if callable(value) and _calls_own(value):
        allowed.add("__call__")
    return frozenset(allowed)


def _may_read(target: Any, name: str) -> bool:
    """Tell whether the student's code may read an attribute; its name has no leading underscore."""
    if name in listed_names(type(target)) or name in _own_names(type(target)):
        return True
    if _is_mock(target):
        # All of its interface decides what the test finds: called, assert_called_once, ...
        if name in _RECORDS_OF_MOCKS or hasattr(_mocks().NonCallableMock, name):
            return False
        wrapped = target._mock_wraps
        return wrapped is None or _may_read(wrapped, name)
    if isinstance(target, type):
        return name in _own_names(target)
    return _is_own(target) and name in getattr(target, "__dict__", ())


def _own_names(kind: type) -> dict[str, Any]:
    """Return what the bodies of a class and of its bases define, as far as cells wrote them."""
    names: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        if base.__module__ == _OWN:
            names |= vars(base)
    return names


def _is_own(value: Any) -> bool:
    """Tell whether cells of the key made this object, or the class of it."""
    if isinstance(value, type | types.FunctionType):
        return value.__module__ == _OWN
    if isinstance(value, types.MethodType):
        return _is_own(value.__func__)
    kinds = type(value).__mro__
    return types.SimpleNamespace in kinds or any(kind.__module__ == _OWN for kind in kinds)


def _calls_own(value: Any) -> bool:
    """Tell whether a callable is a function, class or mock of the test's, or a wrapper of one."""
    if (isinstance(value, type | types.FunctionType) and _is_own(value)) or _is_mock(value):
        return True
    if isinstance(value, type | types.ModuleType | types.BuiltinFunctionType):
        return False
    inner = (getattr(value, name, None) for name in _WRAPPED)
    return any(found is not value and callable(found) and _calls_own(found) for found in inner)


def _records(value: Any) -> bool:
    """Tell whether this is a method of `_RECORDING`, bound to a container of the test's."""
    if not isinstance(value, types.BuiltinMethodType):
        return False
    return value.__name__ in _RECORDING.get(type(value.__self__), ())


def _is_listed(value: types.BuiltinMethodType) -> bool:
    """Tell whether this is a listed method, bound to an object of a library: ``file.readline``."""
    owner = value.__self__
    return not isinstance(owner, types.ModuleType) and value.__name__ in listed_names(type(owner))


def _is_own_function(value: object) -> bool:
    return isinstance(value, types.FunctionType) and _is_own(value)


def _is_mock(value: object) -> bool:
    return "unittest.mock" in sys.modules and isinstance(value, _mocks().NonCallableMock)


def _mocks() -> Any:
    return sys.modules["unittest.mock"]
