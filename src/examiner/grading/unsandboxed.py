"""Visible tests without a sandbox, on Linux and macOS: for a first look, never for points that count.

Cells and tests run in one process, as in a notebook, so a notebook can get any result it likes. It
runs as whoever grades, and can do what that user can; it is only given nothing: no environment, no
path of the course, no hidden test.
`examiner.worker.unsandboxed` runs them.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import IO, Self, cast

from examiner.grading.limits import TimeLimits
from examiner.grading.score import graded_row, score
from examiner.key import Key
from examiner.report import Cell, Output, Result
from examiner.rpc.outcome import Outcome, Why
from examiner.sandbox.environment import sandboxed_environment
from examiner.sentences import endings, repairs
from examiner.submission.assembly import Step, assemble
from examiner.submission.reader import Submission

#: Begins each line of the engine, on a stream that students' programs may share.
_PREFIX = "\x1eexaminer "
_START_SECONDS = 60
_PROCESS_GONE: Outcome = {"passed": False, "why": Why.DIED}
_INTERRUPTED: Outcome = {"passed": False, "why": Why.INTERRUPTED}


def grade_unsandboxed(
    key: Key, submission: Submission, student: str, *, times: TimeLimits | None = None
) -> Result:
    """Run a submission and the tests that its student can see.

    Returns
    -------
    Result
        Its points are not verified: the submission had every means to change them. Never raises
        for what a submission does.
    """
    times = times or TimeLimits()
    started = time.monotonic()
    assembled = assemble(key, submission)
    tests, cells, stopped = [], [], None
    steps = [step for step in assembled.steps if step.cell_type == "code"]
    with _Runner(steps) as runner:
        for step in assembled.steps:
            outcome = _PROCESS_GONE
            seconds = times.cell
            if step.cell_type == "code" and not stopped:
                seconds = min(times.cell, started + times.submission - time.monotonic())
                outcome = runner.next(seconds)
                if (why := outcome.get("why")) in (Why.DIED, Why.INTERRUPTED):
                    stopped = step.label, why == Why.INTERRUPTED
            if step.kind == "test":
                # Partial points may be counted in the hidden part.
                tests.append(score(replace(step, partial=False), outcome, seconds)[0])
            elif step.kind != "locked":
                outputs = tuple(Output("text", text) for text in outcome.get("shown", []))
                cells.append(
                    Cell(
                        step.grade_id,
                        step.cell_type,
                        step.source,
                        outputs,
                        given=step.key_source or "",
                    )
                )
    result = graded_row(key, student, assembled, tests=tests, cells=cells, started=started)
    result.notices.insert(0, repairs.WITHOUT_SANDBOX)
    if stopped:
        label, out_of_time = stopped
        result.status = "timeout" if out_of_time else "died"
        result.reason, result.remedy, result.instructor_remedy = endings.unsandboxed_end(
            label, out_of_time=out_of_time
        )
    return result


class _Runner:
    """The process that runs the cells, and a thread that hears what it says."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self._lines: queue.Queue[str | None] = queue.Queue()

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="examiner-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-m", "examiner.worker.unsandboxed"],
            cwd=self._folder.name,
            env=sandboxed_environment(self._folder.name, own_tmp=False),
            start_new_session=True,  # so that what it starts can be ended with it
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        )
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        self._stdout = stdout
        threading.Thread(target=self._listen, args=(stdout,), daemon=True).start()
        cells = [
            {
                "source": step.visible_source if step.kind == "test" else step.source,
                "test": step.kind == "test",
                "label": step.label,
            }
            for step in self._steps
        ]
        try:
            with stdin:
                stdin.write(json.dumps({"mark": _PREFIX, "cells": cells}))
        except OSError:
            pass  # it is gone; the first cell will say so
        self.next(_START_SECONDS)
        return self

    def _listen(self, stdout: IO[str]) -> None:
        for line in stdout:
            if line.startswith(_PREFIX):
                self._lines.put(line.removeprefix(_PREFIX))
        self._lines.put(None)

    def next(self, seconds: float) -> Outcome:
        """Wait for the outcome of the next cell; why is "interrupted" if it takes too long."""
        try:
            line = self._lines.get(timeout=max(seconds, 0))
            outcome = json.loads(line) if line else None
        except queue.Empty:
            self._kill()
            return _INTERRUPTED
        except ValueError:
            outcome = None
        return cast(Outcome, outcome) if isinstance(outcome, dict) else _PROCESS_GONE

    def _kill(self) -> None:
        """End the process and all that it started and that did not leave its group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def __exit__(self, *_: object) -> None:
        self._kill()
        self._process.wait()
        self._stdout.close()
        self._folder.cleanup()
