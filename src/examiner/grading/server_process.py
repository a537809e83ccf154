"""The process of a fork server: it can be started before anybody knows what it is to grade."""

import os
import socket
import subprocess
import sys
from typing import Self

from examiner.sandbox.environment import server_environment

#: Nothing that is imported becomes garbage: to look for it makes the start a tenth longer.
_PROGRAM = "import gc; gc.disable(); from examiner.worker.fork_server import run; run()"
_TIDYING = 2.0  # seconds in which it may remove its temporary folders
_MOST_SHOWN = 64 * 1024  # bytes of what it wrote to stderr


class ServerProcess:
    """Starts at once, imports what every key needs, and waits for a key.

    Used as a context manager, it is killed at the end, if it has not ended by then.

    Attributes
    ----------
    talk
        For the key, and for what becomes of its set-up cells.
    requests
        For processes to fork.
    """

    def __init__(self) -> None:
        talk, far_talk = socket.socketpair()
        self.requests, far_requests = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # A pipe would be full at 64 KB, and nobody reads while the server works.
        self._stderr = open(os.memfd_create("stderr"), "w+b")  # noqa: SIM115 -- read at the end
        with far_talk, far_requests:
            ends = far_talk.fileno(), far_requests.fileno()
            python = [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM]
            self._process = subprocess.Popen(
                [*python, *map(str, ends)],
                pass_fds=ends,
                env=server_environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Control-C is for the driver alone
                stdout=subprocess.DEVNULL,
                stderr=self._stderr,
            )
        from examiner.rpc.channel import Channel  # while the process starts

        self.talk = Channel(talk.detach())

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def end(self) -> bytes:
        """End it; return the end of what it wrote to stderr."""
        self.talk.close()
        self.requests.close()
        if self._stderr.closed:
            return b""
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        with self._stderr as stderr:
            stderr.seek(max(0, stderr.seek(0, os.SEEK_END) - _MOST_SHOWN))
            return stderr.read()

    def kill(self) -> None:
        """End it, whatever it does; whoever waits for its answer hears that it has ended."""
        if self.is_running:
            self._process.terminate()
            try:
                self._process.wait(_TIDYING)
            except subprocess.TimeoutExpired:
                self._process.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.end()
