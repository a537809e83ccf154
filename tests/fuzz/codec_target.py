"""What the fuzzer of the wire aims at: bytes on their way into the driver or the tests' process."""

import os
import socket
import struct
import time

from examiner.grading.session import _outputs
from examiner.rpc.channel import Channel, ChannelClosed, ChannelTimeout
from examiner.rpc.codec import CodecError, Decoder, Encoder
from examiner.rpc.exceptions import rebuild

HEADER = struct.Struct("<III")


def frame(text, blobs=()):
    """Put text and blobs into a frame."""
    sizes = [len(blob) for blob in blobs]
    head = HEADER.pack(len(text), len(sizes), sum(sizes)) + struct.pack(f"<{len(sizes)}I", *sizes)
    return head + text + b"".join(blobs)


def receive(raw):
    """Take bytes as they come from a hostile process; None if they are no frame."""
    ours, theirs = socket.socketpair()
    channel = Channel(ours.detach())
    try:
        with theirs:
            theirs.setblocking(False)
            os.write(theirs.fileno(), raw)
        return channel.receive(time.monotonic() + 5)
    except (ChannelClosed, ChannelTimeout):
        return None
    finally:
        channel.close()


def decode(value, blobs):
    """Decode what may be no value; None if it is none."""
    try:
        return Decoder(blobs, lambda rest, decoder: ("reference", len(rest))).decode(value)
    except CodecError:
        return None


def try_input(raw):
    """Send raw bytes through channel, decoder, exceptions and outputs."""
    if (got := receive(raw)) is None:
        return
    message, blobs = got
    for value in (message.get("value"), message):
        decoded = decode(value, blobs)
        if decoded is not None:
            Encoder(lambda value, encoder: ["h"]).encode(decoded)
    error = rebuild(message.get("raised"))
    assert isinstance(error, Exception)
    assert isinstance(error.of_student, str)
    assert all(output.kind in ("text", "png") for output in _outputs(message, blobs))
