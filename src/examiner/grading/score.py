"""The points of a test cell, and what is said about it.

The rule: no error gives all points; a number as the last value of the cell, between 0 and the
points, gives that many; every other last value gives all, or none if the key says that the cell
gives partial points (``examiner build`` tried it with the reference answers). Points equal those of ``nbgrader
autograde`` for every honest submission, except where nbgrader's rules have holes:

- What a cell writes to stderr, a warning for example, never matters. In nbgrader any stderr in a
  test cell costs all its points.
- NaN, or a negative number, as the last value gives no points and is a fault of the test. In
  nbgrader it gives all of them.
- A number above the points gives none, and is a fault too. In nbgrader it stops the submission.
- A cell that gives partial points gives none for a last value that is not a number: an answer must
  not turn ``points * sum(...)`` into an empty array. In nbgrader it gives all of them.
- A number of numpy gives partial points as any number does. In nbgrader it gives all of them, as
  numpy writes it ``np.float64(0.5)``.
- Tests that a submission lacks are put back and run. In nbgrader they keep the points of an
  earlier submission, or have none.
"""

import time

from examiner.key import Key
from examiner.report import Cell, Result, ScoredTest
from examiner.rpc.outcome import Outcome, Why
from examiner.safe_text import one_line
from examiner.sentences import feedback, repairs
from examiner.sentences.endings import FaultyTest
from examiner.submission.assembly import AssembledSubmission, Step


def score(step: Step, outcome: Outcome, seconds: float) -> tuple[ScoredTest, FaultyTest | None]:
    """Turn the outcome of a test cell into points and a sentence.

    Parameters
    ----------
    step
        The test cell.
    outcome
        What the tests' process said.
    seconds
        The time that the cell had.

    Returns
    -------
    test : ScoredTest
    fault : FaultyTest or None
        What is wrong with the test itself.
    """
    grade_id, most = step.grade_id or "", step.points
    if not outcome.get("passed"):
        return ScoredTest(grade_id, 0, most, False, message_of(outcome, seconds)), None
    value = outcome.get("value")
    if value is None and step.partial:
        return ScoredTest(grade_id, 0, most, False, feedback.NO_NUMBER), None
    if value is None:
        return ScoredTest(grade_id, most, most, True), None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= most:
        fault = FaultyTest(grade_id, value, most)
        return ScoredTest(grade_id, 0, most, False, feedback.FAULTY_TEST), fault
    message = None if value == most else feedback.partial_points(value, most)
    return ScoredTest(grade_id, value, most, value == most, message), None


def message_of(outcome: Outcome, seconds: float) -> str:
    """Say why a test did not pass; `seconds` is the time that it had."""
    text = one_line(str(outcome.get("text", "")), 500)
    match outcome.get("why"):
        case Why.ASSERTION:
            return text or feedback.NOT_PASSED
        case Why.UNANSWERED:
            return feedback.UNANSWERED
        case Why.STUDENT:
            return feedback.raised(text or "an error")
        case Why.INTERRUPTED:
            return feedback.still_running(seconds)
        case Why.UNUSABLE:
            return feedback.unusable_result(text or "an error")
        case Why.MISSING:
            return feedback.undefined_name(text)
        case _:
            return feedback.PROCESS_GONE


def graded_row(
    key: Key,
    student: str,
    assembled: AssembledSubmission,
    *,
    tests: list[ScoredTest],
    cells: list[Cell],
    started: float,
) -> Result:
    """Make the row of a submission that was run, as if all had gone well.

    Parameters
    ----------
    key, student, assembled
    tests, cells
    started
        When it began, on the clock of `time.monotonic`.
    """
    reason, remedy, instructor_remedy = assembled.review or (None, None, None)
    return Result(
        student=student,
        assignment=key.assignment,
        notebook=key.notebook,
        points=sum(test.points for test in tests),
        max_points=key.max_points + key.manual_points,
        reason=reason,
        remedy=remedy,
        instructor_remedy=instructor_remedy,
        needs_manual=list(assembled.needs_manual),
        manual_points=assembled.manual_points,
        tests=tests,
        titles=dict(key.titles),
        notices=[*([repairs.ONE_PROCESS] if key.one_process else []), *assembled.notices],
        cells=cells,
        seconds=round(time.monotonic() - started, 3),
        one_process=key.one_process,
    )
