"""Exercises inside the lessons: their solutions are right, and wrong lines get a case and a hint."""

import re

import nbformat
import numpy as np
import pytest

from nncourse import practice
from nncourse.activations import sigmoid, tanh
from nncourse.lab import home
from tests.support import lesson

LESSONS = [one.notebook for one in home.LESSONS[:4]]


def cells(name):
    return nbformat.read(lesson.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells


@pytest.mark.parametrize("name", LESSONS)
def test_solutions_in_the_lesson_are_right_and_stubs_are_not_written_yet(name, capsys):
    names = {"np": np, "sigmoid": sigmoid, "tanh": tanh, "practice": practice}
    sources = {cell.id: cell.source for cell in cells(name)}
    exercises = [key.removeprefix("your-") for key in sources if key.startswith("your-")]
    exercises = [exercise for exercise in exercises if f"write-{exercise}" in sources]
    assert 2 <= len(exercises) <= 3
    for exercise in exercises:
        stub = sources[f"your-{exercise}"]
        exec(stub, names)
        assert capsys.readouterr().out.startswith("Not written yet")
        solution = re.search(r"```python\n(.*?)```", sources[f"solution-{exercise}"], re.DOTALL)[1]
        assert 3 <= len(solution.splitlines()) - 1 <= 8
        exec(solution, names)  # a later one may use an earlier one
        exec(stub[stub.index("practice.check") :], names)
        assert capsys.readouterr().out.startswith("✓ Right")


def test_every_exercise_is_in_one_lesson():
    ids = [cell.id for name in LESSONS for cell in cells(name)]
    assert all(ids.count(f"your-{exercise}") == 1 for exercise in practice.EXERCISES)


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda p, y: 1 / 0, "your function stopped with ZeroDivisionError"),
        (lambda p, y: (p > 0.5) == y, "it should return 1"),
        (lambda p, y: ((p > 0.5) == y).mean(), "yours returns 0.75; it should return 0.5"),
        (lambda p, y: "half", "it should return 1"),
        (lambda p, y: np.array([0.5]), "it should return 1"),
        (lambda p, y: (np.int64(1), 0.5), "yours returns (1, 0.5); it should return 1"),
    ],
)
def test_wrong_lines_get_a_case(function, said, capsys):
    practice.check("accuracy", function)
    out = capsys.readouterr().out
    assert said in out
    assert "Right" not in out


@pytest.mark.parametrize(
    ("exercise", "wrong"),
    [
        ("side", lambda x1, x2, w1, w2, b: int(w1 * x1 + w2 * x2 > 0)),
        ("side", lambda x1, x2, w1, w2, b: int(w1 * x1 + w2 * x2 + b >= 0)),
        ("exclusive_or", lambda x1, x2: int(x1 > 0 or x2 > 0)),
        ("layer", lambda x, W, b: np.tanh(W @ x)),
        ("hard_sigmoid", lambda z: z / 4 + 0.5),
        ("chain_slope", lambda x, weights: 0.25 ** len(weights)),
        ("log_loss", lambda p, y: -np.log(p).mean()),
        ("descend", lambda w, slope, rate, steps: w - steps * rate * slope(w)),
        ("stops_after", lambda losses, patience: losses.index(min(losses)) + 1),
        ("four_counts", lambda truth, said: (1, 1, 1, 1)),
        ("nearest", lambda points, i: i),
        ("cost", lambda p, y, t, miss, alarm: miss * ((p <= t) & (y == 1)).sum()),
    ],
)
def test_a_typical_mistake_is_not_right(exercise, wrong, capsys):
    practice.check(exercise, wrong)
    assert capsys.readouterr().out.startswith("✗ For (")


def test_a_function_that_changes_its_arguments_spoils_no_other_try(capsys):
    def sorts(losses, patience):
        losses.sort()
        return 1

    practice.check("stops_after", sorts)
    assert capsys.readouterr().out.startswith("✗ For ((0.6, 0.5, 0.7, 0.8), 2) yours returns 1")
    practice.check("stops_after", practice.EXERCISES["stops_after"].solution)
    assert capsys.readouterr().out.startswith("✓ Right")
