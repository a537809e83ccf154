"""Mutants: an answer of the source with one small change, as a slip of the hand makes it.

Tests that a mutant passes do not look at what it changes: either the mutant is equivalent to the
answer, or a check is missing.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_TWINS = {
    "min": "max", "maximum": "minimum", "argmin": "argmax", "sum": "mean", "nanmin": "nanmax",
    "any": "all", "zeros": "ones", "floor": "ceil", "sin": "cos", "sinh": "cosh", "head": "tail",
    "fit_transform": "transform", "exp": "expm1", "log": "log1p", "append": "extend",
}  # fmt: skip
_SWAPS = _TWINS | {twin: name for name, twin in _TWINS.items()}


@dataclass(frozen=True)
class Mutant:
    """An answer with one change.

    Attributes
    ----------
    line, column : int
        Where the answer was changed, from 1.
    change : str
        What it was and what it has become, in one line.
    source : str
        The whole answer, as `ast` writes it.
    """

    line: int
    column: int
    change: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """Make every mutant of an answer.

    Parameters
    ----------
    source : str
        The answer, in Python that can be parsed.

    Returns
    -------
    list of Mutant
        In the order of the lines; no two with the same source, none equal to the answer.

    Examples
    --------
    >>> [mutant.change for mutant in mutants("y = a + 1")]
    ['y = a + 1 is dropped', 'a + 1 becomes a - 1', '1 becomes 2', '1 becomes 0']
    """
    tree = ast.parse(source)
    made = {ast.unparse(tree): Mutant(0, 0, "", "")}
    places = [node for node in ast.walk(tree) if isinstance(node, ast.expr | ast.stmt)]
    prose = {id(node.value) for node in places if isinstance(node, ast.Expr)}
    places = [node for node in places if id(node) not in prose or isinstance(node, ast.Call)]
    for place in sorted(places, key=lambda node: (node.lineno, node.col_offset)):
        for alter in _alterations(place):
            changed = _changed(tree, place, alter)
            if changed and changed[1] not in made:
                made[changed[1]] = Mutant(place.lineno, place.col_offset + 1, *changed)
    return list(made.values())[1:]


def _changed(
    tree: ast.Module, place: ast.AST, alter: Callable[[ast.AST], ast.AST | None]
) -> tuple[str, str] | None:
    """Copy the tree with one place changed; say what was done, and unparse the copy."""
    before = _text(place)
    memo: dict[int, object] = {}
    fresh = copy.deepcopy(tree, memo)
    twin = memo[id(place)]
    assert isinstance(twin, ast.AST)
    put = alter(twin)
    if put is None:  # a statement that is dropped
        put = ast.Pass()
    _replace(fresh, twin, put)
    ast.fix_missing_locations(fresh)
    try:
        text = ast.unparse(fresh)
        ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    if isinstance(put, ast.Pass):
        return f"{before} is dropped", text
    return f"{before} becomes {_text(put)}", text


def _text(node: ast.AST) -> str:
    lines = ast.unparse(node).splitlines()
    return lines[0] if len(lines) == 1 else f"{lines[0]} ..."


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                value[:] = [new if item is old else item for item in value]


def _alterations(node: ast.AST) -> Iterator[Callable[[ast.AST], ast.AST | None]]:
    """List the changes that make sense at a place, as functions of a copy of it."""
    if isinstance(node, ast.BinOp):
        for operator in _OPERATORS.get(type(node.op), ()):
            yield _with("op", operator())
        if isinstance(node.op, ast.Sub | ast.Div | ast.FloorDiv | ast.Pow):
            yield _swap_sides
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for comparison in _COMPARISONS.get(type(node.ops[0]), ()):
            yield _with("ops", [comparison()])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield lambda copied: getattr(copied, "operand", None)
    elif isinstance(node, ast.BoolOp):
        yield _with("op", ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    elif isinstance(node, ast.Constant):
        for value in _other_values(node.value):
            yield _with("value", value)
    elif isinstance(node, ast.Call):
        if len(node.args) >= 2 and not any(isinstance(arg, ast.Starred) for arg in node.args):
            yield _swap_arguments
        for place in range(len(node.keywords)):
            yield _without_keyword(place)
    elif isinstance(node, ast.Attribute) and node.attr in _SWAPS:
        yield _with("attr", _SWAPS[node.attr])
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        yield lambda copied: getattr(copied, "value", None)
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        yield _reverse_result
    if isinstance(node, ast.stmt) and not isinstance(
        node,
        ast.FunctionDef
        | ast.AsyncFunctionDef
        | ast.ClassDef
        | ast.Import
        | ast.ImportFrom
        | ast.Pass,
    ):
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_docstring:
            yield lambda copied: None


def _other_values(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, float):
        return [value + 1.0, value / 2 if value else -1.0]
    if isinstance(value, str):
        return [""] if value else []
    return []


def _with(field: str, value: object) -> Callable[[ast.AST], ast.AST]:
    def alter(node: ast.AST) -> ast.AST:
        setattr(node, field, value)
        return node

    return alter


def _swap_sides(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BinOp)
    node.left, node.right = node.right, node.left
    return node


def _swap_arguments(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Call)
    node.args[0], node.args[1] = node.args[1], node.args[0]
    return node


def _without_keyword(place: int) -> Callable[[ast.AST], ast.AST]:
    def alter(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Call)
        del node.keywords[place]
        return node

    return alter


def _reverse_result(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Return)
    assert isinstance(node.value, ast.Tuple)
    node.value.elts.reverse()
    return node
