"""Runs cells and visible tests in one process without a sandbox, for `examiner.grading.unsandboxed`.

It reads the cells as JSON from the standard input and answers with one line per cell, each of which
begins with the mark that the driver chose.
"""

import json
import sys

from examiner.worker.outputs import Recorder
from examiner.worker.run_test import run_test_cell
from examiner.worker.shell import make_shell


def main():
    """Run the cells that stand on the standard input."""
    message = json.loads(sys.stdin.read())
    mark, cells = message["mark"], message["cells"]
    speak = sys.stdout
    recorder = Recorder(shell := make_shell("."))

    def say(outcome):
        print(f"\n{mark}{json.dumps(outcome)}", file=speak, flush=True)

    say({"ready": True})
    for cell in cells:
        if cell["test"]:
            label, names = cell["label"], shell.user_ns
            say(run_test_cell(shell, cell["source"], label, names, with_students_code=True))
            continue
        with recorder:
            shell.run_cell(cell["source"], store_history=True)
        say({"passed": True, "shown": [o["data"] for o in recorder.outputs if o["kind"] == "text"]})


if __name__ == "__main__":
    main()
