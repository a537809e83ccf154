"""Proxies: what a test holds in place of an object that lives in the student's process.

Security rule: a proxy is never equal to plain data, takes part in no arithmetic, is not a copy and
cannot be copied, and where Python expects a number, a text or a truth value, it gives exactly that
type or raises TypeError. So an object that is made to please every test pleases none.
"""

from types import ModuleType
from typing import Any, Protocol, TypeVar

from examiner.rpc.codec_table import CodecError, Untrusted
from examiner.rpc.libraries import from_library, known_class
from examiner.rpc.operations import Operation
from examiner.safe_text import one_line
from examiner.sentences import feedback

_T = TypeVar("_T")


class Asks(Protocol):
    """What a proxy needs of the connection to the student's process."""

    def ask(
        self,
        operation: Operation,
        on: int | None = ...,
        name: str | None = ...,
        args: tuple[object, ...] = ...,
        kwargs: dict[str, Any] | None = ...,
    ) -> Any:
        """Have the student's process do something and return the result."""


def make_proxy(connection: Asks, number: int, details: Untrusted) -> "Proxy | type | ModuleType":
    """Make a proxy of what the student's process says of an object, which need not be true.

    A class or a module of a well-known library is this process's own, and no proxy.

    Parameters
    ----------
    connection
        To the student's process.
    number
        By which that process knows the object.
    details
        What kind of object it is, the ancestry of its class, and its path if it is a class or a
        module.
    """
    kind, ancestry, path = details
    if kind in ("class", "module") and (found := from_library(str(path))):
        return found
    if type(ancestry) is not list:
        raise CodecError("invalid reference")
    made = Proxy if kind in ("object", "module") else CallableProxy
    return made(connection, number, known_class(ancestry), one_line(str(ancestry[0][1]), 60))


def number_of(proxy: "Proxy") -> int:
    """Return the number by which the student's process knows the object."""
    number: int = object.__getattribute__(proxy, "_number")
    return number


def _exactly(kind: type[_T], value: object) -> _T:
    if type(value) is not kind:
        raise TypeError(f"the student's object gave a {type(value).__name__} for a {kind.__name__}")
    return value


class Proxy:
    """An object in the student's process.

    What reaches a test through it are values or further proxies. ``isinstance`` tells the class
    of the object where that is a class of a library; ``==`` is true for the same object only.
    """

    __slots__ = ("__weakref__", "_class", "_connection", "_name", "_number")
    __array_ufunc__ = None  # numpy answers arithmetic with TypeError

    def __init__(
        self, connection: Asks, number: int, known_class: type[Any] | None, name: str
    ) -> None:
        for slot, value in (
            ("_connection", connection), ("_number", number), ("_name", name),
            ("_class", known_class or Proxy),
        ):  # fmt: skip
            object.__setattr__(self, slot, value)

    def _ask(
        self,
        operation: Operation,
        *args: object,
        name: str | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        connection: Asks = object.__getattribute__(self, "_connection")
        return connection.ask(operation, number_of(self), name, args, kwargs)

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return object.__getattribute__(self, "_class")

    @property
    def __doc__(self) -> Any:  # type: ignore[override]
        return self._ask(Operation.ATTRIBUTE, name="__doc__")

    def __getattr__(self, name: str) -> Any:
        return self._ask(Operation.ATTRIBUTE, name=name)

    def __setattr__(self, name: str, value: object) -> None:
        self._ask(Operation.SET_ATTRIBUTE, value, name=name)

    def __delattr__(self, name: str) -> None:
        self._ask(Operation.DELETE_ATTRIBUTE, name=name)

    def __getitem__(self, key: object) -> Any:
        return self._ask(Operation.ITEM, key)

    def __setitem__(self, key: object, value: object) -> None:
        self._ask(Operation.SET_ITEM, key, value)

    def __delitem__(self, key: object) -> None:
        self._ask(Operation.DELETE_ITEM, key)

    def __contains__(self, value: object) -> bool:
        return self._ask(Operation.CONTAINS, value) is True

    def __len__(self) -> int:
        return _exactly(int, self._ask(Operation.LENGTH))

    def __bool__(self) -> bool:
        return _exactly(bool, self._ask(Operation.TRUTH))

    def __float__(self) -> float:
        return _exactly(float, self._ask(Operation.FLOAT))

    def __int__(self) -> int:
        return _exactly(int, self._ask(Operation.INT))

    def __iter__(self) -> Any:
        items = self._ask(Operation.ITERATE)
        return iter(items) if type(items) is list else items

    def __next__(self) -> Any:
        return self._ask(Operation.NEXT)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        import numpy as np

        return np.asarray(_exactly(np.ndarray, self._ask(Operation.ARRAY)), dtype=dtype)

    def __str__(self) -> str:
        return _exactly(str, self._ask(Operation.TEXT))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return feedback.an_object(object.__getattribute__(self, "_name"))

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return number_of(self)

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("an object of the student's process cannot be copied into the tests")

    def __enter__(self) -> Any:
        return self._ask(Operation.ATTRIBUTE, name="__enter__")()

    def __exit__(self, *error: object) -> None:
        self._ask(Operation.ATTRIBUTE, name="__exit__")(None, None, None)


class CallableProxy(Proxy):
    """A function, class or other callable of the student's."""

    __slots__ = ()
    __doc__ = Proxy.__doc__  # the property: this docstring would hide the student's

    def __call__(self, *args: object, **kwargs: object) -> Any:
        return self._ask(Operation.CALL, *args, kwargs=kwargs)

    def __instancecheck__(self, instance: object) -> bool:
        # For classes of the student's own; one of a library arrives as the class itself.
        return self._ask(Operation.IS_INSTANCE, instance) is True

    def __repr__(self) -> str:
        return feedback.A_FUNCTION
