"""Variants handed out: what each student gets, and what cannot be written."""

import csv
import json
import re
import zipfile

import nbformat
import pytest
from nbgrader.utils import compute_checksum

from examiner.cli import main
from examiner.key import find_keys
from examiner.variant import values_of
from tests.support.variants_course import IDS, given, numbers

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course


def test_each_student_gets_plain_values_of_their_own(built):
    found = {student: given(built, student)["parameters"] for student in IDS}
    assert len(set(found.values())) == 3
    for text in found.values():
        assert re.fullmatch(
            r"# Your own numbers\.\nrate = 0\.\d+\nyears = \d+\nrows = \[\d+, \d+, \d+\]\n"
            r"np\.random\.seed\(years\)",
            text,
        )
    whole = (built / "variants" / "ada" / "ps" / "ps.ipynb").read_text()
    assert "capital = np.random" in whole
    for secret in ("examiner: ", "HIDDEN", "more capital", "SOLUTION"):
        assert secret not in whole


def test_what_all_students_get_alike_has_the_values_of_the_source(built):
    notebook = nbformat.read(built / "release" / "ps" / "ps.ipynb", as_version=4)
    assert notebook.cells[1].source.splitlines()[1:4] == [
        "rate = 0.05",
        "years = 10",
        "rows = [2, 3, 5]",
    ]


def test_validate_takes_the_read_only_cells_for_unchanged(built):
    for folder in ("release/ps", "variants/ada/ps"):
        for it in nbformat.read(built / folder / "ps.ipynb", as_version=4).cells:
            assert it.metadata.nbgrader.checksum == compute_checksum(it)


def test_the_table_says_who_got_what(built):
    with open(built / "variants" / "ps.csv", encoding="utf-8-sig") as file:
        lines = {line["id"]: line for line in csv.DictReader(file)}
    assert {student: line["name"] for student, line in lines.items()} == IDS
    for student, line in lines.items():
        mine = numbers(built, student)
        assert (float(line["rate"]), int(line["years"])) == (mine["rate"], mine["years"])
        assert json.loads(line["rows"]) == mine["rows"]


def test_the_same_id_gets_the_same_files(built, tmp_path):
    command = ["release", "--variants", "ps", "--course", str(built), "--output", str(tmp_path)]
    assert main([*command, "--id", "new", "--id", "b17", "--id", "ada", "--zip"]) == 0
    for name in ("ada/ps/ps.ipynb", "b17/ps/ps.ipynb", "ada.zip", "b17.zip"):
        assert (tmp_path / name).read_bytes() == (built / "variants" / name).read_bytes()
    with zipfile.ZipFile(tmp_path / "ada.zip") as archive:
        assert archive.namelist() == ["ps/ps.ipynb"]


def test_the_course_counts_too(built):
    (key,) = find_keys(built / "autograder_tests")
    mine = [value.text for value in values_of(key, "ada")]
    assert mine == [value.text for value in values_of(key, "ada")]
    object.__setattr__(key.stamp, "course", "y")
    assert mine != [value.text for value in values_of(key, "ada")]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "Nobody is named who is to get a variant."),
        (("--id", "../ada"), "The id '../ada' cannot be the name of a folder."),
        (("--id", ".."), "cannot be the name of a folder"),
        (("--id", ""), "The id '' cannot be the name of a folder."),
        (("--id", "ada", "ps9"), "There are no choices in ps9."),
    ],
)
def test_what_cannot_be_written_is_refused(built, tmp_path, capsys, arguments, why):
    command = ["release", "--variants", "--course", str(built), "--output", str(tmp_path / "new")]
    assert main([*command, *arguments]) == 2
    assert why in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_release_of_another_build_is_refused(course, capsys):
    (course / "release" / "ps" / "ps.ipynb").write_text('{"cells": [], "metadata": {}}')
    assert main(["release", "--variants", "--id", "ada", "--course", str(course)]) == 2
    assert "does not belong to its key" in capsys.readouterr().err
