"""``annotations.txt``: workflow commands of GitHub Actions, one a line, for a job to print.

The format is GitHub's: "Workflow commands for GitHub Actions". Of each kind GitHub shows ten per
step, so what needs review comes first. A text of a student is escaped, and cannot end its command
or begin another.
"""

from collections.abc import Iterator
from pathlib import Path

from examiner.report import Report, Result
from examiner.reports.labels import STATUS, level_line, question, short_score, title, totals
from examiner.safe_text import amount, one_line


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``annotations.txt``."""
    path = folder / "annotations.txt"
    path.write_text(to_annotations(report), encoding="utf-8")
    return [path]


def to_annotations(report: Report) -> str:
    """Render the report as workflow commands.

    A row that needs review is an error. The tests of one submission that failed are a warning
    each; those of a class are one warning per submission.
    """
    rows = report.results
    review = [_command("error", _name(row), _review(row)) for row in rows if row.needs_review]
    failed = _tests(rows[0]) if len(rows) == 1 else _failed(rows)
    total = f"{short_score(rows[0])} points. " if len(rows) == 1 else ""
    summary = f"{total}{totals(rows)} {level_line(report.engine, rows)}"
    return "".join([*review, *failed, _command("notice", "Grading", summary)])


def _name(row: Result) -> str:
    return f"{one_line(row.student, 60)}, {title(row)}"


def _review(row: Result) -> str:
    texts = (row.reason, row.remedy, row.instructor_remedy)
    return " ".join([f"{STATUS[row.status]}:", *(text for text in texts if text)])


def _tests(row: Result) -> Iterator[str]:
    for test in row.tests:
        if not test.passed:
            points = f"{amount(test.points)}/{amount(test.max_points)} points."
            yield _command(
                "warning", question(row, test.grade_id), f"{points} {test.message or ''}"
            )


def _failed(rows: list[Result]) -> Iterator[str]:
    for row in rows:
        failed = [question(row, test.grade_id) for test in row.tests if not test.passed]
        if failed and not row.needs_review:
            yield _command(
                "warning", _name(row), f"{short_score(row)} points. Failed: {'; '.join(failed)}"
            )


def _command(kind: str, title: str, message: str) -> str:
    r"""Write a workflow command.

    Examples
    --------
    >>> _command("error", "ada: 1, 2", "100 %::set-output")
    '::error title=ada%3A 1%2C 2::100 %25::set-output\n'
    """
    head = one_line(title, 150).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} title={head}::{one_line(message, 1000).replace('%', '%25')}\n"
