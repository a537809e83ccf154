"""What processes use: memory that hides, time that hides, and crowds."""

import contextlib
import mmap
import os
import signal
import socket
import time

import pytest

from examiner.sandbox import usage
from examiner.sandbox.usage import Meter

_ROOMY = 1 << 40


@contextlib.contextmanager
def child(action):
    """Fork a process that does something and then waits; it and its children end with the test."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.setsid()
            kept = action()
            os.write(writing, b"x")
            signal.pause()
            del kept
        finally:
            os._exit(1)
    try:
        os.close(writing)
        os.read(reading, 1)
        yield process
    finally:
        os.close(reading)
        for each in [process, *usage.descendants(process)]:
            os.kill(each, signal.SIGKILL)
        os.waitpid(process, 0)


def measured(process, most=_ROOMY):
    meter = Meter(process, adopts=False, user=None)
    meter.update()
    return meter.memory(most)


@pytest.fixture
def idle():
    """The memory of a process that does nothing."""
    with child(lambda: None) as process:
        return measured(process)


def test_page_tables_count(idle):
    def read():
        room = mmap.mmap(-1, 4 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ)
        for place in range(0, 4 << 30, 2 << 20):
            room[place]
        return room

    with child(read) as process:
        assert measured(process) >= idle + (8 << 20)


def test_socket_buffers_count(idle):
    with child(lambda: [socket.socketpair() for _ in range(100)]) as process:
        assert measured(process) >= idle + 200 * (208 << 10)


def test_pipes_count(idle):
    with child(lambda: [os.pipe() for _ in range(100)]) as process:
        assert measured(process) >= idle + 100 * (64 << 10)


def crowd(number, action=signal.pause):
    def fork():
        kept = bytearray(b"x") * (64 << 20)
        for _ in range(number):
            if os.fork() == 0:
                os.setsid()
                action()
                os._exit(0)
        return kept

    return fork


def test_shared_pages_count_once(idle):
    with child(crowd(6)) as process:
        rough, exact = measured(process), measured(process, 128 << 20)
        assert rough > 7 * (64 << 20)
        assert 64 << 20 < exact < idle + 2 * (64 << 20) + 7 * (8 << 20)


def test_a_shared_page_that_is_written_to_counts_again():
    def write():
        signal.sigwait([signal.SIGUSR1])
        room = bytearray(b"y") * (48 << 20)
        signal.pause()
        return room

    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    try:
        with child(crowd(6, write)) as process:
            meter = Meter(process, adopts=False, user=None)
            meter.update()
            before = meter.memory(128 << 20)
            for each in usage.descendants(process):
                os.kill(each, signal.SIGUSR1)
            deadline = time.monotonic() + 60
            while (now := meter.memory(128 << 20)) < before + 6 * (40 << 20):
                assert time.monotonic() < deadline, (before, now)
                time.sleep(0.01)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])


def burn(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


@pytest.mark.parametrize("waits", [True, False])
def test_time_of_children_counts_whether_their_parent_waits_or_not(waits):
    def fork():
        if not waits:
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        for _ in range(4):
            if os.fork() == 0:
                burn(0.4)
                os._exit(0)
        while waits:
            try:
                os.wait()
            except ChildProcessError:
                break

    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        fork()
        os.read(reading, 1)
        os._exit(0)
    try:
        meter = Meter(process, adopts=False, user=None)
        deadline = time.monotonic() + 60
        while meter.cpu < 1.3:  # of 1.6: what is used after the last look is not seen
            assert time.monotonic() < deadline, meter.cpu
            meter.update()
            time.sleep(0.01)
    finally:
        os.write(writing, b"x")
        os.waitpid(process, 0)


def test_a_crowd_gets_the_share_of_one():
    def priorities(process):
        return {os.getpriority(os.PRIO_PROCESS, each) for each in usage.descendants(process)}

    with child(crowd(8, lambda: burn(60))) as process:
        meter = Meter(process, adopts=False, user=None)
        deadline = time.monotonic() + 60
        while min(priorities(process)) < 9:  # 1.25 ** 9 = 7.5
            assert time.monotonic() < deadline, priorities(process)
            meter.update()
            meter.share_processor()
            time.sleep(0.01)


def test_one_process_keeps_its_priority():
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with child(lambda: None) as process:
        meter = Meter(process, adopts=False, user=None)
        for _ in range(10):
            meter.update()
            meter.share_processor()
        assert os.getpriority(os.PRIO_PROCESS, process) == before
