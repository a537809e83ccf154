"""`make check-chance`: an answer that only some draws find out is named, and a fair one is not."""

import pytest

from examiner.authoring.bank import Case
from tests.support import repeats

pytestmark = pytest.mark.slow


def tanh(name, source, costs=()):
    """Make a case of the answer cell `tanh` in Task 14."""
    return Case("task14", "tanh", name, "", source, frozenset(costs))


def test_only_fresh_draws_are_repeated_and_what_they_find_is_told():
    fair = tanh("fair", "def tanh(x):\n    return np.tanh(x)")
    # Wrong from 19 to 20, where no visible check looks and a number is drawn in two runs of three.
    unlucky = tanh(
        "unlucky",
        "def tanh(x):\n    return np.tanh(x) + 0.1 * ((abs(x) > 19) & (abs(x) < 20))",
    )
    wrong = tanh("wrong", "def tanh(x):\n    return x", ["test_tanh"])
    found = repeats.outcomes("task14", [fair, unlucky, wrong], 12)
    assert found["fair"] == [()] * 12
    assert {("test_tanh",)} <= set(found["unlucky"])
    assert len(found["unlucky"]) == 12
    assert found["wrong"] == [("test_tanh",)] * 12


def test_what_stands_before_the_hidden_tests_is_left_out():
    cell = (
        "def test_f():\n    def check(x):\n        assert f(x) == x\n\n    limit = 9\n"
        "    check(1)\n    for x in (2, 3):\n        check(x)\n    assert f(4)\n"
        "    ### BEGIN HIDDEN TESTS\n    check(limit)\n    ### END HIDDEN TESTS\n\n\ntest_f()\n"
    )
    asked = []
    exec(repeats.hidden_part(cell), {"f": lambda x: asked.append(x) or x})
    assert asked == [9]
