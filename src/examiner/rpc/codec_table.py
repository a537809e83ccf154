"""The table of the types that may cross by value: a tag, how to encode, how to decode.

A type is added by one call of `register`. Python's own types are in `examiner.rpc.codec_python`;
those of a library are registered by a module of their own once the library is needed.
"""

import importlib
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from examiner.rpc.codec import Decoder, Encoder

#: What JSON can hold, without objects: the codec writes pairs instead.
Json: TypeAlias = bool | int | float | str | Sequence["Json"] | None
#: JSON of the other process, which may be hostile: nothing is known of its shape.
Untrusted: TypeAlias = Any
#: Given the encoder, a value and the depth of its items; None if this value cannot cross.
Encode: TypeAlias = Callable[["Encoder", Any, int], Json]
#: Given the decoder, what `Encode` returned and the depth; may raise anything for anything else.
Decode: TypeAlias = Callable[["Decoder", Untrusted, int], object]


class CodecError(Exception):
    """A value cannot cross, or an invalid one came."""


class _Encoding(NamedTuple):
    tag: str
    kind: type
    encode: Encode


_NUMBERS = frozenset(map(id, (int, float, bool)))
#: By the identity of the type: no metaclass can make a class pass for another one here.
_encoders: dict[int, _Encoding] = {}
_decoders: dict[str, Decode] = {}
#: By library, the module that registers its types, and their tags; until it is imported.
_unregistered = {
    "numpy": ("codec_numpy", ("a", "g")),
    "pandas": ("codec_pandas", ("na", "ts", "tl", "ri", "mi", "ix", "se", "df", "ca")),
    "scipy.sparse": ("codec_sparse", ("sm",)),
    "sympy": ("codec_sympy", ("sy",)),
    "typing": ("codec_typing", ("ty", "fi")),
    "types": ("codec_typing", ("ty", "fi")),
    "dataclasses": ("codec_typing", ("ty", "fi")),
}


def register(tag: str, kinds: Sequence[type], encode: Encode, decode: Decode) -> None:
    """Let values whose type is exactly one of `kinds` cross.

    Parameters
    ----------
    tag
        Unique; stands before what `encode` returns.
    kinds
        Types, not their subclasses.
    encode, decode
        See `Encode` and `Decode`.

    Raises
    ------
    ValueError
        If the tag or a type is registered already.
    """
    taken = [kind.__name__ for kind in kinds if id(kind) in _encoders]
    if tag in _decoders or taken:
        raise ValueError(f"the codec has the tag {tag!r} or a type of {taken} already")
    _decoders[tag] = decode
    _encoders.update((id(kind), _Encoding(tag, kind, encode)) for kind in kinds)


def register_loaded_libraries() -> None:
    """Register the types of the libraries that this process has imported."""
    for library in [*_unregistered]:
        if library in sys.modules:
            _register_library(library)


def _register_library(library: str) -> None:
    if library in _unregistered:
        module, _ = _unregistered[library]
        importlib.import_module(f"examiner.rpc.{module}")
        _unregistered.pop(library, None)


def encoding_of(kind: type) -> _Encoding | None:
    """Return the tag and the function that encode values of exactly this type, if any."""
    if (found := _encoders.get(id(kind))) is not None:
        return found
    # A class may call itself what it likes: this only decides what is imported.
    module = str(kind.__module__)
    for library in [*_unregistered]:
        if library in sys.modules and f"{module}.".startswith(f"{library}."):
            _register_library(library)
    return _encoders.get(id(kind))


def are_numbers(values: Iterable[object]) -> bool:
    """Tell whether all are numbers of Python's or numpy's, which nothing can change."""
    kinds = {*map(id, map(type, values))} - _NUMBERS
    found = [_encoders.get(kind) for kind in kinds]
    return all(encoding is not None and encoding.tag == "g" for encoding in found)


def decoding_of(tag: str) -> Decode:
    """Return the function that decodes what stands behind a tag; CodecError if there is none."""
    if (found := _decoders.get(tag)) is None:
        for library in [name for name, (_, tags) in _unregistered.items() if tag in tags]:
            _register_library(library)
        if (found := _decoders.get(tag)) is None:
            raise CodecError("invalid value")
    return found


def tags() -> list[str]:
    """List all tags, those of every library included."""
    for library in [*_unregistered]:
        _register_library(library)
    return sorted(_decoders)
