"""Running one test cell, and describing its outcome in plain values."""

import contextlib
import inspect
import io
import math
import traceback
from types import CodeType
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from examiner.rpc.cell_code import CELL, CellCode
from examiner.rpc.exceptions import (
    MissingNameError,
    StudentProcessError,
    class_of_student,
    shown_class,
)
from examiner.rpc.libraries import key_imports
from examiner.rpc.outcome import Outcome, Why
from examiner.worker.performer import close_figures
from examiner.worker.shell import raising

_SET_UP = "<ipython-input-"  # begins that of set-up cells, which may hold helpers of the tests
_MOST_PRINTED = 2**20  # characters
_LONGEST_MESSAGE = 2000


def run_test_cell(
    shell: InteractiveShell,
    source: str,
    label: str,
    names: dict[str, Any],
    *,
    code: bytes | None = None,
    with_students_code: bool = False,
) -> Outcome:
    """Run a test cell as a notebook does.

    Parameters
    ----------
    shell
        Used for its syntax (magics) only.
    source
        The cell.
    label
        What tracebacks call the cell.
    names
        The globals.
    code
        What `CellCode.dump` gives for the cell, if the driver has compiled it.
    with_students_code
        Whether the student's code runs in this process too.
    """
    try:
        with (
            contextlib.redirect_stdout(_Sink()),
            contextlib.redirect_stderr(_Sink()),
            raising(shell),
        ):
            cell = CellCode.load(code) if code else _compile(shell, source, label)
            value = _execute(cell, names)
    except BaseException as error:
        return failed(error, with_students_code)
    finally:
        close_figures()
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        value = value.item()
    if type(value) not in (int, float):
        return {"passed": True, "value": None}
    return {"passed": True, "value": value if math.isfinite(value) else str(value)}


def _compile(shell: InteractiveShell, source: str, label: str) -> CellCode:
    try:
        return CellCode.of(source, label)
    except SyntaxError:  # only then are there magics in it
        return CellCode.of(shell.transform_cell(source), label)  # type: ignore[no-untyped-call]


def _execute(cell: CellCode, names: dict[str, Any]) -> Any:
    """Execute a cell; return the value of its last line as a notebook would show it."""
    key_imports(cell)
    scope = getattr(names, "globals", names)  # of functions; the names are what the cell sees
    _run(cell.body, scope, names)
    return cell.value and _run(cell.value, scope, names)


def _run(code: CodeType, scope: dict[str, Any], names: dict[str, Any]) -> Any:
    value = eval(code, scope, names)
    if code.co_flags & inspect.CO_COROUTINE:  # it awaits at its top level
        import asyncio

        return asyncio.run(value)
    return value


class _Sink(io.StringIO):
    """Takes what is printed, up to a size: a test may catch what the student's code prints."""

    def write(self, text: str) -> int:
        return super().write(text) if self.tell() < _MOST_PRINTED else len(text)


def failed(error: BaseException, with_students_code: bool = False) -> Outcome:
    """Say why a cell failed, without a word that might tell a student what is hidden."""
    why, text = _reason(error, with_students_code)
    return {"passed": False, "why": why, "text": text, "detail": detail(error)}


def detail(error: BaseException) -> str:
    """Say what was raised, and in which line of a test cell: for the author of the test."""
    frames = [*traceback.walk_tb(error.__traceback__)]
    lines = [line for frame, line in frames if frame.f_code.co_filename.startswith(CELL)]
    where = f"line {lines[-1]}: " if lines else ""
    try:
        text = str(error)
    except Exception:
        text = ""
    return f"{where}{class_of_student(error) or type(error).__name__}: {text}"[:_LONGEST_MESSAGE]


def _reason(error: BaseException, with_students_code: bool) -> tuple[Why, str]:
    if isinstance(error, AssertionError) and _raised_in_a_cell(error, (CELL, _SET_UP)):
        return Why.ASSERTION, str(error)[:_LONGEST_MESSAGE]
    missing = NameError if with_students_code and _raised_in_a_cell(error) else MissingNameError
    if isinstance(error, missing):
        return Why.MISSING, str(error.name)
    if isinstance(error, StudentProcessError):
        return Why.DIED, str(error)
    if isinstance(error, KeyboardInterrupt):
        return Why.INTERRUPTED, ""
    of_student = class_of_student(error)
    if with_students_code and not _raised_in_a_cell(error):
        of_student = shown_class(error)
    if of_student == "NotImplementedError":
        return Why.UNANSWERED, ""
    if of_student:
        return Why.STUDENT, of_student
    if isinstance(error, AssertionError):  # of a library: its message holds hidden values
        return Why.ASSERTION, ""
    return Why.UNUSABLE, shown_class(error)


def _raised_in_a_cell(error: BaseException, names: tuple[str, ...] = (CELL,)) -> bool:
    """Tell whether a test cell itself raised: the messages of libraries hold hidden values."""
    *_, last = traceback.walk_tb(error.__traceback__)
    in_a_cell = last[0].f_code.co_filename.startswith(names)
    return in_a_cell and class_of_student(error) is None
