"""Contents of plain data, and of objects whose classes inherit from plain data.

Whatever such a class defines, its contents are read and written by the methods of plain data.
"""

from collections.abc import Callable
from typing import Any

_READ: dict[Any, Callable[[Any], Any]] = {
    int: int.__int__,
    float: float.__float__,
    complex: lambda value: complex.__add__(value, 0j),
    str: str.__str__,
    bytes: lambda value: bytes.__add__(value, b""),
    bytearray: lambda value: bytearray(bytearray.__getitem__(value, slice(None))),
    list: lambda value: list(list.__iter__(value)),
    tuple: lambda value: tuple(tuple.__iter__(value)),
    dict: lambda value: {key: dict.__getitem__(value, key) for key in dict.__iter__(value)},
    set: lambda value: set(set.__iter__(value)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
}
_kinds: dict[Any, Any] = {}  # a dictionary is faster than functools.cache
_MUTABLE: frozenset[Any] = frozenset((bytearray, list, dict, set))


def data_kind(kind: Any) -> Any:
    """Return the type of plain data that a class inherits from; None if it does from none.

    Examples
    --------
    >>> import collections
    >>> data_kind(collections.Counter)
    <class 'dict'>
    """
    try:
        return _kinds[kind]
    except KeyError:
        found = next((base for base in kind.__mro__ if base in _READ), None)
        return _kinds.setdefault(kind, found)


def contents(value: Any) -> Any:
    """Return a plain copy of the contents."""
    kind = data_kind(type(value))
    return None if kind is None else _READ[kind](value)


def is_mutable(value: object) -> bool:
    """Tell whether the contents of this object can change."""
    return data_kind(type(value)) in _MUTABLE


def make(kind: Any, content: Any) -> Any:
    """Make an object of a class that inherits from the type of `content`."""
    base: Any = type(content)
    if base not in _MUTABLE:
        return base.__new__(kind, content)
    made = base.__new__(kind)
    fill(made, content)
    return made


def fill(value: Any, content: Any) -> None:
    """Replace the contents of an object, in place."""
    kind = data_kind(type(value))
    if kind is list or kind is bytearray:
        kind.__setitem__(value, slice(None), content)
    elif kind is dict:
        dict.clear(value)
        for key, item in content.items():
            dict.__setitem__(value, key, item)
    elif kind is set:
        set.clear(value)
        set.update(value, content)
