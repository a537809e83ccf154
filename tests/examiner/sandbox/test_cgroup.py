"""Control groups: what the kernel counts and limits, where a group is ours."""

import mmap
import os
import socket
import time

import pytest

from examiner.sandbox import cgroup
from examiner.sandbox.jail import ResourceLimits

_LIMITS = ResourceLimits(memory=60 << 20, processes=8)


@pytest.fixture
def group():
    with cgroup.group() as folder:
        if folder is None:
            pytest.skip(
                "no group of cgroup v2 is ours here; one is under "
                "'systemd-run --user --scope -p Delegate=yes python -m pytest ...'"
            )
        yield folder


def run(group, action):
    """Run something in a leaf; return what the leaf has counted, and how the process ended."""
    leaf = cgroup.Leaf(group, _LIMITS)
    try:
        process = os.fork()
        if process == 0:
            try:
                leaf.enter()
                action()
            finally:
                os._exit(0)
        _, status = os.waitpid(process, 0)
        return leaf.out_of_memory, leaf.cpu, status
    finally:
        leaf.remove()


def write_to_memory():
    kept = []
    while True:
        kept.append(bytearray(b"x") * (10 << 20))


def fill_page_tables():
    room = mmap.mmap(-1, 60 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ)
    for place in range(0, 60 << 30, 2 << 20):
        room[place]


def fill_sockets():
    kept = []
    while True:
        kept.extend(socket.socketpair())
        for end in kept[-2:]:
            end.setblocking(False)
            try:
                while True:
                    end.send(bytes(65536))
            except BlockingIOError:
                continue


@pytest.mark.parametrize("action", [write_to_memory, fill_page_tables, fill_sockets])
def test_memory_of_every_kind_counts(group, action):
    out_of_memory, _, status = run(group, action)
    assert out_of_memory
    assert status == 9


def test_processes_are_limited_and_ended(group):
    def fork():
        for _ in range(30):
            if os.fork() == 0:
                time.sleep(600)

    out_of_memory, _, status = run(group, fork)
    assert (out_of_memory, status) == (False, 0)
    assert not [name for name in os.listdir(group) if name.startswith("process-")]


def test_processor_time_counts(group):
    def burn():
        if os.fork() == 0:
            end = time.process_time() + 1
            while time.process_time() < end:
                pass
            os._exit(0)
        os.wait()

    assert 0.9 < run(group, burn)[1] < 5


def test_without_a_group_of_ours_there_is_none(monkeypatch):
    monkeypatch.setattr(cgroup, "_own_folder", lambda: None)
    with cgroup.group() as folder:
        assert folder is None
