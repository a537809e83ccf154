"""Control-C ends a run at once, with one line and nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import attack_course

LOOP = "def total(prices):\n    return 0\nwhile True:\n    pass"


@pytest.mark.sandbox
def test_control_c_ends_a_run_of_endless_loops(tmp_path):
    """The loops may take an hour: who waits for them does not get through this test."""
    course = attack_course.Course(tmp_path)
    for number in range(3):
        course.hand_in(
            f"loops-{number}", attack_course.fill(attack_course.release(), {"total": LOOP})
        )
    examiner = Path(sys.executable).parent / "examiner"
    command = [
        examiner,
        "grade",
        course.submitted,
        "--keys",
        course.keys,
        "--output",
        tmp_path / "report",
    ]
    command += ["--timeout-cell", "3600", "--timeout", "3600", "--jobs", "2"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        while not spinning(process.pid):
            assert process.poll() is None
            time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130
    assert err.strip() == "examiner grade: interrupted; nothing was written."
    assert out == ""
    assert not (tmp_path / "report").exists()


def spinning(process):
    """Tell whether two processes below this one use processor time: the loops have begun."""
    below, found = [process], 0
    while below:
        children = Path(f"/proc/{below.pop()}/task").glob("*/children")
        for text in (path.read_text() for path in children):
            for child in map(int, text.split()):
                below.append(child)
                fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
                found += fields[0] == "R" and int(fields[11]) > 30
    return found >= 2
