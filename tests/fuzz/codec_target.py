"""What the fuzzer of the wire aims at: bytes on their way into the driver or the tests' process."""

import os
import socket
import struct
import time

from examiner.grading.session import _outputs
from examiner.rpc.channel import Channel, ChannelClosed, ChannelTimeout
from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError, tags
from examiner.rpc.exceptions import class_of_student, rebuild

HEADER = struct.Struct("<III")
TAGS = tags()


def frame(text, blobs=()):
    """Put text and blobs into a frame."""
    sizes = [len(blob) for blob in blobs]
    head = HEADER.pack(len(text), len(sizes), sum(sizes)) + struct.pack(f"<{len(sizes)}I", *sizes)
    return head + text + b"".join(blobs)


def receive(raw):
    """Take bytes as they come from a hostile process; None if they are not a frame."""
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
    """Decode what may not be a value; None if it is not."""
    try:
        return Decoder(blobs, lambda body, decoder: ("reference", str(body))).decode(value)
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
            Encoder(lambda value, encoder: "reference").encode(decoded)
    error = rebuild(message.get("raised"))
    assert isinstance(error, Exception)
    assert isinstance(class_of_student(error), str)
    assert all(output.kind in ("text", "png") for output in _outputs(message, blobs))
