"""What the student's code holds in place of a test double (see `examiner.rpc.doubles`).

Security rule: a proxy knows a number, a name for its repr and a list of special methods, nothing
else of the test. It lives in the student's process, so it protects nothing by itself: whether a
request is allowed is decided in the tests' process, by `Doubles.perform`.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from examiner.rpc.operations import Operation


class Ask(Protocol):
    """Has the tests' process do something to the double `on`; returns the result."""

    def __call__(
        self,
        on: int,
        operation: Operation,
        name: str,
        args: tuple[object, ...] = ...,
        kwargs: Mapping[str, object] = ...,
    ) -> Any: ...


class DoubleProxy:
    """Passes reading, calls and operators on to an object of the tests' process.

    What the object does not have, the student's code may set: ``model.max_iter = 1`` is not an error on
    most objects in Python. It stays on the proxy, where the test cannot see it.
    """

    __slots__ = ("__dict__", "_ask", "_name", "_number")

    def __init__(self, ask: Ask, number: int, name: str) -> None:
        for slot, value in (("_ask", ask), ("_number", number), ("_name", name)):
            object.__setattr__(self, slot, value)

    def __getattr__(self, name: str) -> Any:
        return _ask(self)(number_of(self), Operation.ATTRIBUTE, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name not in vars(self) and (name in DoubleProxy.__slots__ or hasattr(self, name)):
            raise AttributeError(f"{name} cannot be set: this object belongs to the test")
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return f"<{object.__getattribute__(self, '_name')}>"


def number_of(proxy: DoubleProxy) -> int:
    """Return the number by which the tests' process knows the object."""
    number: int = object.__getattribute__(proxy, "_number")
    return number


def double_proxy(ask: Ask, number: int, protocol: Iterable[str], name: str) -> DoubleProxy:
    """Make a proxy that has just those special methods that the object has.

    Parameters
    ----------
    ask
        Sends a request to the tests' process and returns what the object answered.
    number
        By which the tests' process knows the object.
    protocol
        Names of special methods.
    name
        For its repr.
    """
    return _class_with(tuple(protocol))(ask, number, name)


def _ask(proxy: DoubleProxy) -> Ask:
    ask: Ask = object.__getattribute__(proxy, "_ask")
    return ask


def _name_of(proxy: DoubleProxy) -> str:
    name: str = object.__getattribute__(proxy, "_name")
    return name


def _doc_of(proxy: DoubleProxy) -> Any:
    """Return what stands for the docstring of a function of the test's: it can be handed back."""
    try:
        return _ask(proxy)(number_of(proxy), Operation.ATTRIBUTE, "__doc__")
    except AttributeError:
        return None


def _special(name: str) -> Callable[..., Any]:
    def method(self: DoubleProxy, *args: object, **kwargs: object) -> Any:
        return _ask(self)(number_of(self), Operation.CALL, name, args, kwargs)

    method.__name__ = name
    return method


@functools.cache
def _class_with(protocol: tuple[str, ...]) -> type[DoubleProxy]:
    """Make, once, the class of proxies with these special methods: Python finds them on types."""
    methods: dict[str, Any] = {name: _special(name) for name in protocol}
    if "__call__" in protocol:  # what `functools.wraps` copies
        methods |= {"__name__": property(_name_of), "__doc__": property(_doc_of)}
    return type("DoubleProxy", (DoubleProxy,), {"__slots__": (), **methods})
