"""Expressions of sympy: trees of the classes that are listed here.

Security rule: a decoded tree holds numbers, listed constants, and symbols whose names are
identifiers. No text gets as far as ``sympify``, which would run it, and none can be more than a name
where ``lambdify`` writes Python. Nothing is evaluated while a tree is made.
"""

import re
from typing import TYPE_CHECKING, Any

import sympy
from sympy.functions.elementary.piecewise import ExprCondPair

from examiner.rpc.codec_python import items_of
from examiner.rpc.codec_table import CodecError, Json, Untrusted, register

if TYPE_CHECKING:
    from examiner.rpc.codec import Decoder, Encoder

_NAME = re.compile(r"[^\W\d]\w{0,60}")
_ASSUMPTION = re.compile(r"[a-z_]{1,30}")
_MOST_DIGITS = 100_000
_MOST_BITS = 100_000
_DEEPEST = 50
_MATRICES = {"Matrix": sympy.Matrix, "ImmutableMatrix": sympy.ImmutableMatrix}
_CONSTANTS = {
    name: getattr(sympy, name)
    for name in ("pi", "E", "I", "oo", "zoo", "nan", "EulerGamma", "GoldenRatio", "true", "false",
                 "EmptySet", "Reals", "Integers", "Naturals")
} | {"-oo": -sympy.oo}  # fmt: skip
#: Classes whose constructors take `evaluate`, and those that evaluate nothing or not much.
_PLAIN = "Tuple Integral Derivative Sum Product Limit Interval ExprCondPair Lambda"
_EVALUATED = """
    Add Mul Pow sin cos tan cot sec csc asin acos atan atan2 sinh cosh tanh asinh acosh atanh exp log
    Abs sign floor ceiling factorial binomial gamma erf Max Min Heaviside re im arg conjugate
    Equality Unequality StrictLessThan LessThan StrictGreaterThan GreaterThan And Or Not
    Piecewise FiniteSet Union Intersection
"""
_COMPOSED: dict[str, Any] = {
    name: getattr(sympy, name, ExprCondPair) for name in [*_PLAIN.split(), *_EVALUATED.split()]
}
_NAMES: dict[Any, str] = {kind: name for name, kind in _COMPOSED.items()}
_OF_CONSTANTS = {type(value): name for name, value in _CONSTANTS.items()}
_INTEGERS = {type(sympy.Integer(n)) for n in (-1, 0, 1, 2)}
_RATIONALS = {type(sympy.Rational(1, n)) for n in (2, 3)}


class _NotListed(Exception):
    """A part of an expression is of a class that is not listed."""


def _encode(encoder: "Encoder", value: Any, depth: int) -> Json:
    try:
        return _tree(value, depth)
    except _NotListed:
        return None  # all of it stays where it is


def _tree(value: Any, depth: int) -> list[Json]:
    kind = type(value)
    if depth > _DEEPEST:
        raise _NotListed
    if kind is sympy.Symbol and _NAME.fullmatch(value.name):
        return ["Symbol", value.name, [list(pair) for pair in value._assumptions_orig.items()]]
    if kind in _INTEGERS | _RATIONALS and max(map(_size, (value.p, value.q))) < 4 * _MOST_DIGITS:
        return ["Rational", hex(value.p), hex(value.q)]
    if kind is sympy.Float and value.is_finite and value and value._prec <= _MOST_BITS:
        sign, mantissa, exponent, _ = value._mpf_
        return ["Float", int(sign), hex(mantissa), int(exponent), value._prec]
    if (constant := _OF_CONSTANTS.get(kind)) is not None:
        return [constant]
    for name, matrix in _MATRICES.items():
        if kind is matrix:
            parts = [["sy", _tree(item, depth + 2)] for item in value.flat()]
            return [name, *map(int, value.shape), *parts]
    if kind in _NAMES:
        return [_NAMES[kind], *(["sy", _tree(arg, depth + 1)] for arg in value.args)]
    raise _NotListed


def _size(number: Any) -> int:
    return int(number).bit_length()


def _decode(decoder: "Decoder", body: Untrusted, depth: int) -> object:
    name, *parts = items_of(body)
    if name in _CONSTANTS and not parts:
        return _CONSTANTS[name]
    match name, parts:
        case "Symbol", [str(text), list(pairs)] if _NAME.fullmatch(text):
            return sympy.Symbol(text, **_assumptions(pairs))
        case "Rational", [str(p), str(q)] if max(len(p), len(q)) < _MOST_DIGITS + 9:
            return sympy.Rational(int(p, 16), int(q, 16))
        case "Float", [int(sign), str(mantissa), int(exponent), int(precision)] if (
            len(mantissa) < _MOST_BITS and 0 < precision <= _MOST_BITS and abs(exponent) < 2**40
        ):
            digits = int(mantissa, 16)
            if sign not in (0, 1) or digits <= 0:  # a signed mantissa would confuse mpmath
                raise CodecError("invalid number")
            found = sign, digits, exponent, digits.bit_length()
            return sympy.Float(found, precision=precision)
    if name in _MATRICES:
        rows, columns, *items = parts
        return _MATRICES[name](int(rows), int(columns), _all(decoder, items, depth + 1))
    if name not in _NAMES.values():
        raise CodecError("invalid expression")
    args = _all(decoder, parts, depth)
    if name in _EVALUATED.split():
        return _COMPOSED[name](*args, evaluate=False)
    return _COMPOSED[name](*args)


def _assumptions(pairs: list[Untrusted]) -> dict[str, bool]:
    found = {}
    for name, value in pairs:
        if not _ASSUMPTION.fullmatch(name) or type(value) is not bool:
            raise CodecError("invalid symbol")
        found[name] = value
    return found


def _all(decoder: "Decoder", parts: list[Untrusted], depth: int) -> list[Any]:
    made = [decoder.item(part, depth) for part in parts]
    if not all(issubclass(type(part), sympy.Basic) for part in made):  # a text would be run
        raise CodecError("invalid expression")
    return made


register(
    "sy",
    [
        sympy.Symbol,
        sympy.Float,
        *(_INTEGERS | _RATIONALS),
        *_OF_CONSTANTS,
        *_MATRICES.values(),
        *_NAMES,
    ],
    _encode,
    _decode,
)
