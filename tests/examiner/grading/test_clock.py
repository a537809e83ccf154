"""The clock of a submission: others may keep the machine busy, and it costs no mark."""

import dataclasses
import os
import signal
import subprocess
import sys
import threading

import pytest

from examiner.grading.clock import WALL, Clock
from examiner.grading.limits import TimeLimits
from examiner.grading.run import grade_class
from examiner.sentences import refusals
from tests.support import attack_course


def over_after(share, *, load=1.0, limit=4.0, most=200.0):
    """Return the wall time after which something is over that uses a share of the time it is given."""
    wall = 0.0
    timed = Clock(lambda: share * wall / load, lambda: wall).start(limit)
    while not timed.is_over() and wall < most:
        wall += timed.tick
    return wall


def test_a_loop_is_over_when_it_has_used_its_time():
    assert over_after(1) == pytest.approx(4, abs=0.5)
    assert over_after(4) == pytest.approx(1, abs=0.5)  # four processes


def test_a_busy_machine_lets_it_go_on():
    assert over_after(1, load=5) == pytest.approx(20, abs=2)


def test_sleep_counts_as_time():
    assert over_after(0) == pytest.approx(4, abs=1.1)


def test_wall_time_ends_it_in_any_case():
    assert over_after(0.001) == pytest.approx(4 * WALL, abs=1)


#: Uses processor time, not wall time: 0.3 s of it, with 1.5 s allowed.
WORKS = """
def total(prices):
    import time
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    return sum(prices)
"""
ROWS = 4


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = attack_course.Course(tmp_path_factory.mktemp("busy"))
    book = attack_course.fill(attack_course.honest(), {"total": WORKS.strip()})
    for number in range(ROWS):
        course.hand_in(f"busy-{number}", book)
    return course


def marks(course, jobs):
    times = TimeLimits(1.5, 60)
    report = grade_class([course.submitted], course.keys, times=times, jobs=jobs)
    return [(row.status, row.points) for row in report.results]


@pytest.mark.slow
@pytest.mark.sandbox
def test_marks_do_not_depend_on_what_else_the_machine_does(course):
    expected = [("graded", attack_course.POINTS)] * ROWS
    assert marks(course, 1) == expected
    assert marks(course, 8) == expected
    # Each spins for two minutes at most, even if nobody is left to end it.
    spin = "import time; end = time.monotonic() + 120\nwhile time.monotonic() < end: pass"
    load = [
        subprocess.Popen([sys.executable, "-c", spin], start_new_session=True) for _ in range(16)
    ]
    try:
        assert marks(course, 2) == expected
    finally:
        for process in load:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()


def test_what_ran_out_of_time_is_graded_again_beside_half_as_many(course, monkeypatch):
    """In a class with ten endless loops, nobody waits for one after another."""
    from examiner.grading.grader import Grader

    seen, running, most = set(), [], []
    both = threading.Barrier(2, timeout=60)

    def row(grader, entry, seed=None):
        student = entry.candidate.student
        found = grader.ungraded(entry, "timeout", refusals.STOPPED)
        if student not in seen:
            seen.add(student)
            return found
        running.append(student)
        most.append(len(running))
        both.wait()  # the other one is there
        running.remove(student)
        return dataclasses.replace(found, status="graded")

    monkeypatch.setattr(Grader, "row", row)
    assert {status for status, _ in marks(course, 4)} == {"graded"}
    assert max(most) == 2


@pytest.mark.slow
def test_a_row_that_ran_out_of_time_beside_others_is_graded_again_alone(course, monkeypatch):
    """Only then is it reported; what ran out of time alone is not graded twice."""
    from examiner.grading.grader import Grader

    graded = []

    def row(grader, entry, seed=None):
        student = entry.candidate.student
        graded.append(student)
        found = original(grader, entry, seed)
        if student == "busy-2" and graded.count("busy-2") == 1:
            found.status = "timeout"
        return found

    original = Grader.row
    monkeypatch.setattr(Grader, "row", row)
    assert marks(course, 2) == [("graded", attack_course.POINTS)] * ROWS
    assert graded.count("busy-2") == 2
    assert len(graded) == ROWS + 1
    graded.clear()
    assert [status for status, _ in marks(course, 1)].count("timeout") == 1
    assert len(graded) == ROWS
