"""Who handed in what: finding submissions in files, archives and folders."""

import os
import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.key import Key
from examiner.safe_text import one_line
from examiner.submission.archive import is_zip
from examiner.submission.candidate import Candidate
from examiner.submission.files import kind_of
from examiner.submission.layouts import Layouts
from examiner.submission.names import StudentPattern


def discover(
    paths: Iterable[str | Path],
    keys: Iterable[Key] = (),
    *,
    pattern: StudentPattern | None = None,
    workspace: Path | None = None,
) -> list[Candidate]:
    """Find what was handed in.

    Parameters
    ----------
    paths
        Notebooks, zip archives, students' folders (``<student>/<assignment>/*.ipynb``, a clone of
        the course, or notebooks without more folders), or folders of students (nbgrader's
        ``submitted``, ``<assignment>/<student>/``, one notebook per student, or what a learning
        platform writes). Symbolic links are not followed.
    keys
        Their names tell a student's folder from a folder of students. Where an assignment has
        several notebooks, each has a row of its own.
    pattern
        Finds the student in the paths below a folder, whatever the layout.
    workspace
        An empty folder to unpack archives into; without it they are not looked into.

    Returns
    -------
    list of Candidate
        Sorted by student and assignment within each path. Everything that looks like a
        submission, or like a student without one, is in it.

    Raises
    ------
    ExaminerError
        If a path does not exist, or the pattern fits nothing.
    """
    keys = list(keys)
    names = {name for key in keys for name in (key.assignment, key.notebook)}
    layouts = Layouts(names, pattern, workspace)
    candidates: list[Candidate] = []
    for path in dict.fromkeys(Path(os.path.abspath(path)) for path in paths):
        try:
            mode = os.lstat(path).st_mode
        except (OSError, ValueError) as error:
            raise ExaminerError(
                f"There is no file or folder {one_line(str(path))}.",
                "Name notebooks, zip archives, a student's folder, or the folder of all submissions.",
            ) from error
        if stat.S_ISDIR(mode):
            found = layouts.folder(path)
        elif stat.S_ISREG(mode) and is_zip(path.name) and workspace:
            found = layouts.archive(path)
        else:
            candidates.append(layouts.file(path, None if stat.S_ISREG(mode) else kind_of(mode)))
            continue
        for candidate in found:
            candidates += _one_per_notebook(replace(candidate, source=path), keys)
    return candidates


def _one_per_notebook(candidate: Candidate, keys: list[Key]) -> list[Candidate]:
    """Give an assignment of several notebooks a row for each."""
    several = [key for key in keys if key.assignment == candidate.assignment]
    if len(several) > 1 and not candidate.problem:
        return [replace(candidate, key=key) for key in several]
    return [candidate]
