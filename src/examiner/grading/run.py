"""Grading a class: every submission by two processes in the sandbox, each a row of the report."""

import contextlib
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from examiner.errors import ExaminerError, NoSandboxError, SubmissionError
from examiner.grading import session
from examiner.grading.course_folder import check_are_keys, check_private
from examiner.grading.limits import TimeLimits
from examiner.grading.manual_points import add_manual_points, read_manual_points
from examiner.grading.pool import ForkServerPool
from examiner.key import Key, find_keys
from examiner.report import Report, Result, Status
from examiner.sandbox.jail import ResourceLimits
from examiner.sentences import Explanation, refusals, repairs
from examiner.submission.attempts import Entry, one_per_assignment
from examiner.submission.candidate import Candidate
from examiner.submission.discovery import discover
from examiner.submission.files import files_beside
from examiner.submission.identification import identify_all
from examiner.submission.names import StudentPattern
from examiner.submission.reader import Submission
from examiner.submission.roster import Roster


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
        Show a bar on a terminal.
    student
        A regular expression that finds the student in the paths of notebooks.
    roster
        A class list in CSV, with the columns id, name and email.
    manual_points
        Points that a person gave, in CSV, with the columns student, assignment, grade_id, points
        and comment.

    Returns
    -------
    Report
        A row for everything found, in the order of the names, whatever the submissions did.

    Raises
    ------
    ExaminerError
        If the run cannot start: no keys, no such path, no sandbox.
    """
    check_are_keys(keys, visible_only=visible_only)
    known = find_keys(keys)
    pattern = StudentPattern(student) if student else None
    people = Roster.read(roster) if roster else None
    given = read_manual_points(manual_points, known) if manual_points else []
    if "C" in levels:
        check_private(known)
    with (
        tempfile.TemporaryDirectory(prefix="examiner-unpacked-") as workspace,
        ForkServerPool(known, levels, limits or ResourceLimits(), [*paths, workspace]) as pool,
    ):
        candidates = discover(paths, known, pattern=pattern, workspace=Path(workspace))
        strangers = set[str]()
        if people:
            candidates, strangers = people.names(candidates)
        engine = pool.describe_engine(sandbox_needed=not visible_only)
        grader = _Grader(known, pool, times or TimeLimits(), visible_only, strangers)
        with ThreadPoolExecutor(jobs) as threads, _interruptible(threads, pool):
            read = [entry for some in threads.map(grader.read, candidates) for entry in some]
            entries = one_per_assignment(read)
            rows = threads.map(grader.row, entries)
            if progress and sys.stderr.isatty():
                from tqdm import tqdm  # costs as much as a tenth of a submission

                rows = tqdm(rows, "grading", len(entries), leave=False, unit="submission")
            results = list(rows)
        if jobs > 1 and len(entries) > 1:
            # What ran out of time beside others is graded again, alone: nobody pays for a neighbour.
            results = [
                grader.row(entry) if row.status == "timeout" else row
                for entry, row in zip(entries, results, strict=True)
            ]
    for unused in add_manual_points(results, given, known):
        print(
            f"The points for {unused.grade_id} of {unused.student} were not used: there is no such "
            "submission.",
            file=sys.stderr,
        )
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
        self,
        keys: Sequence[Key],
        pool: ForkServerPool,
        times: TimeLimits,
        visible_only: bool,
        strangers: set[str],
    ) -> None:
        self._keys, self._pool, self._strangers = keys, pool, strangers
        self._times, self._visible_only = times, visible_only

    def read(self, candidate: Candidate) -> list[Entry]:
        """Read what was handed in: an entry per assignment, or one with what went wrong."""
        try:
            return [Entry(candidate, found) for found in identify_all(candidate, self._keys)]
        except Exception as error:  # no other row may suffer
            return [Entry(candidate, problem=error)]

    def row(self, entry: Entry) -> Result:
        """Grade one submission; everything that can go wrong becomes a row with a reason."""
        candidate, identified = entry.candidate, entry.identified
        try:
            if entry.problem or identified is None:
                raise entry.problem or AssertionError("neither read nor refused")
            submission = identified.submission
            files, unused = files_beside(submission.path, candidate.root)
            result = self._grade(identified.key, submission, candidate.student, files)
        except SubmissionError as error:
            why = Explanation(error.message, error.remedy, error.instructor_remedy)
            return self._ungraded(entry, "refused", why)
        except ExaminerError as error:
            why = Explanation(error.message, refusals.WAIT_FOR_INSTRUCTOR, error.remedy)
            return self._ungraded(entry, "error", why)
        except Exception as error:  # our own fault: no other row may suffer
            return self._ungraded(entry, "error", refusals.engine_failed(error))
        result.student_id = candidate.person_id or candidate.number
        result.platform_id = candidate.number
        result.notices[:0] = identified.notices
        if unused:
            result.notices.append(repairs.unused_files(unused))
        if candidate.student in self._strangers:
            result.notices.insert(0, repairs.not_in_roster(candidate.student))
        if self._visible_only:
            result.notices.insert(0, repairs.UNVERIFIED)
        return result

    def _grade(
        self, key: Key, submission: Submission, student: str, files: Mapping[str, bytes]
    ) -> Result:
        try:
            fork_server = self._pool.of(key)
        except NoSandboxError:
            if not self._visible_only:
                raise
            from examiner.grading.unsandboxed import grade_unsandboxed

            result = grade_unsandboxed(key, submission, student, times=self._times)
            if files:
                result.notices.append(repairs.unused_files(list(files)))
            return result
        return session.grade(
            fork_server,
            key,
            submission,
            student,
            times=self._times,
            visible_only=self._visible_only,
            files=files,
        )

    def _ungraded(self, entry: Entry, status: Status, why: Explanation) -> Result:
        candidate = entry.candidate
        named = (key for key in self._keys if key.assignment == candidate.assignment)
        key = entry.identified.key if entry.identified else candidate.key or next(named, None)
        return Result(
            student=candidate.student,
            student_id=candidate.person_id or candidate.number,
            platform_id=candidate.number,
            assignment=key.assignment if key else candidate.assignment,
            notebook=key.notebook if key else None,
            status=status,
            reason=why.reason,
            remedy=why.remedy,
            instructor_remedy=why.instructor_remedy,
            max_points=key.max_points + key.manual_points if key else 0,
        )
