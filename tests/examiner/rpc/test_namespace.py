"""The globals of test cells: the tests' own first, then the student's."""

import numpy
import pytest

from examiner.rpc.exceptions import MissingNameError
from tests.support.two_ends import two_ends


def test_a_name_comes_from_the_student():
    with two_ends("x = [1, 2]") as ends:
        assert ends.namespace["x"] == [1, 2]


def test_a_name_that_nobody_defines_is_missing():
    with two_ends("") as ends, pytest.raises(MissingNameError, match="'y'") as caught:
        ends.namespace["y"]
    assert caught.value.name == "y"


def test_a_name_of_the_tests_hides_the_students():
    with two_ends("x = 1") as ends:
        ends.namespace["x"] = 2
        assert ends.namespace["x"] == 2
        assert ends.student["x"] == 1


def test_builtins_and_libraries_are_never_the_students():
    with two_ends("sum = abs = lambda *args: 3\nnp = {'array': 3}") as ends:
        assert ends.namespace["sum"] is sum
        assert ends.namespace["np"] is numpy


def test_code_of_the_tests_finds_what_is_patched_in_builtins():
    source = """
import builtins
from unittest.mock import patch

def found():
    return len("ab"), answer

with patch("builtins.len", lambda text: 7), patch("builtins.answer", 42, create=True):
    inside = found()
outside = found()
"""
    with two_ends("answer = 1\nlen = None") as ends:
        ends.namespace.run(source)
        assert ends.namespace["inside"] == (7, 42)
        assert ends.namespace["outside"] == (2, 1)


def test_a_library_that_the_student_did_not_import_is_missing():
    with two_ends("") as ends, pytest.raises(MissingNameError):
        ends.namespace["np"]


def test_a_deleted_name_is_deleted_at_the_students_and_put_back():
    source = "def one():\n    return 1\ndef two():\n    return one() + 1"
    with two_ends(source) as ends:
        one = ends.namespace["one"]
        del ends.namespace["one"]
        with pytest.raises(NameError):
            ends.namespace["two"]()
        ends.namespace["one"] = one
        assert ends.namespace["two"]() == 2


def test_deleting_a_name_that_nobody_defines_raises():
    with two_ends("") as ends, pytest.raises(NameError, match="'y'"):
        del ends.namespace["y"]


def test_a_rebound_name_is_noticed():
    source = "def f():\n    return 1\ndef rebind():\n    global f\n    f = lambda: 2"
    with two_ends(source) as ends:
        assert ends.namespace["f"]() == 1
        ends.namespace["rebind"]()
        assert ends.namespace["f"]() == 2


def test_a_shared_name_that_becomes_an_equal_value_of_another_type_is_told():
    with two_ends("rate = 0\ndef look():\n    return repr(rate)") as ends:
        ends.new_cell("names:rate")
        for value in (1, 1.0, True):
            ends.namespace["rate"] = value
            assert ends.namespace["look()"] == repr(value)
