"""Type hints, and the fields of data classes: what tests find in annotations.

Security rule: no text stands for a type here, as `typing` would run it (see `examiner.rpc.texts`).
"""

import dataclasses
import functools
import operator
import types
import typing
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from examiner.rpc.codec_python import items_of
from examiner.rpc.codec_table import CodecError, Json, Untrusted, register

if TYPE_CHECKING:
    from examiner.rpc.codec import Decoder, Encoder

#: Names of `typing` that take types in brackets.
_WITH_BRACKETS = """
    List Dict Set FrozenSet Tuple Type Deque DefaultDict OrderedDict Counter Union Callable Iterable
    Iterator Generator Sequence MutableSequence Mapping MutableMapping Collection Container Hashable
    Sized Reversible Awaitable Coroutine AsyncIterator AsyncIterable Literal ClassVar Final
"""
_GENERIC = frozenset(_WITH_BRACKETS.split())
_BARE = frozenset(("Any", "Optional", "NoReturn", "Never", "Self", "LiteralString")) | _GENERIC
_NONE = type(None)


def _encode_hint(encoder: "Encoder", value: Any, depth: int) -> Json:
    """Encode a hint as a name, or the class that stands before the brackets, and what is in them."""
    args = getattr(value, "__args__", None)
    if isinstance(value, types.UnionType):
        return ["|", _encode_all(encoder, value.__args__, depth)]
    if isinstance(value, types.GenericAlias):
        if _has_text(args or ()):
            return None
        inside = _encode_all(encoder, value.__args__, depth)
        return [encoder.encode(value.__origin__, depth), inside]
    named = value if getattr(value, "__origin__", None) is not typing.Union else typing.Union
    name = getattr(named, "_name", None) or getattr(named, "__name__", None)
    if name is None:
        name = getattr(getattr(value, "__origin__", None), "_name", None)
    if name not in _BARE or (name != "Literal" and _has_text(args or ())):
        return None
    return [name, None if args is None else _encode_all(encoder, args, depth)]


def _has_text(args: Sequence[Any]) -> bool:
    return any(isinstance(arg, str | typing.ForwardRef) for arg in args)


def _encode_all(encoder: "Encoder", args: Sequence[Any], depth: int) -> list[Json]:
    return [encoder.encode(None if arg is _NONE else arg, depth) for arg in args]


def _decode_hint(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    before, inside = items_of(body, 2)
    if inside is None:
        if before not in _BARE:
            raise CodecError("invalid type hint")
        return getattr(typing, before)
    args = tuple(decoder.item(part, depth) for part in items_of(inside))
    if before == "|":
        return functools.reduce(operator.or_, [_NONE if arg is None else arg for arg in args])
    if type(before) is not str and not _has_text(args):
        return types.GenericAlias(decoder.item(before, depth), args)
    if before not in _GENERIC or (before != "Literal" and _has_text(args)):
        raise CodecError("invalid type hint")
    if before == "Callable":
        *taken, given = args
        return typing.Callable[... if taken == [...] else taken, given]
    generic: Any = getattr(typing, before)
    return generic[args[0] if len(args) == 1 else args]


#: The classes of hints, in whichever version of Python has them.
_CLASSES = """
    _GenericAlias _UnionGenericAlias _SpecialGenericAlias _CallableGenericAlias _CallableType _TupleType
    _LiteralGenericAlias _SpecialForm _LiteralSpecialForm _TypedCacheSpecialForm _AnyMeta
"""
_FOUND = [getattr(typing, name) for name in _CLASSES.split() if hasattr(typing, name)]
register("ty", [types.GenericAlias, types.UnionType, *_FOUND], _encode_hint, _decode_hint)


# Fields of data classes. Whether one is there at all, `dataclasses` tells by a constant of its own.

_FLAGS = "init", "repr", "hash", "compare", "kw_only"
_FIELD_KINDS = {kind.name: kind for kind in (
    dataclasses._FIELD, dataclasses._FIELD_CLASSVAR, dataclasses._FIELD_INITVAR,  # type: ignore[attr-defined]
)}  # fmt: skip


def _encode_field(encoder: "Encoder", field: Any, depth: int) -> Json:
    values = [
        [] if value is dataclasses.MISSING else [encoder.encode(value, depth)]
        for value in (field.default, field.default_factory)
    ]
    flags = [getattr(field, flag) is True if flag != "hash" else field.hash for flag in _FLAGS]
    hint = encoder.encode(field.type, depth)
    return [field.name, hint, *values, flags, field._field_type.name]


def _decode_field(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    name, hint, default, factory, flags, kind = items_of(body, 6)
    if not all(flag in (True, False, None) for flag in items_of(flags, len(_FLAGS))):
        raise CodecError("invalid field")
    if type(name) is not str or not name.isidentifier():  # dataclasses writes code with it
        raise CodecError("invalid field")
    given = [
        decoder.item(items_of(held, 1)[0], depth) if items_of(held) else dataclasses.MISSING
        for held in (default, factory)
    ]
    options = dict(zip(_FLAGS, flags, strict=True))
    make: Any = dataclasses.Field
    field = make(*given, metadata=None, **options)
    field.name, field.type = name, decoder.item(hint, depth)
    field._field_type = _FIELD_KINDS[kind]
    return field


register("fi", [dataclasses.Field], _encode_field, _decode_field)
