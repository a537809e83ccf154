"""The command ``examiner grade``, and visible tests without a sandbox."""

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import jsonschema
import pytest

import examiner.grading.workers
from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.errors import NoSandboxError
from examiner.grading import session
from examiner.grading.unsandboxed import grade_unsandboxed
from examiner.key import find_keys
from examiner.report import schema
from examiner.submission.reader import read_submission
from tests.support import REPO
from tests.support.small_course import cell, essay, hand_in, solution, write_source

DOUBLE = "def double(x):\n    return 2 * x"
WRONG = "def double(x):\n    return x + 2"  # right for 2, which is what the visible test asks


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Give a built course with an honest and a wrong hand-in."""
    root = tmp_path_factory.mktemp("course")
    hidden = "### BEGIN HIDDEN TESTS\nassert double(5) == 10, 'Try 5.'\n### END HIDDEN TESTS"
    cells = [
        cell("answer", "double", solution(DOUBLE)),
        cell("test", "test_double", f"assert double(2) == 4\n{hidden}", 2),
        cell("test", "test_more", "assert double(0) == 0", 1),
        essay("why", "YOUR ANSWER HERE", 3),
    ]
    write_source(root, "ps", cells)
    build(Course.open(root))
    hand_in(root, "ada", "ps", {"double": DOUBLE})
    hand_in(root, "ben", "ps", {"double": WRONG})
    return root


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
    assert (graded["ada"]["points"], graded["ada"]["max_points"]) == (3, 3)
    assert graded["ben"]["points"] == 0
    assert graded["ben"]["checks"][0]["message"] == "Try 5."


def test_status_3_if_a_row_needs_a_look(course, tmp_path):
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


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["submitted", "--keys", "nowhere"], "Run 'examiner build' in the course folder"),
        (["nobody"], "There is no file or folder"),
        (["submitted", "--format", "table,pdf"], "pdf"),
        (["submitted", "--timeout-cell", "0"], "positive float"),
    ],
    ids=["no keys", "no such path", "no such format", "no time at all"],
)
def test_status_2_if_the_run_could_not_start(course, args, said):
    status, text = grade(course, *args)
    assert status == 2, text
    assert said in text
    assert "Traceback" not in text


@pytest.fixture
def no_sandbox(monkeypatch):
    """Make this machine one on which no level is reached."""
    monkeypatch.setattr(examiner.grading.workers, "sys", types.SimpleNamespace(platform="plan9"))


def test_without_a_sandbox_nothing_is_graded_and_the_ways_out_are_named(
    course, no_sandbox, monkeypatch, capsys
):
    monkeypatch.chdir(course)
    assert main(["grade", "submitted", "--output", "none"]) == 2
    said = capsys.readouterr().err
    for way in ("plan9", "--visible-only", "Landlock", "WSL2", "container", "libseccomp2"):
        assert way in said
    assert not (course / "none").exists()


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


def test_the_sandbox_is_needed_by_its_own_error(course, no_sandbox):
    (key,) = find_keys(course / "autograder_tests")
    with pytest.raises(NoSandboxError, match="plan9"):
        examiner.grading.workers.ForkServer(key)


def unshielded(course, answer, seconds=20):
    (key,) = find_keys(course / "autograder_tests")
    path = hand_in(course, "tried", "ps", {"double": answer})
    try:
        submission = read_submission(path)
    finally:
        path.unlink()
        path.parent.rmdir()
        path.parent.parent.rmdir()
    return grade_unsandboxed(key, submission, "tried", times=session.TimeLimits(seconds, 60))


def test_unshielded_an_honest_notebook_passes_and_shows_what_it_printed(course):
    row = unshielded(course, f"{DOUBLE}\nprint('hello')")
    assert (row.status, row.points) == ("graded", 3)
    assert [output.data for output in row.cells[0].outputs] == ["hello\n"]


def test_unshielded_a_loop_without_end_is_stopped(course):
    row = unshielded(course, "def double(x):\n    while x:\n        pass\n    return 0", seconds=2)
    assert (row.status, row.points) == ("timeout", 0)
    assert "Time was over in cell 2 (test_double)" in row.reason
    assert "loop that never ends" in row.checks[0].message


def test_unshielded_a_process_that_ends_itself_is_told(course):
    row = unshielded(course, "import os\n\n\ndef double(x):\n    os._exit(0)")
    assert (row.status, row.points) == ("died", 0)
    assert "The process ended in cell 2 (test_double)" in row.reason
    assert row.remedy


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
