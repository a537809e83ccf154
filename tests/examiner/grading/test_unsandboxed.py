"""Visible tests without a sandbox."""

from examiner.grading.limits import TimeLimits
from examiner.grading.unsandboxed import grade_unsandboxed
from examiner.key import find_keys
from examiner.submission.reader import read_submission
from tests.support.small_course import DOUBLE, hand_in


def run(course, answer, seconds=20):
    (key,) = find_keys(course / "autograder_tests")
    path = hand_in(course, "tried", "ps", {"double": answer})
    try:
        submission = read_submission(path)
    finally:
        path.unlink()
        path.parent.rmdir()
        path.parent.parent.rmdir()
    return grade_unsandboxed(key, submission, "tried", times=TimeLimits(seconds, 60))


def test_an_honest_notebook_passes_and_shows_what_it_printed(course):
    row = run(course, f"{DOUBLE}\nprint('hello')")
    assert (row.status, row.points) == ("graded", 3)
    assert [output.data for output in row.cells[0].outputs] == ["hello\n"]


def test_a_loop_without_end_is_stopped(course):
    row = run(course, "def double(x):\n    while x:\n        pass\n    return 0", seconds=2)
    assert (row.status, row.points) == ("timeout", 0)
    assert "The code ran out of time in cell 2 (test_double)" in row.reason
    assert "loop that never ends" in row.tests[0].message


def test_a_process_that_ends_itself_is_named(course):
    row = run(course, "import os\n\n\ndef double(x):\n    os._exit(0)")
    assert (row.status, row.points) == ("died", 0)
    assert "The process ended in cell 2 (test_double)" in row.reason
    assert row.remedy
