"""The build finds the doors of each test cell, writes them into the key, and says what they expose."""

import json

import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.errors import ExaminerError
from examiner.grading.run import grade_class
from examiner.key import Key
from examiner.reports import render
from tests.examiner.authoring.test_build import answer, test, write
from tests.support.small_course import hand_in

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course

DOUBLE = "def double(values):\n    ### BEGIN SOLUTION\n    for n, value in enumerate(values):\n        values[n] = 2 * value\n    ### END SOLUTION"
CHANGED = "values = [1, 7.5]\ndouble(values)\nassert values == [2, 15]"
DOG = "class Dog:\n    ### BEGIN SOLUTION\n    def speak(self):\n        return 'Woof'\n    ### END SOLUTION\n    pass"
INHERITS = "class Puppy(Dog):\n    pass\nassert Puppy().speak() == 'Woof'"


def key_of(root):
    return Key.read(root / "autograder_tests" / "ps1" / "ps1.ipynb")


def built(root, *cells, capsys, arguments=()):
    write(root, list(cells))
    assert main(["build", "--course", str(root), *arguments]) == 0
    return capsys.readouterr().out


def test_a_cell_gets_the_door_that_it_needs_and_no_other(tmp_path, capsys):
    said = built(
        tmp_path, answer("double", DOUBLE), test("changed", 1, CHANGED),
        test("plain", 1, "assert double([]) is None"), capsys=capsys,
    )  # fmt: skip
    assert {cell.grade_id: cell.needs for cell in key_of(tmp_path).tests} == {
        "changed": ("changes",),
        "plain": (),
    }
    assert "cell 2 (changed) needs: changes\n" in said
    assert "  changes: the student's code can change what the test passes in" in said
    assert "with no door" not in said
    assert build(Course.open(tmp_path), check=True, verify=True) == {}


def function(body):
    return f"def f(x):\n    ### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION"


#: By kind of the argument: right answer, one that is right and changes the argument, and test.
CHANGING = {
    "list": (
        "return sorted(x)",
        "x.sort()\n    return x",
        "x = [3, 1]\nassert f(x) == [1, 3]\nassert x == [3, 1], 'Leave the list alone.'",
    ),
    "array": (
        "return x / x.sum()",
        "x /= x.sum()\n    return x",
        "import numpy as np\nx = np.array([1.0, 3.0])\nbefore = x.copy()\n"
        "assert f(x)[1] == 0.75\nnp.testing.assert_array_equal(x, before)",
    ),
    "frame": (
        "return x.assign(roll=x.n.rolling(2).mean())",
        "x['roll'] = x.n.rolling(2).mean()\n    return x",
        "import pandas as pd\nx = pd.DataFrame({'n': [2, 4]})\nassert f(x).roll[1] == 3\n"
        "assert 'roll' not in x, 'Leave the table alone.'",
    ),
}


@pytest.mark.parametrize("kind", CHANGING)
def test_a_test_that_looks_at_its_argument_again_sees_that_it_was_changed(tmp_path, capsys, kind):
    right, changing, look = CHANGING[kind]
    result = test("result", 1, look.rpartition("\n")[0])
    said = built(
        tmp_path, answer("f", function(right)), test("alone", 1, look), result, capsys=capsys
    )
    assert [cell.needs for cell in key_of(tmp_path).tests] == [("changes",), ()]
    assert "cell 2 (alone) needs: changes\n" in said
    for student, body in (("ada", right), ("ben", changing)):
        hand_in(tmp_path, student, "ps1", {"f": f"def f(x):\n    {body}"})
    report = grade_class([tmp_path / "submitted"], tmp_path / "autograder_tests")
    assert [row.points for row in report.results] == [2, 1]


def test_the_build_explains_which_door_made_a_test_pass(tmp_path, capsys):
    cells = answer("double", DOUBLE), test("changed", 1, CHANGED)
    said = built(tmp_path, *cells, capsys=capsys, arguments=["--explain"])
    assert "cell 2 (changed) with no door: line 3: AssertionError" in said
    assert "cell 2 (changed) passes with changes" in said


def test_doors_are_kept_where_the_tests_are_not_run_and_are_the_same(tmp_path, capsys):
    cells = answer("double", DOUBLE), test("changed", 1, CHANGED), test("other", 1, CHANGED + " ")
    built(tmp_path, *cells, capsys=capsys)
    cells[2]["source"] = "assert double([3]) is None"
    built(tmp_path, *cells, capsys=capsys, arguments=["--no-verify"])
    assert [cell.needs for cell in key_of(tmp_path).tests] == [("changes",), ()]


def test_a_key_that_names_what_is_no_door_is_refused(tmp_path, capsys):
    built(tmp_path, answer("double", DOUBLE), test("changed", 1, CHANGED), capsys=capsys)
    path = key_of(tmp_path).path
    path.write_text(path.read_text().replace('"changes"', '"windows"'))
    with pytest.raises(ExaminerError, match="'windows' is not one of changes"):
        Key.read(path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Build a course whose test inherits from a class of the student's; grade two submissions."""
    root = tmp_path_factory.mktemp("shared")
    write(root, [answer("dog", DOG), test("puppy", 1, INHERITS)])
    build(Course.open(root), verify=True)
    hand_in(root, "ada", "ps1", {"dog": "class Dog:\n    def speak(self):\n        return 'Woof'"})
    hand_in(root, "ben", "ps1", {})
    return root, grade_class([root / "submitted"], root / "autograder_tests")


def test_one_process_is_the_last_resort(shared):
    root, report = shared
    assert key_of(root).one_process
    assert {row.student: row.points for row in report.results} == {"ada": 1, "ben": 0}


def test_the_build_says_why_tests_and_answers_share_a_process(tmp_path, capsys):
    said = built(tmp_path, answer("dog", DOG), test("puppy", 1, INHERITS), capsys=capsys)
    assert (
        "cell 2 (puppy) passes only if tests and answers share a process: in two, line 1: " in said
    )
    assert "a test cannot inherit from Dog" in said
    assert "  one process: everything" in said
    assert "To do without: have the test call the student's code" in said


@pytest.mark.parametrize(
    "name", ["table", "json", "junit", "gradescope", "markdown", "html", "csv"]
)
def test_every_report_says_that_tests_and_answers_shared_a_process(shared, tmp_path, name, capsys):
    paths = render(shared[1], name, tmp_path)
    text = " ".join([capsys.readouterr().out, *(path.read_text() for path in paths)])
    assert "Tests and answers ran in the same process" in " ".join(text.split()), text


def test_the_command_can_refuse_keys_that_share_a_process(shared, tmp_path, capsys):
    root, _ = shared
    command = ["grade", str(root / "submitted"), "--keys", str(root / "autograder_tests")]
    command += ["--output", str(tmp_path)]
    assert main([*command, "--require-two-processes"]) == 2
    assert "ps1/ps1" in capsys.readouterr().err
    assert main(command) == 0
    rows = json.loads((tmp_path / "report.json").read_text())["submissions"]
    assert [row["one_process"] for row in rows] == [True, True]
