"""Makes the classes that stand here for classes of the student's process.

Security rule: what that process says of a class need not be true. It decides which special methods
a stand-in passes on, and whether objects are copies of plain data; never what runs here.
"""

import abc
import types
from collections.abc import Callable, Mapping
from typing import Any

from examiner.rpc.codec_table import CodecError, Untrusted
from examiner.rpc.exceptions import rebuild
from examiner.rpc.libraries import known_class
from examiner.rpc.operations import Operation
from examiner.rpc.proxies import (
    DOCSTRING,
    METHODS,
    CopiedObject,
    Overridden,
    Proxy,
    hash_of_proxy,
    is_copied,
    send_to_coroutine,
)
from examiner.rpc.special_methods import OPERATORS, special_methods
from examiner.rpc.student_class import Asks, ClassRecord, StudentClass, all_bases
from examiner.safe_text import one_line

_MOST_CLASSES = 5_000
_MOST_NAMES = 1_000
#: What `isinstance` takes objects of builtin classes for that are not in ``builtins``.
KINDS: dict[str, type] = {
    "function": types.FunctionType,
    "method": types.MethodType,
    "generator": types.GeneratorType,
    "coroutine": types.CoroutineType,
    "async_generator": types.AsyncGeneratorType,
    "builtin_function_or_method": types.BuiltinFunctionType,
    "method_descriptor": types.MethodDescriptorType,
    "module": types.ModuleType,
    "property": property,
    "map": map,
    "zip": zip,
    "filter": filter,
    "enumerate": enumerate,
    "reversed": reversed,
}
#: Plain data that a class may inherit from.
DATA: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset,
    )
}  # fmt: skip
#: What a class may define instead of the methods of plain data; contents count for all others.
_OVERRIDABLE = frozenset(
    (
        "__call__",
        "__enter__",
        "__exit__",
        "__missing__",
        "__getitem__",
        "__setitem__",
        "__delitem__",
    )
)


class StudentClasses:
    """The stand-in classes of a connection.

    Parameters
    ----------
    connection
    """

    def __init__(self, connection: Asks) -> None:
        self._connection = connection
        self._classes: dict[int | str, type] = {}
        self._being_made: set[int] = set()

    def of(self, which: Untrusted) -> type:
        """Return the stand-in for a class.

        Parameters
        ----------
        which
            Its number, or its name if it is one of `KINDS`.

        Raises
        ------
        CodecError
            If what is said of it cannot be true.
        """
        if type(which) not in (int, str):
            raise CodecError("invalid reference")
        if (known := self._classes.get(which)) is not None:
            return known
        if type(which) is str:
            if which not in KINDS:
                raise CodecError("invalid reference")
            made = self._builtin(which)
        else:
            if len(self._classes) > _MOST_CLASSES or which in self._being_made:
                raise CodecError("too many classes")
            self._being_made.add(which)
            try:
                made = self._make(which, self._connection.ask(Operation.DESCRIBE, which))
            except CodecError:
                raise
            except TypeError as error:
                raise CodecError("invalid class") from error
            finally:
                self._being_made.discard(which)
        self._classes[which] = made
        return made

    def _builtin(self, which: str) -> type:
        kind = KINDS[which]
        names = {
            name for name in METHODS if getattr(kind, name, None) is not getattr(object, name, None)
        }
        extra = {"send": send_to_coroutine} if kind is types.CoroutineType else {}
        return self._class(which, (Proxy,), names - OPERATORS, None, lambda: kind, extra)

    def _make(self, number: int, said: Untrusted) -> type:
        if type(said) is not dict or type(said.get("ancestry")) is not list:
            raise CodecError("invalid class")
        name = one_line(str(said.get("name")), 60) or "object"
        names = {str(method) for method in _list(said, "methods")} & METHODS.keys()
        ancestry = said["ancestry"]
        extra: dict[str, Any] = {"__module__": one_line(str(said.get("module")), 60)}
        bases = tuple(self.of(base) for base in _list(said, "bases"))
        data = DATA.get(str(said.get("data")))
        if said.get("data") is not None:
            bases = tuple(
                base for base in bases if isinstance(base, StudentClass) and is_copied(base)
            )
        if said.get("data") == "exception":
            error = type(rebuild({"ancestry": ancestry, "message": ""}))
            bases = _with(bases, CopiedObject, error)
            names &= {"__call__"}
        elif data is not None:
            bases = _with(bases, CopiedObject, data)
            names &= _OVERRIDABLE
            for own in _list(said, "own"):
                if type(own) is str and own.isidentifier() and not own.startswith("__"):
                    extra[own] = Overridden(own)
        else:
            bases = _with(bases, Proxy)
            if "__eq__" in names or said.get("hash") is True:
                extra["__hash__"] = None if said.get("hash") is False else hash_of_proxy
        meta = {str(method) for method in _list(said, "meta")} & METHODS.keys() - OPERATORS

        def known() -> type | None:
            return known_class(ancestry)

        made = self._class(name, bases, names, number, known, extra, frozenset(meta))
        if ["abc", "ABC"] in ancestry:
            abc.ABC.register(made)  # so that ``issubclass(Shape, ABC)`` says what it means
        return made

    def _class(
        self,
        name: str,
        bases: tuple[type, ...],
        methods: set[str],
        number: int | None,
        known: Callable[[], type | None],
        extra: Mapping[str, Any],
        meta: frozenset[str] = frozenset(),
    ) -> type:
        kinds = dict.fromkeys(type(base) for base in bases)
        metaclass: Any = StudentClass
        if meta or len(kinds) > 1 or StudentClass not in kinds:
            above = tuple(sorted(kinds, key=lambda kind: -len(all_bases(kind))))
            own = above[:1] if all(issubclass(above[0], kind) for kind in above) else above
            own = own if StudentClass in all_bases(own[0]) else (StudentClass,)
            metaclass = type("StudentClass", own, {name: _on_class(name) for name in meta})
        names: dict[str, Any] = {method: METHODS[method] for method in methods}
        if any(Proxy in all_bases(base) for base in bases):
            names["__slots__"] = ()
        names |= {
            "__doc__": DOCSTRING,
            **extra,
            "_examiner_record": ClassRecord(self._connection, number, known),
        }
        made: type = type.__new__(metaclass, name, bases, names)
        return made


def _list(said: dict[str, Any], key: str) -> list[Untrusted]:
    found = said.get(key)
    if type(found) is not list or len(found) > _MOST_NAMES:
        raise CodecError("invalid class")
    return found


def _with(bases: tuple[type, ...], *needed: type) -> tuple[type, ...]:
    """Append the bases that every stand-in needs, if none of the student's classes has them."""
    lacking = [base for base in needed if not any(base in all_bases(b) for b in bases)]
    return (*bases, *lacking)


def _on_class(method: str) -> Callable[..., Any]:
    """Make a special method of classes: ``len(Colour)``, ``Colour["RED"]``."""

    def ask(cls: Any, operation: Operation, *args: object, **wanted: Any) -> Any:
        record: ClassRecord = type.__getattribute__(cls, "_examiner_record")
        return record.connection.ask(operation, record.number, args=args, **wanted)

    return special_methods(ask, lambda *_: NotImplemented)[method]
