"""What the student's cells print and display, caught in their own process for the feedback page."""

import base64
import binascii
import re
import sys

from examiner.report import MOST_OUTPUTS, MOST_TEXT
from examiner.sentences.endings import OUTPUT_CUT

MOST_PICTURE = 2 * 2**20  # bytes
MOST_PICTURES = 16 * 2**20  # bytes a cell

_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Recorder:
    """Catches stdout, stderr and displays while it is entered.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell

    Attributes
    ----------
    outputs : list of dict
        ``{"kind": "text", "data": str}`` or ``{"kind": "png", "data": index into pictures}``.
    pictures : list of bytes
    """

    def __init__(self, shell):
        self._shell = shell
        shell.display_pub.publish = self.publish
        shell.displayhook.write_output_prompt = lambda: None
        self.outputs, self.pictures = [], []
        self._left = 0

    def __enter__(self):
        self.outputs, self.pictures, self._left = [], [], MOST_TEXT
        self._streams = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = _Stream(self)
        return self

    def __exit__(self, *error):
        sys.stdout, sys.stderr = self._streams

    def publish(self, data, metadata=None, **_):
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

    def write(self, text):
        """Add text to the last output if that is text, until there is too much of it."""
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
    """A text stream that writes to a recorder; enough of one for print, logging and tqdm."""

    encoding, errors, closed, newlines = "utf-8", "replace", False, None

    def __init__(self, recorder):
        self._recorder = recorder

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._recorder.write(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return True

    def fileno(self):
        import io

        raise io.UnsupportedOperation("fileno")
