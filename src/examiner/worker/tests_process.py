"""The tests' process: runs the test cells of a key, and never any code of the student's.

It is in a sandbox too, because it handles values that the student's process made.
"""

import contextlib

from IPython.core.interactiveshell import InteractiveShell

from examiner.rpc.channel import Channel, ChannelClosed
from examiner.rpc.connection import Connection
from examiner.rpc.exceptions import StudentProcessError
from examiner.rpc.libraries import key_names
from examiner.rpc.namespace import StudentNamespace
from examiner.rpc.operations import Operation
from examiner.rpc.outcome import Outcome
from examiner.worker.interrupts import Interruptible
from examiner.worker.run_test import failed, run_test_cell, seed_afresh

#: A comment line by which a test cell asks to see changes of its arguments.
IN_PLACE = "# examiner: inplace"
#: What a shell defines that a test cell must not find, or must find in the student's process.
_NOT_OURS = frozenset(("In", "Out", "exit", "quit", "open"))


class TestsProcess:
    """Runs cells that the driver sends.

    Parameters
    ----------
    shell
        With the names of the key's set-up cells; used for its syntax (magics) only.
    control, student
        To the driver and to the student's process.
    """

    __test__ = False  # not a test class, whatever pytest thinks of its name

    def __init__(self, shell: InteractiveShell, control: Channel, student: Channel) -> None:
        self._shell, self._control = shell, control
        self._connection = Connection(student)
        own = {
            name: value
            for name, value in shell.user_ns.items()
            if not name.startswith("_") and name not in _NOT_OURS
        }
        key_names(own)
        seed_afresh()
        self._names = StudentNamespace(self._connection, own)
        self._interruptible = Interruptible()

    def serve(self) -> None:
        """Run cells until the driver closes the channel."""
        with contextlib.suppress(ChannelClosed):
            self._control.send({"ready": True})
            while True:
                message, _ = self._control.receive()
                self._control.send(self._run(message["source"], message["label"]))

    def _run(self, source: str, label: str) -> Outcome:
        """Run a cell; what follows an interrupt is its outcome too."""
        self._connection.copy_back = IN_PLACE in source
        try:
            with self._interruptible.running():
                with contextlib.suppress(StudentProcessError):
                    self._connection.ask(Operation.NEW_CELL)
                return run_test_cell(self._shell, source, label, self._names)
        except KeyboardInterrupt as error:
            return failed(error)
