"""README shows what the benchmarks wrote, and says of which class."""

import json

import pytest

from benchmarks import parts, results
from tests.support import REPO

PARTS = json.loads(results.FILE.read_text())


def test_the_page_is_what_the_figures_make():
    assert results.PAGE.read_text() == results.page(PARTS), "run: make bench"


def test_every_part_is_on_the_page():
    assert PARTS.keys() == parts.PARTS.keys()
    assert results.page(PARTS).count("\n## ") == len(PARTS)


def test_the_table_of_readme_is_that_of_the_page():
    text = (REPO / "README.md").read_text()
    shown = text.split(results.BEGIN)[1].split(results.END)[0].strip()
    assert shown == results.short(PARTS).strip()
    first, table, alone = shown.split("\n\n")
    assert "Seconds for each of a class of " in first
    assert "`make otter bench`" in first
    assert table in results.PAGE.read_text()
    assert table.count("\n| Task") == 3
    assert "otter run" in alone
    assert "a class of 20" in first or "20" not in PARTS["classes"]["tasks"]["task14"]


def test_tasks_that_were_not_measured_again_keep_their_figures(tmp_path, monkeypatch):
    for name in ("FILE", "PAGE", "README"):
        place = tmp_path / getattr(results, name).name
        place.write_text(getattr(results, name).read_text())
        monkeypatch.setattr(results, name, place)
    anew = {"10": {"nbgrader": {"wall": 40.0}, "examiner": {"wall": 4.0}}}
    results.save("classes", {"tasks": {"task15": anew}}, "today")
    part = json.loads(results.FILE.read_text())["classes"]
    before = PARTS["classes"]
    assert part["tasks"] == {**before["tasks"], "task15": anew}
    assert part["measured"] == f"{before['measured']}. Task 15 anew today"
    results.save("classes", {"tasks": before["tasks"]}, "today")
    assert json.loads(results.FILE.read_text())["classes"] == {**before, "measured": "today"}


def test_readme_names_the_largest_class_that_nbgrader_graded_of_every_task():
    both = {"nbgrader": {"wall": 42.0}, "examiner": {"wall": 6.0}}
    ours = {"examiner": {"wall": 30.0}}
    part = {"tasks": {"task14": {"10": both, "100": both}, "task15": {"10": both, "100": ours}}}
    text = results.short({"classes": part})
    assert "class of 10 submissions," in text
    assert text.count("| 4.2 | 0.60 | 7.0 |") == 2


def test_readme_says_what_one_submission_costs_with_what_was_measured():
    def alone(**seconds):
        return {name: {"wall": value} for name, value in seconds.items()}

    rows = {"20": {"nbgrader": {"wall": 42.0}, "examiner": {"wall": 6.0}}}
    parts = {
        "classes": {"tasks": {"task14": rows}},
        "one": {"tasks": {"a": alone(nbgrader=3.5, examiner=0.9, otter=12.2),
                          "b": alone(nbgrader=4.5, examiner=2.1, otter=11.1)}},
    }  # fmt: skip
    line = results.short(parts).splitlines()[-1]
    assert (
        "nbgrader 3.5 to 4.5 s, `otter run` 11 to 12 s and `examiner grade` 0.90 to 2.1 s" in line
    )
    for row in parts["one"]["tasks"].values():
        del row["otter"]
    assert "otter" not in results.short(parts).splitlines()[-1]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.149, "0.15"), (0.0712, "0.071"), (9.96, "10.0"), (980.4, "980")]
)
def test_numbers_have_about_two_digits(value, shown):
    assert results._two(value) == shown
