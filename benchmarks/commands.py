"""What a command costs: processor time, wall time, and the memory of its first process."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
_BETWEEN_LOOKS = 0.1


@dataclass
class Cost:
    """What a command took.

    Attributes
    ----------
    cpu, wall
        Seconds: user and system time of it and of everything it started and waited for, as the kernel
        counts them; and those on the clock.
    memory
        MB that its own process had at its peak, without those that it started.
    """

    cpu: float
    wall: float
    memory: float


def cost_of(command, folder, environment=(), *, statuses=(0,), watch=None):
    """Run a command in a folder.

    Parameters
    ----------
    command : list
    folder : pathlib.Path
    environment : dict
        Added to that of this process.
    statuses : tuple of int
        Exit statuses that are no failure.
    watch : callable, optional
        Called with the seconds so far, again and again while the command runs.

    Returns
    -------
    Cost
    """
    environment = (
        os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"} | {**dict(environment)}
    )
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    memory = 0.0
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            list(map(str, command)), cwd=folder, env=environment, stdout=log, stderr=log
        )
        while process.poll() is None:
            memory = max(memory, _peak(process.pid))
            if watch:
                watch(time.perf_counter() - started)
            try:
                process.wait(_BETWEEN_LOOKS)
            except subprocess.TimeoutExpired:
                continue
        wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        if process.returncode not in statuses:
            log.seek(0)
            raise RuntimeError(f"{command} failed:\n{log.read().decode(errors='replace')}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(cpu, wall, memory)


def _peak(pid):
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0][1]) / 1024 if lines else 0.0  # a process that has just ended has none
