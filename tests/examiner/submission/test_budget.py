"""Intake has a budget: no folder and no notebook costs more than a little."""

import json
import os

import pytest

from examiner.errors import SubmissionError
from examiner.key import find_keys
from examiner.submission import identification
from examiner.submission.discovery import discover
from examiner.submission.identification import identify
from examiner.submission.matching import Matching
from examiner.submission.reader import SizeLimits, SubmittedCell, parse_submission
from tests.support import attack_course


@pytest.fixture
def course(tmp_path):
    return attack_course.Course(tmp_path)


@pytest.fixture
def read(monkeypatch):
    """List what is read."""
    paths, original = [], identification.read_submission

    def reading(path, *args, **kwargs):
        paths.append(path.name)
        return original(path, *args, **kwargs)

    monkeypatch.setattr(identification, "read_submission", reading)
    return paths


def identified(course):
    keys = find_keys(course.keys)
    (candidate,) = discover([course.submitted], keys)
    return identify(candidate, keys)


def test_one_file_under_many_names_is_read_once(course, read):
    def links(folder):
        (folder / "a.ipynb").write_text(json.dumps(attack_course.honest()))
        for number in range(40):
            os.link(folder / "a.ipynb", folder / f"b{number}.ipynb")

    course.hand_in("eve", links)
    assert identified(course).submission.path.name == "a.ipynb"
    assert read == ["a.ipynb"]


def test_of_many_notebooks_a_few_are_read_the_right_name_first(course, read):
    def many(folder):
        for number in range(40):
            (folder / f"a{number}.ipynb").write_text(json.dumps(attack_course.honest()))
        (folder / "shop.ipynb").write_text(json.dumps(attack_course.honest()))

    course.hand_in("eve", many)
    found = identified(course)
    assert found.submission.path.name == "shop.ipynb"
    assert read[0] == "shop.ipynb"
    assert len(read) == identification.MOST_NOTEBOOKS
    assert "There are 41 notebooks" in found.notices[0]


def test_bytes_are_counted_over_all_notebooks(course, read, monkeypatch):
    monkeypatch.setattr(identification, "MOST_BYTES", 60_000)

    def large(folder):
        for number in range(5):
            book = attack_course.honest()
            book["metadata"]["padding"] = str(number) * 25_000
            (folder / f"a{number}.ipynb").write_text(json.dumps(book))

    course.hand_in("eve", large)
    identified(course)
    assert len(read) == 1


def test_a_notebook_of_too_many_cells_is_refused():
    book = attack_course.notebook([attack_course.cell("1", f"c{n}") for n in range(1001)])
    with pytest.raises(SubmissionError):
        parse_submission(json.dumps(book).encode())
    parse_submission(json.dumps(book).encode(), SizeLimits(cells=2000))


def test_a_cell_is_normalised_once(course, monkeypatch):
    """Else cells of the key times cells of the notebook are: minutes for a large one."""
    calls = []
    original = SubmittedCell.normal_source.func

    def counted(cell):
        calls.append(cell.number)
        return original(cell)

    monkeypatch.setattr(SubmittedCell.normal_source, "func", counted)
    (key,) = find_keys(course.keys)
    cells = [attack_course.cell("x = 1", f"c{n}") for n in range(300)]
    book = attack_course.notebook([*attack_course.honest()["cells"], *cells])
    Matching(key, parse_submission(json.dumps(book).encode()))
    assert len(calls) == len(set(calls))
