"""What a process and its descendants use, as ``/proc`` shows it; for machines without a cgroup."""

import contextlib
import math
import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
#: Bytes that a socket or a pipe may hold in the kernel, where nobody may enlarge its buffer: the
#: kernel's default, and what one more message may exceed it by.
_IN_A_SOCKET, _IN_A_PIPE = 256 * 1024, 64 * 1024
_FEW_DESCRIPTORS = 64
_LOWEST_PRIORITY = 19
#: Every step of niceness divides a process's share of the processor by this much (``sched(7)``).
_STEP = 1.25


@dataclass(frozen=True)
class _Process:
    """One line of ``/proc/PID/stat``, as far as it matters; times in seconds."""

    number: int
    state: str
    session: int
    own_time: float
    time_of_children: float
    threads: int
    started: int

    @classmethod
    def read(cls, path: str) -> "_Process | None":
        try:
            number, _, rest = Path(path).read_text(errors="replace").partition(" ")
        except OSError:  # it has just ended
            return None
        values = rest.rpartition(")")[2].split()
        times = [int(value) / _TICKS for value in values[11:15]]
        return cls(
            int(number), values[0], int(values[3]), times[0] + times[1], times[2] + times[3],
            int(values[17]), int(values[19]),
        )  # fmt: skip


class Meter:
    """Measures a process and its descendants.

    Parameters
    ----------
    process
        A child of this process.
    adopts
        Whether orphans among its descendants become children of this process, which then waits for
        them here.
    user
        The user id of the processes; None if it is ours.

    Attributes
    ----------
    processes : list of int
        Those alive at the last `update`.
    cpu : float
        Seconds of processor time of all that ever were; never less than before.
    """

    def __init__(self, process: int, *, adopts: bool, user: int | None) -> None:
        self._process, self._adopts, self._user = process, adopts, user
        self.processes: list[int] = []
        self.cpu = 0.0
        self._read: list[_Process] = []
        self._alive: dict[tuple[int, int], float] = {}
        self._gone = self._reaped = 0.0
        self._counted = self._shared = 0
        self._next_exact = 0.0
        self._nice, self._lowered = 0, set[tuple[int, int]]()

    def update(self) -> None:
        """Look which processes there are, and what time they have used."""
        if self._adopts:
            self._reap_orphans()
            numbers = descendants(os.getpid())
        else:
            numbers = [self._process, *descendants(self._process)]
        found = (_Process.read(f"/proc/{number}/stat") for number in numbers)
        self._read = [process for process in found if process]
        self.processes = [process.number for process in self._read]
        # Times of children are added to those of a parent that waits for them, and to nobody's if
        # it ignores SIGCHLD. So there are two sums, and each is at most what was used.
        alive = {(p.number, p.started): p.own_time for p in self._read}
        self._gone += sum(time for key, time in self._alive.items() if key not in alive)
        self._alive = alive
        waited_for = sum(process.time_of_children for process in self._read) + self._reaped
        own = sum(alive.values())
        self.cpu = max(self.cpu, own + self._gone, own + waited_for)

    def _reap_orphans(self) -> None:
        """Wait for adopted processes that have ended, so that they are no longer in the way."""
        with contextlib.suppress(ChildProcessError):
            while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if ended.si_pid == self._process:
                    return
                _, _, used = os.wait4(ended.si_pid, 0)
                self._reaped += used.ru_utime + used.ru_stime

    def memory(self, most: int) -> int:
        """Return the bytes that the processes hold; too many rather than too few."""
        # The cheap measure counts pages shared after a fork once per process. The exact one tells
        # how much that is too much; it takes long, so it is given a quarter of the time at most.
        # In between, what is freed may have been shared, and shared pages may be written to.
        buffers = self._buffers()
        counted = sum(_bytes(process) for process in self.processes)
        self._shared = max(0, self._shared - max(0, self._counted - counted))
        self._counted = counted
        started = time.monotonic()
        is_due = self._shared > 0 and started > self._next_exact
        if is_due or counted - self._shared + buffers > most:
            with acting_as(self._user):
                exact = sum(_proportional_bytes(process) for process in self.processes)
            self._shared = max(0, counted - exact)
            self._next_exact = time.monotonic() + 3 * (time.monotonic() - started)
        return counted - self._shared + buffers

    def _buffers(self) -> int:
        """Return the bytes that sockets and pipes of the processes may hold in the kernel."""
        opened: set[str] = set()
        with acting_as(self._user):
            folders = [f"/proc/{process}/fd" for process in self.processes]
            names = [f"{folder}/{name}" for folder in folders for name in _listed(folder)]
            if len(names) < _FEW_DESCRIPTORS:
                return 0
            for name in names:
                with contextlib.suppress(OSError):
                    opened.add(os.readlink(name))
        sockets = sum(target.startswith("socket:") for target in opened)
        pipes = sum(target.startswith("pipe:") for target in opened)
        return sockets * _IN_A_SOCKET + pipes * _IN_A_PIPE

    def deleted_bytes(self) -> int:
        """Return the bytes of files that are deleted but still open: no folder lists them."""
        sizes: dict[tuple[int, int], int] = {}
        with acting_as(self._user):
            for process in self.processes:
                for name in _listed(folder := f"/proc/{process}/fd"):
                    with contextlib.suppress(OSError):
                        status = os.stat(f"{folder}/{name}")
                        if status.st_nlink == 0 and stat.S_ISREG(status.st_mode):
                            sizes[status.st_dev, status.st_ino] = status.st_blocks * 512
        return sum(sizes.values())

    def share_processor(self) -> None:
        """Lower the priority of a crowd, so that all together weigh as much as one process.

        One step at a time, since a short burst harms nobody; it is never raised again.
        """
        running = sum(self._running(process) for process in self._read)
        wanted = math.ceil(math.log(max(running, 1), _STEP))
        if wanted > self._nice and self._nice < _LOWEST_PRIORITY:
            self._nice += 1
        elif self._nice == 0:
            return
        for process in self._read:
            self._lower(process)

    @staticmethod
    def _running(process: _Process) -> int:
        if process.threads == 1:
            return process.state == "R"
        folder = f"/proc/{process.number}/task"
        threads = (_Process.read(f"{folder}/{thread}/stat") for thread in _listed(folder))
        return sum(thread is not None and thread.state == "R" for thread in threads)

    def _lower(self, process: _Process) -> None:
        if (key := (process.number, self._nice)) not in self._lowered:
            self._lowered.add(key)
            with acting_as(self._user):
                for thread in _listed(f"/proc/{process.number}/task"):
                    with contextlib.suppress(OSError):
                        os.setpriority(os.PRIO_PROCESS, int(thread), self._nice)
        # With CONFIG_SCHED_AUTOGROUP every session has its own share, however many are in it.
        if (key := (-process.session, self._nice // 5)) not in self._lowered:
            # Without root only a few per second are accepted: the others have their turn later.
            with contextlib.suppress(OSError):
                Path(f"/proc/{process.number}/autogroup").write_text(str(self._nice))
                self._lowered.add(key)


def descendants(process: int) -> list[int]:
    """List the current descendants of a process."""
    found: list[int] = []
    unseen = [process]
    while unseen:
        above = unseen.pop()
        for thread in _listed(f"/proc/{above}/task"):
            with contextlib.suppress(OSError):
                text = Path(f"/proc/{above}/task/{thread}/children").read_text()
                unseen += (children := [int(child) for child in text.split()])
                found += children
    return found


@contextlib.contextmanager
def acting_as(user: int | None) -> Iterator[None]:
    """Take a user's ids for a while: root in a container may not inspect others' processes."""
    if user is None:
        yield
        return
    os.setegid(user)  # the kernel compares both
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def _listed(folder: str) -> Sequence[str]:
    """List a folder of ``/proc``; nothing if its process has ended."""
    try:
        return os.listdir(folder)
    except OSError:
        return ()


def _bytes(process: int) -> int:
    """Return the bytes of a process's memory that no file backs, with its page tables."""
    return _sum_of_lines(f"/proc/{process}/status", ("RssAnon:", "RssShmem:", "VmSwap:", "VmPTE:"))


def _proportional_bytes(process: int) -> int:
    """Return the same, with shared pages divided by the number of processes that share them."""
    wanted = "Pss_Anon:", "Pss_Shmem:", "SwapPss:"
    shared = _sum_of_lines(f"/proc/{process}/smaps_rollup", wanted)
    if not shared:  # it has just ended, or cannot be inspected: then it counts in full
        return _bytes(process)
    return shared + _sum_of_lines(f"/proc/{process}/status", ("VmPTE:",))


def _sum_of_lines(path: str, wanted: tuple[str, ...]) -> int:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))
