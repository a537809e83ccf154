"""What a test says to the student, and the lines about points on the page."""

from collections.abc import Sequence

from examiner.safe_text import amount, listed
from examiner.sentences import Explanation

# One test cell -------------------------------------------------------------------------------------

NOT_PASSED = "This test did not pass."
#: In nbgrader's pages, of a question that was added after the notebook was handed out.
NOT_ASKED = "This question was added after you got the notebook."
UNANSWERED = "This is not answered yet: the answer cell still raises NotImplementedError."
PROCESS_GONE = (
    "This test could not run: your code had already ended the Python process, or had been stopped."
)
FAULTY_TEST = (
    "This test has a mistake of its own, so it gave no points. It is not your fault: "
    "your instructor has to fix it."
)
#: In Validate, of an answer in words.
NOT_WRITTEN = "This is not written yet. It has no test: a person reads your answer."
#: Of a test whose points a person changed.
BY_HAND = "A person gave these points."
#: Of a test that gives part of its points.
NO_NUMBER = (
    "This test counts points, and your result made the count something other than a number. "
    "Check what type your code returns."
)


def raised(error: str) -> str:
    """Name the class of the exception that the student's code raised."""
    return f"Your code raised {error} when it was called."


def still_running(seconds: float) -> str:
    """Say after how many seconds the student's code was interrupted."""
    plural = "" if seconds == 1 else "s"
    return f"Your code was still running after {seconds:g} second{plural}. Is there a loop that never ends?"


def unusable_result(error: str) -> str:
    """Name the class of the exception with which the test met the student's result, if it may."""
    named = "" if error == "an error" else f" ({error})"
    return f"The test could not use your result{named}. Check what type your code returns."


def stopped_cell(label: str, error: str, name: str) -> str:
    """Say that a name is missing because the cell that defines it stopped."""
    start = label[:1].upper() + label[1:]
    return f"{start} stopped with {error}, so {name} is not defined."


def undefined_name(name: str) -> str:
    """Name what the test looked for and did not find."""
    return (
        f"The name {name} is not defined. Does the answer cell run without an error, "
        "and does it use exactly this name?"
    )


def wrote(text: str) -> str:
    """Show what was written to stderr, for which nbgrader alone lets a test fail."""
    return (
        f"Nothing failed, but this was written while the test ran, for example a warning:\n{text}"
    )


def partial_points(points: float, max_points: float) -> str:
    """Say how many points a test gave."""
    return f"{points:g} of {max_points:g} points."


# The page ------------------------------------------------------------------------------------------

#: In the place of outputs that may repeat what hidden tests passed.
OUTPUT_WITHHELD = "The output of this cell is not shown, because the cell ran after hidden tests."
#: In the place of outputs that are not in the journal, for whoever grades by hand.
OUTPUT_NOT_KEPT = (
    "The journal does not keep the output of this cell, because the cell ran after hidden tests. "
    "Grade with --fresh to see it."
)
BROKEN_PICTURE = "A picture could not be shown: it is damaged or too large."
NOT_VERIFIED = "Only the visible tests were run, without a sandbox: the points are not verified."
#: At the head of the notebook that nbgrader gives back.
FROM_THE_GRADER = "From the grader"


def late_penalty(points: float) -> str:
    """Say what nbgrader takes off the total."""
    plural = "" if points == 1 else "s"
    return f"This was handed in late: {amount(points)} point{plural} will be taken off in the gradebook."


def changed_after_grading(grade_ids: Sequence[str]) -> Explanation:
    """Say that a person graded an answer that has changed since."""
    return Explanation(
        f"{listed(grade_ids)} changed after a person had graded it.",
        "You do not need to change anything: your instructor will look at it again.",
        "Look at it in Formgrader, and give its points again: until then the earlier ones count.",
    )


def points_by_hand(points: float, questions: Sequence[str]) -> str:
    """Say which points a person has still to give."""
    plural = "" if points == 1 else "s"
    return (
        f"Up to {amount(points)} more point{plural} will be given by hand, for {listed(questions)}."
    )


def handed_in_late(seconds: float, deadline: str, penalty: float) -> str:
    """Say how late somebody was, and what it cost.

    Examples
    --------
    >>> handed_in_late(93_600, "2026-11-30T23:59:00+01:00", 1.5)
    'Handed in 1 day and 2 hours after the deadline (2026-11-30 23:59 +01:00). 1.5 points were taken off.'
    """
    cost = "No points were taken off."
    if penalty:
        cost = f"{amount(penalty)} point{' was' if penalty == 1 else 's were'} taken off."
    when = f"{deadline[:10]} {deadline[11:16]} {deadline[19:]}"
    return f"Handed in {_span(seconds)} after the deadline ({when}). {cost}"


def _span(seconds: float) -> str:
    days, hours, minutes = (
        int(seconds // 86_400), int(seconds // 3600 % 24), int(seconds // 60 % 60),
    )  # fmt: skip
    counts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    words = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in counts if n]
    return " and ".join(words[:2]) or "less than a minute"


def graded_by(version: str, level: str) -> str:
    """Say what a submission was graded with."""
    return f"Graded by examiner {version} at sandbox level {level}."


def characters_left_out(count: int) -> str:
    """Mark the place where a long output was cut."""
    return f"… {count:,} characters are left out here …"
