"""The questions of an assignment in nbgrader's gradebook, and those of its key."""

import json

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedNotebook,
)
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from examiner.errors import ExaminerError
from examiner.grading.graded_notebook import notebook_of
from examiner.key import Key
from examiner.safe_text import listed


def check_cells(book: Gradebook, key: Key, update: str) -> None:
    """Refuse a key without questions for which the gradebook has points or comments given by hand.

    Parameters
    ----------
    book, key
    update
        The command that deletes them.

    Raises
    ------
    ExaminerError
    """
    try:
        notebook = book.find_notebook(key.notebook, key.assignment)
    except MissingEntry:
        return
    if lost := sorted({cell.name for cell in _gone(notebook, key) if _is_judged(cell)}):
        raise ExaminerError(
            f"The gradebook has points or comments given by hand for questions that the key of "
            f"{key.assignment} no longer has: {listed(lost)}.",
            "Put these questions back under the same grade ids, and run 'examiner build'. To delete "
            f"the points instead, copy the gradebook, run {update!r}, and grade again.",
        )


def save_cells(book: Gradebook, key: Key, url: str) -> None:
    """Put the questions of a key into the gradebook, if they are not there as they are."""
    assignment = book.update_or_create_assignment(key.assignment)
    if _known_cells(book, key) == _cells_of(key):
        return
    if assignment.submissions:  # nbgrader's own step would refuse other questions
        update_cells(book, key, key.assignment)
    else:
        names = {"notebook": key.notebook, "assignment": key.assignment, "db_url": url}
        SaveCells()(notebook_of(key), {"nbgrader": names})
    book.db.expire_all()


def update_cells(book: Gradebook, key: Key, assignment: str) -> None:
    """Give the gradebook the cells and points of a key.

    Grades and comments of cells that stay are kept, those given by hand too. Those of cells that
    the key no longer has are deleted with them.

    Parameters
    ----------
    book
    key
    assignment
        The assignment's name in the gradebook.
    """
    ids = key.notebook, assignment
    ours = notebook_of(key)
    kernel = json.dumps(ours.metadata.get("kernelspec", {}))
    notebook = book.update_or_create_notebook(*ids, kernelspec=kernel)
    graded, answered = set(), set()
    for cell in ours.cells:
        gives_points = is_task(cell) or is_grade(cell)
        about = cell.metadata.get("nbgrader", {})
        name = about.get("grade_id")
        if gives_points:
            points = {"max_score": float(about["points"]), "cell_type": cell.cell_type}
            add = (
                book.update_or_create_task_cell
                if is_task(cell)
                else book.update_or_create_grade_cell
            )
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
    for submission in notebook.assignment.submissions:
        if key.notebook not in {one.name for one in submission.notebooks}:
            book.db.add(SubmittedNotebook(notebook=notebook, assignment=submission))
    book.db.commit()
    tasks = {cell.id for cell in notebook.task_cells}
    for submitted in notebook.submissions:
        for cell_id in graded - {grade.cell_id for grade in submitted.grades}:
            book.db.add(Grade(cell_id=cell_id, notebook=submitted))
        known = {comment.cell_id for comment in submitted.comments}
        for cell_id in (answered | (tasks & graded)) - known:
            book.db.add(Comment(cell_id=cell_id, notebook=submitted))
    for cell in _gone(notebook, key):
        for one in (*cell.grades, *cell.comments, cell):
            book.db.delete(one)
    book.db.commit()


def _gone(notebook: Notebook, key: Key) -> list[BaseCell]:
    """List the questions of a notebook in the gradebook that its key no longer has."""
    kinds = (
        (is_grade, notebook.grade_cells),
        (is_task, notebook.task_cells),
        (is_solution, notebook.solution_cells),
    )
    ours = notebook_of(key).cells
    return [
        cell
        for is_kind, known in kinds
        for cell in known
        if cell.name not in {one.metadata.nbgrader.grade_id for one in ours if is_kind(one)}
    ]


def _is_judged(cell: BaseCell) -> bool:
    """Tell whether a person gave points or wrote a comment."""
    return any(
        grade.manual_score is not None or grade.extra_credit for grade in cell.grades
    ) or any(comment.manual_comment for comment in cell.comments)


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
