"""The database of nbgrader's gradebook: its address, and what can go wrong with it."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from examiner.errors import ExaminerError
from examiner.safe_text import one_line

#: What to install for a driver; without a name, SQLAlchemy 2.1 takes psycopg, earlier ones psycopg2.
_PACKAGES = {"psycopg": "'psycopg[binary]'", "psycopg2": "psycopg2-binary"}
_AN_EXAMPLE = "Write it as nbgrader does: sqlite:///gradebook.db or postgresql://user@host/name."


class Database:
    """A gradebook by its address.

    Parameters
    ----------
    url
        The address, as nbgrader has it.
    course_id
    """

    def __init__(self, url: str, course_id: str) -> None:
        self._url, self._course_id = url, course_id

    @property
    def label(self) -> str:
        """The address without its password."""
        try:
            return str(make_url(self._url).render_as_string(hide_password=True))
        except ArgumentError:
            return self._url

    @property
    def file(self) -> Path | None:
        """The file of the gradebook, if it is one."""
        address = make_url(self._url)
        is_file = address.get_backend_name() == "sqlite" and address.database
        return Path(str(address.database)).absolute() if is_file else None

    @contextlib.contextmanager
    def open(self) -> Iterator[Gradebook]:
        """Open the gradebook.

        Raises
        ------
        ExaminerError
            If that fails, or something inside the ``with`` block fails at the database.
        """
        try:
            with self._connect() as book:
                yield book
        except ArgumentError as error:
            raise ExaminerError(
                f"{self.label!r} is not the address of a gradebook.", _AN_EXAMPLE
            ) from error
        except (SQLAlchemyError, InvalidEntry, MissingEntry) as error:
            cause = one_line(str(getattr(error, "orig", None) or error), 200)
            raise ExaminerError(
                f"The gradebook {self.label} cannot be used: {cause}.",
                "If another program writes to it, wait until it has ended; if it was made by an older "
                "nbgrader, copy it and run 'nbgrader db upgrade'. Then grade again: what is graded is kept.",
            ) from error

    def _connect(self) -> Gradebook:
        try:
            with _scripts_on_path():
                return Gradebook(self._url, self._course_id)
        except ModuleNotFoundError as error:  # SQLAlchemy imports the driver of the database now
            package = _PACKAGES.get(error.name or "", error.name)
            raise ExaminerError(
                f"The gradebook {self.label} needs the Python package {error.name}, which is not installed.",
                f"Run: pip install {package}",
            ) from error


@contextlib.contextmanager
def _scripts_on_path() -> Iterator[None]:
    """Let programs of this Python be found by name: nbgrader starts ``alembic`` for a new gradebook."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before


def names_by_id(book: Gradebook) -> dict[str, str]:
    """Return the names of all students by id; a name may be empty."""
    return {
        str(it.id): " ".join(filter(None, (it.first_name, it.last_name))) for it in book.students
    }
