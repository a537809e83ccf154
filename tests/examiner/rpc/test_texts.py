"""Texts of the student's that modules of Python would run do not run in the tests' process."""

import contextlib
import doctest
import inspect
import os
import typing

import pytest
import sympy

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
class Text(str):
    """Says that it is another text."""

    def strip(self): return "int"
def lies(x): pass
lies.__annotations__ = {"x": Text("os.environ.__setitem__('SPOILED', 'yes')")}
class Box:
    seen = []
    def __getitem__(self, item): self.seen.append(item); return int
    __or__ = __ror__ = __getitem__
box = Box()
def curious(a: "box[expected]"): pass
def curious_too(a: "box | expected"): pass
def looped():
    """
    >>> for number in range(2):
    ...     hostile = number
    """
def decoy(xs): return sorted(xs)
globals()["decoy"] = lambda xs: sum(xs)
small = lambda x: x + 1
def fine(number: "int | None", names: "dict[str, Item]") -> "typing.Literal[-1]": pass
'''

SET_UP = ">>> 6 * 7"


@pytest.fixture
def ends(monkeypatch):
    """Give both ends, with the texts of the student's kept from the tests."""
    monkeypatch.setitem(os.environ, "SPOILED", "no")
    for module, name in (
        (typing, "compile"),
        (typing, "eval"),
        (inspect, "eval"),
        (doctest, "compile"),
        (doctest, "exec"),
    ):
        monkeypatch.setattr(module, name, None, raising=False)  # taken back afterwards
    with two_ends(SOURCE) as ends:
        ends.connection.handed_in.add(SOURCE)
        texts = Texts(ends.connection, [SET_UP])
        texts.restrict()
        ends.texts = texts
        yield ends


@pytest.mark.parametrize("line", [
    "typing.get_type_hints(lies)", "inspect.get_annotations(lies, eval_str=True)",
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


def test_the_source_of_a_function_is_not_that_of_another_one_of_its_name(ends):
    ends.namespace.run("import inspect; text = inspect.getsource(small)")
    assert ends.namespace["text"] == "small = lambda x: x + 1\n"
    with pytest.raises((TypeError, OSError)):
        ends.namespace.run("inspect.getsource(decoy)")


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
    ends.namespace.run("import doctest; text = looped.__doc__")
    example = ends.namespace["text"]
    runner = doctest.DocTestRunner(verbose=False)
    names = {}
    runner.run(doctest.DocTestParser().get_doctest(example, names, "spoil", None, None))
    assert (runner.failures, names.get("hostile")) == (0, None)
    assert ends.student["hostile"] == 1


@pytest.mark.parametrize("text", ["\n>>> double(21) == 42", ">>> 6 * 8"])
def test_an_example_that_is_nobodys_runs_nowhere(ends, text):
    """It may be put together by the test: the student would see it, and decide what comes of it."""
    ends.texts.begin("run '>>> double(' + '21) == 42'")
    runner, said = doctest.DocTestRunner(verbose=False), []
    runner.run(doctest.DocTestParser().get_doctest(text, {}, "x", None, None), out=said.append)
    assert runner.failures == 1
    assert "must stand in the test cell" in "".join(said)


def test_an_example_of_a_set_up_cell_runs_with_the_tests(ends):
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(doctest.DocTestParser().get_doctest(SET_UP + "\n42\n", {}, "x", None, None))
    assert (runner.failures, runner.tries) == (0, 1)


@pytest.mark.parametrize("name", ["curious", "curious_too"])
def test_a_type_hint_shows_the_student_no_value_of_the_tests(ends, name):
    ends.namespace.run("import typing; expected = 'hidden'")
    with pytest.raises((PermissionError, TypeError)):
        ends.namespace.run(f"typing.get_type_hints({name}, {{'box': box, 'expected': expected}})")
    assert ends.student["Box"].seen == []


@pytest.mark.parametrize("call", [
    "sympy.expand(text)", "sympy.simplify(text)", "sympy.N(text)", "sympy.lambdify(x, text)",
    "x.equals(text)", "x.subs(x, text)", "sympy.sympify(text)", "sympy.sympify(texts)",
])  # fmt: skip
def test_a_text_that_sympy_takes_for_a_formula_is_not_run(ends, call):
    ends.student["text"] = "__import__('os').environ.__setitem__('SPOILED', 'yes')"
    ends.student["texts"] = ["x.__class__.__base__", "open('/etc/passwd')", "getattr(x, 'func')"]
    ends.namespace.run("import sympy; x = sympy.Symbol('x')")
    with contextlib.suppress(PermissionError, sympy.SympifyError, TypeError, SyntaxError):
        ends.namespace.run(f"found = {call}")
        assert ends.namespace["found"] is False
    assert os.environ["SPOILED"] == "no"


def test_a_text_that_is_a_formula_is_one(ends):
    ends.student["text"] = "2*x**2 + sqrt(3)*sin(pi*x)/4 - Max(x, 1.5)"
    ends.namespace.run("import sympy, numpy; x = sympy.Symbol('x'); found = sympy.sympify(text)")
    x = sympy.Symbol("x")
    expected = 2 * x**2 + sympy.sqrt(3) * sympy.sin(sympy.pi * x) / 4 - sympy.Max(x, 1.5)
    assert ends.namespace["found"] == expected
    ends.namespace.run("value = sympy.lambdify(x, found, 'numpy')(0.5)")
    assert ends.namespace["value"] == pytest.approx(float(expected.subs(x, 0.5)))
