"""From something that was handed in to its row of the report, whatever goes wrong on the way."""

from collections.abc import Sequence

from examiner.errors import ExaminerError, NoSandboxError, SubmissionError
from examiner.grading import session
from examiner.grading.limits import TimeLimits
from examiner.grading.pool import ForkServerPool
from examiner.key import Key
from examiner.report import Result, Status
from examiner.sentences import Explanation, refusals, repairs
from examiner.submission.discovery import Candidate
from examiner.submission.identification import identify
from examiner.submission.intake import Intake
from examiner.submission.reader import Submission


class Grader:
    """Makes the row of each submission of a class."""

    def __init__(
        self, keys: Sequence[Key], pool: ForkServerPool, times: TimeLimits, visible_only: bool
    ) -> None:
        self._keys, self._pool = keys, pool
        self._times, self._visible_only = times, visible_only
        self._intake = Intake()

    def row(self, candidate: Candidate) -> Result:
        """Grade one submission; everything that can go wrong becomes a row with a reason."""
        try:
            identified = identify(candidate, self._keys, self._intake)
            result = self._grade(identified.key, identified.submission, candidate.student)
        except SubmissionError as error:
            why = Explanation(error.message, error.remedy, error.instructor_remedy)
            return self.ungraded(candidate, "refused", why)
        except ExaminerError as error:
            why = Explanation(error.message, refusals.WAIT_FOR_INSTRUCTOR, error.remedy)
            return self.ungraded(candidate, "error", why)
        except Exception as error:  # our own fault: no other row may suffer
            return self.ungraded(candidate, "error", refusals.engine_failed(error))
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

    def ungraded(self, candidate: Candidate, status: Status, why: Explanation) -> Result:
        """Make the row of a submission that was not graded."""
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
