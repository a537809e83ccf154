"""The widget of a question, without a page: what it sends, locks and remembers."""

import json

import pytest

from nncourse import progress, quiz
from nncourse.quiz import QuestionWidget, bank
from nncourse.quiz.widget import TRIES_BEFORE_SHOWING
from tests.support.quiz_entries import CHOICE, NUMBER, make


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    """Keep the progress of each test apart, and away from that of whoever runs the tests."""
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"


def test_the_page_is_not_sent_the_answers():
    asked = make(NUMBER, reveal="The secret is a quarter.")
    state = json.dumps(QuestionWidget(asked).get_state(), default=str)
    for secret in ("Yes, a quarter.", "Nearly.", "Far off.", "The secret"):
        assert secret not in state
    state = json.dumps(QuestionWidget(make(CHOICE)).get_state(), default=str)
    assert "because" not in state
    assert '"correct"' not in state


def test_practice_may_be_repeated_and_is_remembered():
    widget = QuestionWidget(make(CHOICE))
    widget.answer([1])
    assert widget.verdict["feedback"] == [["that", False, "No, because."]]
    assert not widget.done
    widget.answer([0])
    assert widget.verdict["correct"]
    assert widget.done
    assert progress.read()["a/a-question"] == {"tries": 2, "done": True, "first": False}
    later = QuestionWidget(make(CHOICE))
    assert (later.tries, later.done, later.verdict) == (2, True, {})


def test_a_right_first_try_is_remembered_as_such():
    widget = QuestionWidget(make(CHOICE))
    widget.answer([0])
    widget.answer([1])
    assert progress.read()["a/a-question"] == {"tries": 2, "done": True, "first": True}


def test_an_unreadable_answer_is_not_a_try():
    widget = QuestionWidget(make(NUMBER))
    widget.answer("a quarter")
    assert "is not a number" in widget.verdict["problem"]
    assert widget.tries == 0
    assert progress.read() == {}


def test_the_same_verdict_twice_is_a_change():
    widget = QuestionWidget(make(NUMBER))
    changes = []
    widget.observe(changes.append, "verdict")
    widget.answer("7")
    widget.answer("7")
    assert len(changes) == 2


def test_the_answer_is_shown_only_after_enough_tries():
    widget = QuestionWidget(make(NUMBER))
    widget.show_answer()
    assert widget.verdict == {}
    for _ in range(TRIES_BEFORE_SHOWING):
        assert not widget.may_show
        widget.answer("7")
    assert widget.may_show
    widget.show_answer()
    assert widget.verdict["solution"] == ["0.25"]
    assert not widget.done


def test_a_prediction_is_locked_revealed_and_kept():
    asked = make(CHOICE, mode="predict", reveal="It is this.")
    widget = QuestionWidget(asked)
    widget.answer([2])
    assert widget.locked
    assert widget.done
    assert widget.verdict["reveal"] == "It is this."
    before = widget.verdict
    widget.answer([0])
    assert widget.verdict == before
    later = QuestionWidget(asked)
    assert (later.locked, later.chosen) == (True, [2])
    later.again()
    later.answer([0])
    assert later.verdict["correct"]


@pytest.mark.parametrize("damaged", ["x", [], [9], None, {"a": 1}, ["0"], [[0]]])
def test_a_kept_prediction_that_no_longer_fits_is_left_out(damaged):
    progress.record("a/a-question", answer=damaged, tries="many", done="yes")
    widget = QuestionWidget(make(CHOICE, mode="predict"))
    assert (widget.locked, widget.tries, widget.done) == (False, 0, False)


@pytest.mark.parametrize(
    "message", [None, [], {"type": "answer"}, {"type": "answer", "answer": ["0"]}, {"type": "x"}]
)
def test_a_strange_message_of_the_page_is_ignored(message):
    widget = QuestionWidget(make(CHOICE))
    widget._receive(widget, message, [])
    assert (widget.tries, widget.verdict) == (0, {})


def test_without_widgets_the_question_is_text_and_can_be_answered(capsys):
    bundle = QuestionWidget(bank.get("check/bug-leak"))._repr_mimebundle_()
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
