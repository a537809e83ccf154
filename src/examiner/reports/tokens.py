"""The code of an answer as tokens that stay the same when names, comments and layout change."""

import builtins
import contextlib
import io
import keyword
import token
import tokenize
from collections.abc import Iterator

#: Characters of an answer that are read: what a student hands in may be of any length.
MOST = 20_000

_KEPT = frozenset(dir(builtins)) | frozenset(keyword.kwlist)
_LAYOUT = {
    *(token.COMMENT, token.NL, token.NEWLINE, token.INDENT, token.DEDENT, token.ENDMARKER),
    *(token.ENCODING, token.TYPE_COMMENT),
}


def normal_tokens(source: str) -> list[str]:
    r"""Read code as a list of tokens, without what changes only its looks.

    Every name that a student can choose becomes ``name``, and every string ``text``. Keywords,
    built-in names, attributes, numbers and operators stay. Comments, docstrings and line breaks are
    left out. The list ends where the code is no longer Python.

    Examples
    --------
    >>> normal_tokens("def f(x):\n    '''Double it.'''\n    return 2 * x  # twice")
    ['def', 'name', '(', 'name', ')', ':', 'return', '2', '*', 'name']
    >>> normal_tokens("total = np.sum(a)") == normal_tokens("s = np.sum( b )")
    True
    """
    tokens: list[str] = []
    for kind, text in _code(source[:MOST]):
        if kind == token.NAME and text not in _KEPT and tokens[-1:] != ["."]:
            tokens.append("name")
        else:
            tokens.append("text" if kind == token.STRING else text)
    return tokens


def _code(source: str) -> Iterator[tuple[int, str]]:
    """Yield the tokens of code, without layout and without strings that stand alone."""
    line: list[tuple[int, str]] = []
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for kind, text, *_ in tokenize.generate_tokens(io.StringIO(source).readline):
            if kind == token.ERRORTOKEN and (text.isspace() or text[0] in "\"'"):
                break  # each of many such characters has the rest of the line searched
            if kind == token.NEWLINE:
                if [part for part, _ in line] != [token.STRING]:
                    yield from line
                line = []
            elif kind not in _LAYOUT:
                line.append((kind, text))
    yield from line
