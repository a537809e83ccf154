"""A key: the notebook that an assignment is graded with, as made by ``examiner build``."""

import itertools
import json
import math
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from examiner.errors import ExaminerError

#: What opens and closes a hidden test: nbgrader's defaults for ``c.ClearHiddenTests``.
HIDDEN = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")


@dataclass(frozen=True)
class KeyCell:
    """A cell of a key.

    Attributes
    ----------
    number : int
        Its place in the notebook, from 1.
    id : str
        The cell id of the notebook format; ``cell-<number>`` where the notebook has none.
    cell_type : str
        ``code``, ``markdown`` or ``raw``.
    source : str
        In answer cells the stub that students find.
    grade_id : str or None
        The name that nbgrader knows the cell by.
    role : str
        ``answer``: filled in by the student. ``test``: decides points. ``manual``: points given
        by a person. ``locked``: read-only. ``extra``: all else, the student's to edit.
    points : int or float
        What the cell is worth; 0 for answer, locked and extra cells.
    visible_source : str
        The source without the hidden tests: what students have.
    editable : bool
        Whether the student's text counts. False for a manual cell that is a task description.
    """

    number: int
    id: str
    cell_type: str
    source: str
    grade_id: str | None
    role: str
    points: float
    visible_source: str
    editable: bool

    @property
    def label(self):
        """How messages name the cell: ``cell 7 (sigmoid)``."""
        return f"cell {self.number}" + (f" ({self.grade_id})" if self.grade_id else "")


@dataclass(frozen=True)
class Key:
    """A key.

    Attributes
    ----------
    path : pathlib.Path
    assignment : str
        The name of the folder that the notebook lies in.
    notebook : str
        The file's name without ``.ipynb``.
    cells : tuple of KeyCell
    preload : tuple of str
        Modules that the engine may import before the set-up cells, once for all submissions: the
        list ``metadata.examiner.preload`` of the notebook. What it names is found in
        ``sys.modules`` by every answer, so a teacher chooses modules for which that changes
        nothing.
    """

    path: Path
    assignment: str
    notebook: str
    cells: tuple
    preload: tuple = ()

    @classmethod
    def read(cls, path, hidden=HIDDEN):
        """Read a key.

        Parameters
        ----------
        path : str or pathlib.Path
        hidden : tuple of str
            What a line must hold to open and to close a hidden test.

        Raises
        ------
        ExaminerError
            If the file cannot be read, is no notebook of format 4, or could not be graded with.
        """
        path = Path(path).absolute()
        try:
            notebook = json.loads(path.read_text(encoding="utf-8"))
            if notebook["nbformat"] != 4:
                raise ValueError(f"notebook format {notebook['nbformat']}, not 4")
            cells = tuple(
                _cell(number, cell, hidden) for number, cell in enumerate(notebook["cells"], 1)
            )
            preload = notebook.get("metadata", {}).get("examiner", {}).get("preload", [])
            if not all(isinstance(name, str) for name in preload):
                raise ValueError("metadata.examiner.preload is no list of module names")
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            what = f"no {error}" if isinstance(error, KeyError) else error
            raise ExaminerError(
                f"The key {path} cannot be used: {what}.",
                "Make it again with 'examiner build', or open and save it in JupyterLab.",
            ) from error
        seen = {}
        tagged = {cell.grade_id for cell in cells if cell.role != "extra"}
        for cell in cells:
            if cell.role != "extra" and seen.setdefault(cell.grade_id, cell) is not cell:
                raise ExaminerError(
                    f"The key {path} cannot be used: cells {seen[cell.grade_id].number} and "
                    f"{cell.number} have the same grade id {cell.grade_id!r}.",
                    "Give every cell its own in the Create Assignment sidebar, and build again.",
                )
        # What is left of a mark in a cell that nbgrader does not manage must name no other cell.
        cells = tuple(
            replace(cell, grade_id=None)
            if cell.role == "extra" and cell.grade_id in tagged
            else cell
            for cell in cells
        )
        return cls(path, path.parent.name, path.stem, cells, tuple(preload))

    @cached_property
    def by_grade_id(self):
        """The tagged cells: dict of grade id to `KeyCell`."""
        return {cell.grade_id: cell for cell in self.cells if cell.grade_id}

    @cached_property
    def tests(self):
        """The cells that decide points by themselves: tuple of `KeyCell`."""
        return tuple(cell for cell in self.cells if cell.role == "test")

    @cached_property
    def manual(self):
        """The cells whose points a person gives: tuple of `KeyCell`."""
        return tuple(cell for cell in self.cells if cell.role == "manual")

    @cached_property
    def setup(self):
        """The code that runs before anything of a student's, the leading locked cells: tuple."""
        code = [cell for cell in self.cells if cell.cell_type == "code"]
        return tuple(itertools.takewhile(lambda cell: cell.role == "locked", code))

    @property
    def max_points(self):
        """The most points that the tests can give."""
        return sum(cell.points for cell in self.tests)

    @property
    def manual_points(self):
        """The most points that a person can give."""
        return sum(cell.points for cell in self.manual)

    def known(self, grade_ids):
        """Count the answers and tests of this key that a notebook has.

        Set-up cells do not count: the same one often opens every assignment of a course.

        Parameters
        ----------
        grade_ids : iterable of str
            The grade ids of the notebook.

        Returns
        -------
        int
        """
        return len(self._own & set(grade_ids))

    def coverage(self, grade_ids):
        """Say which share of this key's answers and tests a notebook has: 0 to 1."""
        return self.known(grade_ids) / len(self._own) if self._own else 0.0

    @property
    def is_answered(self):
        """Whether there is anything in it to answer or to grade."""
        return bool(self._own)

    @cached_property
    def _own(self):
        return {name for name, c in self.by_grade_id.items() if c.role not in ("locked", "extra")}


def match_key(keys, grade_ids, assignment=None, notebook=None):
    """Choose the key that a notebook belongs to, whatever the notebook is called.

    Parameters
    ----------
    keys : iterable of Key
    grade_ids : iterable of str
        The grade ids of the notebook.
    assignment, notebook : str, optional
        The names of its folder and file; they decide only between keys that fit equally well.

    Returns
    -------
    Key or None
        The key of which the notebook has the most cells; None if it has none of any. Where two
        assignments use the same grade ids, a notebook without its tests stays where it lies.
    """
    grade_ids = set(grade_ids)

    def fit(key):
        names = key.assignment == assignment, key.notebook == notebook
        return key.known(grade_ids), *names, key.coverage(grade_ids)

    best = max(keys, key=fit, default=None)
    return best if best and fit(best)[0] > 0 else None


def find_keys(folder, hidden=HIDDEN):
    """Read every key of a folder.

    Parameters
    ----------
    folder : str or pathlib.Path
        The folder of a course's keys (``autograder_tests``), of one assignment, or one notebook.
    hidden : tuple of str
        See `Key.read`.

    Returns
    -------
    list of Key
        In the order of their names; without notebooks that are only to be read.

    Raises
    ------
    ExaminerError
        If there is none, or one cannot be used.
    """
    folder = Path(folder)
    if folder.is_file():
        return [Key.read(folder, hidden)]
    paths = [
        path
        for path in sorted(folder.glob("*.ipynb")) or sorted(folder.glob("*/*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts
    ]
    if not paths:
        raise ExaminerError(
            f"There is no key in {folder}.",
            "Run 'examiner build' in the course folder, or name the keys with --keys DIR.",
        )
    keys = [Key.read(path, hidden) for path in paths]
    return [key for key in keys if key.is_answered] or keys


def visible(source, hidden=HIDDEN):
    r"""Cut the hidden tests out of a cell, line by line as nbgrader does.

    Examples
    --------
    >>> visible("a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS\nc")
    'a\nc'
    """
    kept, inside = [], False
    for line in source.split("\n"):
        if hidden[0] in line:
            inside = True
        elif hidden[1] in line:
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def _cell(number, cell, hidden):
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    nbgrader = cell.get("metadata", {}).get("nbgrader") or {}
    role = _role(cell["cell_type"], nbgrader)
    grade_id = nbgrader.get("grade_id") or None
    points = 0
    if role in ("test", "manual"):
        points = nbgrader.get("points")
        is_number = isinstance(points, int | float) and not isinstance(points, bool)
        if not is_number or not math.isfinite(points) or points < 0:
            raise ValueError(f"cell {number} ({grade_id}) is graded, but its points are {points!r}")
    if role != "extra" and not isinstance(grade_id, str):
        raise ValueError(f"cell {number} is a cell of nbgrader, but its grade id is {grade_id!r}")
    return KeyCell(
        number=number,
        id=str(cell.get("id", f"cell-{number}")),
        cell_type=cell["cell_type"],
        source=source,
        grade_id=grade_id if isinstance(grade_id, str) else None,
        role=role,
        points=points,
        visible_source=visible(source, hidden),
        editable=role in ("answer", "extra") or bool(role == "manual" and nbgrader.get("solution")),
    )


def _role(cell_type, nbgrader):
    if nbgrader.get("task") or (nbgrader.get("grade") and nbgrader.get("solution")):
        return "manual"
    if nbgrader.get("solution"):
        return "answer"
    if nbgrader.get("grade"):
        # Only code can be a test: what nbgrader cannot run it leaves to a person.
        return "test" if cell_type == "code" else "manual"
    return "locked" if nbgrader.get("locked") else "extra"
