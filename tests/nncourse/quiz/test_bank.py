"""The bank of questions: each fault of a file is named with its place."""

import json

import pytest

from nncourse.quiz import bank
from tests.support.quiz_entries import CHOICE, NUMBER, make


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"type": "essay"}, "type 'essay' is not one of"),
        ({"id": "Not An Id"}, "lower-case words"),
        ({"question": ""}, "'question' is missing"),
        ({"mode": "exam"}, "mode 'exam'"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"answers": CHOICE["answers"][:1]}, "at least two answers"),
        ({"answers": CHOICE["answers"][1:]}, "exactly one right answer, this has 0"),
        ({"answers": [*CHOICE["answers"], CHOICE["answers"][0]]}, "same text"),
        ({"answers": [CHOICE["answers"][0], {"answer": "x", "correct": False}]}, "needs feedback"),
        ({"answers": [CHOICE["answers"][0], {"answer": "x", "feedback": "."}]}, "true or false"),
        ({"answers": {"a": 1}}, "must be a list"),
    ],
)
def test_a_fault_of_a_choice_is_named_with_its_place(changes, says):
    with pytest.raises(bank.QuestionError, match=says) as error:
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
    with pytest.raises(bank.QuestionError, match=says):
        make(NUMBER, answers=answers)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(bank, "FOLDER", tmp_path)
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
    with pytest.raises(bank.QuestionError, match=says):
        bank.load("small")


def test_an_unknown_question_lists_the_known(folder):
    (folder / "small.json").write_text(json.dumps([CHOICE, NUMBER]))
    with pytest.raises(bank.QuestionError, match=r"small/a-question\nsmall/a-number"):
        bank.get("small/another")
    with pytest.raises(bank.QuestionError, match=r"There are: small"):
        bank.get("large/a-question")
    with pytest.raises(bank.QuestionError, match=r"small/a-number"):
        bank.get("a-number")


def test_an_edited_file_is_read_again(folder):
    path = folder / "small.json"
    path.write_text(json.dumps([CHOICE]))
    assert bank.get("small/a-question").text == "Which?"
    path.write_text(json.dumps([CHOICE | {"question": "Which one?"}]))
    assert bank.get("small/a-question").text == "Which one?"


@pytest.mark.parametrize("lesson", bank.lessons())
def test_the_questions_of_every_lesson_are_without_fault(lesson):
    assert bank.load(lesson)
