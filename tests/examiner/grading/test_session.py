"""What a test cell can do with the student's code, as its author would notice it.

Every case is one answer and one test cell, graded in both processes: the same Python text also
means the same in a notebook.
"""

import itertools
import textwrap

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from examiner.grading import session
from examiner.grading.workers import ForkServer
from examiner.key import Key
from examiner.submission.reader import read_submission
from tests.support.small_course import cell, essay

SETUP = """
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
"""
_numbers = itertools.count()


def text(source):
    return textwrap.dedent(source).strip()


def notebook(cells):
    meta = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return new_notebook(cells=cells, metadata=meta)


class Bench:
    """Grades an answer with a test cell; one fork server for all cases.

    The fork server knows only the set-up cells, so any key that begins with them may use it.
    """

    def __init__(self, folder, **options):
        self.folder = folder
        (folder / "bench").mkdir()
        (folder / "bench" / "numbers.csv").write_text("a,b\n1,2\n3,4\n")
        self.fork_server = ForkServer(self._key([]), **options)

    def _key(self, cells):
        path = self.folder / "bench" / "bench.ipynb"
        nbformat.write(notebook([cell("locked", "setup", SETUP), *cells]), path)
        return Key.read(path)

    def grade(self, answer, *tests, points=2, times=None, extra=(), before=()):
        """Return the row of a submission with one answer and some test cells."""
        tests = [cell("test", f"test_{n}", text(t), points) for n, t in enumerate(tests)]
        key = self._key([*before, cell("answer", "answer", "raise NotImplementedError()"), *tests])
        mine = [cell("locked", "setup", SETUP), *before, *extra]
        mine += [cell("answer", "answer", text(answer)), *tests]
        path = self.folder / f"submission-{next(_numbers)}.ipynb"
        nbformat.write(notebook(mine), path)
        times = times or session.TimeLimits(20, 60)
        return session.grade(self.fork_server, key, read_submission(path), "ada", times=times)

    def outcome(self, *args, **kwargs):
        """Return the points and the message of the only test."""
        (check,) = self.grade(*args, **kwargs).checks
        return check.points, check.message


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    made = Bench(tmp_path_factory.mktemp("bench"))
    yield made
    made.fork_server.close()


FULL = {
    "values of all kinds": (
        "def f(x):\n    return {'a': [1, 2.5, (x, None)], 'b': {True, b'c'}, 'd': 2j}",
        "assert f('s') == {'a': [1, 2.5, ('s', None)], 'b': {True, b'c'}, 'd': 2j}",
    ),
    "arrays": (
        "def f(x):\n    return np.asarray(x) * 2.0",
        """
        got = f([[1, 2], [3, 4]])
        assert isinstance(got, np.ndarray) and got.shape == (2, 2) and got.dtype == float
        np.testing.assert_allclose(got, [[2, 4], [6, 8]])
        np.testing.assert_array_equal(f(np.arange(3)), np.arange(3) * 2)
        """,
    ),
    "tables": (
        "def f(table):\n    return table.assign(c=table.a + table.b).groupby('a').c.sum()",
        """
        table = pd.DataFrame({"a": [1, 1, 2], "b": [1.0, 2.0, 3.0]})
        expected = pd.Series([5.0, 5.0], index=pd.Index([1, 2], name="a"), name="c")
        pd.testing.assert_series_equal(f(table), expected)
        assert list(table.columns) == ["a", "b"]
        """,
    ),
    "a class of the student's": (
        """
        class Stack:
            size = 0
            def __init__(self, *items, limit=9):
                self.items, self.limit = list(items), limit
            def push(self, item):
                self.items.append(item)
                return self
            def __len__(self):
                return len(self.items)
            def __getitem__(self, place):
                return self.items[place]
            def __contains__(self, item):
                return item in self.items
            def __iter__(self):
                return iter(self.items)
            def __str__(self):
                return "|".join(map(str, self.items))
        """,
        """
        stack = Stack(1, 2, limit=5)
        assert isinstance(stack, Stack) and callable(Stack)
        assert stack.push(3).push(4) is stack
        assert len(stack) == 4 and stack[0] == 1 and stack[1:3] == [2, 3]
        assert 4 in stack and 5 not in stack
        assert list(stack) == [1, 2, 3, 4] and [n for n in stack if n > 2] == [3, 4]
        assert stack.limit == 5 and not hasattr(stack, "other")
        stack.limit = 6
        assert stack.limit == 6 and f"{stack}" == str(stack) == "1|2|3|4"
        """,
    ),
    "exceptions as pytest.raises sees them": (
        """
        class Odd(ValueError):
            pass
        def f(x):
            if x < 0:
                raise Odd("negative")
            return {}[x]
        """,
        """
        def raised(error, function, *args):
            try:
                function(*args)
            except error as caught:
                return str(caught)
            raise AssertionError("nothing was raised")
        assert raised(ValueError, f, -1) == "negative"
        assert "0" in raised(KeyError, f, 0)
        import unittest
        with unittest.TestCase().assertRaises(ValueError):
            f(-1)
        with np.testing.assert_raises(KeyError):
            f(3)
        """,
    ),
    "generators": (
        "def f():\n    n = 0\n    while True:\n        yield n\n        n += 1",
        """
        import itertools
        numbers = f()
        assert next(numbers) == 0
        assert list(itertools.islice(numbers, 3)) == [1, 2, 3]
        """,
    ),
    "context managers": (
        """
        import contextlib
        log = []
        @contextlib.contextmanager
        def f(name):
            log.append("in " + name)
            yield name.upper()
            log.append("out " + name)
        """,
        """
        with f("a") as given:
            assert given == "A" and log == ["in a"]
        assert log == ["in a", "out a"]
        """,
    ),
    "functions of the tests': called back, and nested": (
        "def compose(f, g):\n    return lambda x: f(g(x))\ndef apply(f, xs):\n    return [f(x) for x in xs]",
        """
        calls = []
        def double(x):
            calls.append(x)
            return 2 * x
        assert compose(double, lambda x: x + 1)(3) == 8 and calls == [4]
        assert apply(lambda n: sum(apply(double, range(n))), [1, 2, 3]) == [0, 2, 6]
        """,
    ),
    "a recording double": (
        "def train(model, n):\n    for k in range(n):\n        model.fit([k])\n    return model.score(), model.rate",
        """
        class Model:
            rate = 0.5
            def __init__(self):
                self.seen = []
            def fit(self, x):
                self.seen.append(list(x))
                return self
            def score(self):
                return len(self.seen)
        model = Model()
        assert train(model, 3) == (3, 0.5)
        assert model.seen == [[0], [1], [2]]
        """,
    ),
    "an error inside a double comes back": (
        "def f(g):\n    try:\n        return g()\n    except ZeroDivisionError:\n        return 'caught'",
        "assert f(lambda: 1 / 0) == 'caught'",
    ),
    "a fitted estimator": (
        """
        from sklearn.linear_model import LinearRegression
        def f(X, y):
            return LinearRegression().fit(X, y)
        """,
        """
        from sklearn.base import BaseEstimator
        from sklearn.linear_model import LinearRegression
        model = f([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0])
        assert isinstance(model, LinearRegression) and isinstance(model, BaseEstimator)
        np.testing.assert_allclose(model.coef_, [2])
        np.testing.assert_allclose(model.predict([[10.0]]), [21])
        assert model.get_params()["fit_intercept"] is True
        """,
    ),
    "an estimator of the tests' crosses as a copy": (
        "def f(model):\n    return float(model.predict([[3.0]])[0])",
        """
        from sklearn.linear_model import LinearRegression
        assert abs(f(LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0])) - 6) < 1e-9
        """,
    ),
    "axes and lines": (
        """
        def f():
            fig, ax = plt.subplots()
            ax.plot([1, 2, 3], [4, 5, 6], label="curve")
            ax.set(xlabel="epoch", title="History")
            ax.legend()
            return ax
        """,
        """
        ax = f()
        assert isinstance(ax, plt.Axes)
        (line,) = ax.get_lines()
        np.testing.assert_array_equal(line.get_ydata(), [4, 5, 6])
        assert ax.get_xlabel() == "epoch" and ax.get_title() == "History"
        assert [t.get_text() for t in ax.get_legend().get_texts()] == ["curve"]
        """,
    ),
    "a plot on axes of the tests'": (
        "def f(ax):\n    ax.plot([0, 1], [0, 1])",
        "fig, ax = plt.subplots()\nf(ax)\nassert len(ax.lines) == 1",
    ),
    "plt.show() in the answer": (
        "plt.plot([1, 2])\nplt.show()\ndef f():\n    plt.plot([1])\n    plt.show()\n    return 1",
        "assert f() == 1",
    ),
    "what is printed": (
        "def f(x):\n    print('value', x)",
        """
        import contextlib, io
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            assert f(3) is None
        assert printed.getvalue() == "value 3\\n"
        """,
    ),
    "numpy's errors": (
        "def f(x):\n    return np.log(x)",
        """
        with np.errstate(divide="raise"):
            try:
                f(np.array([0.0]))
            except FloatingPointError:
                pass
            else:
                raise AssertionError("no error")
        with np.errstate(divide="ignore"):
            assert f(np.array([0.0]))[0] == -np.inf
        """,
    ),
    "changes in place, asked for": (
        "def f(items, table):\n    items.sort()\n    table['a'] = 0",
        """
        # examiner: inplace
        items, table = [3, 1, 2], {}
        f(items, table)
        assert items == [1, 2, 3] and table == {"a": 0}
        """,
    ),
    "no changes in place unless asked for": (
        "def f(items):\n    items.clear()\n    return []",
        "items = [3, 1]\nassert f(items) == []\nassert items == [3, 1]",
    ),
    "a name taken away and put back": (
        """
        def square(n):
            return n * n
        def total(n):
            return sum(square(k) for k in range(n + 1))
        """,
        """
        original = square
        del square
        try:
            total(3)
        except NameError:
            pass
        else:
            raise AssertionError("total does not use square")
        finally:
            square = original
        assert total(3) == 14
        """,
    ),
    "a name that a call binds anew": (
        """
        def first():
            return 1
        def second():
            return 2
        current = first
        def advance():
            global current
            current = second
        def go_back_and(call):
            global current
            current = first
            return call()
        def advance_too_far():
            global current
            current = second
            return np.zeros(2**27, np.uint8)
        """,
        """
        assert current() == 1
        advance()
        assert current() == 2
        assert go_back_and(lambda: current()) == 1
        assert current() == 1
        try:
            advance_too_far()
        except ValueError:
            assert current() == 2
        else:
            raise AssertionError("more than can cross came across")
        """,
    ),
    "a library's name that means something else": (
        "class Fake:\n    __name__ = 'sklearn'\n    answer = 42\nsklearn = Fake()",
        "assert not hasattr(sklearn, 'answer') and hasattr(sklearn, 'set_config')",
    ),
    "a number of a class of the student's": (
        "import fractions\nclass Half(fractions.Fraction):\n    pass\nx = Half(1, 2)",
        "import numbers\nassert not isinstance(x, numbers.Number)",
    ),
    "a file beside the key": (
        "table = pd.read_csv('numbers.csv')",
        "assert table.shape == (2, 2) and pd.read_csv('numbers.csv').equals(table)",
    ),
    "magics": (
        "%matplotlib inline\n%config InlineBackend.figure_format = 'png'\nhere = %pwd\nf = len",
        "%matplotlib inline\nassert f('ab') == 2 and isinstance(here, str)",
    ),
    "builtins that a student spoiled": (
        "sum = len = max = isinstance = lambda *args: 42\ndef f():\n    return 3",
        "assert sum([1, 2]) == 3 and len('a') == 1 and isinstance(f(), int) and max(1, 2) == 2",
    ),
    "warnings": (
        "import warnings\ndef f():\n    warnings.warn('careful')\n    return 1",
        "assert f() == 1",
    ),
    "signature and docstring": (
        'def f(a, b=2):\n    """Add."""\n    return a + b',
        "assert f.__doc__ == 'Add.' and f.__name__ == 'f'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FULL)
def test_what_a_test_cell_can_do(case, bench):
    assert bench.outcome(*FULL[case]) == (2, None)


WORDING = {
    "the message of the assertion": (
        "x = 1", "assert x == 2, 'Look at x again.'", "Look at x again.",
    ),
    "an assertion without a message": ("x = 1", "assert x == 2", "This check did not pass."),
    "what a library would tell of hidden values": (
        "def f():\n    return np.array([1])",
        "np.testing.assert_array_equal(f(), [7])",
        "The check could not use your result (AssertionError). Look at what type your code returns.",
    ),
    "not answered yet": (
        "def f():\n    raise NotImplementedError()", "f()",
        "This is not answered yet: the answer cell still raises NotImplementedError.",
    ),
    "an error of the student's": (
        "def f():\n    return 1 / 0", "f()",
        "Your code raised ZeroDivisionError when it was called.",
    ),
    "an error of a class of the student's": (
        "class Oops(Exception):\n    pass\ndef f():\n    raise Oops()", "f()",
        "Your code raised Exception when it was called.",
    ),
    "a name that is missing": (
        "y = 1", "x",
        "The name x is not defined. Does the answer cell run without an error, "
        "and does it use exactly this name?",
    ),
    "a result of the wrong kind": (
        "def f():\n    return None", "f() + 1",
        "The check could not use your result (TypeError). Look at what type your code returns.",
    ),
    "the process that ended": (
        "import os\ndef f():\n    os._exit(0)", "f()",
        "Your code had ended the Python process, so this could not be checked.",
    ),
    "an object made to please": (
        "class Same:\n    def __eq__(self, other):\n        return True\ndef f():\n    return Same()",
        "assert f() == 3, 'It should be 3.'", "It should be 3.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WORDING)
def test_what_is_said_about_a_failed_check(case, bench):
    answer, check, message = WORDING[case]
    assert bench.outcome(answer, check) == (0, message)


def test_a_loop_without_end_is_stopped_and_the_rest_is_graded(bench):
    answer = "def f(x):\n    while x:\n        pass\n    return 1"
    row = bench.grade(answer, "f(1)", "assert f(0) == 1", times=session.TimeLimits(1, 60))
    assert [check.points for check in row.checks] == [0, 2]
    assert row.checks[0].message == (
        "Your code was still running after 1 seconds. Is there a loop that never ends?"
    )
    assert row.status == "timeout"
    assert row.reason == "Time was over in cell 3 (test_0)."


@pytest.mark.parametrize(
    ("value", "points"), [("0", 0), ("1", 1), ("0.5", 0.5), ("2", 2), ("'x'", 2), ("1;", 2)]
)
def test_the_last_value_of_a_cell_is_its_points(value, points, bench):
    got, message = bench.outcome("x = 1", f"x\n{value}")
    assert got == points
    assert message == (None if points == 2 else f"{points:g} of 2 points.")


def test_a_row_says_what_was_left_to_a_person(bench):
    row = bench.grade("x = 1", "assert x", before=[essay("why", "YOUR ANSWER", 3)])
    assert (row.points, row.max_points, row.manual_points) == (2, 2, 3)
    assert row.needs_manual == []


def test_own_cells_run_where_they_stand(bench):
    own = new_code_cell("helper = 20", id="own")
    row = bench.grade("x = helper + 1", "assert x == 21", extra=[own])
    assert row.points == 2


def test_imports_of_an_open_cell_serve_the_tests_too(bench):
    opened = new_code_cell("import math", id="imports")
    row = bench.grade("x = math.pi", "assert math.isclose(x, math.pi)", before=[opened])
    assert row.points == 2


def test_nothing_is_left_between_submissions(bench):
    bench.grade("np.pi = 3\nopen('left', 'w').close()\ny = 1", "pass")
    answer = "import os\nx = (np.pi, os.path.exists('left'), 'y' in globals())"
    assert bench.outcome(answer, "assert x == (np.pi, False, False)") == (2, None)


def test_outputs_are_kept_for_the_page(bench):
    row = bench.grade("print('hello')\nplt.plot([1, 2]);", "pass")
    (shown,) = (found for found in row.cells if found.grade_id == "answer")
    assert [output.kind for output in shown.outputs] == ["text", "png"]
    assert shown.outputs[0].data == "hello\n"
    assert shown.outputs[1].data.startswith(b"\x89PNG")


def test_level_b_gives_the_same_marks(tmp_path):
    bench = Bench(tmp_path, levels=("B",))
    try:
        assert bench.fork_server.level == "B"
        for case in ("tables", "a recording double", "axes and lines", "a file beside the key"):
            assert bench.outcome(*FULL[case]) == (2, None), case
        for case in ("an error of the student's", "an object made to please"):
            answer, check, message = WORDING[case]
            assert bench.outcome(answer, check) == (0, message), case
    finally:
        bench.fork_server.close()
