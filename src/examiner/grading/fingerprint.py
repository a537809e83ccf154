"""What the result of a submission depends on: where all of it is the same, it need not be graded again."""

import hashlib
import json
import os
import platform
import sysconfig
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypedDict

from examiner import __version__
from examiner.grading.course_folder import course_root, data_folders, files_of
from examiner.grading.journal import Fingerprint
from examiner.grading.limits import TimeLimits
from examiner.key import Key
from examiner.sandbox.jail import ResourceLimits
from examiner.submission.attempts import Entry
from examiner.submission.files import files_beside


class Software(TypedDict):
    """The versions of the engine and of Python, and the installed distributions with theirs."""

    engine: str
    python: str
    libraries: list[str]


class Fingerprints:
    """Makes the fingerprints of a run.

    Parameters
    ----------
    times, limits, levels
        As for `examiner.grading.run.grade_class`.
    software
        What the submissions are graded with.
    settings
        What else of the settings of the run can change a result.
    strangers
        Students whom the class list does not have.
    people
        The names of those who have a variant, by id: a row may name them.
    """

    def __init__(
        self,
        times: TimeLimits,
        limits: ResourceLimits,
        levels: Sequence[str],
        software: Software,
        *,
        settings: Mapping[str, Any],
        strangers: Set[str],
        people: Mapping[str, str],
    ) -> None:
        self._strangers, self._people = strangers, people
        self._of_keys: dict[Path, str] = {}
        self._run = _digest(
            {
                **software,
                "times": asdict(times),
                "limits": asdict(limits),
                "levels": list(levels),
                "settings": settings,
            }
        )

    def of(self, entry: Entry) -> Fingerprint | None:
        """Return the fingerprint of an entry; None if there is nothing to grade."""
        if entry.identified is None:
            return None
        candidate, identified = entry.candidate, entry.identified
        submission = identified.submission
        files, left_out = files_beside(submission.path, candidate.root)
        beside = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        contents = _digest([submission.path.name, submission.digest, beside, left_out])
        person = [candidate.student, candidate.number, candidate.person_id]
        told = [candidate.assignment, *identified.notices]
        is_stranger = candidate.student in self._strangers
        owners = [self._people] if identified.key.varies else []
        depends = [self._run, person, is_stranger, told, *owners]
        return Fingerprint(contents, self.of_key(identified.key), _digest(depends))

    def of_key(self, key: Key) -> str:
        """Return the digest of a key, the files beside it, and the data of its course."""
        if key.path not in self._of_keys:
            own = files_of(key.path.parent, key.path.name)
            data = (pair for folder in data_folders(course_root(key)) for pair in files_of(folder))
            files = [[name, _of_file(path)] for name, path in (*own, *data)]
            self._of_keys[key.path] = _digest(files)
        return self._of_keys[key.path]


def _of_file(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def installed_software() -> Software:
    """Say what this process grades with."""
    # The folders of distributions are named after them and their versions.
    names = {
        name
        for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        for name in os.listdir(folder)
        if name.endswith((".dist-info", ".egg-info"))
    }
    return {
        "engine": __version__,
        "python": platform.python_version(),
        "libraries": sorted(names),
    }


def _digest(value: Mapping[str, Any] | Sequence[Any]) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
