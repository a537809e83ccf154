"""Stand-ins: what a test holds in place of an object that lives in the student's process.

Each class of the student's is a class here too, with the same name and bases, so that ``type(x) is
Dog``, ``issubclass`` and ``except MyError`` mean what they say. Objects of most classes are proxies.
Where a class inherits from plain data, an object of it is such data, as a copy of the contents;
where it inherits from an exception, an object of it can be raised and caught.

Security rule: a proxy is never equal to plain data and is not a copy, see also
`examiner.rpc.special_methods`. No method of a stand-in runs code of the student's here, and the
contents of a copy are compared by the methods of plain data. So an object that is made to please
every test pleases none.
"""

from collections.abc import Sequence
from types import CodeType
from typing import Any, Protocol

from examiner.rpc import signatures
from examiner.rpc.codec_table import CodecError
from examiner.rpc.operations import Operation
from examiner.rpc.special_methods import SPECIAL, exactly, special_methods


class Asks(Protocol):
    """What a stand-in needs of the connection to the student's process."""

    def ask(
        self,
        operation: Operation,
        on: int | None = ...,
        name: str | None = ...,
        args: tuple[object, ...] = ...,
        kwargs: dict[str, Any] | None = ...,
        copied: Any = ...,
    ) -> Any:
        """Have the student's process do something and return the result."""

    def operate(self, operation: Operation, on: Any, name: str, operands: Sequence[object]) -> Any:
        """Have it apply an operator, if this test cell has the door for that."""

    def code_of(self, function: "StudentObject") -> CodeType | None:
        """Compile what was handed in, and return the code of a function."""


class ClassRecord:
    """What a stand-in class knows of the class of the student's.

    Attributes
    ----------
    connection
        To the student's process.
    number
        By which that process knows the class; None for builtin classes.
    known
        Called for the class of this process that objects pass for in ``isinstance``, if any.
    """

    def __init__(self, connection: Asks, number: int | None, known: Any) -> None:
        self.connection, self.number, self.known = connection, number, known


_OURS: tuple[type, ...] = ()  # bases of stand-ins that are none of the student's


class StudentClass(type):
    """The class of stand-in classes: passes on what a test does to a class of the student's."""

    def __new__(mcls, name: str, bases: Any, names: dict[str, Any]) -> Any:
        """Make a class of this module; a test cannot inherit from a class of the student's."""
        if names.get("__module__") == __name__:
            return super().__new__(mcls, name, bases, names)
        raise TypeError(f"a test cannot inherit from {bases[0].__name__}, a class of the student's")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if _record_of(cls) is None:
            return super().__call__(*args, **kwargs)
        return _ask_class(cls, Operation.CALL, args=args, kwargs=kwargs)

    def __getattr__(cls, name: str) -> Any:
        return _ask_class(cls, Operation.ATTRIBUTE, name=name)

    def __setattr__(cls, name: str, value: object) -> None:
        if _record_of(cls) is None or name.startswith("_abc_"):
            return super().__setattr__(name, value)
        _ask_class(cls, Operation.SET_ATTRIBUTE, name=name, args=(value,))

    def __delattr__(cls, name: str) -> None:
        _ask_class(cls, Operation.DELETE_ATTRIBUTE, name=name)

    def __instancecheck__(cls, instance: object) -> bool:
        if type.__instancecheck__(cls, instance) or _record_of(cls) is None:
            return type.__instancecheck__(cls, instance)
        return _ask_class(cls, Operation.IS_INSTANCE, args=(instance,)) is True

    def __subclasscheck__(cls, subclass: type) -> bool:
        if type.__subclasscheck__(cls, subclass) or _record_of(cls) is None:
            return type.__subclasscheck__(cls, subclass)
        return _ask_class(cls, Operation.IS_SUBCLASS, args=(subclass,)) is True

    def __dir__(cls) -> list[str]:
        return names_of(_ask_class(cls, Operation.DIRECTORY))

    def __eq__(cls, other: object) -> bool:
        # A class of a library is that class, as far as a test can ask without ``is``.
        if cls is other or not isinstance(other, type) or _record_of(cls) is None:
            return cls is other
        return record_of(cls).known() is other and other.__name__ == cls.__name__

    def __hash__(cls) -> int:
        return type.__hash__(cls)

    def mro(cls) -> list[type]:
        """Return the classes in which Python looks for attributes; ours are not shown."""
        found = _all_bases(cls)
        return type.mro(cls) if found is None else [*cls.__mro__]

    @property
    def __mro__(cls) -> tuple[type, ...]:  # type: ignore[override]
        return tuple(base for base in _all_bases(cls) or () if base not in _OURS)

    @property
    def __bases__(cls) -> tuple[type, ...]:  # type: ignore[override]
        bases = type.__dict__["__bases__"].__get__(cls)
        return tuple(base for base in bases if base not in _OURS) or (object,)

    @property
    def __doc__(cls) -> Any:  # type: ignore[override]
        return _ask_class(cls, Operation.ATTRIBUTE, name="__doc__")

    @property
    def __dict__(cls) -> Any:  # type: ignore[override]
        if _record_of(cls) is None:
            return _own_dict(cls)
        return _ask_class(cls, Operation.ATTRIBUTE, name="__dict__")

    @property
    def __annotations__(cls) -> Any:  # type: ignore[override]
        return _ask_class(cls, Operation.ATTRIBUTE, name="__annotations__")

    @property
    def __signature__(cls) -> Any:
        return signatures.build(_ask_class(cls, Operation.SIGNATURE))


def _all_bases(cls: type) -> tuple[type, ...] | None:
    """Return the whole method resolution order; None while the class is being made."""
    found: tuple[type, ...] | None = type.__dict__["__mro__"].__get__(cls)
    return found


def _own_dict(cls: type) -> Any:
    return type.__dict__["__dict__"].__get__(cls)


def _record_of(cls: type) -> ClassRecord | None:
    record: ClassRecord | None = type.__getattribute__(cls, "_examiner_record")
    return record


def record_of(kind: type) -> ClassRecord:
    """Return what a stand-in class knows."""
    if (record := _record_of(kind)) is None:
        raise TypeError("not an object of the student's")
    return record


def _ask_class(cls: type, operation: Operation, **wanted: Any) -> Any:
    record = _record_of(cls)
    if record is None:
        raise AttributeError(wanted.get("name", operation))
    return record.connection.ask(operation, record.number, **wanted)


def names_of(found: object) -> list[str]:
    """Check a list of names that the student's process sent."""
    return [str(name) for name in exactly(list, found)]


def number_of(value: Any) -> int:
    """Return the number by which the student's process knows an object or a class."""
    if isinstance(value, StudentClass):
        record = _record_of(value)
        if record is None or record.number is None:
            raise CodecError("a class that the student's process does not know")
        return record.number
    number: int = object.__getattribute__(value, "_examiner_number")
    return number


def is_students(value: object) -> bool:
    """Tell whether a value is a stand-in for an object or a class of the student's."""
    kind = type(value)
    return isinstance(kind, StudentClass) or issubclass(kind, StudentClass)


def _ask(
    self: Any, operation: Operation, *args: object, name: str | None = None, kwargs: Any = None
) -> Any:
    record = record_of(type(self))
    copied = self if type.__getattribute__(type(self), "_examiner_copied") else None
    return record.connection.ask(operation, number_of(self), name, args, kwargs, copied=copied)


def _operate(self: Any, operation: Operation, name: str, *operands: object) -> Any:
    if name == "eq" and self is operands[0]:
        return True
    return record_of(type(self)).connection.operate(operation, self, name, operands)


class StudentObject(metaclass=StudentClass):
    """What all stand-ins for objects can do: their attributes are those of the student's object."""

    __slots__ = ()
    _examiner_record = None
    _examiner_copied = False

    def __getattr__(self, name: str) -> Any:
        return _ask(self, Operation.ATTRIBUTE, name=name)

    def __setattr__(self, name: str, value: object) -> None:
        _ask(self, Operation.SET_ATTRIBUTE, value, name=name)

    def __delattr__(self, name: str) -> None:
        _ask(self, Operation.DELETE_ATTRIBUTE, name=name)

    def __dir__(self) -> list[str]:
        return names_of(_ask(self, Operation.DIRECTORY))

    def __str__(self) -> str:
        return exactly(str, _ask(self, Operation.TEXT))

    def __repr__(self) -> str:
        return exactly(str, _ask(self, Operation.REPR))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __copy__(self) -> Any:
        return _ask(self, Operation.COPY)

    def __deepcopy__(self, memo: Any) -> Any:
        return _ask(self, Operation.DEEP_COPY)

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("an object of the student's process cannot be copied into the tests")

    @property
    def __doc__(self) -> Any:  # type: ignore[override]
        return _ask(self, Operation.ATTRIBUTE, name="__doc__")


class Proxy(StudentObject):
    """Stands for an object that is no plain data: equal to itself and to nothing else."""

    __slots__ = ("__weakref__", "_examiner_number")
    __array_ufunc__ = None  # numpy answers arithmetic with TypeError

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        kind = type(self)
        return record_of(kind).known() or kind

    @property
    def __signature__(self) -> Any:
        return signatures.build(_ask(self, Operation.SIGNATURE))

    @property
    def __code__(self) -> Any:
        code = record_of(type(self)).connection.code_of(self)
        return code or _ask(self, Operation.ATTRIBUTE, name="__code__")

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return number_of(self)


class CopiedObject(StudentObject):
    """Mixed into stand-ins that hold a copy of the contents: plain data and exceptions."""

    __slots__ = ()
    _examiner_copied = True

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("__"):  # of an exception: its traceback, its context
            object.__setattr__(self, name, value)
        else:
            _ask(self, Operation.SET_ATTRIBUTE, value, name=name)


class Overridden:
    """An attribute that the student's class defines in place of one of plain data, or adds."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return _ask_class(owner, Operation.ATTRIBUTE, name=self._name)
        return _ask(instance, Operation.ATTRIBUTE, name=self._name)

    def __set__(self, instance: Any, value: object) -> None:
        _ask(instance, Operation.SET_ATTRIBUTE, value, name=self._name)


_OURS = (StudentObject, Proxy, CopiedObject)
#: Every class has a docstring of its own, which would hide the student's.
DOCSTRING = _own_dict(StudentObject)["__doc__"]
#: By name; a stand-in class gets those that the student's class defines.
METHODS = special_methods(_ask, _operate)
assert SPECIAL == METHODS.keys()


def hash_of_proxy(self: Any) -> int:
    """Return the hash that the student's class decides on, or the proxy's own, as the door says."""
    connection = record_of(type(self)).connection
    decided = connection.operate(Operation.HASH, self, "hash", ())
    return number_of(self) if decided is NotImplemented else exactly(int, decided)


def send_to_coroutine(self: Any, value: object) -> Any:
    """Run a coroutine of the student's in its own process: `asyncio` drives one by ``send``."""
    raise StopIteration(_ask(self, Operation.AWAIT))


def is_copied(kind: type) -> bool:
    """Tell whether objects of a stand-in class hold a copy of the contents."""
    return type.__getattribute__(kind, "_examiner_copied") is True
