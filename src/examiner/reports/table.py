"""The table that people read in a terminal or in the log of a CI job."""

import io
import re
import shutil
import sys

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from examiner.reports.wording import STATUS, level_line, matrix, short_mark, title, totals
from examiner.safe_text import amount, one_line

#: Characters; assignments beyond these columns go into a further table.
WIDTH = 110
COLUMNS = 6

_COLOURS = {"graded": "green", "refused": "yellow", "died": "yellow", "timeout": "yellow"}


def write(report, folder):
    """Print the table; no file is written."""
    terminal = sys.stdout.isatty()
    width = min(WIDTH, shutil.get_terminal_size().columns) if terminal else WIDTH
    text = table(report, width, colour=terminal)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    return []


def table(report, width=WIDTH, colour=False):
    """Render the table.

    Parameters
    ----------
    report : examiner.report.Report
    width : int
        The most characters a line may have.
    colour : bool

    Returns
    -------
    str
    """
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
    parts = [*_marks(report.results)]
    if len(report.results) == 1:
        parts += _checks(report.results[0])
    if look := [result for result in report.results if result.needs_review]:
        parts.append(_look(look))
    parts.append(_safe(totals(report.results)))
    if any(result.needs_manual for result in report.results):
        parts.append(Text("+1: up to so many points are still to be given by hand."))
    parts.append(Text(level_line(report.engine)))
    console.print(Group(*parts))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _safe(text, style="", limit=400):
    """Make text harmless in a log: no markup, and nothing that a CI runner takes for a command."""
    text = one_line(text, limit)
    return Text(re.sub(r"(^|\s)::", r"\1: :", text).replace("##[", "# #["), style=style)


def _grid(title, *columns):
    # Every line begins with a border, so that no line begins with what a student wrote.
    grid = Table(title=title, title_justify="left", box=box.ROUNDED, title_style="bold")
    for name, options in columns:
        grid.add_column(_safe(name), overflow="fold", **options)
    return grid


def _marks(results):
    assignments, students = matrix(results)
    for start in range(0, len(assignments), COLUMNS):
        part = assignments[start : start + COLUMNS]
        grid = _grid("Points", ("student", {}), *((name, {"justify": "right"}) for name in part))
        for student, marks in students.items():
            cells = [_mark(marks.get(name, [])) for name in part]
            grid.add_row(_safe(student), *cells)
        yield grid


def _mark(results):
    return Text("\n").join(
        Text(short_mark(result), style=_COLOURS.get(result.status, "red")) for result in results
    )


def _checks(result):
    grid = _grid("Tests", ("test", {}), ("points", {"justify": "right"}), ("what to look at", {}))
    for check in result.checks:
        grid.add_row(
            _safe(check.grade_id),
            Text(
                f"{amount(check.points)}/{amount(check.max_points)}",
                style="green" if check.passed else "yellow",
            ),
            _safe(check.message or ""),
        )
    yield grid
    if result.notices:
        grid = _grid("Mended", ("what", {}))
        for notice in result.notices:
            grid.add_row(_safe(notice))
        yield grid


def _look(results):
    grid = _grid(
        "Needs a look", ("student", {}), ("task", {}), ("how", {}), ("why and what to do", {})
    )
    for result in results:
        what = f"{result.reason or ''} {result.remedy or ''}"
        grid.add_row(
            _safe(result.student, limit=60),
            _safe(title(result), limit=60),
            Text(STATUS[result.status], style=_COLOURS.get(result.status, "red")),
            _safe(what, limit=600),
        )
    return grid
