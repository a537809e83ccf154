"""The special methods that a stand-in for an object of the student's can have.

A stand-in has those that the object's class defines, so that libraries take it for what it is.

Security rule: where Python expects a number, a text or a truth value, a method gives exactly that
type or raises TypeError. Operators decide nothing unless the test cell has the door ``operators``;
then comparisons are made between objects of the student's only and give exactly True or False, and
what arithmetic with plain data gives must be an object: no plain value that was chosen by code
which had seen what the test expects.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from examiner.rpc.operations import Operation

_T = TypeVar("_T")
Method = Callable[..., Any]
#: Given an object of the student's: has its process do something to it.
Ask = Callable[..., Any]

_BINARY = [
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "divmod",
    "pow",
    "matmul",
    "and",
    "or",
    "xor",
    "lshift",
    "rshift",
]
_UNARY = ["neg", "pos", "invert", "abs", "round", "trunc", "floor", "ceil"]
_COMPARISONS = ["eq", "ne", "lt", "le", "gt", "ge"]
_IN_PLACE = [name for name in _BINARY if name != "divmod"]


def exactly(kind: type[_T], value: object) -> _T:
    """Return a value that must be of exactly this type.

    Raises
    ------
    TypeError
    """
    if type(value) is not kind:
        raise TypeError(f"the student's object gave a {type(value).__name__} for a {kind.__name__}")
    return value


def special_methods(ask: Ask, operate: Callable[..., Any]) -> dict[str, Method]:
    """Make the methods, by name.

    Parameters
    ----------
    ask
        Called with an object, an operation and arguments.
    operate
        Called with an object, the operation `Operation.OPERATOR` or `Operation.REFLECTED`, the
        name of a function of the module ``operator``, and operands; NotImplemented if the door
        is closed.
    """
    methods: dict[str, Method] = {}

    def plain(name: str, operation: Operation, kind: type | None = None) -> None:
        def method(self: Any, *args: object) -> Any:
            value = ask(self, operation, *args)
            return value if kind is None else exactly(kind, value)

        methods[name] = method

    for name, operation, kind in (
        ("__getitem__", Operation.ITEM, None),
        ("__setitem__", Operation.SET_ITEM, None),
        ("__delitem__", Operation.DELETE_ITEM, None),
        ("__len__", Operation.LENGTH, int),
        ("__bool__", Operation.TRUTH, bool),
        ("__float__", Operation.FLOAT, float),
        ("__int__", Operation.INT, int),
        ("__index__", Operation.INDEX, int),
        ("__complex__", Operation.COMPLEX, complex),
        ("__contains__", Operation.CONTAINS, bool),
        ("__next__", Operation.NEXT, None),
        ("__reversed__", Operation.REVERSED, None),
        ("__format__", Operation.FORMAT, str),
        ("__missing__", Operation.ITEM, None),
    ):
        plain(name, operation, kind)

    def call(self: Any, *args: object, **kwargs: object) -> Any:
        return ask(self, Operation.CALL, *args, kwargs=kwargs)

    def iterate(self: Any) -> Any:
        items = ask(self, Operation.ITERATE)
        return iter(items) if type(items) is list else items

    def as_array(self: Any, dtype: Any = None, copy: bool | None = None) -> Any:
        import numpy as np

        return np.asarray(exactly(np.ndarray, ask(self, Operation.ARRAY)), dtype=dtype)

    def enter(self: Any) -> Any:
        return ask(self, Operation.ATTRIBUTE, name="__enter__")()

    def leave(self: Any, *error: Any) -> Any:
        # Of what a test raises inside, the student's code gets the class and no word more; what it
        # raised itself, it gets back.
        kind, value = error[:2] if error else (None, None)
        if not _is_students(value):
            kind, value = kind if _crosses(kind) else None, None
        suppressed = ask(self, Operation.ATTRIBUTE, name="__exit__")(kind, value, None)
        return kind is not None and suppressed is True

    def await_it(self: Any) -> Any:
        return ask(self, Operation.AWAIT)
        yield  # what waits, waits in the student's process

    methods |= {
        "__call__": call,
        "__iter__": iterate,
        "__array__": as_array,
        "__enter__": enter,
        "__exit__": leave,
        "__await__": await_it,
    }

    def operator(name: str, function: str, operation: Operation) -> None:
        def method(self: Any, *operands: object) -> Any:
            return operate(self, operation, function, *operands)

        methods[name] = method

    for name in _BINARY:
        operator(f"__{name}__", name, Operation.OPERATOR)
        operator(f"__r{name}__", name, Operation.REFLECTED)
    for name in _IN_PLACE:
        operator(f"__i{name}__", f"i{name}", Operation.OPERATOR)
    for name in [*_UNARY, *_COMPARISONS]:
        operator(f"__{name}__", name, Operation.OPERATOR)
    return methods


def _is_students(error: object) -> bool:
    """Tell whether an exception is a stand-in for one that the student's code raised."""
    try:
        return type(object.__getattribute__(error, "_examiner_number")) is int
    except AttributeError:
        return False


def _crosses(kind: object) -> bool:
    return isinstance(kind, type) and kind.__module__ == "builtins"


#: The names of all special methods here, and of those that decide by operators.
OPERATORS = frozenset(
    [f"__{name}__" for name in [*_BINARY, *_UNARY, *_COMPARISONS]]
    + [f"__r{name}__" for name in _BINARY]
    + [f"__i{name}__" for name in _IN_PLACE]
)
COMPARISONS = frozenset(_COMPARISONS)
SPECIAL = frozenset(special_methods(lambda *_: None, lambda *_: None))
