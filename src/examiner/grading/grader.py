"""From something that was handed in to its row of the report, whatever goes wrong on the way."""

from collections.abc import Mapping, Sequence

from examiner.errors import ExaminerError, SubmissionError
from examiner.grading.old_releases import AddedQuestions, note_origin
from examiner.grading.pool import Pool
from examiner.grading.variants import note_variant, variant_id
from examiner.key import Key
from examiner.report import Result, Status
from examiner.sentences import Explanation, refusals, repairs
from examiner.submission.attempts import Entry
from examiner.submission.candidate import Candidate
from examiner.submission.files import files_beside
from examiner.submission.identification import identify
from examiner.submission.intake import Intake
from examiner.submission.origin import origin_of
from examiner.submission.raw_notebook import SizeLimits
from examiner.variant import variant_of


class Grader:
    """Makes the row of each submission of a class.

    Parameters
    ----------
    keys, pool, visible_only, added_questions, sizes
        As for `examiner.grading.run.grade_class`.
    strangers
        Students whom the class list does not have.
    people
        The names of those who have a variant, by id.
    """

    def __init__(
        self,
        keys: Sequence[Key],
        pool: Pool,
        visible_only: bool,
        strangers: set[str],
        added_questions: AddedQuestions = "drop",
        sizes: SizeLimits | None = None,
        people: Mapping[str, str] | None = None,
    ) -> None:
        self._added_questions: AddedQuestions = added_questions
        self._keys, self._pool, self._strangers = keys, pool, strangers
        self._visible_only, self._people = visible_only, people or {}
        self._intake = Intake(sizes)

    def read(self, candidate: Candidate) -> list[Entry]:
        """Read what was handed in: an entry per assignment, or one with what went wrong."""
        try:
            identified = identify(candidate, self._keys, self._intake)
        except Exception as error:  # no other row may suffer
            return [Entry(candidate, problem=error)]
        for found in identified:
            self._pool.get_ready(found.key)
        return [Entry(candidate, found) for found in identified]

    def row(self, entry: Entry, seed: str | None = None) -> Result:
        """Grade one submission with a seed; everything that can go wrong becomes a row with a reason."""
        candidate, identified = entry.candidate, entry.identified
        try:
            if entry.problem or identified is None:
                raise entry.problem or AssertionError("neither read nor refused")
            submission = identified.submission
            files, unused = files_beside(submission.path, candidate.root)
            origin, student = origin_of(identified.key, submission), variant_id(candidate)
            if identified.key.varies and candidate.student in self._strangers:
                raise SubmissionError(*refusals.unknown_variant(candidate.student))
            key = variant_of(identified.key, student)
            if origin.added and self._added_questions == "drop":
                key = key.without(origin.added, submission.grade_ids)
            result = self._pool.grade(key, submission, candidate.student, files, seed)
            note_origin(result, identified.key, origin, self._added_questions)
            note_variant(result, identified.key, student, submission, self._people)
        except SubmissionError as error:
            why = Explanation(error.message, error.remedy, error.instructor_remedy)
            return self.ungraded(entry, "refused", why)
        except ExaminerError as error:
            why = Explanation(error.message, refusals.WAIT_FOR_INSTRUCTOR, error.remedy)
            return self.ungraded(entry, "error", why)
        except Exception as error:  # our own fault: no other row may suffer
            return self.ungraded(entry, "error", refusals.engine_failed(error))
        result.student_id = candidate.person_id or candidate.number
        result.platform_id = candidate.number
        result.notices[:0] = identified.notices
        if unused:
            result.notices.append(repairs.unused_files(unused))
        result.notices[:0] = self._stranger(candidate.student)
        if self._visible_only:
            result.notices.insert(0, repairs.UNVERIFIED)
            tests = identified.key.tests
            if hidden := sum(test.source != test.visible_source for test in tests):
                result.notices.insert(1, repairs.hidden_tests(hidden, len(tests)))
        return result

    def ungraded(self, entry: Entry, status: Status, why: Explanation) -> Result:
        """Make the row of a submission that was not graded."""
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
            notices=self._stranger(candidate.student),
        )

    def _stranger(self, student: str) -> list[str]:
        """Say that somebody is not in the class list, if there is one."""
        return [repairs.not_in_roster(student)] if student in self._strangers else []
