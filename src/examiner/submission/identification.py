"""Which assignment a submission belongs to, whatever its notebook is called."""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from examiner.errors import SubmissionError
from examiner.key import Key
from examiner.safe_text import one_line
from examiner.sentences import refusals, repairs
from examiner.submission.discovery import Candidate
from examiner.submission.reader import SizeLimits, Submission, read_submission

#: What is read of one row: notebooks, their bytes, and seconds after which no other one is begun.
MOST_NOTEBOOKS, MOST_BYTES, MOST_SECONDS = 12, 60_000_000, 20.0


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


def identify(
    candidate: Candidate, keys: Sequence[Key], limits: SizeLimits | None = None
) -> Identified:
    """Read what was handed in and choose its key.

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
    for path in _within_budget(candidate, keys):
        try:
            submission = read_submission(path, limits, root=candidate.root)
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


def _within_budget(candidate: Candidate, keys: Sequence[Key]) -> Iterator[Path]:
    """Yield the notebooks to read, those first that are called as an assignment's is.

    Not more than the budget allows, and a file under several names only once.
    """
    names = {key.notebook for key in keys}
    started, size, seen = time.monotonic(), 0, set[tuple[int, int]]()
    for path in sorted(candidate.paths, key=lambda path: path.stem not in names):
        with contextlib.suppress(OSError, ValueError):  # whoever reads it says what is wrong
            status = os.lstat(path)
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            size += status.st_size
        is_first = len(seen) <= 1
        over = size > MOST_BYTES or time.monotonic() - started > MOST_SECONDS
        if not is_first and (over or len(seen) > MOST_NOTEBOOKS):
            return
        yield path


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
