"""How far a run is: a bar on a terminal, and a line now and then where there is none."""

import sys
import threading
import time
from typing import TYPE_CHECKING, TextIO

from examiner.report import Result

if TYPE_CHECKING:
    import tqdm

#: Seconds between two lines; a run that is quicker writes none.
_BETWEEN_LINES = 10.0


class Progress:
    """Counts the rows of a run and shows their number, their rate and the time left.

    Parameters
    ----------
    total
        Number of submissions.
    known
        How many of them need not be graded again.
    stream
        Where to write; the standard error if not given.
    """

    def __init__(self, total: int, known: int = 0, stream: TextIO | None = None) -> None:
        self._total, self._known, self._stream = total, known, stream or sys.stderr
        self._done, self._review = 0, 0
        self._started = self._last = time.monotonic()
        self._lock = threading.Lock()
        self._bar: tqdm.tqdm[None] | None = None
        if self._stream.isatty():
            from tqdm import tqdm as make_bar  # costs as much as a tenth of a submission

            self._bar = make_bar(
                desc="grading", total=total, initial=known, unit="submission", leave=False,
                file=self._stream,
            )  # fmt: skip

    def add(self, row: Result) -> None:
        """Count a row; may be called from several threads."""
        with self._lock:
            self._done += 1
            self._review += row.needs_review
            if self._bar is not None:
                self._bar.set_postfix_str(f"{self._review} to review", refresh=False)
                self._bar.update()
            elif time.monotonic() - self._last >= _BETWEEN_LINES:
                self._last = time.monotonic()
                print(self._line(self._last - self._started), file=self._stream, flush=True)

    def _line(self, seconds: float) -> str:
        rate = self._done / seconds
        done = self._known + self._done
        left = (self._total - done) / rate
        return (
            f"graded {done:,} of {self._total:,} submissions, {self._review} to review, "
            f"{rate:.2g} per second, {_minutes(left)} left"
        )

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()


def _minutes(seconds: float) -> str:
    """Write a time as a clock does.

    Examples
    --------
    >>> _minutes(95), _minutes(7261)
    ('1:35', '2:01:01')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
