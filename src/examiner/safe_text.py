"""Text that came from students, made safe to show: names, messages, outputs.

Nothing here escapes for HTML, XML, CSV or Markdown; each report does that for itself.
"""

import re
from collections import Counter
from collections.abc import Iterable

#: Terminal escape sequences (ECMA-48): CSI, OSC, the other strings, and two-character escapes.
_ANSI = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)

#: Characters that steer a terminal or turn the direction of writing, and halves of characters.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)


def printable(text: str) -> str:
    r"""Take escape sequences and control characters out of a text of several lines.

    Returns
    -------
    str
        Newlines and tabs stay. What a carriage return would overwrite is gone, as on a screen;
        every other control character, mark of writing direction and lone surrogate is replaced
        by U+FFFD, so that it is seen.

    Examples
    --------
    >>> printable("\x1b[31mred\x1b[0m\n 10%\r100%")
    'red\n100%'
    >>> printable("bell \x07")
    'bell \ufffd'
    """
    text = _ANSI.sub("", text).replace("\u2028", "\n").replace("\u2029", "\n")
    lines = [line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n")]
    return _HOSTILE.sub("\ufffd", "\n".join(lines))


def one_line(text: str, limit: int = 300) -> str:
    r"""Make a text printable, put it on one line, and cut it to `limit` characters.

    Examples
    --------
    >>> one_line("Ada\nLovelace")
    'Ada Lovelace'
    >>> one_line("a" * 10, limit=4)
    'aaa…'
    """
    line = " ".join(printable(text[: 8 * limit].replace("\r", " ")).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def file_name(*parts: str) -> str:
    """Make a file name of names: ASCII letters, digits, dots, dashes and underscores only.

    Examples
    --------
    >>> file_name("ada", "task14")
    'ada-task14'
    >>> file_name("../../etc", "<b>")
    'etc-b'
    >>> file_name("", "…")
    'submission'
    """
    text = "-".join(re.sub(r"[^A-Za-z0-9._-]+", "-", part).strip("._-") for part in parts if part)
    return text.strip("._-")[:80] or "submission"


def distinct(names: Iterable[str]) -> list[str]:
    """Add numbers to file names that are taken already, also where capital letters do not count.

    Examples
    --------
    >>> distinct(["ada", "Ada", "ben", "ada"])
    ['ada', 'Ada-2', 'ben', 'ada-3']
    """
    taken, free = Counter[str](), []
    for name in names:
        while taken[name.lower()]:
            taken[name.lower()] += 1
            name = f"{name}-{taken[name.lower()]}"
        taken[name.lower()] += 1
        free.append(name)
    return free


def amount(points: float) -> str:
    """Write points as a person would: at most two decimals, and none where there is no fraction.

    Examples
    --------
    >>> amount(2.0), amount(1.5), amount(2 / 3)
    ('2', '1.5', '0.67')
    """
    return f"{round(points, 2):g}" if abs(points) < 1e5 else f"{points:.0f}"


def listed(names: Iterable[str], limit: int = 5) -> str:
    """Join names as a sentence would; beyond `limit` names, only their number is given.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    >>> listed("abcdefg", limit=3)
    'a, b, c and 4 more'
    """
    names = [one_line(name, 60) for name in names]
    if len(names) > limit:
        names = [*names[:limit], f"{len(names) - limit} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))
