"""Values on the wire: what is known crosses unchanged, what is hostile raises only `CodecError`."""

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

from examiner.rpc.channel import Channel, ChannelClosed
from examiner.rpc.codec import CodecError, Decoder, Encoder
from examiner.rpc.doubles import Doubles
from examiner.rpc.exceptions import describe, rebuild
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
        st.lists(inner, max_size=3).map(collections.deque),
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
        fractions.Fraction(1, 3), datetime.timedelta(days=-1, microseconds=3),
    ],
    ids=repr,
)  # fmt: skip
def test_odd_values_cross_unchanged(value):
    assert repr(across(value)) == repr(value)
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


def test_nothing_is_too_deep_or_too_large():
    deep = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(CodecError, match="deep"):
        Encoder().encode(deep)
    endless = []
    endless.append(endless)
    with pytest.raises(CodecError, match="deep"):
        Encoder().encode(endless)


@pytest.mark.parametrize(
    "encoded",
    [
        ["a", "|b1", [2], 0], ["a", "|O", [1], 0], ["a", "|V8", [1], 0], ["a", "<U0", [10**12], 0],
        ["a", "<f8", [-1, -1], 0], ["a", "<f8", [2**40, 2**40], 0], ["i", "f" * 2_000_000], ["h"],
        ["g", "<f8", 5], ["df", [], [], []], ["se", ["l", []], ["l", []], "nonsense", None], ["r", []],
        ["l", 5], ["d", [[1]]], ["d", [[["l", []], 1]]], [], [[]], {}, ["nonsense"], ["f", "x"],
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_hostile_values_raise_codec_errors_only(encoded):
    with pytest.raises(CodecError):
        Decoder([b"x"]).decode(encoded)


def test_a_truth_value_is_true_or_false():
    array = Decoder([b"\x02\x00"]).decode(["a", "|b1", [2], 0])
    assert array.tobytes() == b"\x01\x00"
    assert Decoder([b"\x02"]).decode(["g", "|b1", 0]).tobytes() == b"\x01"


_TAGS = sorted(set(WORDS) - {"value", "raised", "ancestry", "message", "outputs", "kind", "data"})
_soup = st.recursive(
    hostile.json_values | st.sampled_from(["<f8", "|b1", "<U3", "int64", "<M8[ns]"]) | st.integers(-2, 9),
    lambda inner: st.lists(inner, max_size=4)
    | st.tuples(st.sampled_from(_TAGS), inner, inner, inner).map(list),
    max_leaves=20,
)  # fmt: skip


@pytest.mark.filterwarnings("ignore")  # numpy and pandas warn of what no honest process sends
@settings(max_examples=1000)
@given(_soup, st.lists(st.binary(max_size=32), max_size=3))
def test_no_message_raises_in_the_driver(value, blobs):
    message = {"value": value, "raised": value, "outputs": value}
    codec_target.try_input(codec_target.frame(json.dumps(message).encode(), blobs))


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_no_bytes_raise_in_the_driver(raw):
    codec_target.try_input(raw)


def test_a_frame_may_come_in_pieces(tmp_path):
    reading, writing = os.pipe()
    channel, raw = Channel(reading), codec_target.frame(b'{"a": 1}', [b"xy"])
    for byte in raw:
        os.write(writing, bytes([byte]))
    os.close(writing)
    assert channel.receive() == ({"a": 1}, [b"xy"])
    with pytest.raises(ChannelClosed):
        channel.receive()
    channel.close()


@pytest.mark.parametrize("header", [(2**31, 0, 0), (0, 10**6, 0), (0, 0, 2**31)])
def test_large_frames_are_refused_before_they_are_read(header):
    assert codec_target.receive(codec_target.HEADER.pack(*header)) is None


def test_exceptions_arrive_as_the_nearest_known_class():
    class Mine(LookupError):
        pass

    error = rebuild(describe(Mine("x")))
    assert type(error) is LookupError
    assert error.args == ("x",)
    assert error.of_student == "LookupError"


def test_an_invented_name_is_not_repeated():
    hidden = type("the hidden input is 42", (Exception,), {})
    assert "42" not in rebuild(describe(hidden())).of_student


@pytest.mark.parametrize("raised", [None, 5, {}, {"ancestry": [["builtins", "SystemExit"]]},
                                    {"ancestry": [["os", "path"], ["builtins", "int"]]}])  # fmt: skip
def test_no_exception_ends_the_process(raised):
    assert isinstance(rebuild(raised), Exception)


class _Speaker:
    volume = 1

    def say(self):
        return "said"


@pytest.mark.parametrize(
    ("target", "name"),
    [(_Speaker(), "say"), (_Speaker, "say"), (json, "loads"), (len, "x"), (_Speaker().say, "x")],
    ids=["method", "class", "module", "function", "bound method"],
)
def test_a_double_keeps_its_methods(target, name):
    doubles = Doubles()
    number, *_ = doubles.register(target)
    request = {"on": number, "do": "set attribute", "name": name, "args": [1]}
    with pytest.raises(AttributeError, match="for the test only"):
        doubles.perform(request, lambda value: value)


@pytest.mark.parametrize("name", ["called", "assert_called_once", "configure_mock", "attach_mock"])
def test_a_mock_keeps_its_record(name):
    from unittest.mock import Mock

    doubles = Doubles()
    number, *_ = doubles.register(Mock())
    for do in ("attribute", "set attribute", "call"):
        with pytest.raises(AttributeError, match="for the test only"):
            doubles.perform({"on": number, "do": do, "name": name, "args": [1]}, lambda v: v)


def test_a_double_takes_plain_attributes():
    speaker, doubles = _Speaker(), Doubles()
    number, *_ = doubles.register(speaker)
    request = {"on": number, "do": "set attribute", "name": "volume", "args": [3]}
    doubles.perform(request, lambda value: value)
    assert speaker.volume == 3


@pytest.mark.slow
def test_the_fuzzer_finds_nothing(tmp_path):
    """A short run; `python -m tests.fuzz.fuzz_codec 600` is a long one."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.fuzz_codec", "8"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(REPO)}, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "number_of_executed_units" in done.stderr
