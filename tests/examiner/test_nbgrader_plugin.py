"""nbgrader's own commands with the engine behind them, from the command line."""

import ast
import itertools
import re
import shutil

import nbformat
import pytest
from nbconvert.utils.base import NbConvertBase
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from traitlets.utils.importstring import import_item

from examiner import autograde, nbgrader_plugin
from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.grading.run import grade_class
from tests.support import REPO, sample_class
from tests.support.small_course import cell, essay, hand_in, solution, write_source
from tests.support.stock import marks, nbgrader

pytestmark = pytest.mark.slow

SQUARE = "def square(x):\n    return x * x"
SPYING = "seen = []\n\n\ndef square(x):\n    seen.append(x * 111)\n    return x * x"
ESSAY = "A square is never negative."
SECRET = "canary_17"


def cells():
    return [
        cell("locked", "setup", "import warnings"),
        cell("answer", "square", solution(SQUARE)),
        cell("test", "test_square", "assert square(3) == 9, 'Look at 3 times 3.'", 2),
        cell(
            "test",
            "test_hidden",
            f"### BEGIN HIDDEN TESTS\n{SECRET} = -7\n"
            f"assert square({SECRET}) == 49, 'A negative number has a square, too.'\n"
            "### END HIDDEN TESTS",
            1,
        ),
        cell("test", "test_share", "sum(square(n) == n * n for n in range(4)) / 2", 2),
        essay("why", "YOUR ANSWER HERE", 3),
    ]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Give a course that was built and graded once, with a class of nine."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").write_text((REPO / "nbgrader_config.py").read_text())
    write_source(root, "ps", cells())
    build(Course.open(root))
    assert "[ERROR]" not in nbgrader(root, "generate_assignment", "ps", "--force")
    full = {"square": SQUARE, "why": ESSAY}
    hand_in(root, "ada", "ps", full)
    hand_in(
        root, "ben", "ps", {"square": "def square(x):\n    return abs(x) * (x if x < 3 else 3)"}
    )
    hand_in(root, "cleo", "ps")
    hand_in(root, "eve", "ps", full | {"square": SQUARE + "\nprint('<b>seen</b>')\nwhile 1: pass"})
    hand_in(root, "finn", "ps", raw=b'{"cells": [')
    hand_in(root, "gita", "ps", full, edit=_odd_schema)
    hand_in(root, "jon", "ps", {"square": f"{SQUARE}\nwarnings.warn('careful')"})
    hand_in(root, "kim", "ps", full, edit=_cheat)
    hand_in(root, "mia", "ps", {"square": SPYING}, edit=_with_an_own_cell_at_the_end)
    log = nbgrader(root, "autograde", "ps", "--Examine.timeout_cell=2")
    return root, log


def _odd_schema(notebook):
    notebook.cells[1].metadata.nbgrader.schema_version = 99


def _with_an_own_cell_at_the_end(notebook):
    notebook.cells.append(new_code_cell("print('seen:', seen)", id="mias-own-cell"))


def _cheat(notebook):
    notebook.cells[2].source = "assert True"
    notebook.cells[2].metadata.nbgrader.points = 100
    del notebook.cells[3:5]


EXPECTED = {
    "ada": {"test_square": 2, "test_hidden": 1, "test_share": 2},
    "ben": {"test_square": 2, "test_hidden": 0, "test_share": 2},
    "cleo": {"test_square": 0, "test_hidden": 0, "test_share": 0},
    "eve": {"test_square": 2, "test_hidden": 1, "test_share": 2},
    "gita": {"test_square": 2, "test_hidden": 1, "test_share": 2},
    "jon": {"test_square": 2, "test_hidden": 1, "test_share": 2},
    "kim": {"test_square": 2, "test_hidden": 1, "test_share": 2},
    "mia": {"test_square": 2, "test_hidden": 1, "test_share": 2},
}


def autograded(root, student, assignment="ps"):
    path = root / "autograded" / student / assignment / f"{assignment}.ipynb"
    return {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}


def test_nbgraders_command_makes_the_release_that_build_makes(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text((REPO / "nbgrader_config.py").read_text())
    write_source(tmp_path, "ps", cells())
    build(Course.open(tmp_path))
    release = tmp_path / "release" / "ps" / "ps.ipynb"
    built = release.read_bytes()
    assert b'"hash"' in built
    assert "WARNING] ps has no key" not in nbgrader(
        tmp_path, "generate_assignment", "ps", "--force"
    )
    assert release.read_bytes() == built

    # Of another source there is no key yet, so the release must not say that it is that key's.
    write_source(tmp_path, "ps", [*cells(), essay("how", "YOUR ANSWER HERE", 1)])
    log = nbgrader(tmp_path, "generate_assignment", "ps", "--force")
    assert "ps has no key that asks the same. Run 'examiner build ps'" in log
    made = release.read_bytes()
    assert b'"hash"' not in made
    assert b'"how"' in made

    (tmp_path / "autograder_tests" / "ps" / "ps.ipynb").write_text("{")
    log = nbgrader(tmp_path, "generate_assignment", "ps", "--force")
    assert "ps has no key that asks the same" in log
    assert release.read_bytes() == made


def test_the_gradebook_holds_the_marks_of_the_engine(course):
    root, log = course
    found = {student: points for (student, _), points in marks(root).items() if student != "finn"}
    assert found == EXPECTED, log


def test_one_engine_or_many_the_marks_are_the_same(course):
    root, _ = course
    report = grade_class([root / "submitted"], root / "autograder_tests", jobs=2)
    graded = {
        row.student: {test.grade_id: test.points for test in row.tests}
        for row in report.results
        if row.student not in ("eve", "finn")  # eve needs the 30 seconds here
    }
    assert graded == {name: points for name, points in EXPECTED.items() if name != "eve"}


def test_a_broken_file_stops_nobody_else_and_gets_a_line(course):
    root, log = course
    assert "error processing assignment 'ps' for student 'finn'" in log
    assert not (root / "autograded" / "finn").exists()
    assert "ps for student eve: The code ran out of time in cell 2 (square)" in log


def test_the_graded_notebook_shows_the_students_own_outputs(course):
    cells = autograded(course[0], "eve")
    assert cells["square"].source.startswith(SQUARE)
    assert cells["square"].outputs[0].text.startswith("<b>seen</b>\n")
    assert "ran out of time" in cells["from-the-grader"].source
    assert cells["why"].source == ESSAY
    assert cells["test-share"].outputs == []


def test_only_answers_that_somebody_wrote_wait_for_a_person(course):
    with Gradebook(f"sqlite:///{course[0] / 'gradebook.db'}") as gradebook:
        waiting = {
            name: gradebook.find_grade("why", "ps", "ps", name).needs_manual_grade
            for name in EXPECTED
        }
    assert {name for name, waits in waiting.items() if waits} == {"ada", "eve", "gita", "kim"}


def test_partial_points_reach_the_gradebook_exactly(course):
    root, _ = course
    hand_in(root, "lea", "ps", {"square": "def square(x):\n    return 9 if x == 3 else 0.1"})
    nbgrader(root, "autograde", "ps", "--student=lea")
    assert marks(root)["lea", "ps"] == {"test_square": 2, "test_hidden": 0, "test_share": 0.5}
    (text, value) = autograded(root, "lea")["test-share"].outputs
    assert text.text == "0.5 of 2 points.\n"
    assert ast.literal_eval(value.data["text/plain"]) == 0.5


@pytest.fixture(scope="module")
def feedback(course):
    """Give the folder of nbgrader's own feedback pages."""
    root, _ = course
    assert "[ERROR]" not in nbgrader(root, "generate_feedback", "ps")
    return root / "feedback"


def test_feedback_has_the_sentence_of_a_failed_check_and_nothing_hidden(feedback):
    for student in EXPECTED:
        page = (feedback / student / "ps" / "ps.html").read_text()
        assert SECRET not in page
        assert "HIDDEN TESTS" not in page
        assert "<b>seen</b>" not in page
        assert ("A negative number has a square, too." in page) == (student == "ben")
    assert "The name square is not defined." in (feedback / "cleo/ps/ps.html").read_text()


def test_feedback_does_not_repeat_what_hidden_tests_passed(course, feedback):
    root, _ = course
    page = (feedback / "mia" / "ps" / "ps.html").read_text()
    assert "-777" not in page
    assert "The output of this cell is not shown" in page
    for_graders = (root / "autograded" / "mia" / "ps" / "ps.ipynb").read_text()
    assert "-777" in for_graders


def _give_two_points(root, student):
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("test_square", "ps", "ps", student).auto_score = 2
        gradebook.db.commit()


def test_a_new_hand_in_without_tests_keeps_no_old_mark(course):
    root, _ = course
    hand_in(root, "mia", "ps", {"square": SQUARE})
    nbgrader(root, "autograde", "ps", "--student=mia")
    assert sum(marks(root)["mia", "ps"].values()) == 5

    def remove_tests(notebook):
        notebook.cells = [c for c in notebook.cells if not c.metadata.nbgrader.grade]

    hand_in(root, "mia", "ps", {"square": "square = None"}, edit=remove_tests)
    nbgrader(root, "autograde", "ps", "--student=mia", "--force")
    assert sum(marks(root)["mia", "ps"].values()) == 0
    # Nor does one that cannot be graded at all.
    _give_two_points(root, "mia")
    hand_in(
        root, "mia", "ps", raw=b'{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}'
    )
    nbgrader(root, "autograde", "ps", "--student=mia", "--force")
    assert sum(marks(root)["mia", "ps"].values()) == 0


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (
            lambda key: key.unlink(),
            r"no autograder key autograder_tests/ps/ps\.ipynb.\s+Run 'examiner build",
        ),
        (
            lambda key: key.write_text(key.read_text().replace('"points": 2', '"points": 4')),
            r"do not have the same points \(test_share, test_square\).\s+Run 'examiner build",
        ),
    ],
    ids=["no key", "key and gradebook differ"],
)
def test_what_cannot_be_graded_says_what_to_do(course, harm, said):
    root, _ = course
    key = root / "autograder_tests" / "ps" / "ps.ipynb"
    text = key.read_text()
    try:
        harm(key)
        log = nbgrader(root, "autograde", "ps", "--student=ada", "--force")
    finally:
        key.write_text(text)
    assert re.search(r"ps for student ada was not graded: .*" + said, log), log


def test_a_link_beside_a_notebook_is_refused(course):
    """nbgrader would copy what it leads to into the feedback."""
    root, _ = course
    (root / "solutions.txt").write_text("the instructor's own")
    hand_in(root, "eve", "ps", {"square": SQUARE})
    folder = root / "submitted" / "eve"
    (folder / "ps" / "notes.txt").symlink_to(root / "solutions.txt")
    try:
        log = nbgrader(root, "autograde", "ps", "--student=eve", "--create", "--force")
    finally:
        shutil.rmtree(folder)
    assert re.search(r"ps for student eve was not graded: .*symbolic links.*notes.txt", log), log
    assert not (root / "autograded" / "eve" / "ps").exists()


@pytest.mark.parametrize("option", ["timeout=inf", "timeout=nan", "timeout_cell=-1", "memory=0"])
def test_a_limit_that_is_no_limit_is_refused_by_name(course, option):
    root, _ = course
    log = nbgrader(root, "autograde", "ps", "--student=ada", "--force", f"--Examine.{option}")
    name, _, value = option.partition("=")
    value = value if name == "memory" else float(value)
    assert re.search(
        rf"ERROR\] ps for student ada was not graded: The .* limit of a .* is {value} .* above 0 .*"
        rf"\s+Set another with .* c\.Examine\.{name} in nbgrader_config\.py",
        log,
    ), log


def test_the_old_import_path_gives_the_same_preprocessors():
    assert autograde.PREPROCESSORS is nbgrader_plugin.PREPROCESSORS
    assert autograde.FEEDBACK_PREPROCESSORS is nbgrader_plugin.FEEDBACK_PREPROCESSORS
    lists = autograde.PREPROCESSORS, autograde.FEEDBACK_PREPROCESSORS
    for name in (*nbgrader_plugin.RELEASE_PREPROCESSORS, *itertools.chain(*lists)):
        assert issubclass(import_item(name), NbConvertBase)


def test_a_release_is_made_by_nbgraders_own_steps_and_ours_at_the_end():
    own = [f"{step.__module__}.{step.__name__}" for step in GenerateAssignment().preprocessors]
    *listed, last = nbgrader_plugin.RELEASE_PREPROCESSORS
    found = [f"{import_item(name).__module__}.{import_item(name).__name__}" for name in listed]
    assert found == own
    assert last == "examiner.nbgrader_preprocessors.StampRelease"


def test_a_task_of_the_course_gets_the_same_marks(tmp_path):
    for folder in ("source/task14", "release/task14", "autograder_tests/task14"):
        shutil.copytree(REPO / folder, tmp_path / folder)
    (tmp_path / "nbgrader_config.py").write_text((REPO / "nbgrader_config.py").read_text())
    nbgrader(tmp_path, "generate_assignment", "task14", "--force")
    handed = tmp_path / "submitted" / "ben" / "task14" / "task14.ipynb"
    handed.parent.mkdir(parents=True)
    case = "task14/wrong/sigmoid/naive_formula"
    nbformat.write(sample_class.answered("task14", [case]), handed)
    log = nbgrader(tmp_path, "autograde", "task14")
    (row,) = grade_class([handed], tmp_path / "autograder_tests").results
    expected = {test.grade_id: test.points for test in row.tests}
    assert marks(tmp_path)["ben", "task14"] == expected, log
    assert 0 < sum(expected.values()) < row.max_points


def test_questions_added_after_work_was_handed_in_get_into_the_gradebook(tmp_path):
    """``nbgrader generate_assignment`` refuses that; our remedy has to work."""
    (tmp_path / "nbgrader_config.py").write_text((REPO / "nbgrader_config.py").read_text())
    write_source(tmp_path, "ps", cells())
    build(Course.open(tmp_path))
    nbgrader(tmp_path, "generate_assignment", "ps", "--force")
    build(Course.open(tmp_path))  # which stamps the release again
    hand_in(tmp_path, "ada", "ps", {"square": SQUARE, "why": ESSAY})
    nbgrader(tmp_path, "autograde", "ps")
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("why", "ps", "ps", "ada").manual_score = 2
        gradebook.db.commit()
    added = [
        cell("answer", "cube", solution("def cube(x):\n    return x**3")),
        cell("test", "test_cube", "assert cube(2) == 8", 4),
    ]
    kept = [one for one in cells() if one.metadata.nbgrader.grade_id != "test_share"]
    write_source(tmp_path, "ps", [*kept, *added])
    build(Course.open(tmp_path))
    hand_in(tmp_path, "ben", "ps", {"square": SQUARE, "cube": "def cube(x):\n    return x**3"})
    log = nbgrader(tmp_path, "autograde", "ps", "--force")
    assert "--Examine.update_gradebook=True" in log
    log = nbgrader(tmp_path, "autograde", "ps", "--force", "--Examine.update_gradebook=True")
    assert "[ERROR]" not in log
    assert marks(tmp_path)["ada", "ps"] == {"test_square": 2, "test_hidden": 1, "test_cube": 0}
    assert marks(tmp_path)["ben", "ps"] == {"test_square": 2, "test_hidden": 1, "test_cube": 4}
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        ada = gradebook.find_submission("ps", "ada")
        assert gradebook.find_grade("why", "ps", "ps", "ada").manual_score == 2
        assert (ada.score, ada.max_score) == (5, 10)
    notebook = (tmp_path / "autograded" / "ada" / "ps" / "ps.ipynb").read_text()
    assert "was added after release 1, which this notebook is" in notebook
