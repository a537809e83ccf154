"""Running one test cell, and saying in plain values what came of it."""

import ast
import contextlib
import io
import math
import sys
import traceback

from examiner.rpc.exceptions import MissingNameError, StudentProcessError

_CELL = "<test cell "  # begins the file name of code from test cells
_SET_UP = "<ipython-input-"  # and from set-up cells, which may hold helpers of the tests


def run_test_cell(shell, source, label, names, *, with_students_code=False):
    """Run a test cell as a notebook does.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        Used for its syntax (magics) only.
    source : str
    label : str
        What tracebacks call the cell.
    names : dict
        The globals.
    with_students_code : bool
        Whether the student's code runs in this process too.

    Returns
    -------
    dict
        ``passed``: whether nothing was raised. If so, ``value``: the last value of the cell if it
        is a number (text for NaN and infinity), else None. If not, ``why`` and ``text``, see
        `explain`.
    """
    try:
        with contextlib.redirect_stdout(_Sink()), contextlib.redirect_stderr(_Sink()):
            value = _execute(shell, source, f"{_CELL}{label}>", names)
    except BaseException as error:
        return {"passed": False, **explain(error, with_students_code)}
    finally:
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close("all")  # as at the end of every cell of a notebook
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        value = value.item()
    if type(value) not in (int, float):
        return {"passed": True, "value": None}
    return {"passed": True, "value": value if math.isfinite(value) else str(value)}


def _execute(shell, source, name, names):
    """Execute a cell; return the value of its last line as a notebook would show it."""
    try:
        tree = ast.parse(source, name)
    except SyntaxError:  # only then are there magics in it
        tree = ast.parse(shell.transform_cell(source), name)
    last = None
    shown = not source.rstrip().endswith(";")
    if shown and tree.body and isinstance(tree.body[-1], ast.Expr):
        last = ast.Expression(tree.body.pop().value)
    exec(compile(tree, name, "exec"), names)
    return last and eval(compile(last, name, "eval"), names)


class _Sink(io.StringIO):
    """Takes what is printed, up to a size: a test may catch what the student's code prints."""

    def write(self, text):
        return super().write(text) if self.tell() < 2**20 else len(text)


def explain(error, with_students_code=False):
    """Say why a cell failed, without a word that might tell a student what is hidden.

    Returns
    -------
    dict
        ``why``: one of "assertion", "missing", "unanswered", "student", "died", "interrupted",
        "unusable". ``text``: for "assertion" the message of the test's author; for "missing" the
        name; for "student" and "unusable" the class of the error.
    """
    if isinstance(error, AssertionError) and _raised_in_a_cell(error, (_CELL, _SET_UP)):
        return {"why": "assertion", "text": str(error)[:2000]}
    missing = NameError if with_students_code and _raised_in_a_cell(error) else MissingNameError
    if isinstance(error, missing):
        return {"why": "missing", "text": str(error.name)}
    if isinstance(error, StudentProcessError):
        return {"why": "died", "text": str(error)}
    if isinstance(error, KeyboardInterrupt):
        return {"why": "interrupted", "text": ""}
    of_student = getattr(error, "of_student", None)
    if with_students_code and not _raised_in_a_cell(error):
        of_student = type(error).__name__
    if of_student == "KeyboardInterrupt":
        return {"why": "interrupted", "text": ""}
    if of_student == "NotImplementedError":
        return {"why": "unanswered", "text": ""}
    if of_student:
        return {"why": "student", "text": of_student}
    return {"why": "unusable", "text": type(error).__name__}


def _raised_in_a_cell(error, names=(_CELL,)):
    """Tell whether a test cell itself raised: the messages of libraries hold hidden values."""
    *_, last = traceback.walk_tb(error.__traceback__)
    return last[0].f_code.co_filename.startswith(names) and not hasattr(error, "of_student")
