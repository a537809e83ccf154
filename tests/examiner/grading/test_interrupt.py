"""Control-C ends a run at once, and says what was not graded."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.grading import run
from examiner.grading.rows import Interrupted
from examiner.reports import html_report
from tests.support import attack_course
from tests.support.small_course import DOUBLE, cell, essay, hand_in, solution, write_source

LOOP = "def total(prices):\n    return 0\nwhile True:\n    pass"


@pytest.mark.sandbox
def test_control_c_ends_a_run_of_endless_loops(tmp_path):
    """The loops may take an hour: who waits for them does not get through this test."""
    course = attack_course.Course(tmp_path)
    for number in range(3):
        course.hand_in(
            f"loops-{number}", attack_course.fill(attack_course.release(), {"total": LOOP})
        )
    examiner = Path(sys.executable).parent / "examiner"
    command = [
        *("env", "--default-signal=INT"),  # a background job of a shell ignores Control-C
        examiner,
        "grade",
        course.submitted,
        "--keys",
        course.keys,
        "--output",
        tmp_path / "report",
    ]
    command += ["--timeout-cell", "3600", "--timeout", "3600", "--jobs", "2"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        while not spinning(process.pid):
            assert process.poll() is None
            time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130
    assert err.strip() == (
        "examiner grade: stopped after 0 of 3 submissions. Run the same command again to go on."
    )
    assert "grading error" in out
    report = (tmp_path / "report" / "report.json").read_text()
    assert report.count("The run was stopped before this submission was graded") == 3


@pytest.mark.sandbox
def test_control_c_leaves_no_folder_while_set_up_cells_run(tmp_path):
    begun = tmp_path / "begun"
    setup = f"import time\nopen({str(begun)!r}, 'w').close()\ntime.sleep(600)"
    cells = [
        cell("locked", "setup", setup),
        cell("answer", "double", solution(DOUBLE)),
        cell("test", "test_double", "assert double(2) == 4", 2),
    ]
    write_source(tmp_path, "ps", cells)
    build(Course.open(tmp_path), verify=False)
    hand_in(tmp_path, "ada", "ps", {"double": DOUBLE})
    examiner = Path(sys.executable).parent / "examiner"
    command = "env", "--default-signal=INT", examiner, "grade", "submitted"
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            command, cwd=tmp_path, env=os.environ | {"TMPDIR": folder}, stderr=subprocess.PIPE
        )
        while not begun.exists():
            assert process.poll() is None
            time.sleep(0.05)
        assert os.listdir(folder)
        process.send_signal(signal.SIGINT)
        assert b"interrupted before a report was written" in process.communicate(timeout=60)[1]
        assert process.returncode == 130
        assert os.listdir(folder) == []


def stop(*arguments, **options):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("module", "name", "says", "written"),
    [
        (run, "discover", "interrupted before a report was written", []),
        (html_report, "submission_page", "may be missing or incomplete", ["report.json"]),
    ],
)
def test_control_c_says_what_is_true_of_the_reports(
    course, tmp_path, monkeypatch, capsys, module, name, says, written
):
    monkeypatch.setattr(module, name, stop)
    command = ["grade", str(course / "submitted"), "--keys", str(course / "autograder_tests")]
    command += ["--output", str(tmp_path / "out"), "--format", "json,html"]
    assert main(command) == 130
    assert says in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").glob("*.json")] == written


@pytest.mark.sandbox
def test_the_rows_that_are_done_have_their_manual_points_and_late_penalties(tmp_path, monkeypatch):
    config = "c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
    (tmp_path / "nbgrader_config.py").write_text(config)
    test = cell("test", "test_double", "assert double(2) == 4", 4)
    answer = cell("answer", "double", solution(DOUBLE))
    write_source(tmp_path, "ps", [answer, test, essay("why", "YOUR ANSWER HERE", 3)])
    build(Course.open(tmp_path))
    for day, student in enumerate(("ada", "ben", "cleo"), 1):
        path = hand_in(tmp_path, student, "ps", {"double": DOUBLE, "why": "It grows."})
        (path.parent / "timestamp.txt").write_text(f"2026-12-0{day} 12:00 UTC")
    given = tmp_path / "points.csv"
    given.write_text("student,grade_id,points\nada,why,2\nben,why,2\n")

    def stop_before_the_last(rows, grader, pool, *, progress):
        for number in rows.missing[:-1]:
            rows.set(number, grader.row(rows.entries[number], rows.seed(number)))
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "grade_all", stop_before_the_last)
    with pytest.raises(Interrupted, match="stopped after 2 of 3 submissions") as caught:
        run.grade_class(
            [tmp_path / "submitted"],
            tmp_path / "autograder_tests",
            manual_points=given,
            due=["2026-12-01 23:59 UTC"],
        )
    ada, ben, cleo = caught.value.report.results
    assert (ada.points, ada.needs_manual, ada.late_penalty) == (6, [], 0)
    assert (ben.points, ben.needs_manual, ben.late_penalty) == (0, [], 6)
    assert (cleo.status, cleo.points) == ("error", 0)


@pytest.mark.sandbox
def test_a_run_that_goes_on_says_what_changed_since_the_last_complete_one(
    course, tmp_path, monkeypatch, capsys
):
    keys, out = tmp_path / "keys", tmp_path / "out"
    shutil.copytree(course / "autograder_tests", keys)
    command = ["grade", str(course / "submitted"), "--keys", str(keys), "--output", str(out)]
    assert main(command) == 0
    key = keys / "ps" / "ps.ipynb"
    key.write_text(key.read_text().replace("double(5) == 10", "double(5) > 6"))
    for done in ([], ["ben"]):  # before the run was stopped

        def stop_early(rows, grader, pool, *, progress, done=done):
            entries = [rows.entries[number].candidate.student for number in rows.missing]
            for number in [rows.missing[entries.index(student)] for student in done]:
                rows.set(number, grader.row(rows.entries[number], rows.seed(number)))
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(run, "grade_all", stop_early)
            assert main(command) == 130
    capsys.readouterr()
    assert main(command) == 0
    assert "test_double: 0 to 2" in capsys.readouterr().out
    assert main(command) == 0
    assert "test_double" not in capsys.readouterr().out
    assert not [*out.glob("*before*")]


def spinning(process):
    """Tell whether two processes below this one use processor time: the loops have begun."""
    below, found = [process], 0
    while below:
        children = Path(f"/proc/{below.pop()}/task").glob("*/children")
        for text in (path.read_text() for path in children):
            for child in map(int, text.split()):
                below.append(child)
                fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
                found += fields[0] == "R" and int(fields[11]) > 30
    return found >= 2
