"""A process in the sandbox, as the trusted driver sees it."""

import contextlib
import os
import socket
import time
from collections.abc import Sequence
from typing import Any, TypedDict

from examiner.errors import ExaminerError
from examiner.rpc.channel import Channel, ChannelClosed, ChannelTimeout

WAYS_OUT = (
    "Hidden tests are not run without a sandbox. To get one, use Linux with user namespaces (on "
    "Ubuntu 24.04: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0), a kernel with "
    "Landlock (5.13 or newer; 6.12 without root), a container, or WSL2 on Windows. The library "
    "libseccomp is needed too (Debian and Ubuntu: apt-get install libseccomp2). "
    "To run only the tests that students can see, use --visible-only."
)
_READY_SECONDS = 120
_USAGE_SECONDS = 10
Message = dict[str, Any]


class Ended(TypedDict):
    """How a process ended, as its warden tells it.

    Attributes
    ----------
    limit
        The one that it broke: memory, processes, disk or cpu.
    signal
        The one that killed it, or 0.
    """

    limit: str | None
    signal: int


class ProcessEnded(Exception):
    """The process has ended; `how` is what its warden said of it."""

    def __init__(self, how: Ended) -> None:
        super().__init__(how)
        self.how = how


class SandboxedProcess:
    """A process in the sandbox, as the driver sees it.

    Attributes
    ----------
    ended
        None while it runs.
    """

    def __init__(self, watch: Channel, control: Channel) -> None:
        self._watch, self._control = watch, control
        self.ended: Ended | None = None
        self._told: Ended = {"limit": None, "signal": 0}
        self._processor_time = 0.0

    def wait_until_ready(self, seconds: float = _READY_SECONDS) -> None:
        """Wait until the sandbox is closed and the process listens.

        Raises
        ------
        ProcessEnded, ChannelTimeout
        ExaminerError
            If the sandbox could not be entered, or a set-up cell of its own fails.
        """
        message, _ = self.receive(seconds)
        if "failed" in message:
            raise ExaminerError(
                f"The sandbox could not be entered: {message['failed'].splitlines()[-1]}", WAYS_OUT
            )
        if "set_up" in message:
            raise ExaminerError(
                f"With the values of this variant, {message['set_up']}.",
                "Fix the cell or its choices in source/, and run 'examiner build'.",
            )

    def send(self, message: Message, contents: Sequence[bytes] = ()) -> None:
        """Give it something to do, with the bytes that it needs.

        Raises
        ------
        ProcessEnded
        """
        try:
            self._control.send(message, contents, deadline=time.monotonic() + 10)
        except (ChannelClosed, ChannelTimeout) as error:
            raise ProcessEnded(self.end()) from error

    def receive(self, seconds: float) -> tuple[Message, list[bytes]]:
        """Wait for its answer.

        Raises
        ------
        ChannelTimeout
            After `seconds`; the answer may still come.
        ProcessEnded
        """
        try:
            message, blobs = self._control.receive(time.monotonic() + seconds)
        except ChannelClosed as error:
            raise ProcessEnded(self.end()) from error
        return message, blobs

    def interrupt(self) -> None:
        """Raise KeyboardInterrupt in what it runs."""
        with contextlib.suppress(ChannelClosed):
            self._watch.send({"do": "interrupt"})

    def processor_time(self) -> float:
        """Return the seconds of processor time that it and all its descendants have used."""
        if self.ended is None:
            with contextlib.suppress(ChannelClosed, ChannelTimeout):
                self._watch.send({"do": "usage"})
                while True:
                    message, _ = self._watch.receive(time.monotonic() + _USAGE_SECONDS)
                    if "usage" in message:
                        self._processor_time = message["usage"]["cpu"]
                        break
                    self._told = message.get("ended", self._told)
        return self._processor_time

    def abandon(self) -> None:
        """Have it killed, from any thread; whoever waits for its answer hears that it has ended."""
        for channel in (self._watch, self._control):
            with contextlib.suppress(OSError), socket.socket(fileno=os.dup(channel.fd)) as end:
                end.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Have it killed with all its descendants; `end` waits until they are gone."""
        self._control.close()
        with contextlib.suppress(ChannelClosed):
            self._watch.send({"do": "kill"})

    def end(self) -> Ended:
        """Kill it with all its descendants; return, and keep in `ended`, how it ended."""
        if self.ended is None:
            ended = self.ended = self._told
            self.stop()
            # The last thing that a warden says.
            with contextlib.suppress(ChannelClosed, ChannelTimeout):
                while "ended" not in (message := self._watch.receive(time.monotonic() + 30)[0]):
                    pass
                ended = message["ended"]
            self._watch.close()
            self.ended = ended
        return self.ended
