"""`examiner check-tests`: what a bank of answers finds out about the tests of a course."""

import pytest

from examiner.authoring.bank import Case
from examiner.authoring.build import build
from examiner.authoring.check_tests import EQUIVALENT, _equivalent, _mutants, check
from examiner.authoring.course import Course
from examiner.authoring.mutants import mutants
from examiner.cli import main
from examiner.errors import ExaminerError
from examiner.key import Key
from tests.support import REPO
from tests.support.small_course import cell, solution, write_source

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course

TEST = """
assert isinstance(half(4), float), "half should give a number."
assert half(4) == 2, "half(4) should be 2."
### BEGIN HIDDEN TESTS
assert half(-6) == -3, "Look at the sign."
### END HIDDEN TESTS
"""
#: By place in the bank: what it costs, and the answer.
ANSWERS = {
    "right/half/times": ("nothing", "def half(x):\n    return 0.5 * x"),
    "right/half/floor": ("nothing", "def half(x):\n    return x // 2"),  # half(4) is not a float
    "wrong/half/double": ("half_value", "def half(x):\n    return 2.0 * x"),
    "wrong/half/positive": ("half_value", "def half(x):\n    return abs(x) / 2"),
    "wrong/half/odd": ("half_value", "def half(x):\n    return x / 2 if x % 2 == 0 else None"),
    "wrong/half/other": ("half_value, half_text", "def half(x):\n    return -x / 2"),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Make a course with one careful test, one that nothing fails, and a bank."""
    root = tmp_path_factory.mktemp("course")
    cells = [
        cell("answer", "half", solution("def half(x):\n    return x / 2")),
        cell("test", "half_value", TEST, 2),
        cell("test", "half_text", "assert callable(half)", 1),
    ]
    write_source(root, "ps", cells)
    for place, (costs, source) in ANSWERS.items():
        path = root / "tests" / "answers" / "ps" / f"{place}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# A story.\n# costs: {costs}\n{source}\n")
    build(Course.open(root))
    return root


@pytest.fixture(scope="module")
def found(course):
    """Check the course, with mutants."""
    return check(Course.open(course), course / "tests" / "answers", "ps", mutated=True)


def names(verdicts):
    """Give the last parts of the names of verdicts."""
    return [verdict.case.name.rpartition("/")[2] for verdict in verdicts]


def test_each_answer_gets_its_finding(found):
    assert names(found.of("false reject")) == ["floor"]
    assert names(found.of("false accept")) == ["odd"]
    assert names(found.of("wrong blame")) == ["other"]
    assert found.is_bad


def test_what_students_do_not_see_is_told_apart(found):
    assert names(found.unseen) == ["odd", "positive"]


def test_tests_that_nothing_fails_are_named(found):
    assert found.idle == ["half_text"]
    assert found.inseparable == []


def test_mutants_that_no_own_check_notices_survive(found):
    assert len(found.mutants) > 3
    assert found.survivors == []


def test_the_command_prints_a_matrix_writes_a_page_and_fails(course, capsys, tmp_path):
    status = main(["check-tests", "--course", str(course), "--output", str(tmp_path)])
    assert status == 1
    table = capsys.readouterr().out
    assert "ps: 2 right and 4 wrong answers" in table
    assert "ps/wrong/half/other (does not fail half_text)" in table
    page = (tmp_path / "index.html").read_text()
    assert "return abs(x) / 2" in page
    assert "false accept" in page


def test_a_bank_that_fits_makes_no_fuss(course, tmp_path, capsys):
    path = tmp_path / "ps" / "wrong" / "half" / "double.py"
    path.parent.mkdir(parents=True)
    path.write_text("# Doubles.\n# costs: half_value\ndef half(x):\n    return 2.0 * x\n")
    asked = ["check-tests", "--course", str(course), "--bank", str(tmp_path)]
    assert main([*asked, "--output", str(tmp_path / "page")]) == 0
    assert "false accept: 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("place", "head", "message"),
    [
        ("wrong/half/a", "", "does not say what it costs"),
        ("right/half/a", "# costs: half_value", "but lies in right/"),
        ("wrong/half/a", "# costs: nothing", "but lies in wrong/"),
        ("wrong/half/a", "# costs: half_sum", "names half_sum"),
        ("wrong/third/a", "# costs: half_value", "names third"),
    ],
)
def test_a_careless_head_is_refused(course, tmp_path, place, head, message):
    path = tmp_path / "ps" / f"{place}.py"
    path.parent.mkdir(parents=True)
    path.write_text(f"{head}\nhalf = None\n")
    with pytest.raises(ExaminerError, match=message):
        check(Course.open(course), tmp_path, "ps")


def test_a_course_without_answers_is_told_how_to_write_some(course, tmp_path, capsys):
    assert main(["check-tests", "--course", str(course), "--bank", str(tmp_path)]) == 2
    assert "<assignment>/{right,wrong}/<answer cell>/<case>.py" in capsys.readouterr().err


def test_the_head_of_a_case_is_read(tmp_path):
    path = tmp_path / "ps" / "wrong" / "f" / "slip.py"
    path.parent.mkdir(parents=True)
    path.write_text("# Slips,\n# and falls.\n# costs: a, b\n# visible: passes\n# a remark\nx = 1\n")
    case = Case.read(path)
    assert (case.assignment, case.cell, case.story) == ("ps", "f", "Slips, and falls.")
    assert case.costs == {"a", "b"}
    assert case.passes_visible
    assert not case.is_right


# Mutants.

MUTATED = {
    "operators": ("y = a * b", "y = a / b"),
    "sides": ("y = a - b", "y = b - a"),
    "comparisons": ("y = a >= b", "y = a > b"),
    "constants": ("y = f(1)", "y = f(2)"),
    "axis": ("y = s(z, axis=0)", "y = s(z, axis=1)"),
    "keywords": ("y = s(z, keepdims=True)", "y = s(z)"),
    "arguments": ("y = f(a, b)", "y = f(b, a)"),
    "twins": ("y = np.argmin(a)", "y = np.argmax(a)"),
    "signs": ("y = f(-a)", "y = f(a)"),
    "slices": ("y = a[:k]", "y = a"),
    "results": ("def f():\n    return (a, b)", "def f():\n    return (b, a)"),
    "dropped lines": ("a = 1\nb = 2", "a = 1\npass"),
}


@pytest.mark.parametrize("kind", MUTATED)
def test_each_kind_of_slip_is_made(kind):
    answer, slip = MUTATED[kind]
    assert slip in [mutant.source for mutant in mutants(answer)]


def test_mutants_differ_from_the_answer_and_from_each_other():
    answer = "def f(x):\n    '''Say 1.'''\n    return x + 1 if x > 1 else max(x, 0)"
    sources = [mutant.source for mutant in mutants(answer)]
    assert len({answer, *sources}) == len(sources) + 1
    assert all("Say 1." in source for source in sources)


def test_an_async_function_is_not_dropped_as_a_line():
    changes = [mutant.change for mutant in mutants("async def f():\n    return 1\n")]
    assert changes == [mutant.change for mutant in mutants("def f():\n    return 1\n")]


@pytest.mark.parametrize("text", ["[[mutant]]\nname = 1", "[[mutant", "mutant = 3"])
def test_a_list_of_equivalent_mutants_that_is_none_is_refused(tmp_path, text):
    path = tmp_path / EQUIVALENT
    path.write_text(text)
    with pytest.raises(ExaminerError, match="cannot be read") as refused:
        _equivalent(path)
    assert "[[mutant]] with a name and a reason" in refused.value.remedy
    path.write_text("# none yet\n")
    assert _equivalent(path) == {}


def test_every_excused_mutant_is_one_that_is_made():
    bank = REPO / "tests" / "answers"
    for task in ("task14", "task15", "task16"):
        source = Key.read(REPO / "source" / task / f"{task}.ipynb")
        made = {case.name for case in _mutants([source], {task: source})}
        excused = _equivalent(bank / task / EQUIVALENT)
        assert excused
        assert excused.keys() <= made
        assert len(excused) < 0.2 * len(made)
