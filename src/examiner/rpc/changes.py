"""Changes that the student's code made to the arguments of a call, made to the test's objects too.

Security rule: only where the test cell asks for it, and only a change of contents. An object of the
test's stays the same object of the same type; an array keeps its shape and type as well.
"""

from typing import Any

_COPIED_BACK = frozenset(("list", "dict", "set", "bytearray", "ndarray", "Series", "DataFrame"))


def change(argument: Any, changed: Any) -> None:
    """Give an argument the contents that the student's code left it with, if it has contents."""
    kind, same_type = type(argument).__name__, type(changed) is type(argument)
    if kind not in _COPIED_BACK or not same_type:
        return
    if kind in ("list", "bytearray"):
        argument[:] = changed
    elif kind in ("dict", "set"):
        argument.clear()
        argument.update(changed)
    elif kind == "ndarray":
        if argument.shape == changed.shape and argument.dtype == changed.dtype:
            argument[...] = changed
    else:  # pandas: the same object with new contents
        type(argument).__init__(argument, changed)
