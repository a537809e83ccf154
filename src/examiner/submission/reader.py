"""Reading a notebook that a student handed in: a hostile file until proven otherwise.

Only the text of its cells, their grade ids and the stamp of its release are taken; outputs, kernels
and all other metadata are ignored. What can be repaired is repaired and noted, in sentences for the
student.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from examiner.errors import SubmissionError
from examiner.notebook_cells import CellType, cell_text, normal_text
from examiner.safe_text import one_line
from examiner.sentences import refusals, repairs
from examiner.stamp import RELEASE, Stamp
from examiner.submission.files import read_file
from examiner.submission.raw_notebook import SizeLimits, parse

#: The cell types of today by their names; those of notebook format 3 too.
_CELL_TYPES: Mapping[object, CellType] = {
    "code": "code",
    "markdown": "markdown",
    "raw": "raw",
    "html": "markdown",
    "heading": "markdown",
}
_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class SubmittedCell:
    """A cell of a submission.

    Attributes
    ----------
    number
        Its place in the notebook, from 1.
    id
        The cell id of the notebook format.
    cell_type
    source
    grade_id
    points
        What the metadata says the cell is worth: any JSON value, to be compared, never used.
    """

    number: int
    id: str | None
    cell_type: CellType
    source: str
    grade_id: str | None = None
    points: object = None

    @cached_property
    def normal_source(self) -> str:
        """The source without white space at the ends of lines."""
        return normal_text(self.source)

    @cached_property
    def defined(self) -> frozenset[str]:
        """The functions and classes that it defines at its top level."""
        return frozenset(_DEFINITION.findall(self.source))


@dataclass(frozen=True)
class Submission:
    """A notebook that was handed in.

    Attributes
    ----------
    path
    cells
    notices
        What was repaired on reading.
    digest
        SHA-256 of the file, in hexadecimal.
    stamp
        What the notebook says of the release that it came from, if anything.
    """

    path: Path
    cells: tuple[SubmittedCell, ...]
    notices: tuple[str, ...] = ()
    digest: str = ""
    stamp: Stamp | None = None

    @property
    def grade_ids(self) -> set[str]:
        """The grade ids that occur."""
        return {cell.grade_id for cell in self.cells if cell.grade_id}


def read_submission(
    path: str | Path, limits: SizeLimits | None = None, *, root: str | Path | None = None
) -> Submission:
    """Read a notebook that was handed in.

    Parameters
    ----------
    path
    limits
    root
        A folder above the file. No step of the way from there may be a symbolic link; without
        it, only the file itself may not be one.

    Raises
    ------
    SubmissionError
        If there is nothing to grade in the file. Nothing else is raised, whatever it holds.
    """
    limits = limits or SizeLimits()
    raw = read_file(Path(path), Path(root) if root else Path(path).parent, limits.whole)
    return parse_submission(raw, limits, path=path)


def parse_submission(
    raw: bytes, limits: SizeLimits | None = None, *, path: str | Path = "submission.ipynb"
) -> Submission:
    """Read the bytes of a notebook; see `read_submission`."""
    limits = limits or SizeLimits()
    notices: list[str] = []
    digest = hashlib.sha256(raw).hexdigest()
    notebook = parse(raw, limits, notices)
    cells = _find_cells(notebook, notices)
    if len(cells) > limits.cells:
        raise SubmissionError(*refusals.too_many_cells(len(cells), limits.cells))
    read = [
        cell
        for number, raw_cell in enumerate(cells, 1)
        if (cell := _read_cell(number, raw_cell, notices))
    ]
    return Submission(Path(path), tuple(read), tuple(notices), digest, _read_stamp(notebook))


def _read_stamp(notebook: object) -> Stamp | None:
    """Return the stamp of the release in the notebook's metadata."""
    value = notebook
    for name in ("metadata", "examiner", RELEASE):
        value = value.get(name) if isinstance(value, dict) else None
    return Stamp.read(value)


def _find_cells(notebook: object, notices: list[str]) -> list[Any]:
    """Return the list of raw cells, of whatever version of the notebook format."""
    if isinstance(notebook, dict):
        if isinstance(cells := notebook.get("cells"), list):
            return cells
        if isinstance(sheets := notebook.get("worksheets"), list):
            notices.append(repairs.OLD_FORMAT)
            lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
            return [cell for cells in lists if isinstance(cells, list) for cell in cells]
    raise SubmissionError(*refusals.NO_CELLS)


def _read_cell(number: int, cell: object, notices: list[str]) -> SubmittedCell | None:
    """Take what is needed of one raw cell, or None if it is not a cell at all."""
    if not isinstance(cell, dict):
        notices.append(repairs.not_a_cell(number))
        return None
    text = _read_text(number, cell, notices)
    cell_type = _read_type(number, cell, notices)
    if _SURROGATE.search(text):
        notices.append(repairs.invalid_characters(number))
        text = _SURROGATE.sub("\ufffd", text)
    nbgrader = _read_nbgrader(number, cell, notices)
    cell_id = cell.get("id")
    return SubmittedCell(
        number=number,
        id=cell_id if isinstance(cell_id, str) else None,
        cell_type=cell_type,
        source=text,
        grade_id=nbgrader.get("grade_id") or None,
        points=nbgrader.get("points"),
    )


def _read_text(number: int, cell: dict[str, Any], notices: list[str]) -> str:
    source = cell["source"] if "source" in cell else cell.get("input", "")
    try:
        text = cell_text(source)
    except TypeError:
        notices.append(repairs.damaged_text(number))
        parts = source if isinstance(source, list) else []
        text = "".join(part for part in parts if isinstance(part, str))
    if cell.get("cell_type") == "heading":
        level = cell.get("level")
        text = "#" * (level if type(level) is int and 1 <= level <= 6 else 1) + " " + text
    return text


def _read_type(number: int, cell: dict[str, Any], notices: list[str]) -> CellType:
    stated = cell.get("cell_type")
    if isinstance(stated, str) and stated in _CELL_TYPES:
        return _CELL_TYPES[stated]
    cell_type: CellType = "code" if "outputs" in cell or "execution_count" in cell else "raw"
    notices.append(repairs.unknown_type(number, cell_type))
    return cell_type


def _read_nbgrader(number: int, cell: dict[str, Any], notices: list[str]) -> dict[str, Any]:
    """Return the nbgrader metadata of a cell, empty if it has none that can be used."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if nbgrader is None or nbgrader == {}:
        return {}
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    if grade_id is None and isinstance(nbgrader, dict):
        return {}
    if not isinstance(grade_id, str) or _SURROGATE.search(grade_id):
        shown = one_line(grade_id, 40) if isinstance(grade_id, str) else ""
        notices.append(repairs.damaged_grade_id(number, shown))
        return {}
    return dict(nbgrader)
