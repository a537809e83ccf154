"""Values that cross between the student's process and the tests' process.

A closed world: only exact, well-known types cross by value, everything else as a reference that
its owner keeps. What is decoded is hostile, so a decoder makes nothing but those types, counts
what it makes, and answers anything odd with `CodecError`. Nothing is ever unpickled here.

A value is JSON: None, bool, str and small numbers stand for themselves, all else is a list whose
first item is a tag: ``["t", [1, 2]]`` is the tuple ``(1, 2)``. Bytes of arrays go into blobs.
"""

import collections
import datetime
import decimal
import fractions
import math
import re
import sys

DEEPEST = 60
MOST_ITEMS = 2_000_000
_LONGEST_NUMBER = 1_000_000  # hexadecimal digits
_DTYPE = re.compile(r"[<>|=]([biufcSU]\d{1,7}|[Mm]8(\[\d{0,6}[A-Za-zμ]{1,2}\])?)")
_SEQUENCES = {
    "l": list, "t": tuple, "s": set, "z": frozenset, "q": collections.deque,
}  # fmt: skip
_SEQUENCE_TAGS = {kind: tag for tag, kind in _SEQUENCES.items()}
_MAPPINGS = (dict, collections.OrderedDict, collections.defaultdict, collections.Counter)
_TEXTS = {
    "dt": datetime.datetime, "da": datetime.date, "ti": datetime.time,
    "de": decimal.Decimal, "fr": fractions.Fraction,
}  # fmt: skip
_PANDAS_TAGS = frozenset(("ix", "ri", "mi", "se", "df", "na", "ts", "tl"))
_TEXT_TAGS = {kind: tag for tag, kind in _TEXTS.items()}


class CodecError(Exception):
    """A value cannot cross, or what came is no value."""


def _refuse(value, encoder):
    raise CodecError(f"a value of type {type(value).__name__} cannot be passed")


class Encoder:
    """Turns values into JSON and blobs.

    Parameters
    ----------
    reference : callable, optional
        Called with every object that cannot cross by value, and with the encoder; returns the
        JSON that stands for it. Without it such objects raise `CodecError`.

    Attributes
    ----------
    blobs : list of bytes
        Grows with each value encoded; belongs into the same frame.

    Examples
    --------
    >>> Encoder().encode({"a": (1, 2.5)})
    ['d', [['a', ['t', [1, 2.5]]]]]
    """

    def __init__(self, reference=_refuse):
        self.blobs = []
        self._reference = reference
        self._items = 0

    def encode(self, value, depth=0):
        """Encode a value; its type must be exactly one of the known ones, or it is referred to."""
        self._items += 1
        if depth > DEEPEST or self._items > MOST_ITEMS:
            raise CodecError("a value is nested too deep or has too many items")
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return value if -(2**53) < value < 2**53 else ["i", hex(value)]
        if kind is float:
            return value if math.isfinite(value) else ["f", repr(value)]
        if kind is complex:
            return ["c", repr(value.real), repr(value.imag)]
        if kind is bytes or kind is bytearray:
            return ["b" if kind is bytes else "y", self._blob(value)]
        if kind in _SEQUENCE_TAGS:
            return [_SEQUENCE_TAGS[kind], [self.encode(item, depth + 1) for item in value]]
        if kind in _MAPPINGS:
            pairs = [
                [self.encode(key, depth + 1), self.encode(item, depth + 1)]
                for key, item in kind.items(value)
            ]
            return ["k" if kind is collections.Counter else "d", pairs]
        if kind is slice:
            parts = (value.start, value.stop, value.step)
            return ["sl", [self.encode(part, depth + 1) for part in parts]]
        if kind is range:
            return ["r", [hex(part) for part in (value.start, value.stop, value.step)]]
        if value is Ellipsis:
            return ["el"]
        if kind is datetime.timedelta:
            return ["td", value.days, value.seconds, value.microseconds]
        if kind in _TEXT_TAGS and getattr(value, "tzinfo", None) is None:
            return [
                _TEXT_TAGS[kind],
                value.isoformat() if hasattr(value, "isoformat") else str(value),
            ]
        module = kind.__module__
        if module == "numpy" and "numpy" in sys.modules:
            return self._numpy(value, kind, depth)
        # A class may call itself what it likes: the encoders compare types by identity.
        if "pandas" in sys.modules and str(module).partition(".")[0] == "pandas":
            from examiner.rpc.codec_pandas import encode_pandas

            encoded = encode_pandas(self, value, kind, depth)
            if encoded is not None:
                return encoded
        return self._reference(value, self)

    def _blob(self, data):
        self.blobs.append(bytes(data))
        return len(self.blobs) - 1

    def _numpy(self, value, kind, depth):
        import numpy as np

        if kind is np.ndarray and value.dtype == object:
            return ["o", list(value.shape), [self.encode(item, depth + 1) for item in value.flat]]
        if kind is np.ndarray and _DTYPE.fullmatch(value.dtype.str):
            return ["a", value.dtype.str, list(value.shape), self._blob(value.tobytes())]
        if issubclass(kind, np.generic) and _DTYPE.fullmatch(value.dtype.str):
            return ["g", value.dtype.str, self._blob(value.tobytes())]
        return self._reference(value, self)


class Decoder:
    """Makes values of JSON and blobs, trusting neither.

    Parameters
    ----------
    blobs : list of bytes
        Those of the frame.
    reference : callable, optional
        Called with the rest of the list ``["h", ...]`` that stands for an object of the other
        side (or of one's own), and with the decoder; returns what to put in its place.

    Examples
    --------
    >>> Decoder([]).decode(["d", [["a", ["t", [1, 2.5]]]]])
    {'a': (1, 2.5)}
    """

    def __init__(self, blobs, reference=None):
        self._blobs = blobs
        self._reference = reference
        self._items = 0

    def decode(self, encoded):
        """Decode one value.

        Raises
        ------
        CodecError
            For anything that an `Encoder` does not make.
        """
        try:
            return self._value(encoded, 0)
        except CodecError:
            raise
        except Exception as error:  # whatever a constructor dislikes
            raise CodecError(f"what came is no value ({type(error).__name__})") from error

    def _value(self, encoded, depth):
        self._items += 1
        if depth > DEEPEST or self._items > MOST_ITEMS:
            raise CodecError("a value is nested too deep or has too many items")
        if encoded is None or type(encoded) in (bool, int, float, str):
            return encoded
        if type(encoded) is not list or not encoded or type(encoded[0]) is not str:
            raise CodecError("what came is no value")
        tag, *rest = encoded
        if tag == "h":
            if self._reference is None:
                raise CodecError("a reference where only values may stand")
            return self._reference(rest, self)
        if tag in _SEQUENCES:
            return _SEQUENCES[tag](self._value(item, depth + 1) for item in rest[0])
        if tag in ("d", "k"):
            pairs = [
                (self._value(key, depth + 1), self._value(item, depth + 1)) for key, item in rest[0]
            ]
            return dict(pairs) if tag == "d" else collections.Counter(dict(pairs))
        if tag in _PANDAS_TAGS:
            from examiner.rpc.codec_pandas import decode_pandas

            return decode_pandas(tag, rest, lambda item: self._value(item, depth + 1))
        return self._scalar_or_array(tag, rest, depth)

    def _scalar_or_array(self, tag, rest, depth):
        if tag == "i":
            return int(self._digits(rest[0]), 16)
        if tag == "f":
            return float(rest[0])
        if tag == "c":
            return complex(float(rest[0]), float(rest[1]))
        if tag == "b":
            return self._blob(rest[0])
        if tag == "y":
            return bytearray(self._blob(rest[0]))
        if tag == "sl":
            start, stop, step = (self._value(part, depth + 1) for part in rest[0])
            return slice(start, stop, step)
        if tag == "r":
            start, stop, step = (int(self._digits(part), 16) for part in rest[0])
            return range(start, stop, step)
        if tag == "el":
            return Ellipsis
        if tag == "td":
            return datetime.timedelta(*(int(part) for part in rest))
        if tag in _TEXTS:
            kind, text = _TEXTS[tag], str(rest[0])[:1000]
            return kind.fromisoformat(text) if hasattr(kind, "fromisoformat") else kind(text)
        if tag in ("a", "g", "o"):
            return self._numpy(tag, rest, depth)
        raise CodecError("what came is no value")

    @staticmethod
    def _digits(text):
        if type(text) is not str or len(text) > _LONGEST_NUMBER:
            raise CodecError("a number is too long")
        return text

    def _blob(self, number):
        if type(number) is not int or not 0 <= number < len(self._blobs):
            raise CodecError("bytes are missing")
        return self._blobs[number]

    def _numpy(self, tag, rest, depth):
        import numpy as np

        if tag == "o":
            shape, items = [int(side) for side in rest[0]], rest[1]
            if type(items) is not list or any(side < 0 for side in shape):
                raise CodecError("what came is no array")
            array = np.empty(len(items), object)
            for place, item in enumerate(items):
                array[place] = self._value(item, depth + 1)
            return array.reshape(shape)
        if type(rest[0]) is not str or not _DTYPE.fullmatch(rest[0]):
            raise CodecError("an array of a type that may not cross")
        dtype = np.dtype(rest[0])
        if tag == "g" and dtype.itemsize == 0:
            return dtype.type()  # an empty text
        if dtype.itemsize == 0 or (dtype.kind == "b" and dtype.itemsize != 1):
            raise CodecError("an array of a type that may not cross")
        if tag == "g":
            (scalar,) = np.frombuffer(self._blob(rest[1]), dtype)
            return np.bool_(self._blob(rest[1]) != b"\0") if dtype.kind == "b" else scalar
        shape = [int(side) for side in rest[1]]
        if len(shape) > 32 or any(side < 0 for side in shape):
            raise CodecError("what came is no array")
        data = self._blob(rest[2])
        if math.prod(shape) * dtype.itemsize != len(data):
            raise CodecError("what came is no array")
        if dtype.kind == "b":  # a byte other than 0 and 1 would be neither true nor false
            return (np.frombuffer(data, np.uint8) != 0).reshape(shape)
        return np.frombuffer(data, dtype).reshape(shape).copy()
