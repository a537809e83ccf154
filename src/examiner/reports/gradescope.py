"""``results.json`` for Gradescope.

The format is Gradescope's: gradescope-autograders.readthedocs.io, "Autograder Specifications".
"""

import json

from examiner.reports.wording import by_hand, names_for_files
from examiner.safe_text import one_line, printable


def write(report, folder):
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


def results(result, engine):
    """Put one submission into Gradescope's form.

    Texts are declared to be plain, so that Gradescope escapes them; what the grader printed is
    kept from the student.

    Returns
    -------
    dict
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
                "name": one_line(check.grade_id),
                "score": check.points,
                "max_score": check.max_points,
                "status": "passed" if check.passed else "failed",
                "output": printable(check.message or ""),
                "visibility": "visible",
            }
            for check in result.checks
        ],
        "extra_data": {
            "status": result.status,
            "needs_manual": [one_line(grade_id) for grade_id in result.needs_manual],
            "engine": {"version": engine.get("version"), "level": engine.get("level")},
        },
    }


def _about(result):
    lines = [result.reason or "", result.remedy or ""]
    if result.needs_manual:
        lines.append(by_hand(result))
    lines += [f"- {notice}" for notice in result.notices]
    return "\n".join(line for line in lines if line)
