"""Texts of the student's that modules of Python would run do not run in the tests' process."""

import doctest
import inspect
import os
import typing

import pytest

from examiner.rpc.operations import Operation
from examiner.rpc.texts import Texts
from tests.support.two_ends import two_ends

SOURCE = '''
import os
def spoil(number: "os.environ.__setitem__('SPOILED', 'yes')") -> "list[int]":
    """Show a process.

    >>> os.getpid
    <built-in function getpid>
    >>> x = 20
    >>> x + 1
    21
    >>> print("said")
    said
    >>> int("a")
    Traceback (most recent call last):
    ValueError: invalid literal for int() with base 10: 'a'
    """
class Item:
    price: "os.environ.__setitem__('SPOILED', 'yes')"
def fine(number: "int | None", names: "dict[str, Item]") -> "typing.Literal[-1]": pass
'''


@pytest.fixture
def ends(monkeypatch):
    """Give both ends, with the texts of the student's kept from the tests."""
    monkeypatch.setitem(os.environ, "SPOILED", "no")
    for module, name in (
        (typing, "compile"),
        (inspect, "eval"),
        (doctest, "compile"),
        (doctest, "exec"),
    ):
        monkeypatch.setattr(module, name, None, raising=False)  # taken back afterwards
    with two_ends(SOURCE) as ends:
        texts = Texts(lambda source: ends.connection.ask(Operation.EXECUTE, args=(source,)))
        texts.restrict()
        ends.texts = texts
        yield ends


@pytest.mark.parametrize("line", [
    "typing.get_type_hints(spoil)", "typing.get_type_hints(Item)", "typing.List['print()']",
    "inspect.get_annotations(spoil, eval_str=True)", "typing.ForwardRef('x.__class__')",
    "typing.ForwardRef('(lambda: 0)()')", "typing.ForwardRef('[x for x in y]')", "typing.ForwardRef('(x := 1)')",
])  # fmt: skip
def test_a_type_hint_that_is_no_type_is_not_evaluated(ends, line):
    ends.namespace.run("import inspect, typing")
    with pytest.raises((PermissionError, SyntaxError)):
        ends.namespace.run(line)
    assert os.environ["SPOILED"] == "no"


def test_a_type_hint_that_is_a_text_is_evaluated(ends):
    ends.namespace.run("import typing; hints = typing.get_type_hints(fine, globals())")
    hints = ends.namespace["hints"]
    assert hints["number"] == int | None
    assert hints["names"].__args__[1] is ends.namespace["Item"]
    assert hints["return"] == typing.Literal[-1]


def test_examples_of_the_student_run_in_the_students_process(ends):
    ends.texts.begin("run the examples")
    ends.namespace.run(
        "import doctest; found = doctest.DocTestFinder().find(spoil, 'spoil', globs={})"
    )
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(ends.namespace["found"][0])
    assert (runner.failures, runner.tries) == (0, 5)
    assert ends.student["x"] == 20
    assert "x" not in ends.namespace.names.globals


def test_examples_of_the_test_run_in_the_tests_process(ends):
    cell = '''
def own():
    """
    >>> hidden = 42
    >>> hidden
    42
    """
'''
    ends.texts.begin(cell)
    names = {}
    exec(cell, names)
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder().find(names["own"], "own", globs={}):
        runner.run(test)
    assert (runner.failures, runner.tries) == (0, 2)
    assert "hidden" not in ends.student


def test_an_example_that_only_begins_like_the_tests_runs_in_the_students_process(ends):
    ends.texts.begin('"""\n>>> for number in range(2):\n...     print(number)\n0\n1\n"""')
    example = ">>> for number in range(2):\n...     hostile = number\n"
    runner = doctest.DocTestRunner(verbose=False)
    names = {}
    runner.run(doctest.DocTestParser().get_doctest(example, names, "spoil", None, None))
    assert (runner.failures, names.get("hostile")) == (0, None)
    assert ends.student["hostile"] == 1
