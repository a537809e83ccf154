"""A test cell, compiled: the driver does that once, and the tests' process of each submission runs it."""

import ast
import marshal
import threading
import warnings
from functools import lru_cache
from types import CodeType
from typing import NamedTuple, Self

#: Begins the file name of the code.
CELL = "<test cell "
_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_one_at_a_time = threading.Lock()  # what `warnings` shows is a matter of the whole process


class CellCode(NamedTuple):
    """The code of a test cell, and what it imports.

    Attributes
    ----------
    body
        All statements but the value.
    value
        The last line, if it is an expression that a notebook would show.
    packages
        That the cell imports anything of.
    modules
        That it imports, by the names that it gives them.
    parts
        Names in the cell, each with an attribute that is taken of it.
    """

    body: CodeType
    value: CodeType | None
    packages: tuple[str, ...]
    modules: dict[str, str]
    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, source: str, label: str) -> Self:
        """Compile a cell.

        Parameters
        ----------
        source
            Python, without magics.
        label
            What tracebacks call the cell.

        Raises
        ------
        SyntaxError
        """
        name = f"{CELL}{label}>"
        tree = ast.parse(source, name)
        packages, modules, parts = set[str](), dict[str, str](), set[tuple[str, str]]()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                packages.update(alias.name.partition(".")[0] for alias in node.names)
                modules.update({alias.asname or alias.name: alias.name for alias in node.names})
            elif isinstance(node, ast.ImportFrom) and node.module:
                packages.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                parts.add((node.value.id, node.attr))
        value = None
        shown = not source.rstrip().endswith(";")
        if shown and tree.body and isinstance(last := tree.body[-1], ast.Expr):
            value = compile(ast.Expression(last.value), name, "eval", _FLAGS)
            tree.body.pop()
        body = compile(tree, name, "exec", _FLAGS)
        return cls(body, value, tuple(packages), modules, tuple(parts))

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Read what `dump` of the same version of Python wrote, if it can be trusted as code can."""
        return cls(*marshal.loads(data))

    def dump(self) -> bytes:
        """Write it for a process of the same version of Python."""
        return marshal.dumps(tuple(self))


@lru_cache(maxsize=1000)
def compiled(source: str, label: str) -> bytes | None:
    """Compile a cell for another process, as `CellCode.dump` writes it; None if it has magics."""
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # `examiner build` has shown them
        try:
            return CellCode.of(source, label).dump()
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
