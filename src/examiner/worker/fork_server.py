"""The fork server: one process per key, from which the processes of every submission are forked.

`examiner.grading.server_process` starts it, with the numbers of two sockets as arguments. It runs
the key's set-up cells once, with all that they import, and never learns a test: those go to the
tests' process after the fork.
"""

import array
import contextlib
import gc
import importlib
import itertools
import json
import linecache
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NoReturn, TypedDict

from IPython.core.interactiveshell import InteractiveShell

from examiner.rpc.channel import Channel, ChannelClosed
from examiner.rpc.codec_table import register_loaded_libraries
from examiner.sandbox import cgroup, jail, levels, linux
from examiner.sandbox.environment import sandboxed_environment
from examiner.sandbox.syscalls import make_filter
from examiner.worker.first_uses import use_libraries
from examiner.worker.one_process import OneProcess
from examiner.worker.outputs import Recorder
from examiner.worker.seeds import same_draws
from examiner.worker.set_up import run_setup
from examiner.worker.shell import make_shell
from examiner.worker.student_process import StudentProcess
from examiner.worker.tests_process import TestsProcess
from examiner.worker.warden import guard

#: Forks after which it pays to move everything into huge pages: those of two submissions.
_FEW_FORKS = 4
#: The descriptors of a sandboxed process, beside those of /dev/null.
_CONTROL, _PEER = 3, 4


#: What runs in a process: the student's cells, the test cells, or both.
Role = Literal["student", "tests", "both"]


class ForkRequest(TypedDict):
    """From the driver: fork a process for a submission.

    One that prepares is sent the set-up cells of the submission's own before anything else.
    """

    role: Role
    user: int
    prepares: bool


def run() -> NoReturn:
    """Do all that a fork server does, and end this process."""
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(SystemExit):
        _serve_one_key()
    os._exit(0)  # taking everything apart would take longer than grading a notebook


def _leave(*_: object) -> NoReturn:
    """Remove what lies in temporary folders, on the way out."""
    raise SystemExit


def _serve_one_key() -> None:
    """Prepare as the driver says, then fork processes on request until it closes the socket."""
    talk, requests = Channel(int(sys.argv[1])), socket.socket(fileno=int(sys.argv[2]))
    try:
        message, files = talk.receive()
    except ChannelClosed:  # there is nothing to grade
        return
    limits = jail.ResourceLimits(**message["limits"])
    readable = jail.readable_paths(message["readable"])
    if exposed := _exposed(message["private"], readable):
        talk.send({"level": "", "probes": [], "error": exposed})
        return
    opened = _open_files()
    names = dict(zip(message["files"], files, strict=True))
    prepared: list[tuple[InteractiveShell | None, str | None, str]] = []
    # Another process tries the sandbox while the set-up cells run here.
    found = levels.find(
        message["levels"], readable, limits, lambda: prepared.append(_prepare(message, names))
    )
    if found.level is None:
        talk.send({"level": None, "probes": found.probes})
        return
    [(shell, error, work)] = prepared
    if not error and message["setup"] and _cannot_be_forked(opened, work):
        talk.send({"level": found.level, "probes": found.probes, "error": None, "forks": False})
        return
    with cgroup.group() as group:
        probes = [*found.probes, _who_limits(group)]
        if found.level == "A" and not error:
            jail.build_root(readable)
        talk.send({"level": found.level, "probes": probes, "error": error, "forks": True})
        message.clear()  # what is forked from here sees our variables: no names of people and keys
        if shell is not None and not error:
            gc.freeze()  # shared pages stay shared
            gc.enable()
            family = _Family(found.level, found.own_user, shell, limits, readable, names, group)
            _serve(talk, requests, family)


def _who_limits(group: int | None) -> levels.Probe:
    """Say for the report who measures what a submission uses."""
    who = "cgroup: the kernel counts memory, processes and processor time"
    if group is None:
        who = "warden: it measures memory, processes and processor time 20 times per second"
    return {"name": "limits", "passed": True, "detail": who}


def _open_files() -> set[tuple[str, str]]:
    """List the descriptors that this process has open, with what they belong to."""
    found = set()
    for fd in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            found.add((fd, os.readlink(f"/proc/self/fd/{fd}")))
    return found


def _cannot_be_forked(opened: set[tuple[str, str]], work: str) -> bool:
    """Tell whether the set-up cells left something that two processes cannot share.

    That is an open file, a thread, or a helper module that knows in which folder it lay.
    """
    helpers = [path for path in linecache.cache if path.startswith(f"{work}/")]
    if any("__file__" in line for path in helpers for line in linecache.getlines(path)):
        return True
    threads = threading.active_count() > 1 or len(os.listdir("/proc/self/task")) > 1
    left = {(fd, path) for fd, path in _open_files() - opened if not path.startswith("/proc/")}
    return threads or any(path.startswith(("/", "socket:", "pipe:")) for _, path in left)


def _remember_sources(work: str) -> None:
    """Keep the text of helper modules: they will lie in another folder."""
    for module in [*sys.modules.values()]:
        path = getattr(module, "__file__", None)
        if path and path.startswith(f"{work}/") and path.endswith(".py"):
            lines = linecache.getlines(path)
            linecache.cache[path] = sum(map(len, lines)), None, lines, path


def _exposed(private: Iterable[str], readable: Sequence[str]) -> str | None:
    """Say which private path lies in a folder that must stay readable; None if none does."""
    for path in map(Path, private):
        for folder in map(Path, readable):
            if folder == path or folder in path.parents:
                return (
                    f"{path} could be read by every submission, because {folder} belongs to "
                    "Python's path or to the system; move the course or the package out of there"
                )
    return None


def _prepare(
    message: Mapping[str, Any], files: Mapping[str, bytes]
) -> tuple[InteractiveShell | None, str | None, str]:
    """Run the set-up cells in a folder of their own.

    Returns
    -------
    shell, error, work
        The shell that has their names, what went wrong, and where the folder was.
    """
    work = tempfile.mkdtemp(prefix="examiner-setup-")
    try:
        write_files(work, files)
        os.chdir(work)
        sys.path.insert(0, "")  # helper modules beside the key, in whatever folder we are
        tempfile.tempdir = work  # what libraries leave there goes with it
        shell, error = _run(message["preload"], message["setup"], work)
        return shell, error, work
    finally:
        tempfile.tempdir = None
        os.chdir("/")
        shutil.rmtree(work, ignore_errors=True)


def _run(
    preload: Iterable[str], setup: Iterable[str], work: str
) -> tuple[InteractiveShell | None, str | None]:
    """Make the shell and run the set-up cells in it; return it and what went wrong."""
    for name in preload:
        try:
            importlib.import_module(name)
        except Exception as error:
            return None, f"the module {name}, which it preloads, cannot be imported ({error})"
    shell = make_shell(work)
    if failure := run_setup(shell, setup):
        return shell, failure
    _remember_sources(work)
    register_loaded_libraries()
    use_libraries()
    return shell, None


def write_files(folder: str, files: Mapping[str, bytes]) -> None:
    """Write what lies beside the key, by relative path, into a working folder."""
    for name, data in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _serve(talk: Channel, requests: socket.socket, family: "_Family") -> None:
    # Wardens are waited for, so that the processor time of submissions counts as this command's.
    signal.signal(signal.SIGCHLD, lambda *_: _reap(os.WNOHANG))
    for forks in itertools.count():
        message, fds = _receive_with_fds(requests)
        if message is None:
            _reap(0)
            return
        if forks == _FEW_FORKS:
            linux.use_huge_pages()
        try:
            process = os.fork()
        except OSError:  # the machine is full: this submission ends before it starts
            process = None
        if process == 0:
            code = 1
            try:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                talk.close()
                requests.close()
                family.start(message, *fds)
                code = 0
            except ChannelClosed:
                code = 0
            finally:
                os._exit(code)
        for fd in fds:
            os.close(fd)


def _reap(options: int) -> None:
    """Wait for children that have ended, or for all that there are if `options` is 0."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, options)[0]:
            pass


def _receive_with_fds(connection: socket.socket) -> tuple[ForkRequest | None, list[int]]:
    data, ancillary, _, _ = connection.recvmsg(65536, socket.CMSG_SPACE(16))
    if not data:
        return None, []
    fds = array.array("i")
    for _, _, part in ancillary:
        fds.frombytes(part)
    return json.loads(data), list(fds)


class _Family:
    """What all processes forked from here share."""

    def __init__(
        self,
        level: str,
        own_user: bool,
        shell: InteractiveShell,
        limits: jail.ResourceLimits,
        readable: Sequence[str],
        files: Mapping[str, bytes],
        group: int | None,
    ) -> None:
        self._level, self._own_user, self._group = level, own_user, group
        self._shell, self._limits = shell, limits
        self._readable, self._files = readable, files
        self._filter = make_filter(own_user=own_user)

    def start(self, message: ForkRequest, watch: int, control: int, peer: int) -> None:
        """Become the warden of a new sandboxed process of the role that `message` names."""
        user = message["user"] if self._own_user else None

        def spawn(work: str) -> NoReturn:
            try:
                self._enter(message, user, work, control, peer)
            except BaseException:
                # Nothing hostile has run before the sandbox is shut: the reason may be told.
                with contextlib.suppress(Exception):
                    Channel(_CONTROL).send({"failed": traceback.format_exc()[-2000:]})
            finally:
                os._exit(1)

        pipes = control, peer
        level, limits, group = self._level, self._limits, self._group
        guard(watch, spawn, pipes, level=level, user=user, limits=limits, group=group)

    def _enter(
        self, message: ForkRequest, user: int | None, work: str, control_fd: int, peer_fd: int
    ) -> None:
        # Set above the numbers they may have, then down to where they belong.
        control_fd, peer_fd = os.dup2(control_fd, 200), os.dup2(peer_fd, 201)
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        os.dup2(control_fd, _CONTROL, inheritable=False)
        os.dup2(peer_fd, _PEER, inheritable=False)
        os.closerange(_PEER + 1, 4096)
        level = self._level
        jail.enter(level, user, self._limits, self._readable, work, self._filter)
        home = jail.BOX if level == "A" else work
        os.environ.clear()
        os.environ.update(sandboxed_environment(home, own_tmp=level == "A"))
        tempfile.tempdir = None
        write_files(".", self._files)
        control, peer = Channel(_CONTROL), Channel(_PEER)
        if message["prepares"]:
            control.send({"ready": True})
            own, _ = control.receive()
            with same_draws(own["seed"]):
                failure = run_setup(self._shell, own["setup"])
            if failure:
                control.send({"set_up": failure})
                return
            register_loaded_libraries()
        role = message["role"]
        if role == "student":
            StudentProcess(self._shell, control, peer, Recorder(self._shell)).serve()
        elif role == "both":
            OneProcess(self._shell, control, Recorder(self._shell)).serve()
        else:
            TestsProcess(self._shell, control, peer).serve()
