"""The executed notebooks of a class: where nbgrader's Formgrader and feedback look for them.

They lie in the folder ``autograded/`` of the course, each with the files that nbgrader would have
put beside it.
"""

import contextlib
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat.v4 import new_output
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from examiner.errors import SubmissionError
from examiner.grading.course_folder import files_of
from examiner.key import Key
from examiner.report import Result
from examiner.sentences import feedback
from examiner.submission.attempts import Entry
from examiner.submission.files import files_beside, read_file

#: As nbgrader's own; 664 where a course is shared by a group.
_MODE, _SHARED_MODE = 0o444, 0o664


class ExecutedNotebook:
    """The place of one executed notebook.

    Parameters
    ----------
    path
        ``autograded/<student>/<assignment>/<notebook>.ipynb``.
    shared
        Whether the group may write to it.

    Attributes
    ----------
    earlier
        The notebook that an earlier run wrote, by nbgrader or by us; None if there is none.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self._path, self._mode = path, _SHARED_MODE if shared else _MODE
        self.earlier: nbformat.NotebookNode | None = None
        with contextlib.suppress(OSError, ValueError, AttributeError):
            self.earlier = nbformat.read(path, as_version=4)

    def is_same_answer(self, notebook: nbformat.NotebookNode, grade_id: str) -> bool:
        """Tell whether what a person graded earlier in a cell is in the new notebook, too.

        Points for an answer are about its cell alone; those for a test or a task are about the
        whole notebook.
        """
        if self.earlier is None:
            return False
        old, new = (_answers(one) for one in (self.earlier, notebook))
        return (
            old[grade_id] == new[grade_id]
            if grade_id in old and grade_id in new
            else (_sources(self.earlier) == _sources(notebook))
        )

    def keep_outputs(self, notebook: nbformat.NotebookNode, result: Result) -> None:
        """Put outputs that the journal does not keep back from the earlier notebook of the same submission.

        The journal leaves out what cells showed after hidden tests: see `examiner.grading.journal`.
        """
        mark = [result.submission_digest, result.key_digest]
        notebook.metadata["examiner"] = {**notebook.metadata.get("examiner", {}), "graded": mark}
        earlier = {}
        if self.earlier and self.earlier.metadata.get("examiner", {}).get("graded") == mark:
            earlier = {cell.get("id"): cell for cell in self.earlier.cells}
        for cell in notebook.cells:
            if _is_after_hidden_tests(cell) and _are_left_out(cell.outputs):
                before = earlier.get(cell.id)
                if before is not None and before.source == cell.source:
                    cell.outputs = before.outputs
                else:
                    cell.outputs = [_said(feedback.OUTPUT_NOT_KEPT)]

    def write(self, notebook: nbformat.NotebookNode, files: Mapping[str, bytes]) -> None:
        """Write the notebook and the files beside it, where they have changed; remove other files."""
        folder = self._path.parent
        wanted = {folder / name: data for name, data in files.items()}
        # What is in a folder comes before the folder.
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if path in (self._path, *wanted) or not any(path.iterdir()):
                    shutil.rmtree(path)
            elif path.suffix != ".ipynb" and path not in wanted:
                path.unlink()
        for path, data in wanted.items():
            self._write(path, data)
        self._write(self._path, nbformat.writes(notebook).encode() + b"\n")

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all."""
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{secrets.token_hex(8)}")
        try:
            new.write_bytes(data)
            new.chmod(self._mode)
            os.replace(new, path)
        finally:
            new.unlink(missing_ok=True)


def accompanying_files(entry: Entry, key: Key, stamp: str | None) -> dict[str, bytes]:
    """Return what nbgrader puts beside the notebook: files of the course, and the student's others."""
    files = {
        name: path.read_bytes()
        for name, path in files_of(key.path.parent, key.path.name)
        if path.suffix != ".ipynb"
    }
    if stamp:
        files["timestamp.txt"] = stamp.encode()
    taken = [Path(name) for name in ("timestamp.txt", f"{key.notebook}.ipynb", *files)]
    if entry.identified:
        theirs, _ = files_beside(entry.identified.submission.path, entry.candidate.root)
        for name, data in theirs.items():
            path = Path(name)
            if not any(path.is_relative_to(one) or one.is_relative_to(path) for one in taken):
                files[name] = data
    return files


def stored_timestamp(course: CourseDirectory, entry: Entry, student: str, key: Key) -> str | None:
    """Return when it was handed in, if nbgrader's own folders or its exchange say so."""
    candidate = entry.candidate
    texts = [candidate.attempt if candidate.attempt.endswith(" UTC") else ""]
    # With a class list, the folder may have another name than the id.
    for name in (student, candidate.written):
        folder = Path(course.format_path(course.submitted_directory, name, key.assignment))
        if any(path.parent == folder for path in candidate.paths):
            with contextlib.suppress(SubmissionError):
                data = read_file(folder / "timestamp.txt", candidate.root, 1000)
                texts.insert(0, data.decode(errors="replace"))
    for text in texts:
        with contextlib.suppress(ValueError, OverflowError):
            if text.strip() and parse_utc(text.strip()):
                return text
    return None


def withhold(cell: nbformat.NotebookNode) -> None:
    """Leave out what a cell showed after hidden tests had called its code."""
    if _is_after_hidden_tests(cell) and cell.get("outputs"):
        cell.outputs = [_said(feedback.OUTPUT_WITHHELD)]


def _is_after_hidden_tests(cell: nbformat.NotebookNode) -> bool:
    """Tell whether the outputs of a cell may repeat what hidden tests passed."""
    return bool(cell.metadata.get("examiner", {}).get("after_hidden_tests"))


def _said(text: str) -> nbformat.NotebookNode:
    output: nbformat.NotebookNode = new_output("stream", name="stdout", text=f"{text}\n")
    return output


def _are_left_out(outputs: list[nbformat.NotebookNode]) -> bool:
    return len(outputs) == 1 and outputs[0].get("text") == ""


def _answers(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Return the sources of the cells that a student fills in, by grade id."""
    nbgrader = ((cell, cell.metadata.get("nbgrader", {})) for cell in notebook.cells)
    return {meta["grade_id"]: cell.source for cell, meta in nbgrader if meta.get("solution")}


def _sources(notebook: nbformat.NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells]
