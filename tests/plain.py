"""Run a task the plain way: every cell of one notebook in one namespace, as Jupyter would.

The answer bank and the engine are both held against this: a test cell has to mean the same here,
under nbgrader and in two processes.
"""

import ast
import contextlib
import dis
import io
import multiprocessing
import sys
import traceback
import types
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
    answers = answers or {}
    paper = [
        (kind, grade_id, answers.get(grade_id, source) if kind == "answer" else source)
        for kind, grade_id, source in cells(task, folder)
    ]
    return _in_a_fork(_run, paper, {"__name__": "__main__"}, timeout=timeout)


def failures_of_cases(task, cases, timeout=60):
    """Grade many cases of one task, each with one answer of the reference replaced.

    The reference runs once. Before each of its answer cells the process is forked for every case
    of that cell, so a case begins where the cells above it, the same for all, have left off.
    From there on it runs the cells that its answer can reach through a name, and takes the
    outcome of all others from the reference: no network is trained for a case of plotting.

    Parameters
    ----------
    task : str
    cases : dict of object to (str, str)
        By any key: the grade id of the answer cell, and the source that replaces it.
    timeout : float
        Seconds for one case.

    Returns
    -------
    dict of object to (dict of str to (str or None), or str)
        For each key the same as `failures`; text if the case died or took too long.
    """
    deadline = 60 + timeout * len(cases)
    return _in_a_fork(_run_cases, list(cells(task)), cases, timeout, timeout=deadline)


def _run_cases(paper, cases, timeout):
    namespace = {"__name__": "__main__"}
    reference, outcomes = {}, {}
    for place, (kind, grade_id, source) in enumerate(paper):
        for key, (answer_cell, answer) in cases.items():
            if kind == "answer" and answer_cell == grade_id:
                rest = [(kind, grade_id, answer), *_reached(paper[place + 1 :], source, answer)]
                try:
                    outcomes[key] = _in_a_fork(_run, rest, namespace, timeout=timeout)
                except (TimeoutError, EOFError) as error:
                    outcomes[key] = f"{type(error).__name__}: {error}"
        reference |= _run([(kind, grade_id, source)], namespace)
    return {
        key: found if isinstance(found, str) else reference | found
        for key, found in outcomes.items()
    }


def _reached(paper, *sources):
    """Yield the cells that what these sources bind can reach, straight or by way of other cells."""
    touched, everything = set(), False
    for source in sources:
        _, binds, opaque = _names(source)
        touched |= binds
        everything |= opaque
    for kind, grade_id, source in paper:
        reads, binds, _ = _names(source)
        if everything or reads & touched:
            touched |= binds
            yield kind, grade_id, source


def _names(source):
    """Find the global names that a cell reads and binds, and whether there may be others."""
    try:
        pending = [compile(source, "<cell>", "exec")]
    except SyntaxError:
        return set(), set(), False  # nothing of it runs
    reads, binds, opaque = set(), set(), False
    while pending:
        code = pending.pop()
        pending += [const for const in code.co_consts if isinstance(const, types.CodeType)]
        for step in dis.get_instructions(code):
            if step.opname in ("LOAD_NAME", "LOAD_GLOBAL"):
                reads.add(step.argval)
            elif step.opname in ("STORE_NAME", "STORE_GLOBAL", "DELETE_NAME", "DELETE_GLOBAL"):
                binds.add(step.argval)
            # Something may happen behind the names: a star import, an attribute of a module.
            opaque |= step.opname in ("IMPORT_STAR", "STORE_ATTR") or step.argrepr.endswith("STAR")
    return reads, binds, opaque or bool(reads & {"exec", "eval", "globals", "setattr", "vars"})


def _in_a_fork(function, *arguments, timeout):
    """Call a function in a forked process and hand back what it returns."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(there, function, arguments))
    process.start()
    there.close()
    try:
        if not here.poll(timeout):
            raise TimeoutError(f"not done after {timeout} s")
        return here.recv()
    finally:
        process.kill()
        process.join()


def _send(pipe, function, arguments):
    pipe.send(function(*arguments))


def _run(paper, namespace):
    """Run cells in a namespace; return the outcome of the test cells."""
    warnings.simplefilter("ignore")  # a warning never costs points
    outcome = {}
    for kind, grade_id, source in paper:
        error = None
        try:
            with (
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.redirect_stderr(io.StringIO()),
            ):
                _execute(source, namespace)
        except BaseException as raised:
            error = f"{type(raised).__name__}: {raised}"
            if kind == "locked":
                error += "\n" + traceback.format_exc()
                raise RuntimeError(f"the set-up cell failed: {error}") from raised
        _close_figures()
        if kind == "test":
            outcome[grade_id] = error
    return outcome


def _execute(source, namespace):
    exec(compile(ast.parse(source), "<cell>", "exec"), namespace)


def _close_figures(*args, **kwargs):
    """Do what a notebook does after a cell and at ``plt.show()``: show all figures and forget them."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
        pyplot.show = _close_figures
