"""Which assignment a submission belongs to, whatever its notebook is called."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from examiner.errors import NotOursError, SubmissionError
from examiner.key import Key
from examiner.safe_text import one_line
from examiner.sentences import refusals, repairs
from examiner.submission.candidate import Candidate
from examiner.submission.intake import Intake, within_budget
from examiner.submission.likeness import is_answered, likeness
from examiner.submission.reader import Submission

#: The share of an assignment's cells by which a notebook is recognised without any name.
_ENOUGH = 0.5

#: How well a notebook fits: it lies in the assignment's folder; is answered; has which share of the
#: assignment's cells; is called as the assignment's notebook is.
Fit = tuple[bool, bool, float, bool]


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
    fit
        How well it fits: the larger, the better.
    """

    submission: Submission
    key: Key
    notices: tuple[str, ...]
    fit: Fit = (False, False, 0.0, False)


def identify(
    candidate: Candidate, keys: Sequence[Key], intake: Intake | None = None
) -> list[Identified]:
    """Read what was handed in and choose its keys.

    Notebooks in the folder of an assignment are versions of one submission. A folder that is not
    called after any may hold several: each is then a submission of its own.

    Parameters
    ----------
    candidate, keys
    intake
        Reads the notebooks; the same one for all rows of a class.

    Raises
    ------
    SubmissionError
        If there is nothing to grade; `NotOursError` if there is no notebook of an assignment.
    """
    if candidate.problem:
        raise candidate.problem
    best: dict[Path, tuple[Fit, Submission, Key]] = {}
    problem: SubmissionError | None = None
    belongs: dict[Path, Key] = {}
    intake = intake or Intake()
    for path in within_budget(candidate.paths, {key.notebook for key in keys}):
        try:
            submission = intake.read(path, candidate.root)
        except SubmissionError as error:
            if candidate.key is None or path.stem == candidate.key.notebook:
                problem = problem or error
            continue
        key = _key_of(submission, keys, candidate.assignment, path.stem)
        if key is None:
            continue
        belongs[path] = key
        if candidate.key in (None, key):
            fit = _fit(key, submission, candidate)
            if key.path not in best or fit > best[key.path][0]:
                best[key.path] = fit, submission, key
    if not best:
        raise problem or _no_fit(candidate)
    chosen = list(best.values())
    if any(candidate.assignment in (key.assignment, key.notebook) for key in keys):
        chosen = [max(chosen, key=lambda one: one[0])]
    found = []
    for fit, submission, key in chosen:
        # What has a row of its own was not passed over.
        apart = {submission.path}
        apart |= {path for path, its in belongs.items() if candidate.key and its != key}
        if len(chosen) > 1:
            apart |= {path for path in candidate.paths if belongs.get(path) != key}
        others = [path for path in candidate.paths if path not in apart]
        notices = tuple(_notices(candidate, key, submission, others))
        found.append(Identified(submission, key, notices, fit))
    return found


def _key_of(
    submission: Submission, keys: Sequence[Key], assignment: str | None, notebook: str
) -> Key | None:
    """Choose the key of a notebook by its stamp, its grade ids, or what its cells are."""
    stamped = [key for key in keys if key.release_of(submission.stamp)]
    if len(stamped) == 1 and stamped[0].known(submission.grade_ids):
        return stamped[0]
    key = match_key(keys, submission.grade_ids, assignment, notebook)
    is_strange = assignment is not None and not any(
        assignment in (key.assignment, key.notebook) for key in keys
    )
    if key and is_strange and notebook != key.notebook:
        # Two courses may call their cells answer_1 and test_1: in a folder that is called like
        # nothing here, the names of cells prove nothing.
        return key if likeness(key, submission) >= _ENOUGH else None
    return key or _match_untagged(submission, keys, assignment, notebook)


def _match_untagged(
    submission: Submission, keys: Sequence[Key], assignment: str | None, notebook: str
) -> Key | None:
    """Recognise a notebook that lost all its grade ids."""

    def fit(key: Key) -> tuple[float, bool, bool]:
        return likeness(key, submission), key.assignment == assignment, key.notebook == notebook

    best = max(keys, key=fit, default=None)
    if best is None:
        return None
    alike, *named = fit(best)
    return best if alike >= _ENOUGH or (alike > 0 and any(named)) else None


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


def _fit(key: Key, submission: Submission, candidate: Candidate) -> Fit:
    coverage = max(key.coverage(submission.grade_ids), likeness(key, submission))
    return (
        key.assignment == candidate.assignment,
        is_answered(key, submission) and coverage >= _ENOUGH,
        round(coverage, 6),
        submission.path.stem == key.notebook,
    )


def _no_fit(candidate: Candidate) -> SubmissionError:
    if candidate.key:
        return SubmissionError(*refusals.missing_notebook(candidate.key.notebook))
    return NotOursError(*refusals.UNKNOWN_ASSIGNMENT)


def _notices(
    candidate: Candidate, key: Key, submission: Submission, others: Sequence[Path]
) -> Iterator[str]:
    """Say what was unusual about the names of a notebook and its folder."""
    if others:
        yield several_notebooks(submission.path, others, candidate.root)
    elif submission.path.stem != key.notebook and not submission.path.stem.endswith(
        (f"_{key.notebook}", f" - {key.notebook}")  # a learning platform puts names before it
    ):
        yield repairs.renamed_notebook(one_line(submission.path.name, 80), key.notebook)
    if candidate.assignment not in (None, key.assignment):
        yield repairs.wrong_folder(candidate.assignment, key.assignment)


def several_notebooks(graded: Path, others: Sequence[Path], root: Path) -> str:
    """Say which of several notebooks was graded; by their folders too where names are the same."""
    names = Counter(path.name for path in (graded, *others))
    shown = [
        path.name if names[path.name] == 1 else os.path.relpath(path, root)
        for path in (graded, *others)
    ]
    first, *rest = (one_line(name, 80) for name in shown)
    return repairs.several_notebooks(len(shown), first, rest)
