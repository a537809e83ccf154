"""Runs cells and visible tests in one process without a sandbox, for `examiner.grading.unsandboxed`.

It reads the cells as JSON from standard input and answers with one line per cell, which begins with
the marker that the driver chose.
"""

import json
import sys
from collections.abc import Mapping

from examiner.rpc.outcome import Outcome
from examiner.worker.outputs import Recorder
from examiner.worker.run_test import run_test_cell
from examiner.worker.shell import make_shell


def main() -> None:
    """Run the cells that come on standard input."""
    message = json.loads(sys.stdin.read())
    mark, cells = message["mark"], message["cells"]
    speak = sys.stdout
    recorder = Recorder(shell := make_shell("."))

    def say(outcome: Mapping[str, object]) -> None:
        print(f"\n{mark}{json.dumps(outcome)}", file=speak, flush=True)

    say({"ready": True})
    for cell in cells:
        if cell["test"]:
            label, names = cell["label"], shell.user_ns
            say(run_test_cell(shell, cell["source"], label, names, with_students_code=True))
            continue
        with recorder:
            shell.run_cell(cell["source"], store_history=True)  # type: ignore[no-untyped-call]
        ran: Outcome = {"passed": True, "shown": recorder.texts()}
        say(ran)


if __name__ == "__main__":
    main()
