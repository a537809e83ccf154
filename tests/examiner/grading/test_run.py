"""The command ``examiner grade``: a row for every submission, and an exit status."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

from examiner.cli import main
from examiner.errors import ExaminerError
from examiner.grading import session
from examiner.grading.run import grade_class
from examiner.report import schema
from tests.support import REPO


def grade(course, *args, env=os.environ):
    """Run the command as a person does; return its status and what it said."""
    done = subprocess.run(
        [Path(sys.executable).parent / "examiner", "grade", *map(str, args)],
        cwd=course,
        capture_output=True,
        text=True,
        env=env | {"COLUMNS": "200"},
    )
    return done.returncode, done.stdout + done.stderr


def rows(course, output="report"):
    report = json.loads((course / output / "report.json").read_text())
    jsonschema.validate(report, schema())
    return {row["student"]: row for row in report["submissions"]}


def test_status_0_if_all_was_plainly_graded(course):
    status, said = grade(course, "submitted", "--output", "out")
    assert status == 0, said
    assert "ada" in said
    graded = rows(course, "out")
    assert (graded["ada"]["points"], graded["ada"]["max_points"]) == (3, 6)
    assert graded["ben"]["points"] == 0
    assert graded["ben"]["tests"][0]["message"] == "Try 5."


def test_status_3_if_a_row_needs_review(course, tmp_path):
    broken = tmp_path / "finn" / "ps"
    broken.mkdir(parents=True)
    (broken / "ps.ipynb").write_text("{")
    status, said = grade(course, "submitted", tmp_path / "finn", "--output", "out")
    assert status == 3, said
    graded = rows(course, "out")
    assert graded["finn"]["status"] == "refused"
    assert graded["finn"]["reason"]
    assert graded["finn"]["remedy"]
    assert graded["ada"]["points"] == 3


def test_a_fault_of_the_engine_or_the_key_is_a_row_that_asks_the_instructor(course, monkeypatch):
    honest = session.grade

    def grade_or_fail(fork_server, key, submission, student, **options):
        if student == "ada":
            raise ZeroDivisionError("a bug")
        if student == "ben":
            raise ExaminerError("The key is wrong.", "Build it again.")
        return honest(fork_server, key, submission, student, **options)

    monkeypatch.setattr(session, "grade", grade_or_fail)
    report = grade_class([course / "submitted"], course / "autograder_tests")
    ada, ben = report.results
    assert (ada.status, ben.status, report.exit_status) == ("error", "error", 3)
    assert "ZeroDivisionError: a bug" in ada.reason
    assert "report this" in ada.instructor_remedy
    assert (ben.reason, ben.instructor_remedy) == ("The key is wrong.", "Build it again.")
    for row in (ada, ben):
        assert "You do not need to change anything" in row.remedy
        assert (row.points, row.max_points) == (0, 6)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["submitted", "--keys", "nowhere"], "Run 'examiner build' in the course folder"),
        (["nobody"], "There is no file or folder"),
        (["submitted", "--format", "table,pdf"], "pdf"),
        (["submitted", "--timeout-cell", "0"], "The time limit of a cell is 0.0 seconds"),
        (["submitted", "--timeout-cell", "nan"], "The time limit of a cell is nan seconds"),
        (["submitted", "--timeout", "inf"], "The time limit of a submission is inf seconds"),
        (["submitted", "--timeout", "-1"], "above 0 and at most 86,400 seconds"),
        (["submitted", "--memory", "0"], "The memory limit of a submission is 0 MB"),
        (["submitted", "--memory", "99999999999999"], "at most 1,048,576 MB"),
        (["submitted", "--jobs", "0"], "'0' is not a whole number above 0"),
    ],
)
def test_status_2_if_the_run_could_not_start(course, args, said):
    status, text = grade(course, *args)
    assert status == 2, text
    assert said in text
    assert "Traceback" not in text


def test_without_a_sandbox_nothing_is_graded_and_the_ways_out_are_named(
    course, no_sandbox, monkeypatch, capsys
):
    monkeypatch.chdir(course)
    assert main(["grade", "submitted", "--output", "none"]) == 2
    said = capsys.readouterr().err
    for way in ("plan9", "--visible-only", "Landlock", "WSL2", "container", "libseccomp2"):
        assert way in said
    assert not list((course / "none").glob("*report*"))


def test_visible_tests_run_without_a_sandbox_and_say_that_they_prove_nothing(
    course, no_sandbox, monkeypatch, capsys
):
    monkeypatch.chdir(course)
    main(["grade", "submitted", "--output", "visible", "--visible-only"])
    graded = rows(course, "visible")
    assert graded["ada"]["points"] == 3
    assert graded["ben"]["points"] == 2, "the hidden half of its test was not run"
    for row in graded.values():
        assert "not verified" in row["notices"][0]


def test_visible_tests_are_the_same_in_the_sandbox(course):
    grade(course, "submitted", "--output", "visible", "--visible-only")
    graded = rows(course, "visible")
    assert (graded["ada"]["points"], graded["ben"]["points"]) == (3, 2)
    assert "not verified" in graded["ada"]["notices"][0]


def test_nothing_is_left_in_the_temporary_folder_where_there_is_no_home(tmp_path):
    # matplotlib, which this key imports, then makes its folder there.
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    bare = os.environ | {"HOME": os.devnull, "TMPDIR": str(temporary)}
    for name in ("MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        bare.pop(name, None)
    untouched = "release/task14/task14.ipynb"
    status, said = grade(REPO, untouched, "--output", tmp_path / "report", env=bare)
    assert status == 0, said
    assert list(temporary.iterdir()) == []


def test_the_zip_of_a_learning_platform_is_graded_by_the_names_of_the_class_list(course, tmp_path):
    notebook = (course / "submitted" / "ada" / "ps" / "ps.ipynb").read_bytes()
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        archive.writestr("Jane Doe_77_assignsubmission_file_/ps.ipynb", notebook)
        archive.writestr("Jane Doe_77_assignsubmission_onlinetext_/onlinetext.html", "<p>")
        archive.writestr("Zoe_78_assignsubmission_file_/ps (1).ipynb", notebook)
        archive.writestr("Eve_79_assignsubmission_file_/ps.ipynb", b"")
    (tmp_path / "students.csv").write_text("id,name\ns1,Jane Doe\n")
    roster = tmp_path / "students.csv"
    status, said = grade(course, tmp_path / "moodle.zip", "--roster", roster, "--output", "zip")
    assert status == 3, said  # Eve's is to be looked at
    graded = rows(course, "zip")
    assert graded.pop("Eve")["notices"] == ["Eve is not in the class list."]
    assert {name: (row["student_id"], row["points"]) for name, row in graded.items()} == {
        "Jane Doe": ("s1", 3),
        "Zoe": ("78", 3),
    }
    assert "Zoe is not in the class list." in said
    status, said = grade(course, "submitted", "--student", "(")
    assert (status, "not a regular expression" in said) == (2, True)


@pytest.mark.parametrize("broken", [False, True])
def test_what_is_done_meanwhile_does_not_matter_to_the_report(course, broken):
    done = []

    def meanwhile():
        done.append(True)
        if broken:
            raise OSError

    report = grade_class([course / "submitted"], course / "autograder_tests", meanwhile=meanwhile)
    assert done == [True]
    assert [(row.student, row.points) for row in report.results] == [("ada", 3), ("ben", 0)]
