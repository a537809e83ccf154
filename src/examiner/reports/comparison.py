"""``examiner compare``: which marks differ between two reports, by how much, in which tests and why."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from rich.table import Table
from rich.text import Text

from examiner.errors import ExaminerError
from examiner.report import Engine, Report, Result
from examiner.reports.html_page import render
from examiner.reports.labels import title
from examiner.reports.table import lay_out, make_grid, safe_cell, show
from examiner.safe_text import amount

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
        if first is None
        or second is None
        or (first.points, first.status) != (second.points, second.status)
        or list(_test_changes(first, second))
    ]


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


def show_since(report: Report) -> None:
    """Print what changed since the last report, if there is one and anything did."""
    if report.earlier and (changes := since(report.earlier, report).changes):
        show(table(changes, len(report.results)))


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


def table(changes: list[Change], rows: int) -> str:
    """Render the changes; `rows` is how many rows the new report has."""
    parts: list[Table | Text] = []
    if changes:
        grid = make_grid(
            "Changed", "Student", "Assignment", "Before", "After", "Tests", "Why",
            right=["Before", "After"],
        )  # fmt: skip
        for change in changes:
            was, now = change.status
            tests = [
                f"{t.grade_id}: {_points(t.before)} to {_points(t.after)}" for t in change.tests
            ]
            grid.add_row(
                safe_cell(change.student, limit=60),
                safe_cell(change.assignment, limit=60),
                Text(_points(change.before) + (f" {was}" if was not in (None, "graded") else "")),
                Text(_points(change.after) + (f" {now}" if now not in (None, "graded") else "")),
                Text("\n").join(safe_cell(test) for test in tests),
                Text(CAUSES[change.cause]),
            )
        parts.append(grid)
    parts.append(Text(f"{len(changes)} of {rows} submissions changed."))
    return lay_out(parts)


def _points(points: float | None) -> str:
    return "-" if points is None else amount(points)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``examiner compare``."""
    parser.add_argument("old", metavar="OLD", help="The earlier report.json, or its folder.")
    parser.add_argument("new", metavar="NEW", help="The later report.json, or its folder.")
    parser.add_argument("--json", action="store_true", help="Print JSON, for programs.")
    parser.add_argument(
        "--html",
        metavar="PAGE",
        help="Write the changes to an HTML page, such as changes.html, too.",
    )


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner compare``; return 1 if anything changed."""
    old, new = read_report(Path(args.old)), read_report(Path(args.new))
    changes = compare(old, new)
    if args.html:
        write_page(changes, len(new.results), Path(args.html))
    if args.json:
        print(json.dumps([asdict(change) for change in changes], indent=2))
    else:
        show(table(changes, len(new.results)))
    return 1 if changes else 0


def write_page(changes: list[Change], rows: int, path: Path) -> None:
    """Write the changes to an HTML page."""
    page = render(
        "changes.html.j2", "class.css", "tables.js", changes=changes, rows=rows, causes=CAUSES
    )
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise ExaminerError(
            f"The page {path} cannot be written: {error.strerror}.",
            "Name a file in a folder that you can write to with --html PAGE.",
        ) from error


def earlier_report(folder: str | Path) -> Report | None:
    """Read the report that an earlier run left in a folder, if this version can read it."""
    try:
        return read_report(Path(folder))
    except ExaminerError:
        return None


def read_report(path: Path) -> Report:
    """Read ``report.json``, or the one in a folder.

    Raises
    ------
    ExaminerError
        If there is none, or it is of another version.
    """
    path = path / "report.json" if path.is_dir() else path
    try:
        return Report.from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExaminerError(
            f"The report {path} cannot be read: {error.strerror}.",
            "Name the report.json of a run, or the folder that it lies in.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExaminerError(
            f"{path} is not a report of this version of examiner.",
            "Grade again with 'examiner grade --format json', and compare with that.",
        ) from error
