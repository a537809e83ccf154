"""Cutting the outputs out of the text of a large notebook before it is parsed.

A plot or a table can make a file of many MB out of a notebook of a few KB, and none of it is read.
"""

import re

#: A whole string of JSON, or a bracket; possessive, so that no text makes it slow.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]', re.DOTALL)
_KEY = b'"outputs"'
_QUOTE, _LIST, _OPENING = ord('"'), ord("["), b"[{"


def without_outputs(raw: bytes, most_tokens: int) -> bytes | None:
    r"""Empty the lists called ``outputs`` in the text of a notebook.

    Parameters
    ----------
    raw
        Anything: what is not JSON comes back as some other text that is not JSON.
    most_tokens
        How many strings and brackets are looked at.

    Returns
    -------
    bytes or None
        None if there are more of them.

    Examples
    --------
    >>> without_outputs(b'{"outputs": [{"text": "]"}], "source": "\\"outputs\\": [1]"}', 100)
    b'{"outputs": [], "source": "\\"outputs\\": [1]"}'
    """
    kept, begin = [], 0
    depth, cut_at, key_end = 0, -1, -1
    for count, token in enumerate(_TOKEN.finditer(raw)):
        if count == most_tokens:
            return None
        start, end = token.span()
        sign = raw[start]
        if sign == _QUOTE:
            is_key = end - start == len(_KEY) and raw[start:end] == _KEY
            key_end = end if is_key else -1
            continue
        if sign in _OPENING:
            is_outputs = sign == _LIST and key_end >= 0 and raw[key_end:start].strip() == b":"
            if is_outputs and cut_at < 0:
                kept.append(raw[begin:end])
                cut_at = depth
            depth += 1
        else:
            depth -= 1
            if depth == cut_at:
                begin, cut_at = start, -1
        key_end = -1
    return b"".join(kept) if cut_at >= 0 else b"".join((*kept, raw[begin:]))
