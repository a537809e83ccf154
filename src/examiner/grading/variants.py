"""Variants in a class: who is graded with which, and what a row says of a notebook with other values."""

from collections.abc import Mapping, Sequence

from examiner.choices import with_values
from examiner.key import Key
from examiner.key_cell import KeyCell
from examiner.notebook_cells import same_text
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
        person.report_id or person.label: person.label
        for person in (people.people if people else ())
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
    own = variant_of(key, student)
    other = [cell for cell in own.cells if _differs(cell, key, submission)]
    if not other:
        return
    labels = [cell.label for cell in other]
    mine = [repairs.changed_text(cell.label, cell.role) for cell in other]
    result.notices = [notice for notice in result.notices if notice not in mine]

    def is_of(variant: Key) -> bool:
        return all(_shows(submission, variant.by_grade_id[cell.grade_id or ""]) for cell in other)

    owners = [
        name if name == known else f"{name} ({known})"
        for known, name in people.items()
        if is_of(variant_of(key, known))
    ]
    if owners:
        _add(result, repairs.another_variant(labels, owners))
    elif all(test.passed for test in result.tests):
        result.notices.append(repairs.other_values(labels))
    else:
        _add(result, repairs.lost_with_other_values(labels, of_source=is_of(plain(key))))


def _differs(cell: KeyCell, key: Key, submission: Submission) -> bool:
    known = key.by_grade_id.get(cell.grade_id or "")
    is_there = any(one.grade_id == cell.grade_id for one in submission.cells)
    return bool(known and known.choices and is_there) and not _shows(submission, cell)


def _shows(submission: Submission, cell: KeyCell) -> bool:
    return any(
        one.grade_id == cell.grade_id and same_text(with_values(one.source, {}), cell.source)
        for one in submission.cells
    )


def _add(result: Result, why: Explanation) -> None:
    """Put a reason behind those that the row has."""
    for name, text in zip(("reason", "remedy", "instructor_remedy"), why, strict=True):
        setattr(result, name, " ".join(filter(None, (getattr(result, name), text))) or None)
