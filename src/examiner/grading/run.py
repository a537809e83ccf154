"""Grading a class: every submission by two processes in the sandbox, each a row of the report."""

import contextlib
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from examiner.errors import ExaminerError
from examiner.grading.course_folder import (
    check_are_keys,
    check_contents,
    check_private,
    check_two_processes,
    course_root,
)
from examiner.grading.fingerprint import Fingerprints
from examiner.grading.grader import Grader
from examiner.grading.journal import Journal
from examiner.grading.late_work import check_assignments, nbgrader_penalty, note_late_work
from examiner.grading.limits import TimeLimits
from examiner.grading.manual_points import add_manual_points, read_manual_points
from examiner.grading.old_releases import AddedQuestions
from examiner.grading.pool import ForkServerPool, Pool
from examiner.grading.progress import Progress
from examiner.grading.rows import Interrupted, Rows, grade_all
from examiner.grading.seeds import Seeds, new_secret
from examiner.grading.server_process import ServerProcess
from examiner.grading.variants import known_people
from examiner.key import Key, find_keys
from examiner.report import Engine, Report, Result
from examiner.sandbox.jail import ResourceLimits
from examiner.submission.attempts import one_per_assignment
from examiner.submission.deadlines import Deadlines
from examiner.submission.discovery import discover
from examiner.submission.names import StudentPattern
from examiner.submission.raw_notebook import SizeLimits
from examiner.submission.roster import Roster

if TYPE_CHECKING:
    from distributed import Client

    from examiner.grading.gradebook import GradebookWriter


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
    student: str | None = None,
    roster: str | Path | None = None,
    manual_points: str | Path | None = None,
    gradebook: str | None = None,
    require_two_processes: bool = False,
    added_questions: AddedQuestions = "drop",
    seed: str | None = None,
    due: Sequence[str] = (),
    sizes: SizeLimits | None = None,
    output: str | Path | None = None,
    fresh: bool = False,
    scheduler: "str | Client | None" = None,
    process: ServerProcess | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Report:
    """Grade everything that is found under some paths.

    Parameters
    ----------
    paths
        Notebooks, students' folders, folders of students, or zip archives of them.
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
    student
        A regular expression that finds the student in the paths of notebooks.
    roster
        A class list in CSV, with the columns id, name, email and extensions.
    manual_points
        Points that a person gave, in CSV, with the columns student, assignment, grade_id, points
        and comment.
    gradebook
        The address of nbgrader's gradebook, such as ``sqlite:///gradebook.db``: the rows are written
        to it, and the executed notebooks to ``autograded/``; points given by hand there come
        into the rows.
    output
        The folder of the journal (see `examiner.grading.journal`): what was graded there before and
        has not changed is not graded again. No journal if not given.
    fresh
        Forget what is in the journal.
    scheduler
        A Dask scheduler whose workers grade, as many submissions at a time as they have threads,
        whatever `jobs` says: its address, its scheduler file, or a ``distributed.Client``.
    process
        The process of a fork server that was started ahead, to save time; ended by whoever made it.
    meanwhile
        Called in a thread of its own while the set-up cells of a key run. What it raises is ignored.
    require_two_processes
        Refuse keys whose tests have to share a process with the answers.
    added_questions
        What becomes of questions that were added after the release that a submission came from:
        they do not count in the maximum of its row, or they count as 0.
    seed
        The seed of a row of an earlier report, to reproduce its random numbers. Without one, each
        submission has its own, which cannot be predicted.
    due
        Deadlines: ``WHEN`` for all assignments, ``ASSIGNMENT=WHEN`` for one.
    sizes
        What a notebook may be made of.

    Returns
    -------
    Report
        A row for everything found, in the order of the names, whatever the submissions did.

    Raises
    ------
    ExaminerError
        If the run cannot start: no keys, no such path, no sandbox, or a gradebook that cannot be used.
    Interrupted
        A KeyboardInterrupt with the report of what was done until Control-C.
    """
    check_are_keys(keys, visible_only=visible_only)
    known = find_keys(keys)
    check_contents(known, visible_only=visible_only)
    pattern = StudentPattern(student) if student else None
    people = Roster.read(roster) if roster else None
    deadlines = _read_deadlines(due, people, known, gradebook)
    given = read_manual_points(manual_points, known) if manual_points else []
    if require_two_processes:
        check_two_processes(known)
    if "C" in levels:
        check_private(known)
    book = _open_gradebook(gradebook, known, people, visible_only) if gradebook else None
    times, limits = times or TimeLimits(), limits or ResourceLimits()

    def finish(results: Sequence[Result]) -> None:
        """Put into rows what no grading says: points given by hand, and what being late costs."""
        for unused in add_manual_points(results, given, known):
            _warn(
                f"The points for {unused.grade_id} of {unused.student} were not used: there is no "
                "such submission."
            )
        if book is None:  # else the gradebook has the deadlines and the penalties
            penalty = partial(nbgrader_penalty, course_root(known[0]))
            note_late_work(results, rows.entries, deadlines, people, penalty)

    with contextlib.ExitStack() as stack:
        # Made only where there is an archive: a run that is killed leaves nothing behind.
        name = f"examiner-unpacked-{secrets.token_hex(8)}"
        workspace = Path(tempfile.gettempdir(), name)
        stack.callback(shutil.rmtree, workspace, ignore_errors=True)
        journal = stack.enter_context(Journal(output, fresh=fresh)) if output else None
        private = [*paths, workspace, *(book.private if book else ())]
        pool: Pool
        if scheduler:
            from examiner.grading.cluster import ClusterPool  # its package is optional

            pool = ClusterPool(
                scheduler, known, levels, limits, private, times=times, visible_only=visible_only,
                run=journal.secret if journal else None,  # paths of two runs may be the same
            )  # fmt: skip
        else:
            pool = ForkServerPool(
                known, levels, limits, private, times=times, visible_only=visible_only, jobs=jobs,
                process=process,
            )  # fmt: skip
        stack.enter_context(pool)
        candidates = discover(paths, known, pattern=pattern, workspace=workspace)
        strangers = set[str]()
        if people:
            candidates, strangers = people.names(candidates)
        owners = known_people(candidates, people)
        grader = Grader(known, pool, visible_only, strangers, added_questions, sizes, owners)
        with ThreadPoolExecutor(jobs) as threads:
            read = [entry for some in threads.map(grader.read, candidates) for entry in some]
        if book:
            book.check(read)
        settings = {
            "visible_only": visible_only,
            "added_questions": added_questions,
            "seed": seed,
        }
        prints = Fingerprints(
            times, limits, levels, pool.software,
            settings=settings, strangers=strangers, people=owners,
        )  # fmt: skip
        seeds = Seeds(journal.secret if journal else new_secret(), seed)
        rows = Rows(one_per_assignment(read), journal, prints, seeds)
        engine = rows.engine or _grade_missing(
            rows, grader, pool, rows.first_key or known[0], progress, finish, meanwhile
        )
        if journal and journal.problem:
            _warn(
                f"{journal.path} could not be written ({journal.problem.strerror}). The report is "
                "complete, but the next run cannot build on this one."
            )
        if book:
            notes, given = book.write(rows.results, rows.entries, given)
            for sentence in notes:
                _warn(sentence)
    finish(rows.results)
    return Report(engine, rows.results)


def _grade_missing(
    rows: Rows,
    grader: Grader,
    pool: Pool,
    first: Key,
    progress: bool,
    finish: Callable[[Sequence[Result]], None],
    meanwhile: Callable[[], object],
) -> Engine:
    """Grade what no earlier run knows; return what it was graded with."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(meanwhile)
        engine = pool.describe_engine(first)
    rows.begin(engine)
    shown = Progress(rows.count, rows.done) if progress else None
    try:
        grade_all(rows, grader, pool, progress=shown)
    except KeyboardInterrupt as error:
        done, results = rows.done, rows.with_gaps(grader)
        finish(results)
        raise Interrupted(Report(engine, results), done) from error
    finally:
        if shown:
            shown.close()
    return engine


def _read_deadlines(
    due: Sequence[str], people: Roster | None, keys: Sequence[Key], gradebook: str | None
) -> Deadlines:
    """Read the deadlines, and warn of extensions that are for no assignment here."""
    deadlines = Deadlines.read(due)
    if due and gradebook:
        raise ExaminerError(
            "The gradebook has deadlines of its own.",
            "Set the due date in Formgrader, and leave --due out.",
        )
    for warning in check_assignments(deadlines, people, (key.assignment for key in keys)):
        _warn(warning)
    return deadlines


def _open_gradebook(
    url: str, keys: Sequence[Key], people: Roster | None, visible_only: bool
) -> "GradebookWriter":
    """Open nbgrader's gradebook; nbgrader, which takes seconds to import, is needed only here."""
    if visible_only:
        raise ExaminerError(
            "The gradebook takes no points from a run with --visible-only.",
            "Grade without --visible-only, or without --gradebook.",
        )
    try:
        from examiner.grading.gradebook import GradebookWriter
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("nbgrader", "sqlalchemy"):
            raise
        raise ExaminerError(
            "--gradebook needs nbgrader, which is not installed.", "Run: pip install nbgrader"
        ) from error
    return GradebookWriter(url, keys, people.people if people else ())


def _warn(text: str) -> None:
    print(text, file=sys.stderr)
