"""What lies around a folder of keys: the data that code may read, and what it must not."""

from collections.abc import Iterable
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.key import Key

#: Folders and files of an nbgrader course that hold answers, tests or other people's work.
_PRIVATE = ("source", "submitted", "autograded", "feedback", "gradebook.db")


def course_root(key: Key) -> Path:
    """Return the course folder that a key belongs to: two above the notebook's own folder."""
    return key.path.parent.parent.parent


def data_folders(course: Path) -> list[Path]:
    """Return the folders that submissions may read: ``data/`` of a course, if there is one."""
    data = course / "data"
    return [data] if data.is_dir() else []


def private_folders(keys: Iterable[Key]) -> list[Path]:
    """List what no submission may be able to read: the keys and what else the course has."""
    keys = list(keys)
    roots = {course_root(key) for key in keys}
    private = [root / name for root in sorted(roots) for name in _PRIVATE]
    return [*(key.path for key in keys), *(path for path in private if path.exists())]


def check_private(keys: Iterable[Key]) -> None:
    """Refuse a course whose private files other users of the machine may read.

    Raises
    ------
    ExaminerError
        Without Landlock nothing but file modes keeps a submission from them.
    """
    for path in private_folders(keys):
        folder = path.parent if path.suffix == ".ipynb" else path
        # A closed folder above is as good.
        if all(above.stat().st_mode & 0o077 for above in (folder, *folder.parents)):
            raise ExaminerError(
                f"At sandbox level C, other users must not be able to read {folder}.",
                f"Run: chmod -R go= '{folder}', or grade on a machine that reaches level A or B.",
            )
