"""``results.json`` for Gradescope.

The format is Gradescope's: gradescope-autograders.readthedocs.io, "Autograder Specifications".
"""

import contextlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from examiner.report import Engine, Report, Result
from examiner.reports.labels import (
    by_hand,
    for_student,
    in_whole,
    late,
    names_for_files,
    question,
    title,
)
from examiner.safe_text import one_line, printable
from examiner.sentences import refusals


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``results/results.json``; for several people ``gradescope/<name>/results/results.json``.

    What one person handed in for several assignments is one result, as on Gradescope.
    """
    remove_old(folder)
    people: dict[str, list[Result]] = {}
    for result in report.results:
        people.setdefault(result.student, []).append(result)
    if len(people) <= 1:
        return [_write(_place(folder), _joined(report.results, report.engine))]
    firsts = [replace(rows[0], assignment=None, notebook=None) for rows in people.values()]
    return [
        _write(_place(folder / "gradescope" / name), _joined(rows, report.engine))
        for name, rows in zip(names_for_files(firsts), people.values(), strict=True)
    ]


def write_not_graded(folder: Path) -> None:
    """Write ``results/results.json`` for a run that could not start."""
    document = {"score": 0, "output": refusals.NOT_YOUR_FAULT, "output_format": "text"}
    _write(_place(folder), document)


def remove_old(folder: Path) -> None:
    """Remove the results of people whom an earlier run of the class had."""
    for path in (folder / "gradescope").glob("*/results/results.json"):
        path.unlink()
        for empty in (path.parent, path.parent.parent):
            with contextlib.suppress(OSError):  # somebody put something else there
                empty.rmdir()


def _place(folder: Path) -> Path:
    """Return where Gradescope looks: ``results/results.json`` in the folder of its autograder."""
    return folder / ("." if folder.name == "results" else "results") / "results.json"


def _write(path: Path, document: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=2) + "\n", "utf-8")
    return path


def _joined(rows: list[Result], engine: Engine) -> dict[str, Any]:
    """Put the rows of one person into one document."""
    if len(rows) == 1:
        return results(rows[0], engine)
    documents = [(title(row), results(row, engine)) for row in rows]
    return {
        **(documents[0][1] if documents else {"output_format": "text"}),
        "score": sum(document["score"] for _, document in documents),
        "execution_time": round(sum(row.seconds for row in rows), 3),
        "output": "\n\n".join(
            f"{name}\n{document['output']}" for name, document in documents if document["output"]
        )
        or ("" if documents else refusals.NOTHING_HANDED_IN.reason),
        "tests": [
            {**test, "name": f"{name}: {test['name']}"}
            for name, document in documents
            for test in document["tests"]
        ],
        "extra_data": {"submissions": [document["extra_data"] for _, document in documents]},
    }


def results(result: Result, engine: Engine) -> dict[str, Any]:
    """Put one submission into Gradescope's format, as its student may read it.

    Texts are declared to be plain, so that Gradescope escapes them; what the grader printed is
    kept from the student.
    """
    return {
        "score": in_whole(result),
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
    if late_line := late(result):
        lines.append(late_line)
    lines += [f"- {notice}" for notice in result.notices]
    return "\n".join(line for line in lines if line)
