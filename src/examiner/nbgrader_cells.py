"""The cells of a notebook in nbgrader's gradebook, brought up to date although work was handed in.

``nbgrader generate_assignment`` refuses that: "Cannot add or remove cells". So after a question was
added or removed, nothing of the assignment could be graded any more.
"""

import nbformat
from nbgrader import utils
from nbgrader.api import BaseCell, Comment, Grade, Gradebook

from examiner.key import Key


def update_cells(gradebook: Gradebook, key: Key, assignment: str) -> None:
    """Give the gradebook the cells and points of a key.

    Grades and comments of cells that stay are kept, those given by people too. Those of cells that
    the key no longer has are deleted with them.

    Parameters
    ----------
    gradebook
        Open.
    key
    assignment
        The assignment's name in the gradebook, where it has a notebook of the key's name.
    """
    ids = key.notebook, assignment
    graded, answered = set(), set()
    for cell in nbformat.read(key.path, as_version=4).cells:
        is_task, is_grade = utils.is_task(cell), utils.is_grade(cell)
        about = cell.metadata.get("nbgrader", {})
        name = about.get("grade_id")
        if is_task or is_grade:
            points = {"max_score": float(about["points"]), "cell_type": cell.cell_type}
            add = (
                gradebook.update_or_create_task_cell
                if is_task
                else gradebook.update_or_create_grade_cell
            )
            graded.add(add(name, *ids, **points).id)
        if utils.is_solution(cell):
            answered.add(gradebook.update_or_create_solution_cell(name, *ids).id)
        if is_task or is_grade or utils.is_solution(cell) or utils.is_locked(cell):
            gradebook.update_or_create_source_cell(
                name,
                *ids,
                cell_type=cell.cell_type,
                locked=utils.is_locked(cell),
                source=cell.source,
                checksum=about.get("checksum"),
            )
    notebook = gradebook.find_notebook(*ids)
    tasks = {cell.id for cell in notebook.task_cells}
    for submitted in notebook.submissions:
        for cell_id in graded - {grade.cell_id for grade in submitted.grades}:
            gradebook.db.add(Grade(cell_id=cell_id, notebook=submitted))
        known = {comment.cell_id for comment in submitted.comments}
        for cell_id in (answered | (tasks & graded)) - known:
            gradebook.db.add(Comment(cell_id=cell_id, notebook=submitted))
    for cell in (*notebook.grade_cells, *notebook.task_cells, *notebook.solution_cells):
        if cell.id not in graded | answered:
            _remove(gradebook, cell)
    gradebook.db.commit()


def _remove(gradebook: Gradebook, cell: BaseCell) -> None:
    for one in (*cell.grades, *cell.comments, cell):
        gradebook.db.delete(one)
