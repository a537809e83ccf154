"""Values that cross between the student's process and the tests' process.

A closed world: only exact, well-known types cross by value, everything else as a reference that
its owner keeps. What is decoded is hostile, so a decoder makes nothing but those types, counts
what it makes, and answers anything odd with `CodecError`. Nothing is ever unpickled here.

A value is JSON: None, bool, str and small numbers stand for themselves, all else is a pair of a tag
and a body: ``["t", [1, 2]]`` is the tuple ``(1, 2)``. Bytes of arrays go into blobs.
`examiner.rpc.codec_table` knows the tags.
"""

import math
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, TypeAlias

from examiner.rpc import codec_python  # noqa: F401 - registers Python's own types
from examiner.rpc.codec_table import CodecError, Json, Untrusted, decoding_of, encoding_of

DEEPEST = 60
MOST_ITEMS = 2_000_000
LARGEST_PLAIN_INT = 2**53  # not every reader of JSON takes larger ones exactly
_REFERENCE = "h"
#: JSON as they are. By identity, as in the table: a class of the student's may have a metaclass.
_SIMPLE = frozenset(map(id, (str, bool, type(None))))
_INT, _FLOAT = frozenset((id(int),)), frozenset((id(float),))
_SCALARS = frozenset((str, bool, int, float, type(None)))  # of JSON

#: Given an object that cannot cross by value and the encoder, returns what stands for it.
Refer: TypeAlias = Callable[[Any, "Encoder"], Json]
#: Given what the other side's `Refer` returned and the decoder, returns what to put in its place.
Resolve: TypeAlias = Callable[[Untrusted, "Decoder"], object]


def _refuse(value: object, encoder: "Encoder") -> NoReturn:
    raise CodecError(f"a value of type {type(value).__name__} cannot be passed")


def _refuse_reference(body: Untrusted, decoder: "Decoder") -> NoReturn:
    raise CodecError("a reference where only values may stand")


class Encoder:
    """Turns values into JSON and blobs.

    Parameters
    ----------
    refer
        Called with every object that cannot cross by value. Without it such objects raise
        `CodecError`.
    most
        Items that all values together may have.

    Attributes
    ----------
    blobs
        Grows with each value encoded; belongs into the same frame.

    Examples
    --------
    >>> Encoder().encode({"a": (1, 2.5)})
    ['d', [['a', ['t', [1, 2.5]]]]]
    """

    def __init__(self, refer: Refer = _refuse, most: int = MOST_ITEMS) -> None:
        self.blobs: list[bytes] = []
        self._refer = refer
        self._left = most

    def encode(self, value: Any, depth: int = 0) -> Json:
        """Encode a value; its type must be exactly one of the known ones, or it is referred to.

        Raises
        ------
        CodecError
            If the value is nested too deeply, has too many items, or cannot be referred to.
        """
        self._left -= 1
        if depth > DEEPEST or self._left < 0:
            raise CodecError("a value is nested too deeply or has too many items")
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value  # type: ignore[no-any-return]
        if kind is float and math.isfinite(value):
            return value  # type: ignore[no-any-return]
        if kind is int and -LARGEST_PLAIN_INT < value < LARGEST_PLAIN_INT:
            return value  # type: ignore[no-any-return]
        if (encoding := encoding_of(kind)) is not None:
            body = encoding.encode(self, value, depth + 1)
            if body is not None:
                return [encoding.tag, body]
        return [_REFERENCE, self._refer(value, self)]

    def encode_items(self, values: Iterable[Any], depth: int) -> list[Json]:
        """Encode the items of a container, all at once if they are plain texts or numbers."""
        items = [*values]
        kinds = {*map(id, map(type, items))}
        plain = (
            kinds <= _SIMPLE
            or (kinds == _FLOAT and all(map(math.isfinite, items)))
            or (kinds == _INT and -LARGEST_PLAIN_INT < min(items) <= max(items) < LARGEST_PLAIN_INT)
        )
        if not plain or depth > DEEPEST or len(items) > self._left:
            return [self.encode(item, depth) for item in items]
        self._left -= len(items)
        return items

    def blob(self, data: bytes | bytearray) -> int:
        """Put bytes beside the JSON and return the number that stands for them in it."""
        self.blobs.append(bytes(data))
        return len(self.blobs) - 1


def look(value: object, refer: Refer = _refuse, most: int = MOST_ITEMS) -> tuple[str, list[bytes]]:
    """Return what a value looks like on the wire, to compare: 1, 1.0 and True look different.

    Parameters
    ----------
    value
    refer, most
        See `Encoder`.

    Raises
    ------
    CodecError

    Examples
    --------
    >>> look([1]) == look([True])
    False
    """
    encoder = Encoder(refer, most)
    return repr(encoder.encode(value)), encoder.blobs


class Decoder:
    """Makes values of JSON and blobs, trusting neither.

    Parameters
    ----------
    blobs
        Those of the frame.
    resolve
        Called with what stands for an object of the other side (or of one's own). Without it a
        reference raises `CodecError`.

    Examples
    --------
    >>> Decoder([]).decode(["d", [["a", ["t", [1, 2.5]]]]])
    {'a': (1, 2.5)}
    """

    def __init__(self, blobs: list[bytes], resolve: Resolve = _refuse_reference) -> None:
        self._blobs = blobs
        self._resolve = resolve
        self._items = 0

    def decode(self, encoded: Untrusted) -> Any:
        """Decode one value.

        Raises
        ------
        CodecError
            For anything that an `Encoder` does not make.
        """
        try:
            return self.item(encoded, 0)
        except CodecError:
            raise
        except Exception as error:  # whatever a constructor dislikes
            raise CodecError(f"invalid value ({type(error).__name__})") from error

    def item(self, encoded: Untrusted, depth: int) -> Any:
        """Decode an item of a value; for the functions of the table. May raise anything."""
        self._items += 1
        if depth > DEEPEST or self._items > MOST_ITEMS:
            raise CodecError("a value is nested too deeply or has too many items")
        kind = type(encoded)
        if kind is float or kind is str or kind is int or encoded is None or kind is bool:
            return encoded
        if kind is not list or len(encoded) != 2 or type(encoded[0]) is not str:
            raise CodecError("invalid value")
        tag, body = encoded
        if tag == _REFERENCE:
            return self._resolve(body, self)
        return decoding_of(tag)(self, body, depth + 1)

    def items(self, encoded: list[Untrusted], depth: int) -> list[Any]:
        """Decode the items of a container, all at once if they are plain texts or numbers."""
        most = MOST_ITEMS - self._items
        if depth > DEEPEST or len(encoded) > most or not _SCALARS.issuperset(map(type, encoded)):
            return [self.item(item, depth) for item in encoded]
        self._items += len(encoded)
        return encoded

    def blob(self, number: Untrusted) -> bytes:
        """Return the bytes that a number stands for."""
        if type(number) is not int or not 0 <= number < len(self._blobs):
            raise CodecError("bytes are missing")
        return self._blobs[number]
