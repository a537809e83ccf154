"""``examiner grade``: every submission of a class, each by two processes in the sandbox."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.grading.course_folder import check_private
from examiner.grading.fingerprint import Fingerprints
from examiner.grading.grader import Grader
from examiner.grading.journal import Journal
from examiner.grading.limits import TimeLimits, resource_limits
from examiner.grading.pool import ForkServerPool
from examiner.grading.progress import Progress
from examiner.grading.rows import Interrupted, Rows, grade_all
from examiner.key import find_keys
from examiner.report import Report
from examiner.reports import formats, render
from examiner.sandbox.jail import ResourceLimits
from examiner.submission.discovery import discover

INTERRUPTED = 130  # as a shell has it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``examiner grade``."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH",
        help="A notebook, a student's folder, or a tree submitted/<student>/<assignment>/.",
    )  # fmt: skip
    parser.add_argument(
        "--keys", default="autograder_tests", metavar="DIR",
        help="The folder of autograder keys made by 'examiner build' (default: autograder_tests).",
    )  # fmt: skip
    parser.add_argument(
        "--output",
        default="report",
        metavar="DIR",
        help="The folder that reports are written to (default: report).",
    )
    parser.add_argument(
        "--fresh", action="store_true",
        help="Grade everything again. Without it, a run goes on where the last one in the same output folder "
        "was stopped, and grades only what has changed since.",
    )  # fmt: skip
    parser.add_argument(
        "--format", default="table,json", metavar="NAMES", type=_formats,
        help="One or more of table, json, junit, gradescope, markdown, html and csv, with commas between "
        "them (default: table,json).",
    )  # fmt: skip
    parser.add_argument(
        "--timeout-cell", default=30, type=float, metavar="S",
        help="Seconds of processor time that one cell may take (default: 30). Sleeping counts too; waiting "
        "for a busy machine does not. Ten times as much wall time ends the cell in any case.",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", default=300, type=float, metavar="S",
        help="Seconds that a submission may take, counted in the same way (default: 300).",
    )  # fmt: skip
    parser.add_argument(
        "--memory", default=2048, type=int, metavar="MB",
        help="Memory of all processes of a submission together (default: 2048).",
    )  # fmt: skip
    parser.add_argument(
        "--jobs", default=os.cpu_count(), type=_positive_integer, metavar="N",
        help="Number of submissions graded at the same time (default: one per processor).",
    )  # fmt: skip
    parser.add_argument(
        "--visible-only", action="store_true",
        help="Run only the tests that students can see. This works without a sandbox, too, but then the code "
        "runs with your rights: it can read and change what you can, and the exit status is 3.",
    )  # fmt: skip
    parser.add_argument(
        "--require-two-processes", action="store_true",
        help="Refuse keys whose tests have to share a process with the answers.",
    )  # fmt: skip
    parser.add_argument(
        "--accept-level", choices=["C"], metavar="C",
        help="Accept sandbox level C (no Landlock) too, if the course is private to root.",
    )  # fmt: skip


def _positive_integer(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _formats(text: str) -> list[str]:
    try:
        return formats(text)
    except ExaminerError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner grade``; return the exit status, 3 if some rows need review."""
    times = TimeLimits(args.timeout_cell, args.timeout)
    status, stopped = None, None
    try:
        report = grade_class(
            args.paths, args.keys, times=times, limits=resource_limits(times, args.memory),
            levels=("A", "B", "C") if args.accept_level else ("A", "B"), jobs=args.jobs,
            visible_only=args.visible_only, progress=True, output=args.output, fresh=args.fresh,
            require_two_processes=args.require_two_processes,
        )  # fmt: skip
    except Interrupted as interruption:
        report, stopped, status = interruption.report, interruption, INTERRUPTED
    written = [path for name in args.format for path in render(report, name, args.output)]
    if pages := [path for path in written if path.name in ("index.html", "report.json")]:
        print("Written: " + ", ".join(str(path) for path in pages))
    if stopped:
        print(
            f"examiner grade: stopped after {stopped.done} of {len(report.results)} submissions. "
            "Run the same command again to go on.",
            file=sys.stderr,
        )
    return report.exit_status if status is None else status


def grade_class(
    paths: Sequence[str | Path],
    keys: str | Path = "autograder_tests",
    *,
    times: TimeLimits | None = None,
    limits: ResourceLimits | None = None,
    levels: Sequence[str] = ("A", "B"),
    jobs: int = 1,
    visible_only: bool = False,
    progress: bool = False,
    require_two_processes: bool = False,
    output: str | Path | None = None,
    fresh: bool = False,
) -> Report:
    """Grade everything that is found under some paths.

    Parameters
    ----------
    paths
        Notebooks, students' folders, or folders of students.
    keys
        The folder of the autograder keys.
    times, limits
    levels
        Sandbox levels to accept (A, B, C), best first.
    jobs
        Submissions at the same time.
    visible_only
        Run only the tests that students can see; where there is no sandbox, without one.
    progress
        Show on the standard error how far the run is.
    output
        The folder of the journal (see `examiner.grading.journal`): what was graded there before and
        has not changed is not graded again. No journal if not given.
    fresh
        Forget what is in the journal.
    require_two_processes
        Refuse keys whose tests have to share a process with the answers.

    Returns
    -------
    Report
        A row for everything found, in the order of the names, whatever the submissions did.

    Raises
    ------
    ExaminerError
        If the run cannot start: no keys, no such path, no sandbox.
    Interrupted
        A KeyboardInterrupt with the report of what was done until Control-C.
    """
    known = find_keys(keys)
    if require_two_processes and (shared := [key for key in known if key.one_process]):
        raise ExaminerError(
            "The tests and answers of these keys share a process: "
            + ", ".join(f"{key.assignment}/{key.notebook}" for key in shared),
            "Run 'examiner build --explain' to see which tests need that and how to write them "
            "without, or grade without --require-two-processes.",
        )
    candidates = discover(paths, known)
    if "C" in levels:
        check_private(known)
    times, limits = times or TimeLimits(), limits or ResourceLimits()
    with contextlib.ExitStack() as stack:
        journal = stack.enter_context(Journal(output, fresh=fresh)) if output else None
        prints = Fingerprints(known, times, limits, levels, visible_only=visible_only)
        rows = Rows(candidates, journal, prints)
        if rows.engine is not None:
            return Report(rows.engine, rows.results)
        pool = stack.enter_context(ForkServerPool(known, levels, limits, paths))
        engine = pool.describe_engine(sandbox_needed=not visible_only)
        rows.begin(engine)
        shown = Progress(len(candidates), len(candidates) - len(rows.missing)) if progress else None
        grader = Grader(known, pool, times, visible_only)
        try:
            grade_all(rows, grader, pool, jobs=jobs, progress=shown)
        except KeyboardInterrupt as error:
            done = len(candidates) - len(rows.missing)
            raise Interrupted(Report(engine, rows.with_gaps(grader)), done) from error
        finally:
            if shown:
                shown.close()
        if journal and journal.problem:
            print(
                f"examiner grade: {journal.path} could not be written ({journal.problem.strerror}). "
                "The report is complete, but the next run cannot build on this one.",
                file=sys.stderr,
            )
    return Report(engine, rows.results)
