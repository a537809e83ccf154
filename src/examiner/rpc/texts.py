"""Texts of the student's that modules of Python would run: type hints, examples in docstrings.

``typing.get_type_hints`` evaluates a hint that is a text, and `doctest` runs the examples of a
docstring. In the tests' process these texts may be the student's.

Security rule: of a text no more is evaluated here than names, attributes and what stands in brackets;
the examples of a docstring run in the student's process, unless the test cell itself contains them.
"""

import ast
import builtins
import contextlib
import doctest
import functools
import inspect
import typing
from collections.abc import Callable
from types import CodeType
from typing import Any, NamedTuple

#: What a type hint is made of; nothing of it calls anything.
_IN_HINTS = (
    ast.Expression, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.Constant,
    ast.BinOp, ast.BitOr, ast.UnaryOp, ast.USub, ast.Load, ast.Starred,
)  # fmt: skip


class _Example(NamedTuple):
    """An example of a docstring that is to run in the student's process."""

    source: str


class Texts:
    """Keeps texts of the student's from running here.

    Parameters
    ----------
    run
        Has the student's process run a statement; what it prints is printed here.
    """

    def __init__(self, run: Callable[[str], object]) -> None:
        self._run, self._cell = run, ""

    def begin(self, cell: str) -> None:
        """Note the source of the test cell that runs now."""
        self._cell = cell

    def restrict(self) -> None:
        """Put what is here in place of the builtin functions that these modules call."""
        vars(typing)["compile"] = _compile_hint
        vars(inspect)["eval"] = _evaluate_hint
        vars(doctest).update(compile=self._compile, exec=self._execute)

    def _compile(self, source: str, *args: Any, **kwargs: Any) -> "CodeType | _Example":
        if source in _examples(self._cell):
            code: CodeType = builtins.compile(source, *args, **kwargs)
            return code
        return _Example(source)

    def _execute(self, code: "CodeType | _Example", names: dict[str, Any]) -> None:
        if isinstance(code, _Example):
            self._run(code.source)
        else:
            exec(code, names)


@functools.lru_cache(maxsize=1)
def _examples(cell: str) -> frozenset[str]:
    """Return the examples in the texts of a cell, whole: a first line alone may go on as somebody likes."""
    found: set[str] = set()
    with contextlib.suppress(ValueError, SyntaxError):
        for node in ast.walk(ast.parse(cell)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                with contextlib.suppress(ValueError):  # it only looks like examples
                    examples = doctest.DocTestParser().get_examples(node.value)
                    found |= {example.source for example in examples}
    return frozenset(found)


def _check(text: str) -> None:
    try:
        nodes = [*ast.walk(ast.parse(text.strip(), mode="eval"))]
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError("invalid type hint") from error
    for node in nodes:
        # A name with two underscores could lead anywhere.
        name = getattr(node, "attr", "")
        if not isinstance(node, _IN_HINTS) or str(name).startswith("__"):
            raise PermissionError("a type hint of the student's that is no type is not evaluated")


def _compile_hint(source: Any, *args: Any, **kwargs: Any) -> Any:
    if isinstance(source, str):
        _check(source)
    return builtins.compile(source, *args, **kwargs)


def _evaluate_hint(source: Any, *args: Any) -> Any:
    if isinstance(source, str):
        _check(source)
    return eval(source, *args)
