"""The folders that are made from ``source/``: what was made against what is there."""

import shutil
from pathlib import Path

from examiner.authoring.fingerprint import without_record
from examiner.authoring.notebook_text import notebook_diff


def compare(built: Path, existing: Path) -> dict[Path, list[str]]:
    """Diff every file of two folders; a file that is missing on one side counts as empty.

    What a key says of its build does not count: it names this machine's engine, too.
    """
    differences = {}
    for name in sorted(_files(built) | _files(existing)):
        before, after = (
            without_record(path.read_bytes()) if path.is_file() else b""
            for path in (existing / name, built / name)
        )
        if lines := notebook_diff(before, after, f"{existing.parent.name}/{existing.name}/{name}"):
            differences[existing / name] = lines
    return differences


def replace(built: Path, existing: Path) -> None:
    """Make one folder equal to another; files that need no change keep their times."""
    for name in _files(existing) - _files(built):
        (existing / name).unlink()
    for name in _files(built):
        source, target = built / name, existing / name
        if not target.is_file() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
