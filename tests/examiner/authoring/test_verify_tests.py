"""The build looks at the tests themselves: what cannot work, and what accepts wrong answers."""

import re

import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.authoring.lint import check_cell
from examiner.cli import main
from examiner.errors import ExaminerError, NoSandboxError
from examiner.grading.run import grade_class
from examiner.key import Key
from tests.examiner.authoring.test_build import answer, test, write
from tests.support import REPO
from tests.support.small_course import hand_in

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course

GOOD = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
TESTED = "for n in (2, 7.5):\n    got = double(n)\n    assert type(got) in (int, float)\n    assert got == 2 * n"


def made(root, tested, answered=GOOD, *, strict=True):
    write(root, [answer("double", answered), test("test_double", 1, tested)])
    return opened(root, strict=strict)


def opened(root, *, strict=True):
    (root / "nbgrader_config.py").write_text(f"c = get_config()\nc.Examiner.strict = {strict}\n")
    return Course.open(root)


def refusal(course):
    with pytest.raises(ExaminerError) as caught:
        build(course, verify=True)
    assert not course.release.exists()
    return str(caught.value)


def test_a_test_that_tells_right_from_wrong_is_built(tmp_path):
    written = build(
        made(tmp_path, TESTED.replace("type(got) in (int, float)", "isinstance(got, int | float)")),
        verify=True,
    )
    assert len(written) == 2


@pytest.mark.parametrize(
    ("tested", "passed_by"),
    [
        ("assert callable(double)", "every wrong answer"),
        ("assert double(3) is not None", "its first argument"),
        ("assert not double(0)", "an empty list"),
        ("x = double(4)", "the release as it is"),
    ],
)
def test_a_test_that_wrong_answers_pass_is_refused(tmp_path, tested, passed_by):
    tested = (
        f"try:\n    {tested}\nexcept NotImplementedError:\n    pass"
        if "release" in passed_by
        else tested
    )
    said = refusal(made(tmp_path, tested))
    assert re.search(rf"cell 2 \(test_double\): (.* )?{passed_by}(,| and)?.* pass", said)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tested", "passed_by", "advice"),
    [
        (
            "import numpy as np\nassert np.all(np.asarray(double(np.ones((3, 1)))) == 2)",
            "an empty array",
            "Check the type and the shape first",
        ),
        (
            "got = double([1, 2])\nassert len(got) in (3, 4)\nfor item in got:\n    assert item in (1, 2)",
            "an object whose length and items disagree",
            "Check that it is a list",
        ),
        (
            "# examiner: inplace\nimport numpy as np\nx = np.array([3.0])\nassert double(x) == 2 * x",
            "its first argument, emptied",
            "Compare with a copy of what you pass in",
        ),
        (
            "try:\n    assert double(2) == 4\nexcept Exception:\n    pass",
            "every wrong answer",
            "Let the test call the answer, compare what comes back with an assert, and catch only",
        ),
    ],
)
def test_a_test_that_is_unsafe_is_refused_with_what_to_write(tmp_path, tested, passed_by, advice):
    message = refusal(made(tmp_path, tested))
    assert re.search(rf"cell 2 \(test_double\): .*{passed_by}[^.]* pass(es)?\. {advice}", message)


def test_a_test_that_only_counts_calls_is_refused(tmp_path):
    answered = GOOD.replace("return 2 * x", "x.step()\n    return x.total")
    tested = (
        "class Recorder:\n    steps = total = 0\n    def step(self):\n        self.steps += 1\n"
        "recorder = Recorder()\ndouble(recorder)\nassert recorder.steps == 1"
    )
    said = refusal(made(tmp_path, tested, answered))
    assert "an answer that only calls what it is passed passes. Check what the object was" in said
    assert said.count("cell 2 (test_double)") <= 2, "one line for each reason, not for each answer"


def test_the_key_says_which_tests_give_partial_points(tmp_path):
    """The reference answers end them with a number; an answer that does not earns nothing."""
    tested = "import numpy as np\nsum(0.5 * (double(x) == 2 * x) for x in (1, 7.5))"
    cells = [answer("double", GOOD), test("part", 1, tested), test("whole", 1, TESTED)]
    write(tmp_path, cells)
    course = Course.open(tmp_path)
    build(course, verify=True)
    path = course.keys / "ps1" / "ps1.ipynb"
    assert {cell.grade_id: cell.partial for cell in Key.read(path).tests} == {
        "part": True,
        "whole": False,
    }
    assert build(course, check=True, verify=True) == {}
    assert build(course, check=True) == {}  # kept where the tests are not run
    answers = {"double": "import numpy as np\ndef double(x):\n    return np.array([])"}
    hand_in(tmp_path, "ada", "ps1", answers)
    (row,) = grade_class([tmp_path / "submitted"], course.keys).results
    assert [test.points for test in row.tests] == [0, 0]
    assert "something other than a number" in row.tests[0].message


def test_a_test_that_the_answers_fail_is_refused(tmp_path):
    message = refusal(made(tmp_path, 'assert double(2) == 5, "Look at double(2)."'))
    assert (
        "the answers of the source do not pass: line 1: AssertionError: Look at double(2)."
        in message
    )


@pytest.mark.parametrize(
    ("tested", "sentence"),
    [
        ("assert callable(double)", "cell 2 (test_double): every wrong answer passes."),
        ("assert double(2) == 5, 'No.'", "cell 2 (test_double): the answers of the source do not"),
    ],
)
def test_in_a_course_that_is_not_strict_the_same_is_a_warning(tmp_path, capsys, tested, sentence):
    assert len(build(made(tmp_path, tested, strict=False), verify=True)) == 2
    assert f"WARNING: ps1/ps1.ipynb, {sentence}" in capsys.readouterr().err


def test_a_wrong_answer_that_happens_to_be_right_can_be_allowed(tmp_path):
    tested = "# examiner: 0 is right\ngot = double(0)\nassert isinstance(got, int) and not isinstance(got, bool) and got == 0"
    assert "its first argument passes" in refusal(made(tmp_path, tested))
    allowed = "# examiner: its first argument is right\n" + tested
    assert build(made(tmp_path, allowed), verify=True)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("import inspect\nassert 'for' not in inspect.getsource(double)", "recording double"),
        ("assert 'double' in globals()", "catch NameError"),
        ("assert 'double' in get_ipython().user_ns", "shell is not available here"),
        ("import matplotlib.pyplot as plt\nassert plt.gca().lines", "return its Axes"),
        ("import types\nassert type(double(1)) is types.FunctionType", "Use isinstance"),
        (
            "from unittest import mock\nwith mock.patch('__main__.double'):\n    pass",
            "does not reach",
        ),
        ("assert 'double' in In[2]", "cannot be seen"),
        ("double = print\nassert callable(double(1))", "del double"),
        ("def test():\n    global double\n    double = print\n    assert double(1)\ntest()", "top"),
    ],
)
def test_what_rarely_works_across_processes_is_named(source, sentence):
    (_, said), *_ = check_cell(source, {"double": True})
    assert sentence in said


def test_what_cannot_work_is_only_named_where_the_answers_do_not_pass(tmp_path):
    tested = "assert 'triple' in In[2]\n" + TESTED
    said = refusal(made(tmp_path, tested))
    assert "cell 2 (test_double): the answers of the source do not pass: line 1: " in said
    assert "Line 1: " in said
    assert "cannot be seen" in said


@pytest.mark.parametrize(
    "source",
    [
        "kept = double\ndel double\ntry:\n    total(1)\nexcept NameError:\n    pass\nfinally:\n    double = kept",
        "fig, ax = plt.subplots()\ndraw(ax)",
        "assert type(2) is int",
        "assert type(double(1)) == list",
        "assert double.__code__.co_argcount == 1",
        "get_ipython().run_line_magic('matplotlib', 'inline')",
        "def helper(a):\n    return sorted(locals())",
        "def helper():\n    double = 3\n    return double",
        "%matplotlib inline\nassert double(1) == 2",
    ],
)
def test_what_works_is_left_alone(source):
    assert check_cell(source, {"double": True, "draw": True, "total": True}) == []


def test_a_name_that_a_test_cell_takes_from_a_later_answer_is_shared(tmp_path, capsys):
    later = answer("best", "### BEGIN SOLUTION\nrate = 0.1\n### END SOLUTION")
    first = test("test_double", 1, f"rate = 3\nassert double(rate) == 2 * rate\n{TESTED}")
    last = test("test_best", 1, "assert type(rate) is float and 0 < rate < 0.2")
    write(tmp_path, [answer("double", GOOD), first, later, last])
    course = opened(tmp_path)
    assert build(course, verify=True)
    key = Key.read(course.keys / "ps1" / "ps1.ipynb")
    assert {cell.grade_id: cell.needs for cell in key.tests} == {
        "test_double": ("names:rate", "changes:rate"),
        "test_best": (),
    }
    assert "cell 2 (test_double) needs: names:rate, changes:rate" in capsys.readouterr().out


@pytest.mark.parametrize(
    "check",
    [
        "assert type(got) == float or type(got) == int",
        "assert double.__code__.co_argcount == 1",
        "assert globals()['double'] is double",
        "double = double",  # lint has something to say of it, and it works
    ],
)
def test_a_test_that_passes_is_not_refused_for_its_text(tmp_path, check):
    assert build(made(tmp_path, f"{TESTED}\n{check}"), verify=True)


def test_a_name_that_an_answer_takes_from_a_test_cell_is_shared(tmp_path, capsys):
    write(
        tmp_path,
        [
            answer("double", GOOD),
            test("test_double", 1, f"import math\n{TESTED}"),
            answer("area", "### BEGIN SOLUTION\narea = math.pi * 3**2\n### END SOLUTION"),
            test("test_area", 1, "assert isinstance(area, float)\nassert 28 < area < 29"),
        ],
    )
    assert build(opened(tmp_path), verify=True)
    assert "cell 2 (test_double) needs: names:math" in capsys.readouterr().out


@pytest.mark.parametrize(
    "answered",
    [
        "raise NotImplementedError()\n### BEGIN SOLUTION\ndef double(x):\n    return 2 * x\n### END SOLUTION",
        "def double(x):\n    if x:\n        raise NotImplementedError\n"
        "    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION",
    ],
)
def test_a_stub_beside_the_solution_is_named(tmp_path, answered):
    message = refusal(made(tmp_path, TESTED, answered))
    line = 1 + answered.splitlines().index(
        next(text for text in answered.splitlines() if "raise" in text)
    )
    assert (
        f"cell 1 (double), line {line}: the stub 'raise NotImplementedError' stands beside the "
        "solution and is run with it. Delete it"
    ) in message


def test_a_stub_that_does_no_harm_is_left_alone(tmp_path):
    stub = f"{GOOD}\n    raise NotImplementedError()"
    assert build(
        made(tmp_path, TESTED.replace("type(got) in (int, float)", "got"), stub), verify=True
    )


def test_the_command_verifies_unless_told_not_to(tmp_path, capsys):
    made(tmp_path, "assert callable(double)", strict=True)
    assert main(["build", "--course", str(tmp_path)]) == 2
    assert "every wrong answer passes" in capsys.readouterr().err
    assert main(["build", "--course", str(tmp_path), "--no-verify"]) == 0


def test_without_a_sandbox_the_build_says_so_and_goes_on(tmp_path, monkeypatch, capsys):
    def none(*args, **kwargs):
        raise NoSandboxError("There is no sandbox here.")

    monkeypatch.setattr("examiner.authoring.verify_tests.ForkServer", none)
    assert build(made(tmp_path, "assert callable(double)"), verify=True)
    assert (
        "WARNING: the tests of ps1/ps1.ipynb were not run against wrong answers. There is no"
        in capsys.readouterr().err
    )


@pytest.mark.slow
def test_the_tasks_of_the_course_prove_what_they_test():
    assert build(Course.open(REPO), check=True, verify=True) == {}
