"""Control groups (cgroup v2): the kernel itself counts and limits what a sandboxed process uses.

They need a part of the tree that is ours: ``systemd-run --user --scope -p Delegate=yes COMMAND``, a
container with its own writable tree, or the root of a tree that nobody manages.
"""

import contextlib
import errno
import os
import secrets
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from examiner.sandbox.jail import ResourceLimits

_MANAGERS = "+memory", "+pids", "+cpu"
_NEEDED = {"memory", "pids"}
#: Where processes go that would keep their own group from having others below it.
_ASIDE = "examiner-main"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class Leaf:
    """The group of one sandboxed process and its descendants.

    Parameters
    ----------
    above
        Open folder of the group that it lies in.
    limits
    """

    def __init__(self, above: int, limits: ResourceLimits) -> None:
        self._above, self._name = above, f"process-{secrets.token_hex(8)}"
        os.mkdir(self._name, dir_fd=above)
        self._folder = os.open(self._name, _FOLDER, dir_fd=above)
        self._write("memory.max", limits.memory)
        self._write("pids.max", limits.processes)
        for name, value in (("memory.swap.max", 0), ("memory.oom.group", 1), ("cpu.weight", 100)):
            with contextlib.suppress(OSError):  # no swap, an old kernel, or no such controller
                self._write(name, value)

    def enter(self) -> None:
        """Move this process into the group."""
        self._write("cgroup.procs", 0)

    @property
    def out_of_memory(self) -> bool:
        """Whether the kernel has killed a process of the group because its memory ran out."""
        return self._numbers("memory.events").get("oom_kill", 0) > 0

    @property
    def cpu(self) -> float:
        """Seconds of processor time of all processes that ever were in the group."""
        return self._numbers("cpu.stat").get("usage_usec", 0) / 1e6

    def remove(self) -> None:
        """Kill what is left in the group, and remove it."""
        with contextlib.suppress(OSError):  # before Linux 5.14
            self._write("cgroup.kill", 1)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                os.rmdir(self._name, dir_fd=self._above)
                break
            except OSError as error:
                if error.errno != errno.EBUSY:
                    break
            for process in set(self._read("cgroup.procs").split()) - {"0"}:
                with contextlib.suppress(OSError):
                    os.kill(int(process), signal.SIGKILL)
            time.sleep(0.001)
        os.close(self._folder)

    def _write(self, name: str, value: int) -> None:
        _write(self._folder, name, str(value))

    def _read(self, name: str) -> str:
        with open(os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self._folder)) as file:
            return file.read()

    def _numbers(self, name: str) -> dict[str, int]:
        pairs = (line.split() for line in self._read(name).splitlines())
        return {name: int(number) for name, number in pairs}


@contextlib.contextmanager
def group() -> Iterator[int | None]:
    """Make a group for the leaves of this process; give its open folder, None where that cannot be.

    The folder can be used also where the file system is not to be seen any more.
    """
    made = None
    with contextlib.suppress(OSError):
        if own := _own_folder():
            made = _make_group(own)
    if made is None:
        yield None
        return
    # Opened now: later this process may have another root.
    above = os.open(made.parent, _FOLDER)
    folder = os.open(made, _FOLDER)
    try:
        yield folder
    finally:
        with contextlib.suppress(OSError):
            os.rmdir(made.name, dir_fd=above)


def _own_folder() -> Path | None:
    """Return the folder of the group whose processes we may arrange; None if nothing is ours."""
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    path = next((line[3:] for line in lines if line.startswith("0::")), None)
    mounts = (line.split() for line in Path("/proc/self/mountinfo").read_text().splitlines())
    places = (fields[4] for fields in mounts if "cgroup2" in fields[5:] and fields[3] == "/")
    if path is None or (place := next(places, None)) is None:
        return None
    folder = Path(place + path)
    folder = folder.parent if folder.name == _ASIDE else folder
    available = set((folder / "cgroup.controllers").read_text().split())
    missing = _NEEDED - available
    if missing or not os.access(folder / "cgroup.procs", os.W_OK):
        return None
    return folder if path in ("/", f"/{_ASIDE}") or _is_delegated(folder) else None


def _is_delegated(folder: Path) -> bool:
    """Tell whether systemd has left the groups below a folder to us."""
    if folder.stat().st_uid == os.geteuid() != 0:
        return True
    for name in ("user.delegate", "trusted.delegate"):
        with contextlib.suppress(OSError):
            return os.getxattr(folder, name) == b"1"
    return False


def _make_group(own: Path) -> Path:
    """Make a group with the controllers that leaves need, below our own group."""
    if _NEEDED - set((own / "cgroup.subtree_control").read_text().split()):
        if (own / "cgroup.type").exists():  # all but the root must have no process of their own
            aside = own / _ASIDE
            aside.mkdir(exist_ok=True)
            for process in (own / "cgroup.procs").read_text().split():
                with contextlib.suppress(ProcessLookupError):
                    (aside / "cgroup.procs").write_text(process)
        _enable(own)
    made = own / f"examiner-{os.getpid()}-{secrets.token_hex(4)}"
    made.mkdir()
    _enable(made)
    return made


def _enable(folder: Path) -> None:
    available = (folder / "cgroup.controllers").read_text().split()
    for manager in _MANAGERS:
        if manager[1:] in available:
            (folder / "cgroup.subtree_control").write_text(manager)


def _write(folder: int, name: str, text: str) -> None:
    with open(os.open(name, os.O_WRONLY | os.O_CLOEXEC, dir_fd=folder), "w") as file:
        file.write(text)
