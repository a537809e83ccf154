"""The questions of an assignment in nbgrader's gradebook, and those of its key."""

from pathlib import Path

from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

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


def update_cells(book: Gradebook, key: Key, assignment: str) -> None:
    """Give the gradebook the cells and points of a key.

    Grades and comments of cells that stay are kept, those given by people too. Those of cells that
    the key no longer has are deleted with them.

    Parameters
    ----------
    book
    key
    assignment
        The assignment's name in the gradebook, where it has a notebook of the key's name.
    """
    ids = key.notebook, assignment
    graded, answered = set(), set()
    for cell in notebook_of(key).cells:
        gives_points = is_task(cell) or is_grade(cell)
        about = cell.metadata.get("nbgrader", {})
        name = about.get("grade_id")
        if gives_points:
            points = {"max_score": float(about["points"]), "cell_type": cell.cell_type}
            add = book.update_or_create_task_cell if is_task else book.update_or_create_grade_cell
            graded.add(add(name, *ids, **points).id)
        if is_solution(cell):
            answered.add(book.update_or_create_solution_cell(name, *ids).id)
        if gives_points or is_solution(cell) or is_locked(cell):
            book.update_or_create_source_cell(
                name,
                *ids,
                cell_type=cell.cell_type,
                locked=is_locked(cell),
                source=cell.source,
                checksum=about.get("checksum"),
            )
    notebook = book.find_notebook(*ids)
    tasks = {cell.id for cell in notebook.task_cells}
    for submitted in notebook.submissions:
        for cell_id in graded - {grade.cell_id for grade in submitted.grades}:
            book.db.add(Grade(cell_id=cell_id, notebook=submitted))
        known = {comment.cell_id for comment in submitted.comments}
        for cell_id in (answered | (tasks & graded)) - known:
            book.db.add(Comment(cell_id=cell_id, notebook=submitted))
    for cell in (*notebook.grade_cells, *notebook.task_cells, *notebook.solution_cells):
        if cell.id not in graded | answered:
            _remove(book, cell)
    book.db.commit()


def _remove(book: Gradebook, cell: BaseCell) -> None:
    for one in (*cell.grades, *cell.comments, cell):
        book.db.delete(one)


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
