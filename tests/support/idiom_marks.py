"""Marks of idioms: by plain execution, by stock nbgrader, and by examiner.

Each returns points by grade id. Only `examiner` knows the engine.
"""

import builtins
import contextlib
import importlib
import io
import os
import site
import sys
import tempfile
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.support.idioms import STUDENTS
from tests.support.plain import in_forks

_LIBRARIES = (  # loaded before the forks, so that none of them has to
    "IPython.core.interactiveshell", "matplotlib.pyplot", "pandas", "pytest", "scipy.integrate",
    "scipy.optimize", "scipy.stats", "sklearn.linear_model", "sklearn.model_selection",
)  # fmt: skip


def plain(idioms, seconds=60):
    """Run idioms in one process each, cell by cell, as a notebook would.

    Parameters
    ----------
    idioms : sequence of tests.support.idioms.Idiom
    seconds : float
        For all cells of a submission.

    Returns
    -------
    dict of (str, str) to (dict of str to (str or None), or str)
        By idiom and student, what each test cell raised; text if the process died or took too long.
    """
    jobs = {
        (idiom.name, student): (idiom, idiom.submission(student).cells)
        for idiom in idioms
        for student in STUDENTS
    }
    (found,) = in_forks(_plain_in_forks, {None: (jobs, seconds)}, 60 + seconds * len(jobs)).values()
    return found if isinstance(found, dict) else dict.fromkeys(jobs, found)


def _plain_in_forks(jobs, seconds):
    """Load libraries and IPython's shell once, in a process of its own; each job is a fork of it."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Shell(InteractiveShell):
        def enable_gui(self, gui=None):
            """Do nothing: ``%matplotlib inline`` asks for it, and there is no window."""

    warnings.resetwarnings()  # pytest's are errors
    warnings.simplefilter("ignore")
    for name in _LIBRARIES:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        config = Config()
        config.HistoryManager.enabled = False  # no database
        config.InteractiveShell.xmode = "Plain"  # others read source files for each traceback
        config.InteractiveShell.colors = "nocolor"
        shell = Shell.instance(config=config, ipython_dir=folder)
        builtins.input = _no_input
        return in_forks(_run_plain, {key: (shell, *job) for key, job in jobs.items()}, seconds)


def _run_plain(shell, idiom, cells):
    outcome, errors = {}, []
    show = shell._showtraceback

    def note(kind, value, text):  # a kernel shows an error of what %%capture runs, too
        errors.append("\n".join(text))
        show(kind, value, text)

    shell._showtraceback = note
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        idiom.write_beside(Path(folder))
        site.addsitedir(folder)  # a kernel can import what lies beside its notebook
        for cell in cells:
            errors.clear()
            with (
                contextlib.redirect_stdout(io.StringIO()) as shown,
                contextlib.redirect_stderr(io.StringIO()),
            ):
                done = shell.run_cell(cell.source, store_history=True)
            sys.modules["matplotlib.pyplot"].close("all")  # as the inline backend does
            nbgrader = cell.metadata.get("nbgrader", {})
            if nbgrader.get("grade"):
                outcome[nbgrader["grade_id"]] = "".join(errors) or (
                    None if done.success else shown.getvalue()
                )
    return outcome


def _no_input(prompt=""):
    raise RuntimeError("a notebook that is graded has no input()")


def stock(idioms, seconds=120):
    """Have nbgrader's own steps execute and mark the reference answers, with a kernel an idiom.

    ``nbgrader autograde`` does the same and keeps the marks in its gradebook: 5 s for each.

    Parameters
    ----------
    idioms : sequence of tests.support.idioms.Idiom
    seconds : float
        For one idiom.

    Returns
    -------
    dict of str to dict of str to float
        For each idiom its points.

    Raises
    ------
    RuntimeError
        If one could not be run at all.
    """
    import nbgrader.preprocessors  # noqa: F401 - before the forks

    jobs = {idiom.name: (idiom,) for idiom in idioms}
    marks = in_forks(_run_stock, jobs, seconds)
    if broken := {name: found for name, found in marks.items() if isinstance(found, str)}:
        raise RuntimeError(f"nbgrader could not run {broken}")
    return marks


def _run_stock(idiom):
    from nbgrader.preprocessors import Execute
    from nbgrader.utils import determine_grade

    warnings.resetwarnings()  # pytest's are errors
    os.environ.pop("MPLBACKEND", None)  # the kernel chooses the inline backend
    os.environ.pop("COVERAGE_PROCESS_START", None)  # and runs no code of ours
    notebook = idiom.submission("reference")
    with tempfile.TemporaryDirectory() as folder:
        idiom.write_beside(Path(folder))
        Execute().preprocess(notebook, {"metadata": {"path": folder}})
    return {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }


@dataclass(frozen=True)
class Marks:
    """What examiner made of an idiom.

    Attributes
    ----------
    points : dict of str to float
        By student; empty if it could not be built.
    kind : str
        What went wrong with the reference answers, in a word; empty if nothing did.
    why : str
        The same as the student or the author reads it.
    """

    points: dict
    kind: str = ""
    why: str = ""


def examiner(root, idioms):
    """Build the course of some idioms with examiner, and grade what its students handed in.

    Parameters
    ----------
    root : pathlib.Path
        What `tests.support.idioms.write_course` wrote.
    idioms : sequence of tests.support.idioms.Idiom

    Returns
    -------
    dict of str to Marks
        By the idiom's name.
    """
    from examiner.authoring.build import build
    from examiner.authoring.course import Course
    from examiner.errors import ExaminerError
    from examiner.grading.run import grade_class

    course, marks = Course.open(root), {}
    for idiom in idioms:
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # a progress bar each
                build(course, [idiom.name])
        except ExaminerError as error:
            marks[idiom.name] = Marks({}, "build", str(error))

    def graded(idiom):
        paths = [root / "submitted" / student / idiom.name for student in STUDENTS]
        try:
            rows = grade_class(paths, root / "autograder_tests" / idiom.name).results
        except ExaminerError as error:
            return Marks({}, "error", str(error))
        by_student = {row.student: row for row in rows}
        points = {student: by_student[student].points for student in STUDENTS}
        return Marks(points, *_reason(by_student["reference"]))

    with ThreadPoolExecutor(2) as pool:
        built = [idiom for idiom in idioms if idiom.name not in marks]
        marks |= dict(zip([i.name for i in built], pool.map(graded, built), strict=True))
    return marks


def _reason(row):
    """Say in a word and in a sentence why a row has not all points."""
    if row.status != "graded":
        return row.status, row.reason
    for check in row.tests:
        if not check.passed:
            for kind, words in _KINDS.items():
                if words in (check.message or ""):
                    return kind, check.message
            return "assertion", check.message
    return "", ""


#: Kinds of failures, and words of the sentences that tell of them.
_KINDS = {
    "name": "is not defined",
    "raised": "Your code raised",
    "unusable": "could not use your result",
    "stub": "not answered yet",
    "slow": "still running",
    "died": "had ended",
}


def table(idioms, stock, marks):
    """Write lines with the marks of each idiom and, at the end, how many of them are full.

    Parameters
    ----------
    idioms : sequence of tests.support.idioms.Idiom
    stock : dict of str to float
        Points under stock nbgrader, as far as they are known.
    marks : dict of str to Marks

    Returns
    -------
    list of str
    """
    lines = [f"{'idiom':46}{'stock':>6}{'marks':>6}{'stub':>5}  {'needs':18}why not"]
    kinds = Counter()
    for idiom in idioms:
        found, known = marks[idiom.name], stock.get(idiom.name, "?")
        reference, untouched = (found.points.get(student, "-") for student in STUDENTS)
        full = reference == idiom.points
        kinds["full" if full else found.kind] += 1
        needs = ", ".join(idiom.needs)
        why = "" if full else f"{found.kind}: {' '.join((found.why or '').split())[:110]}"
        shares = [f"{points}/{idiom.points}" for points in (known, reference)]
        lines.append(
            f"{f'{idiom.theme}/{idiom.name}':46}{shares[0]:>6}{shares[1]:>6}{untouched!s:>5}"
            f"  {needs:18}{why}".rstrip()
        )
    counted = ", ".join(f"{kind} {n}" for kind, n in kinds.most_common())
    return [*lines, "", f"{len(idioms)} idioms: {counted}"]
