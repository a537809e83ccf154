"""The minutes of a lesson: what a careful reader needs, and the same number wherever they stand."""

import math
import re

import nbformat
import pytest

from nncourse.lab import home
from tests.support import REPO, lesson

WORDS_A_MINUTE = 130
MINUTES_A_QUESTION = 1
MINUTES_A_FIGURE = 2
MINUTES_AN_EXERCISE = 3

_FIGURE = re.compile(
    r"\b(?:live_plot|playground|Descent|SmallTraining|TrainingPlot|Diagnoses|People|SmoteByHand|"
    r"Threshold|ActivationTable)\("
)
_NOT_READ = re.compile(r"<details>.*?</details>|\]\([^)]*\)|\*\*Sources?\.\*\*.*", re.DOTALL)

#: The heading after which a lesson may be left, and the one where reading as homework begins.
CURIOUS = "## For the curious"


def minutes(cells):
    """Return what cells take by the formula, rounded up to five minutes."""
    words = figures = questions = 0
    for cell in cells:
        if cell.cell_type == "markdown":
            text = _NOT_READ.sub(" ", cell.source)
            words += sum(bool(re.search(r"\w", word)) for word in text.split())
        else:
            questions += len(re.findall(r"\bask\(", cell.source))
            figures += len(_FIGURE.findall(cell.source))
    exact = (
        words / WORDS_A_MINUTE + MINUTES_A_QUESTION * questions + MINUTES_A_FIGURE * figures
    )  # fmt: skip
    return to_five(exact)


def to_five(exact):
    """Return minutes rounded up to the next five."""
    return 5 * math.ceil(exact / 5)


def parts(name):
    """Return the cells of a lesson and of its appendix for the curious."""
    cells = nbformat.read(lesson.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells
    starts = [i for i, cell in enumerate(cells) if cell.source.startswith(CURIOUS)]
    at = starts[0] if starts else len(cells)
    return cells[:at], cells[at:]


@pytest.mark.parametrize("one", home.LESSONS, ids=lambda one: one.notebook)
def test_the_lesson_names_the_minutes_that_it_takes(one):
    core, curious = parts(one.notebook)
    assert one.minutes == minutes(core)
    title = core[0].source
    assert re.search(r"(\d+) minutes", title)[1] == str(one.minutes)
    if curious:
        assert f"{minutes(curious)} more for the curious" in title
    if exercises := sum("practice.check(" in cell.source for cell in core):
        assert f"{to_five(MINUTES_AN_EXERCISE * exercises)} more to write code yourself" in title


def test_the_map_names_the_same_minutes():
    cells = nbformat.read(lesson.NOTEBOOKS / "index.ipynb", as_version=4).cells
    [table] = [cell.source for cell in cells if cell.id == "map"]
    for one in home.LESSONS:
        [row] = [line for line in table.splitlines() if f"({one.notebook}.ipynb)" in line]
        assert f"| {one.minutes} |" in row
    for task in home.TASKS:
        assert f"{task.points} points, about {task.minutes} minutes" in table


@pytest.mark.parametrize("task", home.TASKS, ids=lambda task: task.name)
def test_the_task_names_the_same_minutes(task):
    title = nbformat.read(REPO / "source" / task.name / f"{task.name}.ipynb", 4).cells[0].source
    assert f"**Time:** about {task.minutes} minutes. **Points:** {task.points}," in title
