"""Test doubles: the student's code may use them, and cannot change what the test finds."""

import json
from unittest.mock import Mock

import numpy as np
import pytest

from examiner.rpc.codec_table import CodecError
from examiner.rpc.doubles import Doubles
from examiner.rpc.operations import Operation
from tests.support.two_ends import two_ends


class Speaker:
    volume = 1
    _secret = 42

    def say(self, word="said"):
        return word

    def __len__(self):
        return 7


def perform(target, operation, name, *args):
    """Ask for something as the student's process does."""
    doubles = Doubles()
    number, *_ = doubles.register(target)
    request = {"on": number, "do": operation, "name": name, "args": [*args]}
    return doubles.perform(request, lambda value: value)


@pytest.mark.parametrize(
    ("target", "name"),
    [(Speaker(), "say"), (Speaker, "say"), (json, "loads"), (len, "x"), (Speaker().say, "x")],
    ids=["method", "class", "module", "function", "bound method"],
)
def test_a_double_keeps_its_methods(target, name):
    with pytest.raises(AttributeError, match="for the test only"):
        perform(target, Operation.SET_ATTRIBUTE, name, 1)


@pytest.mark.parametrize("operation", ["attribute", "set attribute", "call"])
@pytest.mark.parametrize("name", ["called", "assert_called_once", "configure_mock", "attach_mock"])
def test_a_mock_keeps_its_record(name, operation):
    with pytest.raises(AttributeError, match="for the test only"):
        perform(Mock(), operation, name, 1)


@pytest.mark.parametrize("operation", ["attribute", "set attribute", "call"])
@pytest.mark.parametrize("name", ["_secret", "__class__", "__dict__", "__init__", None, 5, ["say"]])
def test_a_double_shows_no_private_name(name, operation):
    with pytest.raises(AttributeError, match="has no attribute"):
        perform(Speaker(), operation, name, 1)


def test_a_double_takes_plain_attributes():
    speaker = Speaker()
    perform(speaker, "set attribute", "volume", 3)
    assert speaker.volume == 3


@pytest.mark.parametrize("operation", sorted({*Operation} - {"call", "attribute", "set attribute"}))
def test_no_other_operation_reaches_a_double(operation):
    with pytest.raises(CodecError, match="invalid request"):
        perform(Speaker(), operation, "volume")


@pytest.mark.parametrize("number", [-1, 1, True, "0", None])
def test_an_invented_number_finds_nothing(number):
    doubles = Doubles()
    doubles.register(Speaker())
    with pytest.raises(CodecError):
        doubles.get(number)


@pytest.mark.parametrize(
    "value", [Speaker, Speaker(), Mock(), test_a_double_takes_plain_attributes]
)
def test_what_a_test_defines_does_not_cross_as_a_copy(value, monkeypatch):
    monkeypatch.setattr(Speaker, "__module__", "__main__")
    monkeypatch.setattr(test_a_double_takes_plain_attributes, "__module__", "__main__")
    assert not Doubles.crosses_as_copy(value)


@pytest.mark.parametrize("value", [len, int, np.random.default_rng(1), np.float64])
def test_what_a_library_defines_crosses_as_a_copy(value):
    assert Doubles.crosses_as_copy(value)


def test_the_students_code_works_with_a_double(monkeypatch):
    monkeypatch.setattr(Speaker, "__module__", "__main__")
    source = """
def use(speaker):
    speaker.volume = 9
    return speaker.say("hello"), speaker.volume, len(speaker), repr(speaker)
def leak(speaker):
    return speaker._secret
def same(speaker):
    return speaker
"""
    with two_ends(source) as ends:
        speaker = Speaker()
        assert ends.namespace["use"](speaker) == ("hello", 9, 7, "<Speaker>")
        assert speaker.volume == 9
        assert ends.namespace["same"](speaker) is speaker
        with pytest.raises(AttributeError, match="_secret"):
            ends.namespace["leak"](speaker)
