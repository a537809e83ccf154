"""Every sentence of the engine that a student can read, for teachers and translators to read in one go.

Follow a submission on its way:

- `examiner.sentences.refusals`: why nothing could be graded;
- `examiner.sentences.repairs`: what was unusual about the notebook and how it was put right;
- `examiner.sentences.endings`: how a run was cut short, and what running cells are told;
- `examiner.sentences.feedback`: what a test says, and the lines about points on the page.

The headings of the page itself are in ``examiner/reports/templates/submission.html.j2``.

A sentence names the cell, says what happened, and blames nobody. What only an instructor can do
stands beside it, as `Explanation.instructor_remedy`, and is not shown to students.
"""

from typing import NamedTuple


class Explanation(NamedTuple):
    """What happened to a submission, and who can do what about it.

    Attributes
    ----------
    reason
        What happened; for the student and the instructor.
    remedy
        What the student can do.
    instructor_remedy
        What the instructor can do; None if it is up to the student alone.
    """

    reason: str
    remedy: str
    instructor_remedy: str | None = None
