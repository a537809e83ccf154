"""``examiner grade`` in a script: exit statuses, the output folder, the keys it refuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from examiner.authoring.build import build
from examiner.cli import main, make_parser
from examiner.errors import ExaminerError
from examiner.grading.course_folder import check_are_keys
from examiner.report import Report, Result
from examiner.reports import render
from examiner.reports.folder import check_folder
from examiner.reports.pass_mark import exit_status
from tests.support.sample_report import ENGINE, a_class, ada
from tests.support.small_course import DOUBLE, cell, hand_in, solution, write_source


def status(*results, under=None, review=False):
    return exit_status(Report(ENGINE, list(results)), under, review)


def test_exit_statuses_for_ci():
    half = Result("ada", points=5, max_points=12, manual_points=2)
    full = Result("ben", points=10, max_points=10)
    bad = Result("cleo", status="died", reason="x", points=10, max_points=10)
    assert status(half, full) == 0
    assert status(half, full, under=50) == 0, "points by hand do not count yet"
    assert status(half, full, under=51) == 1
    assert status(full, bad) == 3
    assert status(full, bad, under=90) == 3
    assert status(full, bad, review=True) == 1
    assert status(full, review=True) == 0


def test_students_can_grade_what_they_see_without_keys(tmp_path, monkeypatch, capsys):
    visible = "assert double(4) == 8, 'Multiply by 2.'"
    hidden = f"{visible}\n### BEGIN HIDDEN TESTS\nassert double(7.5) == 15\n### END HIDDEN TESTS"
    cells = [cell("answer", "double", solution(DOUBLE)), cell("test", "t1", hidden, 2)]
    write_source(tmp_path, "ps1", [*cells, cell("test", "t2", visible, 1)])
    build(tmp_path)
    path = hand_in(tmp_path, "ada", "ps1", {"double": "def double(x):\n    return x + 4"})
    monkeypatch.chdir(tmp_path)
    assert main(["grade", "--visible-only", str(path)]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "3/3" in printed
    assert "1 of 2 tests have hidden checks too, which were not run." in printed
    monkeypatch.chdir(path.parent)  # a student's computer: no keys
    assert main(["grade", "--visible-only", "ps1.ipynb"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "3/3" in printed
    assert "hidden checks" not in printed
    assert main(["grade", "ps1.ipynb"]) == 2
    assert "no autograder key" in capsys.readouterr().err


@pytest.mark.parametrize("percent", ["101", "-1", "much", "nan"])
def test_a_percentage_that_is_none_is_refused(percent, capsys):
    with pytest.raises(SystemExit) as left:
        main(["grade", "x", f"--fail-under={percent}"])
    assert left.value.code == 2
    assert "is not a number from 0 to 100" in capsys.readouterr().err


def test_the_output_folder_is_looked_at_before_anything_is_graded(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    (tmp_path / "submitted").mkdir()
    (tmp_path / "elsewhere").symlink_to(tmp_path / "submitted")
    private = [tmp_path / "submitted", tmp_path / "missing"]
    check_folder(tmp_path / "report", private)
    assert not (tmp_path / "report").exists()
    for name, says in (
        ("file", "not a folder"),
        ("file/report", "read-only"),
        ("submitted", "part of the course"),
        ("submitted/report", "part of the course"),
        ("elsewhere/report", "part of the course"),
    ):
        with pytest.raises(ExaminerError, match=says):
            check_folder(tmp_path / name, private)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ExaminerError, match="read-only"):
        check_folder(tmp_path / "report", private)


@pytest.mark.parametrize("folder", ["release", "source", "release/ps", "source/ps/ps.ipynb"])
def test_what_students_get_and_what_instructors_write_are_no_keys(tmp_path, folder, capsys):
    for name in ("release", "source"):
        (tmp_path / name / "ps").mkdir(parents=True)
        (tmp_path / name / "ps" / "ps.ipynb").write_text("{}")
    keys = str(tmp_path / folder)
    assert main(["grade", str(tmp_path), "--keys", keys, "--output", str(tmp_path / "../r")]) == 2
    assert "does not hold autograder keys" in capsys.readouterr().err


def test_visible_tests_may_be_run_with_what_students_get(tmp_path):
    (tmp_path / "release").mkdir()
    check_are_keys(tmp_path / "release", visible_only=True)
    with pytest.raises(ExaminerError):
        check_are_keys(tmp_path / "release", visible_only=False)


def test_pages_and_results_of_people_who_left_are_removed(tmp_path):
    for format in ("html", "gradescope"):
        render(a_class(), format, tmp_path)
        before = {path for path in tmp_path.rglob("*") if path.is_file()}
        report = a_class()
        report.results = [row for row in report.results if row.student in ("ada", "ben")]
        (tmp_path / "mine.txt").write_text("x")
        after = set(render(report, format, tmp_path))
        left = {path for path in tmp_path.rglob("*") if path.is_file()} - {tmp_path / "mine.txt"}
        assert len(after) < len(before)
        assert {path for path in left if "gradescope" in path.parts or "html" in format} >= after
        assert not any("cleo" in str(path) for path in left)


@pytest.mark.parametrize(("rows", "score"), [(0, 0), (1, 1.5), (2, 3)])
def test_gradescope_always_gets_its_file(tmp_path, rows, score):
    results = [ada(assignment=f"task{number}") for number in range(rows)]
    (path,) = render(Report(ENGINE, results), "gradescope", tmp_path / "autograder")
    assert path == tmp_path / "autograder" / "results" / "results.json"
    made = json.loads(path.read_text())
    assert made["score"] == score
    assert len(made["tests"]) == 3 * rows
    (path,) = render(Report(ENGINE, results), "gradescope", tmp_path / "results")
    assert path.resolve() == tmp_path / "results" / "results.json"


@pytest.mark.parametrize("option", [(), ("--timeout", "0"), ("--memory", "0"), ("--max-size", "0")])
def test_gradescope_hears_of_a_run_that_could_not_start(tmp_path, monkeypatch, option):
    monkeypatch.chdir(tmp_path)
    args = ["grade", "nobody", *option, "--format", "gradescope", "--output", "autograder"]
    assert main(args) == 2
    made = json.loads((tmp_path / "autograder" / "results" / "results.json").read_text())
    assert made["score"] == 0
    assert "could not be graded yet" in made["output"]


@pytest.mark.skipif(sys.platform != "linux", reason="others do not say it")
@pytest.mark.parametrize("command", [["grade", "submitted"], ["check-tests"]])
def test_as_many_at_a_time_as_this_process_may_use_processors(monkeypatch, command):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 2, 5})
    assert make_parser(command[:1]).parse_args(command).jobs == 3


def test_a_reader_who_leaves_ends_nothing(course):
    command = [str(Path(sys.executable).parent / "examiner"), "grade", "submitted"]
    read, write = os.pipe()
    os.close(read)  # nobody reads
    done = subprocess.run(
        [*command, "--output", "piped", "--format", "table,json"],
        cwd=course, stdout=write, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(write)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert (course / "piped" / "report.json").exists()
