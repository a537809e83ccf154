"""The folder that reports are written to: looked at before anything is graded."""

import os
from collections.abc import Iterable
from pathlib import Path

from examiner.errors import ExaminerError

#: What `examiner.grading.journal` writes beside the reports.
JOURNAL = "journal.jsonl"
_ANOTHER = "Name another folder with --output DIR."


def check_folder(folder: str | Path, private: Iterable[str | Path]) -> None:
    """Refuse a folder that reports cannot or should not be written to. Nothing is made.

    Parameters
    ----------
    folder
    private
        Folders that no report belongs into: submissions, keys, and what students get or read.

    Raises
    ------
    ExaminerError
    """
    path = Path(os.path.abspath(folder))
    if path.exists() and not path.is_dir():
        raise ExaminerError(f"Reports cannot be written to {path}: it is not a folder.", _ANOTHER)
    above = next(parent for parent in (path, *path.parents) if parent.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise ExaminerError(f"Reports cannot be written to {path}: {above} is read-only.", _ANOTHER)
    real = path.resolve()
    for one in private:
        inside = Path(one).resolve()
        if inside.is_dir() and (real == inside or inside in real.parents):
            raise ExaminerError(
                f"Reports cannot be written to {path}: {inside} is part of the course.", _ANOTHER
            )
