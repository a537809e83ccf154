"""The widget of a question, without a page: what it sends, locks and remembers."""

import json

import pytest

from nncourse import progress, quiz
from nncourse.kit import static
from nncourse.quiz import QuestionWidget, bank
from tests.support.quiz_entries import CHOICE, NUMBER, make


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    """Keep the progress of each test apart, and away from that of whoever runs the tests."""
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"


def answered(asked, *answers):
    """Make the widget of a question and let the page log answers."""
    widget = QuestionWidget(asked)
    for answer in answers:
        widget.log = [*widget.log, {"answer": answer}]
    return widget


def kept():
    return progress.read().get("a/a-question")


def test_nobody_reads_the_answers_by_accident():
    asked = make(NUMBER, reveal="The secret is a quarter.")
    state = json.dumps(QuestionWidget(asked).get_state(), default=str)
    for secret in ("Yes, a quarter.", "Nearly.", "Far off.", "The secret"):
        assert secret not in state
    state = json.dumps(QuestionWidget(make(CHOICE)).get_state(), default=str)
    assert "because" not in state
    assert '"correct"' not in state


def test_practice_may_be_repeated_and_is_remembered():
    answered(make(CHOICE), [1])
    assert kept() == {"tries": 1, "done": False, "first": False}
    answered(make(CHOICE), [0])
    assert kept() == {"tries": 2, "done": True, "first": False}
    later = QuestionWidget(make(CHOICE))
    assert later.earlier == {"tries": 2, "done": True, "predictions": []}


def test_a_right_first_try_is_remembered_as_such():
    answered(make(CHOICE), [0], [1])
    assert kept() == {"tries": 2, "done": True, "first": True}


def test_a_shown_answer_is_remembered_and_is_no_try():
    widget = QuestionWidget(make(NUMBER))
    widget.log = [{"shown": True}]
    assert progress.read() == {"a/a-number": {"shown": True}}


def test_all_predictions_are_kept_in_their_order():
    asked = make(CHOICE, mode="predict", reveal="It is this.")
    answered(asked, [2])
    assert kept() == {"tries": 1, "done": True, "first": False, "answers": [[2]]}
    assert QuestionWidget(asked).earlier["predictions"] == [[2]]
    answered(asked, [0])
    assert kept()["answers"] == [[2], [0]]
    assert not kept()["first"]


def test_several_events_at_once_are_all_kept():
    # A busy kernel gets the log of a while in one message.
    widget = QuestionWidget(make(CHOICE, mode="predict"))
    widget.log = [{"answer": [2]}, {"answer": [0]}]
    assert kept()["answers"] == [[2], [0]]


@pytest.mark.parametrize("damaged", ["x", [9], None, {"a": 1}, [["0"]], [[]], [[7]], [[[0]]]])
def test_a_kept_prediction_that_no_longer_fits_is_left_out(damaged):
    progress.record("a/a-question", answers=damaged, tries="many", done="yes")
    widget = QuestionWidget(make(CHOICE, mode="predict"))
    assert widget.earlier == {"tries": 0, "done": False, "predictions": []}


@pytest.mark.parametrize(
    "event", [None, [], {}, {"answer": None}, {"answer": ["0"]}, {"answer": [9]}, {"answer": []}]
)
def test_a_strange_event_of_the_page_is_ignored(event):
    widget = QuestionWidget(make(CHOICE))
    widget.log = [event]
    assert progress.read() == {}


def test_a_text_that_is_no_number_is_no_try():
    answered(make(NUMBER), "a quarter")
    assert progress.read() == {}


@pytest.fixture
def shown(monkeypatch):
    """Collect what is displayed: the data of each output."""
    collected = []
    monkeypatch.setattr(static, "display", lambda data, **_: collected.append(data))
    monkeypatch.setattr(quiz.widget, "display", lambda widget: widget._ipython_display_())
    return collected


def test_without_a_kernel_the_question_is_there_to_read(shown):
    quiz.ask("check/bug-leak")
    still, live = shown
    assert "before the split" in still["text/html"]
    assert "<script" not in still["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in live


def test_without_a_kernel_each_option_unfolds_to_its_feedback_and_nothing_needs_a_script():
    markup, _ = QuestionWidget(make(CHOICE, mode="predict", reveal="See `a < b`.")).stand_in()
    assert "<summary>that</summary><p>✗ No, because.</p></details>" in markup
    revealed = "<p>See <code>a &lt; b</code>.</p></details>"
    assert f"<summary>this</summary><p>✓ Yes.</p>{revealed}" in markup
    assert f"<summary>The answer</summary><p>this</p><p>Yes.</p>{revealed}" in markup
    markup, _ = QuestionWidget(make(NUMBER)).stand_in()
    assert "<summary>The answer</summary><p>0.25</p><p>Yes, a quarter.</p>" in markup


def test_a_block_of_code_stays_one_without_a_kernel():
    asked = make(CHOICE, question="Find `it`:\n```python\nif x < 1:\n    y\n```\nNow?")
    assert (
        "Find <code>it</code>:<pre><code>if x &lt; 1:\n    y</code></pre>Now?</strong>"
        in QuestionWidget(asked).stand_in()[0]
    )


def test_the_notebook_keeps_the_answers_for_the_time_without_a_kernel(shown, monkeypatch):
    renewed = []
    monkeypatch.setattr(static, "renew", lambda _handle, _id, markup, _text: renewed.append(markup))
    monkeypatch.setattr(static, "show", lambda *_: "a handle")
    widget = QuestionWidget(make(NUMBER))
    widget._ipython_display_()
    widget.log = [{"answer": "0.3"}]
    widget.log = [{"answer": "0.3"}, {"answer": "1/4"}]
    assert renewed[0].count("You answered") == 1
    assert "You answered: 0.3 ✗ Nearly." in renewed[1]
    assert "You answered: 0.25 ✓ Yes, a quarter." in renewed[1]


def test_a_question_of_ones_own_is_asked_and_a_fault_in_it_is_explained(shown):
    entry = {key: value for key, value in CHOICE.items() if key != "id"}
    quiz.ask(entry)
    assert "<strong>Which?</strong>" in shown[0]["text/html"]
    with pytest.raises(quiz.QuestionError, match="needs at least two answers"):
        quiz.ask(entry | {"answers": entry["answers"][:1]})


def test_without_widgets_the_question_is_text_and_can_be_answered(capsys):
    _, text = QuestionWidget(bank.get("check/bug-leak")).stand_in()
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
