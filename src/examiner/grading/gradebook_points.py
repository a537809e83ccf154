"""Points and comments given by hand in nbgrader's gradebook."""

from typing import Any

from examiner.grading.manual_points import ManualPoints, put_points
from examiner.key import Key
from examiner.report import Result
from examiner.sentences import feedback


def give(submitted: Any, given: ManualPoints) -> bool:
    """Write points that a person gave elsewhere, unless a person gave others in the gradebook.

    Parameters
    ----------
    submitted
        A submitted notebook of the gradebook.
    given

    Returns
    -------
    bool
        Whether the gradebook has these points now.
    """
    same = True
    for grade in submitted.grades:
        if grade.name != given.grade_id:
            continue
        if grade.manual_score is None:
            grade.manual_score, grade.needs_manual_grade = given.points, False
        same = grade.manual_score == given.points
    for comment in submitted.comments:
        if comment.name == given.grade_id and given.comment and not comment.manual_comment:
            comment.manual_comment = given.comment
    return same


def read_back(row: Result, key: Key, submitted: Any) -> None:
    """Put into a row points given by hand in the gradebook, and say what it takes off."""
    most = {cell.grade_id: cell.points for cell in (*key.tests, *key.manual)}
    changed = []
    for grade in submitted.grades:
        if grade.name not in most or (grade.manual_score is None and not grade.extra_credit):
            continue
        if grade.manual_score is not None and grade.needs_manual_grade:
            changed.append(grade.name)
        points = max(0.0, grade.score)
        comment = _comment(submitted, grade.name)
        given = ManualPoints(row.student, key.assignment, key.notebook, grade.name, points, comment)
        put_points(row, given, most[grade.name])
    if changed and row.reason is None:
        row.reason, row.remedy, row.instructor_remedy = feedback.changed_after_grading(changed)
    if submitted.late_submission_penalty:
        row.notices.append(feedback.late_penalty(submitted.late_submission_penalty))


def _comment(notebook: Any, grade_id: str) -> str:
    """Return what a person wrote below an answer; empty if nothing."""
    found = (one.manual_comment for one in notebook.comments if one.name == grade_id)
    return next(filter(None, found), "")
