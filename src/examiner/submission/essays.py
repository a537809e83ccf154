"""Text that stands beside the cell that was meant for it: a person has to look at it."""

from examiner.key import Key
from examiner.notebook_cells import same_text
from examiner.submission.matching import Matching
from examiner.submission.reader import SubmittedCell


def own_cells(matching: Matching) -> dict[int, list[SubmittedCell]]:
    """List the student's own cells by the index of the key's cell that they follow, or -1."""
    own: dict[int, list[SubmittedCell]] = {}
    number_of = {index: number for number, index in matching.place.items()}
    current = -1
    for index, cell in enumerate(matching.cells):
        if index in number_of:
            current = number_of[index]
        elif index not in matching.used:
            own.setdefault(current, []).append(cell)
    return own


def is_worked_on(matching: Matching, number: int) -> bool:
    """Tell whether a cell of the key holds something other than its stub."""
    key_cell, submitted = matching.key.cells[number], matching.submitted(number)
    source = submitted.source if submitted else ""
    return bool(source.strip()) and not same_text(source, key_cell.source)


def find_beside(matching: Matching) -> dict[int, list[int]]:
    """Find manual cells that were left alone while there is own text beside them.

    Returns
    -------
    dict of int to list of int
        The index of each such cell in the key, and the indices of questions between it and the
        next answers that hold text of the student's. Own cells and comments count too.
    """
    own = own_cells(matching)
    found = {}
    for number, key_cell in enumerate(matching.key.cells):
        if key_cell.role != "manual" or not key_cell.editable or is_worked_on(matching, number):
            continue
        around = _stretch(matching.key, number)
        edited = [n for n in around if n != number and _has_own_text(matching, n)]
        beside = (cell for n in [around.start - 1, *around] for cell in own.get(n, ()))
        if edited or any(map(_is_text, beside)):
            found[number] = edited
    return found


def _stretch(key: Key, number: int) -> range:
    """Return the cells around a manual cell, up to the next answers and tests on both sides."""
    start, end = number, number + 1
    while start > 0 and key.cells[start - 1].role not in ("answer", "test", "manual"):
        start -= 1
    while end < len(key.cells) and key.cells[end].role not in ("answer", "test", "manual"):
        end += 1
    return range(start, end)


def _has_own_text(matching: Matching, number: int) -> bool:
    """Tell whether a question, or a comment in a cell that is open to edit, has text added to it."""
    key_cell, submitted = matching.key.cells[number], matching.submitted(number)
    if submitted is None or same_text(submitted.source, key_cell.source):
        return False
    known = {line.strip() for line in key_cell.source.splitlines()}
    added = [line.strip() for line in submitted.source.splitlines() if line.strip() not in known]
    if key_cell.cell_type == "code":
        added = [line for line in added if line.startswith("#")]
    return any(added)


def _is_text(cell: SubmittedCell) -> bool:
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    return bool(lines) and (cell.cell_type != "code" or all(line[0] == "#" for line in lines))
