"""What a long run shows: a bar on a terminal, and a line now and then in the log of a CI."""

import io

import pytest

from examiner.grading import progress
from examiner.grading.progress import Progress
from examiner.report import Result


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """Give a clock that a test sets."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_lines_say_how_many_how_fast_and_how_long_yet(clock):
    stream = io.StringIO()
    shown = Progress(1200, known=200, stream=stream)
    for number in range(250):
        clock[0] += 0.125
        shown.add(Result("ada", status="died" if number % 50 == 0 else "graded"))
    shown.close()
    first, second, _ = stream.getvalue().splitlines()
    assert first == "graded 280 of 1,200 submissions, 2 to review, 8 per second, 1:55 left"
    assert second.startswith("graded 360 of 1,200 submissions, 4 to review")


def test_a_quick_run_writes_no_line(clock):
    stream = io.StringIO()
    shown = Progress(2, stream=stream)
    shown.add(Result("ada"))
    shown.close()
    assert stream.getvalue() == ""


def test_a_terminal_has_a_bar():
    stream = Terminal()
    shown = Progress(2, stream=stream)
    shown.add(Result("ada", status="died"))
    shown._bar.refresh()
    shown.close()
    assert "1/2" in stream.getvalue()
    assert "1 to review" in stream.getvalue()
