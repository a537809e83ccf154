"""Variants in the gradebook: nbgrader with the engine, and without it."""

import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from tests.support import REPO, stock
from tests.support.variants_course import ANSWERS, given, graded, numbers, submit

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course


def test_nbgrader_with_the_engine_grades_each_with_their_own_values(course, capfd):
    """`nbgrader autograde`, then `examiner grade --gradebook`: the same points and notebooks."""
    (course / "nbgrader_config.py").write_text((REPO / "nbgrader_config.py").read_text())
    assert "[ERROR]" not in stock.nbgrader(course, "generate_assignment", "ps", "--force")
    build(Course.open(course))
    url = f"sqlite:///{course / 'gradebook.db'}"
    with Gradebook(url) as gradebook:
        gradebook.add_student("ada", first_name="Ada", last_name="Lovelace")
        gradebook.add_student("b17")
    shutil.rmtree(course / "variants")
    assert main(["release", "--variants", "--gradebook", url, "--course", str(course)]) == 0
    assert "Ada Lovelace" in (course / "variants" / "ps.csv").read_text()
    mine = submit(course, "ada")
    assert "Success!" in stock.nbgrader(course, "validate", str(mine))
    submit(course, "b17", of="ada")
    log = stock.nbgrader(course, "autograde", "ps")
    assert {name: sum(points.values()) for (name, _), points in stock.marks(course).items()} == {
        "ada": 6,
        "b17": 6,
    }
    assert "ps for student b17: Cell 2 (parameters) shows the variant of another student." in log
    assert "It is the variant of Ada Lovelace (ada)." in log

    def shown(student):
        path = course / "autograded" / student / "ps" / "ps.ipynb"
        (cell,) = [it for it in nbformat.read(path, as_version=4).cells if it.id == "parameters"]
        return cell.source

    before = [shown(student) for student in ("ada", "b17")]
    assert before == [given(course, student)["parameters"] for student in ("ada", "b17")]
    shutil.rmtree(course / "autograded")
    rows = graded(course, roster=None, gradebook=url)
    assert [row.points for row in rows.values()] == [6, 6]
    assert [shown(student) for student in ("ada", "b17")] == before


def test_plain_nbgrader_grades_all_with_the_values_of_the_source(course):
    mine = numbers(course, "ada")
    submit(course, "ada")
    submit(course, "b17", ANSWERS | {"total": f"total = {sum(mine['mine'])}"})
    found = stock.autograde(course, ["ps"]).marks
    assert sum(found["ada", "ps"].values()) == 6
    assert found["b17", "ps"]["test_total"] == 0
