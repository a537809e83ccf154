"""The system-call filter: what no exercise needs but an attack might use."""

import errno
from typing import TYPE_CHECKING

from examiner.sandbox import linux

if TYPE_CHECKING:
    import pyseccomp

#: Answered with EPERM. Sockets come first: Landlock does not cover UDP and UNIX sockets, and
#: io_uring opens them without the call. Then: other processes' memory; mounts and namespaces; what
#: would outlive the sandbox (System V shared memory, message queues, keyrings) or go uncounted
#: (memfd); the kernel's rarely used corners.
FORBIDDEN = [
    "socket",
    "connect",
    "bind",
    "listen",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "kcmp",
    "pidfd_open",
    "pidfd_getfd",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "unshare",
    "setns",
    "move_mount",
    "open_tree",
    "fsopen",
    "fsmount",
    "fsconfig",
    "fspick",
    "mount_setattr",
    "shmget",
    "msgget",
    "semget",
    "mq_open",
    "memfd_create",
    "memfd_secret",
    "keyctl",
    "add_key",
    "request_key",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "init_module",
    "finit_module",
    "delete_module",
    "kexec_load",
    "kexec_file_load",
    "swapon",
    "swapoff",
    "reboot",
    "syslog",
    "acct",
    "quotactl",
    "settimeofday",
    "clock_settime",
    "clock_adjtime",
    "adjtimex",
    "sethostname",
    "setdomainname",
    "open_by_handle_at",
    "name_to_handle_at",
    "iopl",
    "ioperm",
    "modify_ldt",
    "vhangup",
    "personality",
    "mknod",
    "mknodat",
    "fanotify_init",
    "migrate_pages",
    "move_pages",
    "mbind",
    "set_mempolicy",
]

#: Neither Landlock nor a read-only view keeps the owner of a file from these. They are answered as
#: if they were done, since programs that copy files expect that: for users of no one's own.
OF_OWNERS = [
    "chmod",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "chown",
    "lchown",
    "fchown",
    "fchownat",
    "utime",
    "utimes",
    "futimesat",
    "utimensat",
    "setxattr",
    "lsetxattr",
    "fsetxattr",
    "removexattr",
    "lremovexattr",
    "fremovexattr",
]

#: Calls that act on a process of the same user, whichever it is, and the argument that names it;
#: only 0, oneself, is left.
_ON_PROCESSES = {
    "prlimit64": 0,
    "sched_setaffinity": 0,
    "sched_setattr": 0,
    "sched_setparam": 0,
    "sched_setscheduler": 0,
    "setpriority": 1,
    "ioprio_set": 1,
}
_NAMESPACES = (
    linux.CLONE_NEWNS, linux.CLONE_NEWUTS, linux.CLONE_NEWIPC, linux.CLONE_NEWUSER,
    linux.CLONE_NEWPID, linux.CLONE_NEWNET, linux.CLONE_NEWCGROUP,
)  # fmt: skip
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C  # typing into somebody's terminal


def make_filter(*, own_user: bool) -> "pyseccomp.SyscallFilter":
    """Build the filter; ``.load()`` applies it to the calling process, for good.

    Parameters
    ----------
    own_user
        Whether the process will have a user id that owns no other file or process.

    Returns
    -------
    pyseccomp.SyscallFilter

    Raises
    ------
    ImportError, RuntimeError
        If pyseccomp or the library libseccomp is missing.
    """
    import pyseccomp

    made = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refuse = pyseccomp.ERRNO(errno.EPERM)
    for name in filter(_is_known, FORBIDDEN):
        made.add_rule(refuse, name)
    for name in filter(_is_known, [] if own_user else OF_OWNERS):
        made.add_rule(pyseccomp.ERRNO(0), name)
    for name, place in _ON_PROCESSES.items():
        if _is_known(name):
            made.add_rule(refuse, name, pyseccomp.Arg(place, pyseccomp.NE, 0))
    # With ENOSYS libc falls back to clone(2), whose flags a filter can look at.
    made.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    for flag in _NAMESPACES:
        made.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    for request in (_TIOCSTI, _TIOCLINUX):
        made.add_rule(refuse, "ioctl", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xFFFFFFFF, request))
    return made


def _is_known(name: str) -> bool:
    """Tell whether this architecture and this libseccomp know a system call."""
    import pyseccomp

    try:
        return bool(pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) >= 0)
    except (OSError, ValueError, RuntimeError):
        return False
