"""The clock of a submission: it counts what the submission does, and not what others do meanwhile."""

import time
from collections.abc import Callable

#: Wall time ends a cell only after this many times the time that it may use.
WALL = 10
_ASLEEP = 1.0  # seconds without any processor time that count as sleep
_SHORTEST_TICK, _LONGEST_TICK = 0.05, 1.0


class Clock:
    """Counts the time of one submission.

    Time is processor time of its processes, and time in which they all slept. Time in which they
    waited for a processor is not theirs: a busy machine must not cost a mark.

    Parameters
    ----------
    processor_time
        Returns the seconds of processor time that the processes have used.
    now
        Wall time in seconds.

    Attributes
    ----------
    spent
        Seconds of all that was timed.

    Examples
    --------
    A cell that may take 4 s waits 2.6 s for a processor, which is not counted, and then sleeps:

    >>> used, wall = iter([0.1, 0.3, 0.3]), iter([0.0, 0.4, 3.0, 9.0])
    >>> timed = Clock(lambda: next(used), lambda: next(wall)).start(4.0)
    >>> [(timed.is_over(), round(timed.spent, 1)) for _ in range(3)]
    [(False, 0.4), (False, 0.6), (True, 6.6)]
    """

    def __init__(
        self, processor_time: Callable[[], float], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._processor_time, self._now = processor_time, now
        self.spent = 0.0

    def start(self, seconds: float) -> "Timed":
        """Begin to time something that may take `seconds`."""
        return Timed(seconds, self._processor_time, self._now)


class Timed:
    """Something that is timed.

    Attributes
    ----------
    tick
        Seconds after which to ask `is_over`, again and again.
    spent
        Seconds of its own, as of the last `is_over`.
    """

    def __init__(
        self, seconds: float, processor_time: Callable[[], float], now: Callable[[], float]
    ) -> None:
        self._seconds, self._processor_time, self._now = seconds, processor_time, now
        self.tick = min(max(seconds / 10, _SHORTEST_TICK), _LONGEST_TICK)
        self._started = now()
        self._asleep = 0.0
        self._before: float | None = None  # processor time at the last look
        self._used = 0.0
        self._awake_at = self._started
        self.spent = 0.0

    def is_over(self) -> bool:
        """Tell whether its time, or ten times that of wall time, is used up."""
        now, processor_time = self._now(), self._processor_time()
        if self._before is None:
            # Asking costs more than most cells take, so nobody asked at the start: all of the
            # first tick counts.
            self._used = min(now - self._started, self.tick)
        elif processor_time > self._before:
            self._used += processor_time - self._before
        if processor_time != self._before:
            self._awake_at = now
        elif now - self._awake_at >= _ASLEEP:
            self._asleep += now - self._awake_at
            self._awake_at = now
        self._before = processor_time
        self.spent = self._used + self._asleep
        return self.spent >= self._seconds or now - self._started >= WALL * self._seconds

    def stop(self) -> float:
        """Return the seconds of its own; what ended before the first look counts as wall time."""
        return self.spent if self._before is not None else self._now() - self._started
