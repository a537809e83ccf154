"""Tests and answers in one process, for a key whose test cells can do with nothing less.

It is in the sandbox as every process of a submission is. But the student's code runs beside the
tests, so what this process says of them rests on trust; reports say so.
"""

import builtins
import contextlib

from IPython.core.interactiveshell import InteractiveShell

from examiner.rpc.channel import Channel, ChannelClosed
from examiner.rpc.outcome import Outcome
from examiner.worker.interrupts import Interruptible
from examiner.worker.outputs import Recorder
from examiner.worker.run_test import failed, run_test_cell
from examiner.worker.students_cells import StudentsCells


class OneProcess:
    """Runs the cells that the driver sends, in one namespace.

    Parameters
    ----------
    shell
        With the names of the key's set-up cells.
    control
        To the driver.
    recorder
        Catches what the student's cells print and display.
    """

    def __init__(self, shell: InteractiveShell, control: Channel, recorder: Recorder) -> None:
        self._shell, self._control = shell, control
        shell.user_ns["__builtins__"] = builtins
        self._interruptible = Interruptible()
        self._cells = StudentsCells(shell, control, recorder, self._interruptible)

    def serve(self) -> None:
        """Run cells until the driver closes the channel."""
        with contextlib.suppress(ChannelClosed):
            self._control.send({"ready": True})
            while True:
                message, contents = self._control.receive()
                if "label" in message:
                    code = contents[0] if contents else None
                    self._control.send(self._test(message["source"], message["label"], code))
                else:
                    self._cells.do(message, contents)

    def _test(self, source: str, label: str, code: bytes | None) -> Outcome:
        try:
            with self._interruptible.running():
                return run_test_cell(
                    self._shell, source, label, self._shell.user_ns,
                    code=code, with_students_code=True,
                )  # fmt: skip
        except KeyboardInterrupt as error:
            return failed(error)
