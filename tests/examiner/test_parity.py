"""Marks of the engine against those of stock ``nbgrader autograde``.

Honest submissions get the same marks from both, cell by cell. Where they do not, nbgrader is
wrong: the docstring of `examiner.grading.score` lists those rules, and each has its test here.
"""

import re

import nbformat
import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.grading.run import grade_class
from tests.support import REPO, sample_class, stock
from tests.support.small_course import cell, hand_in, solution, write_source

pytestmark = pytest.mark.slow

#: Who of the sample class is graded by both: honest people, whatever their answers are worth.
CLASS = {
    "task14": ("ada", "ben", "cleo", "eve", "jon", "lea", "noa"),
    "task15": ("ada", "cleo", "noa"),
    "task16": ("ada", "cleo", "eve"),
}
PAIRS = [(task, student) for task, students in CLASS.items() for student in students]


@pytest.fixture(scope="module")
def by_nbgrader(tmp_path_factory):
    """Hand in the class and have nbgrader grade it."""
    root = stock.course_with_source(tmp_path_factory.mktemp("stock"))
    for task, student in PAIRS:
        place = root / "submitted" / student / task
        place.mkdir(parents=True)
        nbformat.write(sample_class.submissions(task)[student], place / f"{task}.ipynb")
    graded = stock.autograde(root, CLASS)
    assert "[ERROR]" not in graded.log, graded.log
    return root, graded


@pytest.fixture(scope="module")
def by_examiner(by_nbgrader):
    """Grade the same files with the engine."""
    root, _ = by_nbgrader
    report = grade_class([root / "submitted"], REPO / "autograder_tests", jobs=2)
    return {(row.student, row.assignment): row for row in report.results}


def points(row):
    """Give the points of a row, by grade id."""
    return {test.grade_id: test.points for test in row.tests}


@pytest.mark.parametrize(("task", "student"), PAIRS)
def test_honest_submissions_get_the_marks_of_nbgrader(task, student, by_nbgrader, by_examiner):
    row = by_examiner[student, task]
    assert row.status == "graded", row.reason
    assert points(row) == by_nbgrader[1].marks[student, task]


@pytest.mark.parametrize(
    ("task", "student"), [pair for pair in PAIRS if pair[1] in ("ben", "noa", "eve")]
)
def test_answers_of_the_bank_cost_what_the_bank_says(task, student, by_examiner):
    expected = set()
    for case in sample_class.BANK[student]:
        if case.startswith(task):
            text = (REPO / "tests" / "answers" / f"{case}.py").read_text()
            expected |= set(re.split(r",\s*", re.search(r"^# costs: (.+)$", text, re.M)[1]))
    row = by_examiner[student, task]
    assert {test.grade_id for test in row.tests if not test.passed} == expected


@pytest.mark.parametrize("task", CLASS)
def test_reference_gets_everything_and_the_untouched_release_nothing(task, by_examiner):
    full, empty = by_examiner["ada", task], by_examiner["cleo", task]
    assert full.points == sum(test.max_points for test in full.tests) > 0
    assert empty.points == 0


# Where the two differ.

DIFFERENT = {
    # grade id: (source of the test cell, nbgrader's points, ours), each of 2 points
    "stderr": ("assert half(4) == 2", 0, 2),
    "nan": ("float('nan')", 2, 0),
    "negative": ("-1", 2, 0),
    "text": ("'well done'", 2, 2),
    "array": ("import numpy as np\nnp.arange(3)", 2, 2),
    "numpy": ("np.float64(0.5)", 2, 0.5),
    "partial": ("half(3)", 0, 1.5),
    "full": ("assert True", 2, 2),
}
LOUD = "import sys\n\n\ndef half(x):\n    print('halving', file=sys.stderr)\n    return x / 2"


@pytest.fixture(scope="module")
def differing(tmp_path_factory):
    """Grade a course of strange tests with both; ada hands in twice, then without the tests."""
    root = tmp_path_factory.mktemp("differing")
    cells = [cell("answer", "half", solution("def half(x):\n    return x / 2"))]
    cells += [cell("test", name, source, 2) for name, (source, _, _) in DIFFERENT.items()]
    write_source(root, "ps", cells)
    above = [cells[0], cell("test", "above", "half(10)", 2)]
    write_source(root, "above", above)
    build(Course.open(root))
    hand_in(root, "ada", "ps", {"half": LOUD})
    hand_in(
        root,
        "ada",
        "above",
        {"half": LOUD.replace("print", "str").replace(", file=sys.stderr", "")},
    )
    graded = stock.autograde(root, ["ps", "above"])
    rows = grade_class([root / "submitted"], root / "autograder_tests").results
    hand_in(root, "ada", "ps", {"half": "half = None"}, edit=_without_tests)
    stock.nbgrader(root, "autograde", "ps", "--force")
    again = stock.marks(root)
    (later,) = grade_class([root / "submitted/ada/ps"], root / "autograder_tests").results
    return graded, {row.assignment: row for row in rows}, again, later


def _without_tests(notebook):
    notebook.cells = notebook.cells[:1]


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_rule_of_nbgrader_that_differs(name, differing):
    graded, rows, _, _ = differing
    _, theirs, ours = DIFFERENT[name]
    assert graded.marks["ada", "ps"][name] == theirs
    assert points(rows["ps"])[name] == ours


def test_defective_tests_are_named(differing):
    row = differing[1]["ps"]
    assert row.needs_review
    for name in ("nan", "negative"):
        assert f"the test {name} ended with the value" in row.reason
        (message,) = (test.message for test in row.tests if test.grade_id == name)
        assert "It is not your fault" in message
    assert "do not need to change anything" in row.remedy
    assert (
        row.instructor_remedy == "Fix the test in source/, run 'examiner build', and grade again."
    )


def test_points_above_the_maximum_stop_nbgrader_and_not_the_engine(differing):
    graded, rows, _, _ = differing
    assert "partial credit cannot be greater than maximum points" in graded.log
    assert points(rows["above"]) == {"above": 0}
    assert "the test above ended with the value 5" in rows["above"].reason


def test_nbgrader_keeps_old_marks_of_deleted_tests_and_the_engine_does_not(differing):
    graded, _, again, later = differing
    assert again["ada", "ps"] == graded.marks["ada", "ps"], "stale rows, as nbgrader leaves them"
    assert sum(again["ada", "ps"].values()) > 0
    assert points(later)["partial"] == points(later)["stderr"] == 0
