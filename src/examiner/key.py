"""An autograder key: the notebook that an assignment is graded with, made by ``examiner build``."""

import itertools
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Self

from examiner.errors import ExaminerError
from examiner.key_cell import KeyCell
from examiner.notebook_cells import normal_text
from examiner.stamp import (
    KEY,
    READ_ONLY_TEXTS,
    RELEASE,
    RELEASES,
    Release,
    Stamp,
    digest,
    text_digest,
)

#: A heading in Markdown, without what it says about points.
_HEADING = re.compile(
    r"^#{1,6}[ \t]+(.*?)[ \t]*(?:\([^()]*\bpoints?\b[^()]*\))?[ \t#]*$", re.MULTILINE
)


@dataclass(frozen=True)
class Key:
    """An autograder key.

    Attributes
    ----------
    path
    assignment
        The name of the folder that the notebook lies in.
    notebook
        The file's name without ``.ipynb``.
    cells
    setup
        The code that runs before anything of a student's, once for all submissions: the leading
        locked cells, up to the first one that differs from student to student. A key stays with it
        when questions are left out, see `without`.
    preload
        Modules that the engine may import before the set-up cells, once for all submissions: the
        list ``metadata.examiner.preload`` of the notebook. Every answer finds them in
        ``sys.modules``, so an instructor chooses modules for which that changes nothing.
    one_process
        Whether tests and answers share a process, because some test cell can do with nothing less:
        ``metadata.examiner.one_process`` of the notebook, which ``examiner build`` sets.
    stamp
        What the build said of the key; None for a key of an older build.
    releases
        What was handed out for it, oldest first.
    is_release
        Whether this is not a key but what students get.
    own_setup
        The rest of the leading locked cells, which run for each submission.
    read_only_texts
        By grade id of a read-only cell, digests of all that it was when students got it.
    """

    path: Path
    assignment: str
    notebook: str
    cells: tuple[KeyCell, ...]
    setup: tuple[KeyCell, ...] = ()
    preload: tuple[str, ...] = ()
    one_process: bool = False
    stamp: Stamp | None = None
    releases: tuple[Release, ...] = ()
    is_release: bool = False
    own_setup: tuple[KeyCell, ...] = ()
    read_only_texts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read a key.

        Parameters
        ----------
        path

        Raises
        ------
        ExaminerError
            If the file cannot be read, is not a notebook of format 4, or could not be graded with.
        """
        path = Path(path).absolute()
        try:
            notebook = json.loads(path.read_text(encoding="utf-8"))
            if notebook["nbformat"] != 4:
                raise ValueError(f"notebook format {notebook['nbformat']}, not 4")
            cells = [KeyCell.read(number, cell) for number, cell in enumerate(notebook["cells"], 1)]
            settings = notebook.get("metadata", {}).get("examiner", {})
            preload = settings.get("preload", [])
            if not all(isinstance(name, str) for name in preload):
                raise ValueError("metadata.examiner.preload is not a list of module names")
            releases = tuple(map(Release.read, settings.get(RELEASES, [])))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            what = f"no {error}" if isinstance(error, KeyError) else error
            raise ExaminerError(
                f"The autograder key {path} cannot be used: {what}.",
                "Make it again with 'examiner build', or open and save it in JupyterLab.",
            ) from error
        cells = list(_with_unique_grade_ids(cells, path))
        leading = _leading_locked(cells)
        shared = tuple(itertools.takewhile(lambda cell: not cell.choices, leading))
        return cls(
            path,
            path.parent.name,
            path.stem,
            tuple(cells),
            shared,
            tuple(preload),
            settings.get("one_process") is True,
            Stamp.read(settings.get(KEY)),
            releases,
            RELEASE in settings and KEY not in settings,
            leading[len(shared) :],
            settings.get(READ_ONLY_TEXTS, {}),
        )

    @cached_property
    def by_grade_id(self) -> dict[str, KeyCell]:
        """The cells that have a grade id."""
        return {cell.grade_id: cell for cell in self.cells if cell.grade_id}

    @cached_property
    def tests(self) -> tuple[KeyCell, ...]:
        """The cells that decide points by themselves."""
        return tuple(cell for cell in self.cells if cell.role == "test")

    @cached_property
    def manual(self) -> tuple[KeyCell, ...]:
        """The cells whose points a person gives."""
        return tuple(cell for cell in self.cells if cell.role == "manual")

    @cached_property
    def titles(self) -> dict[str, str]:
        """The last heading above each graded cell, by grade id."""
        titles, heading = {}, ""
        for cell in self.cells:
            if cell.cell_type == "markdown":
                heading = last_heading(cell.source) or heading
            if cell.role in ("test", "manual") and cell.grade_id and heading:
                titles[cell.grade_id] = heading
        return titles

    @cached_property
    def question_cells(self) -> dict[str, tuple[KeyCell, ...]]:
        """By grade id of what gives points, its cell and what stands between the one before and it."""
        found, cells = {}, list[KeyCell]()
        for cell in self.cells:
            cells.append(cell)
            if cell.role in ("test", "manual") and cell.grade_id:
                found[cell.grade_id] = tuple(cells)
                cells = []
        return found

    @cached_property
    def answers(self) -> dict[str, tuple[KeyCell, ...]]:
        """By grade id of what gives points, the answers that it is about: the last ones before it."""
        found, last = {}, tuple[KeyCell, ...]()
        for grade_id, cells in self.question_cells.items():
            own = tuple(c for c in cells if c.role in ("answer", "manual") and c.editable)
            found[grade_id] = last = own or last
        return found

    @cached_property
    def questions(self) -> dict[str, str]:
        """By grade id of what gives points, a digest of all that students see of the question.

        Set-up cells and hidden tests do not count: nobody was asked anything else because of them.
        Choices do, wherever they stand: they are what each student was asked.
        """
        return {
            grade_id: digest(
                [
                    [cell.role, cell.grade_id, cell.points, normal_text(cell.visible_source)]
                    for cell in cells
                    if cell.choices or cell not in (*self.setup, *self.own_setup)
                ]
            )[:16]
            for grade_id, cells in self.question_cells.items()
        }

    def was_handed_out(self, grade_id: str, text: str) -> bool:
        """Tell whether a read-only cell had this text when students got it."""
        return text_digest(text) in self.read_only_texts.get(grade_id, ())

    def release_of(self, stamp: Stamp | None) -> Release | None:
        """Find the release that a submission says it came from; None if it is none of this key's."""
        if stamp is None or self.stamp is None or stamp.course != self.stamp.course:
            return None
        return next((one for one in self.releases if one.hash == stamp.hash), None)

    def without(self, questions: Collection[str], kept: Collection[str]) -> Self:
        """Leave questions out, as if they had never been asked.

        The set-up cells stay those of the whole key, with which the fork server has been started.

        Parameters
        ----------
        questions
            Grade ids of what gives points.
        kept
            Grade ids of cells that stay in any case. So do cells that nobody is to answer: later
            ones may need them.
        """
        left_out = {
            cell.number
            for grade_id in questions
            for cell in self.question_cells.get(grade_id, ())
            if cell.role not in ("locked", "extra")
            and (cell.role != "answer" or cell.grade_id not in kept)
        }
        return replace(self, cells=tuple(c for c in self.cells if c.number not in left_out))

    @property
    def varies(self) -> bool:
        """Whether each student has a variant of their own."""
        return any(cell.choices for cell in self.cells)

    @property
    def max_points(self) -> float:
        """The most points that the tests can give."""
        return sum(cell.points for cell in self.tests)

    @property
    def manual_points(self) -> float:
        """The most points that a person can give."""
        return sum(cell.points for cell in self.manual)

    def known(self, grade_ids: Iterable[str]) -> int:
        """Count the answers and tests of this key that a notebook with these grade ids has.

        Set-up cells do not count: the same one often opens every assignment of a course.
        """
        return len(self._own & set(grade_ids))

    def coverage(self, grade_ids: Iterable[str]) -> float:
        """Say which share of this key's answers and tests a notebook has: 0 to 1."""
        return self.known(grade_ids) / len(self._own) if self._own else 0.0

    @property
    def is_gradable(self) -> bool:
        """Whether there is anything in it to answer or to grade."""
        return bool(self._own)

    @cached_property
    def _own(self) -> set[str]:
        return {
            name for name, cell in self.by_grade_id.items() if cell.role not in ("locked", "extra")
        }


def _leading_locked(cells: Iterable[KeyCell]) -> tuple[KeyCell, ...]:
    code = (cell for cell in cells if cell.cell_type == "code")
    return tuple(itertools.takewhile(lambda cell: cell.role == "locked", code))


def last_heading(text: str) -> str:
    r"""Return the last heading of a Markdown text without its points; empty if there is none.

    Examples
    --------
    >>> last_heading("# Task 14\n## Question 1: sigmoid (2 points)\nWrite `sigmoid`.")
    'Question 1: sigmoid'
    """
    return [str(heading) for heading in ("", *_HEADING.findall(text))][-1]


def find_keys(folder: str | Path) -> list[Key]:
    """Read every key of a folder.

    Parameters
    ----------
    folder
        The folder of a course's keys (``autograder_tests``), of one assignment, or one notebook.

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
        return [Key.read(folder)]
    paths = [
        path
        for path in sorted(folder.glob("*.ipynb")) or sorted(folder.glob("*/*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts
    ]
    if not paths:
        raise ExaminerError(
            f"There is no autograder key in {folder}.",
            "Run 'examiner build' in the course folder, or name the keys with --keys DIR.",
        )
    keys = [Key.read(path) for path in paths]
    return [key for key in keys if key.is_gradable] or keys


def _with_unique_grade_ids(cells: list[KeyCell], path: Path) -> Iterable[KeyCell]:
    """Yield the cells; what is left of a grade id in a cell without a role names no other cell."""
    seen: dict[str | None, KeyCell] = {}
    for cell in cells:
        if cell.role != "extra" and seen.setdefault(cell.grade_id, cell) is not cell:
            raise ExaminerError(
                f"The autograder key {path} cannot be used: cells {seen[cell.grade_id].number} and "
                f"{cell.number} have the same grade id {cell.grade_id!r}.",
                "Give every cell its own in the Create Assignment sidebar, and build again.",
            )
    for cell in cells:
        is_leftover = cell.role == "extra" and cell.grade_id in seen
        yield replace(cell, grade_id=None) if is_leftover else cell
