"""How long a submission may take and how much memory it may use, as an instructor sets it."""

from dataclasses import dataclass, replace

from examiner.errors import ExaminerError
from examiner.sandbox.jail import ResourceLimits
from examiner.submission.raw_notebook import SizeLimits

#: Seconds: a day. Clocks, queues and the kernel's own limits can count so far.
LONGEST = 86_400
#: MB: a terabyte.
MOST_MEMORY = 2**20
_MOST_SIZE = 1000  # MB


#: That the set-up cells of a variant may take, in processor time and on the clock. It is not the student's.
SETUP_SECONDS = 120


@dataclass(frozen=True)
class TimeLimits:
    """How long things may take.

    In seconds of processor time of all processes of the submission; time in which all of them sleep
    counts too, time in which they wait for a busy machine does not (see `examiner.grading.clock`).
    Ten times as much wall time ends them in any case.

    Attributes
    ----------
    cell
        One cell.
    submission
        The whole of a submission.

    Raises
    ------
    ExaminerError
        If one of them is not a number above 0 and at most a day.

    Examples
    --------
    >>> TimeLimits(cell=2).submission
    300.0
    """

    cell: float = 30.0
    submission: float = 300.0

    def __post_init__(self) -> None:
        _check("time limit of a cell", self.cell, LONGEST, "seconds", "timeout-cell")
        _check("time limit of a submission", self.submission, LONGEST, "seconds", "timeout")


def resource_limits(times: TimeLimits, memory: int) -> ResourceLimits:
    """Make the limits of a process from what an instructor can set.

    Parameters
    ----------
    times
        Processor time follows from the time of the whole submission.
    memory
        MB of all processes of a submission together.

    Raises
    ------
    ExaminerError
        If `memory` is not above 0 and at most a terabyte.
    """
    _check("memory limit of a submission", memory, MOST_MEMORY, "MB", "memory")
    return ResourceLimits(memory=memory << 20, cpu=int(times.submission) + 1)


def size_limits(size: float) -> SizeLimits:
    """Make the limits of a notebook from what an instructor can set.

    Parameters
    ----------
    size
        MB of a notebook without its outputs.

    Raises
    ------
    ExaminerError
        If `size` is not above 0 and at most 1000.
    """
    _check("size limit of a notebook", size, _MOST_SIZE, "MB", "max-size")
    limits = SizeLimits(size=int(size * 1e6))
    return replace(limits, whole=max(limits.whole, limits.size))


def _check(what: str, value: float, most: int, unit: str, option: str) -> None:
    if not 0 < value <= most:  # false for NaN too
        raise ExaminerError(
            f"The {what} is {value} {unit}; it must be above 0 and at most {most:,} {unit}.",
            f"Set another with --{option}, or with c.Examine.{option.replace('-', '_')} in "
            "nbgrader_config.py.",
        )
