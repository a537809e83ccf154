"""What a test cell cannot do when the student's code runs in another process.

Each rule was tried with the engine. They explain failures, so `examiner.authoring.causes` asks only
about cells that fail: a cell that passes is left alone, whatever its text.
"""

import ast
import re
from collections.abc import Collection, Mapping

_FIGURES = {"gcf", "gca", "get_fignums"}
_SCOPES = {"globals", "locals", "vars"}
#: Types of which copies cross, so that ``type(x) is list`` holds.
_PLAIN = {"bool", "int", "float", "complex", "str", "bytes", "list", "tuple", "dict", "set"}
_HISTORY = {"In", "Out", "_ih", "_oh", "_i"}


def check_cell(source: str, students_names: Mapping[str, bool]) -> list[tuple[int, str]]:
    """Find what a test cell has to do in another way.

    Parameters
    ----------
    source
        The test cell.
    students_names
        The names that the answer cells define, see `defined_names`.

    Returns
    -------
    list of (int, str)
        For each problem its line in the cell, and a sentence that says what to write instead.

    Examples
    --------
    >>> check_cell("assert 'for' not in inspect.getsource(total)", {"total": True})[0][0]
    1
    """
    try:
        tree = ast.parse(_without_magics(source))
    except SyntaxError as error:
        return [(error.lineno or 1, f"this is not valid Python ({error.msg}).")]
    visitor = _Visitor(students_names)
    visitor.visit(tree)
    return sorted(set(visitor.problems))


class _Visitor(ast.NodeVisitor):
    """Collects the problems of one test cell."""

    def __init__(self, students_names: Mapping[str, bool]) -> None:
        self._names = students_names
        self._depth = 0
        self._deleted: set[str] = set()
        self.problems: list[tuple[int, str]] = []

    def _add(self, node: ast.expr | ast.stmt, sentence: str) -> None:
        self.problems.append((node.lineno, sentence))

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Call(self, node: ast.Call) -> None:
        name = _dotted(node.func)
        last = name.rpartition(".")[2]
        of_student = [arg for arg in node.args if _root(arg) in self._names]
        if name.startswith("inspect.getsource") and of_student:
            self._add(
                node, "the source of a student's function is not available here. Test what it "
                "does, or pass it a recording double and look at what it calls."
            )  # fmt: skip
        elif self._depth == 0 and name in _SCOPES and not node.args:
            self._add(
                node, f"{name}() holds the test's own names only. Use the name itself; to ask "
                "whether it exists, try it and catch NameError."
            )  # fmt: skip
        elif name.startswith(("plt.", "pyplot.", "matplotlib.pyplot.")) and last in _FIGURES:
            self._add(
                node, f"{name}() is the test's own figure. Have the student's code return its Axes, "
                "and work from that."
            )  # fmt: skip
        elif last == "patch" and _first_text(node).startswith("__main__."):
            self._add(
                node, "patching __main__ does not reach the student's process. Delete the name "
                "with 'del name' and put it back, or pass a double as an argument."
            )  # fmt: skip
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr == "user_ns":
            self._add(
                node, "the student's shell is not available here. Look at names and results instead."
            )  # fmt: skip
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        exact = any(isinstance(op, ast.Is | ast.IsNot | ast.Eq | ast.NotEq) for op in node.ops)
        sides = [node.left, *node.comparators]
        exact &= not any(_dotted(side) in _PLAIN for side in sides)
        for side in sides:
            if not (exact and isinstance(side, ast.Call) and _dotted(side.func) == "type"):
                continue
            if side.args and self._is_students(side.args[0]):
                self._add(
                    node, "type(...) of a student's object is not its own type here. "
                    "Use isinstance(...)."
                )  # fmt: skip
        self.generic_visit(node)

    def _is_students(self, node: ast.expr) -> bool:
        """Tell whether a value is a student's name, or what a call of one returned."""
        if isinstance(node, ast.Call):
            node = node.func
        return _root(node) in self._names

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in _HISTORY and isinstance(node.ctx, ast.Load) and node.id not in self._names:
            self._add(
                node, f"{node.id} holds the test's own cells. The text of the student's cells "
                "cannot be seen."
            )  # fmt: skip
        is_new = isinstance(node.ctx, ast.Store) and node.id not in self._deleted
        if self._depth == 0 and self._names.get(node.id) and is_new:
            self._add(
                node, f"giving {node.id} a value here does not change it for the student's code. "
                f"Use another name; to replace a function, write 'del {node.id}' first."
            )  # fmt: skip
        self.generic_visit(node)

    def visit_Delete(self, node: ast.Delete) -> None:
        self._deleted |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        for name in self._names.keys() & set(node.names):
            self._add(
                node, f"'global {name}' does not reach the student's process. Delete and restore "
                "the name at the top level of the cell."
            )  # fmt: skip


def used_names(source: str) -> set[str]:
    """Return the names that a cell reads.

    Examples
    --------
    >>> sorted(used_names("a = len(b)"))
    ['b', 'len']
    """
    nodes = ast.walk(parsed(source))
    return {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def mentioned_names(source: str) -> set[str]:
    r"""Return the names that a cell reads, sets or deletes.

    Examples
    --------
    >>> sorted(mentioned_names("del a\nb = len(c)"))
    ['a', 'b', 'c', 'len']
    """
    nodes = [*ast.walk(parsed(source))]
    declared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    return declared | {node.id for node in nodes if isinstance(node, ast.Name)}


def mentioned_attributes(source: str) -> set[str]:
    """Return the names that a cell looks up in objects, or imports from modules.

    Examples
    --------
    >>> sorted(mentioned_attributes("from math import pi; plt.gca().lines"))
    ['gca', 'lines', 'pi']
    """
    nodes = [*ast.walk(parsed(source))]
    imported = {
        alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    return imported | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def defined_names(source: str) -> dict[str, bool]:
    r"""List the names that a cell defines at its top level: functions, classes, variables.

    Returns
    -------
    dict of str to bool
        True for functions and classes.

    Examples
    --------
    >>> defined_names("import math\ndef f(x):\n    return x\na, b = 1, 2")
    {'f': True, 'a': False, 'b': False}
    """
    names: dict[str, bool] = {}
    for node in parsed(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names[node.name] = True
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            is_function = isinstance(node.value, ast.Lambda)
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= dict.fromkeys(_stored(targets), is_function)
    return names


def _stored(targets: Collection[ast.expr]) -> list[str]:
    """List the names that the targets of an assignment set, also those in tuples."""
    parts = [part for target in targets for part in ast.walk(target)]
    return [p.id for p in parts if isinstance(p, ast.Name) and isinstance(p.ctx, ast.Store)]


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _root(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _first_text(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def parsed(source: str) -> ast.Module:
    """Parse a cell; magics are ignored, and so is a cell that is not valid Python."""
    try:
        return ast.parse(_without_magics(source))
    except SyntaxError:
        return ast.Module([], [])


def _without_magics(source: str) -> str:
    return re.sub(r"^(\s*)[%!].*$", r"\1pass", source, flags=re.MULTILINE)
