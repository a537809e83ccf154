"""``classroom.json``: the result that GitHub Classroom's reporter sends to the roster.

The format is that of the graders of GitHub Classroom: a job passes it, in base64, to the action
``autograding-grading-reporter`` in the variable ``<RUNNER>_RESULTS``.
"""

import json
from pathlib import Path
from typing import Any

from examiner.report import Report, Result
from examiner.reports.labels import question, title
from examiner.safe_text import one_line


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``classroom.json``."""
    path = folder / "classroom.json"
    path.write_text(json.dumps(results(report), indent=2) + "\n", encoding="utf-8")
    return [path]


def results(report: Report) -> dict[str, Any]:
    """Put the report into the format of GitHub Classroom.

    Points that a person has still to give do not count yet. Every text is on one line: the
    reporter prints them into the log of its job, where a line may be a workflow command.
    """
    rows = report.results
    tests = [test for row in rows for test in _tests(row, several=len(rows) > 1)]
    failed = any(test["status"] == "fail" for test in tests)
    broken = any(row.status != "graded" for row in rows)
    return {
        "version": 1,
        "status": "error" if broken else "fail" if failed else "pass",
        "max_score": sum(row.max_points - row.manual_points for row in rows),
        "tests": tests,
    }


def _tests(row: Result, *, several: bool) -> list[dict[str, Any]]:
    prefix = f"{one_line(row.student, 60)}, {title(row)}: " if several else ""
    tests = [
        {
            "name": prefix + question(row, test.grade_id),
            "status": "pass" if test.passed else "fail",
            "score": test.points,
            "message": one_line(test.message or "", 1000),
        }
        for test in row.tests
    ]
    if row.needs_review:
        why = " ".join(text for text in (row.reason, row.remedy) if text)
        name = f"{prefix}the submission"
        tests.append({"name": name, "status": "error", "score": 0, "message": one_line(why, 1000)})
    return tests
