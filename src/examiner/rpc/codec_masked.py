"""The masked arrays of numpy."""

from typing import TYPE_CHECKING, Any

import numpy as np

from examiner.rpc.codec_python import items_of
from examiner.rpc.codec_table import CodecError, Json, Untrusted, register

if TYPE_CHECKING:
    from examiner.rpc.codec import Decoder, Encoder


def _encode(encoder: "Encoder", value: Any, depth: int) -> Json:
    if value.dtype.names is not None:
        return None
    mask = np.ma.getmaskarray(value)
    parts = np.asarray(value.data), np.asarray(mask), np.asarray(value.fill_value)
    return [encoder.encode(part, depth) for part in parts]


def _decode(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    data, mask, filling = (decoder.item(part, depth) for part in items_of(body, 3))
    if {type(data), type(mask), type(filling)} != {np.ndarray} or mask.dtype != bool:
        raise CodecError("invalid masked array")
    if data.shape != mask.shape or filling.shape != ():
        raise CodecError("invalid masked array")
    return np.ma.MaskedArray(data, mask, fill_value=filling.item())


register("ma", [np.ma.MaskedArray], _encode, _decode)
register(
    "mc", [type(np.ma.masked)], lambda *_: [], lambda *_: np.ma.masked
)  # what an item of one is
