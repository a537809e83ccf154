"""What a test puts in place of names of modules, put in place for the student's code too.

A test that patches ``builtins.input``, deletes a function of a library or seeds a generator does so
in its own process. Before each request the names of the door ``patch`` are compared with what they
were when the cell began, and the student's process is told of those that differ.
"""

import ast
import builtins
import contextlib
import importlib
import os
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from examiner.doors import GENERATORS, Doors
from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import Untrusted
from examiner.rpc.operations import Operation, Request

_ABSENT = object()
#: Modules whose names are never patched for the student's code, or change by themselves.
_LEFT_OUT = frozenset(("examiner", "IPython", "__main__", "warnings", "logging", "linecache"))
_OF_SYS = frozenset(("stdin", "argv", "path"))
_ENVIRONMENT = "os:environ"


class Patches:
    """The names that the door `patch` watches in a test cell.

    Attributes
    ----------
    used
        The names that were found to be patched: what ``examiner build`` asks for.
    """

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._before: dict[str, Any] = {}
        self._sent: dict[str, Any] = {}
        self._states: dict[str, Any] = {}
        self._loaded: frozenset[str] = frozenset()
        self._sending = False

    def begin(self, doors: Doors, source: str) -> None:
        """Note what the names mean where a cell begins."""
        self.used.clear()
        self._sent.clear()
        self._states.clear()
        if doors.patch:
            _load_what_is_named(source)
            self._watched = doors.patched
            self._loaded = frozenset(sys.modules)
            self._before = dict(_values(self._watched))
            if "getstate" not in source and "get_state" not in source:
                self._states = {name: state_of(name) for name in GENERATORS}

    def send(self, connection: Any, request: Request, encoder: Encoder) -> None:
        """Tell the student's process of what has been patched, or put back, since the last time."""
        if self._sending or request["do"] in (Operation.DESCRIBE, Operation.PATCH):
            return
        self._sending = True
        try:
            now = dict(_values(self._watched))
            for name in now.keys() | self._before.keys():
                if name.partition(":")[0] not in self._loaded and name != _ENVIRONMENT:
                    continue  # it was loaded meanwhile, not patched
                value, before = now.get(name, _ABSENT), self._before.get(name, _ABSENT)
                sent = self._sent.get(name, before)
                if value is sent or (name == _ENVIRONMENT and value == sent):
                    continue
                if before is _ABSENT and isinstance(value, ModuleType):
                    continue  # a part of a package that was loaded meanwhile
                self.used.add(name)
                self._sent[name] = value
                if value is before or (name == _ENVIRONMENT and value == before):
                    args: tuple[object, ...] = ("restore",)
                elif value is _ABSENT:
                    args = ("delete",)
                else:
                    args = ("set", value)
                connection.ask(Operation.PATCH, name=name, args=args)
        finally:
            self._sending = False
        states: dict[str, Any] = {}
        for name in GENERATORS:
            if self._watched and name not in self._watched:
                continue
            state = state_of(name)
            if state is not None and not _same(state, self._states.get(name)):
                self.used.add(name)
                self._states[name] = state
                states[name] = encoder.encode(state)
        if states:
            request["random"] = states

    def take(self, states: Untrusted, decoder: Decoder) -> None:
        """Give the generators the states in which the student's code left them."""
        for name in GENERATORS if type(states) is dict else ():
            if name in self.used and name in states:
                set_state(name, decoder.decode(states[name]))
                self._states[name] = state_of(name)


def _load_what_is_named(source: str) -> None:
    """Import the modules that a cell imports, or names in texts as `mock.patch` takes them.

    So what their names mean is known before the cell puts something in their place.
    """
    found = {"unittest.mock"} if "mock" in source else set[str]()
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
        elif isinstance(node, ast.Constant) and type(node.value) is str and len(node.value) < 200:
            owner, _, _ = node.value.rpartition(".")
            if owner and all(part.isidentifier() for part in owner.split(".")):
                found.add(owner)
    for name in sorted(found - sys.modules.keys()):
        with contextlib.suppress(Exception):  # it is not a module, or cannot be loaded here
            importlib.import_module(name)


def _parsed(source: str) -> ast.AST:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _values(watched: frozenset[str]) -> Iterable[tuple[str, Any]]:
    if not watched:
        yield from _everything()
        return
    for name in watched:
        module, _, attribute = name.partition(":")
        if name == _ENVIRONMENT:
            yield name, dict(os.environ)
        elif attribute and module in sys.modules:
            owner = vars(sys.modules[module])
            if attribute in owner:
                yield name, owner[attribute]


def _everything() -> Iterable[tuple[str, Any]]:
    """List every public name of every module; only ``examiner build`` looks at so many."""
    for module_name, module in [*sys.modules.items()]:
        if module is None or module_name.partition(".")[0] in _LEFT_OUT:
            continue
        try:
            names = vars(module)
        except TypeError:
            continue
        for name, value in [*names.items()]:
            if name.startswith("_") or (module is sys and name not in _OF_SYS):
                continue
            yield f"{module_name}:{name}", value
    yield _ENVIRONMENT, dict(os.environ)


def _generator(name: str) -> Any:
    """Return the module of a generator; None if its package is not loaded. numpy loads it late."""
    return importlib.import_module(name) if name.partition(".")[0] in sys.modules else None


def state_of(name: str) -> Any:
    """Return the state of a generator as plain data; None if its module is not loaded."""
    if (module := _generator(name)) is None:
        return None
    if name == "random":
        return module.getstate()
    kind, keys, place, has_gauss, gauss = module.get_state()
    return str(kind), keys, int(place), int(has_gauss), float(gauss)


def _same(one: Any, other: Any) -> bool:
    if other is None or len(one) != len(other):
        return False
    return all(
        bool((a == b) if not hasattr(a, "all") else (a == b).all())
        for a, b in zip(one, other, strict=True)
    )


def set_state(name: str, state: Any) -> None:
    """Give a generator a state that `random` or `numpy.random` accepts."""
    if (module := _generator(name)) is None:
        return
    with contextlib.suppress(TypeError, ValueError):
        module.setstate(state) if name == "random" else module.set_state(state)


def owner_of(name: str) -> tuple[Any, str]:
    """Return the module, and the name in it, that a watched name means."""
    module, _, attribute = name.partition(":")
    return (builtins if module == "builtins" else sys.modules.get(module)), attribute
