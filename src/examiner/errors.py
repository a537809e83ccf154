"""Errors that a person can act on."""


class ExaminerError(Exception):
    """What went wrong, where, and what the person who runs the engine can do about it.

    Parameters
    ----------
    message
        What happened, and where.
    remedy
        What to do.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n{self.remedy}" if self.remedy else self.message


class NoSandboxError(ExaminerError):
    """None of the accepted sandbox levels is available on this machine."""


class SubmissionError(ExaminerError):
    """A submission that cannot be graded.

    Parameters
    ----------
    message, remedy
        For the student.
    instructor_remedy
        What the instructor can do, if anything.
    """

    def __init__(self, message: str, remedy: str, instructor_remedy: str | None = None) -> None:
        super().__init__(message, remedy)
        # What a copy is made of, in another process.
        self.args = (message, remedy, instructor_remedy)
        self.instructor_remedy = instructor_remedy


class NotOursError(SubmissionError):
    """A notebook that belongs to no assignment that is graded here: a lesson, or scratch paper."""
