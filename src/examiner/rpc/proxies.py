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

from typing import Any

from examiner.rpc import signatures
from examiner.rpc.codec_table import CodecError
from examiner.rpc.operations import Operation
from examiner.rpc.special_methods import SPECIAL, exactly, special_methods
from examiner.rpc.student_class import (
    StudentClass,
    ask_class,
    class_record,
    names_of,
    own_dict,
    record_of,
)


def number_of(value: Any) -> int:
    """Return the number by which the student's process knows an object or a class."""
    if issubclass(type(value), StudentClass):  # `isinstance` would ask the object for its class
        record = class_record(value)
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


def is_subclass(kind: Any, classes: Any) -> bool:
    """Do what ``issubclass`` does, for stand-ins too: of a class that both processes know."""
    if issubclass(kind, classes):
        return True
    if not isinstance(kind, StudentClass) or class_record(kind) is None:
        return False
    known = record_of(kind).known()
    return known is not None and issubclass(known, classes)


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
    """Stands for an object that is not plain data: equal to itself and to nothing else."""

    __slots__ = ("__weakref__", "_examiner_number")
    __array_ufunc__ = None  # numpy answers arithmetic with TypeError
    __sympy__ = False  # sympy refuses to calculate with it: it would ask the object

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
            return ask_class(owner, Operation.ATTRIBUTE, name=self._name)
        return _ask(instance, Operation.ATTRIBUTE, name=self._name)

    def __set__(self, instance: Any, value: object) -> None:
        _ask(instance, Operation.SET_ATTRIBUTE, value, name=self._name)


#: Every class has a docstring of its own, which would hide the student's.
DOCSTRING = own_dict(StudentObject)["__doc__"]
#: By name; a stand-in class gets those that the student's class defines.
METHODS = special_methods(_ask, _operate)
assert METHODS.keys() == SPECIAL


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
