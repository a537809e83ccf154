"""Reading a notebook that a student handed in: a hostile file until proven otherwise.

Only the text of its cells and their grade ids are taken; outputs, kernels and all other metadata
are left where they are. What can be mended is mended and noted, in words for the student.
"""

import hashlib
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.safe_text import one_line

#: How the cells of notebook format 3 are called today.
_OLD_TYPES = {"html": "markdown", "heading": "markdown"}

#: A string of JSON, also one that is never closed; possessive, so that no text makes it slow.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_HAND_IN_AGAIN = "Open the notebook in JupyterLab, save it, and hand it in again."


class SubmissionError(ExaminerError):
    """A file or folder that cannot be graded; message and remedy are fit for the student."""


@dataclass(frozen=True)
class SizeLimits:
    """What a notebook may be made of.

    Attributes
    ----------
    size : int
        Bytes of the file.
    depth : int
        How deep lists and objects may be nested.
    containers : int
        Lists and objects altogether: each costs far more memory than its two characters.
    cells : int
    """

    size: int = 20_000_000
    depth: int = 200
    containers: int = 1_000_000
    cells: int = 5_000


@dataclass(frozen=True)
class SubmittedCell:
    """A cell of a submission.

    Attributes
    ----------
    number : int
        Its place in the notebook, from 1.
    id : str or None
        The cell id of the notebook format.
    cell_type : str
        ``code``, ``markdown`` or ``raw``.
    source : str
    grade_id : str or None
    points : object
        What the metadata says the cell is worth: any JSON value, to be compared, never used.
    """

    number: int
    id: str | None
    cell_type: str
    source: str
    grade_id: str | None = None
    points: object = None


@dataclass(frozen=True)
class Submission:
    """A notebook that was handed in.

    Attributes
    ----------
    path : pathlib.Path
    cells : tuple of SubmittedCell
    notices : tuple of str
        What was mended on reading.
    digest : str
        SHA-256 of the file, in hexadecimal.
    """

    path: Path
    cells: tuple
    notices: tuple = ()
    digest: str = ""

    @property
    def grade_ids(self):
        """The grade ids that occur: set of str."""
        return {cell.grade_id for cell in self.cells if cell.grade_id}


def read_submission(path, limits=None, *, root=None):
    """Read a notebook that was handed in.

    Parameters
    ----------
    path : str or pathlib.Path
    limits : SizeLimits, optional
    root : str or pathlib.Path, optional
        A folder above the file. No step of the way from there may be a symbolic link; without
        it, only the file itself may be none.

    Returns
    -------
    Submission

    Raises
    ------
    SubmissionError
        If there is nothing to grade in the file. Nothing else is raised, whatever it holds.
    """
    limits = limits or SizeLimits()
    raw = _read_bytes(Path(path), Path(root) if root else Path(path).parent, limits)
    return parse_submission(raw, limits, path=path)


def parse_submission(raw, limits=None, *, path="submission.ipynb"):
    """Read the bytes of a notebook; see `read_submission`."""
    limits = limits or SizeLimits()
    notices = []
    notebook = _parse_json(_decode(raw, notices), limits)
    cells = _find_cells(notebook, notices)
    if len(cells) > limits.cells:
        raise SubmissionError(
            f"The notebook has {len(cells):,} cells; at most {limits.cells:,} are read.",
            "Delete the cells that do not belong to the assignment.",
        )
    read = [
        cell
        for number, raw_cell in enumerate(cells, 1)
        if (cell := _read_cell(number, raw_cell, notices))
    ]
    digest = hashlib.sha256(raw).hexdigest()
    return Submission(Path(path), tuple(read), tuple(notices), digest)


def _read_bytes(path, root, limits):
    """Open the file step by step from `root`, following no link, and read it."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    opened = []
    try:
        steps = path.relative_to(root).parts
        opened.append(os.open(root, flags & ~os.O_NOFOLLOW | os.O_DIRECTORY))
        for step in steps[:-1]:
            opened.append(os.open(step, flags | os.O_DIRECTORY, dir_fd=opened[-1]))
        # Looked at before it is opened: opening a device can have effects.
        mode = os.stat(steps[-1], dir_fd=opened[-1], follow_symlinks=False).st_mode
        if not stat.S_ISREG(mode):
            raise SubmissionError(
                f"It is {kind_of(mode)}, not a file.", "Hand in the notebook itself."
            )
        opened.append(os.open(steps[-1], flags | os.O_NONBLOCK, dir_fd=opened[-1]))
        if not stat.S_ISREG(os.fstat(opened[-1]).st_mode):
            raise SubmissionError("It changed while it was read.", "Grade it again.")
        return _read_all(opened[-1], limits)
    except (OSError, ValueError, IndexError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise SubmissionError(
            f"The file could not be read: {why}.",
            "It must be a file that the grader may read, in no folder that is a symbolic link.",
        ) from error
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _read_all(descriptor, limits):
    parts, size = [], 0
    while part := os.read(descriptor, min(1 << 20, limits.size + 1)):
        parts.append(part)
        size += len(part)
        if size > limits.size:
            raise SubmissionError(
                f"The file is larger than {limits.size / 1e6:.0f} MB.",
                "Clear all outputs, save the notebook, and hand it in again.",
            )
    return b"".join(parts)


def kind_of(mode):
    """Name the kind of a directory entry by its ``st_mode``.

    Examples
    --------
    >>> kind_of(0o120777)
    'a symbolic link'
    """
    kinds = {
        stat.S_IFLNK: "a symbolic link",
        stat.S_IFDIR: "a folder",
        stat.S_IFREG: "a file",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
    }
    return kinds.get(stat.S_IFMT(mode), "a device")


def _decode(raw, notices):
    if not raw.strip(b" \t\r\n\0"):
        raise SubmissionError("The file is empty.", _HAND_IN_AGAIN)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SubmissionError(
            f"The file is not text in UTF-8 (byte {error.start + 1:,} is wrong), "
            "so it is no notebook, or it was damaged on its way.",
            _HAND_IN_AGAIN,
        ) from error
    if text.startswith("\ufeff"):
        notices.append("The file began with a byte order mark, which was left out.")
        return text[1:]
    return text


def _parse_json(text, limits):
    depth = deepest = containers = 0
    for bracket in re.findall(r"[\[\]{}]", _STRING.sub("", text)):
        if bracket in "[{":
            depth, containers = depth + 1, containers + 1
            deepest = max(deepest, depth)
            if deepest > limits.depth or containers > limits.containers:
                raise SubmissionError(
                    "The file is not a notebook as Jupyter writes it: "
                    "its contents are nested too deep, or have too many parts.",
                    "Clear all outputs, save the notebook, and hand it in again.",
                )
        else:
            depth -= 1
    try:
        return json.loads(text)
    except (ValueError, RecursionError, MemoryError) as error:
        line = f" (line {error.lineno:,})" if isinstance(error, json.JSONDecodeError) else ""
        raise SubmissionError(
            f"The file is damaged or incomplete: it is not JSON{line}, as every notebook is.",
            _HAND_IN_AGAIN,
        ) from error


def _find_cells(notebook, notices):
    """Return the list of raw cells, of whatever version of the notebook format."""
    if isinstance(notebook, dict):
        if isinstance(notebook.get("cells"), list):
            return notebook["cells"]
        if isinstance(notebook.get("worksheets"), list):
            notices.append(
                "The notebook is in an old format (3 or older); it was read all the same."
            )
            sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
            lists = [sheet.get("cells") for sheet in sheets]
            return [cell for cells in lists if isinstance(cells, list) for cell in cells]
    raise SubmissionError("The file is JSON, but not a notebook: it has no cells.", _HAND_IN_AGAIN)


def _read_cell(number, cell, notices):
    """Take what is needed of one raw cell, or None if it is no cell at all."""
    if not isinstance(cell, dict):
        notices.append(f"Cell {number} is not a cell; it was left out.")
        return None
    cell_type = cell.get("cell_type")
    source = cell["source"] if "source" in cell else cell.get("input", "")
    text = _source_text(source)
    if text is None:
        notices.append(f"The text of cell {number} is damaged; what is readable of it was taken.")
        parts = source if isinstance(source, list) else []
        text = "".join(part for part in parts if isinstance(part, str))
    if cell_type == "heading":
        level = cell.get("level")
        text = "#" * (level if type(level) is int and 1 <= level <= 6 else 1) + " " + text
    cell_type = _OLD_TYPES.get(cell_type, cell_type) if isinstance(cell_type, str) else None
    if cell_type not in ("code", "markdown", "raw"):
        cell_type = "code" if "outputs" in cell or "execution_count" in cell else "raw"
        notices.append(f"Cell {number} does not say what it is; it was taken as {cell_type}.")
    if _SURROGATE.search(text):
        notices.append(f"Cell {number} holds broken characters; they were replaced.")
        text = _SURROGATE.sub("\ufffd", text)
    nbgrader = _nbgrader(number, cell, notices)
    cell_id = cell.get("id")
    return SubmittedCell(
        number=number,
        id=cell_id if isinstance(cell_id, str) else None,
        cell_type=cell_type,
        source=text,
        grade_id=nbgrader.get("grade_id") or None,
        points=nbgrader.get("points"),
    )


def _source_text(source):
    if isinstance(source, str):
        return source
    if isinstance(source, list) and all(isinstance(part, str) for part in source):
        return "".join(source)
    return None


def _nbgrader(number, cell, notices):
    """Return the nbgrader metadata of a cell, empty if it has none that can be used."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if nbgrader is None or nbgrader == {}:
        return {}
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    if grade_id is None and isinstance(nbgrader, dict):
        return {}
    if not isinstance(grade_id, str) or _SURROGATE.search(grade_id):
        shown = f" ({one_line(grade_id, 40)})" if isinstance(grade_id, str) else ""
        notices.append(f"The mark that names cell {number}{shown} is damaged; it was not used.")
        return {}
    return nbgrader
