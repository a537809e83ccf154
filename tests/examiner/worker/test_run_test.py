"""What is said of a test cell, in plain values: nothing that a hidden test holds."""

import math

import numpy as np
import pytest

from examiner.rpc.cell_code import compiled
from examiner.rpc.exceptions import MissingNameError, StudentProcessError, describe, rebuild
from examiner.rpc.outcome import Why
from examiner.worker.run_test import run_test_cell


class _Shell:
    """Knows one magic."""

    @staticmethod
    def transform_cell(source):
        return source.replace("%matplotlib inline", "pass")

    @staticmethod
    def run_cell(source):
        raise NotImplementedError


def run(source, names=None, **options):
    """Run a cell, from its text and as the driver compiles it: nobody can tell the difference."""
    names = {} if names is None else names
    before = dict(names)
    outcome = run_test_cell(_Shell, source, "cell 1", names, **options)
    code = compiled(source, "cell 1")
    assert run_test_cell(_Shell, source, "cell 1", before, code=code, **options) == outcome
    outcome.pop("detail", None)
    return outcome


def student_raised(kind):
    """Make a function that raises an error as it arrives from the student's process."""

    def raises():
        raise rebuild(describe(kind("secret")))

    return raises


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 + 1", 2), ("0.5", 0.5), ("1;", None), ("x = 1", None), ("'text'", None), ("True", None),
        ("inf", "inf"), ("nan", "nan"), ("np.float64(0.5)", 0.5), ("np.array(2)", 2), ("", None),
        ("%matplotlib inline\n3", 3), ("1\nNone", None),
    ],
)  # fmt: skip
def test_the_last_value_counts_if_it_is_a_number(source, value):
    outcome = run(source, {"np": np, "inf": math.inf, "nan": math.nan})
    assert outcome == {"passed": True, "value": value}


def test_a_cell_with_magics_is_left_to_the_process_that_knows_them():
    assert compiled("%matplotlib inline\n3", "cell 1") is None
    assert compiled("'\\d'", "cell 1")  # without the warning of newer Pythons


def test_names_of_a_cell_stay():
    names = {}
    run("x = 1", names)
    assert names["x"] == 1


@pytest.mark.parametrize(
    ("source", "names", "why", "text"),
    [
        ("assert 1 == 2, 'Look again.'", {}, Why.ASSERTION, "Look again."),
        ("assert 1 == 2", {}, Why.ASSERTION, ""),
        ("np.testing.assert_array_equal(1, 7)", {"np": np}, Why.ASSERTION, ""),
        ("None + 1", {}, Why.UNUSABLE, "TypeError"),
        ("1 +", {}, Why.UNUSABLE, "an error"),
        ("f()", {"f": student_raised(ValueError)}, Why.STUDENT, "ValueError"),
        ("f()", {"f": student_raised(AssertionError)}, Why.STUDENT, "an error"),
        ("f()", {"f": student_raised(UnboundLocalError)}, Why.STUDENT, "NameError"),
        ("f()", {"f": student_raised(OSError)}, Why.STUDENT, "an error"),
        ("f()", {"f": student_raised(StopIteration)}, Why.STUDENT, "an error"),
        ("f()", {"f": student_raised(NotImplementedError)}, Why.UNANSWERED, ""),
        ("f()", {"f": student_raised(KeyboardInterrupt)}, Why.STUDENT, "an error"),
        ("raise KeyboardInterrupt", {}, Why.INTERRUPTED, ""),
        ("raise SystemExit", {}, Why.UNUSABLE, "an error"),
        ("raise Gone('it ended')", {"Gone": StudentProcessError}, Why.DIED, "it ended"),
        ("raise Missing(name='x')", {"Missing": MissingNameError}, Why.MISSING, "x"),
        ("x", {}, Why.UNUSABLE, "NameError"),
    ],
)
def test_a_failed_cell_says_why(source, names, why, text):
    assert run(source, names) == {"passed": False, "why": why, "text": text}


@pytest.mark.parametrize(
    ("source", "why", "text"),
    [
        ("x", Why.MISSING, "x"),
        ("f()", Why.STUDENT, "ZeroDivisionError"),
        ("g()", Why.UNANSWERED, ""),
        ("assert 0, 'Look again.'", Why.ASSERTION, "Look again."),
    ],
)
def test_with_the_students_code_in_the_same_process(source, why, text):
    names = {}
    exec("def f():\n    1 / 0\ndef g():\n    raise NotImplementedError", names)
    assert run(source, names, with_students_code=True) == {
        "passed": False,
        "why": why,
        "text": text,
    }


def test_what_a_cell_prints_is_not_shown(capsys):
    run("print('hidden')")
    assert capsys.readouterr().out == ""


def test_the_author_is_told_the_line_and_what_was_raised():
    outcome = run_test_cell(_Shell, "x = 1\nassert x == 2, 'Look.'", "cell 1", {})
    assert outcome["detail"] == "line 2: AssertionError: Look."
