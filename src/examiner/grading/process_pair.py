"""The two processes of a submission: whatever they do, its session gets an answer in time."""

import contextlib
import socket
import time
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast

from examiner.errors import ExaminerError
from examiner.grading.clock import WALL, Clock
from examiner.grading.fork_server import ForkServer
from examiner.grading.limits import SETUP_SECONDS, TimeLimits
from examiner.grading.process import Ended, ProcessEnded, SandboxedProcess
from examiner.grading.seeds import derive, sets_seeds
from examiner.key import Key
from examiner.rpc.cell_code import compiled
from examiner.rpc.channel import ChannelTimeout
from examiner.rpc.outcome import Outcome, Why
from examiner.sentences import endings

_GRACE = 2.0  # seconds of its own that interrupted code has to stop
_PROCESS_GONE: Outcome = {"passed": False, "why": Why.DIED}
_INTERRUPTED: Outcome = {"passed": False, "why": Why.INTERRUPTED}
#: What a cell showed, and the pictures among it.
Shown = tuple[Mapping[str, Any], Sequence[bytes]]


class Death(NamedTuple):
    """The cell in which a process ended, what its warden said, and which of the two it was."""

    label: str
    how: Ended
    process: Literal["student", "tests"]


class ProcessPair:
    """The student's process and the tests' process of a submission; one, where the key says so.

    Parameters
    ----------
    fork_server, key, times

    Attributes
    ----------
    set_up
        The grade ids of the set-up cells that run before anything of the student's.
    slow
        Labels of cells that were interrupted.
    death
        How the first of the two ended, if it did so by itself.
    """

    def __init__(self, fork_server: ForkServer, key: Key, times: TimeLimits) -> None:
        self._key, self._times = key, times
        shared = key.setup if fork_server.setup_ran else ()
        # Of a key that varies, no part of the set-up waits for the cells of the student.
        self._own_setup = (*key.setup[len(shared) :], *key.own_setup) if key.own_setup else ()
        self.set_up = {cell.grade_id for cell in (*shared, *self._own_setup)}
        prepares = bool(self._own_setup)
        student_end, tests_end = socket.socketpair()
        with student_end, tests_end:
            if key.one_process:
                both = fork_server.start("both", student_end, prepares=prepares)
                self._student = self._tests = both
            else:
                self._student = fork_server.start("student", student_end, prepares=prepares)
                try:
                    self._tests = fork_server.start("tests", tests_end, prepares=prepares)
                except BaseException:
                    self._student.end()
                    raise
        self._processes = tuple(dict.fromkeys((self._student, self._tests)))
        self._clock = Clock(self._processor_time)
        self._deadline = 0.0  # the time of set-up cells is not the student's, see `hand_over`
        self.slow: list[str] = []
        self.death: Death | None = None

    def hand_over(self, files: Mapping[str, bytes], seed: str) -> None:
        """Get the processes ready; give the student's what was handed in beside the notebook.

        Seeds come after the set-up cells: what those seed, a student could foresee.
        """
        for process in self._processes:
            process.wait_until_ready()
        if self._own_setup:
            self._run_setup(derive(seed, "set-up"))
        self._deadline = time.monotonic() + WALL * self._times.submission
        with contextlib.suppress(ProcessEnded):
            if not self._key.one_process:
                self._tests.send({"seed": derive(seed, "tests")})
            if not sets_seeds(self._key):
                self._student.send({"seed": derive(seed, "student")})
        if files and not self._student.ended:
            with contextlib.suppress(ProcessEnded):
                self._student.send({"files": list(files)}, list(files.values()))

    def _run_setup(self, seed: str) -> None:
        """Run the set-up cells of the student's variant in each process."""
        cells = [cell.source for cell in self._own_setup]
        try:
            for process in self._processes:
                process.send({"setup": cells, "seed": seed})
            for process in self._processes:
                process.wait_until_ready(SETUP_SECONDS)
        except (ProcessEnded, ChannelTimeout) as error:
            raise ExaminerError(
                "The set-up cells of this variant ended their process, or took too long.",
                f"Look at what they do with its values (at most {SETUP_SECONDS} seconds), or allow more "
                "with --memory.",
            ) from error

    def check_time(self, label: str) -> None:
        """End both processes if the time of the submission is used up before this cell."""
        if self._seconds() <= 0 and not self._tests.ended:
            self.slow.append(endings.whole_time_label(label))
            self.end()

    def run_students_cell(self, label: str, source: str) -> Shown:
        """Run a cell in the student's process; return its answer, empty if there is none."""
        if self._student.ended:
            return {}, ()
        try:
            self._student.send({"source": source})
            try:
                return self._receive(self._student, self._seconds())
            except ChannelTimeout:
                self.slow.append(label)
                self._student.interrupt()
                message, pictures = self._receive(self._student, _GRACE)
                return {**message, "raised": None}, pictures  # the interrupt is not its own error
        except ChannelTimeout:
            self._student.end()  # it does not heed the interrupt
        except ProcessEnded as ended:
            self.death = self.death or Death(label, ended.how, "student")
        return {}, ()

    def run_test_cell(
        self, label: str, source: str, needs: Sequence[str], handed_in: Sequence[str]
    ) -> Outcome:
        """Run a cell in the tests' process; return its outcome, whatever happens.

        Parameters
        ----------
        label, source, needs
        handed_in
            The text of the student's cells of which the tests' process has not heard yet.
        """
        if self._tests.ended:
            return _PROCESS_GONE
        try:
            message = {"source": source, "label": label, "needs": list(needs)}
            code = compiled(source, label)
            self._tests.send({**message, "handed_in": list(handed_in)}, [code] if code else ())
            with contextlib.suppress(ChannelTimeout):
                outcome, _ = self._receive(self._tests, self._seconds())
                return self._note_death(label, cast(Outcome, outcome))
            self.slow.append(label)
            return self._interrupt()
        except ProcessEnded as ended:
            self.death = self.death or Death(label, ended.how, "tests")
            return _PROCESS_GONE

    def end(self) -> None:
        """End both processes."""
        for process in self._processes:
            process.stop()
        for process in self._processes:
            process.end()

    def _processor_time(self) -> float:
        return sum(process.processor_time() for process in self._processes)

    def _seconds(self) -> float:
        """Return the seconds that the next cell may take."""
        left = (self._deadline - time.monotonic()) / WALL
        return min(self._times.cell, self._times.submission - self._clock.spent, left)

    def _receive(
        self, process: SandboxedProcess, seconds: float
    ) -> tuple[Mapping[str, Any], list[bytes]]:
        """Wait for an answer; ChannelTimeout if it took more than `seconds` of its own."""
        timed = self._clock.start(seconds)
        try:
            while True:
                with contextlib.suppress(ChannelTimeout):
                    return process.receive(timed.tick)
                if timed.is_over():
                    raise ChannelTimeout
        finally:
            self._clock.spent += timed.stop()

    def _interrupt(self) -> Outcome:
        """Stop a test that takes too long, as gently as it lets itself be stopped."""
        # First the process that is likely to hang; the tests' process then hears of an error.
        for stop in (self._student.interrupt, self._tests.interrupt, self._student.end):
            stop()
            with contextlib.suppress(ChannelTimeout):
                outcome, _ = self._receive(self._tests, _GRACE)
                return {**cast(Outcome, outcome), **_INTERRUPTED}
        self._tests.end()
        return _INTERRUPTED

    def _note_death(self, label: str, outcome: Outcome) -> Outcome:
        """Take an outcome from the tests' process; it may tell that the other one is gone."""
        if outcome.get("why") == Why.DIED and not self._student.ended:
            self.death = self.death or Death(label, self._student.end(), "student")
        return outcome
