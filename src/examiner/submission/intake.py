"""Reading the notebooks of a class within a budget: each once, and one at a time."""

import contextlib
import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from examiner.errors import SubmissionError
from examiner.submission.raw_notebook import SizeLimits
from examiner.submission.reader import Submission, read_submission

#: What is read of one row: notebooks (or twice as many as there are assignments), their bytes, and
#: seconds of processor time after which no other one is begun. What a file may cost follows from its
#: size, so that the first is within it too.
MOST_NOTEBOOKS, MOST_BYTES, MOST_SECONDS = 12, 60_000_000, 20.0
#: Characters of submissions that are kept in memory: rows of one assignment share its notebooks.
_MOST_KEPT = 60_000_000


class Intake:
    """Reads notebooks for several threads.

    A file can take 4 s and 600 MB of memory until it is read or refused. With one file at a
    time that is all, however many submissions are graded side by side.

    Parameters
    ----------
    limits
        What a notebook may be made of.
    """

    def __init__(self, limits: SizeLimits | None = None) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._kept: dict[tuple[Path, Path], Submission | SubmissionError] = {}
        self._size = 0

    def read(self, path: Path, root: Path) -> Submission:
        """Read a notebook, or return what it was when it was read; see `read_submission`.

        Raises
        ------
        SubmissionError
            If there is nothing to grade in the file.
        """
        with self._lock:
            found = self._kept.pop((path, root), None)
            if found is None:
                try:
                    found = read_submission(path, self._limits, root=root)
                except SubmissionError as error:
                    found = error
                self._size += _size_of(found)
            self._kept[path, root] = found  # the last of them, as it was used last
            while self._size > _MOST_KEPT:
                self._size -= _size_of(self._kept.pop(next(iter(self._kept))))
        if isinstance(found, SubmissionError):
            raise SubmissionError(found.message, found.remedy, found.instructor_remedy)
        return found


def _size_of(found: Submission | SubmissionError) -> int:
    if isinstance(found, SubmissionError):
        return 1_000
    return 1_000 + sum(len(cell.source) for cell in found.cells)


def within_budget(paths: Iterable[Path], names: set[str]) -> Iterator[Path]:
    """Yield the notebooks to read of one row.

    Parameters
    ----------
    paths
    names
        What the assignments' notebooks are called: those come first.

    Yields
    ------
    pathlib.Path
        Not more than the budget allows, and a file under several names only once.
    """
    most = max(MOST_NOTEBOOKS, 2 * len(names))
    started, size, seen = time.thread_time(), 0, set[tuple[int, int]]()
    for path in sorted(paths, key=lambda path: path.stem not in names):
        with contextlib.suppress(OSError, ValueError):  # whoever reads it says what is wrong
            status = os.lstat(path)
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            size += status.st_size
        is_first = len(seen) <= 1
        # Not wall time: a busy machine must not decide which notebook is graded.
        over = size > MOST_BYTES or time.thread_time() - started > MOST_SECONDS
        if not is_first and (over or len(seen) > most):
            return
        yield path
