"""Run a command elsewhere: ``python container.py [--level B|C] [--user UID] COMMAND...``.

At level B as a container would: Docker's default leaves root fourteen capabilities and forbids the
system calls that make namespaces and mounts. At level C on a kernel without Landlock, too. Capabilities
go out of the bounding set, from which ``execve`` cuts root's. With a user, as that user.
"""

import argparse
import contextlib
import ctypes
import errno
import os
import sys
from pathlib import Path

import pyseccomp

from examiner.sandbox import jail, levels, linux

#: Docker's default: chown, dac_override, fowner, fsetid, kill, setgid, setuid, setpcap,
#: net_bind_service, net_raw, sys_chroot, mknod, audit_write, setfcap.
CAPABILITIES = frozenset((0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31))
CALLS = [
    "unshare", "setns", "mount", "umount2", "pivot_root", "move_mount", "open_tree", "fsopen",
    "fsconfig", "fsmount", "mount_setattr", "bpf", "perf_event_open", "keyctl", "add_key",
    "request_key", "io_uring_setup", "io_uring_enter", "io_uring_register",
]  # fmt: skip
_CAPBSET_DROP = 24
_NAMESPACES = linux.CLONE_NEWUSER, linux.CLONE_NEWNS, linux.CLONE_NEWNET, linux.CLONE_NEWPID


def closed_folder():
    """Return the folder that keeps other users from root's Python; None if there is none."""
    if os.geteuid() != 0:
        return None
    return jail.closed_folder(levels.USERS[0], [sys.prefix, sys.base_prefix])


@contextlib.contextmanager
def python_for_everybody():
    """Let every user reach our Python, in a view of the file system that is this thread's own.

    Python often lies below ``/root``, where root cannot grade at level B. Raises OSError where
    nothing may be mounted.
    """
    if closed_folder() is None:
        yield
        return
    here = os.getcwd()
    with open("/proc/thread-self/ns/mnt") as before:
        _open_folder()
        try:
            yield
        finally:
            if ctypes.CDLL(None).setns(before.fileno(), linux.CLONE_NEWNS):
                raise OSError("the former view of the file system cannot be had back")
            os.chdir(here)


def _open_folder():
    """Put an open folder, with nothing in it but Python, in place of each closed one."""
    linux.unshare(linux.CLONE_NEWNS)
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
    while closed := closed_folder():
        needed = [path for path in jail.readable_paths() if closed in Path(path).parents]
        kept = {path: os.open(path, os.O_PATH) for path in needed}
        linux.mount("tmpfs", closed, "tmpfs", 0, "size=1m,mode=755")
        for path, fd in kept.items():
            Path(path).mkdir(parents=True)
            linux.mount(f"/proc/self/fd/{fd}", path, None, linux.MS_BIND | linux.MS_REC)
            os.close(fd)


def shut(level="B"):
    """Take away from this process, for ever, what a container has not."""
    is_root = os.geteuid() == 0
    if is_root:
        for capability in range(41):
            if capability not in CAPABILITIES:
                linux.prctl(_CAPBSET_DROP, capability)
    refuse = pyseccomp.ERRNO(errno.EPERM)
    made = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in CALLS:
        made.add_rule(refuse, name)
    made.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    if level == "C":
        made.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "landlock_create_ruleset")
    for flag in _NAMESPACES:
        made.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    made.set_attr(pyseccomp.Attr.CTL_NNP, 0 if is_root else 1)
    made.load()


def main():
    """Run the command in place of this process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--level", choices="ABC", default="B")
    parser.add_argument("--user", type=int)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    wanted = parser.parse_args()
    if closed_folder() is not None:
        _open_folder()
    if wanted.user is not None:
        os.setgroups([])
        os.setresgid(wanted.user, wanted.user, wanted.user)
        os.setresuid(wanted.user, wanted.user, wanted.user)
    if wanted.level != "A":
        shut(wanted.level)
    os.execvp(wanted.command[0], wanted.command)


if __name__ == "__main__":
    main()
