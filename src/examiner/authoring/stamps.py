"""Stamping what a build makes: the key with what it is, the release with the key that it belongs to."""

from pathlib import Path
from typing import Any

from examiner.authoring.notebook_json import read_notebook, set_setting, write_notebook
from examiner.errors import ExaminerError
from examiner.key import Key
from examiner.stamp import KEY, READ_ONLY_TEXTS, RELEASE, RELEASES, Release, Stamp, text_digest

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
    old = _read(before)
    releases, now = list(old.releases) if old else [], Release(0, key.questions)
    known = next((release for release in releases if release.hash == now.hash), None)
    if known is None:
        version = max((release.version for release in releases), default=0) + 1
        known = Release(version, key.questions)
        releases = [*releases, known][-MOST_RELEASES:]
    stamp = Stamp(course, assignment, known.version, known.hash)
    notebook = read_notebook(path)
    set_setting(notebook["metadata"], KEY, stamp.to_dict())
    set_setting(notebook["metadata"], RELEASES, [release.to_dict() for release in releases])
    if texts := _read_only_texts(old, key):
        set_setting(notebook["metadata"], READ_ONLY_TEXTS, texts)
    write_notebook(path, notebook)


def stamp_release(path: Path, key: Path) -> None:
    """Stamp what students get with the stamp of its key."""
    stamp = Key.read(key).stamp
    notebook = read_notebook(path)
    if stamp:
        put_release(notebook["metadata"], stamp)
        write_notebook(path, notebook)


def put_release(metadata: dict[str, Any], stamp: Stamp) -> None:
    """Put the stamp of a key into the metadata of what students get."""
    set_setting(metadata, RELEASE, stamp.to_dict())


def _read(before: Path) -> Key | None:
    try:
        return Key.read(before)
    except ExaminerError:  # there is none, or none that could be used
        return None


def _read_only_texts(old: Key | None, new: Key) -> dict[str, list[str]]:
    """Add what the read-only cells are now to what they were, by grade id."""
    found = {}
    for grade_id, cell in new.by_grade_id.items():
        if not cell.editable and not cell.choices:
            before = old.read_only_texts.get(grade_id, ()) if old else ()
            now = text_digest(cell.visible_source)
            found[grade_id] = [*(text for text in before if text != now), now][-MOST_RELEASES:]
    return found
