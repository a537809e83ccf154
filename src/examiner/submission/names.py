"""Who handed something in, as learning platforms write it into the names of folders and files.

Sources, as of November 2026: ``download_submissions`` in Moodle's mod/assign/locallib.php (the name,
after that of a group and a hyphen, and the participant's number); ``lib/content_zipper.rb`` of Canvas
(sortable name without spaces, LATE, the user's and the file's number; ``anon_`` and a code in
anonymous assignments); ``exchange/default/submit.py`` of nbgrader. Blackboard and Brightspace publish
no code: their names are those that public scripts for their downloads read (kwurst/bb-file-cleanup,
nbgrader's documentation of zip_collect; tests of such scripts for Brightspace). For Google Classroom
there is only what people report of copies that it makes for each student.
"""

import contextlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from examiner.errors import ExaminerError

#: What the platforms call a folder, or a file without its ending.
_PATTERNS = (
    # Moodle: Jane Doe_12345_assignsubmission_file_
    r"(?P<student>.+?)_(?P<number>\d+)_assignsubmission_(?P<kind>file|onlinetext)(?:_(?P<file>.*))?",
    # Blackboard: Task 14_s1234567_attempt_2026-11-20-21-45-10_task14. The only one that begins with
    # a name that is not the student's, so it must not be the student's own name of a file of Canvas'
    # or Brightspace's.
    r"(?!(?:LATE_)?[^\W_]+(?:_LATE)?_[^\W_]+_\d{5,}_|\d+-\d+ ?- ?).+?_(?P<student>[^_]+)_attempt_(?P<attempt>\d{4}(?:-\d\d){5})(?:_(?P<file>.+))?",
    # nbgrader's exchange: jane+task14+2026-11-20 21:45:10.123456 UTC+Qm9y
    r"(?P<student>[^+]+)\+(?P<assignment>[^+]+)\+(?P<attempt>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^+]*)(?:\+.*)?",
    # Brightspace: 12345-67890 - Jane Doe - Nov 20, 2026 945 PM
    r"\d+-\d+ ?- ?(?P<student>.+?) ?- ?(?P<attempt>[^-]*\b\d{4}\b[^-]*)(?: - (?P<file>.+))?",
    # Canvas, anonymous: LATE_anon_5aB3c_678901_task14
    r"(?:LATE_)?(?P<student>anon_[^\W_]+)_(?P<attempt>\d+)_(?P<file>.+)",
    # Canvas: doejane_LATE_12345_678901_task14-1
    r"(?P<student>[^\W_]+)(?:_LATE)?_(?P<number>\d+)_(?P<attempt>\d+)_(?P<file>.+)",
)
_KNOWN = [re.compile(pattern, re.DOTALL) for pattern in _PATTERNS]
#: Google Classroom: Jane Doe - task14
_CLASSROOM = re.compile(r"(?P<student>.+?) - (?:Copy of )?(?P<file>.+)", re.DOTALL)
_DATES = ("%b %d, %Y %I%M %p", "%B %d, %Y %I%M %p", "%b %d, %Y %H%M", "%d %B %Y %H%M")
#: What the group for the student may be called in `StudentPattern`.
_STUDENT = ("student", "name", "student_id")
_COPY = re.compile(r"-(\d+)$")


@dataclass(frozen=True)
class Owner:
    """What a name says about the person who handed something in.

    Attributes
    ----------
    student
    number
        The platform's own number of the person, or of the person in this assignment.
    assignment
    attempt
        When it was handed in: a text that sorts as time does; empty if the name does not say.
    kind
        Moodle keeps what a student typed into the page in a folder of its own, ``onlinetext``.
    file
        The student's own name of the file, without its ending.
    """

    student: str
    number: str | None = None
    assignment: str | None = None
    attempt: str = ""
    kind: Literal["file", "onlinetext"] = "file"
    file: str | None = None


def owner_of(name: str, assignments: Collection[str] = ()) -> Owner | None:
    """Read a name as a learning platform writes it.

    Parameters
    ----------
    name
        Of a folder, or of a file without its ending.
    assignments
        Names of assignments: ``Jane Doe - task14`` is Google Classroom's only with one of them.

    Returns
    -------
    Owner or None
        None if it is not a name of theirs.

    Examples
    --------
    >>> owner = owner_of("Jane Doe_12345_assignsubmission_file_")
    >>> owner.student, owner.number
    ('Jane Doe', '12345')
    >>> owner_of("Jane Doe - task14", ["task14"]).student
    'Jane Doe'
    >>> owner_of("task14") is None
    True
    """
    for pattern in _KNOWN:
        if found := pattern.fullmatch(name):
            return _owner(found)
    found = _CLASSROOM.fullmatch(name)
    return _owner(found) if found and found["file"].startswith(tuple(assignments)) else None


def _owner(found: "re.Match[str]") -> Owner:
    parts = found.groupdict()
    file = parts.get("file") or None
    return Owner(
        student=parts["student"].strip(),
        number=parts.get("number"),
        assignment=parts.get("assignment"),
        attempt=_sortable(parts.get("attempt") or "", file or ""),
        kind="onlinetext" if parts.get("kind") == "onlinetext" else "file",
        file=file,
    )


def _sortable(attempt: str, file: str) -> str:
    """Make the time or the running number of an attempt sort as text."""
    if attempt.isdecimal():  # Canvas: a running number, and the file's name counts the attempts
        copy = _COPY.search(file)
        return f"{attempt:0>20}-{int(copy[1]) if copy else 0:06}"
    for date in _DATES:
        # Brightspace leaves the colon out of the time, and the zero before a single digit.
        with contextlib.suppress(ValueError):
            padded = re.sub(r"\b(\d{3})(?=$| ?[AP]M$)", r"0\1", attempt.strip())
            return datetime.strptime(padded, date).isoformat()
    return attempt


class StudentPattern:
    """A regular expression of the instructor's that finds the student in a path.

    Parameters
    ----------
    pattern
        Searched for in the path below the folder that is graded. Its groups are called
        ``student`` (or ``name``, or ``student_id`` as in nbgrader), ``id``, ``assignment`` and
        ``attempt`` (or ``timestamp``); without names, the first group is the student.

    Raises
    ------
    ExaminerError
        If it is not a regular expression, or has no group for the student.
    """

    def __init__(self, pattern: str) -> None:
        try:
            self._pattern = re.compile(pattern)
        except re.error as error:
            raise ExaminerError(
                f"--student {pattern!r} is not a regular expression: {error}.",
                r"An example: --student '(?P<student>[^/_]+)_(?P<id>\d+)'",
            ) from error
        named = self._pattern.groupindex.keys()
        if not self._pattern.groups or (named and not named & {*_STUDENT, "id"}):
            raise ExaminerError(
                f"--student {pattern!r} has no group that says where the student's name is.",
                r"Put it in brackets: --student '(?P<student>[^/_]+)_(?P<id>\d+)'",
            )

    def find(self, path: str) -> Owner | None:
        r"""Find the student in a path; None if the pattern does not fit.

        Examples
        --------
        >>> StudentPattern(r"(?P<name>[^/]+)_(?P<id>\d+)").find("Jane_7/task14.ipynb").student
        'Jane'
        """
        found = self._pattern.search(path)
        if not found:
            return None
        named = {name: value for name, value in found.groupdict().items() if value}
        number = named.get("id")
        plain = None if self._pattern.groupindex else found[1]
        names = [named.get(name) for name in _STUDENT]
        student = next((name for name in (*names, plain, number) if name), None)
        if student is None:
            return None
        attempt = named.get("attempt") or named.get("timestamp") or ""
        return Owner(student.strip(), number, named.get("assignment"), _sortable(attempt, ""))
