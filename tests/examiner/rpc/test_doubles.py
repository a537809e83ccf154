"""Test doubles: what the student's code may do with an object of the test's, and nothing else."""

import copyreg
import functools
import io
import itertools
import json
import math
import pathlib
import pickle
import sqlite3
import sys
import types
from collections import deque
from unittest.mock import MagicMock, Mock, create_autospec

import matplotlib.figure
import numpy as np
import pytest

from examiner.rpc.codec_table import CodecError
from examiner.rpc.doubles import Doubles, Sealed, copy_of
from examiner.rpc.operations import Operation
from tests.support.two_ends import two_ends

#: What a test cell may define; it runs in a module that is called as a notebook's is.
CELL = """
import contextlib, enum

class Base:
    unit = "cm"
    def area(self):
        return 6

class Shape(Base):
    sides = 4
    _secret = 42
    def __init__(self, name="square"):
        self.name, self._hidden = name, 1
        self.steps = []
    def step(self, size=1):
        self.steps.append(size)
        return self
    @property
    def label(self):
        return f"{self.name} of {self.sides}"
    def fails(self, how):
        raise how
    def __len__(self):
        return 7
    def __eq__(self, other):
        return isinstance(other, Shape) and self.name == other.name
    def __hash__(self):
        return 5
    def __add__(self, other):
        return Shape(self.name + other.name)
    def __enter__(self):
        return self
    def __exit__(self, *error):
        self.steps.append("closed")
    def __iter__(self):
        yield from ("a", "b")

class Slotted:
    __slots__ = ("size", "_hidden")
    def __init__(self):
        self.size, self._hidden = 3, 4

class Spy:
    def __init__(self, real):
        self._real = real
    def __getattr__(self, name):
        return getattr(self._real, name)

class Colour(enum.Enum):
    RED = 1

class Model(dict):
    rate = 0.1

def double(x):
    return 2 * x
double.calls = 3

@contextlib.contextmanager
def opened():
    yield "inside"

def numbers():
    yield 1
    yield 2
"""


@pytest.fixture(scope="module")
def cell():
    names = {"__name__": "__main__"}
    exec(CELL, names)
    return types.SimpleNamespace(**{k: v for k, v in names.items() if not k.startswith("_")})


def perform(target, operation, name, *args, **kwargs):
    """Ask for something as the student's process does."""
    doubles = Doubles()
    number, *_ = doubles.register(target)
    request = {"on": number, "do": operation, "name": name, "args": [*args]}
    request["kwargs"] = [*kwargs.items()]
    return doubles.perform(request, lambda value: value)


def read(target, name):
    return perform(target, Operation.ATTRIBUTE, name)


def call(target, name, *args, **kwargs):
    return perform(target, Operation.CALL, f"__{name}__", *args, **kwargs)


def protocol(target):
    return {name.strip("_") for name in Doubles().register(target)[1]}


def test_what_the_cell_defined_and_set_can_be_read(cell):
    shape = cell.Shape()
    for name, value in {"unit": "cm", "sides": 4, "name": "square", "label": "square of 4"}.items():
        assert read(shape, name) == value
    assert read(shape, "step")(3) is shape
    assert read(shape, "steps") == [3]
    assert read(shape, "area")() == 6
    assert read(cell.Slotted(), "size") == 3
    assert read(cell.Shape, "sides") == 4
    assert read(cell.double, "calls") == 3
    assert read(cell.Colour.RED, "value") == 1
    assert read(cell.Model(a=1), "rate") == 0.1
    assert read(types.SimpleNamespace(size=4), "size") == 4


def test_the_special_methods_of_its_class_can_be_called(cell):
    shape = cell.Shape()
    assert call(shape, "len") == 7
    assert call(shape, "add", cell.Shape("x")).name == "squarex"
    assert call(shape, "eq", cell.Shape()) is True
    assert call(shape, "enter") is shape
    assert call(cell.Shape, "call", "x").name == "x"
    assert call(cell.double, "call", 4) == 8
    assert call(shape.step, "call", 4) is shape
    assert call(cell.Model(a=1), "getitem", "a") == 1
    assert protocol(cell.Slotted()) == set()


@pytest.mark.parametrize("name", ["_secret", "_hidden", "__class__", "__dict__", "__init__", None,
                                  5, ["name"], "mro", "missing", ""])  # fmt: skip
@pytest.mark.parametrize("operation", [Operation.CALL, Operation.ATTRIBUTE])
def test_nothing_else_can_be_reached(cell, name, operation):
    for target in (cell.Shape(), cell.Shape, cell.double, cell.Shape().step, cell.Slotted()):
        with pytest.raises(AttributeError, match="has no attribute"):
            perform(target, operation, name)


@pytest.mark.parametrize("operation", sorted({*Operation} - {"call", "attribute"}))
def test_no_other_operation_reaches_a_double(cell, operation):
    """Nothing can be set or deleted, the record of a double least of all."""
    for target in (cell.Shape(), Mock(), cell.double):
        with pytest.raises(CodecError, match="invalid request"):
            perform(target, operation, "steps", [1, 2, 3])


@pytest.mark.parametrize("number", [-1, 1, True, "0", None])
def test_an_invented_number_finds_nothing(cell, number):
    doubles = Doubles()
    doubles.register(cell.Shape())
    with pytest.raises(CodecError):
        doubles.get(number)


def test_a_generator_gives_its_items_and_nothing_else(cell):
    """A generator leads to its frame, and a frame to builtins and the tests' globals."""
    for iterator in (cell.numbers(), iter([1, 2]), zip("ab", "cd", strict=True), map(str, "ab"),
                     itertools.count(), sqlite3.connect(":memory:").execute("select 1")):  # fmt: skip
        assert copy_of(iterator) is None
        assert protocol(iterator) == {"iter", "next"}
        call(iterator, "next")
        for name in dir(iterator):
            if name not in ("__iter__", "__next__"):
                for operation in (Operation.ATTRIBUTE, Operation.CALL):
                    with pytest.raises(AttributeError):
                        perform(iterator, operation, name)


def a_frame():
    return sys._getframe()


def a_traceback():
    try:
        raise ValueError
    except ValueError as error:
        return error.__traceback__


@pytest.mark.parametrize(
    "value",
    [a_frame(), a_frame.__code__, a_traceback(), sys.modules["__main__"], Doubles().register,
     sqlite3.connect(":memory:").iterdump, (i for i in ()).send, lambda: 0],
    ids=["frame", "code", "traceback", "module", "method", "method of a database",
         "method of a generator", "function of a library that has no name"],
)  # fmt: skip
def test_what_leads_to_everything_does_not_cross(value):
    assert copy_of(value) is None
    with pytest.raises(CodecError, match="cannot be passed"):
        Doubles().register(value)


def test_a_package_that_has_tracebacks_pickled_does_not_change_that():
    copyreg.dispatch_table[types.TracebackType] = lambda traceback: (str, (repr(traceback),))
    try:
        assert copy_of(a_traceback()) is None
        assert copy_of([pathlib.PurePath("a"), a_traceback()]) is None
    finally:
        del copyreg.dispatch_table[types.TracebackType]


def test_objects_of_libraries_without_a_list_can_only_be_handed_back():
    """A database leads by ``iterdump`` to a generator, and that to a frame."""
    for target in (sqlite3.connect(":memory:"), matplotlib.figure.Figure().patch):
        assert copy_of(target) is None
        for name in dir(target):
            for operation in (Operation.ATTRIBUTE, Operation.CALL):
                with pytest.raises(AttributeError):
                    perform(target, operation, name)


def test_axes_can_be_drawn_on_and_nothing_else():
    """Axes lead by the iterator of a path to a frame."""
    axes = matplotlib.figure.Figure().subplots()
    (line,) = read(axes, "plot")([1, 2])
    assert list(axes.lines) == [line]
    read(axes, "set")(xlabel="x")
    assert read(axes, "get_xlabel")() == "x"
    for name in ("patch", "lines", "figure", "transData", "findobj", "get_children", "draw",
                 "add_callback", "format_coord", "stale_callback"):  # fmt: skip
        with pytest.raises(AttributeError):
            read(axes, name)
    assert protocol(axes.plot) == {"call"}
    with pytest.raises(CodecError):
        Doubles().register(axes.findobj)


@pytest.mark.parametrize("name", ["called", "assert_called_once", "configure_mock", "attach_mock",
                                  "method_calls", "mock_calls", "call_args", "return_value",
                                  "side_effect", "mock_add_spec"])  # fmt: skip
def test_a_mock_keeps_its_record(name):
    for operation in (Operation.CALL, Operation.ATTRIBUTE):
        with pytest.raises(AttributeError):
            perform(Mock(), operation, name)


def test_a_mock_does_what_the_test_told_it(cell):
    mock = MagicMock()
    mock.price.return_value, mock.size = 3, 4
    assert call(read(mock, "price"), "call", "tea") == 3
    assert read(mock, "size") == 4
    call(mock, "getitem", 1)
    mock.price.assert_called_once_with("tea")
    mock.__getitem__.assert_called_once_with(1)
    assert call(create_autospec(cell.double, return_value=5), "call", 1) == 5


def test_a_mock_that_wraps_shows_no_more_than_what_it_wraps(cell):
    """``Mock(wraps=json)`` leads by ``codecs.builtins`` to ``exec``."""
    for name in ("codecs", "loads", "decoder"):
        with pytest.raises(AttributeError):
            read(Mock(wraps=json), name)
    assert call(read(Mock(wraps=cell.Shape()), "area"), "call") == 6
    assert call(Mock(wraps=math.sqrt), "call", 9) == 3


def test_a_spy_shows_what_its_class_passes_on(cell):
    spy = cell.Spy(cell.Shape())
    assert read(spy, "label") == "square of 4"
    for name in ("_real", "__class__"):
        with pytest.raises(AttributeError):
            read(spy, name)


def test_wrappers_of_a_function_of_the_test_can_be_called(cell):
    for wrapper in (functools.partial(cell.double), functools.lru_cache(cell.double),
                    np.vectorize(cell.double), cell.opened):  # fmt: skip
        assert copy_of(wrapper) is None
        assert "call" in protocol(wrapper)
    context = call(cell.opened, "call")
    assert {"enter", "exit"} <= protocol(context)
    assert call(context, "enter") == "inside"


def test_a_container_of_the_test_can_be_filled_by_its_method():
    for container, method in (([], "append"), (deque(), "append"), (set(), "add")):
        call(getattr(container, method), "call", 5)
        assert 5 in container
    with pytest.raises(CodecError):
        Doubles().register([].clear)


@pytest.mark.parametrize("name", ["Shape", "double", "Colour", "Model"])
def test_what_a_test_defines_does_not_cross_as_a_copy(cell, name):
    value = getattr(cell, name)
    assert copy_of(value) is None
    assert copy_of(functools.partial(value)) is None
    assert copy_of(Mock()) is None


@pytest.mark.parametrize(
    "value", [len, int, json, np.testing, json.loads, np.float64, math.sqrt, NotImplemented,
              np.random.default_rng(1), np.poly1d([1, 2]), "ab".upper, print, Mock],
)  # fmt: skip
def test_what_a_library_defines_crosses_as_a_copy(value):
    copied = pickle.loads(copy_of(value))
    assert type(copied) is type(value)


def test_the_students_code_works_with_a_double(cell):
    source = """
def use(shape):
    with shape as inside:
        assert inside.name == "square"
    return shape.step(2).label, len(shape), repr(shape), [*shape], shape == shape, hash(shape)
def leak(shape):
    return shape._secret
def spoil(shape):
    shape.steps = [1, 2, 3]
def mark(shape):
    shape.seen = 1
    shape.seen += 1
    seen = shape.seen
    del shape.seen
    return seen, hasattr(shape, "seen")
def same(shape):
    shape.steps.append("not in the test's list")
    return shape
def add(a, b):
    return a + b
def complain(shape, error):
    try:
        shape.fails(error)
    except Exception as raised:
        return f"{type(raised).__name__}: {raised}"
def look_up(function):
    try:
        function()
    except Exception as raised:
        return f"{type(raised).__name__}: {raised}"
"""
    with two_ends(source) as ends:
        shape = cell.Shape()
        found = ends.namespace["use"](shape)
        assert found == ("square of 4", 7, "<Shape>", ["a", "b"], True, 5)
        assert ends.namespace["same"](shape) is shape
        assert shape.steps == ["closed", 2]
        assert ends.namespace["add"](shape, shape).name == "squaresquare"
        with pytest.raises(AttributeError, match="_secret"):
            ends.namespace["leak"](shape)
        with pytest.raises(AttributeError, match="belongs to the test"):
            ends.namespace["spoil"](shape)
        assert ends.namespace["mark"](shape) == (2, False)
        assert not hasattr(shape, "seen")
        names = {"__name__": "__main__"}
        exec("def hidden(): return {'a': 1}['the hidden key']\n"
             "def asserts(): assert 1 == 2, 'the hidden text'\n"
             "def says(): raise ValueError('pass classes')\n"
             "class HiddenError(KeyError): pass\n"
             "def named(): raise HiddenError", names)  # fmt: skip
        said = {name: ends.namespace["look_up"](names[name]) for name in names if name[0] in "hasn"}
        assert said == {
            "hidden": "KeyError: ''",
            "asserts": "AssertionError: ",
            "says": "ValueError: pass classes",
            "named": "KeyError: ''",
        }


def test_a_file_of_the_test_is_read_by_its_listed_methods(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a;b\n1;2\n")
    with open(path) as file, io.StringIO() as text:
        assert call(read(file, "readline"), "call") == "a;b\n"
        assert call(read(text, "write"), "call", "x") == 1
        for name in ("buffer", "detach", "reconfigure", "__class__", "truncate", "fileno"):
            with pytest.raises(AttributeError):
                read(file, name)
            with pytest.raises(CodecError):  # nor is its method handed over
                Doubles().register(file.fileno)


def test_a_students_decorator_keeps_the_name_and_the_docstring_of_a_function(cell):
    source = """
import functools
def logged(f):
    @functools.wraps(f)
    def wrapper(*args):
        return [f(*args), type(f.__doc__).__name__, str(f.__doc__)]
    return wrapper
def bare(f):
    return f.__name__
def opened(f):
    try:
        return f(f.__doc__)
    except Exception as error:
        return str(error)
"""
    greet = types.FunctionType((lambda x: x).__code__, {"__name__": "__main__"}, "greet")
    greet.__doc__ = "The hidden value is 42."
    with two_ends(source) as ends:
        wrapped = ends.namespace["logged"](greet)
        assert wrapped.__name__ == "greet"
        assert wrapped.__doc__ is greet.__doc__  # it was handed back,
        value, kind, shown = wrapped(1)
        assert (value, kind) == (1, "DoubleProxy")  # and could not be read
        assert "42" not in shown
        assert ends.namespace["bare"](greet) == "greet"
        said = ends.namespace["opened"](greet)  # greet would return it in the open
        assert said == "what is sealed can be handed back only as a result"
        for hidden in ("_sealed", "value", "__len__"):
            with pytest.raises(AttributeError):
                read(Sealed("text"), hidden)
    assert protocol(Sealed("text")) == set()


def test_an_object_of_a_date_class_of_the_test_is_a_date():
    source = """
import datetime
def days(kind):
    return (datetime.date(2030, 1, 1) - kind.today()).days, type(kind.today()).__name__
def hour(moment):
    return moment.hour
"""
    cell = """
import datetime
class Fixed(datetime.date):
    @classmethod
    def today(cls):
        return cls(2029, 12, 30)
class Now(datetime.datetime):
    pass
assert days(Fixed) == (2, "date")
assert hour(Now(2026, 1, 2, 7, tzinfo=datetime.timezone.utc)) == 7
assert hour(datetime.datetime(2026, 1, 2, 8, tzinfo=datetime.timezone.utc)) == 8
"""
    with two_ends(source) as ends:
        ends.namespace["__name__"] = "__main__"
        ends.namespace.run(cell)
