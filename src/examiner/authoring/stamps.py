"""Stamping what a build makes: the key with what it is, the release with the key that it belongs to."""

from pathlib import Path
from typing import Any

from examiner.authoring.notebook_json import read_notebook, set_setting, write_notebook
from examiner.errors import ExaminerError
from examiner.key import Key
from examiner.stamp import KEY, RELEASE, RELEASES, Release, Stamp

#: Earlier releases that a key remembers: an author may build after each change.
MOST_RELEASES = 50


def stamp_key(path: Path, before: Path, *, course: str, assignment: str) -> None:
    """Stamp a key that was just made.

    Parameters
    ----------
    path
    before
        The key that it replaces, if there is one: it knows the earlier releases.
    course
        The course id; may be empty.
    assignment
    """
    key = Key.read(path)
    if not key.questions:
        return
    releases, now = _releases(before), Release(0, key.questions)
    known = next((release for release in releases if release.hash == now.hash), None)
    if known is None:
        version = max((release.version for release in releases), default=0) + 1
        known = Release(version, key.questions)
        releases = [*releases, known][-MOST_RELEASES:]
    doors = tuple(sorted({need.partition(":")[0] for cell in key.tests for need in cell.needs}))
    stamp = Stamp(course, assignment, known.version, known.hash, doors)
    notebook = read_notebook(path)
    set_setting(notebook["metadata"], KEY, stamp.to_dict())
    set_setting(notebook["metadata"], RELEASES, [release.to_dict() for release in releases])
    write_notebook(path, notebook)


def stamp_release(path: Path, key: Path) -> None:
    """Stamp what students get with the stamp of its key."""
    stamp = Key.read(key).stamp
    notebook = read_notebook(path)
    if stamp:
        put_release(notebook["metadata"], stamp)
        write_notebook(path, notebook)


def put_release(metadata: dict[str, Any], stamp: Stamp) -> None:
    """Put the stamp of a key into the metadata of what students get: not what its tests need."""
    told = Stamp(stamp.course, stamp.assignment, stamp.version, stamp.hash)
    set_setting(metadata, RELEASE, told.to_dict())


def _releases(before: Path) -> list[Release]:
    try:
        return list(Key.read(before).releases)
    except ExaminerError:  # there is none, or none that could be used
        return []
