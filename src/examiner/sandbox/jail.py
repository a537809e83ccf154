"""Entering the sandbox: what a process may still see and use afterwards.

Level A gives the process its own namespaces and its own file system. Level B leaves it in those of
the machine, behind Landlock and, if possible, with its own user id. Both end with limits,
`no_new_privs`, Landlock and the system-call filter.
"""

import contextlib
import os
import resource
import signal
import stat
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from examiner.sandbox import linux

#: What programs need of the system, besides Python itself.
SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/localtime",
    "/etc/fonts", "/etc/mime.types", "/etc/alternatives",
)  # fmt: skip
_DEVICES = ("null", "zero", "full", "random", "urandom")
_PROC_OF_ALL = ("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/filesystems")
_MIB = 2**20
#: Bytes of addresses that a process may reserve besides its memory; page tables take 1/512 of it.
ADDRESSES = 16 * 1024 * _MIB
#: The working directory inside level A.
BOX = "/box"


@dataclass(frozen=True)
class ResourceLimits:
    """What a sandboxed process and its descendants may use.

    Attributes
    ----------
    memory
        Bytes, all processes together.
    cpu
        Seconds of processor time, all processes together.
    processes, open_files, files
        Counts at any one time; `open_files` is per process, `files` are those it created.
    disk
        Bytes of all files together; a single file may have half of that.
    """

    memory: int = 2 * 1024 * _MIB
    cpu: int = 600
    processes: int = 64
    open_files: int = 256
    files: int = 4096
    disk: int = 128 * _MIB


def readable_paths(extra: Iterable[str] = ()) -> list[str]:
    """List what code in the sandbox may read: the system, Python, its packages, and `extra`.

    Returns
    -------
    list of str
        Existing absolute paths; none lies below another.
    """
    python = (sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path)
    wanted = [path for path in (*SYSTEM, *python, *extra) if path and os.path.exists(path)]
    paths: list[Path] = []
    for path in sorted({Path(os.path.abspath(path)) for path in wanted}):
        if not any(above in path.parents for above in paths):
            paths.append(path)
    return [str(path) for path in paths]


def build_root(readable: Sequence[str]) -> None:
    """Give this process a mount namespace whose root holds only `readable` (level A).

    Every process forked later adds its own folders to it, see `enter`.
    """
    if os.geteuid() != 0:
        _map_own_user(linux.CLONE_NEWNS)
    else:
        linux.unshare(linux.CLONE_NEWNS)
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
    new = "/tmp"  # any folder will do: it is covered in this namespace only
    safe = linux.MS_NOSUID | linux.MS_NODEV
    # The paths may lie below /tmp themselves, so open them before it is covered.
    opened = {path: os.open(path, os.O_PATH) for path in readable if not os.path.islink(path)}
    devices = {name: os.open(f"/dev/{name}", os.O_PATH) for name in _DEVICES}
    links = {path: os.readlink(path) for path in readable if os.path.islink(path)}
    folders = {path for path in opened if os.path.isdir(path)}
    linux.mount("tmpfs", new, "tmpfs", safe, "size=1m,mode=755")
    for path, target in links.items():
        Path(new + path).parent.mkdir(parents=True, exist_ok=True)
        os.symlink(target, new + path)
    for path, fd in opened.items():
        place = Path(new + path)
        _make(place, is_folder=path in folders)
        linux.mount(f"/proc/self/fd/{fd}", place, None, linux.MS_BIND | linux.MS_REC)
        flags = linux.MS_BIND | linux.MS_REMOUNT | linux.MS_RDONLY
        with contextlib.suppress(PermissionError):  # mount flags that the host has locked
            linux.mount(None, place, None, flags | safe)
        os.close(fd)
    for name, fd in devices.items():
        _make(Path(f"{new}/dev/{name}"), is_folder=False)
        linux.mount(f"/proc/self/fd/{fd}", f"{new}/dev/{name}", None, linux.MS_BIND)
        os.close(fd)
    for name in ("box", "tmp", "proc", "dev/shm"):
        _make(Path(f"{new}/{name}"), is_folder=True)
    os.symlink("/proc/self/fd", f"{new}/dev/fd")
    linux.mount("/proc", f"{new}/proc", None, linux.MS_BIND | linux.MS_REC)
    linux.mount(None, new, None, linux.MS_REMOUNT | linux.MS_RDONLY | safe, "size=1m,mode=755")
    linux.pivot_root(new)


def _make(path: Path, *, is_folder: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if is_folder:
        path.mkdir(exist_ok=True)
    else:
        path.touch()


def _map_own_user(flags: int = 0) -> None:
    """Enter a user namespace in which we keep our user id and have every capability."""
    user, group = os.geteuid(), os.getegid()
    linux.unshare(linux.CLONE_NEWUSER | flags)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def new_namespaces() -> None:
    """Move into namespaces without a network and without other processes (level A).

    The new process namespace applies to children forked after this call.
    """
    flags = (
        linux.CLONE_NEWPID | linux.CLONE_NEWNET | linux.CLONE_NEWIPC
        | linux.CLONE_NEWUTS
    )  # fmt: skip
    if os.geteuid() != 0:
        _map_own_user(flags)
    else:
        linux.unshare(flags)


def closed_folder(user: int, paths: Iterable[str]) -> Path | None:
    """Return a folder above `paths` that `user` may not enter; None if there is none."""
    for path in paths:
        for folder in Path(os.path.realpath(path)).parents:
            status = os.stat(folder)
            bit = stat.S_IXUSR if status.st_uid == user else stat.S_IXOTH
            if not status.st_mode & bit:
                return folder
    return None


def enter(
    level: str,
    user: int | None,
    limits: ResourceLimits,
    readable: Sequence[str],
    work: str,
    syscall_filter: bytes,
) -> None:
    """Confine this freshly forked process for good.

    Parameters
    ----------
    level : {"A", "B", "C"}
    user
        The user id to take; None to keep ours, without any capability.
    limits
    readable
        See `readable_paths`.
    work
        A folder that only this process uses; at level A an empty `BOX` replaces it.
    syscall_filter
        See `examiner.sandbox.syscalls.make_filter`.
    """
    linux.die_with_parent(signal.SIGKILL)
    os.setsid()
    if level == "A":
        _mount_own_folders(user, limits, readable)
        work = BOX
    os.chdir(work)
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    else:
        linux.drop_capabilities()
    linux.set_dumpable()  # the warden measures what it uses
    # Changing user cleared it. If the parent has gone by now, so have its pipes.
    linux.die_with_parent(signal.SIGKILL)
    os.umask(0o077)
    _limit(limits, count_processes=level == "A" or user is not None)
    linux.no_new_privileges()
    if level == "A":
        linux.landlock([*readable, "/proc", "/etc", "/dev"], [BOX, "/tmp", "/dev/shm", "/dev/null"])
    elif level == "B":
        own = f"/proc/{os.getpid()}"
        devices = [f"/dev/{name}" for name in _DEVICES]
        linux.landlock([*readable, own, *_PROC_OF_ALL, *devices], [work, "/dev/null"])
    linux.load_filter(syscall_filter)


def _mount_own_folders(user: int | None, limits: ResourceLimits, readable: Sequence[str]) -> None:
    linux.unshare(linux.CLONE_NEWNS)  # the warden still needs all of /proc
    flags = linux.MS_NOSUID | linux.MS_NODEV
    owner = "" if user is None else f",uid={user},gid={user}"
    half = limits.disk // 2
    for target, size in ((BOX, half), ("/tmp", half - 16 * _MIB), ("/dev/shm", 16 * _MIB)):
        if any(path.startswith(f"{target}/") for path in readable):
            continue  # would cover an environment or a course below /tmp
        options = f"size={size},nr_inodes={limits.files // 2},mode=700{owner}"
        linux.mount("tmpfs", target, "tmpfs", flags, options)
    linux.mount("proc", "/proc", "proc", flags | linux.MS_NOEXEC)


def _limit(limits: ResourceLimits, *, count_processes: bool) -> None:
    # Linear algebra libraries reserve addresses they never use, so RLIMIT_DATA limits the memory.
    # RLIMIT_AS only bounds the page tables of what is mapped without being written.
    for which, most in (
        (resource.RLIMIT_DATA, limits.memory),
        (resource.RLIMIT_AS, limits.memory + ADDRESSES),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_FSIZE, limits.disk // 2),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 65536),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, 1024),
    ):
        if which == resource.RLIMIT_NPROC and not count_processes:
            continue  # it would include all processes of the grader; the warden counts instead
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))
