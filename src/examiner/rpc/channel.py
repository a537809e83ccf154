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

#: Bytes of one frame. An answer that is larger is refused by its sender, or kills it.
LARGEST_FRAME = 64 * 2**20
MOST_BLOBS = 10_000
_SMALL = 64 * 2**10  # bytes that are cheaper to copy than to write one by one
_HEADER = struct.Struct("<III")


class ChannelClosed(Exception):
    """The other side has gone, or sent what is no frame: nothing more can be heard from it."""


class ChannelTimeout(Exception):
    """The deadline passed before a whole frame had come. The channel can still be used."""


class Channel:
    """One end of a connection.

    A read that is interrupted (by its deadline, or by an exception from a signal handler) loses
    nothing: what has come so far is kept, and the next read goes on from there.

    Parameters
    ----------
    fd : int
        A connected stream socket; owned from now on.
    longest : int
        Bytes of text in a frame that is taken: text costs many times its size once it is parsed.
    """

    def __init__(self, fd, longest=LARGEST_FRAME):
        self.fd = fd
        self._longest = longest
        self._buffer = bytearray()
        os.set_blocking(fd, False)

    def send(self, message, blobs=(), *, deadline=None):
        """Send a frame.

        Raises
        ------
        ValueError
            If the frame is too large or `message` is not JSON; nothing was sent.
        ChannelClosed, ChannelTimeout
        """
        text = json.dumps(message, allow_nan=False).encode("utf-8", "surrogatepass")
        sizes = [len(blob) for blob in blobs]
        if len(text) + sum(sizes) > LARGEST_FRAME or len(sizes) > MOST_BLOBS:
            raise ValueError(f"a message of more than {LARGEST_FRAME >> 20} MB")
        head = _HEADER.pack(len(text), len(sizes), sum(sizes)) + struct.pack(
            f"<{len(sizes)}I", *sizes
        )
        parts = head + text, *blobs
        if sum(sizes) < _SMALL:
            parts = (b"".join(parts),)  # one system call, one awakening of the other side
        for part in parts:
            self._write(memoryview(part).cast("B"), deadline)

    def _write(self, rest, deadline):
        while rest:
            try:
                rest = rest[os.write(self.fd, rest) :]
            except BlockingIOError:
                self._wait([], [self.fd], deadline)
            except OSError as error:
                raise ChannelClosed("the other process has ended") from error

    def receive(self, deadline=None):
        """Wait for a frame.

        Parameters
        ----------
        deadline : float, optional
            On the clock of `time.monotonic`; for ever if not given.

        Returns
        -------
        message : dict
        blobs : list of bytes

        Raises
        ------
        ChannelClosed, ChannelTimeout
        """
        while (frame := self._parse()) is None:
            if deadline is not None and time.monotonic() >= deadline:
                raise ChannelTimeout  # also if bytes never cease to come
            try:
                data = os.read(self.fd, 1 << 20)
            except BlockingIOError:
                self._wait([self.fd], [], deadline)
                continue
            except OSError as error:
                raise ChannelClosed("the other process has ended") from error
            if not data:
                raise ChannelClosed("the other process has ended")
            self._buffer += data
        return frame

    def pending(self):
        """Tell whether bytes of a next frame were read already; `select` does not see them."""
        return bool(self._buffer)

    def close(self):
        """Close the socket; closing twice does no harm."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    @staticmethod
    def _wait(reading, writing, deadline):
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise ChannelTimeout
        if not any(select.select(reading, writing, [], left)):
            raise ChannelTimeout

    def _parse(self):
        """Cut a whole frame off the buffer; None if it has not come yet."""
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
            raise ChannelClosed("the other process sent what is no message")
        # Two copies of a large frame are fine; a view into a buffer that grows is not.
        text, place = bytes(self._buffer[start : start + length]), start + length
        blobs = []
        for size in sizes:
            blobs.append(bytes(self._buffer[place : place + size]))
            place += size
        del self._buffer[:end]
        try:
            message = json.loads(text.decode("utf-8", "surrogatepass"))
        except (ValueError, RecursionError) as error:
            raise ChannelClosed("the other process sent what is no message") from error
        if type(message) is not dict:
            raise ChannelClosed("the other process sent what is no message")
        return message, blobs
