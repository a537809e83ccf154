"""What the student's process says of its classes, so that the tests' process can stand in for them."""

from collections.abc import Callable
from typing import Any

from examiner.rpc.classes import KINDS
from examiner.rpc.copies import data_kind
from examiner.rpc.special_methods import SPECIAL

_MOST_ANCESTORS = 20
_BUILTIN = {kind: name for name, kind in KINDS.items()}


def describe_class(kind: type, number: Callable[[object], int]) -> dict[str, Any]:
    """Describe a class in plain values, its bases by their numbers.

    Returns
    -------
    dict of str to object
        See `examiner.rpc.classes.StudentClasses`.
    """
    data = data_kind(kind)
    is_error = issubclass(kind, BaseException)
    return {
        "name": kind.__name__,
        "module": str(kind.__module__),
        "ancestry": [
            [base.__module__, base.__qualname__] for base in kind.__mro__[:_MOST_ANCESTORS]
        ],
        "bases": [number(base) for base in kind.__bases__ if _is_own(base)],
        "methods": _methods(kind, object),
        "hash": _hash(kind),
        "meta": _methods(type(kind), type),
        "data": "exception" if is_error else data.__name__ if data else None,
        "own": _own(kind, data) if data else [],
    }


def _hash(kind: Any) -> bool | None:
    """Tell whether objects have a hash: True if of their own, None if the one of all objects."""
    if kind.__hash__ is None:
        return False
    return True if kind.__hash__ is not object.__hash__ else None


def _is_own(kind: type) -> bool:
    """Tell whether a class is not a builtin one: builtin ones are described by `data` and `methods`."""
    return kind.__module__ not in ("builtins", "abc", "typing") and kind not in _BUILTIN


def _methods(kind: type, above: type) -> list[str]:
    """List the special methods that a class has and `above` has not, or not the same."""
    found = []
    for name in SPECIAL:
        method = getattr_of_class(kind, name)
        if method is not None and method is not getattr_of_class(above, name):
            found.append(name)
    return found


def getattr_of_class(kind: type, name: str) -> object:
    """Look an attribute up as Python does a special method: on the class and its bases only."""
    return next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), None)


def _own(kind: type, data: type) -> list[str]:
    """List what a class that inherits from plain data adds to it or overrides."""
    above = kind.__mro__[: kind.__mro__.index(data)]
    return sorted({name for base in above for name in vars(base) if not name.startswith("__")})


def reference_to_class(kind: type, number: Callable[[object], int]) -> int | str:
    """Say by what the tests' process knows a class: a name, or a number."""
    return _BUILTIN.get(kind) or number(kind)
