"""What several forms of the report say in the same words."""

from collections import Counter

from examiner.safe_text import amount, file_name, listed, one_line

#: How a row that is not graded is called in a table.
STATUS = {
    "graded": "graded",
    "refused": "refused",
    "died": "ended early",
    "timeout": "limit passed",
    "error": "engine error",
}


def matrix(results):
    """Arrange rows as students by assignments.

    Returns
    -------
    assignments : list of str
        ``"?"`` stands for an assignment that could not be found out.
    students : dict of str to dict of str to list of Result
        By student, then by assignment; both in the order in which they first occur.
    """
    students, assignments = {}, {}
    for result in results:
        assignment = one_line(result.assignment or "?", 60)
        assignments[assignment] = None
        student = one_line(result.student, 60)
        students.setdefault(student, {}).setdefault(assignment, []).append(result)
    known = [name for name in assignments if name != "?"]
    return known + ["?"] * ("?" in assignments), students


def short_mark(result):
    """Write a row's mark into a cell of a table: ``9/13``, with ``+1`` for points by hand.

    Examples
    --------
    >>> from examiner.report import Result
    >>> short_mark(Result("ada", points=9, max_points=13, needs_manual=["essay"], manual_points=1))
    '9/13 +1'
    >>> short_mark(Result("ada", status="refused", reason="The file is empty."))
    'refused'
    """
    if result.status in ("refused", "error"):
        return STATUS[result.status]
    mark = f"{amount(result.points)}/{amount(result.max_points)}"
    if result.needs_manual:
        mark += f" +{amount(result.manual_points)}"
    return mark if result.status == "graded" else f"{mark} {STATUS[result.status]}"


def other_notebook(result):
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


def title(result):
    """Name a submission's assignment, and its notebook where the assignment has several.

    Examples
    --------
    >>> from examiner.report import Result
    >>> title(Result("ada", "ps1", "problem2"))
    'ps1, problem2'
    """
    parts = [result.assignment, other_notebook(result)]
    return one_line(", ".join(part for part in parts if part)) or "?"


def totals(results):
    """Say in a sentence how many submissions there are and how they ended.

    Examples
    --------
    >>> from examiner.report import Result
    >>> totals([Result("ada"), Result("ben", status="died", reason="x")])
    '2 submissions: 1 graded, 1 needs a look.'
    """
    look = sum(result.needs_review for result in results)
    parts = [f"{len(results) - look} graded"]
    if look:
        parts.append(f"{look} need{'s' if look == 1 else ''} a look")
    if manual := sum(bool(result.needs_manual) for result in results):
        parts.append(f"{manual} to be marked by hand")
    return f"{len(results)} submission{'' if len(results) == 1 else 's'}: {', '.join(parts)}."


def by_hand(result):
    """Say in a sentence which points a person has still to give.

    Examples
    --------
    >>> from examiner.report import Result
    >>> by_hand(Result("ada", needs_manual=["essay"], manual_points=1))
    'Up to 1 more point will be given by a person, for essay.'
    """
    points = f"{amount(result.manual_points)} more point{'' if result.manual_points == 1 else 's'}"
    return f"Up to {points} will be given by a person, for {listed(result.needs_manual)}."


def level_line(engine):
    """Say in a sentence what the submissions were shut in with."""
    level = engine.get("level")
    if level == "none":
        return "Only visible tests were run, without a sandbox: the marks are not verified."
    return f"Graded by examiner {engine.get('version')} at sandbox level {level}."


def names_for_files(results):
    """Give each row a file name of its own, also where capital letters do not count."""
    taken, names = Counter(), []
    for result in results:
        name = file_name(result.student, result.assignment or "", other_notebook(result) or "")
        while taken[name.lower()]:
            taken[name.lower()] += 1
            name = f"{name}-{taken[name.lower()]}"
        taken[name.lower()] += 1
        names.append(name)
    return names
