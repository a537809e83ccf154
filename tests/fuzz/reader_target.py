"""What the fuzzer of the reader aims at: one input's way through reader, assembly and reports."""

import json
from pathlib import Path

from examiner.errors import SubmissionError
from examiner.key import Key
from examiner.notebook_cells import same_text
from examiner.report import Cell, Report, Result
from examiner.reports.csv_report import to_csv
from examiner.reports.html_report import submission_page
from examiner.reports.junit import junit
from examiner.reports.markdown_report import to_markdown
from examiner.submission.assembly import assemble
from examiner.submission.raw_notebook import SizeLimits
from examiner.submission.reader import parse_submission

KEY = [
    ("import math", {"grade_id": "setup", "locked": True}, "code"),
    ("n = 5", {}, "code"),
    ("def f(x):\n    pass", {"grade_id": "f", "solution": True}, "code"),
    ("assert f", {"grade_id": "test_f", "grade": True, "points": 2}, "code"),
    ("ANSWER", {"grade_id": "essay", "grade": True, "solution": True, "points": 1}, "markdown"),
]


def make_key(folder):
    cells = [
        {"cell_type": kind, "source": source, "metadata": {"nbgrader": nbgrader}, "id": f"c{n}"}
        for n, (source, nbgrader, kind) in enumerate(KEY)
    ]
    path = Path(folder, "key.ipynb")
    path.write_text(json.dumps({"nbformat": 4, "cells": cells}), encoding="utf-8")
    return Key.read(path)


def try_input(key, raw):
    """Take one input through reader, assembly and reports."""
    try:
        submission = parse_submission(raw, SizeLimits(size=1_000_000))
    except SubmissionError as error:
        result = Result("ada", status="refused", reason=error.message, remedy=error.remedy)
    else:
        made = assemble(key, submission)
        tests = [step for step in made.steps if step.kind == "test"]
        assert [(step.grade_id, step.points) for step in tests] == [("test_f", 2)]
        assert same_text(tests[0].source, "assert f")
        cells = [Cell(step.grade_id, step.cell_type, step.source) for step in made.steps]
        result = Result("ada", notices=list(made.notices), cells=cells)
    report = Report({"version": "1", "level": "A", "probes": []}, [result])
    for shown in (
        junit(report),
        to_csv(report),
        to_markdown(report),
        submission_page(result, report.engine),
    ):
        shown.encode("utf-8")
        assert "\x1b" not in shown
    Report.from_json(report.to_json())
