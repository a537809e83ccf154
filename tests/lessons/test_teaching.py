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
    assert plot.children[-1].exact == "(0, ∞)"
