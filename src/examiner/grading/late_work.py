"""Late work: how late each submission is, and the points that it costs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from examiner.errors import ExaminerError, SubmissionError
from examiner.report import Result
from examiner.submission.attempts import Entry
from examiner.submission.deadlines import Deadlines
from examiner.submission.files import read_file
from examiner.submission.roster import Roster
from examiner.submission.times import parse_time

#: From a student's id, the points and the seconds of delay to the points that are taken off, as
#: nbgrader's ``LateSubmissionPlugin.late_submission_penalty``.
Penalty = Callable[[str, float, float], float | None]
_TIMESTAMP, _MOST_BYTES = "timestamp.txt", 1000


def check_assignments(
    deadlines: Deadlines, people: Roster | None, assignments: Iterable[str]
) -> list[str]:
    """Look for deadlines and extensions of assignments that are not graded here: typing errors.

    Parameters
    ----------
    deadlines
    people
        The class list, with the extensions.
    assignments
        The names of those that are.

    Returns
    -------
    list of str
        Warnings about extensions: a class list may be that of several courses.

    Raises
    ------
    ExaminerError
        If there is such a deadline.
    """
    known = {"", *assignments}
    there_are = f"The assignments here are {', '.join(sorted(known)[1:])}."
    for name in deadlines.by_assignment:
        if name not in known:
            raise ExaminerError(
                f"--due has a deadline for {name!r}, which is not graded here.", there_are
            )
    named = {name for person in (people.people if people else ()) for name in person.extensions}
    return [
        f"The class list has extensions for {name!r}, which is not graded here. {there_are}"
        for name in sorted(named - known)
    ]


def note_late_work(
    results: Sequence[Result],
    entries: Sequence[Entry],
    deadlines: Deadlines,
    people: Roster | None,
    load_penalty: Callable[[], Penalty | None],
) -> None:
    """Say in each row when it was handed in and was due, and take off what being late costs.

    Parameters
    ----------
    results, entries
        The rows of a run, and what was handed in for each.
    deadlines
    people
        The class list, with the extensions.
    load_penalty
        Called once somebody is late: reading nbgrader's configuration takes seconds.
    """
    penalty: Penalty | None = None
    loaded = False
    for result, entry in zip(results, entries, strict=True):
        submitted, due = submitted_at(entry), _deadline(result, entry, deadlines, people)
        result.submitted = submitted.isoformat(timespec="seconds") if submitted else None
        result.deadline = due.isoformat(timespec="seconds") if due else None
        if submitted is None or due is None:
            continue
        # In UTC: between two times of one zone Python does not count the hour of a clock change.
        late = (submitted.astimezone(UTC) - due.astimezone(UTC)).total_seconds()
        if late <= 0:
            continue
        result.late_seconds = late
        if not result.was_run:
            continue
        if not loaded:
            penalty, loaded = load_penalty(), True
        if penalty:
            taken = penalty(result.student_id or result.student, result.points, result.late_seconds)
            # nbgrader too takes neither less than nothing nor more than there is.
            result.late_penalty = min(max(float(taken or 0), 0), result.points)
            result.points -= result.late_penalty


def submitted_at(entry: Entry) -> datetime | None:
    """Return when something was handed in, if it says so.

    The name that a learning platform wrote takes precedence over ``timestamp.txt``: a student can
    put one into an archive.
    """
    if entry.candidate.attempt and (named := parse_time(entry.candidate.attempt)):
        return named
    if entry.identified is None:
        return None
    path = entry.identified.submission.path.parent / _TIMESTAMP
    try:
        text = read_file(path, entry.candidate.root, _MOST_BYTES).decode()
    except (SubmissionError, ValueError):
        return None
    return parse_time(text, utc=True)


def _deadline(
    result: Result, entry: Entry, deadlines: Deadlines, people: Roster | None
) -> datetime | None:
    candidate = entry.candidate
    names = candidate.person_id, candidate.student, candidate.number
    person = people.find(*names) if people else None
    return deadlines.of(result.assignment or "", person.extensions if person else {})


def nbgrader_penalty(course: Path) -> Penalty | None:
    """Return the late penalty that a course has configured for nbgrader; None if it has none.

    Parameters
    ----------
    course
        The folder with ``nbgrader_config.py``, where ``c.AssignLatePenalties.plugin_class`` or
        ``c.LateSubmissionPlugin.penalty_method`` says what being late costs.

    Raises
    ------
    ExaminerError
        If the configuration or its plugin cannot be used.
    """
    from examiner.nbgrader_settings import read_settings

    if not (course / "nbgrader_config.py").is_file():
        return None
    config = read_settings(course)
    if "AssignLatePenalties" not in config and "LateSubmissionPlugin" not in config:
        return None
    from nbgrader.preprocessors import AssignLatePenalties

    try:
        step = AssignLatePenalties(config=config)
        step.init_plugin()
    except Exception as error:  # whatever somebody wrote there
        raise _broken(error) from error

    def penalty(student: str, points: float, seconds: float) -> float | None:
        try:
            taken: float | None = step.plugin_inst.late_submission_penalty(student, points, seconds)
        except Exception as error:
            raise _broken(error) from error
        return taken

    return penalty


def _broken(error: Exception) -> ExaminerError:
    return ExaminerError(
        f"The late penalty of nbgrader_config.py does not work ({type(error).__name__}: {error}).",
        "Fix c.AssignLatePenalties.plugin_class, or leave it out.",
    )
