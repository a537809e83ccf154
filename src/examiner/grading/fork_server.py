"""The driver's side of a fork server: starts it and has processes forked."""

import json
import socket
import sys
import threading
import time
import weakref
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Literal, Self

from examiner.errors import ExaminerError, NoSandboxError
from examiner.grading.course_folder import files_of
from examiner.grading.limits import SETUP_SECONDS
from examiner.grading.process import WAYS_OUT, Message, SandboxedProcess
from examiner.grading.server_process import ServerProcess
from examiner.key import Key
from examiner.report import Probe
from examiner.rpc.channel import Channel, ChannelClosed, ChannelTimeout
from examiner.sandbox.jail import ResourceLimits
from examiner.sandbox.levels import random_user

_START_SECONDS = 300  # the set-up cells of a key may load a lot
_LONGEST_TEXT = 8 * 2**20  # bytes of what a sandboxed process says to the driver at once
_MOST_BESIDE = 48 * 2**20  # bytes of all files beside a key
#: Contents by relative path.
Files = dict[str, bytes]


class ForkServerDied(ExaminerError):
    """A fork server that ended before it was ready."""


class ForkServer:
    """A fork server for one key.

    Parameters
    ----------
    key
        Its set-up cells are run here, once. The files beside it lie in the working folder of every
        process.
    levels
        Sandbox levels to accept (A, B, C), best first.
    limits
        For each process.
    readable
        Folders that may be read inside, beside the system's and Python's.
    private
        What must not lie below anything that may be read.
    beside
        The files beside the key, if they are not to be read from there.
    process
        One that was started ahead; ended with the server.

    Attributes
    ----------
    level
        The sandbox level that was reached.
    probes
    limits
    setup_ran
        Whether the set-up cells ran here. If they leave something that two processes cannot share,
        an open file or a thread, they are run in each process.

    Raises
    ------
    ExaminerError
        If no level is reached, or a set-up cell fails.
    """

    def __init__(
        self,
        key: Key,
        *,
        levels: Sequence[str] = ("A", "B"),
        limits: ResourceLimits | None = None,
        readable: Sequence[str | Path] = (),
        private: Sequence[str | Path] = (),
        beside: Files | None = None,
        process: ServerProcess | None = None,
    ) -> None:
        self.limits = limits or ResourceLimits()
        if not sys.platform.startswith("linux"):
            raise NoSandboxError(f"There is no sandbox for {sys.platform}.", WAYS_OUT)
        files = read_beside(key) if beside is None else beside
        names, contents = list(files), list(files.values())
        self._lock = threading.Lock()
        self._started: weakref.WeakSet[SandboxedProcess] = weakref.WeakSet()
        self._abandoned = False
        own_setup = SETUP_SECONDS if key.own_setup else 0
        request: Message = {
            "setup": [cell.source for cell in key.setup],
            "preload": list(key.preload),
            "levels": list(levels),
            "limits": asdict(replace(self.limits, cpu=self.limits.cpu + own_setup)),
            "readable": [str(path) for path in readable],
            "private": [str(path) for path in private],
            "files": names,
        }
        self._process = process or ServerProcess()
        answer = self._ask(request, contents)
        self.setup_ran = answer.get("forks", True)
        if not self.setup_ran:  # they leave files open, or threads: each process runs them itself
            self._process.end()
            self._process = ServerProcess()
            answer = self._ask({**request, "setup": []}, contents)
        self.probes: list[Probe] = answer["probes"]
        if answer["level"] is None:
            self.close()
            why = "; ".join(f"{probe['name']}: {probe['detail']}" for probe in self.probes)
            raise NoSandboxError(
                f"No sandbox level is available on this machine ({why}).", WAYS_OUT
            )
        self.level: str = answer["level"]
        if answer["error"]:
            self.close()
            raise ExaminerError(
                f"The autograder key {key.path}: {answer['error']}.",
                "Fix it in source/ and run 'examiner build'.",
            )

    def _ask(self, request: Message, contents: Sequence[bytes]) -> Message:
        """Have the server run the set-up cells; return what it says of itself."""
        try:
            self._process.talk.send(request, contents)
            answer, _ = self._process.talk.receive(time.monotonic() + _START_SECONDS)
        except (ChannelClosed, ChannelTimeout) as error:
            stderr = self._process.end().decode(errors="replace").strip().splitlines()
            raise ForkServerDied(
                "The grading process could not start: " + (stderr[-1] if stderr else str(error)),
                "Run 'examiner doctor' to check this machine and the installation.",
            ) from error
        return dict(answer)

    @property
    def is_running(self) -> bool:
        """Whether the server can fork more processes."""
        return self._process.is_running

    def start(
        self,
        role: Literal["student", "tests", "both"],
        peer: socket.socket,
        *,
        prepares: bool = False,
    ) -> SandboxedProcess:
        """Fork a sandboxed process.

        Parameters
        ----------
        role
        peer
            Its end of the connection to the other process.
        prepares
            Whether it is sent set-up cells of its own, with their seed, once it is ready.
        """
        with self._lock:
            if self._abandoned:
                raise ExaminerError("The grading was interrupted.", "Run the command again.")
            watch, far_watch = socket.socketpair()
            control, far_control = socket.socketpair()
            process = SandboxedProcess(
                Channel(watch.detach()), Channel(control.detach(), _LONGEST_TEXT)
            )
            self._started.add(process)
            request = {"role": role, "user": random_user(), "prepares": prepares}
            message = json.dumps(request).encode()
            fds = [far_watch.fileno(), far_control.fileno(), peer.fileno()]
            try:
                with far_watch, far_control:
                    socket.send_fds(self._process.requests, [message], fds)
            except OSError as error:
                process.end()  # which closes our ends
                raise ExaminerError(
                    "The grading process ended unexpectedly.",
                    "Run the command again; if it happens again, use a machine with more memory "
                    "or fewer --jobs.",
                ) from error
        return process

    def abandon(self) -> None:
        """Have all processes killed that still run, and start no more."""
        with self._lock:
            self._abandoned = True
            started = list(self._started)
        for process in started:
            process.abandon()

    def close(self) -> None:
        """End the server; processes that still run are killed by their wardens."""
        self._process.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_beside(key: Key) -> Files:
    """Read the files that lie beside a key.

    Raises
    ------
    ExaminerError
        If they are too large.
    """
    files: Files = {}
    size = 0
    for name, path in files_of(key.path.parent):
        if path.is_symlink():
            continue
        files[name] = path.read_bytes()
        size += len(files[name])
        if size > _MOST_BESIDE:
            raise ExaminerError(
                f"The files beside the autograder key in {key.path.parent} are larger than "
                f"{_MOST_BESIDE >> 20} MB.",
                "Put large data into the course's folder data/: submissions can read it there.",
            )
    return files
