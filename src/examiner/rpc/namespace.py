"""The globals of the test cells.

Security rule: a name that the tests define is the tests' own. Builtins and the usual names of
libraries (``np``, ``pd``, ...) are never the student's, whatever the notebook binds them to. Every
other name comes from the student's process, as a value or as a proxy.
"""

import builtins
import importlib
from collections.abc import Mapping
from typing import Any

from examiner.rpc.connection import Connection
from examiner.rpc.libraries import ALIASES
from examiner.rpc.operations import Operation


class StudentNamespace(dict[str, Any]):
    """Globals of the test cells: what they do not define comes from the student's process.

    A test that deletes a name of the student's, and later puts it back, does so in the student's
    process: so it can see whether one function uses another.

    Parameters
    ----------
    connection
        To the student's process.
    names
        What the key's set-up cells defined.
    """

    def __init__(self, connection: Connection, names: Mapping[str, Any] | None = None) -> None:
        super().__init__(names or {})
        self._connection = connection
        self._deleted: set[str] = set()
        self.update(__builtins__=builtins, __name__="__main__")

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name):
            return getattr(builtins, name)
        value = self._connection.get(name)
        # Who writes np means numpy, though only the student's notebook imports it.
        return importlib.import_module(ALIASES[name]) if name in ALIASES else value

    def __delitem__(self, name: str) -> None:
        if name in self:
            super().__delitem__(name)
        else:
            self._connection.ask(Operation.DELETE_NAME, name=name)
            self._deleted.add(name)

    def __setitem__(self, name: str, value: object) -> None:
        if name in self._deleted:
            self._connection.ask(Operation.SET_NAME, name=name, args=(value,))
        else:
            super().__setitem__(name, value)
