"""nbgrader's gradebook: the rows of a run, written where Formgrader reads them.

All of it goes through nbgrader's own interface and preprocessors, so that scores, late penalties and
what waits for a person are as ``nbgrader autograde`` would have written them. nbgrader takes seconds
to import, so nothing imports this module unless there is a gradebook to write to.
"""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    LimitOutput,
    NbGraderPreprocessor,
    SaveAutoGrades,
)
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SQLAlchemyError

from examiner.errors import ExaminerError
from examiner.grading.course_folder import course_root
from examiner.grading.executed_notebooks import (
    ExecutedNotebook,
    accompanying_files,
    stored_timestamp,
    withhold,
)
from examiner.grading.gradebook_cells import check_cells, save_cells
from examiner.grading.gradebook_database import Database
from examiner.grading.gradebook_points import give, read_back
from examiner.grading.graded_notebook import graded_notebook, ungraded_notebook
from examiner.grading.manual_points import GivenPoints, ManualPoints
from examiner.grading.variants import variant_id
from examiner.key import Key
from examiner.nbgrader_settings import read_settings
from examiner.report import Result
from examiner.safe_text import one_line
from examiner.submission.attempts import Entry
from examiner.submission.roster import Person
from examiner.variant import variant_of

#: What ``c.GenerateFeedback.preprocessors`` has where feedback withholds outputs by itself.
_WITHHOLD = "examiner.nbgrader_preprocessors.Withhold"


class GradebookWriter:
    """Writes rows into a gradebook, and reads back from it points given by hand.

    Parameters
    ----------
    url
        The address of the database, as nbgrader has it.
    keys
    people
        The class list, for names and e-mail addresses.

    Raises
    ------
    ExaminerError
        If the gradebook cannot be opened, or the course's rule for late submissions cannot be loaded.
    """

    def __init__(self, url: str, keys: Sequence[Key], people: Sequence[Person] = ()) -> None:
        self._url = url
        self._keys = {(key.assignment, key.notebook): key for key in keys}
        self._people = {person.id or person.email: person for person in people}
        root = course_root(keys[0])
        self._config = read_settings(root)
        self._config.CourseDirectory.root = str(root)
        self._course = CourseDirectory(config=self._config)
        feedback_steps = map(str, self._config.GenerateFeedback.get("preprocessors", []))
        self._feedback_withholds = _WITHHOLD in feedback_steps
        with _plugin_named():
            AssignLatePenalties(config=self._config).init_plugin()
        self._database = Database(url, self._course.course_id)
        with self._database.open():
            pass

    @property
    def private(self) -> list[Path]:
        """The file of the gradebook, if it is one."""
        return [self._database.file] if self._database.file else []

    def check(self, entries: Sequence[Entry]) -> None:
        """Refuse keys with which points given by hand would be lost.

        Parameters
        ----------
        entries
            What was handed in.

        Raises
        ------
        ExaminerError
        """
        found = {entry.candidate.assignment for entry in entries}
        found |= {entry.identified.key.assignment for entry in entries if entry.identified}
        own = Database(self._course.db_url, self._course.course_id)
        is_own = self._database.file is not None and self._database.file == own.file
        at = "" if is_own else f" --db={self._database.label}"
        with self._database.open() as book:
            for key in self._keys.values():
                if key.assignment not in found:
                    continue
                update = (
                    f"nbgrader autograde {key.assignment} --force --Examine.update_gradebook=True"
                )
                check_cells(book, key, update + at)

    def write(
        self, rows: Sequence[Result], entries: Sequence[Entry], given: Sequence[ManualPoints] = ()
    ) -> tuple[list[str], list[ManualPoints]]:
        """Write rows, and put into them points given by hand.

        Writing the same rows again changes nothing. Points and comments that a person gave are never
        touched; they wait for a person again if the answer has changed since.

        Parameters
        ----------
        rows
        entries
            What each row is about.
        given
            Points that a person gave elsewhere: for cells without any in the gradebook.

        Returns
        -------
        notes : list of str
            Sentences about rows and points that are not in the gradebook.
        unused : list of ManualPoints
            Those given elsewhere that are about no row that was written.
        """
        notes, used, seen = list[str](), set[ManualPoints](), set()
        by_submission = GivenPoints(given)
        with self._database.open() as book:
            for key in {key.path: key for row in rows if (key := self._key(row))}.values():
                save_cells(book, key, self._url)
            for row, entry in zip(rows, entries, strict=True):
                student, key = entry.candidate.person_id or row.student, self._key(row)
                who = f"{one_line(student, 60)} is not in the gradebook"
                if key is None:
                    notes.append(f"{who}: its assignment is unknown.")
                elif not _is_id(student):
                    notes.append(f"{who}: that is not a valid folder name. Give ids with --roster.")
                elif (student, key.path) in seen:
                    first = f"only the first {key.notebook} under that name was written"
                    notes.append(f"{who} a second time: {first}.")
                else:
                    seen.add((student, key.path))
                    by_hand = {cell.grade_id for cell in key.manual}
                    points = [one for one in by_submission.of(row) if one.grade_id in by_hand]
                    lacks = f"The gradebook may lack the new points of {one_line(student, 60)}"
                    with _noted(f"{lacks} for {key.assignment}", notes):
                        notes += self._write_row(book, row, entry, student, key, points)
                        used.update(points)
                    book.db.rollback()  # of a row that failed half-way
        return notes, [one for one in given if one not in used]

    def _key(self, row: Result) -> Key | None:
        return self._keys.get((row.assignment or "", row.notebook or ""))

    def _write_row(
        self,
        book: Gradebook,
        row: Result,
        entry: Entry,
        student: str,
        key: Key,
        given: Sequence[ManualPoints],
    ) -> list[str]:
        """Write one row; return sentences about what was not taken or not written."""
        folder = self._course.format_path(
            self._course.autograded_directory, student, key.assignment
        )
        place = ExecutedNotebook(
            Path(folder, f"{key.notebook}.ipynb"), shared=self._course.groupshared
        )
        notebook = self._notebook(row, entry, key, place)
        stamp = stored_timestamp(self._course, entry, student, key)
        files = accompanying_files(entry, key, stamp)
        self._write_student(book, student)
        # What `nbgrader collect` stored is not overwritten by nothing.
        known = {"timestamp": parse_utc(stamp.strip())} if stamp else {}
        with book.db.no_autoflush:  # nbgrader would have SQLAlchemy warn
            book.update_or_create_submission(key.assignment, student, **known)
        ids = key.notebook, key.assignment, student
        submitted = book.find_submission_notebook(*ids)
        judged = {
            grade.name: (grade.auto_score, grade.needs_manual_grade)
            for grade in submitted.grades
            if grade.manual_score is not None
        }
        self._save_scores(book, notebook, ids, is_graded=row.was_run)
        submitted = book.find_submission_notebook(*ids)
        for grade in submitted.grades:
            score, waits = judged.get(grade.name, (None, None))
            same = grade.auto_score == score and place.is_same_answer(notebook, grade.name)
            if waits is not None and same:
                grade.needs_manual_grade = waits  # nbgrader has all of it looked at again
        kept = [one for one in given if not give(submitted, one)]
        book.db.commit()
        self._convert(notebook, ids, AssignLatePenalties, CheckCellMetadata)
        book.db.expire_all()
        read_back(row, key, submitted)
        who = one_line(student, 60)
        notes = [
            f"The gradebook has other points for {one.grade_id} of {who} than the file: "
            "those of the gradebook count."
            for one in kept
        ]
        with _noted(f"The executed notebook of {who} for {key.assignment} is not written", notes):
            place.write(notebook, files)
        return notes

    def _write_student(self, book: Gradebook, student: str) -> None:
        """Make the student known, with what the class list says where the gradebook says nothing."""
        known = book.update_or_create_student(student)
        person = self._people.get(student, Person("", student if " " in student else "", ""))
        first, _, last = person.name.rpartition(" ")
        if not (known.first_name or known.last_name):
            known.first_name, known.last_name = first or None, last or None
        known.email = known.email or person.email or None
        book.db.commit()

    def _notebook(
        self, row: Result, entry: Entry, key: Key, place: ExecutedNotebook
    ) -> nbformat.NotebookNode:
        """Make the executed notebook."""
        key = variant_of(key, variant_id(entry.candidate))
        if not row.was_run or entry.identified is None:
            return ungraded_notebook(key, row)
        notebook = graded_notebook(key, entry.identified.submission, row)
        place.keep_outputs(notebook, row)
        if not self._feedback_withholds:
            for cell in notebook.cells:
                withhold(cell)
        return notebook

    def _save_scores(
        self,
        book: Gradebook,
        notebook: nbformat.NotebookNode,
        ids: tuple[str, str, str],
        *,
        is_graded: bool,
    ) -> None:
        """Write the scores of the tests, as nbgrader would; those of an earlier submission are gone."""
        if is_graded:
            self._convert(notebook, ids, LimitOutput, SaveAutoGrades)
        else:
            for grade in book.find_submission_notebook(*ids).grades:
                grade.auto_score, grade.needs_manual_grade = None, True
            book.db.commit()
        book.db.expire_all()

    def _convert(
        self,
        notebook: nbformat.NotebookNode,
        ids: tuple[str, str, str],
        *steps: type[NbGraderPreprocessor],
    ) -> None:
        """Have nbgrader's own preprocessors do their part, as the course configures them."""
        names = dict(zip(("notebook", "assignment", "student"), ids, strict=True))
        for step in steps:
            with _plugin_named() if step is AssignLatePenalties else contextlib.nullcontext():
                step(config=self._config)(notebook, {"nbgrader": names | {"db_url": self._url}})


@contextlib.contextmanager
def _noted(what: str, notes: list[str]) -> Iterator[None]:
    """Make a note of what goes wrong with one row alone: no other row may suffer."""
    try:
        yield
    except (ExaminerError, SQLAlchemyError, InvalidEntry, MissingEntry):
        raise
    except Exception as error:
        notes.append(f"{what}: {type(error).__name__}: {one_line(str(error))}")


@contextlib.contextmanager
def _plugin_named() -> Iterator[None]:
    """Turn what a course's own rule for late submissions raises into a sentence."""
    try:
        yield
    except (SQLAlchemyError, InvalidEntry, MissingEntry):
        raise
    except Exception as error:
        raise ExaminerError(
            f"The rule for late submissions failed: {type(error).__name__}: {one_line(str(error))}",
            "Fix c.AssignLatePenalties.plugin_class in nbgrader_config.py, or the class it names.",
        ) from error


def _is_id(student: str) -> bool:
    """Tell whether a name can be a folder's."""
    return bool(student) and not student.startswith(".") and not set("/\\\0") & set(student)
