"""What the result of a submission depends on: where all of it is the same, it need not be graded again."""

import hashlib
import json
import os
import platform
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from examiner import __version__
from examiner.errors import SubmissionError
from examiner.grading.course_folder import course_root, data_folders
from examiner.grading.journal import Fingerprint
from examiner.grading.limits import TimeLimits
from examiner.key import Key
from examiner.report import Result
from examiner.sandbox.jail import ResourceLimits
from examiner.submission.discovery import Candidate
from examiner.submission.files import read_file
from examiner.submission.intake import MOST_BYTES, within_budget


class Fingerprints:
    """Makes the fingerprints of a run.

    Parameters
    ----------
    keys
        All of them: which one a submission belongs to depends on their names and grade ids.
    times, limits, levels, visible_only
        The settings of the run, as for `examiner.grading.run.grade_class`.
    """

    def __init__(
        self,
        keys: Sequence[Key],
        times: TimeLimits,
        limits: ResourceLimits,
        levels: Sequence[str],
        *,
        visible_only: bool,
    ) -> None:
        self._keys = {(key.assignment, key.notebook): key for key in keys}
        self._names = {name for pair in self._keys for name in pair}
        self._of_keys: dict[Path, str] = {}
        self._run = _digest(
            {
                "engine": __version__,
                "python": platform.python_version(),
                "libraries": _installed(),
                "times": asdict(times),
                "limits": asdict(limits),
                "levels": list(levels),
                "visible_only": visible_only,
                "keys": [[*name, sorted(key.by_grade_id)] for name, key in self._keys.items()],
            }
        )

    def contents(self, candidate: Candidate) -> str | None:
        """Return the digest of what was handed in; None if there is nothing, or it cannot be read."""
        if candidate.problem:
            return None
        digest = hashlib.sha256()
        try:
            for path in within_budget(candidate.paths, self._names):
                digest.update(_digest([path.name]).encode())
                digest.update(hashlib.sha256(read_file(path, candidate.root, MOST_BYTES)).digest())
        except SubmissionError:
            return None  # the row says why
        return digest.hexdigest()

    def of_submission(self, candidate: Candidate, contents: str) -> str:
        """Return the digest of a submission: contents, by whom, and the settings of the run."""
        key = candidate.key and [candidate.key.assignment, candidate.key.notebook]
        return _digest([self._run, candidate.student, candidate.assignment, key, contents])

    def of_key(self, key: Key) -> str:
        """Return the digest of a key, the files beside it, and the data of its course."""
        if key.path not in self._of_keys:
            digest = hashlib.sha256()
            for folder in (key.path.parent, *data_folders(course_root(key))):
                for path in sorted(folder.rglob("*")):
                    if path.is_file() and (path.suffix != ".ipynb" or path == key.path):
                        digest.update(_digest([str(path.relative_to(folder))]).encode())
                        with open(path, "rb") as file:
                            digest.update(hashlib.file_digest(file, "sha256").digest())
            self._of_keys[key.path] = digest.hexdigest()
        return self._of_keys[key.path]

    def possible(self, submission: str) -> list[Fingerprint]:
        """List the fingerprints that an earlier result of a submission may have, one per key."""
        return [Fingerprint(submission, self.of_key(key)) for key in self._keys.values()]

    def key_of(self, result: Result) -> str | None:
        """Return the digest of the key of a result; None if none was found for it."""
        key = self._keys.get((str(result.assignment), str(result.notebook)))
        return self.of_key(key) if key else None


def _installed() -> list[str]:
    """List the installed distributions with their versions; their folders are named after both."""
    names = {
        name
        for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        for name in os.listdir(folder)
        if name.endswith((".dist-info", ".egg-info"))
    }
    return sorted(names)


def _digest(value: Mapping[str, Any] | Sequence[Any]) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
