"""Run a command as a container would: ``python -m tests.support.container COMMAND...``.

Docker's default leaves root fourteen capabilities and forbids the system calls that make
namespaces and mounts, so that the engine has to do with level B. Capabilities go out of the
bounding set, from which ``execve`` cuts root's.
"""

import errno
import os
import sys

import pyseccomp

from examiner.sandbox import linux

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


def shut():
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
    for flag in _NAMESPACES:
        made.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    made.set_attr(pyseccomp.Attr.CTL_NNP, 0 if is_root else 1)
    made.load()


if __name__ == "__main__":
    shut()
    os.execvp(sys.argv[1], sys.argv[1:])
