"""What was found of one submission before any notebook is read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from examiner.errors import SubmissionError
from examiner.key import Key
from examiner.safe_text import one_line
from examiner.sentences import Explanation
from examiner.submission.names import Owner


@dataclass(frozen=True)
class Candidate:
    """Something that was handed in, or the lack of it: what may become a row of the report.

    Attributes
    ----------
    student
        On one line, fit to be shown; not escaped.
    assignment
        The name of the folder, where there is one.
    paths
        The notebooks that may be the submission; empty if there is a problem.
    root
        The folder below which no symbolic link is followed.
    problem
        Why there is nothing to grade.
    key
        Where an assignment has several notebooks: the one that this row is about.
    number
        The number of the person on the learning platform that wrote the name.
    attempt
        When it was handed in, if a name says so: a text that sorts as time does.
    source
        Which of the paths on the command line it was found in: one name in one of them is one
        person, the same name in two of them need not be.
    person_id
        The id of the person in the class list.
    written
        The student's name as it was found; `student` is what can be shown of it.
    """

    student: str
    assignment: str | None
    paths: tuple[Path, ...]
    root: Path
    problem: SubmissionError | None = None
    key: Key | None = None
    number: str | None = None
    attempt: str = ""
    source: Path = Path()
    person_id: str | None = None
    written: str = ""


def found(owner: Owner, assignment: str | None, paths: Iterable[Path], root: Path) -> Candidate:
    """Make the candidate of notebooks that somebody handed in."""
    return Candidate(
        _name(owner.student),
        None if assignment is None else _name(assignment),
        tuple(paths),
        root,
        number=owner.number,
        attempt=owner.attempt,
        written=owner.student,
    )


def without_notebook(
    owner: Owner, assignment: str | None, root: Path, problem: SubmissionError
) -> Candidate:
    """Make the candidate of somebody of whom there is nothing to grade."""
    return replace(found(owner, assignment, (), root), problem=problem)


def refused(owner: Owner, assignment: str | None, root: Path, why: Explanation) -> Candidate:
    """Make the candidate of somebody of whom there is nothing to grade, with the reason."""
    return without_notebook(owner, assignment, root, SubmissionError(*why))


def told_apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Add a number to the names of different people who are called the same, or are shown so.

    It is the platform's number where there is one. Else one name as it is shown was written in two
    ways, such as with two different marks of writing direction, by who handed in one assignment.
    """
    candidates = _told_apart_as_shown(list(candidates))
    numbers = defaultdict[str, set[str]](set)
    for candidate in candidates:
        if candidate.number:
            numbers[candidate.student].add(candidate.number)
    return [
        replace(candidate, student=f"{candidate.student} ({candidate.number})")
        if candidate.number and len(numbers[candidate.student]) > 1
        else candidate
        for candidate in candidates
    ]


def _told_apart_as_shown(candidates: list[Candidate]) -> list[Candidate]:
    without_number = [candidate for candidate in candidates if not candidate.number]
    written = defaultdict[tuple[str, str | None], set[str]](set)
    for candidate in without_number:
        written[candidate.student, candidate.assignment].add(candidate.written)
    spellings = {
        student: sorted({other.written for other in without_number if other.student == student})
        for (student, _), names in written.items()
        if len(names) > 1
    }

    def name(candidate: Candidate) -> str:
        known = spellings.get(candidate.student, [])
        place = known.index(candidate.written) if candidate.written in known else 0
        return f"{candidate.student} ({place + 1})" if place else candidate.student

    return [replace(candidate, student=name(candidate)) for candidate in candidates]


def _name(text: str) -> str:
    return one_line(text, 100) or "(no name)"
