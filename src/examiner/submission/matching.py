"""Which cell of a submission stands for which cell of the key."""

from collections.abc import Callable
from dataclasses import replace

from examiner.key import Key
from examiner.key_cell import KeyCell
from examiner.notebook_cells import same_text
from examiner.sentences import repairs
from examiner.submission.likeness import definitions, texts
from examiner.submission.reader import Submission, SubmittedCell


class Matching:
    """The key and the submission side by side.

    Attributes
    ----------
    key
    cells
        The student's cells, repaired where that was possible.
    place
        Which cell of the student stands for a cell of the key: index in the key to index in
        `cells`.
    used
        Indices of cells that are not run where they stand: they were matched, or left out.
    notices
        What was repaired, in sentences for the student.
    """

    def __init__(self, key: Key, submission: Submission) -> None:
        self.key = key
        self.cells: list[SubmittedCell] = list(submission.cells)
        self.place: dict[int, int] = {}
        self.used: set[int] = set()
        self.notices: list[str] = []
        self._lost_all = not submission.grade_ids.intersection(key.by_grade_id)
        self._match_grade_ids()
        self._join_split_answers()
        self._match_open_cells(_same_id)
        self._match_open_cells(_same_source)
        self._find_lost_tests()
        self._find_lost_answers()
        self._find_essays_by_order()
        self._match_open_cells_by_order()
        if self._lost_all and self.place:
            self.notices.append(repairs.ALL_GRADE_IDS_LOST)
        self._note_missing_cells()

    def submitted(self, number: int) -> SubmittedCell | None:
        """Return what stands for the key's cell of that index; None if it is missing."""
        return self.cells[self.place[number]] if number in self.place else None

    def _take(self, number: int, index: int) -> None:
        self.place[number] = index
        self.used.add(index)

    def _match_grade_ids(self) -> None:
        """Match by grade id; of several copies, the first that was worked on."""
        copies: dict[str, list[int]] = {}
        for index, cell in enumerate(self.cells):
            if cell.grade_id:
                copies.setdefault(cell.grade_id, []).append(index)
        for number, key_cell in enumerate(self.key.cells):
            if key_cell.grade_id and (indices := copies.pop(key_cell.grade_id, None)):
                self._choose_copy(number, key_cell, indices)
        if copies:
            self.notices.append(repairs.foreign_cells(list(copies)))
        if list(self.place.values()) != sorted(self.place.values()):
            self.notices.append(repairs.CHANGED_ORDER)

    def _choose_copy(self, number: int, key_cell: KeyCell, indices: list[int]) -> None:
        """Choose among the cells with one grade id. Other versions of an answer stay own cells."""
        versions = []
        if key_cell.editable:
            versions = [i for i in indices if not _same_source(key_cell, self.cells[i])]
        chosen = (versions or indices)[0]
        self._take(number, chosen)
        is_code = key_cell.cell_type == "code"
        runs = key_cell.editable and is_code
        self.used.update(i for i in indices if not (runs and i in versions))
        if len(indices) > 1:
            self.notices.append(
                repairs.several_copies(
                    key_cell.label, len(indices), code=is_code, editable=key_cell.editable
                )
            )
        if key_cell.editable and not runs:  # an essay that was split
            texts = dict.fromkeys(self.cells[i].source.strip() for i in versions or indices)
            text = "\n\n".join(texts) if len(texts) > 1 else self.cells[chosen].source
            self.cells[chosen] = replace(self.cells[chosen], source=text)
        self._note_changes(key_cell, self.cells[chosen])

    def _note_changes(self, key_cell: KeyCell, submitted: SubmittedCell) -> None:
        if key_cell.role == "extra":
            return
        same_type = submitted.cell_type == key_cell.cell_type
        if key_cell.editable:
            if not same_type:
                self.notices.append(
                    repairs.changed_type(key_cell.label, submitted.cell_type, key_cell.cell_type)
                )
        elif not same_type or not (
            same_text(submitted.source, key_cell.visible_source)
            or same_text(submitted.source, key_cell.source)
            or self.key.was_handed_out(key_cell.grade_id or "", submitted.source)
        ):
            self.notices.append(repairs.changed_text(key_cell.label, key_cell.role))
        states_points = _stated_points(submitted) not in (None, key_cell.points)
        if key_cell.role in ("test", "manual") and states_points:
            self.notices.append(repairs.changed_points(key_cell.label, key_cell.points))

    def _join_split_answers(self) -> None:
        """Join answers that were split inside a function: the second part begins indented."""
        for number, index in self.place.items():
            key_cell, first = self.key.cells[number], self.cells[index]
            if key_cell.role not in ("answer", "manual") or key_cell.cell_type != "code":
                continue
            parts = [first.source]
            for other in range(index + 1, len(self.cells)):
                part = self.cells[other]
                is_own = part.grade_id in (None, key_cell.grade_id) and part.cell_type == "code"
                if other in self.used or not is_own or not _begins_indented(part.source):
                    break
                parts.append(part.source)
                self.used.add(other)
            if len(parts) > 1:
                self.cells[index] = replace(first, source="\n".join(parts))
                self.notices.append(repairs.split_answer(key_cell.label, len(parts)))

    def _match_open_cells(self, alike: Callable[[KeyCell, SubmittedCell], bool]) -> None:
        """Match what the assignment left open to edit, where `alike` says that it is the same."""
        free = [i for i, cell in enumerate(self.cells) if not cell.grade_id]
        for number, key_cell in enumerate(self.key.cells):
            if key_cell.role == "extra" and number not in self.place:
                for index in free:
                    if index not in self.used and alike(key_cell, self.cells[index]):
                        self._take(number, index)
                        break

    def _match_open_cells_by_order(self) -> None:
        """Match open cells of code with what stands in their stretch between matched cells.

        Tools that know no cell ids leave nothing else to go by once the text was edited.
        """
        low = -1
        for number, key_cell in enumerate(self.key.cells):
            if number in self.place:
                low = self.place[number]
            elif key_cell.role == "extra" and key_cell.cell_type == "code":
                for index in range(low + 1, len(self.cells)):
                    cell = self.cells[index]
                    if index in self.used:
                        break
                    if cell.cell_type == "code" and not cell.grade_id and cell.id is None:
                        self._take(number, index)
                        low = index
                        break

    def _find_lost_tests(self) -> None:
        """Look for cells that students do not edit and that lost their grade id, by id and text."""
        free = [i for i, cell in enumerate(self.cells) if not cell.grade_id]
        for number, key_cell in enumerate(self.key.cells):
            if key_cell.editable or number in self.place:
                continue
            for index in free:
                cell = self.cells[index]
                # Code that was edited stays where it is, as the student's own.
                same_id = _same_id(key_cell, cell) and cell.cell_type != "code"
                is_it = same_id or cell.normal_source in texts(key_cell)
                if index not in self.used and is_it and cell.source.strip():
                    self._take(number, index)
                    break

    def _find_essays_by_order(self) -> None:
        """Take own text in the place of a missing essay for the essay."""
        for number, key_cell in enumerate(self.key.cells):
            is_essay = key_cell.role == "manual" and key_cell.cell_type == "markdown"
            if number in self.place or not is_essay or not key_cell.editable:
                continue
            before = [self.place[n] for n in range(number) if n in self.place]
            after = [self.place[n] for n in range(number, len(self.key.cells)) if n in self.place]
            for index in range(max(before, default=-1) + 1, min(after, default=len(self.cells))):
                cell = self.cells[index]
                is_free = index not in self.used and not cell.grade_id
                if is_free and cell.cell_type == "markdown" and cell.source.strip():
                    self._take(number, index)
                    self._note_lost(key_cell, index)
                    break

    def _note_lost(self, key_cell: KeyCell, index: int) -> None:
        if not self._lost_all:
            number = self.cells[index].number
            self.notices.append(repairs.lost_grade_id(key_cell.label, number))

    def _find_lost_answers(self) -> None:
        """Look for answers whose grade id was lost: by cell id, then by what the code defines."""
        for number, key_cell in enumerate(self.key.cells):
            is_answer = key_cell.role in ("answer", "manual") and key_cell.editable
            if number in self.place or not is_answer:
                continue
            index = self._find_lost(key_cell)
            if index is not None:
                self._take(number, index)
                self._note_lost(key_cell, index)

    def _find_lost(self, key_cell: KeyCell) -> int | None:
        free = [
            index
            for index, cell in enumerate(self.cells)
            if index not in self.used
            and cell.grade_id not in self.key.by_grade_id
            and cell.cell_type != "raw"
        ]
        wanted = definitions(key_cell)
        for index in free:
            if _same_id(key_cell, self.cells[index]):
                return index
        for index in free:
            if wanted and wanted <= self.cells[index].defined:
                return index
        return None

    def _note_missing_cells(self) -> None:
        """Say which cells of the assignment the notebook does not have."""
        for number, key_cell in enumerate(self.key.cells):
            counts = key_cell.cell_type == "code" or key_cell.role == "manual"
            if number in self.place or not counts:
                continue
            if key_cell.role in ("answer", "manual") and key_cell.editable:
                self.notices.append(repairs.missing_answer(key_cell.label))
            elif key_cell.source.strip():
                self.notices.append(repairs.missing_cell(key_cell.label))


def _same_id(key_cell: KeyCell, submitted: SubmittedCell) -> bool:
    return submitted.id == key_cell.id


def _same_source(key_cell: KeyCell, submitted: SubmittedCell) -> bool:
    return key_cell.normal_source == submitted.normal_source


def _begins_indented(source: str) -> bool:
    """Whether the first line that says something is indented, so that it goes on with a block."""
    lines = (line for line in source.splitlines() if line.strip() and line.strip()[0] != "#")
    return next(lines, "")[:1] in (" ", "\t") and bool(source.strip())


def _stated_points(cell: SubmittedCell) -> object:
    """Return the points in a cell's metadata; the oldest notebooks of nbgrader have them as text."""
    try:
        return float(cell.points) if isinstance(cell.points, str) else cell.points
    except ValueError:
        return cell.points
