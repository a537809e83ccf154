"""Grading one submission: runs the assembled cells with a student's process and a tests' process."""

import ast
import contextlib
import socket
import time
from dataclasses import dataclass

from examiner.grading import score
from examiner.grading.workers import ProcessEnded
from examiner.report import MOST_OUTPUTS, MOST_TEXT, Cell, Output, Result
from examiner.rpc.channel import ChannelTimeout
from examiner.submission.assembly import assemble

_GRACE = 2.0  # seconds that interrupted code has to stop
_MOST_SHOWN = 32 * 2**20  # characters and bytes that all cells of a submission may show
_LIMITS = {
    "memory": "it used more memory than the {memory} MB that a submission may",
    "processes": "it started more than {processes} processes at once",
    "disk": "it wrote more than {disk} MB or {files} files",
    "cpu": "it used more than {cpu} seconds of processor time",
}


@dataclass(frozen=True)
class TimeLimits:
    """How long things may take, in seconds of wall time.

    Attributes
    ----------
    cell : float
        One cell.
    submission : float
        The whole of a submission.
    """

    cell: float = 30.0
    submission: float = 300.0


def grade(fork_server, key, submission, student, *, times=None, visible_only=False):
    """Grade a submission.

    Parameters
    ----------
    fork_server : examiner.grading.workers.ForkServer
        The fork server of `key`.
    key : examiner.key.Key
    submission : examiner.submission.reader.Submission
    student : str
    times : TimeLimits, optional
    visible_only : bool
        Leave the hidden tests out.

    Returns
    -------
    examiner.report.Result
        Never raises for anything that a submission does.
    """
    started = time.monotonic()
    assembled = assemble(key, submission)
    walk = _Walk(fork_server, times or TimeLimits(), visible_only)
    try:
        walk.through(assembled, {cell.grade_id for cell in key.setup})
    finally:
        walk.end()
    result = Result.from_assembly(assembled, key, student, walk.checks, walk.cells, started)
    result.status, result.reason, result.remedy = _status(walk, fork_server.limits)
    return result


def _status(walk, limits):
    """Say in one word and two sentences how the submission ended."""
    if walk.ended:
        where, ended, process = walk.ended
        if ended["limit"]:
            amounts = {
                "memory": limits.memory >> 20, "disk": limits.disk >> 20, "cpu": limits.cpu,
                "processes": limits.processes, "files": limits.files,
            }  # fmt: skip
            why = _LIMITS[ended["limit"]].format(**amounts)
        elif process == "tests":
            why = "it gave the tests something that they could not take"
        else:
            by = f" (signal {ended['signal']})" if ended["signal"] else ""
            why = f"its process ended by itself{by}"
        return (
            "died",
            f"The code was stopped in {where}: {why}.",
            "Run the notebook from the top and mend that cell; points earned before it stay.",
        )
    if walk.slow:
        cells = ", ".join(dict.fromkeys(walk.slow))
        return (
            "timeout",
            f"Time was over in {cells}.",
            "Look for a loop that never ends, or for work that can be done once. "
            "Points earned elsewhere stay.",
        )
    if walk.defects:
        return "graded", "; ".join(walk.defects) + ".", "Mend the test in source/ and build again."
    return "graded", None, None


class _Walk:
    """The way through one assembled submission, and what was found on it.

    Attributes
    ----------
    checks : list of Check
    cells : list of Cell
        The student's cells with their outputs.
    slow : list of str
        Labels of cells that were interrupted.
    ended : tuple or None
        The cell in which a process ended, what its warden said, and which of the two it was.
    defects : list of str
    """

    def __init__(self, fork_server, times, visible_only):
        self._times, self._visible_only = times, visible_only
        self._deadline = time.monotonic() + times.submission
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._student = fork_server.start("student", ours)
            self._tests = fork_server.start("tests", theirs)
        self.checks, self.cells, self.slow, self.defects = [], [], [], []
        self.ended, self._hidden_tests_ran = None, False
        self._room = _MOST_SHOWN

    def through(self, assembled, done):
        """Run every step; those in `done` ran in the fork server."""
        for process in (self._student, self._tests):
            process.wait_until_ready()
        for step in assembled.steps:
            if time.monotonic() > self._deadline and not self._tests.ended:
                self.slow.append(f"{step.label}, where the time for the whole notebook ended")
                self.end()
            if step.kind == "test":
                self._test(step)
            elif step.kind == "locked":
                if step.grade_id not in done:
                    self._run(step)
                    self._ask_tests(step, step.source)
            else:
                outputs = self._run(step) if step.cell_type == "code" else ()
                self._room -= sum(len(output.data) for output in outputs)
                outputs = outputs if self._room >= 0 else ()
                cell = Cell(
                    step.grade_id,
                    step.cell_type,
                    step.source,
                    outputs,
                    after_hidden_tests=self._hidden_tests_ran,
                )
                self.cells.append(cell)
                if imports := _imports(step.key_source):
                    self._ask_tests(step, imports)

    def end(self):
        """End both processes."""
        for process in (self._student, self._tests):
            process.end()

    def _seconds(self):
        return min(self._times.cell, self._deadline - time.monotonic())

    def _run(self, step):
        """Run a cell in the student's process; return what it showed."""
        if self._student.ended:
            return ()
        try:
            self._student.send({"source": step.source})
            try:
                return _outputs(*self._student.receive(self._seconds()))
            except ChannelTimeout:
                self.slow.append(step.label)
                self._student.interrupt()
                return _outputs(*self._student.receive(_GRACE))
        except ChannelTimeout:
            self._student.end()  # it does not heed the interrupt
        except ProcessEnded as ended:
            self.ended = self.ended or (step.label, ended.args[0], "student")
        return ()

    def _test(self, step):
        """Run a test cell and mark it."""
        seconds = max(self._seconds(), 0)
        source = step.visible_source if self._visible_only else step.source
        self._hidden_tests_ran |= source != step.visible_source
        outcome = self._ask_tests(step, source)
        check, defect = score.check(step, outcome, seconds)
        self.checks.append(check)
        if defect:
            self.defects.append(defect)

    def _ask_tests(self, step, source):
        """Run a cell in the tests' process; return its outcome, whatever happens."""
        if self._tests.ended:
            return {"passed": False, "why": "died"}
        try:
            self._tests.send({"source": source, "label": step.label})
            with contextlib.suppress(ChannelTimeout):
                return self._heard(step, self._tests.receive(self._seconds())[0])
            self.slow.append(step.label)
            # First the one that is likely to hang; the tests' process then hears of an error.
            for process in (self._student, self._tests):
                process.interrupt()
                with contextlib.suppress(ChannelTimeout):
                    return self._tests.receive(_GRACE)[0] | {"passed": False, "why": "interrupted"}
            self._student.end()
            with contextlib.suppress(ChannelTimeout):
                return self._tests.receive(_GRACE)[0] | {"passed": False, "why": "interrupted"}
            self._tests.end()
            return {"passed": False, "why": "interrupted"}
        except ProcessEnded as ended:
            self.ended = self.ended or (step.label, ended.args[0], "tests")
            return {"passed": False, "why": "died"}

    def _heard(self, step, outcome):
        """Take an outcome from the tests' process; it may tell that the other one is gone."""
        if outcome.get("why") == "died" and not self._student.ended:
            self.ended = self.ended or (step.label, self._student.end(), "student")
        return outcome


def _imports(source):
    """Return the import statements of a cell that a key leaves open: tests may rely on them."""
    try:
        body = ast.parse(source or "").body
    except (SyntaxError, ValueError):
        return ""
    return "\n".join(ast.unparse(n) for n in body if isinstance(n, ast.Import | ast.ImportFrom))


def _outputs(message, pictures):
    """Make outputs of what the student's process says that its cell showed; none of it is sure."""
    outputs = []
    found = message.get("outputs")
    for output in found[:MOST_OUTPUTS] if type(found) is list else ():
        kind, data = (output.get("kind"), output.get("data")) if type(output) is dict else (0, 0)
        if kind == "text" and type(data) is str:
            outputs.append(Output("text", data[: 2 * MOST_TEXT]))
        elif kind == "png" and type(data) is int and data in range(len(pictures)):
            outputs.append(Output("png", pictures[data]))  # whoever shows it checks it
    return tuple(outputs)
