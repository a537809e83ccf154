"""Points that a person gave, from a CSV file or the gradebook into the report."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.key import Key
from examiner.notebook_cells import are_points
from examiner.report import Result, ScoredTest
from examiner.safe_text import amount
from examiner.sentences import feedback, repairs
from examiner.submission.csv_files import read_csv

_COLUMNS = ("student", "assignment", "grade_id", "points", "comment")
_NEEDED = ("student", "grade_id", "points")
_AN_EXAMPLE = f"Its first line names the columns: {','.join(_COLUMNS)}"


@dataclass(frozen=True)
class ManualPoints:
    """Points for one cell of one submission: `student` is a name or an id."""

    student: str
    assignment: str
    notebook: str
    grade_id: str
    points: float
    comment: str

    def is_for(self, result: Result) -> bool:
        """Tell whether the points are for a submission."""
        theirs = self.student in (result.student, result.student_id)
        return theirs and (self.assignment, self.notebook) == (result.assignment, result.notebook)


def read_manual_points(path: str | Path, keys: Sequence[Key]) -> list[ManualPoints]:
    """Read points that a person gave.

    Raises
    ------
    ExaminerError
        If the file cannot be read, names a cell that no person grades or several that have the
        same grade id, or gives what the cell cannot give.
    """
    text, delimiter = read_csv(path, f"The points in {path}", "Save them as CSV in UTF-8.")
    lines = csv.DictReader(text, delimiter=delimiter)
    missing = [name for name in _NEEDED if name not in (lines.fieldnames or ())]
    if missing:
        raise ExaminerError(f"{path} has no column {' and '.join(missing)}.", _AN_EXAMPLE)
    return [
        _read_line(f"{path}, line {number}", line, keys)
        for number, line in enumerate(lines, 2)
        if (line["points"] or "").strip()
    ]


def _read_line(where: str, line: dict[str, str | None], keys: Sequence[Key]) -> ManualPoints:
    value = {name: (text or "").strip() for name, text in line.items() if isinstance(name, str)}
    assignment, grade_id = value.get("assignment", ""), value["grade_id"]
    found = [
        (key, cell)
        for key in keys
        for cell in key.manual
        if cell.grade_id == grade_id
        and assignment in ("", key.assignment)
        and value.get("notebook", "") in ("", key.notebook)
    ]
    if not found:
        raise ExaminerError(
            f"{where}: no person grades a cell {grade_id!r}"
            + (f" of {assignment!r}." if assignment else "."),
            "Write the grade ids as the report does under needs_manual.",
        )
    key, cell = found[0]
    if len(found) > 1:
        places = " and ".join(f"{one.assignment}/{one.notebook}" for one, _ in found)
        raise ExaminerError(
            f"{where}: there is a cell {grade_id!r} in {places}.",
            "Say which is meant in the column assignment, or in a column notebook.",
        )
    try:
        points = float(value["points"].replace(",", "."))
    except ValueError:
        points = float("nan")
    if not are_points(points) or points > cell.points:
        raise ExaminerError(
            f"{where}: {value['points']!r} is not a number from 0 to {amount(cell.points)}.",
            f"That is what {grade_id} can give.",
        )
    comment = value.get("comment", "")
    return ManualPoints(value["student"], key.assignment, key.notebook, grade_id, points, comment)


def add_manual_points(
    results: Iterable[Result], given: Sequence[ManualPoints], keys: Sequence[Key]
) -> list[ManualPoints]:
    """Add points that a person gave to the rows of a report.

    Returns
    -------
    list of ManualPoints
        Those for which there is no row.
    """
    most = {
        (key.assignment, key.notebook, cell.grade_id): cell.points
        for key in keys
        for cell in key.manual
    }
    unused = list(given)
    for result in results:
        for one in given:
            place = result.assignment or "", result.notebook or "", one.grade_id
            if place not in most or not one.is_for(result):
                continue
            if one in unused:
                unused.remove(one)
            if any(test.grade_id == one.grade_id for test in result.tests):
                raise ExaminerError(
                    f"There are points for {one.grade_id} of {one.student} twice.",
                    "Keep one of the lines.",
                )
            put_points(result, one, most[place])
    return unused


def put_points(result: Result, given: ManualPoints, most: float) -> None:
    """Put points that a person gave into a row, in the place of what a test gave.

    Parameters
    ----------
    result
    given
    most
        What the cell can give; a person may give more.
    """
    if given.grade_id in result.added_questions and result.dropped_points:
        result.max_points += most
        result.dropped_points -= most
    if given.grade_id in result.needs_manual:
        result.needs_manual.remove(given.grade_id)
        result.manual_points -= most
    decided = [test for test in result.tests if test.grade_id == given.grade_id]
    message = given.comment or None
    if decided and decided[0].points != given.points:
        message = message or feedback.BY_HAND
    elif decided:
        message = message or decided[0].message
    passed = given.points >= most
    test = ScoredTest(given.grade_id, given.points, most, passed, message, by_hand=True)
    places = [one.grade_id for one in result.tests]
    if decided:
        result.tests[places.index(given.grade_id)] = test
    else:
        result.tests.append(test)
    result.points += given.points - sum(one.points for one in decided)
    if not result.needs_manual and result.instructor_remedy == repairs.READ_WHAT_IS_BESIDE:
        result.reason = result.remedy = result.instructor_remedy = None  # a person has looked
