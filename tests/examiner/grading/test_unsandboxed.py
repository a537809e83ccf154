"""Visible tests without a sandbox."""

import time
from pathlib import Path

from examiner.grading.limits import TimeLimits
from examiner.grading.run import grade_class
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


def test_the_code_is_given_nothing_of_the_caller(course, monkeypatch):
    """It has the caller's rights, which the row says; the engine itself hands it nothing."""
    monkeypatch.setenv("GRADER_TOKEN", "kestrel")
    code = (
        f"{DOUBLE}\nimport os, sys\nprint(dict(os.environ), os.getcwd(), sys.argv, os.listdir('.'))"
    )
    row = run(course, code)
    (shown,) = row.cells[0].outputs
    assert "kestrel" not in shown.data
    assert str(course) not in shown.data
    assert "autograder_tests" not in shown.data
    assert "could read and change whatever that user can" in row.notices[0]


def test_what_the_code_started_is_ended_with_it(course, tmp_path):
    note = tmp_path / "process"
    code = (
        f"{DOUBLE}\nimport subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))"
    )
    assert run(course, code).points == 3
    process = Path("/proc", note.read_text(), "stat")
    while process.exists() and process.read_text().rpartition(")")[2].split()[0] != "Z":
        time.sleep(0.05)  # it has been killed, and goes as soon as the machine gets round to it


def test_a_run_without_a_sandbox_asks_for_review(course, no_sandbox):
    report = grade_class([course / "submitted"], course / "autograder_tests", visible_only=True)
    assert report.engine["level"] == "none"
    assert report.exit_status == 3
