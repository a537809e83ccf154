"""Both ends of the connection between the tests and a student's code, in one process.

For tests of what crosses. There is no sandbox here: run nothing hostile to the machine.
"""

import contextlib
import signal
import socket
import threading
from dataclasses import dataclass

from examiner.rpc.channel import Channel, ChannelClosed
from examiner.rpc.connection import Connection
from examiner.rpc.namespace import StudentNamespace
from examiner.worker.interrupts import Interruptible
from examiner.worker.request_handler import RequestHandler


@dataclass
class TwoEnds:
    """What the tests hold, and the student's globals as they really are."""

    connection: Connection
    namespace: StudentNamespace
    student: dict


@contextlib.contextmanager
def two_ends(source):
    """Run a student's source and connect the tests to it.

    Yields
    ------
    TwoEnds
    """
    student = {}
    exec(source, student)
    ours, theirs = (Channel(end.detach()) for end in socket.socketpair())
    before = signal.getsignal(signal.SIGINT)
    handler = RequestHandler(theirs, student, Interruptible())
    signal.signal(signal.SIGINT, before)

    def serve():
        with contextlib.suppress(ChannelClosed):
            while True:
                handler.serve()

    serving = threading.Thread(target=serve)
    serving.start()
    try:
        connection = Connection(ours)
        yield TwoEnds(connection, StudentNamespace(connection), student)
    finally:
        ours.close()
        serving.join(timeout=30)
        theirs.close()
