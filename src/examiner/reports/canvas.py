"""``canvas.csv``: points of all assignments in the columns that Canvas's gradebook imports."""

import csv
import io
import sys
from pathlib import Path

from examiner.report import Report
from examiner.reports.csv_report import text_cell
from examiner.reports.labels import by_assignment
from examiner.reports.people import Person, by_person, points_by_person, points_possible
from examiner.safe_text import amount

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``canvas.csv``."""
    if report.results and not any(it.platform_id or it.student_id for it in report.results):
        print(
            "canvas.csv has no identifiers, by which Canvas finds people: pass --roster, or grade what "
            "Canvas lets you download.",
            file=sys.stderr,
        )
    path = folder / "canvas.csv"
    path.write_text(to_canvas(report), encoding="utf-8", newline="")
    return [path]


def to_canvas(report: Report) -> str:
    """Render the report as Canvas's "Import Grades" reads it: a row per person.

    ``ID`` is Canvas's own number of the person, which the names of downloaded files hold; ``SIS User
    ID`` is the id of the class list. The second line says what each assignment can give.
    """
    assignments = by_assignment(report.results)
    people: dict[Person, list[str]] = {}
    for (student, number), rows in by_person(report.results).items():
        other = rows[-1].student_id or ""
        people[student, number] = [student, number, other if other != number else "", "", ""]
    given = {
        assignment: points_by_person(by_person(results))
        for assignment, results in assignments.items()
    }
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *map(text_cell, assignments)])
    most = [points_possible(results) for results in assignments.values()]
    writer.writerow(["    Points Possible", "", "", "", "", *map(amount, most)])
    for person, about in people.items():
        points = (given[assignment].get(person) for assignment in assignments)
        cells = ["" if some is None else amount(some) for some in points]
        writer.writerow([*map(text_cell, about), *cells])
    return file.getvalue()
