"""Points of a test cell, and what the student reads about it."""

import pytest

from examiner.grading.score import score
from examiner.submission.assembly import Step
from tests.support.small_course import essay

WORDING = {
    "the message of the assertion": (
        "x = 1", "assert x == 2, 'Look at x again.'", "Look at x again.",
    ),
    "an assertion without a message": ("x = 1", "assert x == 2", "This test did not pass."),
    "what a library would tell of hidden values": (
        "def f():\n    return np.array([1])",
        "np.testing.assert_array_equal(f(), [7])",
        "This test did not pass.",
    ),
    "not answered yet": (
        "def f():\n    raise NotImplementedError()", "f()",
        "This is not answered yet: the answer cell still raises NotImplementedError.",
    ),
    "an error of the student's": (
        "def f():\n    return 1 / 0", "f()",
        "Your code raised ZeroDivisionError when it was called.",
    ),
    "an error of a class of the student's": (
        "class Oops(Exception):\n    pass\ndef f():\n    raise Oops()", "f()",
        "Your code raised an error when it was called.",
    ),
    "a name that is missing": (
        "y = 1", "x",
        "The name x is not defined. Does the answer cell run without an error, "
        "and does it use exactly this name?",
    ),
    "a result of the wrong kind": (
        "def f():\n    return None", "f() + 1",
        "The test could not use your result (TypeError). Check what type your code returns.",
    ),
    "the process that ended": (
        "import os\ndef f():\n    os._exit(0)", "f()",
        "This test could not run: your code had already ended the Python process, or had been stopped.",
    ),
    "an object made to please": (
        "class Same:\n    def __eq__(self, other):\n        return True\ndef f():\n    return Same()",
        "assert f() == 3, 'It should be 3.'", "It should be 3.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WORDING)
def test_what_is_said_about_a_failed_test(case, bench):
    answer, test, message = WORDING[case]
    assert bench.outcome(answer, test) == (0, message)


@pytest.mark.parametrize(
    ("value", "points"), [("0", 0), ("1", 1), ("0.5", 0.5), ("2", 2), ("'x'", 2), ("1;", 2)]
)
def test_the_last_value_of_a_cell_is_its_points(value, points, bench):
    got, message = bench.outcome("x = 1", f"x\n{value}")
    assert got == points
    assert message == (None if points == 2 else f"{points:g} of 2 points.")


def test_a_row_says_what_was_left_to_a_person(bench):
    row = bench.grade("x = 1", "assert x", before=[essay("why", "YOUR ANSWER", 3)])
    assert (row.points, row.max_points, row.manual_points) == (2, 2, 3)
    assert row.needs_manual == []


@pytest.mark.parametrize("value", [-1, 3, float("nan"), "nan", "inf", True, False])
def test_a_value_that_is_not_a_number_of_points_is_a_fault_of_the_test(value):
    step = Step("test", "test_f", "", 2, "cell 3 (test_f)")
    scored, fault = score(step, {"passed": True, "value": value}, 30)
    assert (scored.points, scored.max_points, scored.passed) == (0, 2, False)
    assert "It is not your fault" in scored.message
    assert fault.grade_id == "test_f"
    assert str(fault.value) == str(value)


def test_a_faulty_test_asks_the_instructor_and_not_the_student(bench):
    row = bench.grade("x = 1", "assert x\n-1", "assert x")
    assert (row.points, row.max_points, row.status) == (2, 4, "graded")
    assert "test_0 ended with the value -1" in row.reason
    assert "source/" not in row.remedy
    assert "Fix the test in source/" in row.instructor_remedy
