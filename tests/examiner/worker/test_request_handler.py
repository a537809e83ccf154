"""Requests of the tests: whatever the student's code does, there is one reply."""

import pytest

from examiner.rpc.exceptions import class_of_student
from tests.support.two_ends import two_ends

SOURCE = """
import sys
class Twice:
    def __init__(self, x):
        self.x = x
def shout(text):
    print(text.upper())
    return 1
def leave():
    sys.exit(0)
def huge():
    return bytes(80 * 2**20)
def deep():
    made = []
    for _ in range(100):
        made = [made]
    return made
def same(thing):
    return thing
def ask_back(double):
    return double(3) + 1
def overflow(array):
    return array * 1e308
"""


@pytest.fixture(scope="module")
def names():
    with two_ends(SOURCE) as ends:
        yield ends.namespace


def test_what_a_call_prints_is_printed_in_the_test(names, capsys):
    assert names["shout"]("hello") == 1
    assert capsys.readouterr().out == "HELLO\n"


@pytest.mark.parametrize(
    ("function", "shown"),
    [("leave", "an error"), ("huge", "ValueError"), ("deep", "an error")],
)
def test_code_that_ends_the_process_or_gives_too_much_raises(names, function, shown):
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the class is checked by its name
        names[function]()
    assert class_of_student(caught.value) == shown
    assert names["shout"]("still here") == 1


def test_an_object_of_the_students_comes_back_as_itself(names):
    twice = names["Twice"]([1, 2])
    assert names["same"](twice) is twice
    assert twice.x == [1, 2]


def test_the_students_code_may_ask_back_while_the_test_waits(names):
    def double(x):
        return names["same"](x) * 2

    double.__module__ = "__main__"
    assert names["ask_back"](double) == 7


def test_numpys_error_state_is_the_tests(names):
    import numpy as np

    with np.errstate(over="raise"), pytest.raises(FloatingPointError):
        names["overflow"](np.array([1e308]))
    with np.errstate(over="ignore"):
        assert names["overflow"](np.array([1e308]))[0] == np.inf


def test_an_object_of_plain_data_may_hold_arrays():
    """No truth value tells whether they are equal."""
    source = """
import numpy as np
class Result(dict):
    __getattr__ = dict.__getitem__
result = Result(x=np.array([1, 2]), success=True)
"""
    with two_ends(source) as ends:
        result = ends.namespace["result"]
        assert result.success is True
        assert result.x.tolist() == result["x"].tolist() == [1, 2]


def test_a_test_may_call_from_several_threads():
    source = """
def square(x):
    return x * x
def twice(f, x):
    return f(f(x))
"""
    cell = """
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as pool:
    squares = [*pool.map(square, range(100))]
    called = [*pool.map(lambda x: twice(lambda y: y + 1, x), range(50))]
"""
    with two_ends(source) as ends:
        ends.namespace["__name__"] = "__main__"
        ends.namespace.run(cell)
        assert ends.namespace["squares"] == [x * x for x in range(100)]
        assert ends.namespace["called"] == [*range(2, 52)]
