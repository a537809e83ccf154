"""What a sandboxed process must not be able to do: each is tried before a level counts."""

import contextlib
import ctypes
import mmap
import os
import socket
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from examiner.sandbox import jail, linux

Attempt = Callable[[], str | None]
_libc = ctypes.CDLL(None, use_errno=True)
#: Tried with arguments that make no sense: an answer like EINVAL means that the call was reached.
_CALLS = (
    "bpf", "fanotify_init", "inotify_init1", "io_uring_setup", "ioprio_set", "keyctl", "memfd_create",
    "mq_open", "msgget", "open_by_handle_at", "perf_event_open", "pidfd_open", "process_vm_readv",
    "ptrace", "sched_setaffinity", "sched_setattr", "sched_setscheduler", "semget", "setpriority", "shmget",
    "userfaultfd",
)  # fmt: skip
_SETXATTRAT = 463  # Linux 6.13; the same on all processors, and unknown to older libseccomp
_IPC_PRIVATE, _IPC_RMID = 0, 0
_NOBODY = 65534


class Outside:
    """Things outside the sandbox that a process inside must not reach.

    Attributes
    ----------
    canary : pathlib.Path
        A readable file.
    address : pathlib.Path
        A UNIX socket that takes datagrams from everybody.
    port : int
        A TCP port of the loopback interface on which somebody listens.
    process : int
        The process that grades.
    segment : int
        A System V shared-memory segment that everybody may attach; -1 where there are none.
    """

    def __enter__(self) -> "Outside":
        # The path of a socket has at most 107 bytes.
        place = "/tmp" if len(os.fsencode(tempfile.gettempdir())) > 70 else None
        self._folder = tempfile.TemporaryDirectory(prefix="examiner-probe-", dir=place)
        os.chmod(self._folder.name, 0o755)
        self.canary = Path(self._folder.name, "canary")
        self.canary.write_text("seen")
        self.address = Path(self._folder.name, "socket")
        self._datagrams = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._datagrams.bind(str(self.address))
        os.chmod(self.address, 0o777)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.process = os.getpid()
        self.segment: int = _libc.shmget(_IPC_PRIVATE, 4096, 0o666)
        return self

    def make_folder(self, user: int | None) -> str:
        """Make a working folder for a process that will have this user id, or ours."""
        work = Path(self._folder.name, "work")
        work.mkdir()
        if user is not None:
            os.chown(work, user, user)
        return str(work)

    def close(self) -> None:
        """Close the descriptors; a forked process has no use for them."""
        self._datagrams.close()
        self._listener.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if self.segment >= 0:
            _libc.shmctl(self.segment, _IPC_RMID, None)
        self._folder.cleanup()


def outcome(attempt: Attempt) -> dict[str, Any]:
    """Try something; it passes if it was refused or achieved nothing."""
    try:
        detail = attempt()
    except OSError as error:
        return {"passed": True, "detail": f"refused: {error.strerror or error}"}
    except (MemoryError, ValueError) as error:
        return {"passed": True, "detail": f"refused: {type(error).__name__}"}
    return {"passed": detail is None, "detail": "nothing found" if detail is None else detail}


def attempts(level: str, limits: jail.ResourceLimits, outside: Outside) -> dict[str, Attempt]:
    """List what an attack would try, by name; each raises or returns None if it achieved nothing."""
    found: dict[str, Attempt] = {
        "read a file outside": lambda: f"read a file outside: {outside.canary.read_text()}",
        "write outside": lambda: _write(outside),
        "change a mode outside": lambda: _change_mode(outside),
        "change an access list outside": lambda: _change_access_list(outside),
        "open a TCP connection": lambda: _connect(outside),
        "open a UDP socket": _open_udp_socket,
        "send to a UNIX socket": lambda: _send_datagram(outside),
        "signal the grader": lambda: _signal(outside),
        "change the grader's priority": lambda: _change_priority(outside),
        "look at other processes": _look_at_processes,
        "attach shared memory of others": lambda: _attach(outside),
        "exceed the memory": lambda: _allocate(limits),
        "reserve too many addresses": lambda: _reserve(limits),
        "enlarge a socket buffer": _enlarge_buffer,
        "exceed the file size": lambda: _fill(limits),
        "make a namespace": _make_namespace,
        "become root": _become_root,
        "make other forbidden calls": _call_the_rest,
    }
    if level == "C":  # without Landlock only file modes protect files: the driver checks those
        del found["read a file outside"]
    return found


def _write(outside: Outside) -> str:
    outside.canary.with_name("written").write_text("x")
    return "wrote outside its folder"


def _change_mode(outside: Outside) -> str | None:
    before = os.stat(outside.canary).st_mode
    os.chmod(outside.canary, 0o777)
    changed = os.stat(outside.canary).st_mode != before
    return "changed the mode of a file outside" if changed else None


def _change_access_list(outside: Outside) -> str | None:
    """Add a reader to the file's POSIX access list, by either of the calls that can."""
    none = 2**32 - 1
    entries = (1, 6, none), (2, 4, _NOBODY), (4, 4, none), (16, 4, none), (32, 4, none)
    value = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    name, path = "system.posix_acl_access", os.fsencode(outside.canary)
    with contextlib.suppress(OSError):
        os.setxattr(path, name, value)
        return "changed the access list of a file outside"
    buffer = ctypes.create_string_buffer(value, len(value))
    arguments = struct.pack("@QII", ctypes.addressof(buffer), len(value), 0)
    here = ctypes.c_long(-100)  # AT_FDCWD
    done = _libc.syscall(_SETXATTRAT, here, path, 0, name.encode(), arguments, len(arguments))
    return None if done else "changed the access list of a file outside by setxattrat"


def _connect(outside: Outside) -> str:
    with socket.create_connection(("127.0.0.1", outside.port), timeout=2):
        return "connected to a port of this machine"


def _open_udp_socket() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
        return "opened a UDP socket"


def _send_datagram(outside: Outside) -> str:
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with one, other:
        one.sendto(b"x", str(outside.address))
        return "sent a datagram to a socket outside"


def _signal(outside: Outside) -> str:
    os.kill(outside.process, 0)
    return "may send signals to the grader"


def _change_priority(outside: Outside) -> str:
    same = os.getpriority(os.PRIO_PROCESS, outside.process)
    os.setpriority(os.PRIO_PROCESS, outside.process, same)
    return "may change the priority of the grader"


def _look_at_processes() -> str | None:
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            with contextlib.suppress(OSError):
                Path(f"/proc/{name}/environ").read_bytes()
                return f"read the environment of process {name}"
    return None


def _attach(outside: Outside) -> str | None:
    _libc.shmat.restype = ctypes.c_void_p
    refused = ctypes.c_void_p(-1).value
    attached = _libc.shmat(outside.segment, None, 0)
    return None if attached == refused else "attached shared memory of the grader"


def _allocate(limits: jail.ResourceLimits) -> str:
    bytearray(limits.memory + 2**20)
    return "used more memory than allowed"


def _reserve(limits: jail.ResourceLimits) -> str:
    size = limits.memory + jail.ADDRESSES
    mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ).close()
    return "reserved more addresses than allowed"


def _enlarge_buffer() -> str:
    one, other = socket.socketpair()
    with one, other:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**20)
        return "enlarged the buffer of a socket"


def _fill(limits: jail.ResourceLimits) -> str:
    with open("filler", "wb") as file:
        file.truncate(limits.disk)
    return "wrote a larger file than allowed"


def _make_namespace() -> str:
    linux.unshare(linux.CLONE_NEWUSER)
    return "made a new namespace"


def _become_root() -> str | None:
    with contextlib.suppress(OSError):
        os.setuid(0)
    try:
        os.setuid(1 if os.geteuid() == 0 else 0)
    except OSError:
        return None
    return "has the capabilities of root"


def _call_the_rest() -> str | None:
    reached = ", ".join(filter(linux.is_answered, _CALLS))
    return f"may call {reached}" if reached else None
