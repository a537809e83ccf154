"""The types of pandas that cross by value: Series, DataFrame and the plain kinds of Index."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from examiner.rpc.codec_python import items_of
from examiner.rpc.codec_table import Json, Untrusted, register

if TYPE_CHECKING:
    from examiner.rpc.codec import Decoder, Encoder

_PLAIN = "biufcmM"  # kinds of columns that cross as one array
_LONGEST_TEXT = 100
# Of types. Both take as long as the rest of a small table, and few types are ever used.
_name = lru_cache(256)(str)
_named = lru_cache(256)(pd.api.types.pandas_dtype)


def _encode_missing(encoder: "Encoder", value: Any, depth: int) -> Json:
    return "NA" if value is pd.NA else "NaT"


def _decode_missing(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    return {"NA": pd.NA, "NaT": pd.NaT}[body]


def _encode_time(encoder: "Encoder", value: Any, depth: int) -> Json:
    return str(value.isoformat())


def _decode_timestamp(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    return pd.Timestamp(str(body)[:_LONGEST_TEXT])


def _decode_timedelta(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    return pd.Timedelta(str(body)[:_LONGEST_TEXT])


def _encode_range_index(encoder: "Encoder", value: Any, depth: int) -> Json:
    return [value.start, value.stop, value.step, encoder.encode(value.name, depth)]


def _decode_range_index(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    *ends, name = items_of(body, 4)
    start, stop, step = (int(end) for end in ends)
    return pd.RangeIndex(start, stop, step, name=decoder.item(name, depth))


def _encode_multi_index(encoder: "Encoder", value: Any, depth: int) -> Json:
    return [encoder.encode(list(value), depth), encoder.encode(list(value.names), depth)]


def _decode_multi_index(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    values, names = (decoder.item(part, depth) for part in items_of(body, 2))
    return pd.MultiIndex.from_tuples(values, names=names)


def _encode_index(encoder: "Encoder", value: Any, depth: int) -> Json:
    return [*_encode_column(encoder, value, depth), encoder.encode(value.name, depth)]


def _decode_index(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    values, dtype, name = items_of(body, 3)
    values, dtype = _decode_column(decoder, values, dtype, depth)
    return pd.Index(values, dtype=dtype, name=decoder.item(name, depth))


def _encode_categorical(encoder: "Encoder", value: Any, depth: int) -> Json:
    return _encode_column(encoder, pd.Series(value), depth)


def _decode_categorical(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    values, dtype = items_of(body, 2)
    values, dtype = _decode_column(decoder, values, dtype, depth)
    return pd.Categorical(values, dtype=dtype)


def _encode_series(encoder: "Encoder", value: Any, depth: int) -> Json:
    index, name = encoder.encode(value.index, depth), encoder.encode(value.name, depth)
    return [index, *_encode_column(encoder, value, depth), name]


def _decode_series(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    index, values, dtype, name = items_of(body, 4)
    index, name = decoder.item(index, depth), decoder.item(name, depth)
    values, dtype = _decode_column(decoder, values, dtype, depth)
    return pd.Series(values, index=index, dtype=dtype, name=name)


def _encode_frame(encoder: "Encoder", value: Any, depth: int) -> Json:
    parts = [_encode_column(encoder, column, depth) for _, column in value.items()]
    return [encoder.encode(value.index, depth), encoder.encode(value.columns, depth), parts]


def _decode_frame(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    index, columns, parts = items_of(body, 3)
    index, columns = decoder.item(index, depth), decoder.item(columns, depth)
    arrays = {}
    for place, (values, dtype) in enumerate(items_of(parts)):
        values, dtype = _decode_column(decoder, values, dtype, depth)
        arrays[place] = values if dtype is None else pd.Series(values, index=index, dtype=dtype)
    frame = pd.DataFrame(arrays, index=index)
    frame.columns = columns  # set after the fact: their names may repeat
    return frame


def _encode_column(encoder: "Encoder", column: Any, depth: int) -> list[Json]:
    """Encode the cells of a column, as an array where numpy has the type, else one by one."""
    plain = getattr(column.dtype, "kind", "O") in _PLAIN and hasattr(column.dtype, "newbyteorder")
    values = column.to_numpy() if plain else column.to_numpy(dtype=object)
    return [encoder.encode(values, depth), _encode_dtype(encoder, column.dtype, depth)]


def _encode_dtype(encoder: "Encoder", dtype: Any, depth: int) -> Json:
    if isinstance(dtype, pd.CategoricalDtype):
        return [encoder.encode(dtype.categories, depth), dtype.ordered]
    return _name(dtype)


def _decode_column(
    decoder: "Decoder", values: Untrusted, dtype: Untrusted, depth: int
) -> tuple[Any, Any]:
    """Decode the cells of a column, and its type; None if that is the type of their array."""
    made = decoder.item(values, depth)
    if type(made) is np.ndarray and made.dtype.kind in _PLAIN and dtype == _name(made.dtype):
        return made, None
    return made, _dtype(decoder, dtype, depth)


def _dtype(decoder: "Decoder", name: Untrusted, depth: int) -> Any:
    if type(name) is list:
        categories, ordered = name
        return pd.CategoricalDtype(decoder.item(categories, depth), ordered is True)
    if type(name) is not str or len(name) > 60:
        raise ValueError("no dtype")
    return _named(name)


register("na", [type(pd.NA), type(pd.NaT)], _encode_missing, _decode_missing)
register("ts", [pd.Timestamp], _encode_time, _decode_timestamp)
register("tl", [pd.Timedelta], _encode_time, _decode_timedelta)
register("ri", [pd.RangeIndex], _encode_range_index, _decode_range_index)
register("mi", [pd.MultiIndex], _encode_multi_index, _decode_multi_index)
register(
    "ix",
    [pd.Index, pd.DatetimeIndex, pd.TimedeltaIndex, pd.CategoricalIndex],
    _encode_index,
    _decode_index,
)
register("ca", [pd.Categorical], _encode_categorical, _decode_categorical)
register("se", [pd.Series], _encode_series, _decode_series)
register("df", [pd.DataFrame], _encode_frame, _decode_frame)
