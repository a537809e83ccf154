"""Two answers side by side: which lines they have in common, apart from names and layout."""

from dataclasses import dataclass
from typing import Literal

from examiner.reports.similarity import Answer
from examiner.reports.tokens import MOST, normal_tokens
from examiner.safe_text import printable

Kind = Literal["given", "same", "own"]


@dataclass(frozen=True)
class Line:
    """A line of an answer: it was given, or is the same as one of the other answer, or neither."""

    text: str
    kind: Kind


def marked_lines(answer: Answer, other: Answer) -> list[Line]:
    r"""Mark the lines of an answer.

    Examples
    --------
    >>> one = Answer("ada", "def f(x):\n  y = 2 * x\n  return y, 1", "def f(x):")
    >>> two = Answer("ben", "def f(x):\n  z=2*x # double\n  return z", "def f(x):")
    >>> [line.kind for line in marked_lines(one, two)]
    ['given', 'same', 'own']
    """
    given, theirs = _lines(answer.given), _lines(other.source)
    marked = []
    for text in printable(answer.source[:MOST]).strip("\n").split("\n"):
        tokens = tuple(normal_tokens(text.strip()))
        kind: Kind = "own"
        if tokens in given:
            kind = "given"
        elif tokens in theirs:
            kind = "same"
        marked.append(Line(text, kind))
    return marked


def _lines(source: str) -> set[tuple[str, ...]]:
    return {tuple(normal_tokens(line.strip())) for line in source.split("\n")} - {()}
