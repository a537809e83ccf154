"""Choices: the values of a locked cell that differ from student to student, as its text says.

A line of such a cell ends with what it may say instead::

    rate = 0.05        # examiner: one of 0.01, 0.02, 0.05
    rows = [4, 17]     # examiner: 2 of range(100)

Values are pieces of text, and nothing here runs them: only the sandbox does. What a line says for a
student follows from a seed, by SHA-256 alone, so that it is the same with each version of Python.
"""

import ast
import hashlib
import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Students' cells are read with these too, so none may take more than linear time.
_MARK = re.compile(r"#\s*examiner:\s*(?P<count>one|\d+)\s+of\b")
_NAMES = re.compile(r"[^\W\d]\w*+(?:\s*+,\s*+[^\W\d]\w*+)*+")
_EXAMPLE = "rate = 0.05  # examiner: one of 0.01, 0.02, 0.05"


@dataclass(frozen=True)
class Choice:
    """A line whose value differs.

    Attributes
    ----------
    names
        The variable that it sets, or several with commas between them.
    value
        What the source notebook says.
    options
        What it may say instead: texts, or whole numbers.
    count
        How many of them make a list; None for one of them, by itself.
    """

    names: str
    value: str
    options: Sequence[str] | range
    count: int | None = None

    def draw(self, seed: str) -> str:
        """Return the text that follows from a seed; a list has the order of the options.

        Examples
        --------
        >>> choice = Choice("rate", "0.05", ("0.01", "0.02", "0.05"))
        >>> [choice.draw(seed) for seed in ("ada", "ada", "ben")]
        ['0.01', '0.01', '0.02']
        >>> Choice("rows", "[]", range(100), 3).draw("ada")
        '[6, 45, 52]'
        """
        drawn, numbers = set[int](), itertools.count()
        while len(drawn) < (self.count or 1):
            number = hashlib.sha256(f"{next(numbers)} {seed}".encode()).digest()
            drawn.add(int.from_bytes(number) % len(self.options))
        texts = [str(self.options[place]) for place in sorted(drawn)]
        return texts[0] if self.count is None else f"[{', '.join(texts)}]"

    @property
    def ways(self) -> int:
        """How many different texts there are."""
        return math.comb(len(self.options), self.count or 1)


def has_choices(source: str) -> bool:
    """Tell whether a line of a cell asks for choices, valid or not."""
    return bool(_MARK.search(source))


def read_choices(source: str) -> tuple[Choice, ...]:
    r"""Read the choices of a cell.

    Raises
    ------
    ValueError
        If a line asks for choices in a way that cannot be read; the message names the line.

    Examples
    --------
    >>> read_choices("import math\nmean, sd = 5, 1  # examiner: one of (5, 1), (7, 2)")
    (Choice(names='mean, sd', value='5, 1', options=('(5, 1)', '(7, 2)'), count=None),)
    """
    found: dict[str, Choice] = {}
    for number, line in enumerate(source.splitlines(), 1):
        if not _MARK.search(line):
            continue
        try:
            choice = _read(line)
        except (SyntaxError, ValueError, TypeError, OverflowError) as error:
            what = error.msg if isinstance(error, SyntaxError) else error
            raise ValueError(f"line {number}: {what}. Write it like this: {_EXAMPLE}") from error
        if choice.names in found:
            raise ValueError(f"line {number}: there are choices for {choice.names} above already")
        found[choice.names] = choice
    return tuple(found.values())


class _Line(NamedTuple):
    """What stands in a line with choices."""

    names: str
    value: str
    number: str
    options: str


def _split(line: str) -> _Line | None:
    """Take a line apart; None if it has no choices, or not where they can stand."""
    mark = _MARK.search(line)
    if mark is None:
        return None
    names, equals, value = line[: mark.start()].partition("=")
    if not equals or value.startswith("=") or not _NAMES.fullmatch(names.rstrip()):
        return None
    return _Line(names.rstrip(), value.strip(), mark["count"], line[mark.end() :].strip())


def _read(line: str) -> Choice:
    found = _split(line)
    if found is None:
        raise ValueError(
            "write the choices at the end of a one-line assignment that is not indented"
        )
    try:
        ast.parse(found.value, mode="eval")
    except SyntaxError as error:
        raise ValueError(f"the value of {found.names} does not end in this line") from error
    options = _options(found.options)
    count = None if found.number == "one" else int(found.number)
    if len(options) < 2:
        raise ValueError(f"fewer than two values are given for {found.names}")
    if count is not None and not 0 < count <= len(options):
        few = "only " if count > 0 else ""
        raise ValueError(f"cannot choose {count} of {few}{len(options)} values for {found.names}")
    return Choice(found.names, found.value, options, count)


def _options(text: str) -> Sequence[str] | range:
    """Read ``a, b``, ``[a, b]`` or ``range(...)``; of the first two, each item as it is written."""
    body = ast.parse(text, mode="eval").body
    if isinstance(body, ast.Tuple | ast.List):
        return tuple(ast.get_source_segment(text, item) or "" for item in body.elts)
    if isinstance(body, ast.Call) and isinstance(body.func, ast.Name) and body.func.id == "range":
        return range(*(ast.literal_eval(argument) for argument in body.args))
    raise ValueError("the options must be values separated by commas, or a range(...)")


def with_values(source: str, values: Mapping[str, str]) -> str:
    """Write a cell with these values, by the names of their lines, and without its choices.

    Examples
    --------
    >>> with_values("rate = 0.05  # examiner: one of 0.01, 0.02", {"rate": "0.02"})
    'rate = 0.02'
    >>> with_values("rate = 0.05  # examiner: one of 0.01, 0.02", {})
    'rate = 0.05'
    """

    def written(line: str) -> str:
        found = _split(line)
        return f"{found.names} = {values.get(found.names, found.value)}" if found else line

    return "\n".join(map(written, source.split("\n")))
