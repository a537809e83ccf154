"""The bytes of a notebook that was handed in, parsed as JSON within limits."""

import codecs
import json
import re
from dataclasses import dataclass

from examiner.errors import SubmissionError
from examiner.sentences import refusals, repairs
from examiner.submission.outputs import without_outputs

#: A string of JSON, also one that is never closed; possessive, so that no text makes it slow.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
#: Strings and brackets that are looked at to find the outputs of a large file: 2 s.
_MOST_TOKENS = 4_000_000
_ZIP = b"PK\x03\x04"
#: Git's marks of a conflict, in this order; in a notebook all lines of text are in quotes.
_OURS, _THEIRS, _END = (
    re.compile(mark, re.MULTILINE) for mark in (r"^<{7} ", r"^={7}$", r"^>{7} ")
)


@dataclass(frozen=True)
class SizeLimits:
    """What a notebook may be made of.

    Attributes
    ----------
    size
        Bytes of the file without its outputs.
    whole
        Bytes of the file.
    depth
        How deep lists and objects may be nested.
    containers
        Lists and objects altogether: each costs far more memory than its two characters.
    cells
    """

    size: int = 20_000_000
    whole: int = 200_000_000
    depth: int = 200
    containers: int = 1_000_000
    cells: int = 1_000


def parse(raw: bytes, limits: SizeLimits, notices: list[str]) -> object:
    """Parse the bytes of a notebook, without the outputs of a large one.

    Parameters
    ----------
    raw
    limits
    notices
        What was repaired is added here.

    Raises
    ------
    SubmissionError
        If they are not JSON, or more than the limits allow.
    """
    return _parse_json(_decode(_text_alone(raw, limits), notices), limits)


def _text_alone(raw: bytes, limits: SizeLimits) -> bytes:
    """Leave out the outputs of a large file, which do not count."""
    if len(raw) <= limits.size:
        return raw
    text = without_outputs(raw, _MOST_TOKENS)
    if text is None:
        raise SubmissionError(*refusals.TOO_COMPLEX)
    if len(text) > limits.size:
        raise SubmissionError(*refusals.too_large_text(limits.size / 1e6))
    return text


def _decode(raw: bytes, notices: list[str]) -> str:
    if not raw.strip(b" \t\r\n\0"):
        raise SubmissionError(*refusals.EMPTY_FILE)
    if raw.startswith(_ZIP):
        raise SubmissionError(*refusals.ZIP_FILE)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw[1:8:2] == b"\0\0\0\0":
        raise SubmissionError(*refusals.UTF16)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SubmissionError(*refusals.not_utf8(error.start + 1)) from error
    if text.startswith("\ufeff"):
        notices.append(repairs.BYTE_ORDER_MARK)
        return text[1:]
    return text


def _parse_json(text: str, limits: SizeLimits) -> object:
    depth = containers = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", text)):
        if bracket[0] in "[{":
            depth, containers = depth + 1, containers + 1
            if depth > limits.depth or containers > limits.containers:
                raise SubmissionError(*refusals.TOO_COMPLEX)
        else:
            depth -= 1
            if depth < 0:
                break  # the parser stops there, too
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError, MemoryError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        if conflict := _conflict_line(text):
            raise SubmissionError(*refusals.merge_conflict(conflict)) from error
        if isinstance(error, json.JSONDecodeError) and _is_cut_off(text, error.pos):
            raise SubmissionError(*refusals.cut_off(error.lineno)) from error
        raise SubmissionError(*refusals.not_json(line)) from error
    return parsed


def _conflict_line(text: str) -> int | None:
    """Return the line in which the first conflict of git's begins, if there is one."""
    ours = _OURS.search(text)
    theirs = ours and _THEIRS.search(text, ours.end())
    if not ours or not theirs or not _END.search(text, theirs.end()):
        return None
    return text.count("\n", 0, ours.start()) + 1


def _is_cut_off(text: str, position: int) -> bool:
    """Tell whether a text that begins as a notebook does ends too early."""
    rest = text[position:].strip()
    ends_in_a_text = (
        rest.startswith('"') and bool(_STRING.fullmatch(rest)) and not rest.endswith("}")
    )
    return text.lstrip().startswith("{") and len(text.strip()) > 1 and (not rest or ends_in_a_text)
