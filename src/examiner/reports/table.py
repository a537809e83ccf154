"""The table that people read in a terminal or in the log of a CI job."""

import io
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from examiner.report import Report, Result
from examiner.reports.labels import (
    PLUS,
    STATUS,
    late,
    level_line,
    matrix,
    question,
    short_score,
    title,
    totals,
)
from examiner.safe_text import amount, one_line

#: Characters; assignments beyond these columns go into a further table.
WIDTH = 110
COLUMNS = 6
#: Notices that are shown of one submission among others.
MOST_NOTICES = 3

_COLOURS = {"graded": "green", "refused": "yellow", "died": "yellow", "timeout": "yellow"}


def write(report: Report, folder: Path) -> list[Path]:
    """Print the table; no file is written."""
    terminal = sys.stdout.isatty()
    width = min(WIDTH, shutil.get_terminal_size().columns) if terminal else WIDTH
    show(table(report, width, colour=terminal))
    return []


def show(text: str) -> None:
    """Write to the standard output, whatever characters it can show."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def table(report: Report, width: int = WIDTH, colour: bool = False) -> str:
    """Render the table in lines of at most `width` characters."""
    parts: list[Table | Text] = [*_points(report.results)]
    if len(report.results) == 1:
        parts += _tests(report.results[0])
    elif noted := [result for result in report.results if _noted(result)]:
        parts.append(_notices(noted))
    if review := [result for result in report.results if result.needs_review]:
        parts.append(_review(review))
    parts.append(safe_cell(totals(report.results)))
    if any(result.needs_manual for result in report.results):
        parts.append(Text(PLUS))
    parts.append(Text(level_line(report.engine, report.results)))
    return lay_out(parts, width, colour=colour)


def lay_out(parts: Sequence[Table | Text], width: int = WIDTH, *, colour: bool = False) -> str:
    """Render tables and sentences, one below the other."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=max(width, 40),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    console.print(Group(*parts))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def safe_cell(text: str, limit: int = 400) -> Text:
    """Make text harmless in a log: no markup, and nothing that a CI runner takes for a command."""
    text = one_line(text, limit)
    return Text(re.sub(r"(^|\s)::", r"\1: :", text).replace("##[", "# #["))


def make_grid(title: str, *heads: str, right: Sequence[str] = ()) -> Table:
    """Make an empty table; columns in `right` are aligned to the right."""
    # Every line begins with a border, so that no line begins with what a student wrote.
    grid = Table(title=title, title_justify="left", box=box.ROUNDED, title_style="bold")
    for head in heads:
        justify = "right" if head in right else "left"
        grid.add_column(safe_cell(head), overflow="fold", justify=justify)  # type: ignore[arg-type]
    return grid


def _points(results: Sequence[Result]) -> Iterator[Table]:
    assignments, students = matrix(results)
    for start in range(0, len(assignments), COLUMNS):
        part = assignments[start : start + COLUMNS]
        grid = make_grid("Points", "Student", *part, right=part)
        for student, row in students.items():
            grid.add_row(safe_cell(student), *(_score(row.get(name, [])) for name in part))
        yield grid


def _score(results: Sequence[Result]) -> Text:
    return Text("\n").join(
        Text(short_score(result), style=_COLOURS.get(result.status, "red")) for result in results
    )


def _tests(result: Result) -> Iterator[Table]:
    grid = make_grid("Tests", "Test", "Points", "Message", right=["Points"])
    for test in result.tests:
        points = f"{amount(test.points)}/{amount(test.max_points)}"
        grid.add_row(
            safe_cell(question(result, test.grade_id)),
            Text(points, style="green" if test.passed else "yellow"),
            safe_cell(test.message or ""),
        )
    yield grid
    if notices := _noted(result):
        grid = make_grid("Repaired", "Notice")
        for notice in notices:
            grid.add_row(safe_cell(notice))
        yield grid


def _noted(result: Result) -> list[str]:
    """List what there is to know about a row: that it was late goes first."""
    return [*filter(None, [late(result)]), *result.notices]


def _notices(results: Sequence[Result]) -> Table:
    grid = make_grid("Notices", "Student", "Assignment", "Notice")
    for result in results:
        left_out = len(_noted(result)) - MOST_NOTICES
        notices = [safe_cell(notice) for notice in _noted(result)[:MOST_NOTICES]]
        if left_out > 0:
            notices.append(Text(f"{left_out} more in the report"))
        student, name = safe_cell(result.student, limit=60), safe_cell(title(result), limit=60)
        grid.add_row(student, name, Text("\n").join(notices))
    return grid


def _review(results: Sequence[Result]) -> Table:
    grid = make_grid("Needs review", "Student", "Assignment", "Status", "Reason", "What to do")
    for result in results:
        remedy = result.instructor_remedy or f"The student: {result.remedy or ''}"
        grid.add_row(
            safe_cell(result.student, limit=60),
            safe_cell(title(result), limit=60),
            Text(STATUS[result.status], style=_COLOURS.get(result.status, "red")),
            safe_cell(result.reason or "", limit=600),
            safe_cell(remedy, limit=600),
        )
    return grid
