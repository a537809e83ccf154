"""Where the archives of a run are unpacked, and how much of each person's."""

import contextlib
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from examiner.errors import SubmissionError
from examiner.safe_text import one_line
from examiner.sentences import Explanation, refusals
from examiner.submission.archive import (
    MOST_BYTES,
    MOST_ENTRIES,
    MOST_OF_A_STUDENT,
    MOST_OF_ALL,
    unpack,
)
from examiner.submission.files import is_folder, list_if_readable
from examiner.submission.names import Owner, owner_of

_DEEPEST = 2  # archives in archives
#: Bytes: what an archive that is refused counts, so that a thousand of them do not take hours.
_COST_OF_A_REFUSAL = MOST_OF_A_STUDENT // 20


class Workspace:
    """A folder to unpack archives into.

    Parameters
    ----------
    root
        An empty folder.
    names
        Of assignments and their notebooks.

    Attributes
    ----------
    root
    """

    def __init__(self, root: Path, names: set[str]) -> None:
        self.root, self._names = root, names
        self._count = self._depth = 0
        self._used = Counter[tuple[str, str | None]]()  # bytes unpacked of each person
        self._room = MOST_OF_ALL

    @property
    def may_unpack(self) -> bool:
        """Whether archives in what is being looked at are looked into, too."""
        return self._depth < _DEEPEST

    @contextlib.contextmanager
    def of_class(self, path: Path) -> Iterator[Path]:
        """Unpack the archive of a class, and give the folder that holds its content.

        Raises
        ------
        SubmissionError
            See `unpack`.
        """
        folder = self._new_folder(path.stem)
        self._unpack(path, folder, MOST_BYTES, refusals.too_large_zip(MOST_ENTRIES, MOST_BYTES))
        with self._inside(folder) as content:
            yield content

    @contextlib.contextmanager
    def of_student(self, path: Path, owner: Owner) -> Iterator[Path]:
        """Unpack an archive that a student handed in: all of theirs together have a limit.

        Raises
        ------
        SubmissionError
            See `unpack`.
        """
        folder = self._new_folder(owner.student)
        person = (owner.student, owner.number)
        room = MOST_OF_A_STUDENT - self._used[person]
        why = refusals.too_large_zip(MOST_ENTRIES, MOST_OF_A_STUDENT)
        if self._room < room:
            room, why = self._room, refusals.NO_ROOM_FOR_ZIPS
        size = _COST_OF_A_REFUSAL
        try:
            size = self._unpack(path, folder, room, why)
        finally:
            self._used[person] += size
            self._room -= size
        with self._inside(folder) as content:
            yield content

    def _new_folder(self, name: str) -> Path:
        self._count += 1
        self.root.mkdir(mode=0o700, exist_ok=True)
        folder = self.root / str(self._count) / one_line(name, 100).replace("/", "_")
        folder.mkdir(parents=True)
        return folder

    def _unpack(self, path: Path, folder: Path, most: int, too_large: Explanation) -> int:
        try:
            return unpack(path, folder, most, too_large)
        except SubmissionError:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    @contextlib.contextmanager
    def _inside(self, folder: Path) -> Iterator[Path]:
        self._depth += 1
        try:
            yield self._only_folder(folder)
        finally:
            self._depth -= 1

    def _only_folder(self, folder: Path) -> Path:
        """Go down into an unpacked archive as long as there is one folder and nothing else."""
        while True:
            entries = list_if_readable(folder)
            if len(entries) != 1 or not is_folder(entries[0]) or entries[0].name in self._names:
                return folder
            if owner_of(entries[0].name, self._names):
                return folder
            folder /= entries[0].name
