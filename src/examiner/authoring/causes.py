"""Why the answers of a source notebook do not pass one of its tests, as far as its text shows it.

Nothing here is a mistake in itself: a sentence is said only of a test that was run and failed.
"""

import ast
import builtins
from collections.abc import Iterator

from examiner.authoring.lint import check_cell, defined_names, parsed, used_names
from examiner.key import Key
from examiner.key_cell import KeyCell


def causes(cell: KeyCell, source: Key, raised: str) -> list[str]:
    """Say what is known to make right answers fail.

    Parameters
    ----------
    cell
        The cell that failed: a test, or an answer.
    source
        The source notebook.
    raised
        What was said of the failure.

    Returns
    -------
    list of str
        A sentence for each cause, with the cell if it is another one, and the line.
    """
    found = list[str]()
    if cell.role == "test":
        names: dict[str, bool] = {}
        for answer in _answers(source):
            names |= defined_names(answer.source)
        found += [f"Line {line}: {said}" for line, said in check_cell(cell.source, names)]
        found += _hidden_names(cell, source)
    for answer in _answers(source):
        if answer.number <= cell.number:
            found += _stubs(answer, raised)
            found += _names_of_tests(answer, source)
    return found


def _answers(source: Key) -> Iterator[KeyCell]:
    return (cell for cell in source.cells if cell.role == "answer" and cell.cell_type == "code")


def _stubs(answer: KeyCell, raised: str) -> Iterator[str]:
    """Find the stub of the students' version beside the solution."""
    body = parsed(answer.source).body
    for node in ast.walk(ast.Module(body, [])):
        if not (isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node)):
            continue
        if node in body or "NotImplementedError" in raised:
            yield (
                f"{answer.label}, line {node.lineno}: the stub 'raise NotImplementedError' stands "
                "beside the solution and is run with it. Delete it: nbgrader writes the stub that "
                "students get."
            )


def _names_of_tests(answer: KeyCell, source: Key) -> Iterator[str]:
    """Find what an answer uses though only a test cell above it has defined it."""
    above = [cell for cell in source.cells if cell.number < answer.number]
    code = [cell for cell in above if cell.cell_type == "code"]
    own = _bound(answer).union(*(_bound(cell) for cell in code if cell.role != "test"))
    for name in sorted(used_names(answer.source) - own - set(dir(builtins))):
        for test in code:
            if test.role == "test" and name in _bound(test):
                yield (
                    f"{answer.label}: it uses {name}, which only {test.label} defines. Tests run in "
                    f"a process of their own: define {name} in a read-only cell above both."
                )
                break


def _hidden_names(test: KeyCell, source: Key) -> Iterator[str]:
    """Find names of answers that an earlier test cell has taken.

    A name that the tests define is theirs from then on, so that no answer can replace a helper.
    """
    taken: dict[str, KeyCell] = {}  # by name, the test cell that defined it
    hidden: dict[str, KeyCell] = {}  # by name, the answer cell that defines it afterwards
    for cell in source.cells:
        if cell.number >= test.number or cell.cell_type != "code":
            continue
        names = defined_names(cell.source)
        if cell.role == "answer":
            hidden |= {name: cell for name in names if name in taken}
        elif cell.role == "test":
            taken |= dict.fromkeys(names, cell)
    own = defined_names(test.source).keys()
    for name in sorted(used_names(test.source) & hidden.keys() - own):
        yield (
            f"It uses {name}, which {taken[name].label} has defined, so it does not see the {name} "
            f"of the answer in {hidden[name].label}. Use another name in {taken[name].label}."
        )


def _bound(cell: KeyCell) -> set[str]:
    """Return every name that a cell sets: by assignment, definition, import, or as an argument."""
    names = set(defined_names(cell.source))
    for node in ast.walk(parsed(cell.source)):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        elif name := getattr(node, "name", None):  # of a function, a class, a caught exception
            names.add(name)
    return names
