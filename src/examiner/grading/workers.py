"""The driver's side of a fork server: starts it, has processes forked, talks to them."""

import contextlib
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict

from examiner.errors import ExaminerError, NoSandboxError
from examiner.rpc.channel import Channel, ChannelClosed, ChannelTimeout
from examiner.sandbox.environment import server_environment
from examiner.sandbox.jail import ResourceLimits
from examiner.sandbox.levels import random_user

_START_SECONDS = 300  # the set-up cells of a key may load a lot
_READY_SECONDS = 30
_LONGEST_TEXT = 8 * 2**20  # bytes of what a sandboxed process says to the driver at once
_MOST_BESIDE = 48 * 2**20  # bytes of all files beside a key
WAYS_OUT = (
    "Hidden tests are not run without a sandbox. Ways to get one: Linux with user namespaces (on "
    "Ubuntu 24.04: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0), or a kernel "
    "with Landlock (5.13 or newer; 6.12 without root), or a container, or WSL2 on Windows; and the "
    "library libseccomp (Debian and Ubuntu: apt-get install libseccomp2). "
    "Or grade only the tests that students can see: --visible-only."
)


class ForkServer:
    """A fork server for one key.

    Parameters
    ----------
    key : examiner.key.Key
        Its set-up cells are run here, once. The files beside it lie in the working folder of every
        process.
    levels : sequence of {"A", "B", "C"}
        Levels to accept, best first.
    limits : ResourceLimits
        For each process.
    readable : sequence of str
        Folders that may be read inside, beside the system's and Python's.
    private : sequence of pathlib.Path
        What must not lie below anything that may be read.

    Attributes
    ----------
    level : str
    probes : list of dict
    limits : ResourceLimits

    Raises
    ------
    ExaminerError
        If no level is reached, or a set-up cell fails.
    """

    def __init__(self, key, *, levels=("A", "B"), limits=None, readable=(), private=()):
        self.limits = limits or ResourceLimits()
        if not sys.platform.startswith("linux"):
            raise NoSandboxError(f"There is no sandbox for {sys.platform}.", WAYS_OUT)
        self._lock = threading.Lock()
        talk, far_talk = socket.socketpair()
        self._requests, far_requests = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with far_talk, far_requests:
            ends = far_talk.fileno(), far_requests.fileno()
            self._server = subprocess.Popen(
                [
                    sys.executable,
                    "-I",
                    "-X",
                    "utf8",
                    "-m",
                    "examiner.worker.fork_server",
                    *map(str, ends),
                ],
                pass_fds=ends,
                env=server_environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        self._talk = Channel(talk.detach())
        names, contents = _files_beside(key.path.parent)
        try:
            self._talk.send(
                {
                    "setup": [cell.source for cell in key.setup],
                    "preload": list(key.preload),
                    "levels": list(levels),
                    "limits": asdict(self.limits),
                    "readable": [str(path) for path in readable],
                    "private": [str(path) for path in private],
                    "files": names,
                },
                contents,
            )
            answer, _ = self._talk.receive(time.monotonic() + _START_SECONDS)
        except (ChannelClosed, ChannelTimeout) as error:
            said = self._end_server().decode(errors="replace").strip().splitlines()
            raise ExaminerError(
                "The process that grades could not start: " + (said[-1] if said else str(error)),
                "Check the installation with 'python -m examiner.worker.fork_server --help'."
                if not said
                else "The last line is what Python said.",
            ) from error
        self.level, self.probes = answer["level"], answer["probes"]
        if self.level is None:
            self.close()
            why = "; ".join(f"{probe['name']}: {probe['detail']}" for probe in self.probes)
            raise NoSandboxError(f"This machine gives no sandbox ({why}).", WAYS_OUT)
        if answer["error"]:
            self.close()
            raise ExaminerError(
                f"The key {key.path}: {answer['error']}.",
                "Mend it in source/ and run 'examiner build'.",
            )

    def start(self, role, peer):
        """Fork a sandboxed process.

        Parameters
        ----------
        role : {"student", "tests"}
        peer : socket.socket
            Its end of the connection to the other process.

        Returns
        -------
        SandboxedProcess
        """
        watch, far_watch = socket.socketpair()
        control, far_control = socket.socketpair()
        with far_watch, far_control, self._lock:
            message = json.dumps({"role": role, "user": random_user()}).encode()
            fds = [far_watch.fileno(), far_control.fileno(), peer.fileno()]
            try:
                socket.send_fds(self._requests, [message], fds)
            except OSError as error:
                raise ExaminerError(
                    "The process that grades has ended by itself.",
                    "Run the command again; if it happens again, give it more memory.",
                ) from error
        return SandboxedProcess(Channel(watch.detach()), Channel(control.detach(), _LONGEST_TEXT))

    def close(self):
        """End the server; processes that still run are killed by their wardens."""
        self._end_server()

    def _end_server(self):
        self._talk.close()
        self._requests.close()
        if self._server.stderr.closed:
            return b""
        try:
            _, said = self._server.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self._server.send_signal(signal.SIGKILL)
            _, said = self._server.communicate()
        return said or b""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def _files_beside(folder):
    """Read the files that lie beside a key; names relative to it, and contents."""
    names, contents, size = [], [], 0
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts)
        if path.suffix == ".ipynb" or hidden or path.is_symlink() or not path.is_file():
            continue
        names.append(str(relative))
        contents.append(path.read_bytes())
        size += len(contents[-1])
        if size > _MOST_BESIDE:
            raise ExaminerError(
                f"The files beside the key in {folder} are larger than {_MOST_BESIDE >> 20} MB.",
                "Put large data into the folder data/ beside the keys: it can be read there.",
            )
    return names, contents


class ProcessEnded(Exception):
    """The process has ended: ``args[0]`` is what its warden said of it."""


class SandboxedProcess:
    """A process in the sandbox, as the driver sees it.

    Attributes
    ----------
    ended : dict or None
        Once it has ended: ``limit`` (memory, processes, disk, cpu or None), ``signal``,
        ``peak_memory`` in bytes and ``left``, the number of processes that outlived it and were
        killed.
    """

    def __init__(self, watch, control):
        self._watch, self._control = watch, control
        self.ended = None

    def wait_until_ready(self):
        """Wait until the sandbox is shut and the process listens.

        Raises
        ------
        ProcessEnded, ChannelTimeout
        """
        message, _ = self._receive(time.monotonic() + _READY_SECONDS)
        if "failed" in message:
            raise ExaminerError(
                f"The sandbox could not be entered: {message['failed'].splitlines()[-1]}", WAYS_OUT
            )

    def send(self, message):
        """Give it something to do.

        Raises
        ------
        ProcessEnded
        """
        try:
            self._control.send(message, deadline=time.monotonic() + 10)
        except (ChannelClosed, ChannelTimeout) as error:
            raise ProcessEnded(self.end()) from error

    def receive(self, seconds):
        """Wait for its answer.

        Raises
        ------
        ChannelTimeout
            After `seconds`; the answer may still come.
        ProcessEnded
        """
        return self._receive(time.monotonic() + seconds)

    def _receive(self, deadline):
        try:
            return self._control.receive(deadline)
        except ChannelClosed as error:
            raise ProcessEnded(self.end()) from error

    def interrupt(self):
        """Raise KeyboardInterrupt in what it runs."""
        with contextlib.suppress(ChannelClosed):
            self._watch.send({"do": "interrupt"})

    def end(self):
        """Kill it with all its descendants; return, and keep in `ended`, how it ended."""
        if self.ended is None:
            self.ended = {"limit": None, "signal": 0, "peak_memory": 0, "left": 0}
            self._control.close()
            with contextlib.suppress(ChannelClosed):
                self._watch.send({"do": "kill"})
            # A warden says how the process ended before it leaves.
            with contextlib.suppress(ChannelClosed, ChannelTimeout):
                while True:
                    message, _ = self._watch.receive(time.monotonic() + 30)
                    self.ended = message.get("ended", self.ended)
            self._watch.close()
        return self.ended
