"""Grading worksheets and feedback files for Moodle, one of each per assignment.

The columns are those of Moodle's "Download grading worksheet" in English. Its import needs Identifier,
Grade and Last modified (grade), by Moodle's mod/assign/feedback/offline/importgradeslib.php. The archive has the folders of
"Download all submissions", which "Upload multiple feedback files in a zip" puts on each student's page.
"""

import csv
import io
import sys
import zipfile
from pathlib import Path

from examiner.report import Engine, Report, Result
from examiner.reports.csv_report import text_cell
from examiner.reports.html_report import submission_page
from examiner.reports.labels import by_assignment, title
from examiner.reports.people import by_person, points_by_person, points_possible
from examiner.safe_text import amount, distinct, file_name, one_line

COLUMNS = (
    "Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum Grade",
    "Last modified (grade)", "Feedback comments",
)  # fmt: skip


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``moodle/<assignment>.csv`` and ``moodle/<assignment>-feedback.zip``."""
    if report.results and not any(result.platform_id for result in report.results):
        print(
            "The worksheets for Moodle have no identifiers, by which it finds people: grade what Moodle "
            "lets you download.",
            file=sys.stderr,
        )
    place = folder / "moodle"
    place.mkdir(exist_ok=True)
    paths = []
    assignments = by_assignment(report.results)
    names = distinct(map(file_name, assignments))
    for name, results in zip(names, assignments.values(), strict=True):
        worksheet = place / f"{name}.csv"
        worksheet.write_text(to_worksheet(results), encoding="utf-8", newline="")
        archive = place / f"{name}-feedback.zip"
        _write_feedback(archive, results, report.engine)
        paths += [worksheet, archive]
    return paths


def to_worksheet(results: list[Result]) -> str:
    """Render an assignment as a grading worksheet: a row per person, whom Identifier names."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    people, most = by_person(results), points_possible(results)
    points = points_by_person(people)
    for person, rows in people.items():
        student, number = person
        other = next((row.student_id for row in rows if row.student_id), "")
        is_mail = "@" in other
        reasons = dict.fromkeys(row.reason for row in rows if row.reason and row.status != "error")
        row = [
            f"Participant {number}" if number else "",
            student,
            "" if is_mail else other,
            other if is_mail else "",
            amount(points[person]) if person in points else "",
            amount(most),
            "",  # what Moodle knows better: grades that changed there are kept, unless one says so
            " ".join(reasons),
        ]
        writer.writerow([text_cell(cell) for cell in row])
    return file.getvalue()


def _write_feedback(path: Path, results: list[Result], engine: Engine) -> None:
    """Write the pages of students into an archive, in the folders that Moodle gave them."""
    known = [result for result in results if result.platform_id]
    pages = distinct(f"{_folder(result)}/{file_name(title(result))}" for result in known)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for page, result in zip(pages, known, strict=True):
            archive.writestr(f"{page}.html", submission_page(result, engine))


def _folder(result: Result) -> str:
    """Name the folder that Moodle gave a student."""
    name = one_line(result.student, 60).replace("/", "-").replace("_", " ")
    return f"{name}_{file_name(result.platform_id or '')}_assignsubmission_file_"
