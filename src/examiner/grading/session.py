"""Grading one submission: runs the assembled cells with a student's process and a tests' process."""

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from examiner.doors import Doors
from examiner.grading.evidence import Evidence
from examiner.grading.fork_server import ForkServer
from examiner.grading.limits import TimeLimits
from examiner.grading.process_pair import ProcessPair
from examiner.grading.score import graded_row, score
from examiner.grading.statements import definitions_of, imports_of
from examiner.grading.stopped_cells import StoppedCells
from examiner.key import Key
from examiner.report import MOST_OUTPUTS, MOST_TEXT, Cell, Output, Result, ScoredTest
from examiner.rpc.outcome import Outcome
from examiner.sandbox.jail import ResourceLimits
from examiner.sentences import endings
from examiner.submission.assembly import AssembledSubmission, Step, assemble
from examiner.submission.reader import Submission

_MOST_SHOWN = 32 * 2**20  # characters and bytes that all cells of a submission may show


def grade(
    fork_server: ForkServer,
    key: Key,
    submission: Submission,
    student: str,
    *,
    times: TimeLimits | None = None,
    visible_only: bool = False,
    files: Mapping[str, bytes] | None = None,
    seed: str | None = None,
    evidence: Evidence | None = None,
) -> Result:
    """Grade a submission.

    Parameters
    ----------
    fork_server
        The fork server of `key`.
    key, submission, student
    times
    visible_only
        Leave the hidden tests out.
    files
        What was handed in beside the notebook, by relative path: for the student's process alone.
    seed
        What the tests draw follows from it; a fresh one if not given.
    evidence
        Filled in for the author of the tests; never shown to a student.

    Returns
    -------
    Result
        Never raises for anything that a submission does.
    """
    started = time.monotonic()
    assembled = assemble(key, submission)
    seed = seed or secrets.token_hex(16)
    session = _Session(fork_server, key, times or TimeLimits(), visible_only, evidence)
    try:
        session.processes.hand_over(files or {}, seed)
        session.run(assembled)
    finally:
        session.processes.end()
    result = graded_row(
        key, student, assembled, tests=session.tests, cells=session.cells, started=started
    )
    result.seed = seed
    _explain(result, session, fork_server.limits)
    return result


class _Session:
    """One assembled submission on its way through two processes.

    Attributes
    ----------
    processes
    tests
    cells
        The student's cells with their outputs.
    faults
        Tests that are wrong themselves.
    """

    def __init__(
        self,
        fork_server: ForkServer,
        key: Key,
        times: TimeLimits,
        visible_only: bool,
        evidence: Evidence | None,
    ) -> None:
        self._evidence = evidence
        self._key, self._times, self._visible_only = key, times, visible_only
        self.processes = ProcessPair(fork_server, key, times)
        self.tests: list[ScoredTest] = []
        self.cells: list[Cell] = []
        self.faults: list[endings.FaultyTest] = []
        self._hidden_tests_ran = False
        self._stopped = StoppedCells()
        self._room = _MOST_SHOWN
        self._handed_in: list[str] = []  # cells of which the tests' process has not heard

    def run(self, assembled: AssembledSubmission) -> None:
        """Run every step; set-up cells have run in the fork server."""
        own_cell_ran = False
        for step in assembled.steps:
            self.processes.check_time(step.label)
            if step.kind == "test":
                self._run_test(step)
            elif step.kind != "locked":
                self._run_students_cell(step)
                own_cell_ran |= step.cell_type == "code"
            else:
                done = step.grade_id in self.processes.set_up
                # What the student ran above a set-up cell may have undone it: %reset, say.
                if own_cell_ran or not done:
                    self._run(step)
                if not done and not self._key.one_process:
                    self._ask_tests(step, step.source)

    def _run_students_cell(self, step: Step) -> None:
        """Run an answer or another cell that the student may edit, and keep what it showed."""
        outputs = self._run(step) if step.cell_type == "code" else ()
        if step.cell_type == "code":
            self._handed_in.append(step.source)
        self._room -= sum(len(output.data) for output in outputs)
        self.cells.append(
            Cell(
                step.grade_id,
                step.cell_type,
                step.source,
                outputs if self._room >= 0 else (),
                after_hidden_tests=self._hidden_tests_ran,
                given=step.key_source or "",
            )
        )
        if not self._key.one_process and (imports := imports_of(step.key_source)):
            self._ask_tests(step, imports)

    def _run(self, step: Step) -> tuple[Output, ...]:
        """Run a cell in the student's process; return what it showed."""
        message, pictures = self.processes.run_students_cell(step.label, step.source)
        self._note_error(step, message.get("raised"))
        if self._evidence is not None:
            self._evidence.note(step.label, message.get("raised"))
        return _outputs(message, pictures)

    def _note_error(self, step: Step, raised: object) -> None:
        """Remember which names are missing because a cell stopped."""
        sources = step.source, step.key_source or ""
        self._stopped.add(step.label, raised, *sources, with_text=not self._hidden_tests_ran)

    def _run_test(self, step: Step) -> None:
        """Run a test cell and score it."""
        seconds = self._times.cell  # what is left of the whole would be a code for hidden inputs
        visible = step.visible_source or ""
        source = visible if self._visible_only else step.source
        self._hidden_tests_ran |= source != visible
        cell = self._key.by_grade_id.get(step.grade_id or "")
        needs = cell.needs if cell else ()
        outcome = self._ask_tests(step, source, needs)
        if self._evidence is not None:
            self._evidence.take(step, outcome)
        if self._visible_only:  # the last value may be a hidden one
            step = replace(step, partial=False)
        test, fault = score(step, outcome, seconds)
        if message := self._stopped.explain(outcome):
            test = replace(test, message=message)
        self.tests.append(test)
        if fault:
            self.faults.append(fault)
        shared = Doors.read(needs).shared_names
        if shared and not self._key.one_process:
            self._run(replace(step, source=definitions_of(visible, shared)))

    def _ask_tests(self, step: Step, source: str, needs: Sequence[str] = ()) -> Outcome:
        """Run a cell in the tests' process, which is first told what was handed in until then."""
        handed_in, self._handed_in = self._handed_in, []
        return self.processes.run_test_cell(step.label, source, needs, handed_in)


def _explain(result: Result, session: _Session, limits: ResourceLimits) -> None:
    """Say in the row how the session ended, if anything about it is out of the ordinary."""
    if session.processes.death:
        result.status = "died"
        label, how, process = session.processes.death
        if how["limit"]:
            allowed = endings.Allowed(
                limits.memory >> 20, limits.processes, limits.disk >> 20, limits.files, limits.cpu
            )
            explanation = endings.broke_limit(label, how["limit"], allowed)
        elif process == "tests":
            explanation = endings.tests_process_ended(label)
        else:
            explanation = endings.process_ended(label, how["signal"])
    elif session.processes.slow:
        result.status = "timeout"
        explanation = endings.out_of_time(session.processes.slow)
    elif session.faults:
        explanation = endings.faulty_tests(session.faults)
    else:
        return
    result.reason, result.remedy, result.instructor_remedy = explanation


def _outputs(message: Mapping[str, Any], pictures: Sequence[bytes]) -> tuple[Output, ...]:
    """Make outputs of what the student's process says that its cell showed; none of it is sure."""
    outputs = []
    claimed = message.get("outputs")
    for output in claimed[:MOST_OUTPUTS] if type(claimed) is list else ():
        kind, data = (output.get("kind"), output.get("data")) if type(output) is dict else (0, 0)
        if kind == "text" and type(data) is str:
            outputs.append(Output("text", data[: 2 * MOST_TEXT]))
        elif kind == "png" and type(data) is int and data in range(len(pictures)):
            outputs.append(Output("png", pictures[data]))  # whoever shows it checks it
    return tuple(outputs)
