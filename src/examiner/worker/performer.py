"""Performing the operations that the tests ask for, on names and objects of the student's."""

import contextlib
import copy
import importlib
import math
import operator
import sys
from collections.abc import Callable
from types import MethodType
from typing import Any, TypeAlias

from examiner.doors import FIGURES
from examiner.rpc import signatures
from examiner.rpc.figures import SHARED
from examiner.rpc.operations import Operation
from examiner.worker.patched_names import PatchedNames

#: Characters that one text of an object may have.
LONGEST_TEXT = 64 * 1024
_MOST_ITEMS_AT_ONCE = 100_000

_Perform: TypeAlias = Callable[..., object]


class MissingError(Exception):
    """The student's notebook has no such name."""


class Performer:
    """Does what the tests ask for.

    Parameters
    ----------
    names
        The globals of the student's notebook.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._fetched: dict[str, object] = {}
        self._patched = PatchedNames()
        self._in_test = False
        self._on_names: dict[Operation, _Perform] = {
            Operation.GET: self._get,
            Operation.SET_NAME: names.__setitem__,
            Operation.DELETE_NAME: self._delete_name,
            Operation.NAMES: lambda _: [str(name) for name in names],
            Operation.NEW_CELL: self._new_cell,
            Operation.PATCH: self._patched.apply,
            Operation.EXECUTE: self._execute,
            Operation.FIGURES: _figures,
        }

    def perform(
        self,
        operation: Operation,
        target: object,
        name: str | None,
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> object:
        """Perform an operation.

        Parameters
        ----------
        operation
            What to do.
        target
            The object, for operations on objects.
        name
            Of the global, or of the attribute.
        args, kwargs
            Decoded.

        Raises
        ------
        MissingError
            If the name that is asked for is not defined.
        BaseException
            Whatever the student's code raises.
        """
        if operation in _ON_OBJECTS:
            return _ON_OBJECTS[operation](target, *args, **kwargs)
        if operation in _ON_ATTRIBUTES:
            return _ON_ATTRIBUTES[operation](target, name, *args)
        if operation == Operation.OPERATOR:
            return _operator(str(name))(target, *args)
        if operation == Operation.REFLECTED:
            return _operator(str(name))(*args, target)
        return self._on_names[operation](name, *args, **kwargs)

    def rebound(self) -> list[str]:
        """List the names that the tests fetched and that mean something else now.

        The tests keep what they fetched by name, and need not ask for it at every use.
        """
        names = self._names
        return [name for name, value in self._fetched.items() if names.get(name) is not value]

    def _get(self, name: str) -> object:
        if name not in self._names:
            raise MissingError
        self._fetched[name] = self._names[name]
        return self._names[name]

    def _delete_name(self, name: str) -> None:
        if name not in self._names:
            raise NameError(f"name {name!r} is not defined")
        del self._names[name]

    def _execute(self, _: str | None, source: str) -> None:
        """Run a statement as the Python prompt does: an expression is shown."""
        shown, sys.displayhook = sys.displayhook, sys.__displayhook__
        try:
            exec(compile(source, "<docstring>", "single"), self._names)
        finally:
            sys.displayhook = shown

    def _new_cell(self, _: str | None) -> None:
        self._leave()
        self._in_test = True

    def leave_test(self) -> None:
        """Undo what a test patched, and close the figures that were drawn for it.

        The next cell of the student's would show them otherwise, with the hidden values in them.
        """
        if self._in_test:
            self._in_test = False
            self._leave()

    def _leave(self) -> None:
        self._patched.restore_all()
        close_figures()


def _figures(name: str, *args: Any, **kwargs: Any) -> object:
    if name not in SHARED:
        raise ValueError(f"pyplot.{name} is not asked for here")
    return getattr(importlib.import_module(FIGURES), name)(*args, **kwargs)


def close_figures() -> None:
    """Do what a notebook does at the end of a cell; nothing is lost if they are the student's."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        with contextlib.suppress(Exception):
            pyplot.close("all")


def numpy_errors(state: dict[str, Any] | None) -> contextlib.AbstractContextManager[object]:
    """Treat floating-point errors inside as the test does (see ``numpy.errstate``)."""
    numpy = sys.modules.get("numpy")
    if numpy is None or not state:
        return contextlib.nullcontext()
    treated: contextlib.AbstractContextManager[object] = numpy.errstate(**state)
    return treated


def _operator(name: str) -> Callable[..., Any]:
    if name in _OTHER_OPERATORS:
        return _OTHER_OPERATORS[name]
    found: Callable[..., Any] = getattr(operator, f"__{name}__")
    return found


def _text(target: object) -> str:
    return str(target)[:LONGEST_TEXT]


def _repr(target: object) -> str:
    return repr(target)[:LONGEST_TEXT]


def _index(target: Any) -> int:
    return operator.index(target)


def _call(target: Callable[..., object], *args: Any, **kwargs: Any) -> object:
    result = target(*args, **kwargs)
    if type(target) is MethodType and type(target.__self__).__module__.startswith("matplotlib."):
        return tuple(map(_unmasked, result)) if type(result) is tuple else _unmasked(result)
    return result


def _unmasked(value: object) -> object:
    """Return the data of a plot as they were drawn: pandas masks what is not a number."""
    import numpy as np

    if not isinstance(value, np.ma.MaskedArray):
        return value
    return np.ma.filled(value.astype(float), np.nan) if np.ma.is_masked(value) else value.data


def _as_array(target: object) -> object:
    import numpy as np

    array = np.asarray(target)
    if array.dtype == object and array.shape == ():
        raise TypeError(f"a {type(target).__name__} is not an array")
    return array


def _await(target: Any) -> object:
    """Run a coroutine to its end; the test waits for it as it does for any call."""
    import asyncio  # takes as long to import as it takes to start Python

    async def run() -> object:
        return await target

    return asyncio.run(run())


def _items(target: Any) -> object:
    """Give all items at once where their number is known and small, else an iterator."""
    try:
        few = len(target) <= _MOST_ITEMS_AT_ONCE
    except TypeError:
        few = False
    return list(target) if few else iter(target)


_ON_ATTRIBUTES: dict[Operation, _Perform] = {
    Operation.ATTRIBUTE: getattr,
    Operation.SET_ATTRIBUTE: setattr,
    Operation.DELETE_ATTRIBUTE: delattr,
}
_ON_OBJECTS: dict[Operation, _Perform] = {
    Operation.CALL: _call,
    Operation.ITEM: operator.getitem,
    Operation.SET_ITEM: operator.setitem,
    Operation.DELETE_ITEM: operator.delitem,
    Operation.CONTAINS: operator.contains,
    Operation.IS_INSTANCE: lambda target, instance: isinstance(instance, target),
    Operation.IS_SUBCLASS: lambda target, subclass: issubclass(subclass, target),
    Operation.LENGTH: len,
    Operation.TRUTH: bool,
    Operation.FLOAT: float,
    Operation.INT: int,
    Operation.INDEX: _index,
    Operation.COMPLEX: complex,
    Operation.TEXT: _text,
    Operation.REPR: _repr,
    Operation.FORMAT: format,
    Operation.ARRAY: _as_array,
    Operation.ITERATE: _items,
    Operation.NEXT: next,
    Operation.REVERSED: lambda target: list(reversed(target)),
    Operation.AWAIT: _await,
    Operation.HASH: hash,
    Operation.COPY: copy.copy,
    Operation.DEEP_COPY: copy.deepcopy,
    Operation.DIRECTORY: lambda target: [str(name) for name in dir(target)],
    Operation.SIGNATURE: signatures.describe,
}
#: Operators that are not functions of the module `operator`.
_OTHER_OPERATORS: dict[str, _Perform] = {
    "divmod": divmod,
    "round": round,
    "trunc": math.trunc,
    "floor": math.floor,
    "ceil": math.ceil,
    "pow": pow,
}
