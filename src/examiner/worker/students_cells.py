"""What the driver asks of the process that has the student's code: to put files there, to run cells."""

import contextlib
import importlib
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from examiner.rpc.channel import Channel
from examiner.rpc.exceptions import describe
from examiner.worker.interrupts import Interruptible
from examiner.worker.outputs import Recorder
from examiner.worker.seeds import seed_generators, seed_unseeded_objects


class StudentsCells:
    """Runs the cells of a submission as a notebook does.

    Parameters
    ----------
    shell
        With the names of the key's set-up cells.
    control
        To the driver.
    recorder
        Catches what cells print and display.
    interruptible
    """

    def __init__(
        self,
        shell: InteractiveShell,
        control: Channel,
        recorder: Recorder,
        interruptible: Interruptible,
    ) -> None:
        self._shell, self._control = shell, control
        self._recorder, self._interruptible = recorder, interruptible

    def do(self, message: Mapping[str, Any], contents: Sequence[bytes]) -> None:
        """Do what a message of the driver's says."""
        if "seed" in message:
            seed_generators(message["seed"])
            seed_unseeded_objects(message["seed"], self._shell.user_ns)
        elif "files" in message:
            _write_files(dict(zip(message["files"], contents, strict=True)))
        else:
            self._run(message["source"])

    def _run(self, source: str) -> None:
        """Run a cell; send its outcome and the pictures that it showed."""
        error: BaseException | None
        with self._recorder as recorder, self._interruptible.running():
            try:
                result = self._shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
                error = result.error_before_exec or result.error_in_exec
            except BaseException as raised:  # IPython lets SystemExit and the like through
                error = raised
                traceback.print_exception(raised, limit=0)  # our own frames tell nobody anything
        outcome = {"raised": error and describe(error), "outputs": recorder.outputs}
        self._control.send(outcome, recorder.pictures)


def _write_files(files: Mapping[str, bytes]) -> None:
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
