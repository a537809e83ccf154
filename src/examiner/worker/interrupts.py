"""SIGINT in a sandboxed process: it ends what a cell runs, and nothing else."""

import signal

from examiner.sentences.endings import CELL_OUT_OF_TIME


class Interruptible:
    """Takes over SIGINT; raises KeyboardInterrupt only while a cell's code runs.

    Attributes
    ----------
    busy
        Whether such code runs now.
    """

    def __init__(self) -> None:
        self.busy = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, *_: object) -> None:
        if self.busy:
            raise KeyboardInterrupt(CELL_OUT_OF_TIME)

    def running(self) -> "_Running":
        """Let an interrupt end what runs inside. It may be entered again inside itself."""
        return _Running(self)


class _Running:
    """A context manager; a generator would cost more at every call of a function."""

    def __init__(self, interruptible: Interruptible) -> None:
        self._interruptible = interruptible

    def __enter__(self) -> None:
        self._before, self._interruptible.busy = self._interruptible.busy, True

    def __exit__(self, *_: object) -> None:
        self._interruptible.busy = self._before
