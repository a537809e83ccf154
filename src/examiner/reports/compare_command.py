"""``examiner compare``: its options, and the table and the page of the marks that differ."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from rich.table import Table
from rich.text import Text

from examiner.errors import ExaminerError
from examiner.report import Report
from examiner.reports.comparison import CAUSES, Change, compare, since
from examiner.reports.html_page import render
from examiner.reports.json_report import read_report
from examiner.reports.table import lay_out, make_grid, safe_cell, show
from examiner.safe_text import amount


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


def show_since(report: Report) -> None:
    """Print what changed since the last report, if there is one and anything did."""
    if report.earlier and (changes := since(report.earlier, report).changes):
        show(table(changes, len(report.results)))


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
