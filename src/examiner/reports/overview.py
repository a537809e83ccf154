"""What a class did, task by task: its points, its time, and what its tests tell apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from examiner.report import Result
from examiner.reports import histogram
from examiner.reports.histogram import Bar
from examiner.reports.labels import by_number, points_decided, question, title
from examiner.safe_text import amount, listed

#: Submissions, or failures, below which nothing is said about a test.
ENOUGH, ENOUGH_FAILURES = 5, 3
#: A test that a smaller share passes is hard.
HARD = 0.25
#: The share of failures that two tests have in common when they always fail together.
TOGETHER = 0.95


@dataclass(frozen=True)
class TestSuccess:
    """How a test went in the class.

    Attributes
    ----------
    name
        The heading of its question, and its grade id.
    passed, partly, count
        Submissions that gained all points, some, and all that were graded.
    notes
        What stands out, in sentences for the instructor.
    """

    name: str
    passed: int
    partly: int
    count: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaskOverview:
    """A task.

    Attributes
    ----------
    title
        The assignment, and its notebook where it has several.
    graded
        Rows that have points.
    not_graded
    points
        In a sentence: the median, and how many have all and none.
    time
        In a sentence: the median, and the slowest.
    point_bars, time_bars
    tests
    """

    title: str
    graded: int
    not_graded: int
    points: str
    time: str
    point_bars: list[Bar]
    time_bars: list[Bar]
    tests: list[TestSuccess]


def overview(results: Iterable[Result]) -> list[TaskOverview]:
    """Summarise each task that has rows with points, in the order of their names."""
    tasks: dict[str, list[Result]] = {}
    for result in results:
        if result.assignment:
            tasks.setdefault(title(result), []).append(result)
    named = [(name, tasks[name]) for name in sorted(tasks, key=by_number)]
    return [_task(name, rows) for name, rows in named if any(map(_is_graded, rows))]


def _is_graded(result: Result) -> bool:
    return points_decided(result) is not None


def _task(name: str, rows: Sequence[Result]) -> TaskOverview:
    graded = [row for row in rows if _is_graded(row)]
    points, seconds = [row.points for row in graded], [row.seconds for row in graded]
    most = max(row.max_points for row in graded)
    slowest = max(graded, key=lambda row: row.seconds)
    full = sum(0 < row.max_points <= row.points + row.manual_points for row in graded)
    return TaskOverview(
        name,
        len(graded),
        len(rows) - len(graded),
        f"Median {amount(median(points))} of {amount(most)} points. "
        f"With all points: {full}. With none: {sum(value <= 0 for value in points)}.",
        f"Median {_seconds(median(seconds))}. Slowest: {listed([slowest.student])}, "
        f"{_seconds(slowest.seconds)}.",
        histogram.of_points(points, most),
        histogram.of_seconds(seconds),
        _tests(graded),
    )


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def _tests(graded: Sequence[Result]) -> list[TestSuccess]:
    names: dict[str, str] = {}
    successes: dict[str, list[float]] = {}
    failed: dict[str, set[int]] = {}
    for number, row in enumerate(graded):
        works = any(test.points > 0 for test in row.tests)
        for test in row.tests:
            names.setdefault(test.grade_id, question(row, test.grade_id))
            share = 1.0 if test.passed else 0.5 if test.points > 0 else 0.0
            successes.setdefault(test.grade_id, []).append(share)
            # Where nothing works, all tests fail together, whatever they test.
            if works and not test.passed:
                failed.setdefault(test.grade_id, set()).add(number)
    tests = {
        grade_id: TestSuccess(names[grade_id], each.count(1.0), each.count(0.5), len(each))
        for grade_id, each in successes.items()
    }
    return [
        replace(test, notes=tuple(_notes(test, _companions(grade_id, failed), len(tests))))
        for grade_id, test in tests.items()
    ]


def _companions(grade_id: str, failed: dict[str, set[int]]) -> list[str]:
    """Return the tests that nearly always fail when this one does, and only then."""
    mine = failed.get(grade_id, set())
    if len(mine) < ENOUGH_FAILURES:
        return []
    return [
        name
        for name, others in failed.items()
        if name != grade_id and len(mine & others) >= TOGETHER * len(mine | others)
    ]


def _notes(test: TestSuccess, companions: Sequence[str], tests: int) -> Iterable[str]:
    if test.count >= ENOUGH and test.passed == test.count:
        yield "Everyone passes: it tells nobody apart."
    elif test.count >= ENOUGH and test.passed + test.partly < HARD * test.count:
        yield "Few pass: is the question clear, and is the test right?"
    if companions:
        names = "the other tests" if len(companions) + 1 == tests > 3 else listed(companions, 3)
        yield f"Fails together with {names}: one mistake may cost the points of all."
