"""Attacks on the doors that a sandbox may forget: memory nobody counts, rarely used calls, shared places."""

from tests.attacks import Attack
from tests.attacks.beyond import told_where

_LIBC = "import ctypes, errno\nlibc = ctypes.CDLL(None, use_errno=True)\n"


ATTACKS = [
    Attack(
        "101-page-tables",
        """
        import mmap, time
        for _ in range(60):
            if attempt(os.fork) == 0:
                size = 14 << 30
                room = mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ)
                for place in range(0, size, 2 << 20):
                    room[place]
                time.sleep(60)
        time.sleep(60)
        """,
        status=("died", "timeout"),
        finishes=False,
    ),
    Attack(
        "102-addresses-without-end",
        """
        import mmap
        kept = []
        def reserve():
            while True:
                kept.append(mmap.mmap(-1, 4 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ))
        assert isinstance(attempt(reserve), OSError)
        assert len(kept) < 8
        """,
    ),
    Attack(
        "103-socket-buffers",
        """
        import socket, time
        for _ in range(40):
            if attempt(os.fork) == 0:
                kept = []
                def fill():
                    while True:
                        kept.extend(socket.socketpair())
                        for end in kept[-2:]:
                            end.setblocking(False)
                            attempt(lambda: [end.send(bytes(65536)) for _ in range(99)])
                attempt(fill)
                time.sleep(60)
        time.sleep(60)
        """,
        status=("died", "timeout"),
        finishes=False,
    ),
    Attack(
        "104-larger-buffers",
        """
        import fcntl, socket
        one, other = socket.socketpair()
        for option in (socket.SO_SNDBUF, socket.SO_RCVBUF, 32, 33):
            assert isinstance(attempt(one.setsockopt, socket.SOL_SOCKET, option, 1 << 24), OSError)
        assert isinstance(attempt(fcntl.fcntl, os.pipe()[1], 1031, 1 << 20), OSError)
        assert isinstance(attempt(socket.send_fds, one, [b"x"], [0]), OSError)
        """,
    ),
    Attack(
        "105-datagrams-to-sockets-outside",
        """
        import socket
        for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_RAW):
            assert isinstance(attempt(socket.socketpair, socket.AF_UNIX, kind), OSError)
        assert isinstance(attempt(socket.socketpair, socket.AF_INET), OSError)
        one, other = socket.socketpair()
        for name in ("/run/systemd/journal/socket", "/dev/log", "\\0abstract"):
            assert isinstance(attempt(one.sendto, b"x", name), OSError)
            assert isinstance(attempt(one.sendmsg, [b"x"], [], 0, name), OSError)
        one.sendall(b"still works")
        assert other.recv(99) == b"still works"
        """,
    ),
    Attack(
        "106-access-lists",
        content=told_where(
            _LIBC
            + """
import struct
entries = [(1, 6, -1), (2, 7, os.getuid()), (4, 4, -1), (16, 7, -1), (32, 7, -1)]
acl = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)
room = ctypes.create_string_buffer(acl, len(acl))
arguments = struct.pack("@QII", ctypes.addressof(room), len(acl), 0)
for folder, _, names in [*os.walk(COURSE), (COURSE, 0, ["gradebook.db", "autograder_tests/shop/shop.ipynb"])]:
    for path in [folder, *(os.path.join(folder, name) for name in names)]:
        attempt(os.setxattr, path, "system.posix_acl_access", acl)
        for call in (188, 189, 463):
            libc.syscall(call, ctypes.c_long(-100), path.encode(), 0, b"system.posix_acl_access", arguments, 16)
        loot(attempt(lambda: open(path).read()))
"""
        ),
    ),
    Attack(
        "107-shared-memory-of-others",
        _LIBC
        + """
libc.shmat.restype = ctypes.c_void_p
for number in range(2000):
    assert libc.shmat(number, None, 0o10000) == ctypes.c_void_p(-1).value
    assert libc.shmctl(number, 13, ctypes.create_string_buffer(512)) == -1  # SHM_STAT
    assert libc.semctl(number, 0, 12) == -1  # GETVAL
    assert libc.msgctl(number, 11, ctypes.create_string_buffer(512)) == -1  # MSG_STAT
""",
    ),
    Attack(
        "108-priorities-of-others",
        _LIBC
        + """
for process in range(0, 3000):
    if process != os.getpid():
        which = (os.PRIO_PROCESS, os.PRIO_PGRP, os.PRIO_USER) if process else (os.PRIO_PGRP, os.PRIO_USER)
        for kind in which:
            assert isinstance(attempt(os.setpriority, kind, process, 19), OSError)
for who in (os.PRIO_USER, os.PRIO_PGRP):
    assert isinstance(attempt(os.setpriority, who, os.getuid(), 19), OSError)
assert isinstance(attempt(os.sched_setscheduler, os.getppid() or 2, os.SCHED_IDLE, os.sched_param(0)), OSError)
assert libc.syscall(251, 3, os.getuid(), 3 << 13) == -1  # ioprio_set of a user
os.nice(1)
""",
    ),
    Attack(
        "109-watches-folders",
        content=told_where(
            _LIBC
            + """
assert libc.inotify_init() == -1 and libc.inotify_init1(0) == -1
assert libc.fanotify_init(0, 0) == -1
import fcntl
def notify():
    fcntl.fcntl(os.open(COURSE, os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_CREATE)
assert isinstance(attempt(notify), OSError)
assert isinstance(attempt(fcntl.fcntl, os.open(".", os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_CREATE), OSError)
"""
        ),
    ),
    Attack(
        "110-calls-by-number",
        _LIBC
        + """
import pyseccomp
names = '''bpf perf_event_open keyctl add_key request_key io_uring_setup io_uring_enter userfaultfd
    ptrace process_vm_readv process_vm_writev pidfd_open pidfd_getfd pidfd_send_signal kcmp memfd_create
    memfd_secret mount umount2 pivot_root move_mount open_tree fsopen fsmount fsconfig fspick setns
    unshare chroot name_to_handle_at open_by_handle_at clone3 execveat fanotify_init inotify_init1
    init_module finit_module kexec_load swapon reboot syslog personality process_madvise vmsplice
    mq_open msgget semget shmget shmat setxattr setuid setgid capset quotactl acct vhangup lookup_dcookie
    migrate_pages move_pages mbind set_mempolicy io_setup remap_file_pages seccomp openat2'''.split()
numbers = [pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) for name in names]
for number in [n for n in numbers if n >= 0] + list(range(450, 520)):
    assert libc.syscall(number, *[ctypes.c_long(-1)] * 6) == -1, number
    assert ctypes.get_errno() in (errno.EPERM, errno.ENOSYS, errno.ENOTSUP), number
""",
    ),
    Attack(
        "111-calls-of-the-32-bit-kind",
        """
        import ctypes, mmap, platform
        if platform.machine() == "x86_64":  # int 0x80 and the x32 numbers have another table of calls
            for code in (b"\\xb8\\x67\\x01\\x00\\x00\\xcd\\x80\\xc3", b"\\xb8\\x29\\x00\\x00\\x40\\x0f\\x05\\xc3"):
                child = os.fork()
                if child == 0:
                    room = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
                    room.write(code)
                    call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(room)))
                    os._exit(0 if call() < 0 else 1)
                ended = os.waitpid(child, 0)[1]
                assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 0
        """,
    ),
    Attack(
        "112-thirty-spinning-sessions",
        """
        import time
        for _ in range(30):
            if os.fork() == 0:
                os.setsid()
                attempt(os.nice, -20)
                while True:
                    pass
        time.sleep(2)
        """,
        status=("graded", "timeout", "died"),
        finishes=False,
    ),
    Attack(
        "113-leaves-files-in-shared-folders",
        """
        os.umask(0)
        for place in ("/tmp", "/var/tmp", "/dev/shm", "/run/lock", "/dev/mqueue"):
            attempt(lambda: open(f"{place}/kestrel-left", "w").write("x"))
            attempt(os.makedirs, f"{place}/kestrel-folder/inside/of/it")
            attempt(os.symlink, "/etc", f"{place}/kestrel-link")
            attempt(os.mkfifo, f"{place}/kestrel-fifo")
        """,
    ),
    Attack(
        "114-hides-from-the-warden",
        _LIBC
        + """
import time
assert libc.prctl(4, 0, 0, 0, 0) == -1  # PR_SET_DUMPABLE
for _ in range(4):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            kept = bytearray(b"x") * (400 << 20)
            time.sleep(60)
        os._exit(0)
time.sleep(60)
""",
        status=("died", "timeout"),
        finishes=False,
    ),
]
