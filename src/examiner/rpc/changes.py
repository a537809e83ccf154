"""Changes of the contents of an object in one process, made to its counterpart in the other.

An object stays the same object of the same type, and so do the containers in it as far as they
correspond; an array keeps its shape and type.

Security rule: the tests' process takes changes only of objects of the student's, and of arguments
where the test cell has the door ``changes``; only changes of contents, never of attributes.
"""

from typing import Any

_DICTS = frozenset(("dict", "OrderedDict", "defaultdict", "Counter"))
_CONTAINERS = _DICTS | {"list", "set", "bytearray", "deque"}
_TABLES = frozenset(("ndarray", "Series", "DataFrame"))
_CHANGEABLE = _CONTAINERS | _TABLES
#: Random generators: what crosses of them is their state.
_GENERATORS = frozenset(("Random", "Generator", "RandomState"))


def is_changeable(value: object) -> bool:
    """Tell whether the contents of an object can change, and cross."""
    return type(value).__name__ in _CHANGEABLE


def to_send(value: Any) -> Any:
    """Return what crosses of an object that may have been changed."""
    kind = type(value).__name__
    if kind not in _GENERATORS:
        return value
    if kind == "Random":
        return value.getstate()
    return value.bit_generator.state if kind == "Generator" else value.get_state()


def change(value: Any, changed: Any) -> None:
    """Give an object the contents that its counterpart has now, if it has contents."""
    kind = type(value).__name__
    if kind in _GENERATORS:
        _set_state(value, kind, changed)
    elif type(changed) is not type(value):
        return
    elif kind == "list" or kind == "deque":
        _change_sequence(value, changed)
    elif kind == "bytearray":
        value[:] = changed
    elif kind in _DICTS:
        kept = {key: _merged(value[key], item) if key in value else item
                for key, item in changed.items()}  # fmt: skip
        value.clear()
        value.update(kept)
    elif kind == "set":
        value.clear()
        value.update(changed)
    elif kind == "ndarray":
        if value.shape == changed.shape and value.dtype == changed.dtype and value.flags.writeable:
            value[...] = changed
    elif kind in _TABLES:  # pandas: the same object with new contents
        type(value).__init__(value, changed)


def _change_sequence(value: Any, changed: Any) -> None:
    kept = [_merged(old, new) for old, new in zip(value, changed, strict=False)]
    kept += list(changed)[len(kept) :]
    value.clear()
    value.extend(kept)


def _merged(old: Any, new: Any) -> Any:
    """Return what stands in a container afterwards: the old container in it, with new contents."""
    if type(old) is type(new) and type(old).__name__ in _CONTAINERS:
        change(old, new)
        return old
    return new


def _set_state(value: Any, kind: str, state: Any) -> None:
    try:
        if kind == "Random":
            value.setstate(state)
        elif kind == "Generator":
            value.bit_generator.state = state
        else:
            value.set_state(state)
    except (TypeError, ValueError, KeyError):
        pass
