"""The types of Python and its standard library that cross by value."""

import collections
from datetime import date, datetime, time, timedelta  # by name: a test may replace them
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from examiner.rpc.codec_table import CodecError, Json, Untrusted, register

if TYPE_CHECKING:
    from examiner.rpc.codec import Decoder, Encoder

_MOST_DIGITS = 1_000_000  # hexadecimal digits of an integer
_LONGEST_TEXT = 10_000  # characters of any other number, date or time


def items_of(body: Untrusted, count: int | None = None) -> list[Untrusted]:
    """Return a body that must be a list, of `count` items if that is given."""
    if type(body) is not list or count not in (None, len(body)):
        raise CodecError("invalid value")
    return body


def _text_of(body: Untrusted, longest: int = _LONGEST_TEXT) -> str:
    if type(body) is not str or len(body) > longest:
        raise CodecError("a number or a date is too long")
    return body


# Numbers and bytes. Small numbers never get here: they are JSON as they are.


def _encode_int(encoder: "Encoder", value: int, depth: int) -> Json:
    return hex(value) if value.bit_length() <= 4 * (_MOST_DIGITS - 3) else None


def _decode_int(decoder: "Decoder", body: Untrusted, depth: int) -> int:
    return int(_text_of(body, _MOST_DIGITS), 16)


def _decode_complex(decoder: "Decoder", body: Untrusted, depth: int) -> complex:
    real, imaginary = items_of(body, 2)
    return complex(float(_text_of(real)), float(_text_of(imaginary)))


def _encode_fraction(encoder: "Encoder", value: Fraction, depth: int) -> Json:
    digits = [hex(value.numerator), hex(value.denominator)]
    return digits if max(map(len, digits)) <= _LONGEST_TEXT else None


def _decode_fraction(decoder: "Decoder", body: Untrusted, depth: int) -> Fraction:
    return Fraction(*(int(_text_of(part), 16) for part in items_of(body, 2)))


def _encode_decimal(encoder: "Encoder", value: Decimal, depth: int) -> Json:
    text = str(value)
    return text if len(text) <= _LONGEST_TEXT else None


register("i", [int], _encode_int, _decode_int)
register("f", [float], lambda _, value, __: repr(value), lambda _, body, __: float(_text_of(body)))
register("c", [complex], lambda _, z, __: [repr(z.real), repr(z.imag)], _decode_complex)
register("fr", [Fraction], _encode_fraction, _decode_fraction)
register("de", [Decimal], _encode_decimal, lambda _, body, __: Decimal(_text_of(body)))
register("b", [bytes], lambda to, value, _: to.blob(value), lambda of, body, _: of.blob(body))
register(
    "y",
    [bytearray],
    lambda to, value, _: to.blob(value),
    lambda of, body, _: bytearray(of.blob(body)),
)


# Containers.


def _encode_items(encoder: "Encoder", value: Any, depth: int) -> Json:
    return encoder.encode_items(value, depth)


def _register_sequence(tag: str, kind: type) -> None:
    def decode(decoder: "Decoder", body: Untrusted, depth: int) -> object:
        return kind(decoder.items(items_of(body), depth))

    register(tag, [kind], _encode_items, decode)


def _encode_pairs(encoder: "Encoder", value: Any, depth: int) -> Json:
    encode = encoder.encode
    return [[encode(key, depth), encode(item, depth)] for key, item in value.items()]


def _decode_pairs(decoder: "Decoder", body: Untrusted, depth: int) -> dict[Any, Any]:
    item = decoder.item
    return {item(key, depth): item(value, depth) for key, value in items_of(body)}


def _register_mapping(tag: str, kind: type) -> None:
    def decode(decoder: "Decoder", body: Untrusted, depth: int) -> object:
        return kind(_decode_pairs(decoder, body, depth))

    register(tag, [kind], _encode_pairs, decode)


for _tag, _kind in (
    ("l", list),
    ("t", tuple),
    ("s", set),
    ("z", frozenset),
):
    _register_sequence(_tag, _kind)
register("d", [dict], _encode_pairs, _decode_pairs)
_register_mapping("o", collections.OrderedDict)
_register_mapping("k", collections.Counter)

#: What a defaultdict may call for a key that it lacks.
_FACTORIES = {kind.__name__: kind for kind in (list, dict, set, tuple, int, float, str, bool)}


def _encode_defaults(encoder: "Encoder", value: Any, depth: int) -> Json:
    factory = value.default_factory
    name = next((name for name, kind in _FACTORIES.items() if kind is factory), None)
    return [name, _encode_pairs(encoder, value, depth)]


def _decode_defaults(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    name, pairs = items_of(body, 2)
    factory = None if name is None else _FACTORIES[name]
    return collections.defaultdict(factory, _decode_pairs(decoder, pairs, depth))


def _encode_deque(encoder: "Encoder", value: Any, depth: int) -> Json:
    return [value.maxlen, _encode_items(encoder, value, depth)]


def _decode_deque(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    longest, items = items_of(body, 2)
    made = decoder.items(items_of(items), depth)
    return collections.deque(made, None if longest is None else int(longest))


register("dd", [collections.defaultdict], _encode_defaults, _decode_defaults)
register("q", [collections.deque], _encode_deque, _decode_deque)


# Places.


def _encode_range(encoder: "Encoder", value: range, depth: int) -> Json:
    return [_encode_int(encoder, part, depth) for part in (value.start, value.stop, value.step)]


def _decode_range(decoder: "Decoder", body: Untrusted, depth: int) -> range:
    return range(*(_decode_int(decoder, part, depth) for part in items_of(body, 3)))


def _encode_slice(encoder: "Encoder", value: "slice[Any, Any, Any]", depth: int) -> Json:
    return [encoder.encode(part, depth) for part in (value.start, value.stop, value.step)]


def _decode_slice(decoder: "Decoder", body: Untrusted, depth: int) -> "slice[Any, Any, Any]":
    return slice(*(decoder.item(part, depth) for part in items_of(body, 3)))


register("r", [range], _encode_range, _decode_range)
register("sl", [slice], _encode_slice, _decode_slice)
register("el", [type(Ellipsis)], lambda *_: [], lambda *_: Ellipsis)


# Dates and times, without a time zone: a zone is an object with code of its own.


def _encode_time(encoder: "Encoder", value: Any, depth: int) -> Json:
    has_zone = getattr(value, "tzinfo", None) is not None
    return None if has_zone else str(value.isoformat())


def _decode_timedelta(decoder: "Decoder", body: Untrusted, depth: int) -> timedelta:
    days, seconds, microseconds = map(int, items_of(body, 3))
    return timedelta(days, seconds, microseconds)


register("dt", [datetime], _encode_time,
         lambda _, body, __: datetime.fromisoformat(_text_of(body)))  # fmt: skip
register("da", [date], _encode_time,
         lambda _, body, __: date.fromisoformat(_text_of(body)))  # fmt: skip
register("ti", [time], _encode_time,
         lambda _, body, __: time.fromisoformat(_text_of(body)))  # fmt: skip
register("td", [timedelta],
         lambda _, value, __: [value.days, value.seconds, value.microseconds],
         _decode_timedelta)  # fmt: skip
