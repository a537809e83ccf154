"""Tests that look whether an answer left its arguments alone: they need the door `changes` to see it.

The reference answer leaves them alone, so its tests pass without a door; but then no answer could
fail them, as arguments cross as copies. What shows such a test is an answer that is right and
changes its arguments.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from examiner.authoring.cell_names import bound_names
from examiner.authoring.lint import defined_names, mentioned_names, parsed
from examiner.authoring.needs import Found, Trial, with_needs
from examiner.doors import IN_PLACE
from examiner.key import Key

#: Lets the outermost call of an answer change its arguments after it has found the result.
_WRAPPER = """
def _examiner_changes(function, state=[]):
    import copy, functools

    def change(value, result):
        kind = type(value).__name__
        try:
            if kind == "DataFrame" and type(result) is type(value):
                for name in result: value[name] = result[name]
        except Exception:
            pass
        try:
            if kind in ("list", "deque"): value.append(None)
            elif kind == "set": value.add("changed")
            elif kind in ("dict", "DataFrame"): value["changed"] = 0
            elif kind == "Series": value.iloc[:] = value.iloc[::-1].to_numpy() * 2 + 1
            elif kind == "ndarray": value += 1
        except Exception:
            pass

    @functools.wraps(function)
    def changing(*args, **kwargs):
        if state:
            return function(*args, **kwargs)
        state.append(1)
        try:
            result = function(*args, **kwargs)
            try:
                result = copy.deepcopy(result)
            except Exception:
                pass
            for value in (*args, *kwargs.values()):
                change(value, result)
            return result
        finally:
            state.clear()
    return changing
"""


def open_for_unchanged(
    key: Key,
    answers: Mapping[str, str],
    found: Found,
    run: Callable[[Key, Mapping[str, str]], Trial],
) -> Found:
    """Add the door `changes` to the test cells that look at what they have passed in.

    Parameters
    ----------
    key
    answers
        By grade id, the reference answers.
    found
        What the cells need to pass.
    run
        Grades answers with a key.
    """
    functions = _functions(answers)
    watching = {
        cell.grade_id: ("changes", *found.needs.get(cell.grade_id, ()))
        for cell in key.tests
        if cell.grade_id
        and "changes" not in found.needs.get(cell.grade_id, ())
        and IN_PLACE not in cell.source
        and looks_at_arguments(cell.source, functions)
    }
    if not watching or found.one_process:
        return found
    closed, opened = with_needs(key, found.needs), with_needs(key, {**found.needs, **watching})
    changing = {name: _changing(text) for name, text in answers.items()}
    blind = run(closed, changing).passed
    seeing = blind & run(opened, answers).passed - run(opened, changing).passed
    kept = {name: needs for name, needs in watching.items() if name in seeing}
    steps = [
        f"{key.by_grade_id[name].label} passes, without a door, an answer that changes its arguments"
        for name in kept
    ]
    return replace(found, needs={**found.needs, **kept}, steps=(*found.steps, *steps))


def looks_at_arguments(source: str, functions: set[str]) -> bool:
    """Tell whether a test checks a variable by itself that it has passed to an answer.

    What is bound by the call or after it may come from the answer: compared with that, a variable
    that the answer can change would be no check.

    Examples
    --------
    >>> looks_at_arguments("x = [1]; assert f(x) == [2]; assert x == [1]", {"f"})
    True
    >>> looks_at_arguments("x = [1]; y = f(x); assert y == 2 * x", {"f"})
    False
    """
    passed, bound = set[str](), set(functions)
    called = False
    for statement in _statements(parsed(source).body):
        names = mentioned_names(ast.unparse(statement))
        is_check = isinstance(statement, ast.Assert | ast.Expr)
        if is_check and names & passed and not names & bound:
            return True
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                function = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if function in functions:
                    called = True
                    values = (*node.args, *(keyword.value for keyword in node.keywords))
                    passed |= {value.id for value in values if isinstance(value, ast.Name)}
        if called:
            bound |= bound_names(ast.unparse(statement))
    return False


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the simple statements of a cell in their order; of those with blocks, the head first."""
    for statement in body:
        blocks = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
        handlers = [handler.body for handler in getattr(statement, "handlers", [])]
        if not any(blocks):
            yield statement
            continue
        head = copy.copy(statement)
        head.body = [ast.Pass()]  # type: ignore[attr-defined]
        yield head
        for block in (*blocks, *handlers):
            yield from _statements(block)


def _functions(answers: Mapping[str, str]) -> set[str]:
    defined = (defined_names(text) for text in answers.values())
    return {name for names in defined for name, is_function in names.items() if is_function}


def _changing(text: str) -> str:
    """Write an answer cell whose functions change their arguments."""
    functions = [
        node.name
        for node in parsed(text).body
        if isinstance(node, ast.FunctionDef) and not node.decorator_list
    ]
    lines = [f"{name} = _examiner_changes({name})" for name in functions]
    return "\n".join([text, _WRAPPER, *lines]) if lines else text
