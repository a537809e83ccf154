"""An essay that does not stand in its cell is put before a person; one that nobody wrote is not."""

import json

import pytest

from examiner.key import Key
from examiner.submission.assembly import assemble
from examiner.submission.reader import parse_submission
from tests.support.notebook_files import notebook, write
from tests.support.small_course import cell, essay

TEXT = "The slope is 0."


@pytest.fixture
def key(tmp_path):
    question = essay("question", "Why?", 0)
    question.metadata["nbgrader"] = {"grade_id": "question", "locked": True}
    cells = [
        {"cell_type": "markdown", "source": "# Intro", "metadata": {}, "id": "intro"},
        cell("answer", "f", "def f(x):\n    raise NotImplementedError"),
        cell("test", "test_f", "assert f(2) == 4", 1),
        question,
        essay("why", "YOUR ANSWER HERE", 2),
        cell("answer", "g", "def g(x):\n    raise NotImplementedError"),
    ]
    path = write(tmp_path / "keys" / "ps" / "ps.ipynb", json.dumps(notebook(*cells)).encode())
    return Key.read(path)


def handed_in(key, change):
    cells = json.loads(key.path.read_text())["cells"]
    change(cells)
    return assemble(key, parse_submission(json.dumps(notebook(*cells)).encode()))


def text(source, cell_type="markdown"):
    return {"cell_type": cell_type, "source": source, "metadata": {}, "id": "own"}


BESIDE = {
    "below": lambda cells: cells.insert(5, text(TEXT)),
    "above": lambda cells: cells.insert(4, text(TEXT)),
    "in a comment": lambda cells: cells.insert(5, text(f"# {TEXT}", "code")),
    "in the question": lambda cells: cells[3].update(source=f"Why?\n\n{TEXT}"),
}


@pytest.mark.parametrize("place", BESIDE)
def test_text_beside_an_untouched_essay_is_put_before_a_person(key, place):
    made = handed_in(key, BESIDE[place])
    assert made.needs_manual == ("why",)
    assert made.manual_points == 2
    assert "Cell 5 (why) is unchanged" in made.review.reason
    assert any(TEXT in step.source for step in made.steps), "it stands on the page"


NOWHERE = {
    "nothing": lambda cells: None,
    "a note at the top": lambda cells: cells.insert(0, text(TEXT)),
    "code of one's own": lambda cells: cells.insert(5, text("# a try\nx = 1", "code")),
    "an edited introduction": lambda cells: cells[0].update(source="# Intro\nJane Doe"),
}


@pytest.mark.parametrize("place", NOWHERE)
def test_a_blank_essay_needs_nobody_and_gives_nothing(key, place):
    made = handed_in(key, NOWHERE[place])
    assert (made.needs_manual, made.manual_points, made.review) == ((), 0, None)


def test_an_essay_in_the_place_of_a_deleted_one_is_the_essay(key):
    made = handed_in(key, lambda cells: cells.__setitem__(4, text(TEXT)))
    (step,) = [step for step in made.steps if step.grade_id == "why"]
    assert (step.source, step.answered, made.review) == (TEXT, True, None)


def test_an_essay_in_its_cell_is_graded_by_hand_without_further_ado(key):
    made = handed_in(key, lambda cells: cells[4].update(source=TEXT))
    assert (made.needs_manual, made.manual_points, made.review) == (("why",), 2, None)
