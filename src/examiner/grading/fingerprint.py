"""What the result of a submission depends on: where all of it is the same, it need not be graded again."""

import hashlib
import json
import os
import platform
import sysconfig
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict
from pathlib import Path
from typing import Any

from examiner import __version__
from examiner.errors import SubmissionError
from examiner.grading.course_folder import course_root, data_folders
from examiner.grading.journal import Fingerprint
from examiner.grading.limits import TimeLimits
from examiner.key import Key
from examiner.sandbox.jail import ResourceLimits
from examiner.submission.attempts import Entry
from examiner.submission.files import files_beside, read_file
from examiner.submission.intake import MOST_BYTES


class Fingerprints:
    """Makes the fingerprints of a run.

    Parameters
    ----------
    times, limits, levels, visible_only
        The settings of the run, as for `examiner.grading.run.grade_class`.
    strangers
        Students whom the class list does not have.
    """

    def __init__(
        self,
        times: TimeLimits,
        limits: ResourceLimits,
        levels: Sequence[str],
        *,
        visible_only: bool,
        strangers: Set[str],
    ) -> None:
        self._strangers = strangers
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
            }
        )

    def contents(self, entry: Entry) -> str | None:
        """Return the digest of what was handed in; None if there is nothing to grade."""
        if entry.identified is None:
            return None
        path, root = entry.identified.submission.path, entry.candidate.root
        try:
            notebook = read_file(path, root, MOST_BYTES)
        except SubmissionError:
            return None  # it has gone since
        files, left_out = files_beside(path, root)
        beside = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        return _digest([path.name, hashlib.sha256(notebook).hexdigest(), beside, left_out])

    def of(self, entry: Entry, contents: str | None) -> Fingerprint | None:
        """Return the fingerprint of an entry with these contents; None if it cannot be graded."""
        if entry.identified is None or contents is None:
            return None
        candidate, identified = entry.candidate, entry.identified
        person = [candidate.student, candidate.number, candidate.person_id]
        person.append(str(candidate.student in self._strangers))
        told = [candidate.assignment, *identified.notices]
        submission = _digest([self._run, person, told, contents])
        return Fingerprint(submission, self.of_key(identified.key))

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
