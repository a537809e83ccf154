"""How several formats of the report arrange and label its rows."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from examiner.report import Engine, Result, Status
from examiner.safe_text import amount, distinct, file_name, one_line
from examiner.sentences import Explanation, feedback, refusals, repairs

#: How a table calls the status of a row.
STATUS: dict[Status, str] = {
    "graded": "graded",
    "refused": "refused",
    "died": "ended early",
    "timeout": "out of time",
    "error": "grading error",
}
#: Below a table of points.
PLUS = "+1: up to that many points are still to be given by hand."

Students = dict[str, dict[str, list[Result]]]


def matrix(results: Iterable[Result]) -> tuple[list[str], Students]:
    """Arrange rows as students by assignments.

    Returns
    -------
    assignments : list of str
        In the order of `by_number`; ``"?"`` stands for one that could not be found out.
    students : dict of str to dict of str to list of Result
        By student, in the order in which they first occur, then by assignment.
    """
    results = list(results)
    students: Students = {}
    assignments = shortened((result.assignment or "?" for result in results), 60)
    people = shortened((result.student for result in results), 60)
    for result in results:
        row = students.setdefault(people[result.student], {})
        row.setdefault(assignments[result.assignment or "?"], []).append(result)
    known = sorted((name for name in assignments.values() if name != "?"), key=by_number)
    return known + ["?"] * ("?" in assignments.values()), students


def shortened(names: Iterable[str], most: int) -> dict[str, str]:
    """Cut names to be shown on one line; a number tells those apart that look the same then.

    Examples
    --------
    >>> list(shortened(["Ada Lovelace", "Ada Love", "Ada Lovelock"], 8).values())
    ['Ada Lov…', 'Ada Love', 'Ada… (2)']
    """
    shown: dict[str, str] = {}
    taken = Counter[str]()
    for name in dict.fromkeys(names):
        label = whole = one_line(name, most)
        while label in taken:
            taken[whole] += 1
            number = f" ({taken[whole]})"
            label = one_line(name, most - len(number)) + number
        taken[label] += 1
        shown[name] = label
    return shown


def by_number(name: str) -> list[str | int]:
    """Return the key by which names are sorted as a person would.

    Examples
    --------
    >>> sorted(["task10", "Task2", "task1"], key=by_number)
    ['task1', 'Task2', 'task10']
    """
    parts = re.split("([0-9]+)", name.casefold())  # texts and numbers in turn
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]


def short_score(result: Result) -> str:
    """Write a row's points into a cell of a table: ``9/13``, with ``+1`` for points by hand.

    Examples
    --------
    >>> from examiner.report import Result
    >>> short_score(Result("ada", points=9, max_points=13, needs_manual=["q"], manual_points=1))
    '9/13 +1'
    >>> short_score(Result("ada", status="refused", reason="The file is empty."))
    'refused'
    """
    if points_decided(result) is None:
        return STATUS[result.status]
    score = f"{amount(result.points)}/{amount(result.max_points)}"
    if result.needs_manual:
        score += f" +{amount(result.manual_points)}"
    return score if result.status == "graded" else f"{score} {STATUS[result.status]}"


def flags(row: Mapping[str, Sequence[Result]], assignments: Iterable[str]) -> str:
    """Say in words for programs what a row of `matrix` can be looked for by.

    Examples
    --------
    >>> from examiner.report import Result
    >>> flags({"task1": [Result("ada", needs_manual=["q"])]}, ["task1", "task2"])
    'manual missing'
    """
    results = [result for some in row.values() for result in some]
    known = {
        "review": any(result.needs_review for result in results),
        "manual": any(result.needs_manual for result in results),
        "missing": any(name not in row for name in assignments if name != "?"),
    }
    return " ".join(flag for flag, is_set in known.items() if is_set)


def worth(results: Iterable[Result]) -> float:
    """Return what a cell of `matrix` is sorted by: points, or -1 if nothing was graded."""
    points = [given for result in results if (given := points_decided(result)) is not None]
    return sum(points) if points else -1


def other_notebook(result: Result) -> str | None:
    """Return the notebook's name where the assignment does not say it, else None.

    Examples
    --------
    >>> from examiner.report import Result
    >>> other_notebook(Result("ada", "ps1", "problem2.ipynb"))
    'problem2'
    >>> other_notebook(Result("ada", "task14", "task14 (1)"))
    """
    name = (result.notebook or "").removesuffix(".ipynb")
    return None if name.startswith(result.assignment or name) else name


def by_assignment(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Sort rows by assignment; those of no assignment are left out."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        if result.assignment:
            groups.setdefault(result.assignment, []).append(result)
    labels = shortened(groups, 100)
    return {labels[assignment]: rows for assignment, rows in groups.items()}


def points_decided(result: Result) -> float | None:
    """Return the points of a row; None, not 0, if neither tests nor a person gave any.

    Examples
    --------
    >>> from examiner.report import Result
    >>> points_decided(Result("ada", points=3)), points_decided(Result("ada", status="refused"))
    (3, None)
    """
    decided = result.was_run or any(test.by_hand for test in result.tests)
    return result.points if decided else None


def whole_points(result: Result) -> float | None:
    """Return the points of a row for a platform, which has one maximum for everybody.

    Where questions do not count because they were added later, what the others gave stands for the
    whole, in proportion.

    Examples
    --------
    >>> from examiner.report import Result
    >>> whole_points(Result("ada", points=4, max_points=8, dropped_points=2))
    5.0
    """
    return None if points_decided(result) is None else in_whole(result)


def in_whole(result: Result) -> float:
    """Return the points of a row in proportion to the whole maximum, see `whole_points`."""
    if not result.dropped_points or not result.max_points:
        return result.points
    return result.points * whole_maximum(result) / result.max_points


def whole_maximum(result: Result) -> float:
    """Return the most that anybody could get in the assignment of a row."""
    return result.max_points + result.dropped_points


def question(result: Result, grade_id: str) -> str:
    """Name a question by its heading, and by its grade id.

    Examples
    --------
    >>> from examiner.report import Result
    >>> question(Result("ada", titles={"test_f": "Question 1: f"}), "test_f")
    'Question 1: f (test_f)'
    >>> question(Result("ada"), "test_f")
    'test_f'
    """
    heading = one_line(result.titles.get(grade_id, ""), 100)
    return f"{heading} ({one_line(grade_id)})" if heading else one_line(grade_id)


def late(result: Result) -> str | None:
    """Say that a submission was late, if it was."""
    if not result.late_seconds or result.deadline is None:
        return None
    return feedback.handed_in_late(result.late_seconds, result.deadline, result.late_penalty)


def by_hand(result: Result) -> str:
    """Say which points of a row a person has still to give."""
    questions = [question(result, grade_id) for grade_id in result.needs_manual]
    return feedback.points_by_hand(result.manual_points, questions)


def title(result: Result) -> str:
    """Name a submission's assignment, and its notebook where the assignment has several.

    Examples
    --------
    >>> from examiner.report import Result
    >>> title(Result("ada", "ps1", "problem2"))
    'ps1, problem2'
    """
    parts = [result.assignment, other_notebook(result)]
    return one_line(", ".join(part for part in parts if part)) or "?"


def totals(results: Sequence[Result]) -> str:
    """Say in a sentence how many submissions there are and how they ended.

    Examples
    --------
    >>> from examiner.report import Result
    >>> totals([Result("ada"), Result("ben", status="died", reason="x")])
    '2 submissions: 1 graded, 1 needs review.'
    """
    review = sum(result.needs_review for result in results)
    parts = [f"{len(results) - review} graded"]
    if review:
        parts.append(f"{review} need{'s' if review == 1 else ''} review")
    if manual := sum(bool(result.needs_manual) for result in results):
        parts.append(f"{manual} to be graded by hand")
    return f"{len(results)} submission{'' if len(results) == 1 else 's'}: {', '.join(parts)}."


def for_student(result: Result) -> Explanation | None:
    """Return what a student is told about a row that is not plainly graded.

    Where the grading is at fault, the reason is of use to the instructor alone.

    Examples
    --------
    >>> from examiner.report import Result
    >>> for_student(Result("ada", status="error", reason="The autograder key ...")).reason
    'Your notebook could not be graded yet. The problem is with the grading, not with your notebook.'
    """
    if result.reason is None:
        return None
    reason = refusals.NOT_YOUR_FAULT if result.status == "error" else result.reason
    return Explanation(reason, result.remedy or "")


def level_line(engine: Engine, results: Iterable[Result] = ()) -> str:
    """Say in a sentence what the submissions were graded with, and what the points rest on."""
    if engine["level"] == "none":
        return feedback.NOT_VERIFIED
    graded = feedback.graded_by(engine["version"], engine["level"])
    shared = any(result.one_process for result in results)
    return f"{graded} {repairs.ONE_PROCESS}" if shared else graded


def names_for_files(results: Iterable[Result]) -> list[str]:
    """Give each row a file name of its own."""
    return distinct(
        file_name(result.student, result.assignment or "", other_notebook(result) or "")
        for result in results
    )
