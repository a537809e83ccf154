"""The class list: who the people are that names of folders and files stand for."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from examiner.errors import ExaminerError
from examiner.safe_text import one_line
from examiner.submission.candidate import Candidate
from examiner.submission.csv_files import read_csv
from examiner.submission.deadlines import Extensions, read_extensions

#: What each column may be called, in lower case.
_COLUMNS = {
    "id": ("id", "student id", "student_id", "id number", "sid", "sis user id", "username"),
    "name": ("name", "full name", "student", "student name"),
    "first": ("first name", "first_name", "firstname"),
    "last": ("last name", "last_name", "surname", "lastname"),
    "extensions": ("extensions", "extension"),
    "email": ("email", "e-mail", "email address", "e-mail address"),
}


@dataclass(frozen=True)
class Person:
    """A line of the class list; what it does not say is empty."""

    id: str
    name: str
    email: str
    extensions: Extensions = field(default_factory=dict, hash=False)

    @property
    def label(self) -> str:
        """How the report calls the person."""
        return self.name or self.id or self.email

    @property
    def report_id(self) -> str | None:
        """The id of the person in the report; None if the class list has names only."""
        return self.id or self.email or None


class Roster:
    """A class list.

    Parameters
    ----------
    people
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(people)
        self._by_handle: dict[str, Person | None] = {}
        for person in self.people:
            for handle in _handles(person):
                # A handle of two people is nobody's.
                known = self._by_handle.setdefault(handle, person)
                self._by_handle[handle] = person if known == person else None

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read a class list: CSV with a line of headings.

        Raises
        ------
        ExaminerError
            If it cannot be read, has neither ids nor names nor e-mail addresses, or an extension
            that is none.
        """
        (_, heads), *lines = read_csv(path, f"The class list {path}", "Save it as CSV in UTF-8.")
        places = {
            column: place
            for column, names in _COLUMNS.items()
            for place, head in reversed(list(enumerate(heads)))
            if head.strip().lower() in names
        }
        if not places.keys() - {"extensions"}:
            raise ExaminerError(
                f"The class list {path} has no column id, name or email.",
                "Its first line names the columns, such as: id,name,email",
            )
        people = [
            _person(line, places, f"The class list {path}, line {number}") for number, line in lines
        ]
        return cls(person for person in people if person.label)

    def find(self, *names: str | None) -> Person | None:
        """Find the person that the first of the names that is known stands for: id, e-mail or name.

        Examples
        --------
        >>> roster = Roster([Person("s12", "Jane Doe", "jd@example.org")])
        >>> [roster.find(name).id for name in ("S12", "jd", "doejane", "Doe, Jane")]
        ['s12', 's12', 's12', 's12']
        """
        found = (self._by_handle.get(_fold(name)) for name in names if name)
        return next((person for person in found if person), None)

    def names(self, candidates: Iterable[Candidate]) -> tuple[list[Candidate], set[str]]:
        """Give candidates the names and ids of the class list.

        Returns
        -------
        candidates : list of Candidate
        strangers : set of str
            The students who are not in the list.
        """
        named, strangers = [], set()
        labels = Counter(person.label for person in self.people)
        for candidate in candidates:
            # The number last: Moodle's counts the participants of an assignment, and may be the id
            # of somebody else.
            person = self.find(candidate.student, candidate.number)
            if person is None:
                strangers.add(candidate.student)
                named.append(candidate)
                continue
            twice = labels[person.label] > 1 and person.id
            label = one_line(f"{person.label} ({person.id})" if twice else person.label, 100)
            named.append(replace(candidate, student=label, person_id=person.report_id))
        return named, strangers


def _person(line: list[str], places: dict[str, int], where: str) -> Person:
    def value(column: str) -> str:
        place = places.get(column)
        return line[place].strip() if place is not None and place < len(line) else ""

    name = value("name") or " ".join(filter(None, (value("first"), value("last"))))
    if name.count(",") == 1:  # Doe, Jane
        last, first = name.split(",")
        name = f"{first.strip()} {last.strip()}"
    extensions = read_extensions(value("extensions"), where)
    return Person(value("id"), name, value("email"), extensions)


def _handles(person: Person) -> set[str]:
    """Return what somebody may be called in the name of a folder or file."""
    words = person.name.split()
    turned = [" ".join(words[at:] + words[:at]) for at in range(len(words))]
    texts = [person.id, person.email, person.email.partition("@")[0], *turned]
    return {folded for text in texts if (folded := _fold(text))}


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(
        r"[\W_]", "", "".join(c for c in plain if not unicodedata.combining(c))
    ).casefold()
