"""What the student's cells print and display, caught in their own process for the feedback page."""

import base64
import binascii
import re
import sys
from collections.abc import Iterable
from typing import Any, Literal, Self, TypedDict

from IPython.core.interactiveshell import InteractiveShell

from examiner.report import MOST_OUTPUTS, MOST_TEXT
from examiner.sentences.endings import OUTPUT_CUT

MOST_PICTURE = 2 * 2**20  # bytes
MOST_PICTURES = 16 * 2**20  # bytes a cell

_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class ShownText(TypedDict):
    """Text that a cell showed."""

    kind: Literal["text"]
    data: str


class ShownPicture(TypedDict):
    """A picture that a cell showed; ``data`` is its place in the list of pictures."""

    kind: Literal["png"]
    data: int


class Recorder:
    """Catches stdout, stderr and displays while it is entered.

    Parameters
    ----------
    shell
        Its displays are caught from now on.

    Attributes
    ----------
    outputs
        What was shown, in order.
    pictures
        The bytes of the pictures among them.
    """

    def __init__(self, shell: InteractiveShell) -> None:
        shell.display_pub.publish = self.publish  # type: ignore[method-assign]
        shell.displayhook.write_output_prompt = lambda: None  # type: ignore[method-assign]
        self.outputs: list[ShownText | ShownPicture] = []
        self.pictures: list[bytes] = []
        self._left = 0

    def __enter__(self) -> Self:
        self.outputs, self.pictures, self._left = [], [], MOST_TEXT
        self._streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream(self, "<stdout>"), _Stream(self, "<stderr>")
        return self

    def __exit__(self, *error: object) -> None:
        sys.stdout, sys.stderr = self._streams

    def texts(self) -> list[str]:
        """List what was shown as text."""
        return [output["data"] for output in self.outputs if output["kind"] == "text"]

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
        """Take over what IPython displays: a picture if there is one, else its text."""
        picture = data.get("image/png")
        if isinstance(picture, str):
            try:
                picture = base64.b64decode(picture)
            except binascii.Error:
                picture = None
        if isinstance(picture, bytes) and len(picture) <= MOST_PICTURE:
            room = MOST_PICTURES - sum(map(len, self.pictures))
            if len(self.outputs) < MOST_OUTPUTS and len(picture) <= room:
                self.outputs.append({"kind": "png", "data": len(self.pictures)})
                self.pictures.append(picture)
        elif "text/plain" in data:
            self.write(str(data["text/plain"]) + "\n")

    def write(self, text: str) -> None:
        """Add text to the last output if that is text, until there is too much text."""
        if self._left <= 0:
            return
        text = _COLOURS.sub("", text)
        self._left -= len(text)
        if self._left <= 0:
            text = text[: self._left or None] + f"\n{OUTPUT_CUT}\n"
        if self.outputs and self.outputs[-1]["kind"] == "text":
            self.outputs[-1]["data"] += text
        elif len(self.outputs) < MOST_OUTPUTS:
            self.outputs.append({"kind": "text", "data": text})


class _Stream:
    """A text stream that writes to a recorder, with what people use of a notebook's.

    It cannot be closed: the cell's code must not take its own outputs away.
    """

    encoding, errors, closed, newlines = "utf-8", "replace", False, None

    def __init__(self, recorder: Recorder, name: str) -> None:
        self._recorder, self.name = recorder, name

    @property
    def buffer(self) -> "_Bytes":
        """The stream of bytes below."""
        return _Bytes(self)

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._recorder.write(text)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def reconfigure(self, **options: object) -> None:
        """Change nothing: everything is UTF-8 and nothing is buffered."""

    def fileno(self) -> int:
        """Return the process's own descriptor, as a notebook's does; what goes there is not kept."""
        return 1 if self.name == "<stdout>" else 2


class _Bytes:
    """What ``sys.stdout.buffer`` is: bytes go to the stream as text."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        self._stream.write(bytes(data).decode(errors="replace"))
        return len(data)

    def flush(self) -> None:
        pass
