"""Hand-ins of a release that asked something else: nothing is lost in silence."""

import json

import pytest
from nbgrader.utils import determine_grade

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.errors import ExaminerError
from examiner.grading.graded_notebook import graded_notebook
from examiner.grading.run import grade_class
from examiner.key import Key
from examiner.submission.origin import origin_of
from examiner.submission.reader import read_submission
from tests.support.small_course import DOUBLE, cell, essay, hand_in, solution, write_source

HALF = "def half(x):\n    return x / 2"
ANSWERS = {"double": DOUBLE, "why": "Because it grows."}
HIDDEN = "\n### BEGIN HIDDEN TESTS\nhidden = 7\n### END HIDDEN TESTS"
NEW = [
    cell("answer", "half", solution(HALF)),
    cell("test", "test_half", f"assert half(4) == 2{HIDDEN}", 3),
]


def questions(hint="", *added):
    return [
        cell("locked", "setup", "import math"),
        cell("answer", "double", solution(DOUBLE)),
        cell("test", "test_double", f"assert double(2) == 4{hint}", 2),
        *added,
        essay("why", "YOUR ANSWER HERE", 1),
    ]


def test_a_test_that_was_added_for_an_old_answer_counts(tmp_path):
    """Its answer was asked for: only what belongs to a new answer was never asked."""
    built(tmp_path, *questions())
    path = hand_in(tmp_path, "ada", "ps", ANSWERS)
    more = cell("test", "test_more", "assert double(3) == 6", 1)
    second = cell("test", "test_half_more", "assert half(6) == 3", 1)
    built(tmp_path, *questions("", more, *NEW, second))
    key = Key.read(tmp_path / "autograder_tests" / "ps" / "ps.ipynb")
    origin = origin_of(key, read_submission(path))
    assert origin.added == ("test_half", "test_half_more")
    assert origin.changed == ("test_more",)


def test_only_who_changed_a_setup_cell_is_told_so(tmp_path):
    """Not those who got it before it was changed in source/, with or without a new question."""
    built(tmp_path, *questions())
    hand_in(tmp_path, "ada", "ps", ANSWERS)
    _, *rest = questions("", *NEW)
    built(tmp_path, cell("locked", "setup", "import math\nimport json"), *rest)
    hand_in(tmp_path, "ben", "ps", ANSWERS | {"half": HALF})
    for _ in range(2):  # what is built again knows no less
        built(tmp_path, cell("locked", "setup", "import math\nimport csv"), *rest)

    def edit(notebook):
        notebook.cells[0].source = "import math\nimport re"

    hand_in(tmp_path, "cleo", "ps", ANSWERS | {"half": HALF}, edit=edit)
    report = grade_class([tmp_path / "submitted"], tmp_path / "autograder_tests")
    assert [row.notices for row in report.results] == [
        ["This notebook is release 1 of the assignment, which has changed since."],
        [],
        ["Cell 1 (setup) is read-only and was changed; the original was used."],
    ]


def built(root, *cells):
    write_source(root, "ps", list(cells))
    build(Course.open(root))


@pytest.mark.parametrize("other", ["another", "zz"])
def test_a_locked_cell_below_a_dropped_question_runs_and_stops_nobody(tmp_path, other):
    """It is not a set-up cell of the whole key, whose fork server grades old and new hand-ins.

    Both with the key that the fork server was started for first, and with another one.
    """
    setup, answer, _, why = questions()
    rest = [answer, cell("test", "test_double", "check(double)", 2), why]
    helper = "def check(f):\n    assert f(2) == 4"
    built(tmp_path, setup, cell("locked", "helper", helper), *rest)
    hand_in(tmp_path, "ada", "ps", ANSWERS)
    write_source(tmp_path, other, [setup, *rest])
    helper += "\n\nquarter = half(half(1))"
    built(tmp_path, setup, *NEW, cell("locked", "helper", helper), *rest)
    hand_in(tmp_path, "ben", "ps", ANSWERS | {"half": HALF})
    report = grade_class([tmp_path / "submitted"], tmp_path / "autograder_tests")
    rows = [(row.status, row.points, row.max_points) for row in report.results]
    assert rows == [("graded", 2, 3), ("graded", 5, 6)]


def forget(notebook):
    notebook.metadata.pop("examiner")


def of_another_course(notebook):
    notebook.metadata.examiner.release.update(course="older course", version=7, hash="f" * 32)


def forge(notebook):
    """Claim the first release in a notebook of today, of which the question was deleted."""
    notebook.metadata.examiner.release = FIRST
    notebook.cells = [c for c in notebook.cells if "half" not in c.metadata.nbgrader.grade_id]


FIRST = {}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Give a course that asked three things, one after the other, and got a hand-in for each."""
    root = tmp_path_factory.mktemp("course")
    built(root, *questions())
    hand_in(root, "ada", "ps", ANSWERS)
    hand_in(root, "ben", "ps", {"double": "double = abs"})
    hand_in(root, "dan", "ps", ANSWERS, edit=forget)
    hand_in(root, "eva", "ps", {"double": "double = abs"}, edit=of_another_course)
    release = json.loads((root / "release" / "ps" / "ps.ipynb").read_text())
    FIRST.update(release["metadata"]["examiner"]["release"])
    built(root, *questions(", 'Twice 2 is 4.'"))
    built(root, *questions(", 'Twice 2 is 4.'", *NEW))
    hand_in(root, "cleo", "ps", ANSWERS | {"half": HALF})
    hand_in(root, "fay", "ps", ANSWERS, edit=forge)
    return root


@pytest.fixture(scope="module")
def rows(course):
    def graded(policy):
        report = grade_class(
            [course / "submitted"], course / "autograder_tests", added_questions=policy
        )
        return {row.student: row for row in report.results}

    return {policy: graded(policy) for policy in ("drop", "zero")}


def test_build_stamps_the_key_and_the_release_and_counts_releases(course):
    key = Key.read(course / "autograder_tests" / "ps" / "ps.ipynb")
    release = json.loads((course / "release" / "ps" / "ps.ipynb").read_text())
    assert (key.stamp.assignment, key.stamp.version) == ("ps", 3)
    told = release["metadata"]["examiner"]["release"]
    assert told == {"course": "", "assignment": "ps", "version": 3, "hash": key.stamp.hash}
    assert FIRST["version"] == 1
    assert [one.version for one in key.releases] == [1, 2, 3]


def test_a_hidden_test_is_no_new_release_and_does_not_show_in_the_stamp(course):
    hidden = "\n### BEGIN HIDDEN TESTS\nassert double(5) == 10\n### END HIDDEN TESTS"
    before = Key.read(course / "autograder_tests" / "ps" / "ps.ipynb")
    after = [*questions(", 'Twice 2 is 4.'" + hidden, *NEW)]
    write_source(course, "hidden", after)
    build(Course.open(course), ["hidden"])
    key = Key.read(course / "autograder_tests" / "hidden" / "hidden.ipynb")
    assert key.stamp.hash == before.stamp.hash


def test_an_added_question_does_not_count_or_counts_as_0_and_a_person_looks(rows):
    ada = rows["drop"]["ada"]
    assert (ada.points, ada.max_points, ada.dropped_points) == (2, 3, 3)
    assert [test.grade_id for test in ada.tests] == ["test_double"]
    assert ada.needs_review
    assert "Question test_half was added after release 1" in ada.reason
    assert "does not count" in ada.reason
    assert ada.notices == ["This notebook is release 1 of the assignment, which has changed since."]
    ada = rows["zero"]["ada"]
    assert (ada.points, ada.max_points, ada.dropped_points) == (2, 6, 0)
    assert "counts as 0" in ada.reason
    for policy in rows:
        row = rows[policy]["ada"]
        assert (row.release, row.key_release, row.added_questions) == (1, 3, ["test_half"])
        assert len(row.notices) == 1  # nothing of what the student did not do


def test_points_lost_in_a_question_that_was_changed_are_told(rows):
    ben = rows["drop"]["ben"]
    assert ben.points == 0
    assert "Question test_double was changed after release 1" in ben.reason
    assert "changed" not in rows["drop"]["ada"].reason  # it lost none there


def test_who_has_the_notebook_of_today_or_lost_its_stamp_is_graded_as_before(rows):
    for policy in rows:
        cleo, dan = rows[policy]["cleo"], rows[policy]["dan"]
        assert (cleo.points, cleo.max_points, cleo.reason, cleo.notices) == (5, 6, None, [])
        assert (cleo.release, cleo.key_release) == (3, 3)
        assert (dan.points, dan.max_points, dan.reason, dan.release) == (2, 6, None, None)
        assert any("half" in notice for notice in dan.notices)


def test_a_release_that_the_key_does_not_know_drops_nothing(rows):
    eva = rows["drop"]["eva"]
    assert (eva.points, eva.max_points, eva.release) == (0, 6, None)
    assert "release 7 of ps of older course, which is not known here" in eva.reason


def test_a_stamp_of_an_old_release_gains_nothing_that_nobody_looks_at(rows):
    assert rows["drop"]["fay"].max_points == 3
    assert rows["drop"]["fay"].needs_review


def test_what_is_no_key_is_refused_whatever_its_folder_is_called(course, tmp_path):
    for what, said in (("release", "what students get"), ("source", "with the answers")):
        copy = tmp_path / what[:3]
        copy.mkdir()
        (copy / "ps.ipynb").write_bytes((course / what / "ps" / "ps.ipynb").read_bytes())
        with pytest.raises(ExaminerError, match=said):
            grade_class([course / "submitted"], copy)


def test_nbgraders_notebook_of_an_old_release_gives_no_points_and_shows_no_hidden_test(
    course, rows
):
    key = Key.read(course / "autograder_tests" / "ps" / "ps.ipynb")
    path = course / "submitted" / "ada" / "ps" / "ps.ipynb"
    made = graded_notebook(key, read_submission(path), rows["drop"]["ada"])
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in made.cells}
    assert cells["double"].source == DOUBLE
    assert determine_grade(cells["test_double"]) == (2, 2)
    assert determine_grade(cells["test_half"]) == (0, 3)
    assert "hidden" not in cells["test_half"].source
