"""What lies around a folder of keys: the data that code may read, and what it must not."""

from pathlib import Path

from examiner.errors import ExaminerError

#: Folders and files of an nbgrader course that hold answers, tests or other people's work.
_PRIVATE = ("source", "submitted", "autograded", "feedback", "gradebook.db")


def course_root(key):
    """Return the course folder that a key belongs to: two above the notebook's own folder."""
    return key.path.parent.parent.parent


def data_folder(key):
    """Return the folders that submissions may read: ``data/`` of the course, if there is one."""
    data = course_root(key) / "data"
    return [data] if data.is_dir() else []


def private_folders(keys):
    """List what no submission may be able to read: the keys and what else the course has."""
    roots = {course_root(key) for key in keys}
    private = [root / name for root in sorted(roots) for name in _PRIVATE]
    return [*(key.path for key in keys), *(path for path in private if path.exists())]


def check_private(keys):
    """Refuse a course whose private files other users of the machine may read.

    Raises
    ------
    ExaminerError
        Without Landlock nothing but file modes keeps a submission from them.
    """
    for path in private_folders(keys):
        path = path.parent if path.suffix == ".ipynb" else path
        # A closed folder above is as good.
        above = [path, *Path(path).parents]
        if all(folder.stat().st_mode & 0o077 for folder in above):
            raise ExaminerError(
                f"At level C other users must not be able to read {path}.",
                f"chmod -R go= '{path}', or grade where level A or B is reached.",
            )
