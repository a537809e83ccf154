"""``report.csv`` for spreadsheets: one row a submission, one column a check."""

import csv
import io

from examiner.safe_text import one_line

#: A cell that begins with one of these is taken for a formula by one spreadsheet or another.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")


def write(report, folder):
    """Write ``report.csv``, with the mark at its start by which Excel knows UTF-8."""
    path = folder / "report.csv"
    path.write_text(spreadsheet(report), encoding="utf-8-sig", newline="")
    return [path]


def spreadsheet(report):
    """Render the report as CSV (RFC 4180).

    The columns of checks are called ``assignment/grade_id``; they are empty for submissions of
    other assignments.

    Returns
    -------
    str
    """
    checks = {
        (result.assignment, check.grade_id): None
        for result in report.results
        for check in result.checks
    }
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    columns = ["student", "assignment", "notebook", "status", "points", "max_points"]
    columns += ["needs_manual", "manual_points", "reason", "remedy", "notices", "seconds"]
    names = [f"{assignment or '?'}/{grade_id}" for assignment, grade_id in checks]
    writer.writerow(map(text_cell, [*columns, *names]))
    for result in report.results:
        points = {(result.assignment, check.grade_id): check.points for check in result.checks}
        row = [result.student, result.assignment or "", result.notebook or "", result.status]
        row += [result.points, result.max_points, ", ".join(result.needs_manual)]
        row += [result.manual_points, result.reason or "", result.remedy or ""]
        row += [" ".join(result.notices), round(result.seconds, 3)]
        row += [points.get(check, "") for check in checks]
        writer.writerow(text_cell(cell) if isinstance(cell, str) else cell for cell in row)
    return file.getvalue()


def text_cell(text):
    """Write a text on one line that no spreadsheet takes for a formula.

    Examples
    --------
    >>> text_cell("=1+1"), text_cell("Ada")
    ("'=1+1", 'Ada')
    """
    line = one_line(text, 2000)
    return f"'{line}" if line.startswith(_FORMULA) else line
