"""The sparse matrices and arrays of scipy."""

from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse

from examiner.rpc.codec_python import items_of
from examiner.rpc.codec_table import CodecError, Json, Untrusted, register

if TYPE_CHECKING:
    from examiner.rpc.codec import Decoder, Encoder

_KINDS = {
    name: getattr(scipy.sparse, name)
    for form in ("csr", "csc", "coo", "lil", "dok", "dia")
    for name in (f"{form}_matrix", f"{form}_array")
}
_LONGEST_SIDE = 10_000_000


def _encode(encoder: "Encoder", value: Any, depth: int) -> Json:
    if value.ndim != 2 or max(value.shape) > _LONGEST_SIDE:
        return None
    found = value.tocoo()
    parts = found.row, found.col, found.data
    encoded = [encoder.encode(part, depth) for part in parts]
    return [type(value).__name__, list(map(int, value.shape)), *encoded]


def _decode(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    name, sides, *parts = items_of(body, 5)
    shape = tuple(int(side) for side in items_of(sides, 2))
    rows, columns, data = (decoder.item(part, depth) for part in parts)
    if not all(0 <= side <= _LONGEST_SIDE for side in shape):
        raise CodecError("invalid sparse matrix")
    # Conversions between the formats are machine code that trusts its indices.
    if not (_is_plain(data, "biufc") and _is_inside(rows, shape[0], data)):
        raise CodecError("invalid sparse matrix")
    if not _is_inside(columns, shape[1], data):
        raise CodecError("invalid sparse matrix")
    return _KINDS[name](scipy.sparse.coo_array((data, (rows, columns)), shape=shape))


def _is_inside(places: Any, side: int, data: Any) -> bool:
    if not _is_plain(places, "i") or len(places) != len(data):
        return False
    return len(places) == 0 or bool(places.min() >= 0 and places.max() < side)


def _is_plain(array: Any, kinds: str) -> bool:
    return type(array) is np.ndarray and array.ndim == 1 and array.dtype.kind in kinds


register("sm", [*_KINDS.values()], _encode, _decode)
