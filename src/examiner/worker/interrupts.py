"""SIGINT in a sandboxed process: it ends what a cell runs, and nothing else."""

import contextlib
import signal
from collections.abc import Iterator

from examiner.sentences.endings import CELL_OUT_OF_TIME


class Interruptible:
    """Takes over SIGINT; raises KeyboardInterrupt only while a cell's code runs."""

    def __init__(self) -> None:
        self._busy = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, *_: object) -> None:
        if self._busy:
            raise KeyboardInterrupt(CELL_OUT_OF_TIME)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Let an interrupt end what runs inside. It may be entered again inside itself."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before
