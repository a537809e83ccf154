"""The graded notebook: what nbgrader reads points from and shows to graders and students."""

import base64
import re
from collections.abc import Iterator
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from examiner.key import Key
from examiner.report import Cell, Result, ScoredTest
from examiner.reports.markdown_report import escape
from examiner.sentences import feedback
from examiner.submission.assembly import assemble
from examiner.submission.reader import Submission


def _spelled(word: str) -> str:
    """Match a word with what browsers and Markdown leave out of an address."""
    return r"[\s\\\x00-\x20]*".join(word)


#: The commands of MathJax that set a link, a style or another attribute, or load more commands. No
#: formula can put the name of a command together (nbgrader's pages use MathJax 2, without \csname);
#: it can what follows, so that is not looked at.
_COMMANDS = "bbox|class|cssId|data|href|mmlToken|require|style|unicode"
_ACTIVE = re.compile(
    rf"<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|\\(?=(?:{_COMMANDS})(?![A-Za-z]))|"
    + "|".join(rf"{_spelled(word)}(?=[\s\\]*:)" for word in ("javascript", "vbscript", "data")),
    re.IGNORECASE,
)


def graded_notebook(key: Key, submission: Submission, result: Result) -> nbformat.NotebookNode:
    """Put a submission and its result into the key's notebook.

    Parameters
    ----------
    key
        The autograder key.
    submission
        What was handed in.
    result
        What grading the submission with the key gave.

    Returns
    -------
    nbformat.NotebookNode
        The key without its hidden tests, with the student's answers, own cells and outputs. The
        outputs of a test cell are those that nbgrader turns into exactly the points of the result.
    """
    original = notebook_of(key)
    in_row = {cell.grade_id for cell in result.cells} | {test.grade_id for test in result.tests}
    if not_asked := [name for name in result.added_questions if name not in in_row]:
        whole, key = key, key.without(not_asked, submission.grade_ids)
        _empty(original, whole, key)
    numbers = {cell.label: cell.number - 1 for cell in key.cells}
    tests: dict[str | None, ScoredTest] = {test.grade_id: test for test in result.tests}
    shown = iter(result.cells)
    cells, done = list(_note(result)), 0
    for step in assemble(key, submission).steps:
        number = numbers.get(step.label)
        if number is None:
            cells.append(_students_cell(next(shown), len(cells)))
            continue
        cells += original.cells[done:number]  # text between the questions
        done = number + 1
        cell = original.cells[number]
        if step.kind == "test":
            cell.source = step.visible_source
            cell.outputs = list(_test_outputs(tests[step.grade_id or ""]))
        elif step.kind == "locked":
            cell.source = step.source  # the student's own, where it differs
        else:
            seen = next(shown)
            # nbgrader recognizes an answer that nobody wrote by its checksum.
            untouched = step.kind == "manual" and not step.answered
            text = seen.source if cell.cell_type == "code" else inactive(seen.source)
            cell.source = step.key_source if untouched else text
            if cell.cell_type == seen.cell_type == "code":
                cell.outputs = list(_cell_outputs(seen))
                cell.metadata["examiner"] = {"after_hidden_tests": seen.after_hidden_tests}
            elif cell.cell_type != seen.cell_type:
                cell = _students_cell(seen, len(cells))
        cells.append(cell)
    original.cells = cells + original.cells[done:]
    return original


def _empty(original: nbformat.NotebookNode, key: Key, asked: Key) -> None:
    """Give the cells of questions that were not asked no hidden test, no outputs and no points."""
    numbers = {cell.number for cell in asked.cells}
    for known in key.cells:
        cell = original.cells[known.number - 1]
        if known.number not in numbers:
            cell.source = known.visible_source
            if known.role == "test":
                test = ScoredTest(known.grade_id or "", 0, known.points, False, feedback.NOT_ASKED)
                cell.outputs = list(_test_outputs(test))


def ungraded_notebook(key: Key, result: Result) -> nbformat.NotebookNode:
    """Make the notebook of a submission of which nothing could be run.

    Returns
    -------
    nbformat.NotebookNode
        The key without its hidden tests, under what the student should know and do.
    """
    notebook = notebook_of(key)
    for number, cell in enumerate(key.cells):
        notebook.cells[number].source = cell.visible_source
    notebook.cells[:0] = _note(result)
    return notebook


def notebook_of(key: Key) -> nbformat.NotebookNode:
    """Read the notebook file of a key, which is known to be valid."""
    notebook: nbformat.NotebookNode = nbformat.v4.reads(key.path.read_text(encoding="utf-8"))
    return notebook


def inactive(text: str) -> str:
    r"""Take from a student's Markdown what could act in the browser of whoever reads it.

    nbgrader's pages show Markdown as it is. An invisible character (U+2060) after the first one of
    every tag, entity, link to a script and command of MathJax that sets a link or an attribute makes
    text of it, inside of code too: no two programs agree on where that begins.

    Examples
    --------
    >>> inactive("1 < 2, <b>bold</b>").replace("\u2060", "_")
    '1 < 2, <_b>bold<_/b>'
    """
    return _ACTIVE.sub(lambda found: f"{found[0][0]}\u2060{found[0][1:]}", text)


def _note(result: Result) -> Iterator[Any]:
    """Yield a cell that says what was repaired and why the code was stopped, if anything."""
    # Why the engine or the key failed is for the instructor alone.
    reason = None if result.status == "error" else result.reason
    sentences = [*filter(None, (reason, result.remedy)), *result.notices]
    if sentences:
        lines = [
            f"**{feedback.FROM_THE_GRADER}**",
            "",
            *(f"- {escape(sentence)}" for sentence in sentences),
        ]
        yield new_markdown_cell("\n".join(lines), id="from-the-grader")


def _students_cell(seen: Cell, number: int) -> Any:
    """Make a cell that is the student's alone."""
    if seen.cell_type == "code":
        metadata = {"examiner": {"after_hidden_tests": seen.after_hidden_tests}}
        outputs = list(_cell_outputs(seen))
        return new_code_cell(
            seen.source, outputs=outputs, metadata=metadata, id=f"own-cell-{number}"
        )
    return new_markdown_cell(inactive(seen.source), id=f"own-cell-{number}")


def _cell_outputs(seen: Cell) -> Iterator[Any]:
    """Yield the outputs of a student's cell; all text as ``stdout``, so that none costs points."""
    for output in seen.outputs:
        if isinstance(output.data, bytes):
            picture = base64.b64encode(output.data).decode()
            yield new_output("display_data", {"image/png": picture})
        else:
            # A file in UTF-8 holds no halves of characters, which Python can print.
            text = output.data.encode("utf-8", "replace").decode()
            yield new_output("stream", name="stdout", text=text)


def _test_outputs(test: ScoredTest) -> Iterator[Any]:
    """Yield the outputs that ``nbgrader.utils.determine_grade`` turns into the test's points."""
    if test.points == test.max_points:
        return  # without an output, nbgrader gives all points
    message = test.message or feedback.NOT_PASSED
    if test.points:
        yield new_output("stream", name="stdout", text=message + "\n")
        yield new_output("execute_result", {"text/plain": repr(test.points)}, execution_count=1)
    else:
        yield new_output("error", ename="Test", evalue=message, traceback=[message])
