"""Values across: known types arrive unchanged, hostile ones raise only `CodecError`."""

import collections
import datetime
import decimal
import fractions
import json
import math
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from examiner.rpc.codec import DEEPEST, Decoder, Encoder
from examiner.rpc.codec_table import CodecError, register
from tests.fuzz import codec_target
from tests.fuzz.fuzz_codec import WORDS
from tests.support import REPO, hostile


def across(value):
    """Send a value as the processes do: through JSON and blobs."""
    encoder = Encoder()
    text = json.dumps(encoder.encode(value), allow_nan=False)
    return Decoder(encoder.blobs).decode(json.loads(text))


def alike(one, other):
    """Tell whether two values are the same, of the same types, all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray | np.generic):
        if one.dtype != other.dtype or np.shape(one) != np.shape(other):
            return False
        if one.dtype == object:
            return all(map(alike, one.flat, other.flat))
        return one.tobytes() == other.tobytes()
    for name in ("maxlen", "default_factory"):
        if getattr(one, name, None) != getattr(other, name, None):
            return False
    if isinstance(one, dict):
        return len(one) == len(other) and all(
            alike(k, m) and alike(v, w)
            for (k, v), (m, w) in zip(one.items(), other.items(), strict=True)
        )
    if isinstance(one, list | tuple | collections.deque):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float):
        return repr(one) == repr(other)
    return one == other


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(),
    st.complex_numbers(allow_nan=False), st.integers(-(10**40), 10**40),
    st.datetimes(), st.dates(), st.times(), st.timedeltas(), st.fractions(),
    st.decimals(allow_nan=False), st.just(Ellipsis), st.binary().map(bytearray),
)  # fmt: skip
hashable = st.none() | st.booleans() | st.integers() | st.text() | st.dates()
arrays = hnp.arrays(
    st.one_of(
        hnp.boolean_dtypes(), hnp.integer_dtypes(), hnp.floating_dtypes(), hnp.complex_number_dtypes(),
        hnp.unicode_string_dtypes(min_len=1), hnp.byte_string_dtypes(min_len=1),
        hnp.datetime64_dtypes(endianness="<"), hnp.timedelta64_dtypes(endianness="<"),
    ),
    hnp.array_shapes(min_dims=0, min_side=0, max_side=4),
)  # fmt: skip
values = st.recursive(
    scalars | arrays,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(hashable, inner, max_size=4), st.sets(hashable), st.frozensets(hashable),
        st.builds(collections.deque, st.lists(inner, max_size=3), st.none() | st.integers(0, 3)),
        st.dictionaries(hashable, inner, max_size=3).map(collections.OrderedDict),
        st.builds(
            collections.defaultdict, st.sampled_from([None, int, list]),
            st.dictionaries(hashable, inner, max_size=3),
        ),
    ),
    max_leaves=12,
)  # fmt: skip


@given(values)
def test_values_cross_unchanged(value):
    assert alike(across(value), value)


@pytest.mark.parametrize(
    "value",
    [
        range(3, -10, -2), slice(1, None, 2), collections.Counter("abca"), np.str_(""), np.bytes_(b""),
        np.bool_(True), np.float16(0.1), np.datetime64("2026-01-02"), np.array(["", "b"]),
        np.array([1, "a", None, [2]], dtype=object), decimal.Decimal("NaN"), -0.0, math.inf,
        fractions.Fraction(1, 3), fractions.Fraction(1, 3**3000), decimal.Decimal("1" * 5000),
        1 << 400_000, datetime.timedelta(days=-1, microseconds=3),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_odd_values_cross_unchanged(value):
    assert alike(across(value), value) or repr(across(value)) == repr(value)
    assert type(across(value)) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        pd.Series([1.0, np.nan], name="x", index=["a", "b"]),
        pd.Series(["a", None], dtype=object),
        pd.Series(pd.date_range("2026-01-01", periods=3)),
        pd.Series([True, False]),
        pd.Series(["x", "y", "x"], dtype="category"),
        pd.Series([1, None], dtype="Int64"),
        pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=pd.Index([5, 6], name="n")),
        pd.DataFrame([[1, 2]], columns=["same", "same"]),
        pd.DataFrame(),
        pd.DataFrame(index=[1, 2]),
        pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([(1, "x"), (2, "y")])),
    ],
    ids=lambda value: f"{type(value).__name__}-{value.shape}",
)
def test_pandas_crosses_unchanged(value):
    check = pd.testing.assert_frame_equal if value.ndim == 2 else pd.testing.assert_series_equal
    check(across(value), value)


class _EqualsEverything(list):
    __hash__ = None

    def __eq__(self, other):
        return True


@pytest.mark.parametrize(
    "value",
    [
        _EqualsEverything(),
        type("int", (int,), {})(1),
        np.zeros(2).view(type("A", (np.ndarray,), {})),
    ],
    ids=["list", "int", "array"],
)
def test_subclasses_never_cross_by_value(value):
    with pytest.raises(CodecError, match="cannot be passed"):
        Encoder().encode(value)


def test_a_value_that_cannot_cross_by_itself_is_referred_to():
    thing = object()
    encoder = Encoder(lambda value, encoder: ["number", value is thing])
    assert encoder.encode([thing]) == ["l", [["h", ["number", True]]]]
    resolved = Decoder([], lambda body, decoder: body[0]).decode(["l", [["h", ["number", True]]]])
    assert resolved == ["number"]


@pytest.mark.parametrize(
    "value",
    [
        datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
        1 << 4_000_001,
        fractions.Fraction(1, 10**20_000),
        decimal.Decimal("1" * 20_000),
        np.zeros(1, dtype=[("a", int)]),
    ],
    ids=["time zone", "int", "fraction", "decimal", "structured array"],
)
def test_what_is_too_large_or_holds_code_is_referred_to(value):
    with pytest.raises(CodecError, match="cannot be passed"):
        Encoder().encode(value)


def test_a_class_cannot_pass_for_another():
    class Meta(type):
        def __hash__(cls):
            return hash(list)

        def __eq__(cls, other):
            return True

    pretender = Meta("list", (), {"__module__": "pandas.core.frame"})
    with pytest.raises(CodecError, match="cannot be passed"):
        Encoder().encode(pretender())


@pytest.mark.parametrize(("tag", "kind"), [("l", object), ("new", list)])
def test_a_tag_and_a_type_are_registered_once(tag, kind):
    with pytest.raises(ValueError, match="already"):
        register(tag, [kind], lambda *_: [], lambda *_: None)


def test_nothing_is_too_deep_or_too_large():
    deep = []
    for _ in range(DEEPEST + 1):
        deep = [deep]
    with pytest.raises(CodecError, match="deep"):
        Encoder().encode(deep)
    endless = []
    endless.append(endless)
    with pytest.raises(CodecError, match="deep"):
        Encoder().encode(endless)


#: What no encoder makes, by what is wrong with it. The only blob is one byte.
HOSTILE = {
    "not a pair": [[], [[]], {}, ["l"], ["l", [], []], [1, []], ["h"]],
    "no such tag": [["nonsense", []], ["", []], ["np", []]],
    "a body of another shape": [
        ["l", 5], ["l", "ab"], ["t", {}], ["d", [[1]]], ["d", 3], ["r", []], ["sl", [1, 2]],
        ["c", ["1"]], ["td", [1]], ["q", []], ["q", [None, 5]], ["q", [-1, []]], ["dd", [None]],
        ["dd", ["exec", []]], ["dd", [[], []]], ["o", [[1]]], ["fr", ["0x1"]], ["a", []], ["g", []], ["df", [[], [], []]],
        ["se", [["l", []], ["l", []], "nonsense", None]], ["na", []], ["ri", [0, 1]],
    ],
    "an array of a type that may hold anything": [
        ["a", ["|O", [1], 0]], ["a", ["|V8", [1], 0]], ["a", ["<U0", [10**12], 0]], ["a", ["T", [1], 0]],
        ["a", ["|b2", [1], 0]], ["g", ["|O", 0]],
    ],
    "an array of another size": [
        ["a", ["|b1", [2], 0]], ["a", ["<f8", [-1, -1], 0]], ["a", ["<f8", [2**40, 2**40], 0]],
        ["a", ["|u1", [1] * 33, 0]], ["a", ["|O", [2], [1]]], ["g", ["<f8", 0]],
    ],
    "bytes that are not there": [["g", ["<f8", 5]], ["b", 1], ["b", -1], ["b", True], ["y", None]],
    "a number or a date that is none": [
        ["f", "x"], ["i", 5], ["i", "x"], ["fr", ["0x1", "0x0"]], ["de", "x"], ["dt", "x"],
        ["i", "f" * 2_000_000], ["de", "1" * 20_000], ["fr", ["f" * 20_000, "0x1"]],
    ],
    "a key that has no hash": [["d", [[["l", []], 1]]], ["s", [["l", []]]]],
    "a reference where there are none": [["h", ["student", 1]], ["l", [["h", []]]]],
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_values_raise_codec_errors_only(kind):
    for encoded in HOSTILE[kind]:
        with pytest.raises(CodecError):
            print(encoded, Decoder([b"x"]).decode(encoded))


def test_a_truth_value_is_true_or_false():
    array = Decoder([b"\x02\x00"]).decode(["a", ["|b1", [2], 0]])
    assert array.tobytes() == b"\x01\x00"
    assert Decoder([b"\x02"]).decode(["g", ["|b1", 0]]).tobytes() == b"\x01"


_soup = st.recursive(
    hostile.json_values | st.sampled_from(WORDS) | st.integers(-2, 9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(st.sampled_from([*codec_target.TAGS, "h"]), inner).map(list)
    ),
    max_leaves=20,
)


@pytest.mark.filterwarnings("ignore")  # numpy and pandas warn of what no honest process sends
@settings(max_examples=1000)
@given(_soup, st.lists(st.binary(max_size=32), max_size=3))
def test_no_message_raises_in_the_driver(value, blobs):
    message = {"value": value, "raised": value, "outputs": value}
    codec_target.try_input(codec_target.frame(json.dumps(message).encode(), blobs))


@pytest.mark.slow
def test_the_fuzzer_finds_nothing(tmp_path):
    """A short run; `python -m tests.fuzz.fuzz_codec 600` is a long one."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.fuzz_codec", "8"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(REPO)}, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "number_of_executed_units" in done.stderr
