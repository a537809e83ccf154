"""Visible tests without a sandbox, on any system: for a first look, never for marks.

Cells and tests run in one process, as in a notebook, so a notebook can get any result it likes.
`examiner.worker.unsandboxed` runs them.
"""

import json
import queue
import subprocess
import sys
import tempfile
import threading
import time

from examiner.grading import score
from examiner.grading.session import TimeLimits
from examiner.report import Cell, Output, Result
from examiner.submission.assembly import assemble

_MARK = "\x1eexaminer "  # begins a line of ours on a stream that students' programs may share
_START_SECONDS = 60
_REMEDY = "Look for a loop that never ends, or for code that ends the program."


def grade_unsandboxed(key, submission, student, *, times=None):
    """Run a submission and the tests that its student can see.

    Parameters
    ----------
    key : examiner.key.Key
    submission : examiner.submission.reader.Submission
    student : str
    times : examiner.grading.session.TimeLimits, optional

    Returns
    -------
    examiner.report.Result
        Its points are the student's word, so to speak. Never raises for what a submission does.
    """
    times = times or TimeLimits()
    started = time.monotonic()
    assembled = assemble(key, submission)
    checks, cells, stopped = [], [], None
    steps = [step for step in assembled.steps if step.cell_type == "code"]
    with _Runner(steps) as runner:
        for step in assembled.steps:
            outcome, seconds = {"passed": False, "why": "died"}, times.cell
            if step.cell_type == "code" and not stopped:
                left = started + times.submission - time.monotonic()
                outcome, seconds = runner.next(min(times.cell, left)), min(times.cell, left)
                if outcome.get("why") in ("died", "interrupted"):
                    stopped = step.label, outcome["why"]
            if step.kind == "test":
                checks.append(score.check(step, outcome, seconds)[0])
            elif step.kind != "locked":
                outputs = tuple(Output("text", text) for text in outcome.get("shown", []))
                cells.append(Cell(step.grade_id, step.cell_type, step.source, outputs))
    result = Result.from_assembly(assembled, key, student, checks, cells, started)
    if stopped:
        label, why = stopped
        result.status = "timeout" if why == "interrupted" else "died"
        ended = "Time was over" if why == "interrupted" else "The process ended"
        result.reason, result.remedy = f"{ended} in {label}; nothing after it was run.", _REMEDY
    return result


class _Runner:
    """The process that runs the cells, and a thread that hears what it says."""

    def __init__(self, steps):
        self._steps = steps
        self._lines = queue.Queue()

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="examiner-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-m", "examiner.worker.unsandboxed"],
            cwd=self._folder.name,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        )
        threading.Thread(target=self._listen, daemon=True).start()
        cells = [
            {"source": step.visible_source, "test": True, "label": step.label}
            if step.kind == "test"
            else {"source": step.source, "test": False, "label": step.label}
            for step in self._steps
        ]
        try:
            with self._process.stdin as stdin:
                stdin.write(json.dumps({"mark": _MARK, "cells": cells}))
        except OSError:
            pass  # it is gone; the first cell will say so
        self.next(_START_SECONDS)
        return self

    def _listen(self):
        for line in self._process.stdout:
            if line.startswith(_MARK):
                self._lines.put(line.removeprefix(_MARK))
        self._lines.put(None)

    def next(self, seconds):
        """Wait for the outcome of the next cell; why is "interrupted" if it takes too long."""
        try:
            line = self._lines.get(timeout=max(seconds, 0))
            outcome = json.loads(line) if line else None
        except queue.Empty:
            self._process.kill()
            return {"passed": False, "why": "interrupted"}
        except ValueError:
            outcome = None
        return outcome if isinstance(outcome, dict) else {"passed": False, "why": "died"}

    def __exit__(self, *error):
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()
