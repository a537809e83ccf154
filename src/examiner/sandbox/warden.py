"""The warden: parent of one sandboxed process, outside of the sandbox.

It starts the process, counts what the process and all its descendants use, interrupts or kills
them when asked to (or when the one who asks has gone), and leaves nothing behind.
"""

import contextlib
import os
import select
import shutil
import signal
import tempfile
import time
from pathlib import Path

from examiner.channel import Channel, ChannelClosed, ChannelTimeout
from examiner.sandbox import jail, linux

_TICK = 0.05  # seconds between two looks at memory, processes and disk
_PAGE = os.sysconf("SC_PAGE_SIZE")
_DISK_EVERY = 10  # ticks


def guard(fd, spawn, pipes, *, level, user, limits):
    """Run a process in the sandbox and stay until it and all its descendants have ended.

    Parameters
    ----------
    fd : int
        Channel to the driver. It hears ``{"started": pid}`` and, last, ``{"ended": ...}``; it may
        send ``{"do": "interrupt"}`` and ``{"do": "kill"}``. When it is closed, everything is
        killed too.
    spawn : callable
        Called in the new process with the working folder; enters the sandbox, does not return.
    pipes : sequence of int
        Descriptors that are the process's alone; closed here once it has them.
    level : {"A", "B", "C"}
    user : int or None
        The user id that the process will have, None for our own.
    limits : jail.Limits
    """
    channel = Channel(fd)
    work = jail.BOX
    if level == "A":
        jail.new_namespaces()
    else:
        linux.become_subreaper()
        work = tempfile.mkdtemp(prefix="examiner-")
        if user is not None:
            os.chown(work, user, user)
    process = os.fork()
    if process == 0:
        os.close(fd)
        spawn(work)
        os._exit(1)
    for pipe in pipes:
        os.close(pipe)
    watched = _Watched(process, level, user, limits, work)
    with contextlib.suppress(ChannelClosed):
        channel.send({"started": process})
        _watch(channel, watched)
    status = watched.end()
    with contextlib.suppress(ChannelClosed, ChannelTimeout):
        channel.send({"ended": status}, deadline=time.monotonic() + 1)


def _watch(channel, watched):
    """Look after the process until it ends or breaks a limit; raises when the driver leaves."""
    pidfd = os.pidfd_open(watched.process)
    ticks = 0
    while True:
        ready, _, _ = select.select([channel.fd, pidfd], [], [], _TICK)
        if pidfd in ready:
            return
        if channel.fd in ready:
            message, _ = channel.receive()
            if message.get("do") == "interrupt":
                os.kill(watched.process, signal.SIGINT)
            elif message.get("do") == "kill":
                return
            continue
        ticks += 1
        if watched.broken_limit(look_at_disk=ticks % _DISK_EVERY == 0):
            return


class _Watched:
    """The process, its descendants, and what they use."""

    def __init__(self, process, level, user, limits, work):
        self.process = process
        self.limit = None
        self._level, self._user, self._limits, self._work = level, user, limits, work
        self._peak = 0

    def broken_limit(self, *, look_at_disk):
        """Name the limit that is broken, if one is; remembered in `limit`."""
        family = [self.process, *_descendants(self.process)]
        if self._level != "A":  # orphans come to us
            family = _descendants(os.getpid())
        # Cheap first: private pages count in full for every process that shares them after fork.
        memory = sum(_private_bytes(process) for process in family)
        if memory > self._limits.memory:
            memory = sum(_proportional_bytes(process) for process in family)
        self._peak = max(self._peak, memory)
        if memory > self._limits.memory:
            self.limit = "memory"
        elif len(family) > self._limits.processes:
            self.limit = "processes"
        elif look_at_disk and self._level != "A" and self._disk_is_full():
            self.limit = "disk"
        return self.limit

    def _disk_is_full(self):
        count = size = 0
        for folder, _, names in os.walk(self._work):
            for name in names:
                count += 1
                with contextlib.suppress(OSError):
                    size += os.lstat(os.path.join(folder, name)).st_blocks * 512
        return count > self._limits.files or size > self._limits.disk

    def end(self):
        """Kill what still runs, remove the working folder, and tell how the process ended."""
        left = len(_descendants(self.process)) if self._level == "A" else 0
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        _, status, used = os.wait4(self.process, 0)  # at level A the kernel has killed all by now
        if self._level != "A":
            left = _kill_the_rest(self._user)
            shutil.rmtree(self._work, ignore_errors=True)
        ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        # The kernel's signal for it is SIGKILL here, like everybody's.
        used_up = used.ru_utime + used.ru_stime >= self._limits.cpu
        limit = "cpu" if used_up else self.limit
        return {"limit": limit, "signal": ended_by, "peak_memory": self._peak, "left": left}


def _kill_the_rest(user):
    """Kill every process of `user`, or every descendant of ours, until none is left."""
    count = 0
    while True:
        if user is not None:
            count += _kill_all_of(user)
        for process in _descendants(os.getpid()):
            count += 1
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return count
        time.sleep(0.001)


def _kill_all_of(user):
    """Send SIGKILL to all processes of a user at once: no fork can outrun that."""
    killer = os.fork()
    if killer == 0:
        os.setresuid(user, user, user)
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        os._exit(0)
    os.waitpid(killer, 0)
    return 0


def _descendants(process):
    """List the processes below one, as the kernel knows them now."""
    found, unseen = [], [process]
    while unseen:
        above = unseen.pop()
        try:
            threads = os.listdir(f"/proc/{above}/task")
        except OSError:
            continue
        for thread in threads:
            with contextlib.suppress(OSError):
                text = Path(f"/proc/{above}/task/{thread}/children").read_text()
                unseen += (children := [int(child) for child in text.split()])
                found += children
    return found


def _private_bytes(process):
    try:
        _, resident, shared, *_ = Path(f"/proc/{process}/statm").read_text().split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * _PAGE


def _proportional_bytes(process):
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:"))
