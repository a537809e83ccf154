"""Both ends of the connection between the tests and a student's code, in one process.

For tests of what crosses. There is no sandbox here: run nothing hostile to the machine.
"""

import contextlib
import signal
import socket
import threading
from dataclasses import dataclass

from examiner.doors import Doors
from examiner.rpc.channel import Channel, ChannelClosed
from examiner.rpc.connection import Connection
from examiner.rpc.namespace import CellNames
from examiner.worker.interrupts import Interruptible
from examiner.worker.request_handler import RequestHandler


class Cell:
    """The names of a test cell, used as a line of it would."""

    def __init__(self, names):
        self.names = names

    def __getitem__(self, name):
        return eval(name, self.names.globals, self.names)

    def __setitem__(self, name, value):
        self.names[name] = value

    def __delitem__(self, name):
        del self.names[name]

    def run(self, source):
        """Run lines of a test cell."""
        exec(source, self.names.globals, self.names)


@dataclass
class TwoEnds:
    """What the tests hold, and the student's globals as they really are."""

    connection: Connection
    namespace: Cell
    student: dict

    def new_cell(self, *needs, source=""):
        """Begin a test cell that has these doors."""
        doors = Doors.read(needs, source)
        self.namespace.names.new_cell(doors)
        self.connection.new_cell(doors, source)


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
        yield TwoEnds(connection, Cell(CellNames(connection)), student)
    finally:
        ours.close()
        serving.join(timeout=30)
        theirs.close()
