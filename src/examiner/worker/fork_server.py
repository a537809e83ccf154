"""The fork server: one process a key, from which the processes of every submission are forked.

``python -I -m examiner.worker.fork_server FD FD`` is started by `examiner.grading.workers`. It imports what the key's
set-up cells import, once, and never learns a test: those go to the tests' process after the fork.
"""

import array
import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
import tempfile
import threading
import traceback
from pathlib import Path

from examiner.rpc.channel import Channel, ChannelClosed
from examiner.sandbox import cgroup, jail, levels
from examiner.sandbox.environment import sandboxed_environment
from examiner.sandbox.syscalls import make_filter
from examiner.worker.warden import guard

_OURS = (
    "examiner.worker.outputs",
    "examiner.worker.student_process",
    "examiner.worker.tests_process",
)
#: The descriptors of a sandboxed process, beside those of /dev/null.
_CONTROL, _PEER = 3, 4


def main():
    """Prepare as the driver says, then fork processes on request until it closes the socket."""
    talk, requests = Channel(int(sys.argv[1])), socket.socket(fileno=int(sys.argv[2]))
    message, files = talk.receive()
    limits = jail.ResourceLimits(**message["limits"])
    readable = jail.readable_paths(message["readable"])
    if exposed := _exposed(message["private"], readable):
        talk.send({"level": "", "probes": [], "error": exposed})
        return
    found = levels.find(message["levels"], readable, limits)
    answer = {"level": found.level, "probes": found.probes}
    if found.level is None:
        talk.send(answer)
        return
    gc.disable()  # nothing that is loaded now will be freed
    work = tempfile.mkdtemp(prefix="examiner-setup-")
    try:
        names = dict(zip(message["files"], files, strict=True))
        write_files(work, names)
        os.chdir(work)
        tempfile.tempdir = work  # what libraries leave there goes with it
        shell, answer["error"] = _prepare(message["preload"], message["setup"], work)
    finally:
        tempfile.tempdir = None
        os.chdir("/")
        _remove(work)
    if threading.active_count() > 1 or len(os.listdir("/proc/self/task")) > 1:
        answer["error"] = "the set-up cells start threads, so nothing can be forked from them"
    with cgroup.group() as group:
        answer["probes"].append(_who_limits(group))
        if found.level == "A" and not answer["error"]:
            jail.build_root(readable)
        talk.send(answer)
        message.clear()  # what is forked from here sees our variables: no names of people and keys
        if not answer["error"]:
            gc.freeze()  # shared pages stay shared
            gc.enable()
            _serve(talk, requests, _Family(found, shell, limits, readable, names, group))


def _who_limits(group):
    """Say for the report who measures what a submission uses."""
    detail = (
        "warden: it measures memory, processes and processor time 20 times per second"
        if group is None
        else "cgroup: the kernel counts memory, processes and processor time"
    )
    return {"name": "limits", "passed": True, "detail": detail}


def _exposed(private, readable):
    """Say which private path lies in a folder that must stay readable; None if none does."""
    for path in map(Path, private):
        for folder in map(Path, readable):
            if folder == path or folder in path.parents:
                return (
                    f"{path} could be read by every submission, because {folder} belongs to "
                    "Python's path or to the system; move the course or the package out of there"
                )
    return None


def _prepare(preload, setup, work):
    """Make the shell and run the set-up cells in it; return it and what went wrong."""
    for name in preload:
        try:
            importlib.import_module(name)
        except Exception as error:
            return None, f"the module {name}, which it preloads, cannot be imported ({error})"
    from examiner.worker.shell import make_shell

    shell = make_shell(work)
    for source in setup:
        with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
            result = shell.run_cell(source, store_history=False)
        if error := result.error_before_exec or result.error_in_exec:
            last = traceback.format_exception_only(error)[-1].strip()
            return shell, f"a set-up cell of the key fails: {last}"
    # What every sandboxed process needs of ours: loaded once, and while bytecode can be kept.
    for name in _OURS:
        importlib.import_module(name)
    if "pandas" in sys.modules:
        importlib.import_module("examiner.rpc.codec_pandas")
    return shell, None


def _remove(folder):
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def write_files(folder, files):
    """Write what lies beside the key into a working folder.

    Parameters
    ----------
    folder : str
    files : dict of str to bytes
        By relative path.
    """
    for name, data in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _serve(talk, requests, family):
    # Wardens are waited for, so that the processor time of submissions counts as this command's.
    signal.signal(signal.SIGCHLD, lambda *_: _reap(os.WNOHANG))
    while True:
        message, fds = _receive_with_fds(requests)
        if message is None:
            _reap(0)
            return
        try:
            process = os.fork()
        except OSError:  # the machine is full: this submission ends before it began
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


def _reap(options):
    """Wait for children that have ended, or for all that there are if `options` is 0."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, options)[0]:
            pass


def _receive_with_fds(connection):
    data, ancillary, _, _ = connection.recvmsg(65536, socket.CMSG_SPACE(16))
    if not data:
        return None, []
    fds = array.array("i")
    for _, _, part in ancillary:
        fds.frombytes(part)
    return json.loads(data), list(fds)


class _Family:
    """What all processes forked from here share."""

    def __init__(self, found, shell, limits, readable, files, group):
        self._found, self._shell, self._limits, self._group = found, shell, limits, group
        self._readable, self._files = readable, files
        self._filter = make_filter(own_user=found.own_user)

    def start(self, message, watch, control, peer):
        """Become the warden of a new sandboxed process of the role that `message` names."""
        user = message["user"] if self._found.own_user else None

        def spawn(work):
            try:
                self._enter(message["role"], user, work, control, peer)
            except BaseException:
                # Before the sandbox is shut nothing hostile has run: the reason may be told.
                with contextlib.suppress(Exception):
                    Channel(_CONTROL).send({"failed": traceback.format_exc()[-2000:]})
            finally:
                os._exit(1)

        pipes = control, peer
        level, limits, group = self._found.level, self._limits, self._group
        guard(watch, spawn, pipes, level=level, user=user, limits=limits, group=group)

    def _enter(self, role, user, work, control, peer):
        # Set above the numbers they may have, then down to where they belong.
        control, peer = (os.dup2(fd, number) for fd, number in ((control, 200), (peer, 201)))
        null = os.open(os.devnull, os.O_RDWR)
        for fd, number in ((null, 0), (null, 1), (null, 2), (control, _CONTROL), (peer, _PEER)):
            os.dup2(fd, number, inheritable=False) if number > 2 else os.dup2(fd, number)
        os.closerange(_PEER + 1, 4096)
        level = self._found.level
        jail.enter(level, user, self._limits, self._readable, work, self._filter)
        home = jail.BOX if level == "A" else work
        os.environ.clear()
        os.environ.update(sandboxed_environment(home))
        tempfile.tempdir = None
        write_files(".", self._files)
        control, peer = Channel(_CONTROL), Channel(_PEER)
        if role == "student":
            from examiner.worker.outputs import Recorder
            from examiner.worker.student_process import StudentProcess

            StudentProcess(self._shell, control, peer, Recorder(self._shell)).serve()
        else:
            from examiner.worker.tests_process import TestsProcess

            TestsProcess(self._shell, control, peer).serve()


if __name__ == "__main__":
    main()
    os._exit(0)  # taking everything apart would take longer than grading a notebook
