"""``examiner release --variants``: write each student's variant of an assignment.

The variant follows from the key and the student's id, see `examiner.variant`. Grading makes it again
from the same key and id, so nothing that is written here is needed for that.
"""

import argparse
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from examiner.authoring.course import Course, require_nbgrader
from examiner.authoring.notebook_json import notebook_json, read_notebook
from examiner.authoring.variants import write_values
from examiner.errors import ExaminerError
from examiner.grading.course_folder import files_of
from examiner.key import Key, find_keys
from examiner.reports.csv_report import quoted, text_cell
from examiner.safe_text import listed, one_line
from examiner.stamp import RELEASE, Stamp
from examiner.submission.roster import Roster
from examiner.variant import Value, values_of, variant_of

_DATE = (2026, 1, 1, 0, 0, 0)  # of files in archives, so that the same variant is the same archive
#: What to write, by path below the output folder.
Contents = dict[str, bytes]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``examiner release``."""
    parser.add_argument(
        "assignments", nargs="*", metavar="ASSIGNMENT",
        help="A folder of release/. Without one, all assignments that have choices ('# examiner: one of').",
    )  # fmt: skip
    parser.add_argument(
        "--variants", action="store_true", required=True,
        help="Give each student a variant of their own. What all students get alike is in release/ already.",
    )  # fmt: skip
    parser.add_argument(
        "--roster", metavar="CSV",
        help="The students: the class list that you grade with, with the columns id, name and email.",
    )  # fmt: skip
    parser.add_argument(
        "--id", action="append", default=[], metavar="ID", dest="ids",
        help="The id of a student, as the folder in submitted/ is called. May be given several times.",
    )  # fmt: skip
    parser.add_argument(
        "--gradebook", metavar="URL",
        help="The students of nbgrader's gradebook, such as sqlite:///gradebook.db.",
    )  # fmt: skip
    parser.add_argument(
        "--course", default=".", metavar="DIR",
        help="The course folder. The default is the current folder.",
    )  # fmt: skip
    parser.add_argument(
        "--output", metavar="DIR",
        help="The folder to write <student>/<assignment>/ to, and the tables of who got what (default: "
        "variants in the course). Files of the same name are overwritten, others stay: after the class list or the "
        "choices have changed, name an empty folder, and never one in which students work.",
    )  # fmt: skip
    parser.add_argument(
        "--zip", action="store_true",
        help="Also write <student>.zip, with all assignments.",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner release``; return the exit status."""
    course = Course.open(args.course)
    students = _students(args, course)
    folder = Path(args.output) if args.output else course.root / "variants"
    contents = variants(course, students, args.assignments)
    if args.zip:
        contents |= dict(_archives(contents, students))
    try:
        for name, data in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        raise ExaminerError(
            f"{path} could not be written: {error.strerror}.",
            "Make room there, or name another folder with --output DIR.",
        ) from error
    tables = [str(folder / name) for name in contents if name.endswith(".csv") and "/" not in name]
    count = f"{len(students)} student{'' if len(students) == 1 else 's'}"
    print(f"Wrote the variants of {count}. Who got which values: {', '.join(tables)}")
    return 0


def variants(
    course: Course, students: Mapping[str, str], assignments: Sequence[str] = ()
) -> Contents:
    """Make the variants of all students, and a table of their values for each assignment.

    Parameters
    ----------
    course
        Its keys must be built.
    students
        Names by id; a name may be empty.
    assignments
        All that have choices if empty.

    Raises
    ------
    ExaminerError
        If there is nothing to vary, the release does not belong to the key, or an id cannot be the
        name of a folder.
    """
    require_nbgrader()
    for student in students:
        if (
            not student
            or one_line(student, 100) != student
            or student.startswith(".")
            or {*"/\\"} & {*student}
        ):
            raise ExaminerError(
                f"The id {student!r} cannot be the name of a folder.",
                "Use ids of letters, digits, '.', '_' and '-' in the class list.",
            )
    keys = find_keys(course.keys)
    varying = {key.assignment for key in keys if key.varies}
    alike = sorted({*assignments} - varying)
    if alike or not varying:
        raise ExaminerError(
            f"There are no choices in {listed(alike) if alike else 'any assignment'}.",
            "Write the choices behind a value in a read-only cell, such as: "
            "rate = 0.05  # examiner: one of 0.01, 0.02, 0.05. Then run 'examiner build'.",
        )
    contents: Contents = {}
    for assignment in list(assignments) or sorted(varying):
        own = [key for key in keys if key.assignment == assignment]
        for student in students:
            contents |= _of_student(course, own, student)
        contents[f"{assignment}.csv"] = _table([key for key in own if key.varies], students)
    return contents


def _of_student(course: Course, keys: Sequence[Key], student: str) -> Contents:
    """Make one student's variant of an assignment, with the files beside its notebooks."""
    assignment = keys[0].assignment
    release = course.release / assignment
    place = f"{student}/{assignment}"
    paths = {path.name: path for path in sorted(release.glob("*.ipynb"))} | dict(files_of(release))
    contents = {f"{place}/{name}": path.read_bytes() for name, path in paths.items()}
    for key in keys:
        path = release / key.path.name
        if not path.is_file() or _release_of(path) != (key.stamp and key.stamp.hash):
            raise ExaminerError(
                f"{path} does not belong to its key.", f"Run 'examiner build {assignment}' first."
            )
        if key.varies:
            notebook = read_notebook(path)
            write_values(notebook, key, variant_of(key, student))
            contents[f"{place}/{path.name}"] = notebook_json(notebook).encode()
    return contents


def _release_of(path: Path) -> str | None:
    """Return the hash in the stamp of a notebook that students get."""
    settings = read_notebook(path)["metadata"].get("examiner", {})
    stamp = Stamp.read(settings.get(RELEASE))
    return stamp.hash if stamp else None


def _table(keys: Sequence[Key], students: Mapping[str, str]) -> bytes:
    """List who got which values, as CSV with the byte order mark by which Excel knows UTF-8."""

    def head(key: Key, value: Value) -> str:
        return value.names if len(keys) == 1 else f"{key.notebook}: {value.names}"

    rows = [["id", "name", *(head(key, value) for key in keys for value in values_of(key, ""))]]
    for student, name in students.items():
        values = [value.text for key in keys for value in values_of(key, student)]
        rows.append([text_cell(student), text_cell(name), *values])
    return quoted(rows).encode("utf-8-sig")


def _archives(contents: Contents, students: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield an archive for each student."""
    folders: dict[str, Contents] = {student: {} for student in students}
    for path, data in contents.items():
        student, _, name = path.partition("/")
        if student in folders and name:
            folders[student][name] = data
    for student, files in folders.items():
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in files.items():
                archive.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED)
        yield f"{student}.zip", file.getvalue()


def _students(args: argparse.Namespace, course: Course) -> dict[str, str]:
    """Return the names of the students by id."""
    found = dict.fromkeys(args.ids, "")
    if args.roster:
        for person in Roster.read(args.roster).people:
            if not person.report_id:
                raise ExaminerError(
                    f"The class list has no id and no e-mail address for {person.label}.",
                    "Variants are made from them: add a column id or email.",
                )
            found[person.report_id] = person.name
    if args.gradebook:
        from examiner.grading.gradebook_database import Database, names_by_id

        require_nbgrader()
        with Database(args.gradebook, course.course_id).open() as book:
            found |= names_by_id(book)
    if not found:
        raise ExaminerError(
            "Nobody is named who is to get a variant.",
            "Name the class list with --roster students.csv, or students with --id.",
        )
    return found
