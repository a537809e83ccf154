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
import sys
import typing
from collections.abc import Iterable
from types import CodeType
from typing import Any, NamedTuple

from examiner.rpc.connection import Connection
from examiner.rpc.operations import Operation

#: What a type hint is made of; nothing of it calls anything.
_IN_HINTS = (
    ast.Expression, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.Constant,
    ast.BinOp, ast.BitOr, ast.UnaryOp, ast.USub, ast.Load, ast.Starred,
)  # fmt: skip
#: Modules of sympy that run a text: ``sympify`` and ``lambdify`` take an answer that is one for code.
_SYMPY = frozenset(("sympy.parsing.sympy_parser", "sympy.utilities.lambdify"))
_HARMLESS = frozenset(
    ("abs", "max", "min", "sum", "pow", "round", "complex", "float", "int", "range", "len", "list")
) | {"tuple"}
_TAKE_NAMES = frozenset(("Symbol", "Dummy", "Wild", "Function", "Integer", "Float", "Rational"))


class _Example(NamedTuple):
    """An example of a docstring that is to run in the student's process."""

    source: str


class Texts:
    """Keeps texts of the student's from running here.

    Parameters
    ----------
    connection
        To the student's process, which runs the student's examples; what they print is printed here.
    docstrings
        Of the key's set-up cells: their examples run here.
    """

    def __init__(self, connection: Connection, docstrings: Iterable[str] = ()) -> None:
        self._connection, self._cell = connection, ""
        self._of_set_up = [repr(text) for text in docstrings]

    def begin(self, cell: str) -> None:
        """Note the source of the test cell that runs now."""
        self._cell = cell

    def restrict(self) -> None:
        """Put what is here in place of the builtin functions that these modules call."""
        vars(typing)["compile"] = _compile_hint
        vars(typing)["eval"] = vars(inspect)["eval"] = self._evaluate_hint
        vars(doctest).update(compile=self._compile, exec=self._execute)
        sys.addaudithook(_watch_sympy)

    def _compile(self, source: str, *args: Any, **kwargs: Any) -> "CodeType | _Example":
        if any(source in _examples(cell) for cell in (self._cell, *self._of_set_up)):
            code: CodeType = builtins.compile(source, *args, **kwargs)
            return code
        if not any(source in _examples(cell) for cell in self._connection.handed_in.cells()):
            # A helper module's, say, or put together by the test: it may hold hidden values.
            raise PermissionError("an example of a test must stand in the test cell, in one text")
        return _Example(source)

    def _execute(self, code: "CodeType | _Example", names: dict[str, Any]) -> None:
        if isinstance(code, _Example):
            self._connection.ask(Operation.EXECUTE, args=(code.source,))
        else:
            exec(code, names)

    def _evaluate_hint(self, source: Any, *args: Any) -> Any:
        if isinstance(source, str):
            source = str.__str__(source)
            _check(source)
        with self._connection.reading_a_hint():
            return eval(source, *args)


@functools.lru_cache(maxsize=100)
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
            raise PermissionError(
                "a type hint of the student's that is not a type is not evaluated"
            )


def _compile_hint(source: Any, *args: Any, **kwargs: Any) -> Any:
    if isinstance(source, str):
        source = str.__str__(source)  # a class of the student's may say that it is another text
        _check(source)
    return builtins.compile(source, *args, **kwargs)


def _watch_sympy(event: str, args: tuple[Any, ...]) -> None:
    """Refuse what is not a formula: attributes, texts, builtin functions that do more than calculate."""
    if event != "compile" or sys._getframe(1).f_globals.get("__name__") not in _SYMPY:
        return
    source = args[0].decode() if isinstance(args[0], bytes) else args[0]
    tree = source if isinstance(source, ast.AST) else ast.parse(source)
    nodes = [*ast.walk(tree)]
    named = {
        id(arg)
        for node in nodes
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _TAKE_NAMES
        for arg in node.args
    }
    for node in nodes:
        name = getattr(node, "id", "")
        text = isinstance(getattr(node, "value", None), str | bytes) and id(node) not in named
        if (
            isinstance(node, ast.Attribute)
            or text
            or name.startswith("__")
            or (hasattr(builtins, name) and name not in _HARMLESS)
        ):
            raise PermissionError("a text that is not a formula is not evaluated in the tests")
