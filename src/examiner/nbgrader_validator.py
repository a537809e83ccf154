"""Validate with the engine's sentences: an extension of Jupyter Server.

nbgrader's Validate shows each failed test with its whole source and a traceback. With this extension it
shows the question, and the sentence that ``examiner grade --visible-only`` has for it::

    jupyter lab --ServerApp.jpserver_extensions=examiner.nbgrader_validator=True

What passes and what fails is for nbgrader to say. ``nbgrader validate`` stays as it is.
"""

import ast
import re
import textwrap
from collections.abc import Container
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from nbgrader.preprocessors import Execute
from nbgrader.server_extensions.validate_assignment import handlers
from nbgrader.utils import determine_grade
from nbgrader.validator import Validator

from examiner.grading.score import message_of
from examiner.grading.stopped_cells import StoppedCells
from examiner.key import last_heading
from examiner.key_cell import visible
from examiner.notebook_cells import role_of
from examiner.rpc.outcome import Outcome, Why
from examiner.safe_text import one_line, printable
from examiner.sentences import feedback
from examiner.sentences.endings import CELL_OUT_OF_TIME
from examiner.sentences.repairs import cell_label

_FRAME = re.compile(r"^Cell In ?\[(\d+)\], line \d+", re.MULTILINE)
_NAME = re.compile(r"name '(\w+)' is not defined")
_COMMENT = re.compile(r"^#+[ \t]*(?!examiner:)([^#\s].*)", re.MULTILINE)
#: What Jupyter says of a cell that ran out of time.
_INTERRUPTED = ("KeyboardInterrupt", "CellTimeoutError")


class SentenceValidator(Validator):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's validator, with a line and a sentence for each cell that failed."""

    def _get_failed_cells(self, nb: NotebookNode) -> list[NotebookNode]:
        """Return what to show in place of the cells that nbgrader found."""
        failed = {id(cell) for cell in super()._get_failed_cells(nb)}
        students = {
            cell.execution_count
            for cell in nb.cells
            if cell.cell_type == "code" and _role(cell) in ("answer", "manual", "extra")
        }
        shown, stopped, heading = [], StoppedCells(), ""
        for number, cell in enumerate(nb.cells, 1):
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            label = cell_label(number, grade_id)
            if cell.cell_type == "markdown":
                heading = last_heading(cell.source) or heading
            if error := _error_in(cell):
                stopped.add(label, _raised(error), cell.source, with_text=True)
            if id(cell) not in failed:
                continue
            title, text = heading, self._wrap(feedback.NOT_WRITTEN)
            if _role(cell) == "test":
                title = _first_line(visible(cell.source)) or heading
                outcome = _outcome(error, students) if error else None
                text = self._sentence(cell, outcome, stopped)
            elif _role(cell) != "manual":  # an option of nbgrader's validates all cells
                text = self._extract_error(cell)
            shown.append(
                self._shown(f"{title} ({grade_id})" if title and grade_id else label, text)
            )
        return shown

    def _sentence(self, cell: NotebookNode, outcome: Outcome | None, stopped: StoppedCells) -> str:
        """Say why a test failed; in nbgrader's words where the engine has none."""
        if outcome:
            seconds = Execute(parent=self).timeout
            return self._wrap(stopped.explain(outcome) or message_of(outcome, seconds))
        written = str(self._extract_error(cell))
        if _error_in(cell):
            return written
        score, most = determine_grade(cell, self.log)
        has_written = any(output.get("name") == "stderr" for output in cell.outputs)
        return feedback.wrote(written) if has_written else feedback.partial_points(score, most)

    def _shown(self, title: str, text: str) -> NotebookNode:
        """Make a cell of which nbgrader shows these two."""
        error = new_output("error", ename="", evalue="", traceback=[text])
        made: NotebookNode = new_code_cell(self._wrap(one_line(title)), outputs=[error])
        return made

    def _wrap(self, sentence: str) -> str:
        """Break a sentence into lines: the dialog does not."""
        return textwrap.fill(sentence, self.width, break_long_words=False, break_on_hyphens=False)


def _role(cell: NotebookNode) -> str:
    return role_of(cell.cell_type, cell.metadata.get("nbgrader", {}))


def _first_line(source: str) -> str:
    """Return what a test cell says of itself first, in its docstring or else in a comment."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # it has magics
        tree = ast.Module([], [])
    tests = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test")
    ]
    said = [text for node in (tree, *tests) if (text := ast.get_docstring(node))]
    said += _COMMENT.findall(source)
    return said[0].splitlines()[0].rstrip(" .") if said else ""


def _error_in(cell: NotebookNode) -> NotebookNode | None:
    outputs = cell.get("outputs", [])
    return next((output for output in outputs if output.output_type == "error"), None)


def _raised(error: NotebookNode) -> dict[str, Any]:
    """Describe an error of a kernel as `examiner.rpc.exceptions.describe` would."""
    if error.ename in _INTERRUPTED:
        return {"ancestry": [["builtins", "KeyboardInterrupt"]], "message": CELL_OUT_OF_TIME}
    return {"ancestry": [["", error.ename]], "message": error.evalue}


def _outcome(error: NotebookNode, students: Container[int]) -> Outcome | None:
    """Say why a test failed as the engine's worker would; None where the traceback does not tell.

    Parameters
    ----------
    error
        The output of the test cell.
    students
        The execution counts of the cells that are the student's.
    """
    if error.ename in _INTERRUPTED:
        return {"passed": False, "why": Why.INTERRUPTED}
    if error.ename == "AssertionError":
        return {"passed": False, "why": Why.ASSERTION, "text": error.evalue}
    frames = _FRAME.findall(printable("\n".join(error.traceback)))
    if not frames:
        return None
    why, text = Why.UNUSABLE, error.ename
    if int(frames[-1]) in students:
        unanswered = error.ename == "NotImplementedError"
        why = Why.UNANSWERED if unanswered else Why.STUDENT
    elif error.ename == "NameError" and (name := _NAME.search(error.evalue)):
        why, text = Why.MISSING, name[1]
    return {"passed": False, "why": why, "text": text}


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(app: Any) -> None:
    """Let nbgrader's Validate use the validator; no option of nbgrader's can choose one."""
    handlers.Validator = SentenceValidator
    app.log.info("Validate speaks in the sentences of examiner")
