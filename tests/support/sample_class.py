"""A class of made-up students, as a teacher meets them: what `make demo` grades.

``python -m tests.support.sample_class FOLDER`` writes ``FOLDER/<student>/<task>/<task>.ipynb``, nbgrader's
layout for submissions. Answers come from the reference and from the answer bank, so that every
wrong one has a known price.
"""

import copy
import shutil
import sys
from pathlib import Path

import nbformat

from tests.support import REPO

TASKS = ("task14", "task15", "task16")

#: Cases of the answer bank, by student: ``task/wrong/answer cell/case``. All else is the reference.
BANK = {
    "ben": (
        "task14/wrong/sigmoid/naive_formula",
        "task15/wrong/plot_history/no_y_label",
        "task16/wrong/report/recall_and_precision_exchanged",
    ),
    "eve": (
        "task14/wrong/softmax/over_the_whole_matrix",
        "task14/wrong/best_activation/linear_hidden_layer",
        "task15/wrong/prepare/scaled_before_the_split",
        "task16/wrong/comparison/smote_before_the_split",
        "task16/wrong/pick_threshold/coarse_grid",
    ),
    "noa": (
        "task14/wrong/relu/changes_its_input",
        "task14/wrong/softmax/never_filled_in",
        "task15/wrong/train_history/train_and_test_swapped",
        "task16/wrong/balance/random_oversampler",
    ),
}


def submissions(task):
    """Make every student's notebook of a task.

    Returns
    -------
    dict of str to (nbformat.NotebookNode or bytes)
        By student; bytes are a file that is not a notebook. Whoever hands in nothing is left out.
    """
    made = {
        "ada": answered(task),
        "ben": answered(task, BANK["ben"]),
        "cleo": read("release", task),
        "dan": answered(task),
        "eve": answered(task, BANK["eve"]),
        "finn": endless(task),
        "gita": b'{"cells": [ the upload broke off here',
        "hugo": answered(task),
        "jon": chatty(task),
        "kim": retouched(task),
        "lea": slip(task),
        "noa": answered(task, BANK["noa"]),
    }
    if task == "task14":
        made["iris"] = answered(task)
    return made


def read(folder, task):
    """Read a task's notebook from ``source`` or ``release``."""
    return nbformat.read(REPO / folder / task / f"{task}.ipynb", as_version=4)


def answer_cells(notebook):
    """List the code cells that a student fills in."""
    return [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")
    ]


def answered(task, cases=()):
    """Fill the release with the reference answers, then with cases of the answer bank."""
    notebook = read("release", task)
    reference = {cell.id: cell.source for cell in read("source", task).cells}
    replaced = {}
    for case in cases:
        if case.startswith(task):
            text = (REPO / "tests" / "answers" / f"{case}.py").read_text(encoding="utf-8")
            replaced[case.split("/")[2]] = text
    known = {cell.metadata.nbgrader.grade_id for cell in answer_cells(notebook)}
    assert replaced.keys() <= known, f"{task} has no answer cells {replaced.keys() - known}"
    for cell in answer_cells(notebook):
        plain = [line for line in reference[cell.id].splitlines() if " SOLUTION" not in line]
        cell.source = replaced.get(cell.metadata.nbgrader.grade_id, "\n".join(plain))
    return notebook


def endless(task):
    """Finn's second answer runs for ever when its cell is run."""
    notebook = answered(task)
    answer_cells(notebook)[1].source += "\n\nwhile True:\n    pass"
    return notebook


def chatty(task):
    """Jon is right, and prints, warns, plots and adds cells of his own."""
    notebook = answered(task)
    first = answer_cells(notebook)[0]
    first.source += (
        "\n\nimport sys\nimport warnings\n\n"
        'print("done!")\nwarnings.warn("a warning costs no points")\nprint("nor this", file=sys.stderr)'
    )
    own = nbformat.v4.new_code_cell("plt.plot([1, 2, 3]);", id="jons-own-cell")
    notebook.cells.insert(notebook.cells.index(first) + 1, own)
    return notebook


def retouched(task):
    """Kim's first test is worth 100 points and the last one is deleted; both are put right."""
    notebook = answered(task)
    tests = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code"
    ]
    tests[0].metadata.nbgrader.points = 100
    tests[0].source = "assert True"
    notebook.cells.remove(tests[-1])
    return notebook


def slip(task):
    """Lea's last answer has a bracket too few, so its cell does not run at all."""
    notebook = answered(task)
    answer_cells(notebook)[-1].source += "\nprint((1, 2)"
    return notebook


def write(folder, tasks=TASKS):
    """Write the class; what was in the folder before is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    for task in tasks:
        for student, notebook in submissions(task).items():
            place = folder / student / task
            place.mkdir(parents=True)
            name = f"{task} (1).ipynb" if student == "hugo" else f"{task}.ipynb"
            if isinstance(notebook, bytes):
                (place / name).write_bytes(notebook)
            else:
                nbformat.write(copy.deepcopy(notebook), place / name)
            if student == "dan":
                (place / "timestamp.txt").write_text("2026-11-30 23:59:00 UTC\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
