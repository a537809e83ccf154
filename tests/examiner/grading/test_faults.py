"""What goes wrong around a run, and not in a submission: disks, files, clocks and names."""

import csv
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from examiner.grading import run as grading_run
from examiner.grading import session
from examiner.grading.run import grade_class
from examiner.reports import FORMATS, render
from tests.support.small_course import DOUBLE, hand_in

pytestmark = pytest.mark.slow

#: Names of folders as people and platforms write them, and as somebody would who wants to break things.
NAMES = (
    "Anna Maria  da Silva",
    'O\'Brien "Bob" \\ `id` $(touch pwned)',
    "two\nlines",
    "two lines",
    "\u202egnp.exe",
    "\u202dgnp.exe",
    '=HYPERLINK("http:||attacker.invalid","click")',
    "-rf",
    "~root",
    "%s {0} {{7*7}}",
    "Zo\u00eb",
    "Zoe\u0308",
    "\u05d3\u05d5\u05d3",
    os.fsdecode(b"latin-\xe9"),
    os.fsdecode(b"latin-\xe8"),
)


@pytest.fixture
def work(course, tmp_path):
    """Give a copy of the course that a test may change."""
    return Path(shutil.copytree(course, tmp_path / "course"))


def grade(work, **options):
    options = {"output": work / "report", "jobs": 2, "seed": "1"} | options
    return grade_class([work / "submitted"], work / "autograder_tests", **options)


def lasting(report):
    """Return the rows without how long they took."""
    return [replace(row, seconds=0) for row in report.results]


def test_every_name_has_a_row_of_its_own_in_every_report(work, monkeypatch):
    shutil.rmtree(work / "submitted")
    for number, name in enumerate(NAMES):
        hand_in(work, name, "ps", {"double": f"{DOUBLE} + {number % 2}"})
    first = grade(work)
    assert [row.status for row in first.results] == ["graded"] * len(NAMES)
    assert sorted(row.points for row in first.results) == [0] * 7 + [3] * 8
    shown = [row.student for row in first.results]
    assert len(set(shown)) == len(NAMES), shown
    assert not [name for name in shown if not name.isprintable()]
    monkeypatch.setattr(session, "grade", None)
    assert grade(work) == first

    written = [path for name in FORMATS for path in render(first, name, work / "out")]
    assert all(work / "out" in path.parents for path in written)
    assert not (work / "pwned").exists()
    pages = [path for path in written if path.suffix == ".html" and path.name != "index.html"]
    assert len(pages) == len(NAMES)
    _, *table = csv.reader(io.StringIO((work / "out/report.csv").read_text("utf-8-sig")))
    assert len(table) == len(NAMES)
    assert not [row[0] for row in table if row[0].startswith(("=", "-", "+", "@"))]
    rows = json.loads((work / "out/report.json").read_text())["submissions"]
    assert [row["student"] for row in rows] == shown


@pytest.mark.parametrize("what", ["notebook", "folder", "unreadable"])
def test_what_vanishes_after_it_was_found_is_a_row_with_a_reason(work, monkeypatch, what):
    discover, opened = grading_run.discover, os.open
    notebook = work / "submitted" / "ada" / "ps" / "ps.ipynb"

    def discover_and_lose(*args, **options):
        found = discover(*args, **options)
        if what == "notebook":
            notebook.unlink()
        elif what == "folder":
            shutil.rmtree(notebook.parents[1])
        else:
            monkeypatch.setattr(os, "open", refuse)
        return found

    def refuse(path, *args, **options):
        if path == "ps.ipynb" and os.readlink(f"/proc/self/fd/{options['dir_fd']}") == str(
            notebook.parent
        ):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)

    monkeypatch.setattr(grading_run, "discover", discover_and_lose)
    ada, ben = grade(work).results
    assert (ada.status, ben.status) == ("refused", "graded")
    why = "Permission denied" if what == "unreadable" else "No such file or directory"
    assert f"could not be read: {why}" in ada.reason
    assert ada.remedy


def test_what_changed_while_it_was_graded_is_graded_again(work, monkeypatch):
    """Whatever of it was graded, the journal must not take it for what was there at the start."""
    beside = work / "submitted" / "ada" / "ps" / "helper.py"
    beside.write_text("factor = 2\n")
    hand_in(
        work, "ada", "ps", {"double": "from helper import factor\ndef double(x): return factor*x"}
    )
    honest, graded = session.grade, []

    def change_and_grade(fork_server, key, submission, student, **options):
        graded.append(student)
        return honest(fork_server, key, submission, student, **options)

    real = grading_run.Grader.row

    def row(self, entry, seed):
        if entry.candidate.student == "ada" and not graded.count("ada"):
            beside.write_text("factor = 3\n")
        return real(self, entry, seed)

    monkeypatch.setattr(session, "grade", change_and_grade)
    monkeypatch.setattr(grading_run.Grader, "row", row)
    assert grade(work).results[0].points == 1, "double(0) is right all the same"
    beside.write_text("factor = 2\n")
    assert grade(work).results[0].points == 3
    beside.unlink()
    assert grade(work).results[0].points == 0
    assert (graded.count("ada"), graded.count("ben")) == (3, 1)


def test_a_clock_that_is_set_back_changes_nothing(work, monkeypatch):
    expected = lasting(grade(work, output=work / "whole"))
    now = iter(range(2_000_000_000, 0, -86_400))
    monkeypatch.setattr(time, "time", lambda: float(next(now)))
    first = grade(work, progress=True)
    assert lasting(first) == expected
    assert all(row.seconds >= 0 for row in first.results)
    for path in [*work.rglob("*.ipynb"), work / "report" / "journal.jsonl"]:
        os.utime(path, (4e9, 4e9))  # written in what is now the future
    monkeypatch.setattr(session, "grade", None)
    assert grade(work) == first


def test_a_disk_that_is_full_has_a_reason_and_costs_no_mark(work):
    """Files may have 4 kB in all: the journal ends within a row, and no report can be written."""
    command = [
        Path(sys.executable).parent / "examiner",
        "grade",
        "submitted",
        "--format",
        "json",
        "--seed",
        "1",
    ]
    for number in range(6):
        hand_in(work, f"student-{number}", "ps", {"double": f"{DOUBLE} + {number % 2}"})

    # The measurement of coverage would need room, too.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COV")}

    def run(output, most=resource.RLIM_INFINITY):
        return subprocess.run(
            [*command, "--output", output], cwd=work, capture_output=True, text=True, env=environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )  # fmt: skip

    whole = run("whole")
    assert whole.returncode == 0, whole.stderr
    full = run("out", 4_000)
    assert full.returncode == 2
    assert "journal.jsonl could not be written (File too large)" in full.stderr
    assert "The report could not be written to out: File too large" in full.stderr
    assert "Make room there, or name another folder with --output DIR." in full.stderr
    assert "Traceback" not in full.stderr
    lines = (work / "out" / "journal.jsonl").read_bytes()
    assert lines.endswith(b"\n"), "what was cut off was taken away again"
    assert 1 < lines.count(b"\n") < 8
    again = run("out")
    assert again.returncode == 0, again.stderr
    reports = [json.loads((work / name / "report.json").read_text()) for name in ("whole", "out")]
    for report in reports:
        for row in report["submissions"]:
            row["seconds"] = 0
    assert reports[0] == reports[1]
