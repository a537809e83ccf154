"""Who handed in what: finding submissions in files and folders as they lie about."""

import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.key import Key, match_key
from examiner.safe_text import listed, one_line
from examiner.submission.reader import SubmissionError, kind_of, read_submission

#: How far below an assignment's folder notebooks are looked for, and among how many entries.
_DEPTH, _ENTRIES = 3, 2_000
_HAND_IN = "Hand in the notebook of the assignment."


@dataclass(frozen=True)
class Candidate:
    """Something that was handed in, or the lack of it: one row of the report.

    Attributes
    ----------
    student : str
        On one line, fit to be shown; not escaped.
    assignment : str or None
        The name of the folder, where there is one.
    paths : tuple of pathlib.Path
        The notebooks that may be the submission; empty if there is a problem.
    root : pathlib.Path
        The folder from which on no symbolic link is followed.
    problem : SubmissionError or None
        Why there is nothing to grade.
    key : examiner.key.Key or None
        Where an assignment has several notebooks: the one that this row is about.
    """

    student: str
    assignment: str | None
    paths: tuple
    root: Path
    problem: SubmissionError | None = None
    key: Key | None = None


def discover(paths, keys=()):
    """Find what was handed in.

    Parameters
    ----------
    paths : iterable of str or pathlib.Path
        Notebooks, students' folders (``<student>/<assignment>/*.ipynb``, or notebooks without
        more folders), or folders of students (nbgrader's ``submitted``, or one notebook a
        student). Symbolic links are not followed.
    keys : iterable of examiner.key.Key
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
    names = {name for key in keys for name in (key.assignment, key.notebook)}
    found = []
    for path in dict.fromkeys(Path(os.path.abspath(path)) for path in paths):
        try:
            mode = os.lstat(path).st_mode
        except (OSError, ValueError) as error:
            raise ExaminerError(
                f"There is no file or folder {one_line(str(path))}.",
                "Name notebooks, a student's folder, or the folder of all submissions.",
            ) from error
        if stat.S_ISDIR(mode):
            for row in _folder(path, names):
                several = [key for key in keys if key.assignment == row.assignment]
                if len(several) > 1 and not row.problem:
                    found += [replace(row, key=key) for key in several]
                else:
                    found.append(row)
        else:
            found.append(_file(path, mode, names))
    return found


def admit(found, keys, limits=None):
    """Read what was found and choose its key, whatever the notebook is called.

    Parameters
    ----------
    found : Candidate
    keys : list of examiner.key.Key
    limits : examiner.submission.reader.SizeLimits, optional

    Returns
    -------
    submission : examiner.submission.reader.Submission
        Of several notebooks, the one that fits best.
    key : examiner.key.Key
    notices : list of str
        What was unusual about folders and file names, in sentences for the student.

    Raises
    ------
    SubmissionError
        If there is nothing to grade.
    """
    if found.problem:
        raise found.problem
    fitting, elsewhere, problem = [], set(), None
    for path in found.paths:
        try:
            submission = read_submission(path, limits, root=found.root)
        except SubmissionError as error:
            if found.key is None or path.stem == found.key.notebook:
                problem = problem or error
            continue
        key = match_key(keys, submission.grade_ids, found.assignment, path.stem)
        if key and found.key in (None, key):
            fit = (
                key.assignment == found.assignment,
                round(key.coverage(submission.grade_ids), 6),
                path.stem == key.notebook,
            )
            fitting.append((fit, submission, key))
        elif key and key.assignment == found.key.assignment:
            elsewhere.add(path)  # it has a row of its own
    if not fitting:
        raise problem or _no_fit(found)
    _, submission, key = max(fitting, key=lambda candidate: candidate[0])
    left = [path.name for path in found.paths if path not in {submission.path, *elsewhere}]
    return submission, key, list(_unusual(found, key, submission, left))


def _no_fit(found):
    if found.key:
        return SubmissionError(f"There is no notebook {found.key.notebook}.ipynb.", _HAND_IN)
    return SubmissionError(
        "No cell of the notebook belongs to an assignment that can be graded here.",
        "Hand in the notebook that you were given, with the cells that it came with.",
    )


def _unusual(found, key, submission, left):
    """Say what was unusual about the names of a notebook and its folder."""
    name = one_line(submission.path.name, 80)
    if left:
        yield (
            f"There are {len(found.paths)} notebooks in the folder; {name} was graded, "
            f"not {listed(left)}."
        )
    elif submission.path.stem != key.notebook:
        yield (
            f"The notebook is called {name}, not {key.notebook}.ipynb; it was graded all the same."
        )
    if found.assignment not in (None, key.assignment):
        yield (
            f"The notebook lay in the folder of {found.assignment}, "
            f"but belongs to {key.assignment}; it was graded as {key.assignment}."
        )


def _folder(path, names):
    """Tell what a folder is by its own name and by what lies in it."""
    entries, error = _entries(path)
    if error:
        return [_nothing(path.name, None, path, error.message)]
    folders = [entry.name for entry in entries if _is_folder(entry)]
    notebooks = [entry.name for entry in entries if _is_notebook(entry)]
    about = [name for file in notebooks for name in names if file.startswith(name)]
    if path.name in names:
        one_students = path.parent.parent.name == "submitted" or about or len(notebooks) == 1
        if one_students or not entries:
            return [_assignment(path.parent.name, path.name, path, path)]
        return _class(path, entries, names)
    if path.name == "submitted":
        return _class(path, entries, names)
    a_class = any(_has_folders(path / name) for name in folders)
    if not folders:
        a_class = len(notebooks) > len(set(about)) and len(notebooks) > 1
    elif names:
        a_class = not names.intersection(folders) and not about
    return _class(path, entries, names) if a_class else _student(path, path, names)


def _class(path, entries, names):
    """List a folder of students: sub-folders, and notebooks that are called as their students."""
    found = []
    for entry in entries:
        if _is_folder(entry):
            found += _student(path / entry.name, path, names)
        elif _is_notebook(entry):
            found.append(_loose(path / entry.name, Path(entry.name).stem, path))
        elif entry.is_symlink():
            found.append(_link(entry.name, None, path))
    return found or [_without(path.name, None, entries, path)]


def _student(path, root, names):
    """List a student's folder: a sub-folder an assignment, or notebooks without more folders."""
    entries, error = _entries(path)
    if error:
        return [_nothing(path.name, None, root, error.message)]
    found = []
    for entry in entries:
        if _is_notebook(entry):
            found.append(_loose(path / entry.name, path.name, root))
        elif entry.is_symlink():
            found.append(_link(path.name, entry.name, root))
        elif _is_folder(entry):
            found.append(_assignment(path.name, entry.name, path / entry.name, root))
    # A folder of data beside those of the assignments is no submission.
    real = [row for row in found if row.paths or not names or row.assignment in names]
    return real or found or [_without(path.name, None, entries, root)]


def _assignment(student, assignment, path, root):
    """Find an assignment's notebooks: in its folder, or in folders below if it has none."""
    entries, error = _entries(path)
    if error:
        return _nothing(student, assignment, root, error.message)
    paths = [path / entry.name for entry in entries if _is_notebook(entry)]
    paths = paths or _deeper(path)
    if not paths:
        return _without(student, assignment, entries, root)
    return Candidate(_name(student), _name(assignment), tuple(paths), root)


def _deeper(path):
    """Look for notebooks further down, where unpacked archives put them."""
    level, looked = [path], 0
    for _ in range(_DEPTH):
        below = []
        for folder in level:
            entries, _error = _entries(folder)
            looked += len(entries)
            if looked > _ENTRIES:
                return []
            below += [folder / entry.name for entry in entries if _is_folder(entry)]
        paths = []
        for folder in below:
            paths += [folder / e.name for e in _entries(folder)[0] if _is_notebook(e)]
        if paths:
            return paths
        level = below
    return []


def _file(path, mode, names):
    """Take a file by itself: the folders that it lies in may name student and assignment."""
    if not stat.S_ISREG(mode):
        return _nothing(path.stem, None, path.parent, f"It is {kind_of(mode)}, not a file.")
    folder = path.parent
    if folder.name in names or folder.parent.parent.name == "submitted":
        return Candidate(_name(folder.parent.name), _name(folder.name), (path,), folder)
    return _loose(path, folder.name if folder.parent.name == "submitted" else path.stem, folder)


def _loose(path, student, root):
    return Candidate(_name(student), None, (path,), root)


def _link(student, assignment, root):
    return _nothing(student, assignment, root, "It is a symbolic link, which is not followed.")


def _without(student, assignment, entries, root):
    names = [entry.name for entry in entries]
    what = f"There is no notebook, only {listed(names)}." if names else "Nothing was handed in."
    return _nothing(student, assignment, root, what)


def _nothing(student, assignment, root, what):
    assignment = None if assignment is None else _name(assignment)
    return Candidate(_name(student), assignment, (), root, SubmissionError(what, _HAND_IN))


def _name(text):
    return one_line(text, 100) or "(no name)"


def _entries(path):
    """List a folder in the order of names, without what programs hide in it."""
    hidden = (".", "__MACOSX", "__pycache__")
    try:
        with os.scandir(path) as entries:
            return sorted(
                (entry for entry in entries if not entry.name.startswith(hidden)),
                key=lambda entry: os.fsencode(entry.name),
            ), None
    except OSError as error:
        return [], SubmissionError(f"The folder could not be read: {error.strerror}.", _HAND_IN)


def _is_folder(entry):
    return entry.is_dir(follow_symlinks=False) and not _is_notebook(entry)


def _is_notebook(entry):
    return entry.name.lower().endswith(".ipynb")


def _has_folders(path):
    return any(_is_folder(entry) for entry in _entries(path)[0])
