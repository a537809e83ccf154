"""The pandas types of the codec: Series, DataFrame and the plain kinds of Index."""

import pandas as pd

_PLAIN = "biufcmM"


def encode_pandas(encoder, value, kind, depth):
    """Encode a pandas object whose type is exactly `kind`; None if it cannot cross by value."""

    def encode(item):
        return encoder.encode(item, depth + 1)

    if value is pd.NA or value is pd.NaT:
        return ["na", "NA" if value is pd.NA else "NaT"]
    if kind in (pd.Timestamp, pd.Timedelta):
        return ["ts" if kind is pd.Timestamp else "tl", value.isoformat()]
    if kind is pd.RangeIndex:
        return ["ri", value.start, value.stop, value.step, encode(value.name)]
    if kind is pd.MultiIndex:
        return ["mi", encode(list(value)), encode(list(value.names))]
    if kind in (pd.Index, pd.DatetimeIndex, pd.TimedeltaIndex):
        return ["ix", _values(value, encode), str(value.dtype), encode(value.name)]
    if kind is pd.Series:
        name = encode(value.name)
        return ["se", encode(value.index), _values(value, encode), str(value.dtype), name]
    if kind is pd.DataFrame:
        columns = [value.iloc[:, place] for place in range(value.shape[1])]
        parts = [[_values(column, encode), str(column.dtype)] for column in columns]
        return ["df", encode(value.index), encode(value.columns), parts]
    return None


def _values(column, encode):
    """Encode the cells of a column: as an array where numpy has the type, else one by one."""
    if getattr(column.dtype, "kind", "O") in _PLAIN and hasattr(column.dtype, "newbyteorder"):
        return encode(column.to_numpy())
    return encode(column.astype(object).to_numpy())


def decode_pandas(tag, rest, decode):
    """Decode what `encode_pandas` made; anything may be raised for anything else."""
    if tag == "na":
        return {"NA": pd.NA, "NaT": pd.NaT}[rest[0]]
    if tag in ("ts", "tl"):
        return (pd.Timestamp if tag == "ts" else pd.Timedelta)(str(rest[0])[:100])
    if tag == "ri":
        start, stop, step = (int(part) for part in rest[:3])
        return pd.RangeIndex(start, stop, step, name=decode(rest[3]))
    if tag == "mi":
        return pd.MultiIndex.from_tuples(decode(rest[0]), names=decode(rest[1]))
    if tag == "ix":
        return pd.Index(decode(rest[0]), dtype=_dtype(rest[1]), name=decode(rest[2]))
    if tag == "se":
        index, values, name = decode(rest[0]), decode(rest[1]), decode(rest[3])
        return pd.Series(values, index=index, dtype=_dtype(rest[2]), name=name)
    index, columns = decode(rest[0]), decode(rest[1])
    parts = [pd.Series(decode(values), dtype=_dtype(dtype)) for values, dtype in rest[2]]
    frame = pd.concat(parts, axis=1) if parts else pd.DataFrame(index=range(len(index)))
    # Set after the fact: column names may repeat.
    return frame.set_axis(columns, axis=1).set_axis(index, axis=0)


def _dtype(name):
    if type(name) is not str or len(name) > 60:
        raise ValueError("no dtype")
    return pd.api.types.pandas_dtype(name)
