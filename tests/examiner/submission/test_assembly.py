"""A submission rebuilt on its key: what counts, what is repaired, and in which order it is run."""

import json

import pytest
from hypothesis import given, settings

from examiner.errors import SubmissionError
from examiner.key import Key
from examiner.submission.assembly import MAX_NOTICES, assemble
from examiner.submission.reader import parse_submission
from tests.support import hostile

STUB = "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
HIDDEN = "### BEGIN HIDDEN TESTS\nassert f(2) == 4\n### END HIDDEN TESTS"
ROLES = {
    "answer": {"solution": True, "grade": False, "locked": False},
    "test": {"solution": False, "grade": True, "locked": True},
    "manual": {"solution": True, "grade": True, "locked": False},
    "locked": {"solution": False, "grade": False, "locked": True},
}


def cell(source, grade_id=None, role=None, points=None, kind="code", id=None):
    nbgrader = {"grade_id": grade_id, **ROLES[role]} if role else {}
    if points is not None:
        nbgrader["points"] = points
    made = {"cell_type": kind, "source": source, "metadata": {}}
    if nbgrader:
        made["metadata"]["nbgrader"] = nbgrader
    return made | ({"id": id} if id else {})


def key_cells():
    return [
        cell("# Welcome", kind="markdown", id="welcome"),
        cell("import math", "setup", "locked", id="setup"),
        cell("n = 5  # try others", id="try"),
        cell(STUB, "f", "answer", id="f"),
        cell(f"assert f(1) == 1\n{HIDDEN}", "test_f", "test", 2, id="test-f"),
        cell("def g(x):\n    raise NotImplementedError()", "g", "answer", id="g"),
        cell("assert g(1) == 1", "test_g", "test", 1, id="test-g"),
        cell("YOUR ANSWER HERE", "essay", "manual", 3, kind="markdown", id="essay"),
    ]


@pytest.fixture(scope="session")
def key(tmp_path_factory):
    path = tmp_path_factory.mktemp("keys") / "task" / "task.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": key_cells()}))
    return Key.read(path)


@pytest.fixture
def given_out():
    """What students get: the key without hidden tests."""
    cells = key_cells()
    cells[4]["source"] = "assert f(1) == 1"
    return cells


ANSWER = "def f(x):\n    return x**2"


@pytest.fixture
def honest(given_out):
    given_out[3]["source"] = ANSWER
    given_out[5]["source"] = "def g(x):\n    return x"
    given_out[7]["source"] = "Because."
    return given_out


def assembled(key, cells):
    return assemble(key, parse_submission(json.dumps({"cells": cells}).encode()))


def order(made):
    return [step.grade_id or step.source for step in made.steps]


def answer(made, grade_id):
    (step,) = (step for step in made.steps if step.grade_id == grade_id)
    return step.source


FULL = ["setup", "n = 5  # try others", "f", "test_f", "g", "test_g", "essay"]


# Honest notebooks -------------------------------------------------------------------------------


def test_an_untouched_notebook_is_the_key(key, given_out):
    made = assembled(key, given_out)
    assert order(made) == FULL
    assert made.notices == ()
    assert made.needs_manual == ()  # nobody has to mark what nobody wrote
    assert not any(step.answered for step in made.steps)


def test_answers_come_from_the_student_and_all_else_from_the_key(key, honest):
    made = assembled(key, honest)
    assert made.notices == ()
    assert order(made) == FULL
    assert answer(made, "f") == ANSWER
    assert "BEGIN HIDDEN" in answer(made, "test_f")
    assert made.needs_manual == ("essay",)
    assert [step.points for step in made.steps] == [0, 0, 0, 2, 0, 1, 3]
    kinds = ["locked", "extra", "answer", "test", "answer", "test", "manual"]
    assert [step.kind for step in made.steps] == kinds
    assert made.steps[2].label == "cell 4 (f)"


def test_own_cells_stay_where_they_are(key, honest):
    honest.insert(4, cell("helper = 1"))
    honest.insert(3, cell("my note", kind="markdown"))
    honest.insert(0, cell("first = 1"))
    honest.append(cell("last = 1"))
    honest.append(cell("raw", kind="raw"))
    made = assembled(key, honest)
    assert made.notices == ()
    expected = ["first = 1", *FULL[:2], "my note", "f", "helper = 1", *FULL[3:], "last = 1"]
    assert order(made) == expected
    assert made.steps[3].kind == "markdown"
    assert made.steps[-1].label == "your own cell 12"


@pytest.mark.parametrize("with_ids", [True, False])
def test_open_cells_of_the_assignment_may_be_edited(key, honest, with_ids):
    honest[2]["source"] = "n = 10"
    if not with_ids:
        for made in honest:
            del made["id"]
    made = assembled(key, honest)
    assert made.notices == ()
    assert order(made) == ["setup", "n = 10", *FULL[2:]]
    assert made.steps[1].key_source == "n = 5  # try others"


def test_white_space_at_the_ends_of_lines_is_no_change(key, given_out):
    for made in given_out:
        made["source"] = made["source"].replace("\n", "  \n") + "\n\n"
    made = assembled(key, given_out)
    assert made.notices == ()
    assert not any(step.answered for step in made.steps)


# Attacks and accidents --------------------------------------------------------------------------


def test_tests_deleted_edited_reordered_unlocked_and_worth_more(key, honest):
    honest[4]["source"] = "assert True"
    honest[4]["metadata"]["nbgrader"] |= {"points": 100, "locked": False, "solution": True}
    test_g = honest.pop(6)
    honest[1]["source"] = "import os"
    made = assembled(key, honest)
    assert order(made) == FULL
    assert "BEGIN HIDDEN" in answer(made, "test_f")
    assert answer(made, "setup") == "import math"
    assert [step.points for step in made.steps if step.kind == "test"] == [2, 1]
    text = " ".join(made.notices)
    assert "Cell 5 (test_f) is a test and was changed" in text
    assert "The points of cell 5 (test_f) were changed; it is still worth 2." in text
    assert "Cell 2 (setup) is read-only and was changed" in text
    assert "Cell 7 (test_g) is missing; the original was used." in text
    made = assembled(key, [test_g, *honest])
    assert order(made) == FULL
    assert "order of the cells was changed" in " ".join(made.notices)


def test_a_test_copied_into_a_hidden_test_is_a_change(key, honest):
    honest[4]["source"] = f"assert f(1) == 1\n{HIDDEN}".replace("4", "5")
    assert "was changed" in " ".join(assembled(key, honest).notices)


def test_cells_made_markdown_count_as_what_they_were(key, honest):
    for number in (3, 4):
        honest[number]["cell_type"] = "markdown"
    made = assembled(key, honest)
    assert order(made) == FULL
    assert answer(made, "f") == ANSWER
    assert all(step.cell_type == "code" for step in made.steps[:-1])
    assert "was changed to a markdown cell" in " ".join(made.notices)


def test_of_copies_the_stub_does_not_undo_the_answer(key, honest):
    for position in (3, 4, 7):
        cells = [*honest[:position], cell(STUB, "f", "answer"), *honest[position:]]
        made = assembled(key, cells)
        assert order(made) == FULL
        assert answer(made, "f") == ANSWER
        assert "Cell 4 (f) is in the notebook 2 times" in made.notices[0]


def test_a_second_version_is_run_where_it_stands_as_in_the_notebook(key, honest):
    second = "def f(x):\n    return -x"
    honest.insert(5, cell(second, "f", "answer"))
    made = assembled(key, honest)
    assert order(made) == [*FULL[:4], second, *FULL[4:]]


@pytest.mark.parametrize("tagged", [True, False])
def test_an_answer_split_inside_a_function_is_joined(key, honest, tagged):
    honest[3]["source"] = "def f(x):\n    y = x * x"
    rest = "    # my result\n\n    return y"
    honest.insert(4, cell(rest, "f", "answer") if tagged else cell(rest))
    made = assembled(key, honest)
    assert order(made) == FULL
    namespace = {}
    exec(answer(made, "f"), namespace)
    assert namespace["f"](3) == 9
    assert "was split into 2 cells" in " ".join(made.notices)


def test_an_answer_split_between_functions_runs_in_two(key, honest):
    honest[3]["source"] = "def helper(x):\n    return x"
    rest = "def f(x):\n    return helper(x) ** 2"
    made = assembled(key, [*honest[:4], cell(rest, "f", "answer"), *honest[4:]])
    assert order(made) == [*FULL[:3], rest, *FULL[3:]]


def test_an_essay_in_two_halves_is_kept_whole(key, honest):
    honest.append(cell("And therefore.", "essay", "manual", 3, kind="markdown"))
    made = assembled(key, honest)
    assert answer(made, "essay") == "Because.\n\nAnd therefore."


def test_answers_that_lost_their_grade_id_are_found_by_id_or_by_what_they_define(key, honest):
    del honest[3]["metadata"]["nbgrader"]
    honest[5]["metadata"]["nbgrader"]["grade_id"] = "renamed"
    del honest[5]["id"]
    moved = honest.pop(5)
    made = assembled(key, [moved, *honest])
    assert order(made) == FULL
    assert answer(made, "f") == ANSWER
    assert answer(made, "g") == "def g(x):\n    return x"
    text = " ".join(made.notices)
    assert "Cell 4 (f) had lost its grade id; cell 5 of your notebook" in text
    assert "renamed" in text


def test_lost_cells_are_put_back_and_the_own_cells_stand_in_for_answers(key, honest):
    honest[3] = cell("f = lambda x: x * x")
    made = assembled(key, honest)
    # The stub would undo the lambda if it came after it.
    assert order(made) == [*FULL[:3], "f = lambda x: x * x", *FULL[3:]]
    assert answer(made, "f") == STUB
    assert "Cell 4 (f) is missing; it counts as not answered." in made.notices
    made = assembled(key, [])
    assert order(made) == FULL
    assert len(made.notices) == 7


def test_own_cells_come_before_a_deleted_test_that_may_need_them(key, honest):
    honest[4] = cell("helper = 1")
    assert order(assembled(key, honest)) == [*FULL[:3], "helper = 1", *FULL[3:]]


def test_notices_are_counted_when_there_are_too_many(key, honest):
    made = assembled(key, [*honest, *[None] * 200])
    assert len(made.notices) == MAX_NOTICES
    assert made.notices[-1] == "161 more things like these were repaired."


def test_manual_code_is_run_and_tasks_are_always_looked_at(tmp_path):
    task = {"grade_id": "task", "task": True, "locked": True, "points": 4}
    cells = [
        cell("# YOUR CODE HERE", "plot", "manual", 2),
        {"cell_type": "markdown", "source": "Do this.", "metadata": {"nbgrader": task}},
    ]
    path = tmp_path / "key.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": cells}))
    key = Key.read(path)
    assert (key.max_points, key.manual_points) == (0, 6)
    made = assembled(key, [cell("plot()", "plot", "manual", 2), cells[1], cell("done()")])
    assert [(step.kind, step.cell_type) for step in made.steps] == [
        ("manual", "code"),
        ("manual", "markdown"),
        ("extra", "code"),
    ]
    assert made.needs_manual == ("plot", "task")


@settings(deadline=None)
@given(hostile.notebooks(["setup", "f", "test_f", "g", "test_g", "essay"], ["f", "try", "test-f"]))
def test_whatever_is_handed_in_tests_and_points_are_the_keys(key, value):
    try:
        submission = parse_submission(hostile.as_bytes(value))
    except SubmissionError:
        return
    made = assemble(key, submission)
    from_key = [step for step in made.steps if step.grade_id]
    assert [step.grade_id for step in from_key] == [g for g in FULL if g in key.by_grade_id]
    for step in from_key:
        mine = key.by_grade_id[step.grade_id]
        assert (step.kind, step.points, step.cell_type) == (mine.role, mine.points, mine.cell_type)
        if step.kind in ("test", "locked"):
            assert step.source == mine.source
    # Nothing that a student wrote in a cell of code is lost, unless the key's text replaces it.
    kept = "\n".join(step.source for step in made.steps)
    for theirs in submission.cells:
        if theirs.cell_type == "code" and theirs.grade_id is None:
            assert theirs.source.rstrip() in kept
    assert len(made.notices) <= MAX_NOTICES
    assert all(notice.endswith(".") for notice in made.notices)
