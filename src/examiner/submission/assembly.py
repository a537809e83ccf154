"""A submission rebuilt on its key, in the order in which it is run and marked."""

from dataclasses import dataclass

from examiner.submission.matching import Matching, same

#: More notices than this help nobody.
MAX_NOTICES = 40


@dataclass(frozen=True)
class Step:
    """One cell of an assembled submission.

    Attributes
    ----------
    kind : str
        ``answer``, ``test``, ``locked``, ``extra``, ``manual`` or ``markdown``. A manual step of
        code is run as an answer is; markdown steps are the student's own notes.
    grade_id : str or None
    source : str
        From the key for tests and locked cells, else from the student.
    points : int or float
        From the key.
    label : str
        How messages name the cell: ``cell 7 (sigmoid)``, or ``your own cell 8``.
    cell_type : str
        ``code`` or ``markdown``.
    answered : bool
        Whether an answer or manual cell holds something other than its stub. Always true where
        the text is not the student's to edit, and a person has to look for the answer.
    key_source : str or None
        The key's text of a tagged cell, or of an untagged one that the student may have edited.
    visible_source : str or None
        The same without hidden tests.
    """

    kind: str
    grade_id: str | None
    source: str
    points: float
    label: str
    cell_type: str = "code"
    answered: bool = False
    key_source: str | None = None
    visible_source: str | None = None


@dataclass(frozen=True)
class AssembledSubmission:
    """A submission, ready to be run.

    Attributes
    ----------
    steps : tuple of Step
    notices : tuple of str
        What was mended, in sentences for the student.
    """

    steps: tuple
    notices: tuple

    @property
    def needs_manual(self):
        """The grade ids that a person has still to mark: tuple of str.

        An answer that nobody wrote needs nobody: as under nbgrader, it is worth 0.
        """
        return tuple(
            step.grade_id for step in self.steps if step.kind == "manual" and step.answered
        )


def assemble(key, submission):
    """Rebuild a submission on its key.

    Tests, points and locked cells are the key's, whatever was done to them. Of the submission
    count the answers, by their grade ids, and the cells that the student added, which stay where
    they are. Copies, halves, and answers whose mark was lost are put together again.

    Parameters
    ----------
    key : examiner.key.Key
    submission : examiner.submission.reader.Submission

    Returns
    -------
    AssembledSubmission
    """
    matching = Matching(key, submission)
    notices = [*submission.notices, *matching.notices]
    if len(notices) > MAX_NOTICES:
        more = len(notices) - MAX_NOTICES + 1
        notices[MAX_NOTICES - 1 :] = [f"{more} more things like these were mended."]
    return AssembledSubmission(tuple(_lay_out(matching)), tuple(notices))


def _lay_out(matching):
    """Yield the steps: the key's cells in order, the student's own cells between them.

    Own cells follow the cell of the key that they follow in the notebook. Of the cells that the
    notebook lacks there, those at the end that are tests come after the own cells, which they may
    need; all others come before, as the own cells may stand in for them.
    """
    own, current = {}, -1
    number_of = {index: number for number, index in matching.place.items()}
    for index, cell in enumerate(matching.theirs):
        if index in number_of:
            current = number_of[index]
        elif index not in matching.used:
            own.setdefault(current, []).append(cell)
    anchor, missing = -1, []
    for number in [*range(len(matching.key.cells)), None]:
        if number is not None and number not in matching.place:
            missing.append(number)
            continue
        roles = [matching.key.cells[n].role for n in missing]
        early = max((at for at, role in enumerate(roles, 1) if role != "test"), default=0)
        if anchor >= 0:
            yield from _key_step(matching, anchor)
        for n in missing[:early]:
            yield from _key_step(matching, n)
        for cell in own.get(anchor, ()):
            yield from _own_step(cell)
        for n in missing[early:]:
            yield from _key_step(matching, n)
        anchor, missing = number, []


def _key_step(matching, number):
    mine = matching.key.cells[number]
    theirs = matching.theirs[matching.place[number]] if number in matching.place else None
    if mine.role == "extra":
        yield from _open_step(mine, theirs)
    elif mine.cell_type == "code" or mine.role in ("answer", "manual"):
        source = theirs.source if mine.editable and theirs else mine.source
        worked_on = not same(source, mine.source) and bool(source.strip())
        yield Step(
            kind=mine.role,
            grade_id=mine.grade_id,
            source=source,
            points=mine.points,
            label=mine.label,
            cell_type=mine.cell_type,
            answered=worked_on if mine.editable else mine.role == "manual",
            key_source=mine.source,
            visible_source=mine.visible_source,
        )


def _open_step(mine, theirs):
    """Yield a cell that the assignment leaves open to edit: the student's version of it."""
    cell_type = theirs.cell_type if theirs else mine.cell_type
    source = theirs.source if theirs else mine.source
    if cell_type == "code" and source.strip():
        yield Step("extra", None, source, 0, mine.label, key_source=mine.source)
    elif cell_type == "markdown" and theirs and not same(source, mine.source):
        yield Step("markdown", None, source, 0, mine.label, "markdown", key_source=mine.source)


def _own_step(cell):
    kind = {"code": "extra", "markdown": "markdown"}.get(cell.cell_type)
    if kind and cell.source.strip():
        yield Step(kind, None, cell.source, 0, f"your own cell {cell.number}", cell.cell_type)
