"""Run a task the plain way: every cell of one notebook in one namespace, as Jupyter would.

The answer bank and the engine are both held against this: a test cell has to mean the same here,
under nbgrader and in two processes.
"""

import ast
import contextlib
import dis
import importlib
import io
import multiprocessing
import os
import sys
import time
import traceback
import types
import warnings
from multiprocessing import connection

import nbformat

from examiner.key_cell import visible
from tests.support import REPO

# Before numpy and matplotlib are imported: no window, and no threads that a fork would lose.
for _name, _value in (
    ("MPLBACKEND", "Agg"),
    ("OMP_NUM_THREADS", "1"),
    ("OPENBLAS_NUM_THREADS", "1"),
):
    os.environ.setdefault(_name, _value)


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
    (outcome,) = in_forks(run, {task: (paper, {"__name__": "__main__"})}, timeout).values()
    if isinstance(outcome, str):
        raise TimeoutError(f"{task} {outcome}")
    return outcome


def failures_of_cases(task, cases, timeout=60, *, visible_only=False):
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
    visible_only : bool
        Run only what students see of the tests.

    Returns
    -------
    dict of object to (dict of str to (str or None), or str)
        For each key the same as `failures`; text if the case died or took too long.
    """
    paper = [
        (kind, grade_id, visible(source) if visible_only else source)
        for kind, grade_id, source in cells(task)
    ]
    jobs = {task: (paper, cases, timeout)}
    (outcomes,) = in_forks(run_cases, jobs, 60 + timeout * len(cases)).values()
    return outcomes if isinstance(outcomes, dict) else dict.fromkeys(cases, outcomes)


def run_cases(paper, cases, timeout):
    load_libraries(paper)
    namespace = {"__name__": "__main__"}
    reference, outcomes = {}, {}
    for place, (kind, grade_id, source) in enumerate(paper):
        jobs = {}
        for key, (answer_cell, answer) in cases.items():
            if kind == "answer" and answer_cell == grade_id:
                rest = _reached(paper[place + 1 :], source, answer)
                jobs[key] = [(kind, grade_id, answer), *rest], namespace
        outcomes |= in_forks(run, jobs, timeout)
        reference |= run([(kind, grade_id, source)], namespace)
    return {
        key: found if isinstance(found, str) else reference | found
        for key, found in outcomes.items()
    }


def load_libraries(paper):
    """Import what the cells import, so that no fork has to load scikit-learn again.

    Nothing is bound to a name: an answer that forgets an import fails as it should.
    """
    for _, _, source in paper:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    importlib.import_module(alias.name)
            elif isinstance(node, ast.ImportFrom):
                importlib.import_module(node.module)


def _reached(paper, *sources):
    """Find the cells that what these sources bind can reach, and the cells that those rest on."""
    names = [names_of(source) for _, _, source in paper]
    touched, everything = set(), False
    for _, binds, opaque in map(names_of, sources):
        touched |= binds
        everything |= opaque
    wanted = set()
    for place, (reads, binds, _) in enumerate(names):
        if everything or reads & touched:
            wanted.add(place)
            touched |= binds
    needed = set()
    for place, (reads, binds, _) in reversed(list(enumerate(names))):
        if place in wanted or binds & needed:
            wanted.add(place)
            needed |= reads
    return [paper[place] for place in sorted(wanted)]


def names_of(source):
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


def in_forks(function, jobs, timeout):
    """Call a function in forked processes, as many at a time as there are processors.

    Parameters
    ----------
    function : callable
    jobs : dict of object to tuple
        By any key, the arguments of one call.
    timeout : float
        Seconds for one call.

    Returns
    -------
    dict of object to object
        What each call returned, or a text if it died or took too long.
    """
    fork = multiprocessing.get_context("fork")
    waiting, running, results = dict(jobs), {}, {}
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            key = next(iter(waiting))
            here, there = fork.Pipe(duplex=False)
            process = fork.Process(target=_send, args=(there, function, waiting.pop(key)))
            process.start()
            there.close()
            running[here] = key, process, time.monotonic() + timeout
        soonest = min(deadline for _, _, deadline in running.values())
        ready = connection.wait(running, max(0, soonest - time.monotonic()))
        for here, (key, process, deadline) in list(running.items()):
            if here in ready:
                try:
                    results[key] = here.recv()
                except EOFError:
                    results[key] = "died before it was done"
            elif time.monotonic() > deadline:
                results[key] = f"was not done after {timeout} s"
            else:
                continue
            process.kill()
            process.join()
            here.close()
            del running[here]
    return results


def _send(pipe, function, arguments):
    sys.settrace(None)  # coverage is of the packages; answers would take almost twice as long
    pipe.send(function(*arguments))


def run(paper, namespace):
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
        close_figures()
        if kind == "test":
            outcome[grade_id] = error
    return outcome


def _execute(source, namespace):
    exec(compile(ast.parse(source), "<cell>", "exec"), namespace)


def close_figures(*args, **kwargs):
    """Do what a notebook does after a cell and at ``plt.show()``: show all figures and forget them."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
        pyplot.show = close_figures
