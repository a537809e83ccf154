"""Questions: read from files, marked fairly and remembered."""

import contextlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nncourse import progress, question, questions, quiz
from tests.support.quiz_entries import CHOICE, MANY, NUMBER


def make(entry, **changes):
    return questions.parse(entry | changes, "a.json, question 1", "a")


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    """Keep the progress of each test apart, and away from that of whoever runs the tests."""
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"


# --- reading numbers


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


# --- files


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"type": "essay"}, "type 'essay' is not one of"),
        ({"id": "Not An Id"}, "lower-case words"),
        ({"question": ""}, "'question' is missing"),
        ({"mode": "exam"}, "mode 'exam'"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"answers": CHOICE["answers"][:1]}, "two answers or more"),
        ({"answers": CHOICE["answers"][1:]}, "exactly one right answer, this has 0"),
        ({"answers": [*CHOICE["answers"], CHOICE["answers"][0]]}, "same text"),
        ({"answers": [CHOICE["answers"][0], {"answer": "x", "correct": False}]}, "needs feedback"),
        ({"answers": [CHOICE["answers"][0], {"answer": "x", "feedback": "."}]}, "true or false"),
        ({"answers": {"a": 1}}, "must be a list"),
    ],
)
def test_a_fault_of_a_choice_is_named_with_its_place(changes, says):
    with pytest.raises(questions.QuestionError, match=says) as error:
        make(CHOICE, **changes)
    assert str(error.value).startswith("a.json, question 1: ")


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ([{"type": "value", "value": "0.25", "correct": True}], "needs a number in 'value'"),
        ([{"type": "range", "range": [3, 2], "correct": True}], "is empty"),
        ([{"type": "range", "range": [3], "correct": True}], "two numbers"),
        ([{"type": "value", "value": 1}], "needs feedback"),
        ([{"type": "value", "value": 1, "correct": True}], "last numeric answer must be"),
        ([{"type": "default", "feedback": "No."}], "no answer is right"),
        ([{"type": "about", "value": 1}], "value, range or default"),
    ],
)
def test_a_fault_of_a_number_is_named(answers, says):
    with pytest.raises(questions.QuestionError, match=says):
        make(NUMBER, answers=answers)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(questions, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[{]", "small.json is not JSON"),
        ("[]", "must hold a list"),
        (json.dumps([CHOICE, CHOICE]), "two questions have the id 'small/a-question'"),
    ],
)
def test_a_faulty_file_is_named(folder, content, says):
    (folder / "small.json").write_text(content)
    with pytest.raises(questions.QuestionError, match=says):
        questions.load("small")


def test_an_unknown_question_lists_the_known(folder):
    (folder / "small.json").write_text(json.dumps([CHOICE, NUMBER]))
    with pytest.raises(questions.QuestionError, match=r"small/a-question\nsmall/a-number"):
        questions.get("small/another")
    with pytest.raises(questions.QuestionError, match=r"There are: small"):
        questions.get("large/a-question")
    with pytest.raises(questions.QuestionError, match=r"small/a-number"):
        questions.get("a-number")


def test_an_edited_file_is_read_again(folder):
    path = folder / "small.json"
    path.write_text(json.dumps([CHOICE]))
    assert questions.get("small/a-question").text == "Which?"
    path.write_text(json.dumps([CHOICE | {"question": "Which one?"}]))
    assert questions.get("small/a-question").text == "Which one?"


@pytest.mark.parametrize("lesson", questions.lessons())
def test_the_questions_of_every_lesson_are_without_fault(lesson):
    assert questions.load(lesson)


# --- the widget, without a page


def test_the_page_is_not_sent_the_answers():
    asked = make(NUMBER, reveal="The secret is a quarter.")
    state = json.dumps(quiz.QuestionWidget(asked).get_state(), default=str)
    for secret in ("Yes, a quarter.", "Nearly.", "Far off.", "The secret"):
        assert secret not in state
    state = json.dumps(quiz.QuestionWidget(make(CHOICE)).get_state(), default=str)
    assert "because" not in state
    assert '"correct"' not in state


def test_practice_may_be_repeated_and_is_remembered():
    widget = quiz.QuestionWidget(make(CHOICE))
    widget.answer([1])
    assert widget.verdict["feedback"] == [["that", False, "No, because."]]
    assert not widget.done
    widget.answer([0])
    assert widget.verdict["correct"]
    assert widget.done
    assert progress.read()["a/a-question"] == {"tries": 2, "done": True, "first": False}
    later = quiz.QuestionWidget(make(CHOICE))
    assert (later.tries, later.done, later.verdict) == (2, True, {})


def test_a_right_first_try_is_remembered_as_such():
    widget = quiz.QuestionWidget(make(CHOICE))
    widget.answer([0])
    widget.answer([1])
    assert progress.read()["a/a-question"] == {"tries": 2, "done": True, "first": True}


def test_an_unreadable_answer_is_not_a_try():
    widget = quiz.QuestionWidget(make(NUMBER))
    widget.answer("a quarter")
    assert "is not a number" in widget.verdict["problem"]
    assert widget.tries == 0
    assert progress.read() == {}


def test_the_same_verdict_twice_is_a_change():
    widget = quiz.QuestionWidget(make(NUMBER))
    changes = []
    widget.observe(changes.append, "verdict")
    widget.answer("7")
    widget.answer("7")
    assert len(changes) == 2


def test_the_answer_is_shown_only_after_enough_tries():
    widget = quiz.QuestionWidget(make(NUMBER))
    widget.show_answer()
    assert widget.verdict == {}
    for _ in range(quiz.TRIES_BEFORE_SHOWING):
        assert not widget.may_show
        widget.answer("7")
    assert widget.may_show
    widget.show_answer()
    assert widget.verdict["solution"] == ["0.25"]
    assert not widget.done


def test_a_prediction_is_locked_revealed_and_kept():
    asked = make(CHOICE, mode="predict", reveal="It is this.")
    widget = quiz.QuestionWidget(asked)
    widget.answer([2])
    assert widget.locked
    assert widget.done
    assert widget.verdict["reveal"] == "It is this."
    before = widget.verdict
    widget.answer([0])
    assert widget.verdict == before
    later = quiz.QuestionWidget(asked)
    assert (later.locked, later.chosen) == (True, [2])
    later.again()
    later.answer([0])
    assert later.verdict["correct"]


@pytest.mark.parametrize("damaged", ["x", [], [9], None, {"a": 1}, ["0"], [[0]]])
def test_a_kept_prediction_that_no_longer_fits_is_left_out(damaged):
    progress.record("a/a-question", answer=damaged, tries="many", done="yes")
    widget = quiz.QuestionWidget(make(CHOICE, mode="predict"))
    assert (widget.locked, widget.tries, widget.done) == (False, 0, False)


@pytest.mark.parametrize(
    "message", [None, [], {"type": "answer"}, {"type": "answer", "answer": ["0"]}, {"type": "x"}]
)
def test_a_strange_message_of_the_page_is_ignored(message):
    widget = quiz.QuestionWidget(make(CHOICE))
    widget._receive(widget, message, [])
    assert (widget.tries, widget.verdict) == (0, {})


def test_without_widgets_the_question_is_text_and_can_be_answered(capsys):
    bundle = quiz.QuestionWidget(questions.get("check/bug-leak"))._repr_mimebundle_()
    text = (bundle[0] if isinstance(bundle, tuple) else bundle)["text/plain"]
    assert 'quiz.answer("check/bug-leak", NUMBER)' in text
    number = next(
        line.split(".")[0].strip() for line in text.splitlines() if "before the split" in line
    )
    quiz.answer("check/bug-leak", int(number))
    assert capsys.readouterr().out.startswith("Right. Synthetic points")
    quiz.answer("check/bug-leak", 9)
    assert capsys.readouterr().out == "Choose from the numbers 1 to 4.\n"
    quiz.answer("check/after-smote", [1, 2])
    assert "still missing: 1" in capsys.readouterr().out
    quiz.answer("check/recall", "thirty percent")
    assert "is not a number" in capsys.readouterr().out
