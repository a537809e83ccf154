"""The picture of a class: what is counted, and what is said about its tests."""

import re

from examiner.report import Report, Result, ScoredTest
from examiner.reports.histogram import of_points, of_seconds
from examiner.reports.html_report import index_page
from examiner.reports.labels import matrix
from examiner.reports.overview import overview
from tests.support.sample_report import ENGINE
from tests.support.tags import Tags


def row(number, *gained, most=1, **more):
    tests = [
        ScoredTest(f"test_{n}", points, most, points == most) for n, points in enumerate(gained)
    ]
    points = {"points": sum(gained), "max_points": most * len(gained)}
    made = {"assignment": "ps", "notebook": "ps", "tests": tests, "seconds": 0.3, **points}
    return Result(f"student {number}", **made | more)


def notes(*rows):
    (task,) = overview([row(number, *gained) for number, gained in enumerate(rows)])
    return [test.notes for test in task.tests]


def test_a_test_that_everyone_passes_or_hardly_anyone():
    everyone, hard, middle = notes(*[(1, 0, 1)] * 2, *[(1, 0, 0)] * 2, (1, 1, 0))
    assert everyone == ("Everyone passes: it tells nobody apart.",)
    assert hard == ("Few pass: is the question clear, and is the test right?",)
    assert middle == ()


def test_nothing_is_said_about_a_test_that_few_took():
    assert notes(*[(1, 0)] * 4) == [(), ()]


def test_tests_that_fall_together():
    a, b, c, _ = notes(*[(0, 0, 1, 1)] * 3, *[(1, 1, 0, 1)] * 4, *[(1, 1, 1, 0)] * 3)
    assert a == ("Fails together with test_1: one mistake may cost the points of all.",)
    assert b == ("Fails together with test_0: one mistake may cost the points of all.",)
    assert c == ()


def test_blank_submissions_do_not_make_tests_fall_together():
    assert notes(*[(0, 0)] * 4, *[(1, 0)] * 3, *[(0, 1)] * 3) == [(), ()]


def test_points_in_part_are_neither_passed_nor_failed():
    (task,) = overview([row(1, 2, most=2), row(2, 1, most=2), row(3, 0, most=2)])
    (test,) = task.tests
    assert (test.passed, test.partly, test.count) == (1, 1, 3)


def test_the_bars_of_a_task_count_every_graded_row_once():
    rows = [row(1, 1, 1), row(2, 1, 0, seconds=31), row(3, 0, 0, status="timeout", reason="x")]
    refused = Result("student 4", "ps", "ps", status="refused", reason="x")
    (task,) = overview([*rows, refused])
    assert (task.graded, task.not_graded) == (3, 1)
    assert [(bar.label, bar.count) for bar in task.point_bars] == [("0", 1), ("1", 1), ("2", 1)]
    assert [bar.is_median for bar in task.point_bars] == [False, True, False]
    assert sum(bar.count for bar in task.time_bars) == 3
    assert task.points == "Median 1 of 2 points. With all points: 1. With none: 1."
    assert task.time == "Median 0.30 s. Slowest: student 2, 31 s."


def test_points_that_a_person_has_still_to_give_do_not_count_against_anyone():
    (task,) = overview([row(1, 1, max_points=3, manual_points=2, needs_manual=["essay"])])
    assert "With all points: 1." in task.points


def test_tasks_stand_in_the_order_of_their_names_whoever_lacks_one():
    rows = [Result("ada", name, name, points=1, max_points=1) for name in ("ps10", "ps2", "ps1")]
    assert [task.title for task in overview(rows)] == ["ps1", "ps2", "ps10"]
    assert matrix([*rows, Result("eve", None)])[0] == ["ps1", "ps2", "ps10", "?"]


def test_a_bar_of_seconds_says_from_when_to_when():
    bars = of_seconds([0.3, 3000])
    assert (bars[0].label, bars[0].count) == ("0.2–0.5", 1)
    assert (bars[-1].title, bars[-1].count) == ("600 s or more", 1)


def test_full_points_have_a_bar_of_their_own():
    for points, most in (([24, 25], 25), ([2.2, 2.3], 2.3), ([55, 100], 100), ([3], 3), ([0], 0)):
        last = of_points(points, most)[-1]
        assert (last.title.split()[0], last.count) == (f"{most}", 1)


def test_people_whose_names_begin_alike_have_rows_of_their_own():
    name = "A" * 70
    _, students = matrix([Result(f"{name} (1)", "ps"), Result(f"{name} (2)", "ps")])
    assert [len(rows["ps"]) for rows in students.values()] == [1, 1]
    assignments, _ = matrix([Result("ada", name + "1"), Result("ada", name + "2")])
    assert len(assignments) == 2


def test_notebooks_of_an_assignment_are_tasks_of_their_own():
    tasks = overview([row(1, 1), row(1, 1, notebook="problem2"), Result("eve", None)])
    assert [task.title for task in tasks] == ["ps", "ps, problem2"]


def test_the_pictures_say_what_they_show():
    shown = Tags(index_page(Report(ENGINE, [row(1, 1, 1), row(2, 1, 0)])))
    (points, time) = [its for tag, its in shown.elements if tag == "svg" and "aria-label" in its]
    assert points["aria-label"] == "Points in ps. 1 point: 1. 2 points: 1."
    assert time["aria-label"] == "Time in ps. 0.2 to 0.5 s: 2."
    for tag, its in shown.elements:
        if tag == "rect" and "height" in its:
            assert re.fullmatch(r"\d+(\.\d+)?", its["height"])
            assert float(its["height"]) <= 96
