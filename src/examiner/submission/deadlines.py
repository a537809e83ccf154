"""Deadlines of assignments, and the extensions of single people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from examiner.errors import ExaminerError
from examiner.submission.times import needs_zone_data, parse_span, parse_time

_HOW = "Write it like 2026-11-30 23:59, or with a zone: 2026-11-30 23:59 Europe/Berlin."
#: By assignment, or for all of them under an empty name: another deadline, or a longer one.
Extensions = Mapping[str, datetime | timedelta]


@dataclass(frozen=True)
class Deadlines:
    """When each assignment has to be handed in: by its name, or for all under an empty name."""

    by_assignment: Mapping[str, datetime]

    @classmethod
    def read(cls, texts: Iterable[str]) -> Self:
        """Read deadlines: ``WHEN`` for all assignments, ``ASSIGNMENT=WHEN`` for one.

        Raises
        ------
        ExaminerError
        """
        found = {}
        for text in texts:
            assignment, _, when = text.rpartition("=")
            time = parse_time(when)
            if time is None:
                _check_zones(when)
                raise ExaminerError(f"{text!r} is not a deadline.", _HOW)
            found[assignment.strip()] = time
        return cls(found)

    def of(self, assignment: str, extensions: Extensions) -> datetime | None:
        """Return the deadline of somebody for an assignment; None if there is none.

        Examples
        --------
        >>> deadlines = Deadlines.read(["ps=2026-11-30 23:59 UTC"])
        >>> str(deadlines.of("ps", read_extensions("ps=2 days", "")))
        '2026-12-02 23:59:00+00:00'
        """
        deadline = self.by_assignment.get(assignment, self.by_assignment.get(""))
        extension = extensions.get(assignment, extensions.get(""))
        if isinstance(extension, timedelta):
            return deadline and deadline + extension
        return extension or deadline


def read_extensions(text: str, where: str) -> Extensions:
    """Read a cell of the class list: ``2 days``, or ``task14=2026-12-05 23:59; task15=1 week``.

    Parameters
    ----------
    text
    where
        What messages call the cell.

    Raises
    ------
    ExaminerError
    """
    found: dict[str, datetime | timedelta] = {}
    for part in filter(str.strip, text.split(";")):
        assignment, _, value = part.rpartition("=")
        extension = parse_span(value) or parse_time(value)
        if extension is None:
            _check_zones(value)
            raise ExaminerError(
                f"{where}: {part.strip()!r} is not an extension.",
                "Write it like 2 days, 12 hours or 2026-12-05 23:59; for one assignment: task14=2 days.",
            )
        found[assignment.strip()] = extension
    return found


def _check_zones(text: str) -> None:
    """Raise an error if a time cannot be read for want of a list of zones."""
    if needs_zone_data(text):
        raise ExaminerError(
            f"{text.strip()!r} cannot be read: this machine has no time-zone data.",
            "Run: pip install tzdata",
        )
