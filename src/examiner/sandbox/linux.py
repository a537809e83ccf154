"""Linux system calls that Python 3.11 does not offer, through ctypes.

Flags are those of the kernel's headers (``linux/sched.h``, ``sys/mount.h``, ``linux/prctl.h``,
``linux/landlock.h``). libseccomp knows the numbers of the calls that libc has no function for.
"""

import contextlib
import ctypes
import errno
import os
from collections.abc import Iterable
from pathlib import Path

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
CLONE_NEWCGROUP = 0x2000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
_MNT_DETACH = 2

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 36, 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4

_MADV_COLLAPSE = 25

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)
    return result


def _call(name: str, *arguments: object) -> int:
    """Make a system call that libc has no function for; raises OSError if the kernel refuses."""
    import pyseccomp  # here, since it raises an exception where libseccomp is missing

    number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
    return _check(_libc.syscall(number, *arguments), name)


def is_answered(name: str) -> bool:
    """Tell whether a system call gets past the filter; its arguments make no sense."""
    try:
        _call(name, *[ctypes.c_long(-1)] * 6)
    except OSError as error:
        return error.errno not in (errno.EPERM, errno.ENOSYS)
    return True


def unshare(flags: int) -> None:
    """Move into new namespaces of the kinds in `flags`; raises OSError where that is forbidden."""
    _check(_libc.unshare(flags), "unshare")


def mount(
    source: str | None,
    target: str | Path,
    kind: str | None = None,
    flags: int = 0,
    options: str | None = None,
) -> None:
    """Mount a file system; the arguments are those of ``mount(2)``."""
    source_, kind_, options_ = (
        None if text is None else os.fsencode(text) for text in (source, kind, options)
    )
    done = _libc.mount(source_, os.fsencode(target), kind_, ctypes.c_ulong(flags), options_)
    _check(done, f"mount {target}")


def pivot_root(new: str) -> None:
    """Make the mount point `new` the root of this mount namespace and drop the old root."""
    os.chdir(new)
    _call("pivot_root", b".", b".")
    _check(_libc.umount2(b".", _MNT_DETACH), "umount of the old root")
    os.chdir("/")


def prctl(option: int, *values: int) -> int:
    """Call ``prctl(2)``; raises OSError if the kernel refuses."""
    return _check(_libc.prctl(option, *values, *[0] * (4 - len(values))), f"prctl {option}")


def die_with_parent(signal: int) -> None:
    """Have the kernel send this process a signal when its parent ends."""
    prctl(_PR_SET_PDEATHSIG, signal)


def become_subreaper() -> None:
    """Adopt orphaned descendants, so that none can escape."""
    prctl(_PR_SET_CHILD_SUBREAPER, 1)


def no_new_privileges() -> None:
    """Disable set-uid programs and file capabilities for this process; cannot be undone."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """Drop every capability, including those that a later ``execve`` could restore."""
    for capability in range(64):
        try:
            prctl(_PR_CAPBSET_DROP, capability)
        except OSError:  # unknown to this kernel, or not ours to drop
            continue
    with contextlib.suppress(OSError):
        prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    _call("capset", header, (ctypes.c_uint32 * 6)())


def set_dumpable() -> None:
    """Let processes of the same user inspect this one in ``/proc``; changing user forbids it."""
    prctl(_PR_SET_DUMPABLE, 1)


def use_huge_pages() -> None:
    """Move the memory of this process into huge pages, where the kernel can (6.1 or newer).

    Every fork copies the table of pages, and every end takes it apart: huge ones are fewer.
    """
    for line in Path("/proc/self/maps").read_bytes().split(b"\n"):  # paths may hold any other byte
        addresses, rights, _, _, _, *path = line.split() or [b""] * 5
        if rights.startswith(b"rw") and path in ([], [b"[heap]"]):
            start, end = (int(address, 16) for address in addresses.split(b"-"))
            _libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _MADV_COLLAPSE)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def load_filter(program: bytes) -> None:
    """Put a compiled system-call filter on this process and its children; cannot be undone.

    Needs `no_new_privileges`. libseccomp would compile the program anew for every process.
    """
    instructions = _Program(len(program) // 8, program)
    _call("seccomp", 1, 0, ctypes.byref(instructions))  # SECCOMP_SET_MODE_FILTER


class _Ruleset(ctypes.Structure):
    _fields_ = [("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("access", ctypes.c_uint64), ("parent", ctypes.c_int32)]


_EXECUTE, _WRITE, _READ, _READ_FOLDER, _TRUNCATE, _IOCTL = 1, 2, 4, 8, 1 << 14, 1 << 15
_ON_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL
_RIGHTS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15}
_NET, _SCOPED = 0b11, 0b11  # bind and connect TCP; abstract sockets and signals


def landlock_abi() -> int:
    """Return the Landlock version of the running kernel; 0 if it has none."""
    try:
        return _call("landlock_create_ruleset", None, 0, 1)
    except OSError:
        return 0


def landlock(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Restrict this process and its children to these files; needs `no_new_privileges`.

    At or above ABI 4 TCP is forbidden too; at or above ABI 6, so are signals to processes outside
    and their abstract sockets.

    Parameters
    ----------
    readable, writable
        Files, or folders with everything below them. Paths that do not exist are skipped.

    Raises
    ------
    OSError
        If the kernel has no Landlock.
    """
    abi = landlock_abi()
    every = (1 << _RIGHTS_BY_ABI.get(abi, 16)) - 1
    rules = _Ruleset(every, _NET if abi >= 4 else 0, _SCOPED if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = _call("landlock_create_ruleset", ctypes.byref(rules), size, 0)
    try:
        for paths, rights in ((readable, _EXECUTE | _READ | _READ_FOLDER), (writable, every)):
            for path in paths:
                _allow(ruleset, path, rights & every)
        _call("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def scope_signals() -> None:
    """Keep this process from signalling any process but its descendants, where Landlock can.

    Needs `no_new_privileges`; does nothing below ABI 6.
    """
    if landlock_abi() < 6:
        return
    rules = _Ruleset(0, 0, 0b10)
    ruleset = _call("landlock_create_ruleset", ctypes.byref(rules), 24, 0)
    try:
        _call("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not os.path.isdir(path):
            rights &= _ON_FILES
        rule = _PathBeneath(rights, parent)
        _call("landlock_add_rule", ruleset, 1, ctypes.byref(rule), 0)
    finally:
        os.close(parent)
