"""Run a task the plain way: every cell of one notebook in one namespace, as Jupyter would.

The answer bank and the engine are both held against this: a test cell has to mean the same here,
under nbgrader and in two processes.
"""

import ast
import contextlib
import io
import multiprocessing
import traceback
import warnings
from pathlib import Path

import nbformat

REPO = Path(__file__).parents[1]


def cells(task, folder="source"):
    """Read the code cells of a task as (kind, grade_id, source), in order.

    The kind is "answer", "test" or "locked"; cells that nbgrader does not know are "extra".
    """
    notebook = nbformat.read(REPO / folder / task / f"{task}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("solution"):
            kind = "answer"
        elif meta.get("grade"):
            kind = "test"
        else:
            kind = "locked" if meta.get("locked") else "extra"
        yield kind, meta.get("grade_id"), cell.source


def failures(task, answers=None, folder="source", timeout=60):
    """Grade a task with some of its answers replaced, in a process of its own.

    Returns
    -------
    dict of str to (str or None)
        For each test cell None if it passed, else what it raised.
    """
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=_run, args=(there, list(cells(task, folder)), answers or {}))
    process.start()
    there.close()
    try:
        if not here.poll(timeout):
            raise TimeoutError(f"{task} took more than {timeout} s")
        return here.recv()
    finally:
        process.kill()
        process.join()


def _run(pipe, cells, answers):
    warnings.simplefilter("ignore")  # a warning never costs points
    namespace = {"__name__": "__main__"}
    outcome = {}
    for kind, grade_id, source in cells:
        error = None
        try:
            with (
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.redirect_stderr(io.StringIO()),
            ):
                _execute(answers.get(grade_id, source) if kind == "answer" else source, namespace)
        except BaseException as raised:
            error = f"{type(raised).__name__}: {raised}"
            if kind == "locked":
                error += "\n" + traceback.format_exc()
                raise RuntimeError(f"the set-up cell failed: {error}") from raised
        if kind == "test":
            outcome[grade_id] = error
    pipe.send(outcome)


def _execute(source, namespace):
    exec(compile(ast.parse(source), "<cell>", "exec"), namespace)
