"""What a build depends on, as a digest: a notebook whose digest is known is not built again.

The digest is taken over everything that goes into the build of a notebook, and over what came out
of it. It stands in the key, so an edited source, a changed configuration, a newer engine and a
release that was edited by hand are all noticed in the same way.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_config_path

from examiner import __version__
from examiner.authoring.course import Course
from examiner.authoring.notebook_json import (
    notebook_json,
    read_notebook,
    set_setting,
    write_notebook,
)
from examiner.grading.course_folder import data_folders, files_of

_SETTING = "verified"


@dataclass(frozen=True)
class Record:
    """What a key says of the build that made it: ``metadata.examiner.verified`` of the notebook.

    Attributes
    ----------
    fingerprint
        See `fingerprint`.
    warnings
        What that build said of the tests. It is said again as long as nothing changes.
    """

    fingerprint: str
    warnings: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Record | None":
        """Read the record of a key; None if there is no key, or none that was verified."""
        try:
            found = read_notebook(path)["metadata"]["examiner"][_SETTING]
            return cls(str(found["fingerprint"]), tuple(map(str, found["warnings"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, path: Path) -> None:
        """Write it into a key."""
        notebook = read_notebook(path)
        said = {"fingerprint": self.fingerprint, "warnings": list(self.warnings)}
        set_setting(notebook["metadata"], _SETTING, said)
        write_notebook(path, notebook)


def unchanged(course: Course, assignment: str) -> dict[str, Record]:
    """Find the notebooks of an assignment that need not be built again.

    Returns
    -------
    dict of str to Record
        By the notebook's name, what its last build found out.
    """
    found = {}
    release, keys = course.release / assignment, course.keys / assignment
    for name in course.notebooks(assignment):
        record = Record.read(keys / f"{name}.ipynb")
        if record and record.fingerprint == fingerprint(course, assignment, name, release, keys):
            found[name] = record
    return found


def fingerprint(course: Course, assignment: str, notebook: str, release: Path, keys: Path) -> str:
    """Compute the number of a notebook.

    Parameters
    ----------
    course, assignment, notebook
        Where the source is.
    release, keys
        The folders of the assignment with what was made of it.

    Returns
    -------
    str
        SHA-256 in hexadecimal. Names and contents count; places and times of files do not, so it is
        the same on each machine.
    """
    digest = hashlib.sha256()

    def add(*parts: bytes) -> None:
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)

    add(__version__.encode(), version("nbgrader").encode())
    for path in _configuration(course):
        add(path.name.encode(), path.read_bytes())
    for folder in (course.source / assignment, *data_folders(course.root), release):
        for name, path in _files(folder, notebook):
            add(name.encode(), path.read_bytes())
    for name, path in _files(keys, notebook):
        is_key = name == f"{notebook}.ipynb"
        add(name.encode(), without_record(path.read_bytes()) if is_key else path.read_bytes())
    return digest.hexdigest()


def _configuration(course: Course) -> Iterator[Path]:
    """Yield the files that tell nbgrader how to convert a notebook."""
    settings = course.config.IncludeHeaderFooter
    folders = [course.root, *map(Path, jupyter_config_path())]
    paths = [
        *(folder / f"nbgrader_config.{suffix}" for folder in folders for suffix in ("py", "json")),
        course.root / str(course.config.InstantiateTests.get("autotest_filename", "autotests.yml")),
        *(course.root / str(settings[end]) for end in ("header", "footer") if end in settings),
    ]
    yield from (path for path in dict.fromkeys(paths) if path.is_file())


def _files(folder: Path, notebook: str) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder that count for one notebook, each with its name in the folder."""
    for name, path in files_of(folder, f"{notebook}.ipynb"):
        if "__pycache__" not in Path(name).parts:
            yield name, path


def without_record(key: bytes) -> bytes:
    """Return the contents of a key without its record, and any other file as it is."""
    try:
        notebook: dict[str, Any] = json.loads(key)
        if _SETTING not in notebook["metadata"]["examiner"]:
            return key
    except (ValueError, KeyError, TypeError):
        return key
    set_setting(notebook["metadata"], _SETTING, None)
    return notebook_json(notebook).encode()
