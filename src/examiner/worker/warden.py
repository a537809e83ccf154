"""The warden: parent of one sandboxed process, outside the sandbox.

It starts the process, measures what the process and all its descendants use, interrupts or kills
them when the driver asks (or has gone), and leaves nothing behind.
"""

import contextlib
import os
import select
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any

from examiner.rpc.channel import Channel, ChannelClosed, ChannelTimeout
from examiner.sandbox import folders, jail, linux
from examiner.sandbox.cgroup import Leaf
from examiner.sandbox.usage import Meter, acting_as

_TICK = 0.05  # seconds between two measurements of memory, processes and disk
_ENDING = signal.SIGINT, signal.SIGTERM, signal.SIGHUP
_DISK_EVERY = 10  # ticks


def guard(
    fd: int,
    spawn: Callable[[str], object],
    pipes: Sequence[int],
    *,
    level: str,
    user: int | None,
    limits: jail.ResourceLimits,
    group: int | None = None,
) -> None:
    """Run a process in the sandbox and stay until it and all its descendants have ended.

    Parameters
    ----------
    fd
        Channel to the driver. It is sent ``{"ended": ...}`` last; it may send ``{"do": "interrupt"}``, ``{"do": "kill"}`` and ``{"do": "usage"}``, which is
        answered with ``{"usage": {"cpu": seconds}}``: the processor time of all its processes.
        Everything is also killed when the driver closes it.
    spawn
        Called in the new process with the working folder; enters the sandbox, does not return.
    pipes
        Descriptors for the new process only; closed here once it has them.
    level : {"A", "B", "C"}
    user
        The user id that the process will take; None if it keeps ours.
    limits
    group
        Open folder of the control group for such processes, see `examiner.sandbox.cgroup`.
    """
    channel = Channel(fd)
    # Control-C in the driver's terminal must not end us: we have to clean up.
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
            linux.scope_signals()  # so that ``kill(-1)`` reaches only our descendants
        work = tempfile.mkdtemp(prefix="examiner-")
        if user is not None:
            os.chown(work, user, user)
    leaf = None if group is None else Leaf(group, limits)
    process = os.fork()
    if process == 0:
        if leaf:
            leaf.enter()
        os.close(fd)
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
        spawn(work)
        os._exit(1)
    for pipe in pipes:
        os.close(pipe)
    watched = _Watched(process, level, user, limits, work, leaf)
    try:
        with contextlib.suppress(ChannelClosed):
            _watch(channel, watched)
    finally:
        status = watched.end()
    with contextlib.suppress(ChannelClosed, ChannelTimeout):
        channel.send({"ended": status}, deadline=time.monotonic() + 1)


def _watch(channel: Channel, watched: "_Watched") -> None:
    """Watch the process until it ends or exceeds a limit; raises when the driver has gone."""
    pidfd = os.pidfd_open(watched.process)
    ticks = 0
    while True:
        tick = 0 if channel.pending() else _TICK  # two messages may have come at once
        ready, _, _ = select.select([channel.fd, pidfd], [], [], tick)
        if pidfd in ready:
            return
        if channel.fd in ready or channel.pending():
            message, _ = channel.receive()
            if message.get("do") == "interrupt":
                os.kill(watched.process, signal.SIGINT)
            elif message.get("do") == "usage":
                channel.send({"usage": {"cpu": watched.cpu()}})
            elif message.get("do") == "kill":
                return
            continue
        ticks += 1
        if watched.exceeded_limit(measure_disk=ticks % _DISK_EVERY == 0):
            return


class _Watched:
    """The process, its descendants, and what they use."""

    def __init__(
        self,
        process: int,
        level: str,
        user: int | None,
        limits: jail.ResourceLimits,
        work: str,
        leaf: Leaf | None,
    ) -> None:
        self.process = process
        self.limit: str | None = None
        self._level, self._user, self._limits, self._work = level, user, limits, work
        self._leaf = leaf
        # At level A orphans go to the process itself, the first of its namespace.
        self._meter = Meter(process, adopts=level != "A", user=user)

    def cpu(self) -> float:
        """Return the seconds of processor time that all processes have used."""
        if self._leaf:
            return self._leaf.cpu
        self._meter.update()
        return self._meter.cpu

    def exceeded_limit(self, *, measure_disk: bool) -> str | None:
        """Return the name of the limit that is exceeded, if any; kept in `limit`."""
        cpu = self.cpu()
        if self._leaf:
            memory_is_over = self._leaf.out_of_memory
        else:
            memory_is_over = self._meter.memory(self._limits.memory) > self._limits.memory
            self._meter.share_processor()
        if memory_is_over:
            self.limit = "memory"
        elif len(self._meter.processes) > self._limits.processes:
            self.limit = "processes"
        elif cpu > self._limits.cpu:
            self.limit = "cpu"
        elif measure_disk and self._level != "A" and self._disk_is_full():
            self.limit = "disk"
        return self.limit

    def _disk_is_full(self) -> bool:
        if self._leaf:
            self._meter.update()
        with acting_as(self._user):
            count, size = folders.measure(self._work, self._limits.files)
        size += self._meter.deleted_bytes()
        return count > self._limits.files or size > self._limits.disk

    def end(self) -> dict[str, Any]:
        """Kill what still runs, remove the working folder, and report how the process ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        _, status, used = os.wait4(self.process, 0)  # at level A the kernel has killed all by now
        if self._level != "A":
            _kill_the_rest(self._user)
            folders.remove(self._work)
        if self._level == "C":
            folders.remove_all_of(self._user)
        if self._leaf:
            if self._leaf.out_of_memory:
                self.limit = "memory"
            self._leaf.remove()
        # The kernel enforces RLIMIT_CPU with SIGKILL, as others do, so only the time used tells.
        # The limit counts by ticks, this sum exactly; on a busy machine they differ.
        if used.ru_utime + used.ru_stime >= 0.8 * self._limits.cpu:
            self.limit = "cpu"
        ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        return {"limit": self.limit, "signal": ended_by}


def _kill_the_rest(user: int | None) -> None:
    """Kill every process of `user`, or all our descendants, until none is left."""
    while True:
        _kill_all_of(user)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        time.sleep(0.001)


def _kill_all_of(user: int | None) -> None:
    """Send SIGKILL to all processes of a user at once: no fork can outrun that.

    Without a user, to all processes that our Landlock scope lets us signal.
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
