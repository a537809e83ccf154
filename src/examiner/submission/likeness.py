"""How far a notebook is an assignment's, by what its cells are and not by what they are called."""

import re

from examiner.key import Key
from examiner.key_cell import KeyCell
from examiner.notebook_cells import normal_text
from examiner.submission.reader import Submission, SubmittedCell

_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)


def definitions(key_cell: KeyCell) -> set[str]:
    """Return the functions and classes that an answer cell asks for."""
    return set(_DEFINITION.findall(key_cell.source)) if key_cell.cell_type == "code" else set()


def texts(key_cell: KeyCell) -> set[str]:
    """Return the texts of a cell that students do not edit: with and without hidden tests."""
    return {normal_text(key_cell.visible_source), key_cell.normal_source}


def has_telling_id(key_cell: KeyCell) -> bool:
    """Tell whether the cell id was drawn at random; one made of the grade id adds nothing to it."""
    return _bare(key_cell.id) not in (_bare(key_cell.grade_id or ""), f"cell{key_cell.number}")


def likeness(key: Key, submission: Submission) -> float:
    """Say which share of an assignment's answers and tests a notebook has, whatever they are called.

    Returns
    -------
    float
        From 0 to 1. A cell is found by its cell id, by its text if students do not edit it, or by
        the functions and classes that it defines.
    """
    own = [cell for cell in key.cells if cell.role in ("answer", "test", "manual")]
    ids = {cell.id for cell in submission.cells if cell.id}
    sources = {cell.normal_source for cell in submission.cells}
    defined = {name for cell in submission.cells for name in cell.defined}

    def is_there(cell: KeyCell) -> bool:
        if cell.id in ids and has_telling_id(cell):
            return True
        if not cell.editable:
            return bool(texts(cell) & sources)
        return bool(wanted := definitions(cell)) and wanted <= defined

    telling = [
        cell
        for cell in own
        if not cell.editable or definitions(cell) or (has_telling_id(cell) and is_there(cell))
    ]
    return sum(map(is_there, telling)) / len(telling) if telling else 0.0


def is_answered(key: Key, submission: Submission) -> bool:
    """Tell whether at least one answer is not as students find it."""
    stubs = {cell.normal_source for cell in key.cells if cell.editable}

    def is_worked_on(cell: SubmittedCell) -> bool:
        mine = key.by_grade_id.get(cell.grade_id or "")
        if mine is None:
            mine = next((c for c in key.cells if c.id == cell.id and has_telling_id(c)), None)
        if mine is None or mine.role not in ("answer", "manual") or not mine.editable:
            return False
        return bool(cell.source.strip()) and cell.normal_source not in stubs

    return any(map(is_worked_on, submission.cells))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()
