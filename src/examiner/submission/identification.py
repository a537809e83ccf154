"""Which assignment a submission belongs to, whatever its notebook is called."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from examiner.errors import SubmissionError
from examiner.key import Key
from examiner.safe_text import one_line
from examiner.sentences import refusals, repairs
from examiner.submission.discovery import Candidate
from examiner.submission.intake import Intake, within_budget
from examiner.submission.reader import Submission


@dataclass(frozen=True)
class Identified:
    """A submission and its autograder key.

    Attributes
    ----------
    submission
        Of several notebooks, the one that fits best.
    key
    notices
        What was unusual about folders and file names, in sentences for the student.
    """

    submission: Submission
    key: Key
    notices: tuple[str, ...]


def identify(candidate: Candidate, keys: Sequence[Key], intake: Intake | None = None) -> Identified:
    """Read what was handed in and choose its key.

    Parameters
    ----------
    candidate, keys
    intake
        Reads the notebooks; the same one for all rows of a class.

    Raises
    ------
    SubmissionError
        If there is nothing to grade.
    """
    if candidate.problem:
        raise candidate.problem
    best: tuple[tuple[bool, float, bool], Submission, Key] | None = None
    problem: SubmissionError | None = None
    elsewhere: set[Path] = set()
    intake = intake or Intake()
    for path in within_budget(candidate.paths, {key.notebook for key in keys}):
        try:
            submission = intake.read(path, candidate.root)
        except SubmissionError as error:
            if candidate.key is None or path.stem == candidate.key.notebook:
                problem = problem or error
            continue
        key = match_key(keys, submission.grade_ids, candidate.assignment, path.stem)
        if key and candidate.key in (None, key):
            fit = (
                key.assignment == candidate.assignment,
                round(key.coverage(submission.grade_ids), 6),
                path.stem == key.notebook,
            )
            if best is None or fit > best[0]:
                best = fit, submission, key
        elif key and candidate.key and key.assignment == candidate.key.assignment:
            elsewhere.add(path)  # it has a row of its own
    if not best:
        raise problem or _no_fit(candidate)
    _, submission, key = best
    others = [path.name for path in candidate.paths if path not in {submission.path, *elsewhere}]
    return Identified(submission, key, tuple(_notices(candidate, key, submission, others)))


def match_key(
    keys: Iterable[Key],
    grade_ids: Iterable[str],
    assignment: str | None = None,
    notebook: str | None = None,
) -> Key | None:
    """Choose the key that a notebook with these grade ids belongs to.

    Parameters
    ----------
    keys
    grade_ids
    assignment, notebook
        The names of its folder and file; they decide only between keys that fit equally well.

    Returns
    -------
    Key or None
        The key of which the notebook has the most cells; None if it has none of any. Where two
        assignments use the same grade ids, a notebook without its tests stays where it lies.
    """
    grade_ids = set(grade_ids)

    def fit(key: Key) -> tuple[int, bool, bool, float]:
        names = key.assignment == assignment, key.notebook == notebook
        return key.known(grade_ids), *names, key.coverage(grade_ids)

    best = max(keys, key=fit, default=None)
    return best if best and fit(best)[0] > 0 else None


def _no_fit(candidate: Candidate) -> SubmissionError:
    if candidate.key:
        return SubmissionError(*refusals.missing_notebook(candidate.key.notebook))
    return SubmissionError(*refusals.UNKNOWN_ASSIGNMENT)


def _notices(
    candidate: Candidate, key: Key, submission: Submission, others: Sequence[str]
) -> Iterator[str]:
    """Say what was unusual about the names of a notebook and its folder."""
    name = one_line(submission.path.name, 80)
    if others:
        yield repairs.several_notebooks(len(candidate.paths), name, others)
    elif submission.path.stem != key.notebook:
        yield repairs.renamed_notebook(name, key.notebook)
    if candidate.assignment not in (None, key.assignment):
        yield repairs.wrong_folder(candidate.assignment, key.assignment)
