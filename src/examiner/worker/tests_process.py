"""The tests' process: runs the test cells of a key, and never any code of the student's.

It is in a sandbox too, as it handles values that the student's process made.
"""

import contextlib
import signal

from examiner.rpc.channel import ChannelClosed
from examiner.rpc.exceptions import StudentProcessError
from examiner.rpc.proxies import Connection, StudentNamespace
from examiner.worker.run_test import explain, run_test_cell

#: A comment line by which a test cell asks to see changes of its arguments.
IN_PLACE = "# examiner: inplace"


class TestsProcess:
    """Runs cells that the driver sends.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        With the names of the key's set-up cells; used for its syntax (magics) only.
    control, student : Channel
        To the driver and to the student's process.
    """

    __test__ = False  # no test class, whatever pytest thinks of its name

    def __init__(self, shell, control, student):
        self._shell, self._control = shell, control
        self._connection = Connection(student)
        own = {name: value for name, value in shell.user_ns.items() if not name.startswith("_")}
        for name in ("In", "Out", "exit", "quit", "open"):
            own.pop(name, None)
        self._names = StudentNamespace(self._connection, own)
        self._busy = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, *_):
        if self._busy:
            raise KeyboardInterrupt

    def serve(self):
        """Run cells until the driver closes the channel."""
        with contextlib.suppress(ChannelClosed):
            self._control.send({"ready": True})
            while True:
                message, _ = self._control.receive()
                self._control.send(self._run(message["source"], message["label"]))

    def _run(self, source, label):
        """Run a cell; what follows an interrupt is its outcome too."""
        self._connection.copy_back = IN_PLACE in source
        self._busy = True
        try:
            with contextlib.suppress(StudentProcessError):
                self._connection.ask("new cell")
            return run_test_cell(self._shell, source, label, self._names)
        except KeyboardInterrupt as error:
            return {"passed": False, **explain(error)}
        finally:
            self._busy = False
