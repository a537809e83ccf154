"""The tests' process: runs the test cells of a key, and never any code of the student's.

It is in a sandbox too, as it handles values that the student's process made.
"""

import ast
import contextlib
import io
import math
import signal
import traceback

from examiner.channel import ChannelClosed
from examiner.errors_across import MissingNameError, StudentProcessError
from examiner.handles import Link, StudentNamespace

#: A comment line by which a test cell asks to see changes of its arguments.
IN_PLACE = "# examiner: inplace"
_CELL = "<test cell "  # begins the file name of code from test cells


class TestsProcess:
    """Runs cells that the driver sends.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        With the names of the key's set-up cells; used for its syntax (magics) only.
    control, student : Channel
        To the driver and to the student's process.
    """

    __test__ = False  # no test class, whatever pytest thinks of its name

    def __init__(self, shell, control, student):
        self._shell, self._control = shell, control
        self._link = Link(student)
        own = {name: value for name, value in shell.user_ns.items() if not name.startswith("_")}
        for name in ("In", "Out", "exit", "quit", "open", "get_ipython"):
            own.pop(name, None)
        self._names = StudentNamespace(self._link, own)
        self._busy = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, *_):
        if self._busy:
            raise KeyboardInterrupt

    def serve(self):
        """Run cells until the driver closes the channel."""
        with contextlib.suppress(ChannelClosed):
            self._control.send({"ready": True})
            while True:
                message, _ = self._control.receive()
                self._control.send(self._run(message["source"], message["label"]))

    def _run(self, source, label):
        """Run a cell; tell whether it raised, its last value if that is a number, and why not."""
        self._link.copy_back = IN_PLACE in source
        outcome = {"passed": True, "value": None}
        self._busy = True
        try:
            with contextlib.suppress(StudentProcessError):
                self._link.ask("new cell")
            with contextlib.redirect_stdout(_Sink()), contextlib.redirect_stderr(_Sink()):
                value = self._execute(source, f"{_CELL}{label}>")
            if type(value).__module__ == "numpy" and hasattr(value, "item"):
                value = value.item()
            if type(value) in (int, float):
                outcome["value"] = value if math.isfinite(value) else str(value)
        except BaseException as error:
            outcome = {"passed": False, **_explain(error)}
        finally:
            self._busy = False
            _close_figures()
        return outcome

    def _execute(self, source, name):
        """Execute a cell; return the value of its last line as a notebook would show it."""
        tree = ast.parse(self._shell.transform_cell(source), name)
        last = None
        shown = not source.rstrip().endswith(";")
        if shown and tree.body and isinstance(tree.body[-1], ast.Expr):
            last = ast.Expression(tree.body.pop().value)
        exec(compile(tree, name, "exec"), self._names)
        return last and eval(compile(last, name, "eval"), self._names)


class _Sink(io.StringIO):
    """Takes what is printed, up to a size: a test may catch what the student's code prints."""

    def write(self, text):
        return super().write(text) if self.tell() < 2**20 else len(text)


def _close_figures():
    import sys

    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


def _explain(error):
    """Say why a cell failed, without a word that might tell a student what is hidden.

    Returns
    -------
    dict
        ``why``: one of "assertion", "missing", "unanswered", "student", "died", "interrupted",
        "unusable". ``text``: for "assertion" the message of the test's author; for "missing" the
        name; for "student" and "unusable" the class of the error.
    """
    if isinstance(error, AssertionError) and _raised_in_a_cell(error):
        return {"why": "assertion", "text": str(error)[:2000]}
    if isinstance(error, MissingNameError):
        return {"why": "missing", "text": str(error.name)}
    if isinstance(error, StudentProcessError):
        return {"why": "died", "text": str(error)}
    if isinstance(error, KeyboardInterrupt):
        return {"why": "interrupted", "text": ""}
    of_student = getattr(error, "of_student", None)
    if of_student == "KeyboardInterrupt":
        return {"why": "interrupted", "text": ""}
    if of_student == "NotImplementedError":
        return {"why": "unanswered", "text": ""}
    if of_student:
        return {"why": "student", "text": of_student}
    return {"why": "unusable", "text": type(error).__name__}


def _raised_in_a_cell(error):
    """Tell whether a test cell itself raised: the messages of libraries hold hidden values."""
    *_, last = traceback.walk_tb(error.__traceback__)
    return last[0].f_code.co_filename.startswith(_CELL) and not hasattr(error, "of_student")
