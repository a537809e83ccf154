"""What lies around a folder of keys: the data that code may read, and what it must not."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.key import Key

#: Folders and files of an nbgrader course that hold answers, tests or other people's work.
_PRIVATE = ("source", "submitted", "autograded", "feedback", "gradebook.db")

#: What opens an answer in a source notebook, by nbgrader's default; keys do not have it.
_SOLUTION = "### BEGIN SOLUTION"

#: What else belongs to a course, and is not for reports.
_PARTS = (*_PRIVATE, "release", "variants", "data", "notebooks")


def course_parts(keys: str | Path) -> list[Path]:
    """List the folders of the course that a folder of keys belongs to, the keys among them."""
    keys = Path(keys).absolute()
    return [keys, *(keys.parent / name for name in _PARTS)]


def check_are_keys(folder: str | Path, *, visible_only: bool) -> None:
    """Refuse to grade with what students get, or with what instructors write.

    Both look like keys, but the first have no hidden tests and the second hold the answers: in the
    place of an answer that is missing, the answer itself would be graded.

    Raises
    ------
    ExaminerError
    """
    path = Path(folder).resolve()
    names = {path.name, path.parent.name, path.parent.parent.name if path.suffix else ""}
    wrong = {"source"} if visible_only else {"source", "release"}
    if path.exists() and (found := wrong & names) and "autograder_tests" not in names:
        raise _no_keys(folder, is_release="release" in found)


def check_contents(keys: Iterable[Key], *, visible_only: bool) -> None:
    """Refuse the same by what stands in the notebooks, whatever their folder is called.

    Raises
    ------
    ExaminerError
    """
    for key in keys:
        if key.is_release and not visible_only:
            raise _no_keys(key.path, is_release=True)
        if any(cell.editable and _SOLUTION in cell.source for cell in key.cells):
            raise _no_keys(key.path, is_release=False)


def check_two_processes(keys: Iterable[Key]) -> None:
    """Refuse keys whose tests and answers share a process.

    Raises
    ------
    ExaminerError
    """
    if shared := [key for key in keys if key.one_process]:
        raise ExaminerError(
            "The tests and answers of these keys share a process: "
            + ", ".join(f"{key.assignment}/{key.notebook}" for key in shared),
            "Run 'examiner build --explain' to see which tests need that and how to write them "
            "without, or grade without --require-two-processes.",
        )


def _no_keys(path: str | Path, *, is_release: bool) -> ExaminerError:
    what = "what students get" if is_release else "the source, with the answers"
    return ExaminerError(
        f"{path} does not hold autograder keys but {what}.",
        "Run 'examiner build', and grade with --keys autograder_tests.",
    )


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


def files_of(folder: Path, notebook: str | None = None) -> Iterator[tuple[str, Path]]:
    """Yield the files in a folder and below it, each with its name in the folder.

    What is hidden is left out, and all notebooks but the one in the folder itself that is named.
    """
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        is_other = path.suffix == ".ipynb" and str(inside) != notebook
        if not hidden and not is_other and path.is_file():
            yield str(inside), path


def check_private(keys: Iterable[Key]) -> None:
    """Refuse a course whose private files other users of the machine may read.

    Without Landlock nothing but file modes keeps a submission from them.

    Raises
    ------
    ExaminerError
    """
    for path in private_folders(keys):
        folder = path.parent if path.suffix == ".ipynb" else path
        # A closed folder above is as good.
        if all(above.stat().st_mode & 0o077 for above in (folder, *folder.parents)):
            raise ExaminerError(
                f"At sandbox level C, other users must not be able to read {folder}.",
                f"Run: chmod -R go= '{folder}', or grade on a machine that reaches level A or B.",
            )
