"""Variants in a class: who is graded with which, and what a row says of a notebook with other values."""

from collections.abc import Mapping, Sequence

from examiner.choices import with_values
from examiner.key import Key
from examiner.notebook_cells import normal_text
from examiner.report import Result
from examiner.sentences import Explanation, repairs
from examiner.submission.candidate import Candidate
from examiner.submission.reader import Submission
from examiner.submission.roster import Roster
from examiner.variant import plain, variant_of


def variant_id(candidate: Candidate) -> str:
    """Return the id by which a submission is graded: the class list's, the platform's, or the name."""
    return candidate.person_id or candidate.number or candidate.student


def known_people(candidates: Sequence[Candidate], people: Roster | None) -> dict[str, str]:
    """Return the names of all whose variant a notebook may show, by id."""
    in_list = {
        person.report_id: person.label
        for person in (people.people if people else ())
        if person.report_id
    }
    return {variant_id(one): one.student for one in candidates} | in_list


def note_variant(
    result: Result, key: Key, student: str, submission: Submission, people: Mapping[str, str]
) -> None:
    """Say in a row that the notebook shows other values than those it was graded with.

    Another student's make the row one that needs review. So do other ones, if points were lost.

    Parameters
    ----------
    result
    key
        With its choices.
    student
        The id by which the submission was graded.
    submission
    people
        Names by id.
    """
    shown = _shown(key, submission)
    own = variant_of(key, student)
    other = [
        cell
        for cell in own.cells
        if cell.grade_id in shown and cell.normal_source not in shown[cell.grade_id]
    ]
    if not other:
        return
    labels = [cell.label for cell in other]
    mine = [repairs.changed_text(cell.label, cell.role) for cell in other]
    result.notices = [notice for notice in result.notices if notice not in mine]

    def is_of(variant: Key) -> bool:
        its = [variant.by_grade_id[cell.grade_id or ""] for cell in other]
        return all(cell.normal_source in shown[cell.grade_id or ""] for cell in its)

    # The values of release/ are those of some students: who got it by mistake has nobody's notebook.
    of_source = is_of(plain(key))
    owners = [
        name if name == known else f"{name} ({known})"
        for known, name in people.items()
        if not of_source and is_of(variant_of(key, known))
    ]
    if owners:
        _add(result, repairs.another_variant(labels, owners))
    elif all(test.passed for test in result.tests):
        result.notices.append(repairs.other_values(labels))
    else:
        _add(result, repairs.lost_with_other_values(labels, of_source=of_source))


def _shown(key: Key, submission: Submission) -> dict[str, set[str]]:
    """Return what a notebook shows in place of each cell with choices, by grade id."""
    shown: dict[str, set[str]] = {
        cell.grade_id: set() for cell in key.cells if cell.choices and cell.grade_id
    }
    for cell in submission.cells:
        if cell.grade_id in shown:
            shown[cell.grade_id].add(normal_text(with_values(cell.source, {})))
    return {grade_id: texts for grade_id, texts in shown.items() if texts}


def _add(result: Result, why: Explanation) -> None:
    """Put a reason behind those that the row has."""
    for name, text in zip(("reason", "remedy", "instructor_remedy"), why, strict=True):
        setattr(result, name, " ".join(filter(None, (getattr(result, name), text))) or None)
