"""The driver's side of a fork server."""

import dataclasses
import os
import socket
import subprocess
import sys

import pytest

import examiner.grading.fork_server
import examiner.grading.server_process
from examiner import build, grade
from examiner.errors import ExaminerError, NoSandboxError
from examiner.grading.fork_server import ForkServer
from examiner.grading.limits import TimeLimits
from examiner.grading.pool import ForkServerPool
from examiner.grading.process_pair import ProcessPair
from examiner.grading.server_process import ServerProcess
from examiner.key import find_keys
from examiner.sandbox.jail import ResourceLimits
from tests.support.small_course import DOUBLE, cell, hand_in, solution, write_source


def test_the_sandbox_is_needed_by_its_own_error(course, no_sandbox):
    (key,) = find_keys(course / "autograder_tests")
    with pytest.raises(NoSandboxError, match="plan9"):
        ForkServer(key)


def test_a_server_that_cannot_start_says_what_python_said(course, monkeypatch):
    (key,) = find_keys(course / "autograder_tests")

    def popen(command, **options):
        return subprocess.Popen([sys.executable, "-c", "raise SystemExit('no room')"], **options)

    fake = type("subprocess", (), {**vars(subprocess), "Popen": staticmethod(popen)})
    monkeypatch.setattr(examiner.grading.server_process, "subprocess", fake)
    with pytest.raises(ExaminerError, match="no room") as caught:
        ForkServer(key)
    assert "examiner doctor" in caught.value.remedy


@pytest.mark.parametrize(
    "noise",
    [
        "print('x' * 200_000, file=sys.stderr)",
        "os.write(2, b'x' * 200_000)",
        "logging.basicConfig(); logging.warning('x' * 200_000)",
    ],
)
def test_a_set_up_cell_may_write_much_to_stderr(tmp_path, noise, monkeypatch):
    monkeypatch.setattr(examiner.grading.fork_server, "_START_SECONDS", 30)
    cells = [
        cell("locked", "noise", f"import logging, os, sys\n{noise}"),
        cell("answer", "double", solution(DOUBLE)),
        cell("test", "test_double", "assert double(2) == 4", 2),
    ]
    write_source(tmp_path, "ps", cells)
    build(tmp_path, verify=False)
    hand_in(tmp_path, "ada", "ps", {"double": f"logging.warning('once more')\n{DOUBLE}"})
    (row,) = grade([tmp_path / "submitted"], tmp_path / "autograder_tests").results
    assert row.points == 2
    shown = "".join(output.data for made in row.cells for output in made.outputs)
    assert "Traceback" not in shown  # of a handler whose stream was closed


def test_files_beside_a_key_that_are_too_large_are_refused(course, monkeypatch):
    (key,) = find_keys(course / "autograder_tests")
    (key.path.parent / "table.csv").write_bytes(b"1" * 100)
    monkeypatch.setattr(examiner.grading.fork_server, "_MOST_BESIDE", 99)
    try:
        with pytest.raises(ExaminerError, match="beside the autograder key"):
            ForkServer(key)
    finally:
        (key.path.parent / "table.csv").unlink()


def pool(keys, process):
    limits = ResourceLimits()
    return ForkServerPool(
        keys, ["A", "B"], limits, [], times=TimeLimits(), visible_only=False, process=process
    )


def test_a_process_that_was_started_ahead_becomes_the_fork_server(course):
    keys = find_keys(course / "autograder_tests")
    with ServerProcess() as process, pool(keys, process) as grading:
        grading.get_ready(keys[0])
        assert grading.describe_engine(keys[0])["level"] in ("A", "B")
        assert process.is_running
        assert grading.of(keys[0]).is_running
    assert not process.is_running


def test_no_setup_cell_runs_for_an_assignment_that_nobody_handed_in(tmp_path):
    trace = tmp_path / "trace"
    for name in ("ps1", "ps2"):
        setup = f"open({str(trace)!r}, 'a').write({name!r})"
        cells = [
            cell("locked", "setup", setup),
            cell("answer", "double", solution(DOUBLE)),
            cell("test", "test_double", "assert double(2) == 4", 2),
        ]
        write_source(tmp_path, name, cells)
    build(tmp_path, verify=False)
    hand_in(tmp_path, "ada", "ps2", {"double": DOUBLE})
    trace.write_text("")
    with ServerProcess() as process:
        report = grade([tmp_path / "submitted"], tmp_path / "autograder_tests", process=process)
    assert [row.points for row in report.results] == [2]
    assert trace.read_text() == "ps2"


def test_the_level_is_known_although_a_key_cannot_be_graded_with(course):
    """On a cluster the rows of this key say so, and those of others are graded."""
    (key,) = find_keys(course / "autograder_tests")
    path = key.path.with_name("broken.ipynb")
    broken = dataclasses.replace(key, path=path, preload=("no_such_module",))
    with pool([broken, key], None) as grading:
        assert grading.describe_engine(broken)["level"] in ("A", "B")
        with pytest.raises(ExaminerError, match="no_such_module"):
            grading.of(broken)


def test_a_process_that_died_ahead_is_replaced(course):
    keys = find_keys(course / "autograder_tests")
    with ServerProcess() as process:
        process.kill()
        with pool(keys, process) as grading:
            grading.get_ready(keys[0])
            assert grading.describe_engine(keys[0])["level"] in ("A", "B")


def test_a_process_that_is_not_needed_ends_at_once(course):
    with ServerProcess() as process:
        keys = find_keys(course / "autograder_tests")
        with pool(keys, process) as grading:
            grading.get_ready(keys[0])
            assert process.is_running
        assert not process.is_running


@pytest.mark.parametrize("roles", [(), ("student",)], ids=["first", "second"])
def test_a_start_that_fails_leaves_nothing_open(course, monkeypatch, roles):
    """Neither descriptors nor the process that had been started before."""
    (key,) = find_keys(course / "autograder_tests")
    started = []
    with ForkServer(key) as server:
        real = server.start

        def start(role, peer, **options):
            if role not in roles:
                server._process.requests.shutdown(socket.SHUT_RDWR)
            process = real(role, peer, **options)
            started.append(process)
            return process

        monkeypatch.setattr(server, "start", start)
        before = len(os.listdir("/proc/self/fd"))
        with pytest.raises(ExaminerError, match="ended unexpectedly"):
            ProcessPair(server, key, TimeLimits())
        assert len(os.listdir("/proc/self/fd")) == before
        assert [process.ended is not None for process in started] == [True] * len(roles)
