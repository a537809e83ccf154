"""Frames: whole or not at all, of a limited size, and nothing hostile raises anything unexpected."""

import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examiner.rpc.channel import LARGEST_FRAME, Channel, ChannelClosed, ChannelTimeout
from tests.fuzz import codec_target


@pytest.fixture
def ends():
    """Two connected channels."""
    channels = [Channel(end.detach()) for end in socket.socketpair()]
    yield channels
    for channel in channels:
        channel.close()


def test_a_message_and_its_blobs_arrive(ends):
    message = {"text": "ünï\ud800", "numbers": [1, 2.5, None]}
    ends[0].send(message, [b"", b"xy"])
    assert ends[1].receive() == (message, [b"", b"xy"])


def test_a_frame_may_come_in_pieces():
    reading, writing = os.pipe()
    channel, raw = Channel(reading), codec_target.frame(b'{"a": 1}', [b"xy"])
    for byte in raw:
        os.write(writing, bytes([byte]))
    os.close(writing)
    assert channel.receive() == ({"a": 1}, [b"xy"])
    with pytest.raises(ChannelClosed):
        channel.receive()
    channel.close()


def test_a_closed_channel_does_not_wait_for_another_file_with_its_number():
    reading, writing = os.pipe()
    channel = Channel(reading)
    channel.close()
    assert os.pipe()[0] == reading
    with pytest.raises(ChannelClosed):
        channel.receive(time.monotonic() + 1)
    for number in (reading, writing):
        os.close(number)


def test_what_came_before_a_deadline_is_kept(ends):
    raw = codec_target.frame(b'{"a": 1}')
    os.write(ends[0].fd, raw[:7])
    with pytest.raises(ChannelTimeout):
        ends[1].receive(time.monotonic() - 1)
    with pytest.raises(ChannelTimeout):
        ends[1].receive(time.monotonic() + 0.01)
    assert ends[1].pending()
    os.write(ends[0].fd, raw[7:])
    assert ends[1].receive() == ({"a": 1}, [])


def test_a_frame_may_be_larger_than_what_the_socket_holds(ends):
    message, blobs = {"text": "x" * 300_000}, [bytes(3_000_000), b"y" * 70_000]
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(ends[0].send, message, blobs)
        assert ends[1].receive() == (message, blobs)
        sent.result()


def test_nobody_waits_forever_for_a_process_that_does_not_read(ends):
    with pytest.raises(ChannelTimeout):
        ends[0].send({}, [bytes(3_000_000)], deadline=time.monotonic() + 0.01)


def test_a_message_that_is_too_large_is_not_sent(ends):
    with pytest.raises(ValueError, match="64 MB"):
        ends[0].send({}, [bytes(LARGEST_FRAME)])
    ends[0].send({"a": 1})
    assert ends[1].receive() == ({"a": 1}, [])


@pytest.mark.parametrize("header", [(2**31, 0, 0), (0, 10**6, 0), (0, 0, 2**31)])
def test_large_frames_are_refused_before_they_are_read(header):
    assert codec_target.receive(codec_target.HEADER.pack(*header)) is None


def test_a_channel_takes_no_more_text_than_it_may():
    reading, writing = os.pipe()
    os.write(writing, codec_target.frame(b'{"a": 1}'))
    channel = Channel(reading, longest=4)
    with pytest.raises(ChannelClosed, match="too large"):
        channel.receive()
    channel.close()
    os.close(writing)


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_no_bytes_raise_in_the_driver(raw):
    codec_target.try_input(raw)
