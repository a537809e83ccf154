"""A submission rebuilt on its key, in the order in which it is run and scored."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from examiner.key import Key
from examiner.key_cell import KeyCell
from examiner.notebook_cells import CellType, Role, same_text
from examiner.sentences import Explanation, repairs
from examiner.submission.essays import find_beside, own_cells
from examiner.submission.matching import Matching
from examiner.submission.reader import Submission, SubmittedCell

#: More notices than this help nobody.
MAX_NOTICES = 40


@dataclass(frozen=True)
class Step:
    """One cell of an assembled submission.

    Attributes
    ----------
    kind
        Its role; ``markdown`` are the student's own notes. A manual step of code is run as an
        answer is.
    grade_id
    source
        From the key for tests and locked cells, else from the student.
    points
        From the key.
    label
        How messages name the cell: ``cell 7 (sigmoid)``, or ``your own cell 8``.
    cell_type
    answered
        Whether an answer or manual cell holds something other than its stub. Always true where
        the text is not the student's to edit, and a person has to look for the answer.
    key_source
        The key's text of a cell of the key; None for a cell that the student added.
    visible_source
        The same without hidden tests; None for cells that the student may edit freely.
    partial
        Whether a test has to end with its points.
    """

    kind: Role | Literal["markdown"]
    grade_id: str | None
    source: str
    points: float
    label: str
    cell_type: CellType = "code"
    answered: bool = False
    key_source: str | None = None
    visible_source: str | None = None
    partial: bool = False


@dataclass(frozen=True)
class AssembledSubmission:
    """A submission, ready to be run.

    Attributes
    ----------
    steps
    notices
        What was repaired, in sentences for the student.
    beside
        The grade ids of manual cells that were left alone while there is own text beside them.
    """

    steps: tuple[Step, ...]
    notices: tuple[str, ...]
    beside: frozenset[str] = frozenset()

    @property
    def needs_manual(self) -> tuple[str, ...]:
        """The grade ids that a person has still to grade.

        An answer that nobody wrote needs nobody: as under nbgrader, it is worth 0.
        """
        return tuple(
            step.grade_id
            for step in self.steps
            if step.kind == "manual"
            and step.grade_id
            and (step.answered or step.grade_id in self.beside)
        )

    @property
    def manual_points(self) -> float:
        """The most points that a person can still give."""
        return sum(step.points for step in self.steps if step.grade_id in self.needs_manual)

    @property
    def review(self) -> Explanation | None:
        """Why a person should look at the submission before its points count."""
        labels = [step.label for step in self.steps if step.grade_id in self.beside]
        return repairs.text_beside(labels) if labels else None


def assemble(key: Key, submission: Submission) -> AssembledSubmission:
    """Rebuild a submission on its key.

    Tests, points and locked cells are the key's, whatever was done to them. Of the submission
    count the answers, by their grade ids, and the cells that the student added, which stay where
    they are. Copies, split answers, and answers whose grade id was lost are put together again.
    """
    matching = Matching(key, submission)
    notices = [*submission.notices, *matching.notices]
    if len(notices) > MAX_NOTICES:
        notices[MAX_NOTICES - 1 :] = [repairs.more(len(notices) - MAX_NOTICES + 1)]
    beside = find_beside(matching)
    edited = {number for numbers in beside.values() for number in numbers}
    return AssembledSubmission(
        tuple(_lay_out(matching, edited)),
        tuple(notices),
        frozenset(key.cells[number].grade_id or "" for number in beside),
    )


def _lay_out(matching: Matching, edited: set[int]) -> Iterator[Step]:
    """Yield the steps: the key's cells in order, the student's own cells between them.

    Own cells follow the cell of the key that they follow in the notebook. Of the cells that the
    notebook lacks there, those at the end that are tests come after the own cells, which they may
    need; all others come before, as the own cells may stand in for them. Questions in `edited`
    hold text of the student's, which follows them as if it were a cell of its own.
    """
    own = own_cells(matching)
    anchor, missing = -1, list[int]()
    for number in [*range(len(matching.key.cells)), None]:
        if number is not None and number not in matching.place:
            missing.append(number)
            continue
        roles = [matching.key.cells[n].role for n in missing]
        early = max((at for at, role in enumerate(roles, 1) if role != "test"), default=0)
        if anchor >= 0:
            yield from _key_step(matching, anchor)
            if anchor in edited:
                yield from _edited_question(matching, anchor)
        for n in missing[:early]:
            yield from _key_step(matching, n)
        for cell in own.get(anchor, ()):
            yield from _own_step(cell)
        for n in missing[early:]:
            yield from _key_step(matching, n)
        if number is not None:
            anchor, missing = number, []


def _key_step(matching: Matching, number: int) -> Iterator[Step]:
    key_cell, submitted = matching.key.cells[number], matching.submitted(number)
    if key_cell.role == "extra":
        yield from _open_step(key_cell, submitted)
    elif key_cell.cell_type == "code" or key_cell.role in ("answer", "manual"):
        source = submitted.source if key_cell.editable and submitted else key_cell.source
        worked_on = not same_text(source, key_cell.source) and bool(source.strip())
        yield Step(
            kind=key_cell.role,
            grade_id=key_cell.grade_id,
            source=source,
            points=key_cell.points,
            label=key_cell.label,
            cell_type=key_cell.cell_type,
            answered=worked_on if key_cell.editable else key_cell.role == "manual",
            key_source=key_cell.source,
            visible_source=key_cell.visible_source,
            partial=key_cell.partial,
        )


def _edited_question(matching: Matching, number: int) -> Iterator[Step]:
    submitted = matching.submitted(number)
    if (
        submitted
        and submitted.cell_type == "markdown"
        and matching.key.cells[number].role != "extra"
    ):
        yield from _own_step(submitted)


def _open_step(key_cell: KeyCell, submitted: SubmittedCell | None) -> Iterator[Step]:
    """Yield a cell that the assignment leaves open to edit: the student's version of it."""
    cell_type, source = (submitted or key_cell).cell_type, (submitted or key_cell).source
    label, original = key_cell.label, key_cell.source
    if cell_type == "code" and source.strip():
        yield Step("extra", None, source, 0, label, key_source=original)
    elif cell_type == "markdown" and submitted and not same_text(source, original):
        yield Step("markdown", None, source, 0, label, "markdown", key_source=original)


def _own_step(cell: SubmittedCell) -> Iterator[Step]:
    label = repairs.own_cell_label(cell.number)
    if cell.source.strip() and cell.cell_type == "code":
        yield Step("extra", None, cell.source, 0, label)
    elif cell.source.strip() and cell.cell_type == "markdown":
        yield Step("markdown", None, cell.source, 0, label, "markdown")
