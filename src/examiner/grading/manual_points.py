"""Points that a person gave, from a CSV file or the gradebook into the report."""

from collections.abc import Iterable, Mapping, Sequence
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


class GivenPoints:
    """Points that a person gave, by the submission that they are for.

    Parameters
    ----------
    given
    """

    def __init__(self, given: Iterable[ManualPoints]) -> None:
        self._by_place: dict[tuple[str | None, ...], list[ManualPoints]] = {}
        for one in given:
            place = one.student, one.assignment, one.notebook
            self._by_place.setdefault(place, []).append(one)

    def of(self, result: Result) -> list[ManualPoints]:
        """Return those for a submission, under the name or the id of its student."""
        names = dict.fromkeys((result.student, result.student_id))
        places = ((name, result.assignment, result.notebook) for name in names)
        return [one for place in places for one in self._by_place.get(place, ())]


def read_manual_points(path: str | Path, keys: Sequence[Key]) -> list[ManualPoints]:
    """Read points that a person gave.

    Raises
    ------
    ExaminerError
        If the file cannot be read, names a cell that no person grades or several that have the
        same grade id, or gives what the cell cannot give.
    """
    (_, heads), *lines = read_csv(path, f"The points in {path}", "Save them as CSV in UTF-8.")
    missing = [name for name in _NEEDED if name not in heads]
    if missing:
        raise ExaminerError(f"{path} has no column {' and '.join(missing)}.", _AN_EXAMPLE)
    given, problems = [], []
    for number, cells in lines:
        value = {name: cell.strip() for name, cell in zip(heads, cells, strict=False)}
        if not value.get("points"):
            continue
        try:
            given.append(_read_line(f"line {number}", value, keys))
        except ExaminerError as error:
            problems.append(f"{error.message} {error.remedy}")
    if problems:
        raise ExaminerError(
            f"The points in {path} cannot be used:\n  " + "\n  ".join(problems),
            "Fix these lines, and grade again.",
        )
    return given


def _read_line(where: str, value: Mapping[str, str], keys: Sequence[Key]) -> ManualPoints:
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
            f"That is what {grade_id} can give; extra credit goes into Formgrader.",
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
    by_submission, used = GivenPoints(given), set[ManualPoints]()
    for result in results:
        for one in by_submission.of(result):
            place = one.assignment, one.notebook, one.grade_id
            if place not in most:
                continue
            used.add(one)
            if any(test.grade_id == one.grade_id for test in result.tests):
                raise ExaminerError(
                    f"There are points for {one.grade_id} of {one.student} twice.",
                    "Keep one of the lines.",
                )
            put_points(result, one, most[place])
    return [one for one in given if one not in used]


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
