"""The pages for teachers: every answer is the one that the questions have, every example runs."""

import json
import re

import jsonschema
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from ipywidgets import FloatSlider

from nncourse import live_plot
from nncourse.activations import Range, relu, sigmoid
from nncourse.quiz import bank, widget
from tests.support import REPO, lesson

TEACHING = (REPO / "docs" / "teaching.md").read_text(encoding="utf-8")
OWN = (REPO / "docs" / "own-lessons.md").read_text(encoding="utf-8")
#: The slides of the deck in their order; several slides of one title are one row.
SLIDES = [
    "Warm up: neural network playground",
    "Activation function: which one to choose?",
    "Sigmoid",
    "Tanh",
    "ReLU",
    "A threshold",
    "Softmax",
    "Linear",
    "Fitting and visualising: accuracy",
    "Inspect model accuracy and loss",
    "What the plots show",
    "Class-imbalanced dataset challenges",
    "Using oversampling to balance target",
    "Balancing target with SMOTE, cont'd",
    '"We do not balance the test data"',
    "Further reading, topic summary",
    "Knowledge check",
    "Exercise: Tasks 14 to 16",
]
LESSONS = {"L1": "01-playground", "L2": "02-activation-functions",
           "L3": "03-training-history", "L4": "04-class-imbalance-smote"}  # fmt: skip


@pytest.mark.parametrize("name", bank.lessons())
def test_every_question_has_its_answer(name):
    for key, question in bank.load(name).items():
        [row] = [line for line in TEACHING.splitlines() if line.startswith(f"| `{key}` |")]
        for solution in question.solution():
            assert solution.replace("|", "\\|") in row


def test_every_section_that_is_named_exists():
    for short, name in LESSONS.items():
        cells = nbformat.read(lesson.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells
        known = set(re.findall(r"^## (\d+)\.", "\n".join(c.source for c in cells), re.MULTILINE))
        for rest in re.findall(rf"{short}((?:,? (?:and |to )?§\d+)+)", TEACHING):
            assert set(re.findall(r"\d+", rest)) <= known, (short, rest)


def test_every_slide_is_taught_in_the_order_of_the_slides():
    table = TEACHING[TEACHING.index("| Slide |") : TEACHING.index("## Class hours")]
    rows = [line.split("|") for line in table.splitlines()[2:] if line.startswith("|")]
    assert [row[1].strip() for row in rows if not row[1].strip().startswith("(")] == SLIDES
    places = []
    for row in rows:
        lesson_number, section = re.search(r"(?:L|lesson )(\d)(?: §(\d+))?", row[2]).groups()
        places.append((int(lesson_number), int(section or 0)))
    lessons = [place for place in places if place[0] < 5]
    # The last slides are the reading list, the check and the tasks, which no lesson follows.
    assert lessons[:-1] == sorted(lessons[:-1])
    taught = {place for place in lessons if place[1]}
    assert taught <= {(int(short[1]), n) for short in LESSONS for n in range(1, 12)}


@pytest.mark.parametrize("name", LESSONS.values())
def test_no_lesson_argues_with_slides_that_its_reader_may_not_have(name):
    text = (lesson.NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    assert not re.findall(r"\b(?:the|of|on) slides\b", text, re.IGNORECASE)


@pytest.mark.parametrize("name", LESSONS.values())
def test_sections_are_numbered_in_order_and_the_curious_come_after_the_summary(name):
    cells = nbformat.read(lesson.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    numbers = [int(number) for number in re.findall(r"^## (\d+)\.", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    curious = text.find("## For the curious")
    assert curious == -1 or curious > text.index("## Summary card")


@pytest.mark.parametrize("name", bank.lessons())
def test_every_question_fits_the_schema(name):
    schema = jsonschema.Draft202012Validator(_schema())
    for key, question in bank.load(name).items():
        entry = {"question": question.text, "type": question.type, "answers": question.answers}
        assert list(schema.iter_errors(entry)) == [], key
    assert list(schema.iter_errors({"question": "?", "type": "essay", "answers": []}))


def _schema():
    return json.loads((bank.FOLDER.parent / "question.schema.json").read_text(encoding="utf-8"))


def test_the_examples_for_own_lessons_run(monkeypatch):
    question, figure = re.findall(r"```python\n(.*?)```", OWN, re.DOTALL)
    asked = []
    monkeypatch.setattr(widget, "display", asked.append)
    exec(question, {})
    assert asked[0]._question.mark("3").correct
    names = {"plt": plt, "live_plot": live_plot, "FloatSlider": FloatSlider, "relu": relu,
             "sigmoid": sigmoid, "x": np.linspace(-5, 5, 101)}  # fmt: skip
    exec(figure, names)


def test_an_own_function_may_state_its_exact_range():
    plot = live_plot(lambda x, k: np.exp(k * x), np.linspace(-1, 1, 9), k=FloatSlider(max=2),
                     exact=Range(0, float("inf")))  # fmt: skip
    assert plot.children[-1].exact == ["(0, ∞)"]
