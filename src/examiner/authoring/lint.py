"""What a test cell does that cannot work when the student's code runs in another process.

Only what can be told from the text with few false alarms; `examiner.authoring.forgers` runs the rest.
"""

import ast
import re

_FIGURES = {"gcf", "gca", "get_fignums"}
_INSIDE = {"__code__", "__globals__", "__closure__", "__wrapped__"}
_SCOPES = {"globals", "locals", "vars"}
_HISTORY = {"In", "Out", "_ih", "_oh", "_i"}


def findings(source, students_names):
    """Find what has to be written in another way.

    Parameters
    ----------
    source : str
        A test cell.
    students_names : dict of str to bool
        The names that the answer cells define, see `defined_names`.

    Returns
    -------
    list of (int, str)
        Line in the cell, and a sentence that says what to write instead.

    Examples
    --------
    >>> findings("assert 'for' not in inspect.getsource(total)", {"total": True})[0][0]
    1
    """
    try:
        tree = ast.parse(_without_magics(source))
    except SyntaxError as error:
        return [(error.lineno or 1, f"it is no Python ({error.msg}).")]
    finder = _Finder(students_names)
    finder.visit(tree)
    return sorted(set(finder.found))


class _Finder(ast.NodeVisitor):
    def __init__(self, students_names):
        self._names = students_names
        self._depth, self._deleted = 0, set()
        self.found = []

    def _say(self, node, sentence):
        self.found.append((node.lineno, sentence))

    def visit_FunctionDef(self, node):
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1

    def visit_Call(self, node):
        name = _dotted(node.func)
        last = name.rpartition(".")[2]
        of_student = [arg for arg in node.args if _root(arg) in self._names]
        if name.startswith("inspect.getsource") and of_student:
            self._say(
                node, "the source of a student's function is not here. Test what it does, or give "
                "it a recording double and look at what it calls."
            )  # fmt: skip
        elif name in _SCOPES and not node.args:
            self._say(
                node, f"{name}() holds the test's own names only. Use the name itself; to ask "
                "whether it exists, try it and catch NameError."
            )  # fmt: skip
        elif name == "get_ipython":
            self._say(node, "the student's shell is not here. Look at names and results instead.")
        elif name.startswith(("plt.", "pyplot.", "matplotlib.pyplot.")) and last in _FIGURES:
            self._say(
                node, f"{name}() is the test's own figure. Have the student's code return its Axes, "
                "and work from that."
            )  # fmt: skip
        elif last == "patch" and _text(node).startswith("__main__."):
            self._say(
                node, "patching __main__ does not reach the student's process. Delete the name "
                "with 'del name' and put it back, or pass a double as an argument."
            )  # fmt: skip
        self.generic_visit(node)

    def visit_Attribute(self, node):
        if node.attr in _INSIDE and _root(node) in self._names:
            self._say(node, f"{node.attr} of a student's function is not here. Test what it does.")
        self.generic_visit(node)

    def visit_Compare(self, node):
        sides = [node.left, *node.comparators]
        exact = any(isinstance(op, ast.Is | ast.IsNot | ast.Eq | ast.NotEq) for op in node.ops)
        for side in sides:
            is_type = isinstance(side, ast.Call) and _dotted(side.func) == "type" and side.args
            if exact and is_type and self._is_students(side.args[0]):
                self._say(
                    node, "type(...) of a student's object is not its own type here. "
                    "Use isinstance(...)."
                )  # fmt: skip
        self.generic_visit(node)

    def _is_students(self, node):
        """Tell whether a value is a student's name, or what a call of one returned."""
        if isinstance(node, ast.Call):
            node = node.func
        return _root(node) in self._names

    def visit_Name(self, node):
        if node.id in _HISTORY and isinstance(node.ctx, ast.Load) and node.id not in self._names:
            self._say(
                node, f"{node.id} holds the test's own cells. The student's text cannot be seen."
            )
        is_new = isinstance(node.ctx, ast.Store) and node.id not in self._deleted
        if self._depth == 0 and self._names.get(node.id) and is_new:
            self._say(
                node, f"giving {node.id} a value here does not change it for the student's code. "
                f"Use another name; to replace a function, write 'del {node.id}' first."
            )  # fmt: skip
        self.generic_visit(node)

    def visit_Delete(self, node):
        self._deleted |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        self.generic_visit(node)

    def visit_Global(self, node):
        for name in self._names.keys() & set(node.names):
            self._say(
                node, f"'global {name}' does not reach the student's process. Delete and restore "
                "the name at the top level of the cell."
            )  # fmt: skip


def _dotted(node):
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _root(node):
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _text(call):
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def _parsed(source):
    """Parse a cell; magics count for nothing, and so does a cell that is no Python."""
    try:
        return ast.parse(_without_magics(source))
    except SyntaxError:
        return ast.Module([], [])


def _without_magics(source):
    return re.sub(r"^(\s*)[%!].*$", r"\1pass", source, flags=re.MULTILINE)


def used_names(source):
    """Return the set of names that a cell reads.

    Examples
    --------
    >>> sorted(used_names("a = len(b)"))
    ['b', 'len']
    """
    nodes = ast.walk(_parsed(source))
    return {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def defined_names(source):
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
    names = {}
    for node in _parsed(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names[node.name] = True
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            is_function = isinstance(node.value, ast.Lambda)
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                for part in ast.walk(target):
                    if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                        names[part.id] = is_function
    return names
