"""The student's process: runs the cells of a submission, then does what the tests ask for.

It is in the sandbox, and nothing that it says is believed: the driver takes outputs from it, the
tests take values, nobody takes marks.
"""

import builtins
import contextlib
import select

from IPython.core.interactiveshell import InteractiveShell

from examiner.rpc.channel import Channel, ChannelClosed
from examiner.worker.interrupts import Interruptible
from examiner.worker.outputs import Recorder
from examiner.worker.request_handler import RequestHandler
from examiner.worker.students_cells import StudentsCells


class StudentProcess:
    """Serves two channels: the driver's, with cells to run, and the tests', with requests.

    Parameters
    ----------
    shell
        With the names of the key's set-up cells.
    control, tests
        To the driver and to the tests' process.
    recorder
        Catches what cells print and display.
    """

    def __init__(
        self, shell: InteractiveShell, control: Channel, tests: Channel, recorder: Recorder
    ) -> None:
        self._control, self._tests = control, tests
        # The student's functions use Python's own builtins: no code of theirs gets slower.
        shell.user_ns["__builtins__"] = builtins
        interruptible = Interruptible()
        self._cells = StudentsCells(shell, control, recorder, interruptible)
        self._requests = RequestHandler(tests, shell.user_ns, interruptible)
        self._requests.files.begin()

    def serve(self) -> None:
        """Do what either channel asks until both are closed."""
        with contextlib.suppress(ChannelClosed):
            self._control.send({"ready": True})
            channels = self._control, self._tests
            readable = select.poll()
            for channel in channels:
                readable.register(channel.fd, select.POLLIN)
            while True:
                ready = [channel.fd for channel in channels if channel.pending()]
                ready = ready or [fd for fd, _ in readable.poll()]
                if self._control.fd in ready:
                    self._requests.leave_test()
                    self._cells.do(*self._control.receive())
                if self._tests.fd in ready:
                    self._requests.serve()
