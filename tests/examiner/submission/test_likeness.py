"""A notebook is an assignment's by what its cells are, not by what they are called."""

import json

import pytest

from examiner.errors import NotOursError
from examiner.key import Key
from examiner.submission.assembly import assemble
from examiner.submission.discovery import discover
from examiner.submission.identification import identify
from tests.support.notebook_files import code, notebook, write
from tests.support.small_course import cell, essay


@pytest.fixture
def key(tmp_path):
    cells = [
        cell("locked", "setup", "import math"),
        cell("answer", "answer_1", "def f(x):\n    raise NotImplementedError"),
        cell("test", "test_1", "assert f(2) == 4", 1),
        essay("why", "YOUR ANSWER HERE", 1),
        cell("answer", "answer_2", "def g(x):\n    raise NotImplementedError"),
        cell("test", "test_2", "assert g(2) == 8", 1),
    ]
    path = write(
        tmp_path / "keys" / "powers" / "powers.ipynb", json.dumps(notebook(*cells)).encode()
    )
    return Key.read(path)


def answered(key, *, tags=True):
    """The notebook as a student hands it in, with or without nbgrader's tags."""
    answers = {
        "answer_1": "def f(x):\n    return x**2",
        "answer_2": "def g(x):\n    return x**3",
        "why": "Because.",
    }
    made = []
    for its in key.cells:
        one = code(answers.get(its.grade_id, its.source), its.grade_id if tags else None)
        made.append(one | {"cell_type": its.cell_type})
    return made


def found(tmp_path, key, cells, where="submitted/ada/powers/powers.ipynb"):
    write(tmp_path / where, notebook(*cells))
    (candidate,) = discover([tmp_path / "submitted"], [key])
    (identified,) = identify(candidate, [key])
    return identified


@pytest.mark.parametrize("where", ["powers/powers.ipynb", "my work/homework.ipynb", "hw.ipynb"])
def test_a_notebook_that_lost_all_its_tags_is_recognised_and_put_together(tmp_path, key, where):
    identified = found(tmp_path, key, answered(key, tags=False), f"submitted/ada/{where}")
    assert identified.key is key
    made = assemble(key, identified.submission)
    steps = {step.grade_id: step for step in made.steps}
    assert "x**2" in steps["answer_1"].source
    assert steps["why"].source == "Because."
    assert made.needs_manual == ("why",)
    assert len(made.steps) == 6, "tests and set-up are not run twice"
    (notice,) = made.notices
    assert "lost the grade ids of all its cells" in notice


def test_another_courses_notebook_is_not_graded_by_its_generic_grade_ids(tmp_path, key):
    other = [
        code("def area(r):\n    return 3 * r", "answer_1"),
        code("assert area(1) == 3", "test_1"),
        code("def edge(a):\n    return a", "answer_2"),
        code("assert edge(1) == 1", "test_2"),
    ]
    with pytest.raises(NotOursError):
        found(tmp_path, key, other, "submitted/ada/circles/circles.ipynb")


def test_a_strange_folder_name_does_not_hide_the_assignment(tmp_path, key):
    identified = found(tmp_path, key, answered(key), "submitted/ada/my work/hw.ipynb")
    assert identified.key is key
    assert "belongs to powers" in identified.notices[1]


def test_a_lesson_is_nobodys(tmp_path, key):
    with pytest.raises(NotOursError):
        found(
            tmp_path, key, [code("import math"), code("def h(): pass")], "submitted/ada/x/x.ipynb"
        )
