"""System calls of Linux that Python 3.11 does not offer, through ctypes.

Numbers and flags are those of the kernel's headers (``linux/sched.h``, ``sys/mount.h``,
``linux/prctl.h``, ``linux/landlock.h``); the system-call numbers used here are the same on every
architecture (Landlock) or looked up by architecture (pivot_root).
"""

import contextlib
import ctypes
import os
import platform

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
CLONE_NEWCGROUP, CLONE_NEWTIME = 0x2000000, 0x80

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
_MNT_DETACH = 2

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 36, 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41, "riscv64": 41}
_CAPSET = {"x86_64": 126, "aarch64": 91, "riscv64": 91}

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)
    return result


def unshare(flags):
    """Leave the namespaces named by `flags` for new ones; OSError where that is forbidden."""
    _check(_libc.unshare(flags), "unshare")


def mount(source, target, kind=None, flags=0, options=None):
    """Mount a file system; the arguments are those of ``mount(2)``."""
    source, target, kind, options = (
        None if text is None else os.fsencode(text) for text in (source, target, kind, options)
    )
    _check(
        _libc.mount(source, target, kind, ctypes.c_ulong(flags), options),
        f"mount {os.fsdecode(target)}",
    )


def pivot_root(new):
    """Make the mount point `new` the root of this mount namespace and forget the old one."""
    os.chdir(new)
    _check(_libc.syscall(_PIVOT_ROOT[platform.machine()], b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", _MNT_DETACH), "umount of the old root")
    os.chdir("/")


def prctl(option, *values):
    """Call ``prctl(2)``; raises OSError if the kernel refuses."""
    return _check(_libc.prctl(option, *values, *[0] * (4 - len(values))), f"prctl {option}")


def die_with_parent(signal):
    """Have the kernel send this process a signal when its parent ends."""
    prctl(_PR_SET_PDEATHSIG, signal)


def become_subreaper():
    """Adopt the orphans among one's descendants, so that none can slip away."""
    prctl(_PR_SET_CHILD_SUBREAPER, 1)


def no_new_privileges():
    """Make set-uid programs and file capabilities powerless from here on; cannot be undone."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities():
    """Give up every capability, also those that a later ``execve`` could bring back."""
    for capability in range(64):
        try:
            prctl(_PR_CAPBSET_DROP, capability)
        except OSError:  # the first number the kernel does not know, or not ours to drop
            continue
    with contextlib.suppress(OSError):
        prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    _check(_libc.syscall(_CAPSET[platform.machine()], header, (ctypes.c_uint32 * 6)()), "capset")


def set_dumpable():
    """Let processes of the same user look at this one in ``/proc``; a change of user forbids it."""
    prctl(_PR_SET_DUMPABLE, 1)


class _Ruleset(ctypes.Structure):
    _fields_ = [("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("access", ctypes.c_uint64), ("parent", ctypes.c_int32)]


_EXECUTE, _WRITE, _READ, _READ_FOLDER, _TRUNCATE, _IOCTL = 1, 2, 4, 8, 1 << 14, 1 << 15
_ON_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL
_RIGHTS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15}
_NET, _SCOPED = 0b11, 0b11  # bind and connect TCP; abstract sockets and signals


def landlock_abi():
    """Ask for the Landlock version of the running kernel; 0 if it has none."""
    return max(0, _libc.syscall(_LANDLOCK_CREATE, None, 0, 1))


def landlock(readable, writable):
    """Forbid this process and its children every file but these; needs `no_new_privileges`.

    From ABI 4 on TCP is forbidden too, from ABI 6 on signals to and abstract sockets of processes
    outside.

    Parameters
    ----------
    readable, writable : iterable of path
        Files, or folders with all that lies below. Those that do not exist are passed over.

    Raises
    ------
    OSError
        If the kernel has no Landlock.
    """
    abi = landlock_abi()
    every = (1 << _RIGHTS_BY_ABI.get(abi, 16)) - 1
    rules = _Ruleset(every, _NET if abi >= 4 else 0, _SCOPED if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = _check(
        _libc.syscall(_LANDLOCK_CREATE, ctypes.byref(rules), size, 0), "landlock_create_ruleset"
    )
    try:
        for paths, rights in ((readable, _EXECUTE | _READ | _READ_FOLDER), (writable, every)):
            for path in paths:
                _allow(ruleset, path, rights & every)
        _check(_libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def scope_signals():
    """Keep this process from sending signals to any but its descendants, where Landlock can.

    Needs `no_new_privileges`; does nothing before ABI 6.
    """
    if landlock_abi() < 6:
        return
    rules = _Ruleset(0, 0, 0b10)
    ruleset = _check(
        _libc.syscall(_LANDLOCK_CREATE, ctypes.byref(rules), 24, 0), "landlock_create_ruleset"
    )
    try:
        _check(_libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _allow(ruleset, path, rights):
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not os.path.isdir(path):
            rights &= _ON_FILES
        rule = _PathBeneath(rights, parent)
        _check(_libc.syscall(_LANDLOCK_ADD, ruleset, 1, ctypes.byref(rule), 0), "landlock_add_rule")
    finally:
        os.close(parent)
