"""``results.json`` for Gradescope.

The format is Gradescope's: gradescope-autograders.readthedocs.io, "Autograder Specifications".
"""

import json
from pathlib import Path
from typing import Any

from examiner.report import Engine, Report, Result
from examiner.reports.labels import by_hand, for_student, names_for_files, question
from examiner.safe_text import one_line, printable


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``results.json``, or for several submissions ``gradescope/<name>/results.json``."""
    paths = []
    for result, name in zip(report.results, names_for_files(report.results), strict=True):
        path = folder / "results.json"
        if len(report.results) > 1:
            path = folder / "gradescope" / name / "results.json"
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(results(result, report.engine), indent=2) + "\n", "utf-8")
        paths.append(path)
    return paths


def results(result: Result, engine: Engine) -> dict[str, Any]:
    """Put one submission into Gradescope's format, as its student may read it.

    Texts are declared to be plain, so that Gradescope escapes them; what the grader printed is
    kept from the student.
    """
    return {
        "score": result.points,
        "execution_time": round(result.seconds, 3),
        "output": printable(_about(result)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "visibility": "visible",
        "tests": [
            {
                "name": question(result, test.grade_id),
                "score": test.points,
                "max_score": test.max_points,
                "status": "passed" if test.passed else "failed",
                "output": printable(test.message or ""),
                "visibility": "visible",
            }
            for test in result.tests
        ],
        "extra_data": {
            "status": result.status,
            "needs_manual": [one_line(grade_id) for grade_id in result.needs_manual],
            "engine": {"version": engine["version"], "level": engine["level"]},
        },
    }


def _about(result: Result) -> str:
    lines = []
    if explanation := for_student(result):
        lines += [explanation.reason, explanation.remedy]
    if result.needs_manual:
        lines.append(by_hand(result))
    lines += [f"- {notice}" for notice in result.notices]
    return "\n".join(line for line in lines if line)
