"""The questions of an assignment in nbgrader's gradebook, and those of its key."""

from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import is_solution

from examiner.errors import ExaminerError
from examiner.grading.gradebook_points import points_of
from examiner.grading.graded_notebook import notebook_of
from examiner.grading.manual_points import write_manual_points
from examiner.key import Key
from examiner.safe_text import listed


def check_cells(book: Gradebook, key: Key, folder: Path, remove: str) -> None:
    """Refuse a key with other questions than the gradebook, where that cannot be changed any more.

    Parameters
    ----------
    book, key
    folder
        Where to save the points that persons gave: the remedy removes them from the gradebook.
    remove
        The command that removes the assignment from the gradebook.

    Raises
    ------
    ExaminerError
        If the assignment has submissions, and questions were added or removed.
    """
    try:
        assignment = book.find_assignment(key.assignment)
    except MissingEntry:
        return
    known, wanted = _known_cells(book, key), _cells_of(key)
    if not assignment.submissions or (known and known.keys() == wanted.keys()):
        return
    differing = sorted(set(known or ()) ^ set(wanted))
    saved = folder / f"manual-points-{key.assignment}.csv"
    given = [
        one for one in points_of(assignment) if one.grade_id in {c.grade_id for c in key.manual}
    ]
    again = "grade again"
    if given:
        write_manual_points(saved, given)
        again += f" with --manual-points {saved}: those are the points that persons gave"
    if assignment.duedate:
        again += ". Then set the due date again in Formgrader"
    raise ExaminerError(
        f"The gradebook and the key of {key.assignment} have different questions "
        f"({listed(differing)}), and nbgrader adds none to an assignment that has submissions.",
        f"Copy the gradebook, run {remove!r}, and {again}.",
    )


def save_cells(book: Gradebook, key: Key, url: str) -> None:
    """Put the questions of a key into the gradebook, if they are not there as they are."""
    book.update_or_create_assignment(key.assignment)
    if _known_cells(book, key) != _cells_of(key):
        notebook = notebook_of(key)
        names = {"notebook": key.notebook, "assignment": key.assignment, "db_url": url}
        SaveCells()(notebook, {"nbgrader": names})
        book.db.expire_all()


def _known_cells(book: Gradebook, key: Key) -> dict[str, float | None] | None:
    """Return the questions in the gradebook: points by grade id, None for an answer without points."""
    try:
        notebook = book.find_notebook(key.notebook, key.assignment)
    except MissingEntry:
        return None
    answers: dict[str, float | None] = dict.fromkeys(cell.name for cell in notebook.solution_cells)
    graded = (*notebook.grade_cells, *notebook.task_cells)
    return answers | {cell.name: cell.max_score for cell in graded}


def _cells_of(key: Key) -> dict[str, float | None]:
    """Return the questions of a key in the same form."""
    cells = [cell for cell in notebook_of(key).cells if is_solution(cell)]
    answers: dict[str, float | None] = dict.fromkeys(
        cell.metadata.nbgrader.grade_id for cell in cells
    )
    return answers | {str(cell.grade_id): float(cell.points) for cell in (*key.tests, *key.manual)}
