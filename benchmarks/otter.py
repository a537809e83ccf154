"""Otter-Grader as another yardstick: the same notebook and the same tests in its format.

It is not in our lock: ``make otter`` installs it into ``build/otter``, beside the course's packages.
"""

import json
import zipfile

import nbformat
from nbformat.v4 import new_notebook

from benchmarks.commands import cost_of
from tests.support import REPO

PYTHON = REPO / "build" / "otter" / "bin" / "python"


def is_installed():
    """Tell whether ``make otter`` was run."""
    return PYTHON.exists()


def prepare(key, submission, folder):
    """Write a submission and its tests as Otter has them.

    Test cells are no part of a submission there: they are taken out of the notebook, and each becomes
    a test of one case.

    Parameters
    ----------
    key : examiner.key.Key
    submission : nbformat.NotebookNode
    folder : pathlib.Path
    """
    tests = {cell.grade_id for cell in key.tests}
    kept = [
        cell
        for cell in submission.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") not in tests
    ]
    nbformat.write(
        new_notebook(cells=kept, metadata=submission.metadata), folder / "submission.ipynb"
    )
    with zipfile.ZipFile(folder / "autograder.zip", "w") as archive:
        archive.writestr("otter_config.json", json.dumps({"lang": "python", "pdf": False}))
        for cell in key.tests:
            archive.writestr(f"tests/{cell.grade_id}.py", _test(cell))


def _test(cell):
    case = {"code": f">>> exec({cell.source!r})", "hidden": False, "locked": False}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    test = {"name": cell.grade_id, "points": cell.points, "suites": [suite]}
    return f"OK_FORMAT = True\n\ntest = {test!r}\n"


def grade(folder, points):
    """Grade with ``otter run``; return the `Cost`. All points must be given, or it measured nothing."""
    # The inline backend fails at the first figure: Otter takes the formatter that it looks for out of IPython.
    environment = {
        "PYTHONPATH": str(REPO / "src"),
        "NNCOURSE_DATA": str(REPO / "data"),
        "MPLBACKEND": "Agg",
    }
    command = [PYTHON, "-m", "otter", "run", "submission.ipynb", "--no-logo"]
    cost = cost_of(command, folder, environment)
    tests = json.loads((folder / "results.json").read_text())["tests"]
    given = sum(test.get("score", 0) for test in tests)
    assert abs(given - points) < 1e-6, f"otter gave {given} of {points} points: {tests}"
    return cost
