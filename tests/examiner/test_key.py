"""Autograder keys: where they are found, and what cannot be graded with."""

import pytest

from examiner.errors import ExaminerError
from examiner.key import Key, find_keys
from tests.support import hostile
from tests.support.notebook_files import code, notebook, write, write_key


def test_keys_are_found_in_a_folder_of_keys_an_assignment_or_a_file(tmp_path):
    write_key(tmp_path, "task1", "a", "b")
    write_key(tmp_path, "task2", "c", "d")
    folder = tmp_path / "keys"
    assert [k.assignment for k in find_keys(folder)] == ["task1", "task2"]
    assert [k.assignment for k in find_keys(folder / "task2")] == ["task2"]
    assert [k.assignment for k in find_keys(folder / "task1" / "task1.ipynb")] == ["task1"]
    with pytest.raises(ExaminerError, match="no autograder key"):
        find_keys(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("nbgrader", "says"),
    [
        ({"grade": True, "grade_id": "t"}, "points are None"),
        ({"grade": True, "grade_id": "t", "points": -1}, "points are -1"),
        ({"grade": True, "grade_id": "t", "points": True}, "points are True"),
        ({"grade": True, "points": 1}, "grade id is None"),
        ({"solution": True, "grade_id": "a"}, "cells 1 and 2"),
    ],
)
def test_a_key_that_cannot_be_graded_with_says_why(tmp_path, nbgrader, says):
    cells = [code("", "a"), code("", "x")]
    cells[0]["metadata"]["nbgrader"] |= {"solution": True}
    cells[1]["metadata"]["nbgrader"] = nbgrader
    path = write(tmp_path / "key.ipynb", notebook(*cells))
    with pytest.raises(ExaminerError, match=says):
        Key.read(path)
    for raw in (b"{", b"[]", b"\xff", hostile.as_bytes(notebook(nbformat=3))):
        with pytest.raises(ExaminerError, match="cannot be used"):
            Key.read(write(tmp_path / "bad.ipynb", raw))
