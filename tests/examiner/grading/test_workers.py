"""The driver's side of a fork server."""

import subprocess
import sys

import pytest

import examiner.grading.workers
from examiner.errors import ExaminerError, NoSandboxError
from examiner.grading.workers import ForkServer
from examiner.key import find_keys


def test_the_sandbox_is_needed_by_its_own_error(course, no_sandbox):
    (key,) = find_keys(course / "autograder_tests")
    with pytest.raises(NoSandboxError, match="plan9"):
        ForkServer(key)


def test_a_server_that_cannot_start_says_what_python_said(course, monkeypatch):
    (key,) = find_keys(course / "autograder_tests")

    def popen(command, **options):
        return subprocess.Popen([sys.executable, "-c", "raise SystemExit('no room')"], **options)

    fake = type("subprocess", (), {**vars(subprocess), "Popen": staticmethod(popen)})
    monkeypatch.setattr(examiner.grading.workers, "subprocess", fake)
    with pytest.raises(ExaminerError, match="no room") as caught:
        ForkServer(key)
    assert "examiner doctor" in caught.value.remedy


def test_files_beside_a_key_that_are_too_large_are_refused(course, monkeypatch):
    (key,) = find_keys(course / "autograder_tests")
    (key.path.parent / "table.csv").write_bytes(b"1" * 100)
    monkeypatch.setattr(examiner.grading.workers, "_MOST_BESIDE", 99)
    try:
        with pytest.raises(ExaminerError, match="beside the autograder key"):
            ForkServer(key)
    finally:
        (key.path.parent / "table.csv").unlink()
