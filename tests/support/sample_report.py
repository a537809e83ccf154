"""Reports to render: a small class, and any report that hostile students could cause."""

import re
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st

from examiner.report import Cell, Output, Report, Result, ScoredTest, Status
from examiner.sentences import endings, feedback, refusals
from tests.support import hostile

ENGINE = {
    "version": "1.0",
    "level": "A",
    "probes": [{"name": "connect to a server", "passed": True, "detail": "PermissionError"}],
}


def ada(**more):
    tests = [
        ScoredTest("test_values", 1, 1, True),
        ScoredTest(
            "test_shapes", 0, 1, False, "f(0) should be 0.5, yours gave 0.731: did you forget b?"
        ),
        ScoredTest("test_partly", 0.5, 2, False, "Look at the second axis."),
    ]
    cells = [
        Cell("f", "code", "def f(x):\n    return x\n\nf(1)", (Output("text", "1"),)),
        Cell(None, "code", "1 / 0", (Output("text", "\x1b[31mZeroDivisionError\x1b[0m"),)),
        Cell("essay", "markdown", "Because it is *so*."),
    ]
    row = {
        "assignment": "task1",
        "notebook": "task1",
        "points": 1.5,
        "max_points": 5,
        "needs_manual": ["essay"],
        "manual_points": 1,
        "tests": tests,
        "notices": ["Cell 5 (test_values) is a test and was changed; the original was used."],
        "seconds": 0.25,
        "cells": cells,
    }
    return Result("ada", **row | more)


def explained(explanation):
    """Give the fields of a row that an explanation fills."""
    return dict(zip(("reason", "remedy", "instructor_remedy"), explanation, strict=True))


def a_class():
    """Make a report with a row of every kind."""
    full = [ScoredTest(name, 1, 1, True) for name in ("test_values", "test_shapes")]
    fault = endings.FaultyTest("test_shapes", "nan", 1)
    faulty = ScoredTest("test_shapes", 0, 1, False, feedback.FAULTY_TEST)
    task1 = {"assignment": "task1", "notebook": "task1", "max_points": 4}
    task2 = {"assignment": "task2", "notebook": "task2", "max_points": 2}
    slow = explained(endings.out_of_time(["cell 3 (f)"]))
    return Report(
        ENGINE,
        [
            ada(),
            Result("ada", **task2, points=2, tests=full, seconds=0.2),
            Result(
                "ben", **task1, **slow, status="timeout", points=1, tests=full[:1], seconds=30.5
            ),
            Result(
                "cleo",
                **task2,
                **explained(endings.faulty_tests([fault])),
                points=1,
                tests=[full[0], faulty],
                seconds=0.3,
            ),
            Result(
                "dan",
                **task2,
                status="error",
                reason="The autograder key task2.ipynb: a set-up cell of the key fails.",
                remedy=refusals.WAIT_FOR_INSTRUCTOR,
                instructor_remedy="Fix it in source/ and run 'examiner build'.",
            ),
            Result("<b>mal</b>|::add-path::x", status="refused", **explained(refusals.EMPTY_FILE)),
        ],
    )


# Hostile text -----------------------------------------------------------------------------------

text = hostile.texts
numbers = st.integers(0, 100) | st.floats(0, 1_000)
tests = st.builds(ScoredTest, text, numbers, numbers, st.booleans(), st.none() | text)
outputs = st.builds(Output, st.just("text"), text) | st.builds(
    Output, st.just("png"), st.binary(max_size=20) | st.just(b"\x89PNG\r\n\x1a\n")
)
cells = st.builds(
    Cell,
    st.none() | text,
    st.sampled_from(["code", "markdown"]),
    text,
    st.lists(outputs, max_size=2).map(tuple),
)
rows = st.builds(
    Result,
    student=text,
    assignment=st.none() | text,
    notebook=st.none() | text,
    status=st.sampled_from(get_args(Status)),
    reason=text,
    remedy=text,
    instructor_remedy=st.none() | text,
    points=numbers,
    max_points=numbers,
    needs_manual=st.lists(text, max_size=2),
    manual_points=numbers,
    tests=st.lists(tests, max_size=2),
    notices=st.lists(text, max_size=2),
    seconds=st.floats(0, 100),
    cells=st.lists(cells, max_size=2),
    student_id=st.none() | text,
    platform_id=st.none() | text,
    titles=st.dictionaries(text, text, max_size=2),
)
reports = st.builds(Report, st.just(ENGINE), st.lists(rows, min_size=1, max_size=3))

slowly = settings(deadline=None, max_examples=60)  # time decides nothing

#: Control characters but newline and tab, marks of writing direction, and half characters.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
