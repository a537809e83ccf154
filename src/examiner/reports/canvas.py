"""``canvas.csv``: points of all assignments in the columns that Canvas's gradebook imports."""

import csv
import io
from pathlib import Path

from examiner.report import Report
from examiner.reports.csv_report import text_cell
from examiner.reports.labels import by_assignment, whole_maximum, whole_points
from examiner.safe_text import amount

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``canvas.csv``."""
    path = folder / "canvas.csv"
    path.write_text(to_canvas(report), encoding="utf-8", newline="")
    return [path]


def to_canvas(report: Report) -> str:
    """Render the report as Canvas's "Import Grades" reads it: a row per person.

    ``ID`` is Canvas's own number of the person, which the names of downloaded files hold; ``SIS User
    ID`` is the id of the class list. The second line says what each assignment can give.
    """
    assignments = by_assignment(report.results)
    people = {}
    for result in report.results:
        number, other = result.platform_id or "", result.student_id or ""
        sis = other if other != number else ""
        people[result.student, number] = [result.student, number, sis, "", ""]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *map(text_cell, assignments)])
    most = [max(sum(whole_maximum(r) for r in rows if r.student == rows[0].student), 0)
            for rows in assignments.values()]  # fmt: skip
    writer.writerow(["    Points Possible", "", "", "", "", *map(amount, most)])
    for (student, number), about in people.items():
        points = []
        for rows in assignments.values():
            mine = [
                given
                for row in rows
                if (row.student, row.platform_id or "") == (student, number)
                and (given := whole_points(row)) is not None
            ]
            points.append(amount(sum(mine)) if mine else "")
        writer.writerow([*map(text_cell, about), *points])
    return file.getvalue()
