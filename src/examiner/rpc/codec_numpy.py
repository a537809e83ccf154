"""The types of numpy that cross by value: arrays and scalars of plain types, arrays of objects."""

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from examiner.rpc.codec_python import items_of
from examiner.rpc.codec_table import CodecError, Json, Untrusted, register

if TYPE_CHECKING:
    from examiner.rpc.codec import Decoder, Encoder

#: Numbers, truth values, texts, dates and durations. All else may hold pointers or code.
_PLAIN = re.compile(r"[<>|=]([biufcSU]\d{1,7}|[Mm]8(\[\d{0,6}[A-Za-zμ]{1,2}\])?)")
_OBJECTS = "|O"
_MOST_DIMENSIONS = 32
_LONGEST_NAME = 40  # of a type


def _encode_array(encoder: "Encoder", value: Any, depth: int) -> Json:
    dtype, shape = value.dtype.str, list(value.shape)
    if dtype == _OBJECTS:
        return [dtype, shape, encoder.encode_items(value.flat, depth)]
    return (
        [dtype, shape, encoder.blob(value.tobytes())] if _plain_dtype(dtype) is not None else None
    )


def _decode_array(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    name, sides, data = items_of(body, 3)
    shape = [int(side) for side in items_of(sides)]
    if len(shape) > _MOST_DIMENSIONS or any(side < 0 for side in shape):
        raise CodecError("invalid array")
    if name == _OBJECTS:
        items = decoder.items(items_of(data), depth)
        return np.fromiter(items, object, len(items)).reshape(shape)
    dtype, raw = _dtype(name), decoder.blob(data)
    if dtype.itemsize == 0 or math.prod(shape) * dtype.itemsize != len(raw):
        raise CodecError("invalid array")
    if dtype.kind == "b":  # a byte other than 0 and 1 would be neither true nor false
        return (np.frombuffer(raw, np.uint8) != 0).reshape(shape)
    return np.frombuffer(raw, dtype).reshape(shape).copy()


def _encode_scalar(encoder: "Encoder", value: Any, depth: int) -> Json:
    dtype = value.dtype.str
    return [dtype, encoder.blob(value.tobytes())] if _plain_dtype(dtype) is not None else None


def _decode_scalar(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    name, data = items_of(body, 2)
    dtype = _dtype(name)
    if dtype.itemsize == 0:
        return dtype.type()  # an empty text
    (scalar,) = np.frombuffer(decoder.blob(data), dtype)
    return np.bool_(decoder.blob(data) != b"\0") if dtype.kind == "b" else scalar


@lru_cache(maxsize=100)
def _plain_dtype(name: str) -> Any:
    """Make the type that numpy calls so; None if its arrays may not cross."""
    dtype = np.dtype(name) if _PLAIN.fullmatch(name) else None
    return None if dtype is None or (dtype.kind == "b" and dtype.itemsize != 1) else dtype


def _dtype(name: Untrusted) -> Any:
    short = type(name) is str and len(name) <= _LONGEST_NAME  # of others none is remembered
    if not short or (dtype := _plain_dtype(name)) is None:
        raise CodecError("an array of a type that may not cross")
    return dtype


register("a", [np.ndarray], _encode_array, _decode_array)
register("g", [*set(np.sctypeDict.values())], _encode_scalar, _decode_scalar)
