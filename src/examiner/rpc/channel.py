"""Framed messages over a socket between two processes, one of which may be hostile.

A frame is a header of three unsigned 32-bit numbers (length of the text, number of blobs, length
of all blobs), the length of each blob as 32 bits, the text (JSON) and the blobs. Text carries
structure, blobs carry the bytes of arrays: no base64, no pickle.
"""

import json
import os
import select
import struct
import time
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import orjson

#: A message as it came, and its blobs. Nothing is known of what the message holds.
Frame: TypeAlias = tuple[dict[str, Any], list[bytes]]

#: Bytes of one frame. An answer that is larger is refused by its sender, or kills it.
LARGEST_FRAME = 64 * 2**20
MOST_BLOBS = 10_000
_SMALL = 64 * 2**10  # bytes that are cheaper to copy than to write one by one
#: Bytes to ask for at once: most frames fit, and a larger buffer costs more to get than to fill.
_AT_ONCE = 64 * 2**10
_HEADER = struct.Struct("<III")


class ChannelClosed(Exception):
    """The other side has gone, or sent an invalid frame: nothing more can be heard from it."""


class ChannelTimeout(Exception):
    """The deadline passed before a whole frame arrived. The channel can still be used."""


class Channel:
    """One end of a connection.

    A read that is interrupted (by its deadline, or by an exception from a signal handler) loses
    nothing: what has come so far is kept, and the next read goes on from there.

    Parameters
    ----------
    fd
        A connected stream socket; owned by the channel from now on.
    longest
        Most bytes of text in a frame that is accepted: parsed, text costs many times its size.
    """

    def __init__(self, fd: int, longest: int = LARGEST_FRAME) -> None:
        self.fd = fd
        self._longest = longest
        self._buffer = bytearray()
        self._readable = select.poll()
        self._readable.register(fd, select.POLLIN)
        os.set_blocking(fd, False)

    def send(
        self,
        message: Mapping[str, object],
        blobs: Sequence[bytes] = (),
        *,
        deadline: float | None = None,
    ) -> None:
        """Send a frame.

        Parameters
        ----------
        message
            JSON.
        blobs
            Bytes that `message` refers to.
        deadline
            On the clock of `time.monotonic`; without one, wait forever.

        Raises
        ------
        ValueError
            If the frame is too large or `message` is not JSON; nothing was sent.
        ChannelClosed, ChannelTimeout
        """
        text = _encode(message)
        sizes = [len(blob) for blob in blobs]
        total = sum(sizes)
        if len(text) + total > LARGEST_FRAME or len(sizes) > MOST_BLOBS:
            raise ValueError(f"a message of more than {LARGEST_FRAME >> 20} MB")
        head = _HEADER.pack(len(text), len(sizes), total)
        if sizes:
            head += struct.pack(f"<{len(sizes)}I", *sizes)
        parts: tuple[bytes, ...] = head + text, *blobs
        if total < _SMALL:
            parts = (b"".join(parts),)  # one system call, and the other side wakes up once
        for part in parts:
            self._write(part, deadline)

    def _write(self, data: bytes, deadline: float | None) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self.fd, rest) :]
            except BlockingIOError:
                writable = select.poll()
                writable.register(self.fd, select.POLLOUT)
                _wait(writable, deadline)
            except OSError as error:
                raise ChannelClosed("the other process has ended") from error

    def receive(self, deadline: float | None = None) -> Frame:
        """Wait for a frame.

        Parameters
        ----------
        deadline
            On the clock of `time.monotonic`; without one, wait forever.

        Raises
        ------
        ChannelClosed, ChannelTimeout
        """
        while not self._buffer or (frame := self._parse()) is None:
            if self.fd < 0:  # its old number may be another file's by now
                raise ChannelClosed("the channel is closed")
            _wait(self._readable, deadline)  # raises after the deadline even if bytes keep coming
            try:
                data = os.read(self.fd, _AT_ONCE)
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosed("the other process has ended") from error
            if not data:
                raise ChannelClosed("the other process has ended")
            self._buffer += data
        return frame

    def pending(self) -> bool:
        """Tell whether bytes of the next frame have been read; polling does not see them."""
        return bool(self._buffer)

    def close(self) -> None:
        """Close the socket; closing twice does no harm."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def _parse(self) -> Frame | None:
        """Cut a whole frame off the buffer; None if it has not arrived yet."""
        if len(self._buffer) < _HEADER.size:
            return None
        length, count, total = _HEADER.unpack_from(self._buffer)
        if length > self._longest or length + total > LARGEST_FRAME or count > MOST_BLOBS:
            raise ChannelClosed("the other process sent something too large")
        start = _HEADER.size + 4 * count
        end = start + length + total
        if len(self._buffer) < end:
            return None
        sizes = struct.unpack_from(f"<{count}I", self._buffer, _HEADER.size)
        if sum(sizes) != total:
            raise ChannelClosed("the other process sent an invalid message")
        # Everything is copied once; a view into a buffer that grows would not do.
        with memoryview(self._buffer) as view:
            text, place = bytes(view[start : start + length]), start + length
            blobs = []
            for size in sizes:
                blobs.append(bytes(view[place : place + size]))
                place += size
        del self._buffer[:end]
        message = _decode(text)
        if type(message) is not dict:
            raise ChannelClosed("the other process sent an invalid message")
        return message, blobs


def _encode(message: Mapping[str, object]) -> bytes:
    """Write JSON; the standard library writes what orjson does not: half of a surrogate pair, say."""
    try:
        return orjson.dumps(message)
    except TypeError:
        return json.dumps(message, allow_nan=False, separators=(",", ":")).encode()


def _decode(text: bytes) -> Any:
    """Read what `_encode` of the other process wrote."""
    try:
        return orjson.loads(text)
    except ValueError:
        try:
            return json.loads(text.decode())
        except (ValueError, RecursionError) as error:
            raise ChannelClosed("the other process sent an invalid message") from error


def _wait(events: select.poll, deadline: float | None) -> None:
    """Wait until a descriptor is ready; ChannelTimeout if it is not before the deadline."""
    left = None if deadline is None else deadline - time.monotonic()
    if left is not None and left <= 0:
        raise ChannelTimeout
    if not events.poll(None if left is None else left * 1000):
        raise ChannelTimeout
