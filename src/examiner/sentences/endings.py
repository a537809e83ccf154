"""How a run was cut short, and what running cells are told."""

from collections.abc import Sequence
from typing import NamedTuple

from examiner.safe_text import one_line
from examiner.sentences import Explanation

# Inside the student's process ----------------------------------------------------------------------

NO_INPUT = "input() does not work while a notebook is graded: assign a value instead"
CELL_OUT_OF_TIME = "this cell ran out of time"
OUTPUT_CUT = "[the rest of the output was left out]"

# Limits --------------------------------------------------------------------------------------------


class Allowed(NamedTuple):
    """What a submission may use: ``memory`` and ``disk`` in MB, ``cpu`` in seconds."""

    memory: int
    processes: int
    disk: int
    files: int
    cpu: int


_FIX_THE_CELL = (
    "Run the notebook from the top and fix that cell. Points earned before it still count."
)
_FIND_THE_LOOP = (
    "Look for a loop that never ends, or for work that can be done once instead of many times. "
    "Points earned elsewhere still count."
)


def broke_limit(label: str, limit: str, allowed: Allowed) -> Explanation:
    """Explain a run that used too much memory, processes, disk or processor time (``cpu``)."""
    used = {
        "memory": f"it used more memory than the {allowed.memory} MB that a submission may use",
        "processes": f"it started more than {allowed.processes} processes at once",
        "disk": f"it wrote more than {allowed.disk} MB or {allowed.files} files",
        "cpu": f"it used more than {allowed.cpu} seconds of processor time",
    }
    option = {"memory": "--memory", "cpu": "--timeout"}.get(limit)
    return Explanation(
        f"The code was stopped in {label}: {used[limit]}.",
        _FIX_THE_CELL,
        f"If good answers need more, raise {option}." if option else None,
    )


def tests_process_ended(label: str) -> Explanation:
    """Explain a run in which the tests' process ended over a value of the student's."""
    return Explanation(
        f"The code was stopped in {label}: it gave the tests something that they could not handle.",
        _FIX_THE_CELL,
        "If this happens to good answers too, the test itself ends its process: fix it in "
        "source/ and run 'examiner build'.",
    )


def process_ended(label: str, signal: int) -> Explanation:
    """Explain a student's process that ended by itself, or by `signal` if that is not 0.

    A student is not told which signal: in a hidden test that would be a code for its inputs.
    """
    return Explanation(
        f"The code was stopped in {label}: its process ended by itself.",
        _FIX_THE_CELL,
        f"It ended by signal {signal}." if signal else None,
    )


def out_of_time(labels: Sequence[str]) -> Explanation:
    """Explain a run in which cells reached a time limit."""
    return Explanation(
        f"The code ran out of time in {', '.join(dict.fromkeys(labels))}.",
        _FIND_THE_LOOP,
        "If good answers need more time, raise --timeout-cell or --timeout.",
    )


def whole_time_label(label: str) -> str:
    """Name the cell in which the time for the whole notebook was used up."""
    return f"{label}, where the time limit of the whole notebook was reached"


def unsandboxed_end(label: str, *, out_of_time: bool) -> Explanation:
    """Explain a run without a sandbox, which ends with the first cell that fails to return."""
    what = "The code ran out of time" if out_of_time else "The process ended"
    return Explanation(
        f"{what} in {label}; nothing after it was run.",
        "Look for a loop that never ends, or for code that ends the program.",
    )


# Faulty tests --------------------------------------------------------------------------------------


class FaultyTest(NamedTuple):
    """A test cell whose last value is not a number of points: what it was, and its points."""

    grade_id: str
    value: object
    points: float


def faulty_tests(tests: Sequence[FaultyTest]) -> Explanation:
    """Explain points that are missing because of the tests, not because of the answers."""
    faults = (
        f"the test {test.grade_id} ended with the value {one_line(str(test.value), 40)}, "
        f"which is not a number of points from 0 to {test.points:g}"
        for test in tests
    )
    return Explanation(
        f"The problem is with a test, not with the answers: {'; '.join(faults)}.",
        "You do not need to change anything: your instructor has to fix the test and grade again.",
        "Fix the test in source/, run 'examiner build', and grade again.",
    )
