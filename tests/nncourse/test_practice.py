"""Exercises inside the lessons: their solutions are right, and wrong lines get a case and a hint."""

import re

import nbformat
import numpy as np
import pytest

from nncourse import practice
from nncourse.activations import tanh
from nncourse.lab import home
from tests.support import lesson


def cells():
    for one in home.LESSONS:
        yield from nbformat.read(lesson.NOTEBOOKS / f"{one.notebook}.ipynb", as_version=4).cells


@pytest.mark.parametrize("name", practice.EXERCISES)
def test_the_solution_in_the_lesson_is_right_and_the_stub_is_not_written_yet(name, capsys):
    [solution] = [cell.source for cell in cells() if cell.id == f"solution-{name}"]
    [stub] = [cell.source for cell in cells() if cell.id == f"your-{name}"]
    names = {"np": np, "tanh": tanh, "practice": practice}
    exec(stub, names)
    assert capsys.readouterr().out.startswith("Not written yet")
    exec(re.search(r"```python\n(.*?)```", solution, re.DOTALL)[1], names)
    exec(stub[stub.index("practice.check") :], names)
    assert capsys.readouterr().out.startswith("✓ Right")


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda truth, said: 1 / 0, "your function stopped with ZeroDivisionError"),
        (lambda truth, said: said.mean(), "yours gives 0.75, right is"),
        (lambda truth, said: "half", "right is 0.5"),
        (lambda truth, said: np.array([0.5]), "right is 0.5"),
    ],
)
def test_wrong_lines_get_a_case(function, said, capsys):
    practice.check("recall", function)
    out = capsys.readouterr().out
    assert said in out
    assert "Right" not in out
