"""The tests' process: runs the test cells of a key, and never any code of the student's.

It is in a sandbox too, because it handles values that the student's process made.
"""

import contextlib

from IPython.core.interactiveshell import InteractiveShell

from examiner.doors import Doors
from examiner.rpc.channel import Channel, ChannelClosed
from examiner.rpc.connection import Connection
from examiner.rpc.exceptions import StudentProcessError
from examiner.rpc.libraries import key_names
from examiner.rpc.namespace import CellNames, make_main
from examiner.rpc.outcome import Outcome
from examiner.rpc.texts import Texts
from examiner.worker.interrupts import Interruptible
from examiner.worker.run_test import failed, run_test_cell
from examiner.worker.seeds import seed_fresh_generators, seed_generators, seed_unseeded_objects

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
        self._connection.files.begin()
        self._connection.handed_in.to_python = self._python
        for name in _NOT_OURS & shell.user_ns.keys():
            del shell.user_ns[name]
        docstrings = [
            text
            for value in shell.user_ns.values()
            if getattr(value, "__module__", None) == "__main__"
            and isinstance(text := getattr(value, "__doc__", None), str)
        ]
        self._names = CellNames(self._connection, shell.user_ns)
        make_main(shell.user_module, self._names)
        key_names(
            {name: value for name, value in shell.user_ns.items() if not name.startswith("_")}
        )
        self._texts = Texts(self._connection, docstrings)
        self._texts.restrict()
        self._interruptible = Interruptible()

    def serve(self) -> None:
        """Run cells until the driver closes the channel."""
        with contextlib.suppress(ChannelClosed):
            self._control.send({"ready": True})
            while True:
                message, contents = self._control.receive()
                if "seed" in message:
                    seed_generators(message["seed"])
                    seed_unseeded_objects(message["seed"], self._shell.user_ns)
                    seed_fresh_generators(message["seed"])
                    continue
                for cell in message.get("handed_in", ()):
                    self._connection.handed_in.add(cell)
                doors = Doors.read(message.get("needs", ()), message["source"])
                code = contents[0] if contents else None
                self._control.send(self._run(message["source"], message["label"], doors, code))

    def _python(self, source: str) -> str:
        """Translate the magics of a cell."""
        try:
            return str(self._shell.transform_cell(source))  # type: ignore[no-untyped-call]
        except SyntaxError:
            return source

    def _run(self, source: str, label: str, doors: Doors, code: bytes | None) -> Outcome:
        """Run a cell; what follows an interrupt is its outcome too."""
        try:
            with self._interruptible.running():
                self._names.new_cell(doors)
                self._texts.begin(source)
                with contextlib.suppress(StudentProcessError):
                    self._connection.new_cell(doors, source)
                outcome = run_test_cell(self._shell, source, label, self._names, code=code)
                with contextlib.suppress(Exception):  # the test is over, whatever it sets
                    self._names.synchronise()
                if doors.patch and not doors.patched:  # `examiner build` asks
                    outcome["patched"] = self._connection.patched()
                return outcome
        except KeyboardInterrupt as error:
            return failed(error)
