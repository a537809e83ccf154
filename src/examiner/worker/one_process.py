"""Tests and answers in one process, for a key whose test cells can do with nothing less.

It is in the sandbox as every process of a submission is. But the student's code runs beside the
tests, so what this process says of them rests on trust; reports say so.
"""

import builtins
import contextlib
import traceback

from IPython.core.interactiveshell import InteractiveShell

from examiner.rpc.channel import Channel, ChannelClosed
from examiner.rpc.exceptions import describe
from examiner.rpc.outcome import Outcome
from examiner.worker.interrupts import Interruptible
from examiner.worker.outputs import Recorder
from examiner.worker.run_test import failed, run_test_cell


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
        self._shell, self._control, self._recorder = shell, control, recorder
        shell.user_ns["__builtins__"] = builtins
        self._interruptible = Interruptible()

    def serve(self) -> None:
        """Run cells until the driver closes the channel."""
        with contextlib.suppress(ChannelClosed):
            self._control.send({"ready": True})
            while True:
                message, _ = self._control.receive()
                if "label" in message:
                    self._control.send(self._test(message["source"], message["label"]))
                else:
                    self._run(message["source"])

    def _test(self, source: str, label: str) -> Outcome:
        try:
            with self._interruptible.running():
                return run_test_cell(
                    self._shell, source, label, self._shell.user_ns, with_students_code=True
                )
        except KeyboardInterrupt as error:
            return failed(error)

    def _run(self, source: str) -> None:
        error: BaseException | None
        with self._recorder as recorder, self._interruptible.running():
            try:
                result = self._shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
                error = result.error_before_exec or result.error_in_exec
            except BaseException as raised:  # IPython lets SystemExit and the like through
                error = raised
                traceback.print_exception(raised, limit=0)
        outcome = {"raised": error and describe(error), "outputs": recorder.outputs}
        self._control.send(outcome, recorder.pictures)
