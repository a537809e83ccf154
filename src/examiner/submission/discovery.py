"""Who handed in what: finding submissions in files and folders, however they are laid out."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from examiner.errors import ExaminerError, SubmissionError
from examiner.key import Key
from examiner.safe_text import one_line
from examiner.sentences import Explanation, refusals
from examiner.submission.files import (
    Entries,
    has_folders,
    is_folder,
    is_notebook,
    kind_of,
    list_folder,
    notebooks_below,
)

_Names = set[str]  # of assignments and their notebooks


@dataclass(frozen=True)
class Candidate:
    """Something that was handed in, or the lack of it: one row of the report.

    Attributes
    ----------
    student
        On one line, fit to be shown; not escaped.
    assignment
        The name of the folder, where there is one.
    paths
        The notebooks that may be the submission; empty if there is a problem.
    root
        The folder below which no symbolic link is followed.
    problem
        Why there is nothing to grade.
    key
        Where an assignment has several notebooks: the one that this row is about.
    """

    student: str
    assignment: str | None
    paths: tuple[Path, ...]
    root: Path
    problem: SubmissionError | None = None
    key: Key | None = None


def discover(paths: Iterable[str | Path], keys: Iterable[Key] = ()) -> list[Candidate]:
    """Find what was handed in.

    Parameters
    ----------
    paths
        Notebooks, students' folders (``<student>/<assignment>/*.ipynb``, or notebooks without
        more folders), or folders of students (nbgrader's ``submitted``, or one notebook per
        student). Symbolic links are not followed.
    keys
        Their names tell a student's folder from a folder of students. Where an assignment has
        several notebooks, each has a row of its own.

    Returns
    -------
    list of Candidate
        Sorted by student and assignment within each path. Everything that looks like a
        submission, or like a student without one, is in it.

    Raises
    ------
    ExaminerError
        If a path does not exist.
    """
    keys = list(keys)
    names = {name for key in keys for name in (key.assignment, key.notebook)}
    candidates: list[Candidate] = []
    for path in dict.fromkeys(Path(os.path.abspath(path)) for path in paths):
        try:
            mode = os.lstat(path).st_mode
        except (OSError, ValueError) as error:
            raise ExaminerError(
                f"There is no file or folder {one_line(str(path))}.",
                "Name notebooks, a student's folder, or the folder of all submissions.",
            ) from error
        if not stat.S_ISDIR(mode):
            candidates.append(_file(path, mode, names))
            continue
        for candidate in _folder(path, names):
            candidates += _one_per_notebook(candidate, keys)
    return candidates


def _one_per_notebook(candidate: Candidate, keys: list[Key]) -> list[Candidate]:
    """Give an assignment of several notebooks a row for each."""
    several = [key for key in keys if key.assignment == candidate.assignment]
    if len(several) > 1 and not candidate.problem:
        return [replace(candidate, key=key) for key in several]
    return [candidate]


def _folder(path: Path, names: _Names) -> list[Candidate]:
    """Tell what a folder is by its own name and by what lies in it."""
    try:
        entries = list_folder(path)
    except SubmissionError as error:
        return [_without_notebook(path.name, None, path, error)]
    folders = [entry.name for entry in entries if is_folder(entry)]
    notebooks = [entry.name for entry in entries if is_notebook(entry)]
    about = [name for file in notebooks for name in names if file.startswith(name)]
    if path.name in names:
        one_students = path.parent.parent.name == "submitted" or about or len(notebooks) == 1
        if one_students or not entries:
            return [_assignment(path.parent.name, path.name, path, path)]
        return _class(path, entries, names)
    if path.name == "submitted":
        return _class(path, entries, names)
    is_class = any(has_folders(path / name) for name in folders)
    if not folders:
        is_class = len(notebooks) > len(set(about)) and len(notebooks) > 1
    elif names:
        is_class = not names.intersection(folders) and not about
    return _class(path, entries, names) if is_class else _student(path, path, names)


def _class(path: Path, entries: Entries, names: _Names) -> list[Candidate]:
    """List a folder of students: sub-folders, and notebooks that are named after their students."""
    candidates: list[Candidate] = []
    for entry in entries:
        if is_folder(entry):
            candidates += _student(path / entry.name, path, names)
        elif is_notebook(entry):
            candidates.append(_loose(path / entry.name, Path(entry.name).stem, path))
        elif entry.is_symlink():
            candidates.append(_link(entry.name, None, path))
    return candidates or [_empty(path.name, None, entries, path)]


def _student(path: Path, root: Path, names: _Names) -> list[Candidate]:
    """List a student's folder: a sub-folder per assignment, or notebooks without more folders."""
    try:
        entries = list_folder(path)
    except SubmissionError as error:
        return [_without_notebook(path.name, None, root, error)]
    candidates = list(_in_students_folder(path, root, entries))
    # A folder of data beside those of the assignments is not a submission.
    real = [row for row in candidates if row.paths or not names or row.assignment in names]
    return real or candidates or [_empty(path.name, None, entries, root)]


def _in_students_folder(path: Path, root: Path, entries: Entries) -> Iterator[Candidate]:
    for entry in entries:
        if is_notebook(entry):
            yield _loose(path / entry.name, path.name, root)
        elif entry.is_symlink():
            yield _link(path.name, entry.name, root)
        elif is_folder(entry):
            yield _assignment(path.name, entry.name, path / entry.name, root)


def _assignment(student: str, assignment: str, path: Path, root: Path) -> Candidate:
    """Find an assignment's notebooks: in its folder, or in folders below if it has none."""
    try:
        entries = list_folder(path)
    except SubmissionError as error:
        return _without_notebook(student, assignment, root, error)
    paths = [path / entry.name for entry in entries if is_notebook(entry)]
    paths = paths or notebooks_below(path)
    if not paths:
        return _empty(student, assignment, entries, root)
    return Candidate(_name(student), _name(assignment), tuple(paths), root)


def _file(path: Path, mode: int, names: _Names) -> Candidate:
    """Take a file by itself: the folders that it lies in may name student and assignment."""
    if not stat.S_ISREG(mode):
        return _refused(path.stem, None, path.parent, refusals.not_a_file(kind_of(mode)))
    folder = path.parent
    if folder.name in names or folder.parent.parent.name == "submitted":
        return Candidate(_name(folder.parent.name), _name(folder.name), (path,), folder)
    return _loose(path, folder.name if folder.parent.name == "submitted" else path.stem, folder)


def _loose(path: Path, student: str, root: Path) -> Candidate:
    return Candidate(_name(student), None, (path,), root)


def _link(student: str, assignment: str | None, root: Path) -> Candidate:
    return _refused(student, assignment, root, refusals.SYMBOLIC_LINK)


def _empty(student: str, assignment: str | None, entries: Entries, root: Path) -> Candidate:
    names = [entry.name for entry in entries]
    why = refusals.no_notebook(names) if names else refusals.NOTHING_HANDED_IN
    return _refused(student, assignment, root, why)


def _refused(student: str, assignment: str | None, root: Path, why: Explanation) -> Candidate:
    return _without_notebook(student, assignment, root, SubmissionError(*why))


def _without_notebook(
    student: str, assignment: str | None, root: Path, problem: SubmissionError
) -> Candidate:
    assignment = None if assignment is None else _name(assignment)
    return Candidate(_name(student), assignment, (), root, problem)


def _name(text: str) -> str:
    return one_line(text, 100) or "(no name)"
