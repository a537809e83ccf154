"""A small nbgrader course, made cell by cell: what tests of the engine grade with."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_ROLES = {
    "locked": {"grade": False, "solution": False, "locked": True},
    "answer": {"grade": False, "solution": True, "locked": False},
    "test": {"grade": True, "solution": False, "locked": True},
    "manual": {"grade": True, "solution": True, "locked": False},
}

#: The usual answer.
DOUBLE = "def double(x):\n    return 2 * x"


def cell(role, grade_id, source, points=None):
    """Make a code cell that nbgrader manages."""
    meta = {"grade_id": grade_id, "schema_version": 3, "task": False, **_ROLES[role]}
    if points is not None:
        meta["points"] = points
    return new_code_cell(source, metadata={"nbgrader": meta}, id=grade_id.replace("_", "-"))


def essay(grade_id, source, points):
    """Make a Markdown cell that a person marks."""
    made = cell("manual", grade_id, source, points)
    return new_markdown_cell(source, metadata=made.metadata, id=made.id)


def solution(source, stub="raise NotImplementedError()"):
    """Make an answer cell's source whose lines students do not get."""
    return f"### BEGIN SOLUTION\n{source}\n### END SOLUTION" if source else stub


def write_source(root, assignment, cells, name=None):
    """Write ``source/<assignment>/<name>.ipynb`` of a course."""
    folder = root / "source" / assignment
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name or assignment}.ipynb"
    nbformat.write(notebook(cells), path)
    return path


def notebook(cells):
    """Make a notebook of cells."""
    return new_notebook(cells=cells, metadata={"kernelspec": _KERNEL})


def hand_in(root, student, assignment, answers=(), *, edit=None, raw=None, name=None, given=None):
    """Fill in the key's cells by grade id and hand the notebook in.

    Parameters
    ----------
    root : pathlib.Path
    student, assignment : str
    answers : dict of str to str
        Sources by grade id.
    edit : callable, optional
        Takes the notebook and changes it.
    raw : bytes, optional
        The file's contents instead of all that.
    given : pathlib.Path, optional
        What students got, if it is not the folder ``release`` of the course.
    """
    name = name or assignment
    folder = root / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    if raw is not None:
        path.write_bytes(raw)
        return path
    notebook = nbformat.read(
        (given or root / "release") / assignment / f"{name}.ipynb", as_version=4
    )
    answers = dict(answers)
    for found in notebook.cells:
        grade_id = found.metadata.get("nbgrader", {}).get("grade_id")
        found.source = answers.pop(grade_id, found.source)
    assert not answers, f"no such cells: {sorted(answers)}"
    if edit:
        edit(notebook)
    nbformat.write(notebook, path)
    return path
