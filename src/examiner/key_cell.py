"""A cell of an autograder key, and the part of it that students get."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from examiner.choices import Choice, read_choices
from examiner.doors import Doors
from examiner.notebook_cells import CellType, Role, are_points, cell_text, normal_text, role_of
from examiner.sentences.repairs import cell_label

#: What opens and closes a hidden test in a key, whatever a course has for it in ``source/``.
HIDDEN = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")


@dataclass(frozen=True)
class KeyCell:
    """A cell of a key.

    Attributes
    ----------
    number
        Its place in the notebook, from 1.
    id
        The cell id of the notebook format; ``cell-<number>`` where the notebook has none.
    source
        In answer cells the stub that students find.
    grade_id
        The name that nbgrader knows the cell by.
    points
        What the cell is worth; 0 for answer, locked and extra cells.
    visible_source
        The source without the hidden tests: what students have.
    editable
        Whether the student's text counts. False for a manual cell that is a task description.
    needs
        The doors that a test cell needs, as ``examiner build`` found out: the list
        ``metadata.examiner.needs`` of the cell, see `examiner.doors`.
    partial
        Whether the last value of a test cell is its points, ``metadata.examiner.partial``:
        `examiner build` found out that the reference answers end it with a number.
    choices
        What differs from student to student in a locked cell of code, see `examiner.choices`.
    """

    number: int
    id: str
    cell_type: CellType
    source: str
    grade_id: str | None
    role: Role
    points: float
    visible_source: str
    editable: bool
    needs: tuple[str, ...] = ()
    partial: bool = False
    choices: tuple[Choice, ...] = ()

    @cached_property
    def normal_source(self) -> str:
        """The source without white space at the ends of lines."""
        return normal_text(self.source)

    @property
    def label(self) -> str:
        """How messages name the cell: ``cell 7 (sigmoid)``."""
        return cell_label(self.number, self.grade_id)

    @classmethod
    def read(cls, number: int, cell: Mapping[str, Any]) -> Self:
        """Read a cell of a notebook file; any of several errors tells that it is not valid."""
        source = cell_text(cell["source"])
        nbgrader = cell.get("metadata", {}).get("nbgrader") or {}
        role = role_of(cell["cell_type"], nbgrader)
        grade_id = nbgrader.get("grade_id") or None
        points = nbgrader.get("points") if role in ("test", "manual") else 0
        if not are_points(points):
            raise ValueError(f"cell {number} ({grade_id}) is graded, but its points are {points!r}")
        if role != "extra" and not isinstance(grade_id, str):
            raise ValueError(
                f"cell {number} is managed by nbgrader, but its grade id is {grade_id!r}"
            )
        is_locked_code = role == "locked" and cell["cell_type"] == "code"
        try:
            choices = read_choices(source) if is_locked_code else ()
        except ValueError as error:
            raise ValueError(f"{cell_label(number, grade_id)}, {error}") from error
        return cls(
            number=number,
            id=str(cell.get("id", f"cell-{number}")),
            cell_type=cell["cell_type"],
            source=source,
            grade_id=grade_id if isinstance(grade_id, str) else None,
            role=role,
            points=points,
            visible_source=visible(source),
            editable=role in ("answer", "extra")
            or bool(role == "manual" and nbgrader.get("solution")),
            needs=_needs(cell) if role == "test" else (),
            partial=cell.get("metadata", {}).get("examiner", {}).get("partial") is True,
            choices=choices,
        )


def _needs(cell: Mapping[str, Any]) -> tuple[str, ...]:
    needs = (cell.get("metadata", {}).get("examiner") or {}).get("needs", [])
    Doors.read(needs)
    return tuple(needs)


def visible(source: str) -> str:
    r"""Cut the hidden tests out of a cell, line by line as nbgrader does.

    Examples
    --------
    >>> visible("a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS\nc")
    'a\nc'
    """
    kept, inside = [], False
    for line in source.split("\n"):
        if HIDDEN[0] in line:
            inside = True
        elif HIDDEN[1] in line:
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)
