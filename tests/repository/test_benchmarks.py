"""README shows what the benchmarks wrote, and says of which class."""

import json

import pytest

from benchmarks import results
from tests.support import REPO

PARTS = json.loads(results.FILE.read_text())


def test_the_page_is_what_the_figures_make():
    assert results.PAGE.read_text() == results.page(PARTS), "run: make bench"


def test_the_table_of_readme_is_that_of_the_page():
    text = (REPO / "README.md").read_text()
    shown = text.split(results.BEGIN)[1].split(results.END)[0].strip()
    first, _, table = shown.partition("\n\n")
    assert "Seconds for each of a class of " in first
    assert table in results.PAGE.read_text()
    assert table.count("\n| Task") == 3
    assert "a class of 20" in first or "20" not in PARTS["classes"]["tasks"]["task14"]


def test_readme_names_the_largest_class_that_nbgrader_graded_of_every_task():
    both = {"nbgrader": {"wall": 42.0}, "examiner": {"wall": 6.0}}
    ours = {"examiner": {"wall": 30.0}}
    part = {"tasks": {"task14": {"10": both, "100": both}, "task15": {"10": both, "100": ours}}}
    text = results.short(part)
    assert "class of 10 submissions," in text
    assert text.count("| 4.2 | 0.60 | 7.0 |") == 2


@pytest.mark.parametrize(
    ("value", "shown"), [(0.149, "0.15"), (0.0712, "0.071"), (9.96, "10.0"), (980.4, "980")]
)
def test_numbers_have_about_two_digits(value, shown):
    assert results._two(value) == shown
