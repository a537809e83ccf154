"""The globals of the test cells.

A test cell runs with three layers of names, as any Python code does: the globals, which are the
tests' own; the builtins; and below them the student's names, each asked for where it is used.

Security rule: a name that the tests define is the tests' own. Builtins and the usual names of
libraries (``np``, ``pd``, ...) are never the student's, whatever the notebook binds them to. Every
other name comes from the student's process, as a value or as a stand-in.
"""

import builtins
import importlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from examiner.doors import Doors
from examiner.rpc.connection import Connection
from examiner.rpc.exceptions import MissingNameError
from examiner.rpc.libraries import ALIASES
from examiner.rpc.operations import Operation
from examiner.rpc.proxies import is_subclass
from examiner.rpc.student_class import names_of

_ABSENT = object()


class LateBuiltins(dict[str, Any]):
    """Builtins of the code of a key: below them there may be a student's names.

    A function keeps the builtins that it was made with, so those of set-up cells, made before any
    student is known, have these. Until `connect` is called they are Python's own.
    """

    def __init__(self) -> None:
        super().__init__(vars(builtins))
        self._names: CellNames | None = None

    def connect(self, names: "CellNames") -> None:
        """From now on look a name up in the builtins of this moment, then among the student's."""
        self._names = names
        self.clear()
        self.update(vars(builtins), globals=lambda: names, issubclass=is_subclass)
        _following[:] = [self]
        builtins.__class__ = _Followed

    def __missing__(self, name: str) -> Any:
        if name in vars(builtins):
            return vars(builtins)[name]
        if self._names is None:
            raise KeyError(name)
        return self._names.of_student(name)


class _Followed(ModuleType):
    """The module ``builtins`` of this process: what a test patches there, its own code finds.

    Asking the module at each use would make a loop over ``abs`` ten times slower.
    """

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        for late in _following:
            late[name] = value

    def __delattr__(self, name: str) -> None:
        super().__delattr__(name)
        for late in _following:
            late.pop(name, None)


_following: list[LateBuiltins] = []  # the one that is connected


class CellNames(dict[str, Any]):
    """The names of a test cell: what ``globals()`` returns, and where a cell's top level runs.

    A test that deletes a name of the student's, and later puts it back, does so in the student's
    process: so it can see whether one function uses another. What a test sets under a name of the
    door ``names`` stays its own; the student's process gets a copy. Only if the name is one of the
    door ``changes`` too does the test read there what it means.

    Parameters
    ----------
    connection
        To the student's process.
    own
        The globals of the tests: what the key's set-up cells defined. Kept, and changed.

    Attributes
    ----------
    globals
        The same, for ``exec``.
    """

    def __init__(self, connection: Connection, own: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.globals: dict[str, Any] = {} if own is None else own
        self._connection = connection
        self._deleted: set[str] = set()
        self._doors = Doors()
        self._hidden: dict[str, Any] = {}  # names of locked cells that this cell reads elsewhere
        self._told: dict[str, Any] = {}  # by shared name, the value that the student's process has
        late = self.globals.get("__builtins__")
        if not isinstance(late, LateBuiltins):
            late = self.globals["__builtins__"] = LateBuiltins()
        late.connect(self)
        self.globals["__name__"] = "__main__"
        connection.before_asking = self.synchronise

    def new_cell(self, doors: Doors) -> None:
        """Begin a test cell."""
        for name, value in self._hidden.items():
            self.globals.setdefault(name, value)
        self._doors = doors
        self._told = {}
        self._hidden = {
            name: self.globals.pop(name) for name in doors.changed_names if name in self.globals
        }

    def of_student(self, name: str) -> Any:
        """Return a name of the student's; MissingNameError if there is none."""
        value = self._connection.get(name)
        # Who writes np means numpy, though only the student's notebook imports it.
        return importlib.import_module(ALIASES[name]) if name in ALIASES else value

    def synchronise(self) -> None:
        """Tell the student's process what the shared names mean, as far as it has not heard."""
        for name in self._doors.shared_names & self.globals.keys():
            if self._is_students(name):
                value = self.globals.pop(name)
                self._connection.ask(Operation.SET_NAME, name=name, args=(value,))
            else:
                self._tell(name)

    def _tell(self, name: str) -> None:
        value = self.globals[name]
        seen = self._connection.look_of(value)
        if self._told.get(name) != seen:
            self._told[name] = seen
            self._connection.ask(Operation.SET_NAME, name=name, args=(value,))

    def _is_students(self, name: object) -> bool:
        return name in self._doors.common_names or name in self._deleted

    def __getitem__(self, name: str) -> Any:
        if name in self.globals:
            return self.globals[name]
        if name in vars(builtins) and not self._is_students(name):
            raise KeyError(name)
        try:
            return self.of_student(name)
        except MissingNameError as error:
            raise KeyError(name) from error

    def __setitem__(self, name: str, value: object) -> None:
        if self._is_students(name):
            self._connection.ask(Operation.SET_NAME, name=name, args=(value,))
        else:
            self.globals[name] = value
            if name in self._doors.shared_names:
                self._tell(name)

    def __delitem__(self, name: str) -> None:
        if name in self.globals:
            del self.globals[name]
            if self._told.pop(name, None) is None:
                return
        self._connection.ask(Operation.DELETE_NAME, name=name)
        if name not in self._doors.shared_names:
            self._deleted.add(name)

    def __contains__(self, name: object) -> bool:
        return name in self.globals or name in self._students_names()

    def _students_names(self) -> list[str]:
        found = names_of(self._connection.ask(Operation.NAMES))
        return [
            name
            for name in found
            if not name.startswith("_") and (self._is_students(name) or name not in vars(builtins))
        ]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self.globals, *self._students_names()]))

    def __len__(self) -> int:
        return len([*iter(self)])

    def keys(self) -> Any:
        """List all names, the student's too."""
        return dict.fromkeys(self).keys()

    def items(self) -> Any:
        """Return pairs of names and values, the student's too."""
        return {name: self[name] for name in self}.items()

    def values(self) -> Any:
        """Return all values, the student's too."""
        return {name: self[name] for name in self}.values()

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, or `default` if there is no such name."""
        try:
            return self[name]
        except KeyError:
            return default

    def pop(self, name: str, default: Any = _ABSENT) -> Any:
        """Delete a name and return its value."""
        value = self.get(name, default)
        if value is _ABSENT:
            raise KeyError(name)
        if name in self:
            del self[name]
        return value

    def setdefault(self, name: str, default: Any = None) -> Any:
        """Return a value, after setting it if there is none."""
        if name not in self:
            self[name] = default
        return self[name]

    def update(self, *args: Any, **kwargs: Any) -> None:
        """Set several names."""
        for name, value in dict(*args, **kwargs).items():
            self[name] = value

    def copy(self) -> dict[str, Any]:
        """Return all names and values as a plain dict."""
        return dict(self.items())

    def __repr__(self) -> str:
        return repr(self.copy())

    __hash__ = None


class MainModule(ModuleType):
    """What ``import __main__`` gives a test: the names of the cell as attributes."""

    _names: CellNames

    def __getattr__(self, name: str) -> Any:
        try:
            return object.__getattribute__(self, "_names").of_student(name)
        except MissingNameError as error:
            raise AttributeError(f"module '__main__' has no attribute {name!r}") from error

    def __setattr__(self, name: str, value: object) -> None:
        object.__getattribute__(self, "_names")[name] = value

    def __delattr__(self, name: str) -> None:
        names = object.__getattribute__(self, "_names")
        try:
            del names[name]
        except NameError as error:
            raise AttributeError(name) from error

    def __dir__(self) -> list[str]:
        return sorted(object.__getattribute__(self, "_names"))


def make_main(module: ModuleType, names: CellNames) -> None:
    """Let ``__main__`` of this process be the names of the test cells."""
    object.__setattr__(module, "_names", names)
    module.__class__ = MainModule
