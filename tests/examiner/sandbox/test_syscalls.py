"""The system-call filter: what must work behind it, and what must not."""

import ctypes
import errno
import os
import subprocess
import sys
import textwrap

import pytest

from examiner.sandbox import syscalls

_PRELUDE = """
import contextlib, os, sys, warnings
from examiner.sandbox import linux
from examiner.sandbox.syscalls import make_filter
warnings.simplefilter("error")
linux.no_new_privileges()
linux.load_filter(make_filter(own_user={own_user}))
"""
_WORKS = {
    "files": """
        import fcntl, mmap, pathlib, shutil, tempfile
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as file:
            one = pathlib.Path(folder, "one")
            one.write_text("x")
            shutil.copy2(one, one.with_name("two"))
            shutil.copytree(folder, f"{folder}/tree")
            shutil.move(one, one.with_name("three"))
            shutil.make_archive(f"{folder}/packed", "zip", f"{folder}/tree")
            os.symlink("two", f"{folder}/link")
            os.mkfifo(f"{folder}/fifo")
            os.chmod(f"{folder}/two", 0o600)
            file.write(bytes(9999))
            file.flush()
            os.fsync(file.fileno())
            fcntl.flock(file, fcntl.LOCK_EX)
            fcntl.lockf(file, fcntl.LOCK_EX)
            mmap.mmap(file.fileno(), 0).flush()
            assert len(list(os.walk(folder))) == 2
        """,
    "sqlite": """
        import sqlite3, tempfile
        with tempfile.TemporaryDirectory() as folder:
            for mode in ("delete", "wal"):
                database = sqlite3.connect(f"{folder}/{mode}.db")
                database.execute(f"pragma journal_mode={mode}")
                database.execute("create table t (a)")
                database.execute("insert into t values (1)")
                database.commit()
                database.close()
        """,
    "numbers": """
        import tempfile
        import numpy as np, pandas as pd
        from sklearn.ensemble import RandomForestClassifier
        from imblearn.over_sampling import SMOTE
        x = np.random.default_rng(0).random((200, 4))
        y = (x[:, 0] > 0.8).astype(int)
        np.linalg.svd(x)
        RandomForestClassifier(5, n_jobs=2).fit(*SMOTE(random_state=0).fit_resample(x, y))
        with tempfile.TemporaryDirectory() as folder:
            pd.DataFrame(x).to_csv(f"{folder}/x.csv")
            assert pd.read_csv(f"{folder}/x.csv").shape == (200, 5)
            np.save(f"{folder}/x.npy", x)
            np.load(f"{folder}/x.npy", mmap_mode="r").sum()
        """,
    "pictures": """
        import io, matplotlib
        matplotlib.use("agg")
        import matplotlib.pyplot as plt
        plt.plot([1, 2])
        for kind in ("png", "svg", "pdf"):
            plt.savefig(io.BytesIO(), format=kind)
        """,
    "processes": """
        import multiprocessing, subprocess, threading
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(abs, range(9))) == 36
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(2, fork) as pool:
            assert sum(pool.map(abs, range(9))) == 36
        one, other = multiprocessing.Pipe()
        one.send("x")
        assert other.recv() == "x"
        said = subprocess.run("echo a | cat; ls / | sort | head -1; cp /etc/hostname /dev/null",
                              shell=True, capture_output=True, text=True)
        assert (said.returncode, said.stderr) == (0, ""), said
        sleeper = subprocess.Popen(["sleep", "60"], start_new_session=True)
        sleeper.terminate()
        sleeper.wait()
        """,
    "joblib": """
        import joblib
        for backend in ("threading", "multiprocessing"):
            found = joblib.Parallel(n_jobs=2, backend=backend)(joblib.delayed(abs)(n) for n in range(9))
            assert sum(found) == 36
        """,
    "asyncio": """
        import asyncio, socket
        async def main():
            cat = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
            assert (await cat.communicate(b"x"))[0] == b"x"
            assert await asyncio.to_thread(abs, -1) == 1
            await asyncio.gather(*(asyncio.sleep(0.001) for _ in range(9)))
        asyncio.run(main())
        one, other = socket.socketpair()
        one.sendall(b"x")
        assert other.recv(9) == b"x"
        """,
    "signals": """
        import faulthandler, signal, time
        signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        time.sleep(0.05)
        os.kill(os.getpid(), 0)
        faulthandler.enable()
        os.sched_getaffinity(0), os.getpriority(0, 0), os.times(), os.uname(), os.getloadavg()
        """,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("own_user", [True, False])
@pytest.mark.parametrize("what", _WORKS)
def test_it_works_behind_the_filter(what, own_user, tmp_path):
    code = _PRELUDE.format(own_user=own_user) + textwrap.dedent(_WORKS[what])
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


_REFUSED = {
    "datagrams": "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "packets": "socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)",
    "descriptors in flight": "socket.send_fds(socket.socketpair()[0], [b'x'], [0])",
    "buffers": "socket.socketpair()[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 9999)",
    "large pipes": "fcntl.fcntl(os.pipe()[1], 1031, 1 << 20)",
    "typing into a terminal": "fcntl.ioctl(0, 0x5412, b'x')",
    "attributes": "os.setxattr('.', 'user.x', b'x')",
    "priority of a user": "os.setpriority(os.PRIO_USER, 0, 5)",
    "priority of others": "os.setpriority(os.PRIO_PROCESS, os.getppid(), 5)",
    "limits of others": "resource.prlimit(os.getppid(), resource.RLIMIT_CORE)",
    "devices": "os.mknod('device', 0o20600, 0)",
    "hiding": "check(libc.prctl(4, 0, 0, 0, 0))",
    "a namespace": "check(libc.unshare(0x10000000))",
    "a child in a namespace": "check(libc.syscall(clone, 0x10000011, 0, 0, 0, 0))",
    "inotify": "check(libc.inotify_init())",
    "memfd": "os.memfd_create('x')",
    "pidfd": "os.pidfd_open(os.getpid())",
}


@pytest.mark.parametrize("what", _REFUSED)
def test_it_is_refused_behind_the_filter(what, tmp_path):
    code = textwrap.dedent(
        """
        import ctypes, fcntl, pyseccomp, resource, socket
        libc = ctypes.CDLL(None, use_errno=True)
        clone = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, "clone")
        def check(result):
            if result < 0:
                raise OSError(ctypes.get_errno(), "refused")
        try:
            {}
        except OSError as error:
            print(error.errno)
        """
    ).format(_REFUSED[what])
    code = _PRELUDE.format(own_user=True) + code
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path
    )
    refused = {str(number) for number in (errno.EPERM, errno.ENOSYS, errno.ENOTSUP)}
    assert done.stdout.strip() in refused, (done.stdout, done.stderr)


def test_changes_that_only_owners_may_make_come_to_nothing(tmp_path):
    """Without a user id of its own, a process would own the files of whoever grades."""
    file = tmp_path / "file"
    file.write_text("x")
    before = file.stat()
    code = f"file = {str(file)!r}\nos.chmod(file, 0)\nos.utime(file, (0, 0))\nos.chown(file, 1, 1)"
    subprocess.run([sys.executable, "-c", _PRELUDE.format(own_user=False) + code], check=True)
    assert file.stat() == before


def test_no_call_is_listed_twice():
    named = [*syscalls.ALLOWED.values(), *syscalls.REFUSED.values()]
    names = [name for names in named for name in names.split()] + list(syscalls.CONDITIONAL)
    assert len(names) == len(set(names))


def test_a_call_that_no_kernel_has_yet_is_refused():
    """The number is beyond every list, so only an allow-list can answer."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        from examiner.sandbox import linux

        linux.no_new_privileges()
        linux.load_filter(syscalls.make_filter(own_user=True))
        libc = ctypes.CDLL(None, use_errno=True)
        os.write(writing, f"{libc.syscall(463, -100, b'.', 0)} {ctypes.get_errno()}".encode())
        os._exit(0)
    os.wait()
    assert os.read(reading, 99).decode() == f"-1 {errno.ENOSYS}"
    os.close(reading)
    os.close(writing)
