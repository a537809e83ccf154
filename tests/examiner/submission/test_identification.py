"""Which assignment a notebook belongs to, whatever it and its folder are called."""

from dataclasses import replace

import pytest

from examiner.errors import SubmissionError
from examiner.stamp import Release, Stamp
from examiner.submission.discovery import discover
from examiner.submission.identification import identify, match_key
from tests.support.notebook_files import TASK1, TASK2, code, notebook, write, write_key


@pytest.fixture
def keys(tmp_path):
    return [write_key(tmp_path, "task1", "a", "b"), write_key(tmp_path, "task2", "c", "d")]


def test_the_key_is_found_whatever_the_notebook_is_called(tmp_path, keys):
    write(tmp_path / "submitted" / "ada" / "task1" / "final FINAL.ipynb", TASK2)
    (candidate,) = discover([tmp_path / "submitted"], keys)
    (identified,) = identify(candidate, keys)
    assert identified.key.assignment == "task2"
    assert "final FINAL.ipynb" in identified.notices[0]
    assert "task2" in identified.notices[1]


def test_of_several_notebooks_the_one_of_the_assignment_is_graded(tmp_path, keys):
    folder = tmp_path / "submitted" / "ada" / "task1"
    write(folder / "a scratch pad.ipynb", notebook(code("1")))
    write(folder / "broken.ipynb", b"{")
    write(folder / "other.ipynb", TASK2)
    write(folder / "task1.ipynb", TASK1)
    (candidate,) = discover([tmp_path / "submitted"], keys)
    (identified,) = identify(candidate, keys)
    assert identified.submission.path.name == "task1.ipynb"
    assert identified.key.assignment == "task1"
    (notice,) = identified.notices
    assert "There are 4 notebooks in the folder; task1.ipynb was graded" in notice
    assert "broken.ipynb" in notice


def test_an_assignment_of_several_notebooks_has_a_row_for_each(tmp_path):
    keys = [
        write_key(tmp_path, "ps1", "a", "b", name="p1"),
        write_key(tmp_path, "ps1", "c", "d", name="p2"),
    ]
    folder = tmp_path / "submitted"
    write(folder / "ada" / "ps1" / "p1.ipynb", TASK1)
    write(folder / "ada" / "ps1" / "p2.ipynb", TASK2)
    write(folder / "ben" / "ps1" / "p2 copy.ipynb", TASK2)
    write(folder / "cleo" / "ps1" / "p1.ipynb", b"{")
    rows = discover([folder], keys)
    assert [(row.student, row.key.notebook) for row in rows] == [
        (student, notebook) for student in ("ada", "ben", "cleo") for notebook in ("p1", "p2")
    ]
    for row, name in ((rows[0], "p1.ipynb"), (rows[1], "p2.ipynb"), (rows[3], "p2 copy.ipynb")):
        (identified,) = identify(row, keys)
        assert (identified.submission.path.name, identified.key) == (name, row.key)
        assert len(identified.notices) == (name == "p2 copy.ipynb")
    for row, says in (
        (rows[2], "no notebook p1"),
        (rows[4], "damaged"),
        (rows[5], "no notebook"),
    ):
        with pytest.raises(SubmissionError, match=says):
            identify(row, keys)
    # Somebody who names one notebook wants that one.
    (candidate,) = discover([folder / "ben" / "ps1" / "p2 copy.ipynb"], keys)
    (identified,) = identify(candidate, keys)
    assert identified.key.notebook == "p2"


def test_a_notebook_of_another_course_is_refused(tmp_path, keys):
    # The set-up cell that all assignments share does not make it one of them.
    write(tmp_path / "submitted" / "ada" / "task1" / "task1.ipynb", notebook(code("", "setup")))
    (candidate,) = discover([tmp_path / "submitted"], keys)
    with pytest.raises(SubmissionError, match="No cell of the notebook belongs"):
        identify(candidate, keys)


def test_the_largest_share_decides_then_the_name_of_the_folder(tmp_path):
    small, large = (
        write_key(tmp_path, "small", "a", "b"),
        write_key(tmp_path, "large", "a", "b", "c", "d"),
    )
    twin = write_key(tmp_path, "twin", "a", "b")
    assert match_key([large, small], ["a", "b"]) is small
    assert match_key([small, large], ["a", "b", "c", "d"], "large") is large
    assert match_key([small, twin], ["a", "b"], "twin") is twin
    assert match_key([small], ["setup"]) is None
    assert large.coverage(["a", "setup", "x"]) == 0.25


def test_the_stamp_of_its_release_decides_between_equal_grade_ids(tmp_path):
    """Two assignments may call their cells alike, and a notebook may lie in the wrong folder."""
    keys, stamps = [], {}
    for name, question in (("task1", "q1"), ("task2", "q2")):
        release = Release(1, {"a": question})
        stamps[name] = Stamp("nn", name, 1, release.hash)
        key = write_key(tmp_path, name, "a", "b")
        keys.append(replace(key, stamp=stamps[name], releases=(release,)))
    told = {"examiner": {"release": stamps["task2"].to_dict()}}
    write(tmp_path / "submitted" / "ada" / "task1" / "task1.ipynb", TASK1 | {"metadata": told})
    write(tmp_path / "submitted" / "ben" / "task1" / "task1.ipynb", TASK1)
    ada, ben = discover([tmp_path / "submitted"], keys)
    assert [one.key.assignment for one in identify(ada, keys)] == ["task2"]
    assert [one.key.assignment for one in identify(ben, keys)] == ["task1"]
