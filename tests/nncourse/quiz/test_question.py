"""Questions: numbers read as people write them, answers marked fairly."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nncourse.quiz import question
from tests.support.quiz_entries import CHOICE, MANY, NUMBER, make


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_python_writes_is_read(number):
    assert question.read_number(repr(number)) == number


@given(st.integers(-(10**6), 10**6), st.integers(1, 1000))
def test_fractions_are_read(top, bottom):
    assert math.isclose(question.read_number(f"{top}/{bottom}"), top / bottom)


@given(st.integers(1000, 10**12))
def test_thousands_may_be_grouped(number):
    assert question.read_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0,25", 0.25), (" 2.5e-1 ", 0.25), ("−0.5", -0.5), (".5", 0.5), ("0,778", 0.778)],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert question.read_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "  ", "abc", "1/0", "1/2/3", "nan", "inf", "1e999", "25 %", "0x10", "1,2,3", "1.2,3"],
)
def test_what_is_no_number_is_refused_with_a_hint(text):
    with pytest.raises(question.AnswerError, match=r"Write|too large"):
        question.read_number(text)


@given(st.text())
def test_no_text_breaks_the_reader(text):
    with contextlib.suppress(question.AnswerError):
        assert math.isfinite(question.read_number(text))


# --- marking


def test_each_wrong_option_has_its_own_feedback():
    asked = make(CHOICE)
    assert asked.mark([0]).correct
    assert asked.mark([1]).feedback == [("that", False, "No, because.")]


@given(st.sets(st.integers(0, 3), min_size=1))
def test_of_many_options_exactly_the_right_ones_are_right(chosen):
    verdict = make(MANY).mark(list(chosen))
    assert verdict.correct == (chosen == {0, 1})
    assert verdict.missing == len({0, 1} - chosen)
    assert [right for _, right, _ in verdict.feedback] == [place < 2 for place in sorted(chosen)]


@pytest.mark.parametrize("answer", [[], [3], [-1]])
def test_an_impossible_choice_is_refused(answer):
    with pytest.raises(question.AnswerError):
        make(CHOICE).mark(answer)


def test_the_first_numeric_answer_that_fits_decides():
    asked = make(NUMBER)
    assert asked.mark("1/4").correct
    assert asked.mark("0.3").feedback[0][2] == "Nearly."
    assert asked.mark("7").feedback[0][2] == "Far off."


def test_precision_rounds_to_significant_digits():
    assert make(NUMBER, precision=2).mark("0.2512").correct
    assert not make(NUMBER).mark("0.2512").correct


@given(st.permutations(range(6)))
def test_the_order_on_the_page_does_not_depend_on_the_file(order):
    answers = [{"answer": f"option {n}", "correct": n == 0, "feedback": "."} for n in order]
    asked = make(CHOICE, answers=answers)
    assert sorted(asked.order) == list(range(6))
    again = make(CHOICE, answers=sorted(answers, key=lambda answer: answer["answer"]))
    shown = [[one.options[place] for place in one.order] for one in (asked, again)]
    assert shown[0] == shown[1]


def test_an_author_may_keep_the_order():
    assert make(CHOICE, keep_order=True).order == [0, 1, 2]
