"""Changes of arguments reach the test's objects only where the test asks for them."""

import numpy as np
import pandas as pd
import pytest

from examiner.rpc.changes import change
from tests.support.two_ends import two_ends

SOURCE = """
def fill(values):
    values.clear()
    values.append(9)
"""


@pytest.mark.parametrize(("asked", "expected"), [(True, [9]), (False, [1])])
def test_a_list_is_changed_only_where_the_test_asks_for_it(asked, expected):
    values = [1]
    with two_ends(SOURCE) as ends:
        ends.new_cell(*(["changes"] if asked else []))
        ends.namespace["fill"](values)
    assert values == expected


@pytest.mark.parametrize(
    ("argument", "changed"),
    [
        ([1], [2, 3]),
        ({"a": 1}, {"b": 2}),
        ({1}, {2}),
        (bytearray(b"a"), bytearray(b"bc")),
        (np.zeros(2), np.ones(2)),
        (pd.Series([1]), pd.Series([2, 3])),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [2]})),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_same_object_gets_new_contents(argument, changed):
    change(argument, changed)
    assert repr(argument) == repr(changed)


@pytest.mark.parametrize(
    ("argument", "changed"),
    [
        ([1], (2,)),
        ([1], None),
        ("a", "b"),
        ((1,), (2,)),
        (np.zeros(2), np.ones(3)),
        (np.zeros(2), np.ones(2, int)),
    ],
    ids=repr,
)
def test_nothing_else_is_changed(argument, changed):
    before = repr(argument)
    change(argument, changed)
    assert repr(argument) == before
