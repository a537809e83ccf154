"""Stand-ins for classes of the student's: the metaclass that they have in the tests' process.

Security rule: no code of the student's runs here. Where Python expects a truth value or a list of
names, the metaclass gives exactly that, whatever the student's process says.
"""

from collections.abc import Sequence
from types import CodeType
from typing import Any, Protocol

from examiner.rpc import signatures
from examiner.rpc.operations import Operation
from examiner.rpc.special_methods import exactly


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

    def code_of(self, function: Any) -> CodeType | None:
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


#: The modules in which the bases of all stand-ins are defined, which stand for no class themselves.
_OUR_MODULES = (__name__, "examiner.rpc.proxies")


class StudentClass(type):
    """The class of stand-in classes: passes on what a test does to a class of the student's."""

    def __new__(mcls, name: str, bases: Any, names: dict[str, Any]) -> Any:
        """Make a base of stand-ins; a test cannot inherit from a class of the student's."""
        if names.get("__module__") in _OUR_MODULES:
            return super().__new__(mcls, name, bases, names)
        raise TypeError(f"a test cannot inherit from {bases[0].__name__}, a class of the student's")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if class_record(cls) is None:
            return super().__call__(*args, **kwargs)
        return ask_class(cls, Operation.CALL, args=args, kwargs=kwargs)

    def __getattr__(cls, name: str) -> Any:
        return ask_class(cls, Operation.ATTRIBUTE, name=name)

    def __setattr__(cls, name: str, value: object) -> None:
        if class_record(cls) is None or name.startswith("_abc_"):
            return super().__setattr__(name, value)
        ask_class(cls, Operation.SET_ATTRIBUTE, name=name, args=(value,))

    def __delattr__(cls, name: str) -> None:
        ask_class(cls, Operation.DELETE_ATTRIBUTE, name=name)

    def __instancecheck__(cls, instance: object) -> bool:
        if type.__instancecheck__(cls, instance) or class_record(cls) is None:
            return type.__instancecheck__(cls, instance)
        return ask_class(cls, Operation.IS_INSTANCE, args=(instance,)) is True

    def __subclasscheck__(cls, subclass: type) -> bool:
        if type.__subclasscheck__(cls, subclass) or class_record(cls) is None:
            return type.__subclasscheck__(cls, subclass)
        return ask_class(cls, Operation.IS_SUBCLASS, args=(subclass,)) is True

    def __dir__(cls) -> list[str]:
        return names_of(ask_class(cls, Operation.DIRECTORY))

    def __eq__(cls, other: object) -> bool:
        # A class of a library is that class, as far as a test can ask without ``is``.
        if cls is other or not isinstance(other, type) or class_record(cls) is None:
            return cls is other
        return record_of(cls).known() is other and other.__name__ == cls.__name__

    def __hash__(cls) -> int:
        return type.__hash__(cls)

    def mro(cls) -> list[type]:
        """Return the classes in which Python looks for attributes; ours are not shown."""
        found = all_bases(cls)
        return type.mro(cls) if not found else [*cls.__mro__]

    @property
    def __mro__(cls) -> tuple[type, ...]:
        return tuple(base for base in all_bases(cls) if not _is_ours(base))

    @property
    def __bases__(cls) -> tuple[type, ...]:  # type: ignore[override]
        bases = type.__dict__["__bases__"].__get__(cls)
        return tuple(base for base in bases if not _is_ours(base)) or (object,)

    @property
    def __doc__(cls) -> Any:  # type: ignore[override]
        return ask_class(cls, Operation.ATTRIBUTE, name="__doc__")

    @property  # type: ignore[misc]
    def __dict__(cls) -> Any:  # type: ignore[override]
        if class_record(cls) is None:
            return own_dict(cls)
        return ask_class(cls, Operation.ATTRIBUTE, name="__dict__")

    @property
    def __annotations__(cls) -> Any:  # type: ignore[override]
        return ask_class(cls, Operation.ATTRIBUTE, name="__annotations__")

    @property
    def __init__(cls) -> Any:  # type: ignore[misc]
        # Every class here has the one of `object`, which a test would take for the student's.
        if class_record(cls) is None:
            return lambda *_, **__: None
        return ask_class(cls, Operation.ATTRIBUTE, name="__init__")

    @property
    def __signature__(cls) -> Any:
        return signatures.build(ask_class(cls, Operation.SIGNATURE))


def _is_ours(kind: type) -> bool:
    return isinstance(kind, StudentClass) and class_record(kind) is None


def all_bases(cls: type) -> tuple[type, ...]:
    """Return the whole method resolution order; nothing while the class is being made."""
    return type.__dict__["__mro__"].__get__(cls) or ()


def own_dict(cls: type) -> Any:
    """Return what the class itself defines here, past the property `StudentClass.__dict__`."""
    return type.__dict__["__dict__"].__get__(cls)


def class_record(cls: type) -> ClassRecord | None:
    """Return what a stand-in class knows; None for a base of all stand-ins."""
    record: ClassRecord | None = type.__getattribute__(cls, "_examiner_record")
    return record


def record_of(kind: type) -> ClassRecord:
    """Return what a stand-in class knows."""
    if (record := class_record(kind)) is None:
        raise TypeError("not an object of the student's")
    return record


def ask_class(cls: type, operation: Operation, **wanted: Any) -> Any:
    """Have the process of a class do something to it."""
    record = class_record(cls)
    if record is None:
        raise AttributeError(wanted.get("name", operation))
    if record.number is None:
        return _of_builtin(record.known(), operation, **wanted)
    return record.connection.ask(operation, record.number, **wanted)


def _of_builtin(
    kind: type, operation: Operation, name: str = "", args: Sequence[Any] = (), **_: Any
) -> Any:
    """Do something to a builtin class, which is this process's own: a function's, say."""
    match operation:
        case Operation.ATTRIBUTE:
            return getattr(kind, name)
        case Operation.IS_INSTANCE:
            return isinstance(args[0], kind)
        case Operation.IS_SUBCLASS:
            return issubclass(args[0], kind)
        case Operation.DIRECTORY:
            return dir(kind)
    raise TypeError(f"{kind.__name__} of the student's process is out of reach")


def names_of(found: object) -> list[str]:
    """Check a list of names that the student's process sent."""
    return [str(name) for name in exactly(list, found)]
