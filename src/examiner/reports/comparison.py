"""Which marks differ between two reports, by how much, in which tests and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from examiner.report import Engine, Report, Result
from examiner.reports.labels import points_decided, title

Cause = Literal["submission", "tests", "by_hand", "engine", "ungraded", "new", "gone", "chance"]
#: How the table calls what made a mark change.
CAUSES: dict[Cause, str] = {
    "submission": "another submission",
    "tests": "changed tests or data",
    "by_hand": "points by hand, or a late penalty",
    "engine": "another version or sandbox level",
    "ungraded": "graded in only one of the reports",
    "new": "only in the new report",
    "gone": "only in the old report",
    "chance": "unknown: chance, or the machine",
}
#: Rows of which there is no mark before, or none now.
_ONLY_ONE: dict[Cause, str] = {
    "new": "new",
    "gone": "not in this report",
    "ungraded": "graded in only one of the two",
}


@dataclass(frozen=True)
class TestChange:
    """A test that gives other points; None where a report does not have it."""

    grade_id: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Change:
    """A submission whose mark differs.

    Attributes
    ----------
    student
    assignment
        With the notebook, where the assignment has several.
    before, after
        Points; None where a report has no such row.
    status
        How the row ended, before and after.
    cause
    tests
        Those that differ.
    """

    student: str
    assignment: str
    before: float | None
    after: float | None
    status: tuple[str | None, str | None]
    cause: Cause
    tests: tuple[TestChange, ...]


def compare(old: Report, new: Report) -> list[Change]:
    """Find the rows whose points or status differ, in the order of the new report.

    Rows belong together by student, assignment and notebook.

    Examples
    --------
    >>> from examiner.report import Result
    >>> engine = {"version": "1", "level": "A", "probes": []}
    >>> old = Report(engine, [Result("ada", "task14", points=9), Result("ben", "task14")])
    >>> new = Report(engine, [Result("ada", "task14", points=10), Result("ben", "task14")])
    >>> [(change.student, change.before, change.after) for change in compare(old, new)]
    [('ada', 9, 10)]
    """
    before, after = _by_name(old), _by_name(new)
    pairs: list[tuple[Result | None, Result | None]] = [
        (before.get(name), row) for name, row in after.items()
    ]
    pairs += [(row, None) for name, row in before.items() if name not in after]
    return [
        _change(first, second, old.engine, new.engine)
        for first, second in pairs
        if first is None or second is None or _differ(first, second)
    ]


def _differ(old: Result, new: Result) -> bool:
    """Tell whether two rows say something else; why there is no mark may change without a word."""
    if points_decided(old) is None and points_decided(new) is None:
        return False
    marks = (old.points, old.status) != (new.points, new.status)
    return marks or bool(list(_test_changes(old, new)))


@dataclass(frozen=True)
class Since:
    """What changed since the last report in the output folder.

    Attributes
    ----------
    changes
        Rows that both reports have graded.
    others
        A sentence on the rows that only one of them has; empty if there are none.
    """

    changes: list[Change]
    others: str


def since(old: Report, new: Report) -> Since:
    """Compare a report with the one before it, which may be of another part of the class.

    Examples
    --------
    >>> from examiner.report import Result
    >>> engine = {"version": "1", "level": "A", "probes": []}
    >>> old = Report(engine, [Result("ada", "task14")])
    >>> since(old, Report(engine, [Result("ben", "task14")])).others
    '1 is new. 1 is not in this report.'
    """
    changes = compare(old, new)
    counts = Counter(change.cause for change in changes)
    parts = [
        f"{counts[cause]} {'is' if counts[cause] == 1 else 'are'} {words}."
        for cause, words in _ONLY_ONE.items()
        if counts[cause]
    ]
    return Since([change for change in changes if change.cause not in _ONLY_ONE], " ".join(parts))


def _by_name(report: Report) -> dict[tuple[str, str | None, str | None], Result]:
    return {(row.student, row.assignment, row.notebook): row for row in report.results}


def _change(old: Result | None, new: Result | None, *engines: Engine) -> Change:
    row = new or old
    assert row is not None
    return Change(
        row.student,
        title(row),
        old.points if old else None,
        new.points if new else None,
        (old.status if old else None, new.status if new else None),
        _cause(old, new, *engines),
        tuple(_test_changes(old, new)) if old and new else (),
    )


def _cause(old: Result | None, new: Result | None, before: Engine, after: Engine) -> Cause:
    if old is None:
        return "new"
    if new is None:
        return "gone"
    if (old.submission_digest is None) != (new.submission_digest is None):
        return "ungraded"
    if old.submission_digest != new.submission_digest:
        return "submission"
    if old.key_digest != new.key_digest:
        return "tests"
    if _is_by_hand(old, new):
        return "by_hand"
    same = all(before[part] == after[part] for part in ("version", "level"))
    return "chance" if same else "engine"


def _is_by_hand(old: Result, new: Result) -> bool:
    """Tell whether people and the deadline explain all that differs: no other test may."""
    changed = {test.grade_id for test in _test_changes(old, new)}
    graded = {test.grade_id for row in (old, new) for test in row.tests if test.by_hand}
    if old.status != new.status or changed - graded:
        return False
    late = old.late_penalty != new.late_penalty
    return late or old.needs_manual != new.needs_manual or bool(changed)


def _test_changes(old: Result, new: Result) -> Iterator[TestChange]:
    before = {test.grade_id: test.points for test in old.tests}
    after = {test.grade_id: test.points for test in new.tests}
    for name in before | after:
        if before.get(name) != after.get(name):
            yield TestChange(name, before.get(name), after.get(name))
