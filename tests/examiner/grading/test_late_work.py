"""Late work: what counts as late, what it costs, and where one reads it."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.errors import ExaminerError
from examiner.grading.late_work import nbgrader_penalty, note_late_work
from examiner.report import Result, schema
from examiner.submission.attempts import Entry
from examiner.submission.candidate import Candidate
from examiner.submission.deadlines import Deadlines, read_extensions
from examiner.submission.roster import Roster
from examiner.submission.times import parse_time
from tests.support.small_course import DOUBLE, cell, hand_in, solution, write_source

#: As nbgrader's documentation shows it: a class of the course's own.
PLUGIN = """from nbgrader.plugins import BasePlugin


class PerDay(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        assert student_id in ("s2", "s4", "zoe")
        return round(total_seconds_late / 86400 * 0.5, 2)
"""
CONFIG = "c = get_config()\nfrom late import PerDay\nc.AssignLatePenalties.plugin_class = PerDay\n"
ROSTER = """id,name,e-mail,extensions
s1,ada,ada@example.org,
s2,ben,ben@example.org,
s3,cleo,cleo@example.org,ps=3 days; other=2026-12-31
s4,dan,dan@example.org,2026-12-01 12:00 UTC
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Give the report of a class of which some were late, and its folder."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").write_text(CONFIG)
    (root / "late.py").write_text(PLUGIN)
    (root / "class.csv").write_text(ROSTER)
    tests = cell("test", "test_double", "assert double(2) == 4", 4)
    write_source(root, "ps", [cell("answer", "double", solution(DOUBLE)), tests])
    build(Course.open(root))
    for student, stamp in {
        "ada": "2026-11-30 23:58:00.5 UTC",
        "ben": "2026-12-02 11:59:00 UTC",
        "cleo": "2026-12-02 11:59:00",
        "dan": "2026-12-01 14:00:00 +0100",
        "eva": "at noon",
        "zoe": "2027-01-30 10:59:00 Europe/Berlin",
    }.items():
        path = hand_in(root, student, "ps", {"double": DOUBLE})
        (path.parent / "timestamp.txt").write_text(stamp)
    arguments = ["grade", str(root / "submitted"), "--keys", str(root / "autograder_tests")]
    arguments += ["--output", str(root / "out"), "--roster", str(root / "class.csv")]
    arguments += ["--due", "ps=2026-11-30 23:59 UTC", "--format", "json,html,csv,markdown"]
    assert main(arguments) == 0
    report = json.loads((root / "out" / "report.json").read_text())
    jsonschema.validate(report, schema())
    return {row["student"]: row for row in report["submissions"]}, root / "out", arguments


def test_nbgraders_late_penalty_takes_its_points_off(graded):
    rows, _, _ = graded
    assert (rows["ada"]["points"], rows["ada"]["late_seconds"]) == (4, 0)
    assert (rows["ben"]["points"], rows["ben"]["late_penalty"]) == (3.25, 0.75)
    assert rows["ben"]["late_seconds"] == 36 * 3600
    assert rows["ben"]["deadline"] == "2026-11-30T23:59:00+00:00"
    assert rows["ben"]["submitted"] == "2026-12-02T11:59:00+00:00"
    # Never more than there is.
    assert (rows["zoe"]["points"], rows["zoe"]["late_penalty"]) == (0, 4)
    assert (rows["eva"]["submitted"], rows["eva"]["points"]) == (None, 4)


def test_an_extension_of_the_class_list_moves_the_deadline(graded):
    rows, _, _ = graded
    assert rows["cleo"]["deadline"] == "2026-12-03T23:59:00+00:00"
    assert (rows["cleo"]["late_seconds"], rows["cleo"]["points"]) == (0, 4)
    assert (rows["dan"]["late_seconds"], rows["dan"]["late_penalty"]) == (3600, 0.02)


def test_the_class_and_the_student_read_that_it_was_late(graded):
    _, folder, _ = graded
    said = (
        "Handed in 1 day and 12 hours after the deadline (2026-11-30 23:59 +00:00). "
        "0.75 points were taken off."
    )
    index = (folder / "index.html").read_text()
    assert said in index
    links = re.findall(r'<a href="#(\w+)">', index)
    assert links == re.findall(r'<h2 id="(\w+)">', index)
    assert "late" in links
    (page,) = (folder / "submissions").glob("*ben*.html")
    assert said in page.read_text()
    (page,) = (folder / "submissions").glob("*ada*.html")
    assert "Handed in" not in page.read_text()
    assert "Handed in 1 day and 12 hours" in (folder / "summary.md").read_text()
    assert '"0.75"' in (folder / "report.csv").read_text()


def test_a_run_from_the_journal_takes_off_the_same_once(graded):
    rows, folder, arguments = graded
    assert main(arguments) == 0
    report = json.loads((folder / "report.json").read_text())
    assert {row["student"]: row for row in report["submissions"]} == rows


def test_what_is_no_deadline_is_refused(tmp_path):
    with pytest.raises(ExaminerError, match="'ps=tomorrow' is not a deadline"):
        Deadlines.read(["ps=tomorrow"])
    path = tmp_path / "class.csv"
    path.write_text("id,extensions\ns1,\ns2,some days\n")
    with pytest.raises(ExaminerError, match=r"class.csv, line 3: 'some days' is not an extension"):
        Roster.read(path)


@pytest.fixture
def zone(monkeypatch):
    """Give what moves this machine into another time zone."""

    def move(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("suffix", ["", " Europe/Berlin", " CEST"])
def test_an_extension_keeps_the_hour_when_the_clocks_change(zone, suffix):
    zone("Europe/Berlin")
    deadlines = Deadlines.read([f"ps=2026-10-24 23:59{suffix}"])
    due = deadlines.of("ps", read_extensions("2 days", ""))
    assert due.isoformat() == "2026-10-26T23:59:00+01:00"
    assert deadlines.of("ps", {}).isoformat() == "2026-10-24T23:59:00+02:00"


@pytest.mark.parametrize(
    ("here", "text", "meant"),
    [
        ("Europe/London", "2026-07-01 23:59 GMT", "+00:00"),
        ("Europe/London", "2026-07-01 23:59 BST", "+01:00"),
        ("Europe/London", "2026-12-01 23:59 BST", "+01:00"),
        ("Europe/Berlin", "2026-07-01 23:59 GMT", "+00:00"),
        ("Europe/Berlin", "2026-07-01 23:59 CET", "+01:00"),
        ("America/New_York", "2026-07-01 23:59", "-04:00"),
    ],
)
def test_a_zone_means_the_same_in_summer_and_in_winter(zone, here, text, meant):
    zone(here)
    assert parse_time(text).isoformat()[-6:] == meant


def test_late_work_counts_the_hour_of_a_clock_change():
    row = Result("ada", "ps", "ps", points=1, max_points=1)
    candidate = Candidate("ada", "ps", (), Path(), attempt="2026-10-26 23:59 Europe/Berlin")
    deadlines = Deadlines.read(["2026-10-24 23:59 Europe/Berlin"])
    note_late_work([row], [Entry(candidate)], deadlines, None, lambda: None)
    assert row.late_seconds == 49 * 3600


def test_a_machine_without_time_zone_data_says_what_to_install():
    """In a process of its own: Python keeps the zones that it has read."""
    script = (
        "import sys; sys.modules['tzdata'] = None\n"
        "from examiner.submission.deadlines import Deadlines\n"
        "Deadlines.read(['2026-11-30 23:59 UTC'])\n"
        "Deadlines.read(['2026-11-30 23:59 Europe/Berlin'])\n"
    )
    environment = {**os.environ, "PYTHONTZPATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True
    )
    assert "this machine has no time-zone data" in done.stderr
    assert "pip install tzdata" in done.stderr


def test_a_deadline_of_no_assignment_is_refused_and_such_an_extension_is_told(graded, capsys):
    _, _, arguments = graded
    at = arguments.index("--due")
    typo = [*arguments[: at + 1], "sp=2026-11-30", *arguments[at + 2 :]]
    assert main(typo) == 2
    said = capsys.readouterr().err
    assert "--due has a deadline for 'sp', which is not graded here" in said
    assert "The assignments here are ps." in said
    assert main(arguments) == 0  # from the journal
    said = capsys.readouterr().err
    assert said.count("The class list has extensions for 'other', which is not graded here.") == 1


def test_a_penalty_that_does_not_work_says_so(tmp_path):
    assert nbgrader_penalty(tmp_path) is None
    config = tmp_path / "nbgrader_config.py"
    config.write_text("c = get_config()\n")
    assert nbgrader_penalty(tmp_path) is None
    config.write_text("c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    assert nbgrader_penalty(tmp_path)("ada", 3, 60) == 3
    config.write_text("c = get_config()\nc.AssignLatePenalties.plugin_class = 'no.such'\n")
    with pytest.raises(ExaminerError, match=r"late penalty of nbgrader_config\.py does not work"):
        nbgrader_penalty(tmp_path)
