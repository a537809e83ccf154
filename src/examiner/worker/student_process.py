"""The student's process: runs the cells of a submission, then does what the tests ask for.

It is in the sandbox, and nothing that it says is believed: the driver takes outputs from it, the
tests take values, nobody takes marks.
"""

import builtins
import contextlib
import importlib
import select
import sys
import traceback
from pathlib import Path

from IPython.core.interactiveshell import InteractiveShell

from examiner.rpc.channel import Channel, ChannelClosed
from examiner.rpc.exceptions import describe
from examiner.worker.interrupts import Interruptible
from examiner.worker.outputs import Recorder
from examiner.worker.request_handler import RequestHandler


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
        self._shell, self._control, self._tests, self._recorder = shell, control, tests, recorder
        # The student's functions use Python's own builtins: no code of theirs gets slower.
        shell.user_ns["__builtins__"] = builtins
        self._interruptible = Interruptible()
        self._requests = RequestHandler(tests, shell.user_ns, self._interruptible)
        self._requests.files.begin()

    def serve(self) -> None:
        """Do what either channel asks until both are closed."""
        if "" not in sys.path:
            sys.path.insert(
                0, ""
            )  # as in a kernel, what lies in the working folder can be imported
        with contextlib.suppress(ChannelClosed):
            self._control.send({"ready": True})
            while True:
                waiting = [self._control.fd, self._tests.fd]
                ready = [
                    channel.fd for channel in (self._control, self._tests) if channel.pending()
                ]
                if not ready:
                    ready, _, _ = select.select(waiting, [], [])
                if self._control.fd in ready:
                    self._run_cell()
                if self._tests.fd in ready:
                    self._requests.serve()

    def _run_cell(self) -> None:
        """Run a cell as a notebook does; send what came of it and the pictures it showed."""
        message, contents = self._control.receive()
        if "files" in message:
            self._write_files(dict(zip(message["files"], contents, strict=True)))
            return
        error: BaseException | None
        with self._recorder as recorder, self._interruptible.running():
            try:
                source = message["source"]
                result = self._shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
                error = result.error_before_exec or result.error_in_exec
            except BaseException as raised:  # IPython lets SystemExit and the like through
                error = raised
                traceback.print_exception(raised, limit=0)  # our own frames tell nobody anything
        outcome = {"raised": error and describe(error), "outputs": recorder.outputs}
        self._control.send(outcome, recorder.pictures)

    def _write_files(self, files: dict[str, bytes]) -> None:
        """Put what was handed in beside the notebook where it can be imported and read.

        What lies beside the key stays.
        """
        for name, data in files.items():
            path = Path(name)
            with contextlib.suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                with open(path, "xb") as file:
                    file.write(data)
        importlib.invalidate_caches()
