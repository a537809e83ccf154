"""Finding submissions in files and folders, however they are laid out."""

import os

import pytest

from examiner.errors import ExaminerError
from examiner.submission.discovery import discover
from examiner.submission.identification import identify
from tests.support import hostile
from tests.support.notebook_files import TASK1, TASK2, write, write_key


@pytest.fixture
def keys(tmp_path):
    return [write_key(tmp_path, "task1", "a", "b"), write_key(tmp_path, "task2", "c", "d")]


def rows(path, keys):
    return [
        (found.student, found.assignment, [path.name for path in found.paths], bool(found.problem))
        for found in discover([path], keys)
    ]


def test_nbgraders_layout(tmp_path, keys):
    submitted = tmp_path / "submitted"
    write(submitted / "ben" / "task2" / "task2.ipynb", TASK2)
    write(submitted / "ben" / "task1" / "task1.ipynb", TASK1)
    write(submitted / "ada" / "task1" / "renamed.ipynb", TASK1)
    write(submitted / "ada" / "task1" / "timestamp.txt", b"2026")
    write(submitted / "ada" / "data" / "own.csv", b"1")
    write(submitted / "ada" / ".ipynb_checkpoints" / "x.ipynb", TASK1)
    (submitted / "iris").mkdir()
    (submitted / "joe" / "task1").mkdir(parents=True)
    write(submitted / "zoe" / "task1" / "task1.zip", b"PK")
    (submitted / "mal").symlink_to(submitted / "ada")
    expected = [
        ("ada", "task1", ["renamed.ipynb"], False),
        ("ben", "task1", ["task1.ipynb"], False),
        ("ben", "task2", ["task2.ipynb"], False),
        ("iris", None, [], True),
        ("joe", "task1", [], True),
        ("mal", None, [], True),
        ("zoe", "task1", [], True),
    ]
    assert rows(submitted, keys) == expected
    assert rows(submitted, ()) == [("ada", "data", [], True), *expected]
    problems = {found.student: found.problem for found in discover([submitted], keys)}
    assert "task1.zip" in problems["zoe"].message
    assert "symbolic link" in problems["mal"].message


def test_a_students_folder_an_assignments_folder_and_a_notebook(tmp_path, keys):
    folder = tmp_path / "submitted" / "ada"
    write(folder / "task1" / "task1.ipynb", TASK1)
    write(folder / "task2" / "task2.ipynb", TASK2)
    one, two = ("ada", "task1", ["task1.ipynb"], False), ("ada", "task2", ["task2.ipynb"], False)
    assert rows(folder, keys) == [one, two]
    assert rows(folder / "task1", keys) == [one]
    assert rows(folder / "task2" / "task2.ipynb", keys) == [two]


def test_notebooks_without_folders(tmp_path, keys):
    write(tmp_path / "class" / "ada.ipynb", TASK1)
    write(tmp_path / "class" / "ben.ipynb", TASK1)
    assert rows(tmp_path / "class", keys) == [
        ("ada", None, ["ada.ipynb"], False),
        ("ben", None, ["ben.ipynb"], False),
    ]
    write(tmp_path / "ada" / "task1 (1).ipynb", TASK1)
    write(tmp_path / "ada" / "task2.ipynb", TASK2)
    assert [row[0] for row in rows(tmp_path / "ada", keys)] == ["ada", "ada"]
    lone = write(tmp_path / "x" / "whoever.ipynb", TASK1)
    assert rows(lone, keys) == [("whoever", None, ["whoever.ipynb"], False)]


def test_an_unpacked_archive_is_looked_into(tmp_path, keys):
    write(tmp_path / "submitted" / "ada" / "task1" / "zip" / "task1" / "task1.ipynb", TASK1)
    ((_, _, files, _),) = rows(tmp_path / "submitted", keys)
    assert files == ["task1.ipynb"]


def test_a_path_that_does_not_exist_stops_the_run(tmp_path):
    with pytest.raises(ExaminerError, match="no file or folder"):
        discover([tmp_path / "typo"])


def test_a_link_on_the_command_line_is_a_row_with_a_problem(tmp_path, keys):
    write(tmp_path / "task1.ipynb", TASK1)
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "task1.ipynb")
    (found,) = discover([tmp_path / "link.ipynb"], keys)
    assert "symbolic link" in found.problem.message


@pytest.mark.parametrize("name", ["::add-path::x", "a\x1b[31mb", "a\nb", " ", "=1+1", b"\xff\xfe"])
def test_odd_names_of_folders_are_rows_on_one_line(tmp_path, keys, name):
    folder = os.fsencode(tmp_path / "submitted") + b"/" + os.fsencode(name) + b"/task1"
    os.makedirs(folder)
    with open(folder + b"/task1.ipynb", "wb") as file:
        file.write(hostile.as_bytes(TASK1))
    (found,) = discover([tmp_path / "submitted"], keys)
    assert found.student.isprintable()
    found.student.encode()
    (identified,) = identify(found, keys)
    assert (len(identified.submission.cells), identified.key.assignment) == (3, "task1")
