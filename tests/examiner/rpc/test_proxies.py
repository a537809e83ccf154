"""Proxies: an object of the student's works through one, and pleases no test by itself."""

import copy
import math
import pickle
from collections import OrderedDict

import numpy as np
import pytest

from examiner.rpc.exceptions import StudentProcessError
from tests.support.two_ends import two_ends

SOURCE = '''
import numpy as np
from collections import OrderedDict

class Stack:
    """A stack."""
    size = 0
    def __init__(self, *items):
        self.items = list(items)
    def __len__(self):
        return len(self.items)
    def __getitem__(self, place):
        return self.items[place]
    def __setitem__(self, place, value):
        self.items[place] = value
    def __delitem__(self, place):
        del self.items[place]
    def __contains__(self, value):
        return value in self.items
    def __iter__(self):
        return iter(self.items)
    def __str__(self):
        return "|".join(map(str, self.items))
    def __enter__(self):
        self.items.append("in")
        return self
    def __exit__(self, *error):
        self.items.append("out")

class Pleaser:
    """Equal to everything, and everything at once."""
    __len__ = __float__ = __int__ = __bool__ = __str__ = lambda self: None
    __eq__ = __lt__ = __gt__ = __contains__ = lambda self, other: True
    __add__ = __radd__ = __mul__ = lambda self, other: other
    __hash__ = lambda self: 3
    __array__ = lambda self, *args, **kwargs: None

class Numbers(list):
    def total(self):
        return sum(self)
    def add(self, number):
        self.append(number)
        return self

class Forged(list):
    __eq__ = lambda self, other: True
    __len__ = lambda self: 7
    __iter__ = lambda self: iter([5])

def counter():
    yield 1
    yield 2

def fail():
    return 1 / 0

stack, pleaser, numbers = Stack(1, 2), Pleaser(), Numbers([1])
'''


@pytest.fixture(scope="module")
def names():
    with two_ends(SOURCE) as ends:
        yield ends.namespace


def test_an_object_works_like_itself(names):
    stack = names["Stack"](3, 1)
    assert (len(stack), stack[0], list(stack), str(stack), 1 in stack) == (
        2,
        3,
        [3, 1],
        "3|1",
        True,
    )
    assert f"{stack:>5}" == "  3|1"
    stack[0] = 4
    del stack[1]
    stack.size = 5
    assert (list(stack), stack.size, stack.__doc__) == ([4], 5, "A stack.")
    del stack.size
    assert stack.size == 0
    with stack as entered:
        assert entered is stack
    assert stack[-1] == "out"


def test_a_class_of_the_students_knows_its_instances(names):
    assert isinstance(names["stack"], names["Stack"])
    assert not isinstance(3, names["Stack"])


def test_a_generator_gives_its_items(names):
    generator = names["counter"]()
    assert next(generator) == 1
    assert list(generator) == [2]
    with pytest.raises(StopIteration):
        next(generator)


@pytest.mark.parametrize("convert", [len, bool, float, int, str, math.floor])
def test_a_conversion_gives_exactly_that_type_or_raises(names, convert):
    with pytest.raises(TypeError):
        convert(names["pleaser"])


def test_an_array_is_an_array_or_raises(names):
    with pytest.raises(ValueError, match="not producing an array"):
        np.asarray(names["pleaser"])
    assert np.asarray(names["fail"]).dtype == object  # as numpy takes any function


@pytest.mark.parametrize("plain", [3, 0.5, "x", None, True, (), [], {}, np.ones(2)], ids=repr)
def test_a_proxy_equals_no_plain_data(names, plain):
    pleaser = names["pleaser"]
    assert not np.any(pleaser == plain)
    assert not np.any(plain == pleaser)
    assert pleaser == pleaser


@pytest.mark.parametrize(
    "calculate",
    [
        lambda x: x + 1, lambda x: 1 + x, lambda x: x * 2, lambda x: x < 3, lambda x: x >= 3,
        lambda x: np.ones(2) + x, lambda x: -x, lambda x: abs(x),
    ],
)  # fmt: skip
def test_a_proxy_takes_part_in_no_arithmetic(names, calculate):
    with pytest.raises(TypeError):
        calculate(names["pleaser"])


def test_a_proxy_cannot_be_pickled(names):
    with pytest.raises(TypeError, match="cannot be copied"):
        pickle.dumps(names["stack"])


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_is_made_in_the_students_process(names, copied):
    stack = names["Stack"](1)
    twin = copied(stack)
    assert type(twin) is names["Stack"]
    assert twin is not stack
    assert list(twin) == [1]


def test_a_subclass_of_plain_data_is_a_copy_of_its_contents(names):
    numbers = names["numbers"]
    assert isinstance(numbers, list)
    assert numbers == [1]
    assert type(numbers) is names["Numbers"]
    numbers.append(2)
    assert numbers.total() == 3
    assert numbers.add(4) is numbers
    assert numbers == [1, 2, 4]


def test_a_class_that_claims_to_be_plain_data_is_compared_by_its_contents(names):
    forged = names["Forged"]([1])
    assert (forged == [5]) is False
    assert forged == [1]
    assert len(forged) == 1


def test_a_class_of_a_library_is_the_librarys_own(names, monkeypatch):
    monkeypatch.setattr("examiner.rpc.libraries._of_key", {"collections"})
    assert names["OrderedDict"] is OrderedDict


def test_an_object_keeps_one_proxy(names):
    assert names["stack"] is names["stack"]
    assert names["Stack"].__init__ is not None


def test_an_error_of_the_students_is_raised_as_its_class(names):
    with pytest.raises(ZeroDivisionError):
        names["fail"]()


def test_a_process_that_has_ended_is_an_error_of_its_own():
    with two_ends("class X:\n    def __len__(self):\n        return 3\nx = X()") as ends:
        x = ends.namespace["x"]
        ends.connection._channel.close()
        with pytest.raises(StudentProcessError):
            len(x)


def test_the_methods_of_a_class_are_listed_as_the_student_wrote_them():
    source = """
class Stack:
    def __init__(self):
        self.items = []
    def push(self, item):
        self.items.append(item)
class Bare:
    pass
"""
    with two_ends(source) as ends:
        ends.namespace.run("import inspect; found = inspect.getmembers(Stack, inspect.isfunction)")
        assert {"__init__", "push"} <= {name for name, _ in ends.namespace["found"]}
        ends.namespace.run("bare = inspect.getmembers(Bare, inspect.isfunction)")
        assert "__init__" not in dict(ends.namespace["bare"])


def test_a_class_of_the_students_is_a_subclass_of_a_class_that_both_know():
    source = """
from fractions import Fraction
from decimal import Context
class Mine(Context):
    pass
class Other:
    pass
"""
    with two_ends(source) as ends:
        ends.namespace.run("from decimal import Context")
        for line, expected in {
            "issubclass(Mine, Context)": True,
            "issubclass(Mine, (int, Context))": True,
            "issubclass(Other, Context)": False,
            "issubclass(Mine, int)": False,
            "issubclass(Mine, Mine)": True,
            "issubclass(bool, int)": True,
        }.items():
            ends.namespace.run(f"found = {line}")
            assert ends.namespace["found"] is expected, line
        with pytest.raises(TypeError):
            ends.namespace.run("issubclass(3, int)")
