"""The system-call filter: an allow-list of what scientific Python needs.

The list was found by running NumPy, pandas, SciPy, scikit-learn, imbalanced-learn, Matplotlib,
IPython, joblib, multiprocessing, asyncio, sqlite3, tempfile, shutil and a shell's usual programs
under ``strace``. Any other call gets ENOSYS, as on a kernel that lacks it, so that libc falls back to
an older one: clone3 to clone, openat2 to openat, fchmodat2 to fchmodat. So do calls of `CONDITIONAL`
with other arguments. Only where no program expects that, the answer is EPERM: see `REFUSED`.
"""

import errno
import functools
import itertools
import os

from examiner.sandbox import linux

#: Allowed whatever their arguments. Landlock, user ids and namespaces decide about their objects.
ALLOWED = {
    "memory": "brk madvise membarrier mlock mmap mprotect mremap msync munlock munmap",
    "processes of one's own": """
        execve exit exit_group fork vfork wait4 waitid getpgid getpgrp getpid getppid getsid gettid
        setpgid setsid""",
    "threads": """
        arch_prctl futex get_thread_area rseq sched_getaffinity sched_getparam
        sched_get_priority_max sched_get_priority_min sched_getscheduler sched_yield getcpu
        set_robust_list set_tid_address set_thread_area""",
    # Whom they may reach is up to the user id, the process namespace or Landlock's scope.
    "signals": """
        kill tgkill tkill pause restart_syscall rt_sigaction rt_sigpending rt_sigprocmask
        rt_sigreturn rt_sigsuspend rt_sigtimedwait sigaltstack""",
    "time": """
        alarm clock_getres clock_gettime clock_nanosleep getitimer gettimeofday nanosleep setitimer
        time timer_create timer_delete timer_getoverrun timer_gettime timer_settime times""",
    "who and where one is": """
        getegid geteuid getgid getgroups getpriority getresgid getresuid getuid getrlimit getrusage
        setrlimit sysinfo uname getrandom umask""",
    "paths": """
        access chdir creat faccessat faccessat2 fchdir getcwd link linkat mkdir mkdirat open openat
        readlink readlinkat rename renameat renameat2 rmdir symlink symlinkat truncate unlink
        unlinkat lstat newfstatat stat statfs statx""",
    "open files": """
        close close_range copy_file_range dup dup2 dup3 fadvise64 fallocate fdatasync flock fstat
        fstatfs fsync ftruncate getdents getdents64 lseek pread64 preadv preadv2 pwrite64 pwritev
        pwritev2 read readahead readv sendfile sync_file_range write writev""",
    "waiting for files": """
        epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2
        pipe pipe2 poll ppoll pselect6 select signalfd signalfd4 timerfd_create timerfd_gettime
        timerfd_settime""",
    # There are only pairs of connected stream sockets: asyncio and multiprocessing use them.
    "sockets": "getpeername getsockname getsockopt recvfrom shutdown",
}

#: Answered with EPERM rather than ENOSYS, for people who read the message. sendmsg and recvmsg could
#: hide descriptors in flight, and memory with them; setsockopt could enlarge socket buffers.
REFUSED = {
    "network": """
        accept accept4 bind connect listen recvmmsg recvmsg sendmmsg sendmsg setsockopt socket""",
    "other processes": "ioprio_set pidfd_getfd process_vm_readv process_vm_writev ptrace",
    "other users": """
        capset setfsgid setfsuid setgid setgroups setregid setresgid setresuid setreuid setuid""",
    "the system": """
        acct adjtimex chroot clock_adjtime clock_settime delete_module init_module kexec_load mount
        personality pivot_root quotactl reboot setdomainname sethostname setns settimeofday swapoff
        swapon sync syncfs syslog umount2 unshare vhangup""",
    "what outlives a process": """
        mq_open msgctl msgget msgrcv msgsnd semctl semget semop semtimedop shmat shmctl shmdt shmget""",
}

#: As on a file system without extended attributes: one of them is the access list of a file.
_ATTRIBUTES = """
    getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr setxattr lsetxattr fsetxattr
    removexattr lremovexattr fremovexattr"""

#: Neither Landlock nor a read-only view keeps the owner of a file from these. A process without its
#: own user id is told that they succeeded, since programs that copy files expect that.
_OF_OWNERS = """
    chmod fchmod fchmodat fchmodat2 chown lchown fchown fchownat utime utimes futimesat utimensat"""

_NAMESPACES = (
    linux.CLONE_NEWNS | linux.CLONE_NEWUTS | linux.CLONE_NEWIPC | linux.CLONE_NEWUSER
    | linux.CLONE_NEWPID | linux.CLONE_NEWNET | linux.CLONE_NEWCGROUP
)  # fmt: skip
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPES = 1, 1, 0xF
_S_IFIFO, _S_IFMT = 0o010000, 0o170000
_INT, _POINTER = 2**32 - 1, 2**64 - 1  # the kernel ignores the upper half of an int

#: Calls that are allowed with some arguments: for each, the place, the mask and the values of every
#: argument that counts.
CONDITIONAL: dict[str, list[tuple[int, int, tuple[int, ...]]]] = {
    "clone": [(0, _NAMESPACES, (0,))],
    # A datagram socket can be sent to any socket that has a name, without ever being connected.
    "socketpair": [(0, _INT, (_AF_UNIX,)), (1, _SOCK_TYPES, (_SOCK_STREAM,))],
    "sendto": [(4, _POINTER, (0,))],  # without an address: what ``send`` is made of
    "mknod": [(1, _S_IFMT, (_S_IFIFO,))],
    "mknodat": [(2, _S_IFMT, (_S_IFIFO,))],
    # Oneself only, whoever may own other processes of the same user.
    "prlimit64": [(0, _INT, (0,))],
    "sched_setaffinity": [(0, _INT, (0,))],
    "setpriority": [(0, _INT, (0,)), (1, _INT, (0,))],
    # Descriptor flags, status flags and record locks; no leases, notifications or larger pipes.
    "fcntl": [(1, _INT, (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1027, 1030, 1032))],
    # TCGETS, TIOCGPGRP, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX.
    "ioctl": [(1, _INT, (0x5401, 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451))],
    # Get or set PDEATHSIG, NAME, TIMERSLACK and NO_NEW_PRIVS; get DUMPABLE; read CAPBSET.
    "prctl": [(0, _INT, (1, 2, 3, 15, 16, 23, 29, 30, 38, 39))],
}


@functools.cache
def make_filter(*, own_user: bool) -> bytes:
    """Compile the filter into a program for the kernel, see `examiner.sandbox.linux.load_filter`.

    Parameters
    ----------
    own_user
        Whether the process will have a user id that owns no other file or process.

    Raises
    ------
    ImportError, RuntimeError
        If pyseccomp or the library libseccomp is missing.
    """
    import pyseccomp

    made = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.ENOSYS))
    made.set_attr(pyseccomp.Attr.CTL_OPTIMIZE, 2)  # a binary tree, as the list is long

    def answer(action: int, names: str) -> None:
        for name in filter(_is_known, names.split()):
            made.add_rule(action, name)

    for names in ALLOWED.values():
        answer(pyseccomp.ALLOW, names)
    for names in REFUSED.values():
        answer(pyseccomp.ERRNO(errno.EPERM), names)
    answer(pyseccomp.ERRNO(errno.ENOTSUP), _ATTRIBUTES)
    answer(pyseccomp.ALLOW if own_user else pyseccomp.ERRNO(0), _OF_OWNERS)
    for name in filter(_is_known, CONDITIONAL):
        places, masks, values = zip(*CONDITIONAL[name], strict=True)
        for combination in itertools.product(*values):
            checks = zip(places, masks, combination, strict=True)
            arguments = [pyseccomp.Arg(n, pyseccomp.MASKED_EQ, *check) for n, *check in checks]
            made.add_rule(pyseccomp.ALLOW, name, *arguments)
    with open(os.memfd_create("filter"), "w+b") as file:
        made.export_bpf(file)
        file.seek(0)
        return file.read()


def _is_known(name: str) -> bool:
    """Tell whether this architecture and this libseccomp know a system call."""
    import pyseccomp

    return bool(pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) >= 0)
