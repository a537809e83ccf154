"""The warden: parent of one sandboxed process, outside of the sandbox.

It starts the process, counts what the process and all its descendants use, interrupts or kills
them when asked to (or when the one who asks has gone), and leaves nothing behind.
"""

import contextlib
import os
import select
import signal
import stat
import tempfile
import time
from pathlib import Path

from examiner.rpc.channel import Channel, ChannelClosed, ChannelTimeout
from examiner.sandbox import folders, jail, linux

_TICK = 0.05  # seconds between two looks at memory, processes and disk
_ENDING = signal.SIGINT, signal.SIGTERM, signal.SIGHUP
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
    limits : jail.ResourceLimits
    """
    channel = Channel(fd)
    # Who ends the driver from a terminal must not end us: there is cleaning up to do.
    os.setsid()
    for number in _ENDING:
        signal.signal(number, signal.SIG_IGN)
    work = jail.BOX
    if level == "A":
        jail.new_namespaces()
    else:
        linux.become_subreaper()
        if user is None:
            linux.no_new_privileges()
            linux.scope_signals()  # so that ``kill(-1)`` reaches our descendants and nobody else
        work = tempfile.mkdtemp(prefix="examiner-")
        if user is not None:
            os.chown(work, user, user)
    process = os.fork()
    if process == 0:
        os.close(fd)
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
        spawn(work)
        os._exit(1)
    for pipe in pipes:
        os.close(pipe)
    watched = _Watched(process, level, user, limits, work)
    try:
        with contextlib.suppress(ChannelClosed):
            channel.send({"started": process})
            _watch(channel, watched)
    finally:
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
        # Cheap first: pages count in full for every process that shares them after fork.
        memory = sum(_bytes(process) for process in family)
        if memory > self._limits.memory:
            with _acting_as(self._user):
                memory = sum(_proportional_bytes(process) for process in family)
        self._peak = max(self._peak, memory)
        if memory > self._limits.memory:
            self.limit = "memory"
        elif len(family) > self._limits.processes:
            self.limit = "processes"
        elif look_at_disk and self._level != "A" and self._disk_is_full(family):
            self.limit = "disk"
        return self.limit

    def _disk_is_full(self, family):
        with _acting_as(self._user):
            count, size = folders.measure(self._work, self._limits.files)
            size += _deleted_bytes(family)
        return count > self._limits.files or size > self._limits.disk

    def end(self):
        """Kill what still runs, remove the working folder, and tell how the process ended."""
        left = len(_descendants(self.process)) if self._level == "A" else 0
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        _, status, used = os.wait4(self.process, 0)  # at level A the kernel has killed all by now
        if self._level != "A":
            left = _kill_the_rest(self._user)
            folders.remove(self._work)
        ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        # The kernel's signal for it is SIGKILL here, like everybody's.
        # The limit counts by ticks, this sum exactly; on a busy machine they differ.
        used_up = used.ru_utime + used.ru_stime >= 0.8 * self._limits.cpu
        limit = "cpu" if used_up else self.limit
        return {"limit": limit, "signal": ended_by, "peak_memory": self._peak, "left": left}


def _kill_the_rest(user):
    """Kill every process of `user`, or every descendant of ours, until none is left."""
    count = len(_descendants(os.getpid()))
    while True:
        _kill_all_of(user)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return count
        time.sleep(0.001)


def _kill_all_of(user):
    """Send SIGKILL to all processes of a user at once: no fork can outrun that.

    Without a user, to all that our own scope of signals lets us reach.
    """
    if user is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(-1, signal.SIGKILL)
        return
    killer = os.fork()
    if killer == 0:
        os.setresuid(user, user, user)
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        os._exit(0)
    os.waitpid(killer, 0)


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


@contextlib.contextmanager
def _acting_as(user):
    """Look with the eyes of a user: root in a container may not look into others' processes."""
    if user is None:
        yield
        return
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)


def _bytes(process):
    """Return the memory of a process that no file backs; shared memory counts, too."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    wanted = "RssAnon:", "RssShmem:", "VmSwap:"
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))


def _proportional_bytes(process):
    """Return the same, with shared pages divided by the number of processes that have them."""
    wanted = "Pss_Anon:", "Pss_Shmem:", "SwapPss:"
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended, or forbids a look: then it counts in full
        return _bytes(process)
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))


def _deleted_bytes(family):
    """Return the size of files that are deleted but still open: no folder shows them."""
    sizes = {}
    for process in family:
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{process}/fd"):
                with contextlib.suppress(OSError):
                    status = os.stat(f"/proc/{process}/fd/{name}")
                    if status.st_nlink == 0 and stat.S_ISREG(status.st_mode):
                        sizes[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(sizes.values())
