"""Exceptions across processes: the nearest known class, and no word that a student invented."""

import asyncio
import unittest

import hypothesis
import numpy as np
import pytest

from examiner.rpc.exceptions import (
    MissingNameError,
    StudentError,
    StudentProcessError,
    class_of_student,
    describe,
    rebuild,
)
from tests.support.two_ends import two_ends


def test_exceptions_arrive_as_the_nearest_known_class():
    class Mine(LookupError):
        pass

    error = rebuild(describe(Mine("x")))
    assert type(error) is LookupError
    assert error.args == ("x",)


def test_an_exception_of_no_known_class_is_a_student_error():
    class Mine(Exception):
        pass

    error = rebuild(describe(Mine("x")))
    assert type(error) is StudentError
    assert class_of_student(error) == "an error"


STEERING = [StopIteration, StopAsyncIteration, AssertionError, GeneratorExit, SystemExit,
            KeyboardInterrupt, unittest.SkipTest, pytest.skip.Exception, pytest.fail.Exception,
            pytest.exit.Exception, pytest.xfail.Exception, hypothesis.errors.UnsatisfiedAssumption,
            hypothesis.errors.StopTest, unittest.case._ShouldStop, asyncio.CancelledError,
            StudentProcessError, MissingNameError]  # fmt: skip


@pytest.mark.parametrize("kind", STEERING)
def test_what_ends_a_loop_or_a_test_arrives_as_an_ordinary_error(kind):
    """So no student skips a test, ends the loop of one, or passes for one of its assertions."""

    class Mine(kind):
        def __init__(self):
            pass

    for raised in (describe(kind.__new__(kind)), describe(Mine.__new__(Mine))):
        error = rebuild(raised)
        assert not isinstance(error, kind)
        assert isinstance(error, Exception)
        assert class_of_student(error) in ("an error", "NameError")


def test_an_iteration_ends_where_the_test_takes_the_next_item():
    source = """
def items():
    yield 1
def ends(x):
    raise StopIteration
"""
    with two_ends(source) as ends:
        items = ends.namespace["items"]()
        assert next(items) == 1
        with pytest.raises(StopIteration):
            next(items)
        with pytest.raises(StudentError):
            list(map(ends.namespace["ends"], [1, 2]))


@pytest.mark.parametrize(
    ("kind", "shown"),
    [(ValueError, "ValueError"), (UnicodeDecodeError, "ValueError"), (OSError, "an error"),
     (np.linalg.LinAlgError, "ValueError"), (ModuleNotFoundError, "an error"),
     (NotImplementedError, "NotImplementedError"), (FloatingPointError, "an error")],
)  # fmt: skip
def test_only_errors_that_a_beginner_meets_are_named(kind, shown):
    """A hundred classes would be a code book for what a hidden test passed."""
    assert class_of_student(rebuild(describe(kind.__new__(kind)))) == shown


def test_an_error_that_was_not_the_students_has_no_class_of_theirs():
    assert class_of_student(ValueError()) is None


def test_an_exception_that_cannot_be_written_is_described():
    class Mute(ValueError):
        def __str__(self):
            raise SystemExit

    assert describe(Mute())["message"] == ""


def test_an_invented_name_is_not_repeated():
    hidden = type("the hidden input is 42", (Exception,), {})
    assert "42" not in class_of_student(rebuild(describe(hidden())))


@pytest.mark.parametrize("raised", [None, 5, {}, {"ancestry": [["builtins", "SystemExit"]]},
                                    {"ancestry": [["os", "path"], ["builtins", "int"]]},
                                    {"ancestry": [["builtins"], "x"], "message": 3}])  # fmt: skip
def test_no_exception_ends_the_process(raised):
    assert isinstance(rebuild(raised), Exception)


def test_an_error_of_a_function_of_the_test_comes_through_as_itself():
    source = """
kept = []
def apply(f, x):
    try:
        return f(x)
    except Exception as error:
        kept.append(error)
        raise
def again():
    raise kept[0]
"""
    cell = """
class Special(Exception):
    pass
def fail(x):
    raise Special(x)
try:
    apply(fail, 7)
except Special as error:
    caught = error
"""
    with two_ends(source) as ends:
        ends.new_cell()
        ends.namespace["__name__"] = "__main__"
        ends.namespace.run(cell)
        assert ends.namespace["caught"].args == (7,)
        ends.new_cell()  # what an earlier test raised does not count in this one
        with pytest.raises(StudentError):
            ends.namespace.run("again()")


def test_a_group_of_errors_comes_with_its_members():
    source = """
def fail():
    raise ExceptionGroup("two", [ValueError("one"), TypeError("other")])
"""
    with two_ends(source) as ends, pytest.raises(ExceptionGroup) as caught:
        ends.namespace["fail"]()
    assert [*map(repr, caught.value.exceptions)] == ["ValueError('one')", "TypeError('other')"]


@pytest.mark.parametrize(
    "raised", [ExceptionGroup("g", [ValueError()]), BaseExceptionGroup("g", [SystemExit()])]
)
def test_a_group_without_members_is_an_ordinary_error(raised):
    assert type(rebuild(describe(raised))) is StudentError
