"""Values of libraries across: sympy, sparse matrices, categories, and type hints."""

import dataclasses
import json
import typing

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError

_CLASSES = {kind.__name__: kind for kind in (int, str, dict, list, float, tuple)}


def across(value):
    """Send a value through JSON and blobs; builtin classes cross by name."""
    encoder = Encoder(lambda value, encoder: value.__name__)
    text = json.dumps(encoder.encode(value), allow_nan=False)
    return Decoder(encoder.blobs, lambda name, _: _CLASSES[name]).decode(json.loads(text))


x, y = sympy.symbols("x y")
atoms = st.one_of(
    st.sampled_from([x, y, sympy.Symbol("rate", positive=True), sympy.pi, sympy.E, sympy.I, sympy.oo]),
    st.integers(-(10**30), 10**30).map(sympy.Integer),
    st.fractions(max_denominator=10**6).map(lambda f: sympy.Rational(f.numerator, f.denominator)),
    st.floats(1e-9, 1e9).map(sympy.Float),
)  # fmt: skip
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(lambda a, b: sympy.Add(a, b, evaluate=False), inner, inner),
        st.builds(lambda a, b: sympy.Mul(a, b, evaluate=False), inner, inner),
        inner.map(lambda e: sympy.sin(e, evaluate=False)), inner.map(lambda e: sympy.Pow(e, 2, evaluate=False)),
    ),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=40)
@given(expressions)
def test_expressions_cross_unchanged(expression):
    arrived = across(expression)
    assert type(arrived) is type(expression)
    assert sympy.srepr(arrived) == sympy.srepr(expression)


@pytest.mark.parametrize(
    "expression",
    [
        sympy.Float("0.1", 60), sympy.sqrt(2) / 2, sympy.Matrix([[1, x], [y, 2]]), sympy.Eq(x, 1),
        sympy.Derivative(sympy.log(x), x), sympy.Integral(x, (x, 0, 1)), sympy.FiniteSet(1, 2, x),
        sympy.Interval(0, sympy.oo), sympy.Piecewise((x, x > 0), (0, True)), sympy.Lambda(x, x**2),
        sympy.And(x > 1, y < 2), sympy.Add(x, x, evaluate=False), sympy.true, -sympy.oo,
    ],
    ids=str,
)  # fmt: skip
def test_expressions_of_all_kinds_cross_unchanged(expression):
    assert sympy.srepr(across(expression)) == sympy.srepr(expression)


@pytest.mark.parametrize(
    "expression",
    [sympy.Symbol("__import__('os').getpid()"), sympy.Function("eval")(x), sympy.Dummy("x"),
     x + sympy.Symbol("a b"), sympy.Matrix([sympy.Symbol("f()")])],
    ids=str,
)  # fmt: skip
def test_what_could_be_run_stays_where_it_is(expression):
    with pytest.raises(CodecError, match="cannot be passed"):
        Encoder().encode(expression)


@given(
    hnp.arrays(st.sampled_from(["<f8", "<i8", "<c16", "|b1"]), hnp.array_shapes(min_dims=2, max_dims=2)),
    st.sampled_from(["csr", "csc", "coo", "lil", "dok", "dia"]),
    st.sampled_from(["matrix", "array"]),
)  # fmt: skip
def test_sparse_matrices_cross_unchanged(dense, form, kind):
    value = getattr(scipy.sparse, f"{form}_{kind}")(dense)
    arrived = across(value)
    assert type(arrived) is type(value)
    assert arrived.dtype == value.dtype
    np.testing.assert_array_equal(arrived.toarray(), value.toarray())


def test_masked_arrays_do_not_cross():
    """``numpy.testing`` takes a value that is masked for equal to every other."""
    for value in (np.ma.masked_all(3), np.ma.masked):
        with pytest.raises(CodecError, match="cannot be passed"):
            Encoder().encode(value)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["S", "M", "L", None])), st.booleans())
def test_categories_cross_unchanged(sizes, ordered):
    value = pd.Categorical(sizes, ["S", "M", "L", "XL"], ordered=ordered)
    pd.testing.assert_series_equal(across(pd.Series(value)), pd.Series(value))
    pd.testing.assert_index_equal(across(pd.CategoricalIndex(value)), pd.CategoricalIndex(value))
    pd.testing.assert_frame_equal(
        across(pd.DataFrame({"size": value})), pd.DataFrame({"size": value})
    )
    assert across(value).equals(value)


@pytest.mark.parametrize(
    "hint",
    [
        list[int], int | None, dict[str, list[int]], tuple[int, ...], typing.Any, typing.Self,
        *(eval(f"typing.{text}", {"typing": typing}) for text in (
            "Optional[int]", "List[int]", "List", "Tuple[int, ...]", "Union[int, str]",
            "Callable[[int], str]", "Callable[..., int]", "Callable", "Literal['a', 1]",
            "ClassVar[int]", "Dict[str, typing.List[float]]", "Iterable[int]", "Union",
        )),
    ],
    ids=str,
)  # fmt: skip
def test_type_hints_cross_unchanged(hint):
    assert across(hint) == hint
    assert repr(across(hint)) == repr(hint)


def test_fields_of_data_classes_cross_unchanged():
    @dataclasses.dataclass
    class Item:
        name: str
        price: float = 3.5
        tags: list[str] = dataclasses.field(default_factory=list, compare=False)
        made: typing.ClassVar[int] = 0

    Item.__dataclass_fields__ = {k: across(f) for k, f in Item.__dataclass_fields__.items()}
    name, price, tags = dataclasses.fields(Item)
    assert (name.name, name.type, name.default) == ("name", str, dataclasses.MISSING)
    assert price.default == 3.5
    assert (tags.default_factory, tags.compare, tags.repr, tags.hash) == (list, False, True, None)


_I, _F = ["a", ["<i4", [1], 0]], ["a", ["<f8", [1], 1]]
HOSTILE = {
    "text where an expression must be": [
        ["sy", ["Add", "__import__('os')"]], ["sy", ["sin", 1]], ["sy", ["Matrix", 1, 1, "x"]],
        ["sy", ["Add", ["l", ["x"]]]], ["sy", ["Symbol", "f()", []]], ["sy", ["Symbol", "a.b", []]],
        ["sy", ["Symbol", "x", [["cls", True]]]], ["sy", ["Symbol", "x", [["real", "x"]]]],
    ],
    "a class that is not listed": [
        ["sy", ["sympify", ["sy", ["pi"]]]], ["sy", ["lambdify"]], ["sy", [["pi"]]], ["sy", []],
        ["sm", ["bsr_matrix", [1, 1], _I, _I, _F]], ["ty", ["ForwardRef", ["x"]]], ["ty", ["exec", None]],
    ],
    "a number of another kind": [
        ["sy", ["Float", 1, "-0x1", 10, 53]], ["sy", ["Float", 1.0, "0x1", 0, 53]], ["sy", ["Float", 0, "0x0", 0, 53]],
        ["sy", ["Float", 2, "0x1", 0, 53]], ["sy", ["Float", 0, "0x1", 2**50, 53]],
        ["sy", ["Float", 0, "0x1", 0, 10**9]], ["sy", ["Rational", "x", "0x1"]],
    ],
    "places outside of a sparse matrix": [
        ["sm", ["csr_matrix", [1, 1], ["a", ["<i4", [1], 2]], _I, _F]],
        ["sm", ["csr_matrix", [1, 1], _I, ["a", ["<i4", [1], 2]], _F]],
        ["sm", ["csr_matrix", [2**40, 1], _I, _I, _F]], ["sm", ["csr_matrix", [-1, 1], _I, _I, _F]],
        ["sm", ["csr_matrix", [9, 9], ["a", ["<i4", [2], 1]], _I, _F]],
        ["sm", ["csr_matrix", [1, 1], _I, _I, ["a", ["|O", [1], [1]]]]],
        ["sm", ["csr_matrix", [1, 1], ["l", [0]], _I, _F]],
    ],
    "categories that are none": [["ca", [["l", ["a"]], [["l", [["l", []]]], True]]], ["ca", [1]]],
    "text where a type must be": [
        ["ty", ["List", ["os.getpid()"]]], ["ty", ["Union", ["os.getpid()", None]]],
        ["ty", [["h", "list"], ["os.getpid()"]]], ["ty", ["|", ["a", "b"]]], ["ty", ["List", []]],
        ["fi", ["a", "int", [], [], [True], "_FIELD"]],
        ["fi", ["a b", None, [], [], [True, True, None, True, False], "_FIELD"]],
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_values_raise_codec_errors_only(kind):
    blobs = [np.int32(0).tobytes(), np.float64(1).tobytes(), np.int32(5).tobytes(), b"\0\1"]
    for encoded in HOSTILE[kind]:
        with pytest.raises(CodecError):
            print(encoded, Decoder(blobs, lambda name, _: _CLASSES[name]).decode(encoded))
