"""The text of the student's cells, for tests that look at how an answer is written.

The text is what was handed in, from the driver; the student's process has no say in it. It is
compiled, so that `inspect` finds the source of a function and looks into its code, and never run.
"""

import ast
import itertools
import linecache
from collections.abc import Callable
from types import CodeType
from typing import Any

from examiner.rpc.proxies import number_of

_numbers = itertools.count(1)


class HandedIn:
    """The cells that have run so far; few tests ask for them, so they are read when one does.

    Attributes
    ----------
    to_python
        Translates the magics of a cell.
    """

    def __init__(self) -> None:
        self.to_python: Callable[[str], str] = str
        self._unread: list[str] = []
        self._read: list[str] = []
        self._codes: dict[str, CodeType] = {}
        self._names: dict[int, str] = {}  # by the number of the function

    def add(self, source: str) -> None:
        """Add a cell."""
        self._unread.append(source)

    def cells(self) -> list[str]:
        """Return the cells, as Python (without magics)."""
        unread, self._unread = self._unread, []
        for source in map(self.to_python, unread):
            self._read.append(source)
            self._compile(source)
        return self._read

    def _compile(self, source: str) -> None:
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        file = f"<cell {next(_numbers)} of the student>"
        try:
            code = compile(tree, file, "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
        self._collect(code, "")
        self._name_lambdas(tree, code)

    def _collect(self, code: CodeType, prefix: str) -> None:
        for const in code.co_consts:
            if isinstance(const, CodeType):
                name = f"{prefix}{const.co_name}"
                self._codes[name] = const
                self._collect(const, f"{name}.")

    def _name_lambdas(self, tree: ast.Module, code: CodeType) -> None:
        lambdas = {c.co_firstlineno: c for c in code.co_consts if isinstance(c, CodeType)}
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                for target in node.targets:
                    found = lambdas.get(node.value.lineno)
                    if isinstance(target, ast.Name) and found is not None:
                        self._codes[target.id] = found

    def fetched(self, function: Any, name: str) -> None:
        """Note under which name of the notebook a test fetched a stand-in."""
        if not isinstance(function, type):
            self._names[number_of(function)] = name

    def code_of(self, function: Any) -> CodeType | None:
        """Return the code of a function by the name that it has; a lambda has that of its variable."""
        self.cells()
        own = str(function.__qualname__).replace(".<locals>", "")
        name = self._names.get(number_of(function), own)
        found = self._codes.get(name)
        if found is not None and found.co_name == own.rpartition(".")[2]:
            return found
        # What was fetched is not what a cell defines by that name; of lambdas there may be many.
        return None if own == "<lambda>" else self._codes.get(own)
