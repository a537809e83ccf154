"""``report.csv`` for spreadsheets: one row per submission, one column per test."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from examiner.report import Report, Result
from examiner.safe_text import one_line

#: A cell that begins with one of these is taken for a formula by one spreadsheet or another.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")
_AFTER_SEPARATOR = re.compile(rf"(;\s*\"?)(?=[{re.escape(''.join(_FORMULA))}])")
_COLUMNS = [
    "student", "student_id", "assignment", "notebook", "status", "points", "max_points", "needs_manual",
    "manual_points", "reason", "remedy", "instructor_remedy", "notices", "seconds", "submitted",
    "deadline", "late_seconds", "late_penalty", "seed",
]  # fmt: skip


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``report.csv``, with the byte order mark by which Excel knows UTF-8."""
    path = folder / "report.csv"
    path.write_text(to_csv(report), encoding="utf-8-sig", newline="")
    return [path]


def to_csv(report: Report) -> str:
    """Render the report as CSV (RFC 4180), every field in quotes.

    The columns of tests are called ``assignment/grade_id``; they are empty for submissions of
    other assignments.
    """
    tests = list(
        dict.fromkeys(
            (result.assignment, test.grade_id) for result in report.results for test in result.tests
        )
    )
    names = [f"{assignment or '?'}/{grade_id}" for assignment, grade_id in tests]
    rows: list[list[str | float]] = [[*map(text_cell, [*_COLUMNS, *names])]]
    for result in report.results:
        points = {(result.assignment, test.grade_id): test.points for test in result.tests}
        row = [*_row(result), *(points.get(test, "") for test in tests)]
        rows.append([text_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return quoted(rows)


def quoted(rows: Iterable[Iterable[str | float]]) -> str:
    """Write rows as CSV, every field in quotes."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue()


def _row(result: Result) -> list[str | float]:
    row = {
        **result.to_dict(),
        "needs_manual": ", ".join(result.needs_manual),
        "notices": " ".join(result.notices),
        "seconds": round(result.seconds, 3),
    }
    return ["" if row[column] is None else row[column] for column in _COLUMNS]


def text_cell(text: str) -> str:
    """Write a text on one line that no spreadsheet takes for a formula.

    Where the decimal point is a comma, a semicolon separates: what follows one may begin a cell.

    Examples
    --------
    >>> text_cell("=1+1"), text_cell("Ada"), text_cell("Ada; =1+1")
    ("'=1+1", 'Ada', "Ada; '=1+1")
    """
    line = _AFTER_SEPARATOR.sub(r"\1'", one_line(text, 2000))
    return f"'{line}" if line.startswith(_FORMULA) else line
