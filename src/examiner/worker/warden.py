"""The warden: parent of one sandboxed process, outside the sandbox.

It starts the process, measures what the process and all its descendants use, interrupts or kills
them when the driver asks (or has gone), and leaves nothing behind.
"""

import contextlib
import os
import select
import signal
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from examiner.rpc.channel import Channel, ChannelClosed, ChannelTimeout
from examiner.sandbox import folders, jail, linux

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
) -> None:
    """Run a process in the sandbox and stay until it and all its descendants have ended.

    Parameters
    ----------
    fd
        Channel to the driver. It is sent ``{"started": pid}`` first and ``{"ended": ...}`` last; it
        may send ``{"do": "interrupt"}`` and ``{"do": "kill"}``. Everything is also killed when the
        driver closes it.
    spawn
        Called in the new process with the working folder; enters the sandbox, does not return.
    pipes
        Descriptors for the new process only; closed here once it has them.
    level : {"A", "B", "C"}
    user
        The user id that the process will take; None if it keeps ours.
    limits
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


def _watch(channel: Channel, watched: "_Watched") -> None:
    """Watch the process until it ends or exceeds a limit; raises when the driver has gone."""
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
        if watched.exceeded_limit(measure_disk=ticks % _DISK_EVERY == 0):
            return


class _Watched:
    """The process, its descendants, and what they use."""

    def __init__(
        self, process: int, level: str, user: int | None, limits: jail.ResourceLimits, work: str
    ) -> None:
        self.process = process
        self.limit: str | None = None
        self._level, self._user, self._limits, self._work = level, user, limits, work
        self._peak = 0

    def exceeded_limit(self, *, measure_disk: bool) -> str | None:
        """Return the name of the limit that is exceeded, if any; kept in `limit`."""
        family = [self.process, *_descendants(self.process)]
        if self._level != "A":  # orphans become our children
            family = _descendants(os.getpid())
        # The cheap measure first: it counts pages shared after a fork once per process.
        memory = sum(_bytes(process) for process in family)
        if memory > self._limits.memory:
            with _acting_as(self._user):
                memory = sum(_proportional_bytes(process) for process in family)
        self._peak = max(self._peak, memory)
        if memory > self._limits.memory:
            self.limit = "memory"
        elif len(family) > self._limits.processes:
            self.limit = "processes"
        elif measure_disk and self._level != "A" and self._disk_is_full(family):
            self.limit = "disk"
        return self.limit

    def _disk_is_full(self, family: list[int]) -> bool:
        with _acting_as(self._user):
            count, size = folders.measure(self._work, self._limits.files)
            size += _deleted_bytes(family)
        return count > self._limits.files or size > self._limits.disk

    def end(self) -> dict[str, Any]:
        """Kill what still runs, remove the working folder, and report how the process ended."""
        left = len(_descendants(self.process)) if self._level == "A" else 0
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        _, status, used = os.wait4(self.process, 0)  # at level A the kernel has killed all by now
        if self._level != "A":
            left = _kill_the_rest(self._user)
            folders.remove(self._work)
        ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        # The kernel enforces RLIMIT_CPU with SIGKILL, as others do, so only the time used tells.
        # The limit counts by ticks, this sum exactly; on a busy machine they differ.
        used_up = used.ru_utime + used.ru_stime >= 0.8 * self._limits.cpu
        limit = "cpu" if used_up else self.limit
        return {"limit": limit, "signal": ended_by, "peak_memory": self._peak, "left": left}


def _kill_the_rest(user: int | None) -> int:
    """Kill every process of `user`, or all our descendants, until none is left; return how many."""
    count = len(_descendants(os.getpid()))
    while True:
        _kill_all_of(user)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return count
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


def _descendants(process: int) -> list[int]:
    """List the current descendants of a process."""
    found: list[int] = []
    unseen = [process]
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
def _acting_as(user: int | None) -> Iterator[None]:
    """Take a user's id for a while: root in a container may not inspect others' processes."""
    if user is None:
        yield
        return
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)


def _bytes(process: int) -> int:
    """Return the bytes of a process's memory that no file backs, including shared memory."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    wanted = "RssAnon:", "RssShmem:", "VmSwap:"
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))


def _proportional_bytes(process: int) -> int:
    """Return the same, with shared pages divided by the number of processes that share them."""
    wanted = "Pss_Anon:", "Pss_Shmem:", "SwapPss:"
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended, or cannot be inspected: then it counts in full
        return _bytes(process)
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))


def _deleted_bytes(family: Sequence[int]) -> int:
    """Return the bytes of files that are deleted but still open: no folder lists them."""
    sizes: dict[tuple[int, int], int] = {}
    for process in family:
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{process}/fd"):
                with contextlib.suppress(OSError):
                    status = os.stat(f"/proc/{process}/fd/{name}")
                    if status.st_nlink == 0 and stat.S_ISREG(status.st_mode):
                        sizes[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(sizes.values())
