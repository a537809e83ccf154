"""The process of a fork server: it can be started before anybody knows what it is to grade."""

import signal
import socket
import subprocess
import sys
from typing import Self

from examiner.rpc.channel import Channel
from examiner.sandbox.environment import server_environment


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
        with far_talk, far_requests:
            ends = far_talk.fileno(), far_requests.fileno()
            python = [sys.executable, "-I", "-X", "utf8"]
            self._process = subprocess.Popen(
                [*python, "-m", "examiner.worker.fork_server", *map(str, ends)],
                pass_fds=ends,
                env=server_environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Control-C is for the driver alone
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        self.talk = Channel(talk.detach())

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def end(self) -> bytes:
        """End it; return what it wrote to stderr."""
        self.talk.close()
        self.requests.close()
        if self._process.stderr is None or self._process.stderr.closed:
            return b""
        try:
            _, stderr = self._process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGKILL)
            _, stderr = self._process.communicate()
        return stderr or b""

    def kill(self) -> None:
        """Kill it; whoever waits for its answer hears that it has ended."""
        if self.is_running:
            self._process.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.end()
