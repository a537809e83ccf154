"""Choices in the source: what cannot work is refused when the course is built."""

import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.errors import ExaminerError
from tests.support.small_course import cell, write_source
from tests.support.variants_course import ANSWERS, GROWTH, PARAMETERS, cells, graded, lost, submit

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        (
            PARAMETERS.replace("0.1\n", "-2\n"),
            r"cell 5 \(test_growth\), with rate = -2, years = .*: line 1: AssertionError",
        ),
        (
            PARAMETERS.replace("0.1\n", "1 / 0\n"),
            r"with rate = 1 / 0, .*: With the values of this variant, a set-up cell .*ZeroDivisionError",
        ),
    ],
)
def test_a_variant_that_the_answers_do_not_solve_is_refused(built, tmp_path, parameters, why):
    source = cells(parameters)
    source[4].source = "assert growth(100) > 0"
    source[4].source += " and rate > -1"
    write_source(tmp_path, "ps", source)
    with pytest.raises(ExaminerError, match=why) as raised:
        build(Course.open(tmp_path), verify=True)
    assert "do not pass with the values of every student" in str(raised.value)
    assert not (tmp_path / "autograder_tests").exists()


def test_check_tests_grades_answers_with_several_variants(course, capsys):
    """An answer with the numbers of the source is wrong for most students."""
    bank = course / "tests" / "answers" / "ps"
    cases = {
        "right/growth/names.py": f"# costs: nothing\n{GROWTH}",
        "right/growth/loop.py": "# costs: nothing\ndef growth(capital):\n    for _ in range(years):\n"
        "        capital = capital * (1 + rate)\n    return capital",
        "wrong/growth/by_heart.py": "# costs: test_growth, test_hidden\n"
        "def growth(capital):\n    return capital * 1.05**10",
    }
    for name, source in cases.items():
        (bank / name).parent.mkdir(parents=True, exist_ok=True)
        (bank / name).write_text(source)
    command = ["check-tests", "ps", "--course", str(course), "--output", str(course / "build")]
    assert main(command) == 0
    assert "2 right and 1 wrong answers" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("role", "line", "why"),
    [
        ("answer", "a = 1  # examiner: one of 1, 2", "students or tests own it"),
        ("locked", "a = 1  # examiner: one of 1", "the options must be values separated by commas"),
    ],
)
def test_choices_that_cannot_work_are_refused(tmp_path, role, line, why):
    write_source(tmp_path, "ps", [*cells(), cell(role, "more", line)])
    with pytest.raises(ExaminerError, match=why) as raised:
        build(Course.open(tmp_path))
    assert "cell 11 (more)" in str(raised.value)


def test_changed_choices_make_another_release(course):
    """Who has a variant of the first release, and lost points, is not left alone with that."""
    submit(course, "ada", ANSWERS | {"total": "total = 7"})
    write_source(course, "ps", cells(PARAMETERS.replace("range(5, 40)", "range(50, 60)")))
    build(Course.open(course))
    (row,) = graded(course).values()
    assert (row.release, row.key_release) == (1, 2)
    assert "test_total" in lost(row)
    assert "does not show the values of your variant" in " ".join([row.reason, *row.notices])
