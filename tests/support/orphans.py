"""Run a command and count what outlives it: ``python -m tests.support.orphans FILE COMMAND...``.

Orphans among the command's descendants come to this process; their number is written to FILE,
and they are ended.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from examiner.sandbox import linux


def _children():
    text = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(child) for child in text.split()]


def main():
    """Return the exit status of the command."""
    linux.become_subreaper()
    status = subprocess.run(sys.argv[2:]).returncode
    deadline = time.monotonic() + 5  # what is just ending may end
    while _children() and time.monotonic() < deadline:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
        time.sleep(0.02)
    left = _children()
    Path(sys.argv[1]).write_text(str(len(left)))
    for child in left:
        os.kill(child, signal.SIGKILL)
    return status


if __name__ == "__main__":
    sys.exit(main())
