"""Submissions of a release that asked something else: what its row says of that."""

from typing import TYPE_CHECKING, Literal, get_args

from examiner.sentences import Explanation, repairs

if TYPE_CHECKING:
    from examiner.key import Key
    from examiner.report import Result
    from examiner.submission.origin import Origin

AddedQuestions = Literal["drop", "zero"]
#: What can become of questions that a submission was handed out without. The default is the first:
#: nobody can answer what they were not asked, and a row of this kind is reviewed in any case.
POLICIES: tuple[AddedQuestions, ...] = get_args(AddedQuestions)


def note_origin(result: "Result", key: "Key", origin: "Origin", policy: AddedQuestions) -> None:
    """Say in a row which release it came from, and what was added or changed since.

    What was added makes the row one that needs review. So does what was changed, if it cost points.
    """
    result.release = origin.version
    result.key_release = key.stamp.version if key.stamp else None
    result.added_questions = list(origin.added)
    expected = _expected(key, origin)
    result.notices = [notice for notice in result.notices if notice not in expected]
    result.dropped_points = key.max_points + key.manual_points - result.max_points
    found = list[Explanation]()
    if origin.added:
        names = [_name(key, grade_id) for grade_id in origin.added]
        found.append(repairs.added_questions(names, origin.version or 0, dropped=policy == "drop"))
    lost = [
        test.grade_id
        for test in result.tests
        if test.grade_id in origin.changed and not test.passed
    ]
    if lost:
        if origin.unknown_release:
            found.append(repairs.unknown_release(origin.unknown_release))
        else:
            names = [_name(key, grade_id) for grade_id in lost]
            found.append(repairs.changed_questions(names, origin.version or 0))
    if origin.unknown_release:
        result.notices.append(repairs.from_unknown_release(origin.unknown_release))
    elif result.release != result.key_release and result.release:
        result.notices.append(repairs.from_old_release(result.release))
    if found and result.reason is None:
        reasons = " ".join(explanation.reason for explanation in found)
        result.reason, (_, result.remedy, result.instructor_remedy) = reasons, found[0]
    else:
        result.notices += [explanation.reason for explanation in found]


def _expected(key: "Key", origin: "Origin") -> set[str]:
    """List what would be said of cells of the student, who changed and left out nothing there."""
    if origin.unknown_release:
        return set()
    changed = [cell for name in origin.changed for cell in key.question_cells.get(name, ())]
    added = [cell for name in origin.added for cell in key.question_cells.get(name, ())]
    return {
        *(repairs.changed_points(cell.label, cell.points) for cell in changed),
        *(repairs.missing_cell(cell.label) for cell in (*changed, *added)),
        *(repairs.missing_answer(cell.label) for cell in added),
    }


def _name(key: "Key", grade_id: str) -> str:
    title = key.titles.get(grade_id)
    return f"{title} ({grade_id})" if title else f"question {grade_id}"
