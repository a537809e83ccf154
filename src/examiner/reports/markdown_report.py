"""``summary.md``: the summary that CI systems show beside a job, in GitHub's Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

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


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``summary.md``."""
    path = folder / "summary.md"
    path.write_text(to_markdown(report), encoding="utf-8")
    return [path]


def to_markdown(report: Report) -> str:
    """Render the report as Markdown: points, what needs review, and for one submission its tests."""
    results = report.results
    lines = ["# Grading", "", totals(results), ""]
    if results:
        lines += _points(results)
    if any(result.needs_manual for result in results):
        lines += [PLUS, ""]
    if review := [result for result in results if result.needs_review]:
        lines += _review(review)
    if late_lines := [
        f"- {escape(row.student)}: {escape(late(row) or '')}" for row in results if late(row)
    ]:
        lines += ["## Handed in late", "", *late_lines, ""]
    if len(results) == 1:
        lines += _tests(results[0])
    lines.append(level_line(report.engine, report.results))
    return "\n".join(lines) + "\n"


def _points(results: Sequence[Result]) -> Iterator[str]:
    assignments, students = matrix(results)
    rows = [
        [student, *("; ".join(map(short_score, row.get(name, []))) for name in assignments)]
        for student, row in students.items()
    ]
    yield from _table(["Student", *assignments], rows)


def _review(results: Sequence[Result]) -> Iterator[str]:
    yield from ("## Needs review", "")
    heads = ["Student", "Assignment", "Status", "Reason", "For the student", "For the instructor"]
    rows = [
        [
            result.student,
            title(result),
            STATUS[result.status],
            result.reason or "",
            result.remedy or "",
            result.instructor_remedy or "",
        ]
        for result in results
    ]
    yield from _table(heads, rows)


def _tests(result: Result) -> Iterator[str]:
    yield from ("## Tests", "")
    rows = [
        [
            question(result, test.grade_id),
            f"{amount(test.points)}/{amount(test.max_points)}",
            test.message or "",
        ]
        for test in result.tests
    ]
    yield from _table(["Test", "Points", "Message"], rows)
    if result.notices:
        yield from ("## Repaired in the notebook", "")
        yield from (f"- {escape(notice)}" for notice in result.notices)
        yield ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(heads)
    yield "|" + " --- |" * len(heads)
    yield from map(_row, rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"


def escape(text: str) -> str:
    r"""Write a text on one line so that Markdown shows it as it is.

    Neither HTML, links, mentions, formulas nor tables come of it, nor a workflow command.

    Examples
    --------
    >>> escape("<b>*x*</b> | y")
    '&lt;b&gt;\\*x\\*&lt;/b&gt; \\| y'
    """
    line = one_line(text, 600).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"([\\`*_\[\]()|~!:$])|#(?!\d+;)", lambda sign: "\\" + sign[0], line)
    line = re.sub(r"(?i)\bwww\.", lambda start: start[0][:-1] + "\\.", line)
    line = re.sub(r"^(\d+)([.)])|^([-+=])", r"\1\\\2\3", line)
    return line.replace("@", "@\u200b")  # otherwise a name that begins with @ would call somebody
