"""``examiner compare``: which marks changed between two runs, and why."""

import dataclasses
import json

import pytest

from examiner.cli import main
from examiner.report import Report, Result, ScoredTest
from examiner.reports.compare_command import table
from examiner.reports.comparison import CAUSES, compare
from examiner.reports.html_report import index_page
from examiner.reports.json_report import write

ENGINE = {"version": "1", "level": "A", "probes": []}


def row(student="ada", points=1, **more):
    tests = [ScoredTest("test_a", points, 2, points == 2), ScoredTest("test_b", 1, 1, True)]
    made = Result(
        student, "task14", "task14", points=points + 1, max_points=3, tests=tests,
        submission_digest="s", key_digest="k",
    )  # fmt: skip
    return dataclasses.replace(made, **more)


def report(*rows, **engine):
    return Report(ENGINE | engine, list(rows))


@pytest.mark.parametrize(
    ("new", "cause"),
    [
        (report(row(points=2, submission_digest="other")), "submission"),
        (report(row(points=2, key_digest="other")), "tests"),
        (report(row(points=2), version="2"), "engine"),
        (report(row(points=2), level="B"), "engine"),
        (report(row(points=2)), "chance"),
        (report(row(status="refused", submission_digest=None, key_digest=None)), "ungraded"),
        (report(row(), row("ben")), "new"),
        (report(), "gone"),
    ],
)
def test_the_cause_is_what_differs(new, cause):
    (change,) = compare(report(row()), new)
    assert change.cause == cause
    assert CAUSES[cause] in table([change], 1)


def essay(points):
    return ScoredTest("essay", points, 3, points == 3, by_hand=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Points of --manual-points or Formgrader: the first, others, and those of a test.
        ({"needs_manual": ["essay"]}, {"points": 4, "tests": [*row().tests, essay(2)]}),
        (
            {"points": 4, "tests": [*row().tests, essay(2)]},
            {"points": 5, "tests": [*row().tests, essay(3)]},
        ),
        (
            {},
            {"points": 3, "tests": [ScoredTest("test_a", 2, 2, True, None, True), row().tests[1]]},
        ),
        # A deadline of --due.
        ({}, {"points": 1.5, "late_penalty": 0.5}),
    ],
)
def test_points_by_hand_and_late_penalties_are_no_chance(old, new):
    before, after = (dataclasses.replace(row(), **changes) for changes in (old, new))
    (change,) = compare(report(before), report(after, version="2"))
    assert change.cause == "by_hand"
    assert "points by hand, or a late penalty" in table([change], 1)
    # Another test that differs too is not to be overlooked.
    after.tests[1] = ScoredTest("test_b", 0, 1, False)
    (change,) = compare(report(before), report(after))
    assert change.cause == "chance"


def test_equal_reports_have_no_change():
    assert compare(report(row(), row("ben")), report(row(), row("ben"))) == []


def test_a_row_without_a_mark_in_either_report_is_no_change():
    """It was not reached before the run was stopped, say, and is refused in the next."""
    none = {"points": 0, "tests": [], "submission_digest": None, "key_digest": None}
    stopped, refused = (
        dataclasses.replace(row(), status=status, **none) for status in ("error", "refused")
    )
    assert compare(report(stopped), report(refused)) == []


def test_other_tests_with_equal_points_are_a_change():
    """A mark that is the same by chance hides two that are not."""
    swapped = row(points=1)
    swapped.tests = [ScoredTest("test_a", 2, 2, True), ScoredTest("test_b", 0, 1, False)]
    (change,) = compare(report(row()), report(swapped))
    assert [(t.grade_id, t.before, t.after) for t in change.tests] == [
        ("test_a", 1, 2),
        ("test_b", 1, 0),
    ]


def test_the_table_names_student_points_tests_and_why():
    text = table(compare(report(row()), report(row(points=2, key_digest="new"))), 1)
    for part in ("ada", "task14", "test_a: 1 to 2", "changed tests or data", "1 of 1 submissions"):
        assert part in text


def test_hostile_text_does_not_reach_the_terminal_or_the_runner():
    name = "::error::\x1b[31mada"
    text = table(compare(report(row(name)), report(row(name, points=2))), 1)
    assert "\x1b" not in text
    assert "::error" not in text


def test_the_command(tmp_path, capsys):
    for name, made in (("old", report(row())), ("new", report(row(points=2)))):
        (tmp_path / name).mkdir()
        write(made, tmp_path / name)
    old, new = str(tmp_path / "old"), str(tmp_path / "new" / "report.json")
    assert main(["compare", old, old]) == 0
    assert "0 of 1 submissions changed" in capsys.readouterr().out
    assert main(["compare", old, new]) == 1
    assert "test_a: 1 to 2" in capsys.readouterr().out
    assert main(["compare", old, new, "--json"]) == 1
    (change,) = json.loads(capsys.readouterr().out)
    assert (change["before"], change["after"], change["cause"]) == (2, 3, "chance")


def test_the_command_writes_a_page(tmp_path, capsys):
    for name, made in (("old", report(row())), ("new", report(row(points=2), row("<b>ben</b>")))):
        (tmp_path / name).mkdir()
        write(made, tmp_path / name)
    page = tmp_path / "changes.html"
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    assert main(["compare", old, new, "--html", str(page)]) == 1
    assert "2 of 2 submissions changed" in capsys.readouterr().out
    shown = page.read_text()
    assert "2 of 2 submissions changed" in shown
    assert "<code>test_<wbr>a</code>: 1 to 2" in shown
    assert "only in the new report" in shown
    assert "&lt;b&gt;ben&lt;/b&gt;" in shown
    assert main(["compare", old, new, "--html", str(tmp_path / "none" / "x.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_the_page_of_the_class_says_what_changed_since():
    old = report(row(), row("ben"), row("cleo"), row("dan", status="error", submission_digest=None))
    new = report(row(points=2, key_digest="new"), row("ben"), row("dan"), row("eve"))
    new.earlier = old
    shown = index_page(new)
    assert "What changed since the last report" in shown
    assert "1 of 4 submissions changed." in shown
    assert "1 is new. 1 is not in this report. 1 is graded in only one of the two." in shown
    assert "<code>test_<wbr>a</code>: 1 to 2" in shown
    assert "changed tests or data" in shown
    new.earlier = new
    assert "0 of 4 submissions changed." in index_page(new)
    new.earlier = None
    assert "What changed" not in index_page(new)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"engine": {}, "submissions": [{"checks": 1}]}'])
def test_what_is_no_report_is_named(tmp_path, capsys, text):
    (tmp_path / "report.json").write_text(text)
    assert main(["compare", str(tmp_path), str(tmp_path)]) == 2
    assert "is not a report of this version" in capsys.readouterr().err
    assert main(["compare", str(tmp_path / "none"), str(tmp_path)]) == 2
    assert "cannot be read" in capsys.readouterr().err
