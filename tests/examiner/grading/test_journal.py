"""The journal: a run goes on where it was stopped, and grades nothing twice."""

import contextlib
import errno
import fcntl
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examiner.authoring.build import build
from examiner.cli import main
from examiner.errors import ExaminerError
from examiner.grading import session
from examiner.grading.journal import Fingerprint, Journal
from examiner.grading.run import grade_class
from examiner.report import Cell, Output, Report, Result, ScoredTest
from examiner.reports.comparison import compare
from tests.support.small_course import DOUBLE, cell, hand_in, solution, write_source

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course

ENGINE = {"version": "0", "level": "A", "probes": []}
ROUNDS = int(os.environ.get("EXAMINER_KILL_ROUNDS", "6"))


@pytest.fixture
def work(course, tmp_path):
    """Give a copy of the course that a test may change."""
    return Path(shutil.copytree(course, tmp_path / "course"))


@pytest.fixture
def graded(monkeypatch):
    """Give the list of the students that were graded, in this process."""
    names = []
    honest = session.grade

    def grade(fork_server, key, submission, student, **options):
        names.append(student)
        return honest(fork_server, key, submission, student, **options)

    monkeypatch.setattr(session, "grade", grade)
    return names


def run(work, **options):
    options = {"output": work / "report"} | options
    return grade_class([work / "submitted"], work / "autograder_tests", **options)


def lasting(report):
    """Return the rows without how long they took."""
    return [row.to_dict() | {"seconds": 0, "cells": row.cells} for row in report.results]


def test_a_second_run_grades_nothing_and_gives_the_same_report(work, graded):
    first = run(work)
    assert graded == ["ada", "ben"]
    second = run(work)
    assert graded == ["ada", "ben"]
    assert second == first
    assert any(cell.outputs or cell.source for row in second.results for cell in row.cells)


def test_only_what_changed_is_graded_again(work, graded):
    run(work)
    hand_in(work, "ben", "ps", {"double": DOUBLE})
    assert [row.points for row in run(work).results] == [3, 3]
    assert graded == ["ada", "ben", "ben"]
    hand_in(work, "cleo", "ps", {"double": DOUBLE})
    run(work)
    assert graded[3:] == ["cleo"]


@pytest.mark.parametrize(
    "change",
    [
        lambda work: _edit(
            work / "autograder_tests/ps/ps.ipynb", "double(0) == 0", "double(0) < 1"
        ),
        lambda work: (work / "autograder_tests/ps/numbers.csv").write_text("1,2\n"),
        lambda work: [(work / "data").mkdir(), (work / "data/numbers.csv").write_text("1\n")],
    ],
    ids=["the key", "a file beside the key", "the data"],
)
def test_what_depends_on_a_changed_file_is_graded_again(work, graded, change):
    run(work)
    change(work)
    run(work)
    assert graded == ["ada", "ben"] * 2


def _edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_after_a_test_was_fixed_the_next_run_says_which_marks_it_changed(work):
    before = run(work)
    _edit(work / "autograder_tests/ps/ps.ipynb", "double(5) == 10", "double(5) > 6")
    (change,) = compare(before, run(work))
    assert (change.student, change.before, change.after, change.cause) == ("ben", 0, 2, "tests")
    assert [(test.grade_id, test.after) for test in change.tests] == [("test_double", 2)]


def test_after_a_fix_in_the_source_only_its_notebook_is_graded_again_and_the_page_shows_it(
    work, graded, capsys
):
    """As an instructor does it: build, grade, fix a test in source/, build, grade."""
    other = [cell("answer", "half", solution("def half(x):\n    return x / 2"))]
    other.append(cell("test", "test_half", "assert half(4) == 2", 1))
    write_source(work, "other", other)
    build(work)
    hand_in(work, "ada", "other", {"half": "def half(x):\n    return x / 2"})
    line = ["grade", str(work / "submitted"), "--keys", str(work / "autograder_tests")]
    line += ["--output", str(work / "report"), "--format", "table,html,json"]
    assert main(line) == 0
    first = capsys.readouterr().out
    assert sorted(graded) == ["ada", "ada", "ben"]
    page = work / "report" / "index.html"
    assert "What changed" not in first + page.read_text()

    _edit(work / "source/ps/ps.ipynb", "double(5) == 10", "double(5) > 6")
    assert {path.parent.name for path in build(work)} == {"ps"}
    assert main(line) == 0
    assert sorted(graded[3:]) == ["ada", "ben"]
    assert "test_double: 0 to 2" in capsys.readouterr().out
    shown = page.read_text()
    assert "1 of 3 submissions changed." in shown
    assert "changed tests or data" in shown


def test_other_limits_or_only_visible_tests_are_another_run(work, graded):
    run(work)
    run(work, visible_only=True)
    assert len(graded) == 4
    assert run(work).results[1].points == 0, "not what only the visible tests gave"
    assert len(graded) == 4


def test_fresh_starts_over(work, graded):
    run(work)
    run(work, fresh=True)
    assert len(graded) == 4


def test_a_fault_of_the_engine_is_not_kept(work, monkeypatch):
    honest = session.grade
    monkeypatch.setattr(session, "grade", lambda *_, **__: 1 / 0)
    assert {row.status for row in run(work).results} == {"error"}
    monkeypatch.setattr(session, "grade", honest)
    assert {row.status for row in run(work).results} == {"graded"}


def test_what_died_once_is_graded_again_before_it_is_a_row(work, monkeypatch):
    honest, tries = session.grade, []

    def grade(fork_server, key, submission, student, **options):
        tries.append(student)
        row = honest(fork_server, key, submission, student, **options)
        if student == "ben" and tries.count("ben") == 1:
            row.status = "died"
        return row

    monkeypatch.setattr(session, "grade", grade)
    assert [row.status for row in run(work).results] == ["graded", "graded"]
    assert tries == ["ada", "ben", "ben"]


def test_a_killed_fork_server_costs_no_row(work, monkeypatch):
    honest, killed = session.grade, []

    def grade(fork_server, key, submission, student, **options):
        if not killed:
            killed.append(fork_server._process._process.pid)
            os.kill(killed[0], signal.SIGKILL)
            fork_server._process._process.wait()
        return honest(fork_server, key, submission, student, **options)

    monkeypatch.setattr(session, "grade", grade)
    assert [row.points for row in run(work).results] == [3, 0]
    assert killed


def test_two_runs_in_one_folder_at_once(work):
    with (
        Journal(work / "report"),
        pytest.raises(ExaminerError, match="Another 'examiner grade' is writing"),
    ):
        run(work)


def test_a_folder_that_cannot_be_used(work):
    (work / "report").write_text("a file")
    with pytest.raises(ExaminerError, match=r"The output folder .* cannot be used"):
        run(work)


def test_a_folder_without_locks_says_so_and_stays_closed(work, monkeypatch):
    def no_locks(file, how):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(ExaminerError, match=r"cannot be locked: No locks available") as refused:
        run(work)
    assert "--output" in refused.value.remedy
    assert len(os.listdir("/proc/self/fd")) == before


texts = st.text(st.characters(), max_size=20)  # lone surrogates too
outputs = st.one_of(
    st.builds(Output, st.just("text"), texts),
    st.builds(Output, st.just("png"), st.binary(max_size=20)),
)
results = st.builds(
    Result,
    student=texts,
    assignment=texts,
    notebook=texts,
    reason=st.none() | texts,
    points=st.floats(0, 10),
    tests=st.lists(st.builds(ScoredTest, texts, st.just(1.0), st.just(2), st.booleans(), texts)),
    notices=st.lists(texts, max_size=3),
    cells=st.lists(
        st.builds(Cell, st.none() | texts, texts, texts, st.lists(outputs, max_size=3).map(tuple)),
        max_size=3,
    ),
)


@given(results, st.data())
def test_whatever_is_in_a_row_comes_back_and_a_torn_line_is_none(tmp_path_factory, result, data):
    folder = tmp_path_factory.mktemp("journal")
    with Journal(folder) as journal:
        journal.begin(ENGINE)
        journal.add(Fingerprint("first", "key", "run"), result)
        whole = journal.path.stat().st_size
        journal.add(Fingerprint("second", "key", "run"), result)
    size = journal.path.stat().st_size
    os.truncate(journal.path, data.draw(st.integers(whole, size - 1)))
    with Journal(folder) as again:
        assert again.find(Fingerprint("first", "key", "run")) == (ENGINE, result)
        assert again.find(Fingerprint("second", "key", "run")) is None
        again.begin(ENGINE)
        again.add(Fingerprint("third", "key", "run"), result)
    with Journal(folder) as last:
        assert last.find(Fingerprint("first", "key", "run")) == (ENGINE, result)
        assert last.find(Fingerprint("third", "key", "run")) == (ENGINE, result)


def test_what_may_repeat_a_hidden_test_is_not_kept(tmp_path):
    shown = Cell("a", "code", "", (Output("text", "seen"),))
    hidden = Cell("b", "code", "", (Output("text", "41 is wrong"),), after_hidden_tests=True)
    with Journal(tmp_path) as journal:
        journal.begin(ENGINE)
        journal.add(Fingerprint("first", "key", "run"), Result("ada", cells=[shown, hidden]))
    assert "41 is wrong" not in journal.path.read_text()
    with Journal(tmp_path) as again:
        _, result = again.find(Fingerprint("first", "key", "run"))
    assert [cell.outputs for cell in result.cells] == [
        (Output("text", "seen"),),
        (Output("text", ""),),
    ]


def test_a_spoilt_line_in_the_middle_costs_only_itself(work, graded):
    run(work)
    path = work / "report" / "journal.jsonl"
    secret, engine, ada, ben = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(secret + engine + ada.replace(b'"ada"', b'"eve"') + ben)
    run(work)
    assert graded == ["ada", "ben", "ada"]


def test_a_full_disk_stops_the_journal_and_not_the_run(work, graded, monkeypatch, capsys):
    write = os.write

    def no_room(file, line):
        if b'"row"' not in line:
            return write(file, line)
        write(file, line[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", no_room)
    first = run(work)
    monkeypatch.setattr(os, "write", write)
    assert [row.points for row in first.results] == [3, 0]
    assert "No space left on device" in capsys.readouterr().err
    assert lasting(run(work)) == lasting(first)


def command(work):
    """Make a class of twelve, and the command that grades it."""
    for number in range(12):
        answer = f"def double(x):\n    return 2 * x + ({number} == 7)\nimport time; time.sleep(0.2)"
        hand_in(work, f"student-{number:02}", "ps", {"double": answer})
    examiner = Path(sys.executable).parent / "examiner"
    return [examiner, "grade", "submitted", "--format", "json", "--jobs", "2", "--output", "out"]


def started(work, line):
    # In a background job of a shell, Control-C is ignored, and a process inherits that.
    return subprocess.Popen(
        ["env", "--default-signal=INT", *line], cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def ended(process):
    """Wait for a run; return its status and what it said."""
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def lines(work):
    path = work / "out" / "journal.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def test_control_c_writes_what_is_done_and_the_next_run_goes_on(work):
    line = command(work)
    process = started(work, line)
    while lines(work) < 5 and process.poll() is None:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    status, said = ended(process)
    assert status == 130, said
    done = int(re.search(r"stopped after (\d+) of 14 submissions. Run the same", said)[1])
    report = Report.from_json((work / "out" / "report.json").read_text())
    stopped = [row for row in report.results if row.status == "error"]
    assert len(report.results) == 14
    assert 3 <= done == 14 - len(stopped) < 14
    assert all("stopped before this submission was graded" in row.reason for row in stopped)
    before = lines(work)
    assert ended(started(work, line))[0] == 0
    assert lines(work) == before + 1 + len(stopped)  # with the line that says what graded the rest


@pytest.mark.slow
@pytest.mark.sandbox
def test_a_run_that_is_killed_at_any_moment_ends_with_the_same_report(work):
    """EXAMINER_KILL_ROUNDS=200 tries more moments."""
    line = command(work)
    assert ended(started(work, [*line[:-1], "whole"]))[0] == 0
    expected = _without_seconds(work / "whole")
    chance = random.Random(20261128)
    for _ in range(ROUNDS):
        process = started(work, line)
        time.sleep(chance.uniform(0, 3))
        victim = chance.choice(["coordinator", "any"])
        pids = _below(process.pid) if victim == "any" else [process.pid]
        with contextlib.suppress(ProcessLookupError):  # it had just ended
            os.kill(chance.choice(pids or [process.pid]), signal.SIGKILL)
        status, said = ended(process)
        if status == 2:  # it hit what tries the sandbox
            assert "No sandbox level is available" in said
        elif status != -signal.SIGKILL:
            assert status == 0, said
            assert _without_seconds(work / "out") == expected
            shutil.rmtree(work / "out")
    assert ended(started(work, line))[0] == 0
    assert _without_seconds(work / "out") == expected


def _without_seconds(folder):
    text = (folder / "report.json").read_text()
    json.loads(text)
    return re.sub(r'"seconds": [0-9.e-]+|"seed": "[0-9a-f]+"', "", text)


def _below(pid):
    """List the processes that a process has started, and theirs."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_below(child)]
    return found
