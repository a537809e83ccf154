"""Points of a test cell, and what is said about it.

The rule: no error gives all points; a number as the last value of the cell, between 0 and the
points, gives that many; every other last value gives all. Marks equal those of ``nbgrader
autograde`` for every honest submission, except where nbgrader's rules have holes:

- What a cell writes to stderr, a warning for example, never matters. In nbgrader any stderr in a
  test cell costs all its points.
- NaN, or a negative number, as the last value gives no points and is a defect of the test. In
  nbgrader it gives all of them.
- A number above the points gives none, and is a defect too. In nbgrader it stops the submission.
- A number of numpy gives partial points as any number does. In nbgrader it gives all of them, as
  numpy writes it ``np.float64(0.5)``.
- Tests that a submission lacks are put back and run. In nbgrader they keep the marks of an earlier
  submission, or have none.
"""

from examiner.report import Check
from examiner.safe_text import one_line

_SENTENCES = {
    "unanswered": "This is not answered yet: the answer cell still raises NotImplementedError.",
    "student": "Your code raised {text} when it was called.",
    "died": "Your code had ended the Python process, so this could not be checked.",
    "interrupted": "Your code was still running after {seconds:g} seconds. Is there a loop that never ends?",
    "unusable": "The check could not use your result ({text}). Look at what type your code returns.",
    "missing": "The name {text} is not defined. Does the answer cell run without an error, "
    "and does it use exactly this name?",
}  # fmt: skip


def check(step, outcome, seconds):
    """Turn the outcome of a test cell into points and a sentence.

    Parameters
    ----------
    step : examiner.submission.assembly.Step
        The test cell.
    outcome : dict
        What the tests' process said: ``passed``, ``value``, ``why`` and ``text``.
    seconds : float
        The time that the cell had.

    Returns
    -------
    check : Check
    defect : str or None
        What is wrong with the test itself.
    """
    if not outcome.get("passed"):
        return Check(step.grade_id, 0, step.points, False, _sentence(outcome, seconds)), None
    value = outcome.get("value")
    if value is None:
        return Check(step.grade_id, step.points, step.points, True), None
    if type(value) in (int, float) and 0 <= value <= step.points:
        whole = value == step.points
        message = None if whole else f"{value:g} of {step.points:g} points."
        return Check(step.grade_id, value, step.points, whole, message), None
    defect = (
        f"the test {step.grade_id} ended with the value {one_line(str(value), 40)}, "
        f"which is not between 0 and its {step.points:g} points"
    )
    return Check(
        step.grade_id, 0, step.points, False, "This test is defective: ask your teacher."
    ), defect


def _sentence(outcome, seconds):
    text = one_line(str(outcome.get("text", "")), 500)
    if outcome.get("why") == "assertion":
        return text or "This check did not pass."
    return _SENTENCES[outcome.get("why", "died")].format(text=text or "an error", seconds=seconds)
