"""The people of an assignment, for platforms that know one mark per person, not per notebook."""

from collections.abc import Iterable, Mapping

from examiner.report import Result
from examiner.reports.labels import whole_maximum, whole_points

#: The name of somebody, and the platform's number.
Person = tuple[str, str]


def by_person(results: Iterable[Result]) -> dict[Person, list[Result]]:
    """Sort rows by person, in the order in which they come."""
    people: dict[Person, list[Result]] = {}
    for result in results:
        people.setdefault((result.student, result.platform_id or ""), []).append(result)
    return people


def points_by_person(people: Mapping[Person, Iterable[Result]]) -> dict[Person, float]:
    """Add up the points of each person; who was not graded is left out.

    Examples
    --------
    >>> rows = [Result("ada", "ps", "a", points=1), Result("ada", "ps", "b", points=2)]
    >>> points_by_person(by_person([*rows, Result("ben", "ps", "a", status="refused")]))
    {('ada', ''): 3}
    """
    given = {
        person: [points for row in rows if (points := whole_points(row)) is not None]
        for person, rows in people.items()
    }
    return {person: sum(points) for person, points in given.items() if points}


def points_possible(results: Iterable[Result]) -> float:
    """Return what an assignment can give: not everybody has a row for each of its notebooks.

    Examples
    --------
    >>> points_possible([Result("ada", "ps", "a", max_points=3), Result("ben", "ps", "b", max_points=4)])
    7
    """
    most: dict[str | None, float] = {}
    for result in results:
        most[result.notebook] = max(most.get(result.notebook, 0), whole_maximum(result))
    return sum(most.values())
