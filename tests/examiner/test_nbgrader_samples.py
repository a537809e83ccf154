"""nbgrader's own sample notebooks through both engines; every difference has its reason.

The notebooks lie in the installed package of nbgrader: those of its tests, and the course of its
user guide. Nothing of them is copied into this repository.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import nbgrader
import pytest
from nbgrader.api import Gradebook, MissingEntry

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.grading.limits import TimeLimits
from examiner.grading.run import grade_class
from examiner.key import Key
from tests.support import stock

pytestmark = pytest.mark.slow

PACKAGE = Path(nbgrader.__file__).parent
APPS = PACKAGE / "tests" / "apps" / "files"
PREPROCESSORS = PACKAGE / "tests" / "preprocessors" / "files"
GUIDE = PACKAGE / "docs" / "source" / "user_guide"

#: Source notebooks of an assignment that holds them all, by name.
SOURCES = {
    "changed": "submitted-unchanged",
    "loop": "infinite-loop",
    "slow": "timeout",
    "file": "open_relative_file",
    "environment": "validating-environment-variable",
    "zero": "validation-zero-points",
    "hidden": "test-hidden-tests",
    "output": "test-with-output",
    "multi": "autotest-multi-unchanged",
    "hashed": "autotest-hidden-unchanged",
}


@dataclass(frozen=True)
class Sample:
    """A submission, and what it gets.

    Attributes
    ----------
    notebook : str
        Which of `SOURCES` it answers.
    path : pathlib.Path
        The notebook that is handed in.
    theirs : dict
        Points from nbgrader, by grade id.
    ours : dict or None
        Points from the engine; None if they are the same.
    reason : str
        Why they differ, or why there are none.
    nothing_to_grade : bool
        Whether the notebook has no cell that is graded.
    """

    notebook: str
    path: Path
    theirs: dict
    ours: dict | None = None
    reason: str = ""

    @property
    def nothing_to_grade(self):
        return not self.theirs and not self.ours


SQUARES = {
    "correct_squares": 1,
    "squares_invalid_input": 1,
    "correct_sum_of_squares": 0.5,
    "sum_of_squares_uses_squares": 0.5,
}
BROKEN = (
    "nbgrader turns the cell back without giving it the id that a cell must have, "
    "fails at its own check, and gives no mark"
)
UNANSWERED = {"foo": 1, "bar": 0}
SAMPLES = {
    "unchanged": Sample("changed", APPS / "submitted-unchanged.ipynb", UNANSWERED),
    "changed": Sample("changed", APPS / "submitted-changed.ipynb", {"foo": 1, "bar": 1}),
    "cheat": Sample("changed", APPS / "submitted-cheat-attempt.ipynb", UNANSWERED),
    "cheat-alternative": Sample(
        "changed", APPS / "submitted-cheat-attempt-alternative.ipynb", UNANSWERED
    ),
    "test-changed": Sample("changed", APPS / "submitted-grade-cell-changed.ipynb", UNANSWERED),
    "locked-changed": Sample("changed", APPS / "submitted-locked-cell-changed.ipynb", UNANSWERED),
    "answer-is-markdown": Sample(
        "changed",
        PREPROCESSORS / "submitted-answer-cell-type-changed.ipynb",
        {},
        UNANSWERED,
        BROKEN,
    ),
    "test-is-markdown": Sample(
        "changed",
        PREPROCESSORS / "submitted-grade-cell-type-changed.ipynb",
        {},
        UNANSWERED,
        BROKEN,
    ),
    "loop": Sample("loop", APPS / "infinite-loop.ipynb", {}, reason="nothing in it is graded"),
    "slow": Sample("slow", APPS / "timeout.ipynb", {"correct_squares": 0}),
    "file": Sample("file", APPS / "open_relative_file.ipynb", {"open_file": 10}),
    "environment": Sample(
        "environment",
        APPS / "validating-environment-variable.ipynb",
        {"cell-bfbdf1784663b6b6": 0},
    ),
    "zero": Sample("zero", APPS / "validation-zero-points.ipynb", {"correct_squares": 0}),
    "hidden": Sample(
        "hidden",
        APPS / "test-hidden-tests.ipynb",
        SQUARES | {"correct_squares": 0, "correct_sum_of_squares": 0},
    ),
    "output": Sample("output", APPS / "test-with-output.ipynb", SQUARES),
    "multi": Sample(
        "multi",
        APPS / "autotest-multi-changed.ipynb",
        {
            "test_multi": 1,
            "cell-f2803ba7c42d03ab": 1,
            "cell-693350420ec62f1b": 0,
            "cell-13479eb0e5fff152": 1,
        },
    ),
    "right": Sample("hashed", APPS / "autotest-hidden-changed-right.ipynb", {"test_hidden": 1}),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Have both engines grade all samples, each handed in by a student of its own."""
    root = tmp_path_factory.mktemp("samples")
    for name, file in SOURCES.items():
        _copy(APPS / f"{file}.ipynb", root / "source" / "all" / f"{name}.ipynb")
    (root / "source" / "all" / "data.txt").write_text("a\nb\nc\nd")
    for name, sample in SAMPLES.items():
        _copy(sample.path, root / "submitted" / name / "all" / f"{sample.notebook}.ipynb")
    shutil.copytree(GUIDE / "source" / "ps1", root / "source" / "ps1")
    for student in ("bitdiddle", "hacker"):
        shutil.copytree(GUIDE / "submitted" / student / "ps1", root / "submitted" / student / "ps1")
    for student, file in {"a": "test", "b": "test-v0", "c": "test-v2", "d": "too-new"}.items():
        _copy(APPS / f"{file}.ipynb", root / "submitted" / student / "old" / "old.ipynb")
    _copy(APPS / "test.ipynb", root / "source" / "old" / "old.ipynb")
    config = "c.Examiner.handed_out = ['data.txt', 'jupyter.png']\nc.Execute.timeout = 3\n"
    (root / "nbgrader_config.py").write_text("c = get_config()\n" + config)
    build(Course.open(root))
    log = stock.autograde(root, ["all", "ps1", "old"], config=config).log
    times = TimeLimits(3, 60)
    report = grade_class([root / "submitted"], root / "autograder_tests", times=times, jobs=2)
    return root, log, report.results


def _copy(path, place):
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, place)


def theirs(root, student, assignment, notebook):
    """Read nbgrader's points of the test cells of one notebook; None if it has none."""
    key = Key.read(root / "autograder_tests" / assignment / f"{notebook}.ipynb")
    tests = {cell.grade_id for cell in key.tests}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        try:
            found = gradebook.find_submission_notebook(notebook, assignment, student)
        except MissingEntry:
            return None
        return {
            grade.cell.name: grade.auto_score
            for grade in found.grades
            if grade.auto_score is not None and grade.cell.name in tests
        }


def ours(rows, student, assignment, notebook):
    """Find the engine's row of one notebook; None if there is none."""
    found = [
        row
        for row in rows
        if (row.student, row.assignment) == (student, assignment)
        and row.notebook.removesuffix(".ipynb") == notebook
    ]
    assert len(found) <= 1
    return found[0] if found else None


def points(row):
    return {test.grade_id: test.points for test in row.tests}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_of_nbgraders_own_tests(name, graded):
    root, log, rows = graded
    sample = SAMPLES[name]
    assert (theirs(root, name, "all", sample.notebook) or {}) == sample.theirs, log
    row = ours(rows, name, "all", sample.notebook)
    if sample.nothing_to_grade:
        assert row is None
    else:
        assert points(row) == (sample.theirs if sample.ours is None else sample.ours), row
    assert bool(sample.reason) == (sample.ours is not None or sample.nothing_to_grade)


@pytest.mark.parametrize("student", ["bitdiddle", "hacker"])
@pytest.mark.parametrize("notebook", ["problem1", "problem2"])
def test_the_course_of_the_user_guide(student, notebook, graded):
    root, log, rows = graded
    by_nbgrader = theirs(root, student, "ps1", notebook)
    assert points(ours(rows, student, "ps1", notebook)) == by_nbgrader, log
    if notebook == "problem1":
        wrong = (
            {"correct_squares": 0, "correct_sum_of_squares": 0} if student == "bitdiddle" else {}
        )
        assert by_nbgrader == SQUARES | wrong


def test_old_and_new_metadata_stop_nbgrader_for_everybody_and_the_engine_for_nobody(graded):
    root, log, rows = graded
    assert "an old version" in log
    by_nbgrader = {name: theirs(root, name, "old", "old") for name in "abcd"}
    assert by_nbgrader["a"] == SQUARES
    assert by_nbgrader["c"] is None, "nbgrader had stopped at b"
    assert by_nbgrader["d"] is None
    for name in "abc":
        assert points(ours(rows, name, "old", "old")) == SQUARES
    row = ours(rows, "d", "old", "old")
    assert row.status == "refused", "it is another notebook altogether"
    assert "belongs to an assignment" in row.reason
