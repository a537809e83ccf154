"""``examiner grade``: every submission of a class, each by two processes in the sandbox."""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from examiner.errors import ExaminerError, NoSandboxError, SubmissionError
from examiner.grading import session
from examiner.grading.course_folder import check_private
from examiner.grading.limits import TimeLimits, resource_limits
from examiner.grading.pool import ForkServerPool
from examiner.key import Key, find_keys
from examiner.report import Report, Result, Status
from examiner.reports import formats, render
from examiner.sandbox.jail import ResourceLimits
from examiner.sentences import Explanation, refusals, repairs
from examiner.submission.discovery import Candidate, discover
from examiner.submission.identification import identify
from examiner.submission.reader import Submission


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
    report = grade_class(
        args.paths, args.keys, times=times, limits=resource_limits(times, args.memory),
        levels=("A", "B", "C") if args.accept_level else ("A", "B"), jobs=args.jobs,
        visible_only=args.visible_only, progress=True,
        require_two_processes=args.require_two_processes,
    )  # fmt: skip
    written = [path for name in args.format for path in render(report, name, args.output)]
    if pages := [path for path in written if path.name in ("index.html", "report.json")]:
        print("Written: " + ", ".join(str(path) for path in pages))
    return report.exit_status


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
        Show a bar on a terminal.
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
    with ForkServerPool(known, levels, limits or ResourceLimits(), paths) as pool:
        engine = pool.describe_engine(sandbox_needed=not visible_only)
        grader = _Grader(known, pool, times or TimeLimits(), visible_only)
        with ThreadPoolExecutor(jobs) as threads, _interruptible(threads, pool):
            rows = threads.map(grader.row, candidates)
            if progress and sys.stderr.isatty():
                from tqdm import tqdm  # costs as much as a tenth of a submission

                rows = tqdm(rows, "grading", len(candidates), leave=False, unit="submission")
            results = list(rows)
        if jobs > 1 and len(candidates) > 1:
            # What ran out of time beside others is graded again, alone: nobody pays for a neighbour.
            results = [
                grader.row(candidate) if row.status == "timeout" else row
                for candidate, row in zip(candidates, results, strict=True)
            ]
    return Report(engine, results)


@contextlib.contextmanager
def _interruptible(threads: ThreadPoolExecutor, pool: ForkServerPool) -> Iterator[None]:
    """Let Control-C end the run at once: nobody waits for what the submissions do."""
    try:
        yield
    except KeyboardInterrupt:
        threads.shutdown(wait=False, cancel_futures=True)
        pool.abandon()
        raise


class _Grader:
    """Makes the row of each submission of a class."""

    def __init__(
        self, keys: Sequence[Key], pool: ForkServerPool, times: TimeLimits, visible_only: bool
    ) -> None:
        self._keys, self._pool = keys, pool
        self._times, self._visible_only = times, visible_only

    def row(self, candidate: Candidate) -> Result:
        """Grade one submission; everything that can go wrong becomes a row with a reason."""
        try:
            identified = identify(candidate, self._keys)
            result = self._grade(identified.key, identified.submission, candidate.student)
        except SubmissionError as error:
            why = Explanation(error.message, error.remedy, error.instructor_remedy)
            return self._ungraded(candidate, "refused", why)
        except ExaminerError as error:
            why = Explanation(error.message, refusals.WAIT_FOR_INSTRUCTOR, error.remedy)
            return self._ungraded(candidate, "error", why)
        except Exception as error:  # our own fault: no other row may suffer
            return self._ungraded(candidate, "error", refusals.engine_failed(error))
        result.notices[:0] = identified.notices
        if self._visible_only:
            result.notices.insert(0, repairs.UNVERIFIED)
        return result

    def _grade(self, key: Key, submission: Submission, student: str) -> Result:
        try:
            fork_server = self._pool.of(key)
        except NoSandboxError:
            if not self._visible_only:
                raise
            from examiner.grading.unsandboxed import grade_unsandboxed

            return grade_unsandboxed(key, submission, student, times=self._times)
        return session.grade(
            fork_server,
            key,
            submission,
            student,
            times=self._times,
            visible_only=self._visible_only,
        )

    def _ungraded(self, candidate: Candidate, status: Status, why: Explanation) -> Result:
        named = (key for key in self._keys if key.assignment == candidate.assignment)
        key = candidate.key or next(named, None)
        return Result(
            student=candidate.student,
            assignment=candidate.assignment,
            notebook=key.notebook if key else None,
            status=status,
            reason=why.reason,
            remedy=why.remedy,
            instructor_remedy=why.instructor_remedy,
            max_points=key.max_points if key else 0,
        )
