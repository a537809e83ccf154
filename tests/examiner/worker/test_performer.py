"""Every operation does what it says, on an object or a name of the student's."""

import asyncio
import inspect
import math
import types
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from examiner.rpc import signatures
from examiner.rpc.operations import Operation
from examiner.worker.performer import MissingError, Performer


class Thing:
    value = 1


def text(length):
    return "x" * length


CASES = {
    Operation.CALL: (divmod, None, [7, 2], (3, 1)),
    Operation.ATTRIBUTE: (Thing, "value", [], 1),
    Operation.ITEM: ([1, 2], None, [1], 2),
    Operation.CONTAINS: ([1, 2], None, [3], False),
    Operation.IS_INSTANCE: (int, None, [3], True),
    Operation.LENGTH: ([1, 2], None, [], 2),
    Operation.TRUTH: ([], None, [], False),
    Operation.FLOAT: (3, None, [], 3.0),
    Operation.INT: (3.7, None, [], 3),
    Operation.TEXT: (3, None, [], "3"),
    Operation.ITERATE: ((1, 2), None, [], [1, 2]),
    Operation.NEXT: (iter([5]), None, [], 5),
    Operation.IS_SUBCLASS: (int, None, [bool], True),
    Operation.INDEX: (True, None, [], 1),
    Operation.COMPLEX: (2, None, [], 2 + 0j),
    Operation.REPR: ("x", None, [], "'x'"),
    Operation.FORMAT: (3, None, ["03d"], "003"),
    Operation.REVERSED: ([1, 2], None, [], [2, 1]),
    Operation.HASH: (7, None, [], 7),
    Operation.OPERATOR: (7, "sub", [2], 5),
    Operation.REFLECTED: (7, "sub", [2], -5),
    Operation.COPY: ([1], None, [], [1]),
    Operation.DEEP_COPY: ([[1]], None, [], [[1]]),
    Operation.DIRECTORY: (None, None, [], dir(None)),
    Operation.SIGNATURE: (text, None, [], [[["length", 1, [], []]], []]),
    Operation.NAMES: (None, None, [], ["x"]),
    Operation.GET: (None, "x", [], 1),
    Operation.FIGURES: (None, "fignum_exists", [7], False),
}


@pytest.mark.parametrize("operation", CASES)
def test_an_operation_gives_its_result(operation):
    target, name, args, expected = CASES[operation]
    assert Performer({"x": 1}).perform(operation, target, name, args, {}) == expected


def test_every_operation_can_be_performed():
    target, names = types.SimpleNamespace(a=1), {"x": 1}
    performer, items = Performer(names), [1, 2, 3]
    performer.perform(Operation.SET_ATTRIBUTE, target, "b", [2], {})
    performer.perform(Operation.DELETE_ATTRIBUTE, target, "a", [], {})
    performer.perform(Operation.SET_ITEM, items, None, [0, 9], {})
    performer.perform(Operation.DELETE_ITEM, items, None, [1], {})
    performer.perform(Operation.SET_NAME, None, "y", [2], {})
    performer.perform(Operation.DELETE_NAME, None, "x", [], {})
    performer.perform(Operation.PATCH, None, "math:pi", ["set", 3], {})
    performer.perform(Operation.NEW_CELL, None, None, [], {})
    Performer(run := {}).perform(Operation.EXECUTE, None, None, ["z = 3"], {})
    assert run["z"] == 3
    array = performer.perform(Operation.ARRAY, [1, 2], None, [], {})
    with ThreadPoolExecutor(1) as thread:  # browser tests leave an event loop running in this one
        awaited = thread.submit(
            performer.perform, Operation.AWAIT, asyncio.sleep(0, 5), None, [], {}
        )
        assert awaited.result() == 5
    assert (vars(target), items, names) == ({"b": 2}, [9, 3], {"y": 2})
    np.testing.assert_array_equal(array, [1, 2])
    tried = {*CASES, Operation.SET_ATTRIBUTE, Operation.DELETE_ATTRIBUTE, Operation.SET_ITEM,
             Operation.DELETE_ITEM, Operation.SET_NAME, Operation.DELETE_NAME, Operation.NEW_CELL,
             Operation.ARRAY, Operation.PATCH, Operation.AWAIT, Operation.EXECUTE}  # fmt: skip
    # The handler of requests describes classes, whose numbers it knows.
    assert tried == {*Operation} - {Operation.DESCRIBE}


def test_a_name_that_is_not_defined():
    with pytest.raises(MissingError):
        Performer({}).perform(Operation.GET, None, "x", [], {})
    with pytest.raises(NameError, match="'x'"):
        Performer({}).perform(Operation.DELETE_NAME, None, "x", [], {})


def test_what_was_fetched_and_rebound_is_listed():
    names = {"x": 1, "y": 2}
    performer = Performer(names)
    performer.perform(Operation.GET, None, "x", [], {})
    performer.perform(Operation.GET, None, "y", [], {})
    assert performer.rebound() == []
    names["x"] = 3
    del names["y"]
    assert performer.rebound() == ["x", "y"]


def test_a_signature_arrives_as_it_is():
    def f(a, /, b: int, *args, c=3, **kwargs) -> str: ...

    assert signatures.build(signatures.describe(f)) == inspect.signature(f)


def test_a_patched_name_is_put_back_where_a_cell_begins():
    performer = Performer({})
    performer.perform(Operation.PATCH, None, "math:pi", ["set", 3], {})
    performer.perform(Operation.PATCH, None, "math:tau", ["delete"], {})
    assert math.pi == 3
    assert not hasattr(math, "tau")
    performer.perform(Operation.NEW_CELL, None, None, [], {})
    assert (round(math.pi, 2), round(math.tau, 2)) == (3.14, 6.28)


def test_what_is_not_an_array_raises():
    with pytest.raises(TypeError, match="a Thing is not an array"):
        Performer({}).perform(Operation.ARRAY, Thing(), None, [], {})


def test_many_items_come_one_by_one():
    assert type(Performer({}).perform(Operation.ITERATE, range(10**9), None, [], {})) is type(
        iter(range(1))
    )
