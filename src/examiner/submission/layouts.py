"""How folders of submissions are laid out: what is a person, what is an assignment.

What a student handed in, as a folder or as an archive, names nobody else: only the folders and
archives that the instructor names, and the sections in them, hold several people.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from examiner.errors import SubmissionError
from examiner.safe_text import one_line
from examiner.sentences import refusals
from examiner.submission.archive import is_zip
from examiner.submission.by_pattern import find_by_pattern
from examiner.submission.candidate import (
    Candidate,
    found,
    refused,
    told_apart,
    without_notebook,
)
from examiner.submission.clones import COURSE_PARTS, NOT_WORKED_IN, are_people
from examiner.submission.files import (
    Entries,
    folders_called,
    has_folders,
    is_folder,
    is_notebook,
    list_folder,
    list_if_readable,
    notebooks_below,
)
from examiner.submission.gradescope_export import METADATA, submitters
from examiner.submission.names import Owner, StudentPattern, owner_of
from examiner.submission.workspace import Workspace


class Layouts:
    """Finds candidates in folders.

    Parameters
    ----------
    names
        Of assignments and their notebooks.
    pattern
        Finds the student in a path, in the place of everything that is known of layouts.
    workspace
        An empty folder to unpack archives into; None if they are not looked into.
    """

    def __init__(
        self, names: set[str], pattern: StudentPattern | None, workspace: Path | None
    ) -> None:
        self._names, self._pattern = names, pattern
        self._workspace = Workspace(workspace, names) if workspace else None
        self._task_folders: dict[Path, dict[str, list[Path]]] = {}  # see `_tasks_below`

    def file(self, path: Path, kind: str | None) -> Candidate:
        """Take a file by itself: the folders that it lies in may name student and assignment."""
        folder = path.parent
        if kind:
            return refused(Owner(path.stem), None, folder, refusals.not_a_file(kind))
        handed_in = folder.parent.parent.name == "submitted"
        if folder.name in self._names or handed_in:
            return found(self._owner(folder.parent.name), folder.name, [path], folder)
        is_named_like_a_task = path.stem in self._names or folder.parent.name == "submitted"
        owner = self._owner(folder.name if is_named_like_a_task else path.stem)
        return found(owner, None, [path], folder)

    def archive(self, path: Path) -> list[Candidate]:
        """Unpack an archive that the instructor named, and take it for a folder."""
        assert self._workspace
        try:
            with self._workspace.of_class(path) as folder:
                return self.folder(folder, path.stem)
        except SubmissionError as error:
            owner = self._owner(path.stem)
            return [without_notebook(owner, None, self._workspace.root, error)]

    def folder(self, path: Path, name: str | None = None) -> list[Candidate]:
        """Tell what a folder is by its own name and by what lies in it."""
        name = name or path.name
        if self._pattern:
            return told_apart(find_by_pattern(path, self._pattern, self._names))
        try:
            entries = list_folder(path)
        except SubmissionError as error:
            return [without_notebook(self._owner(name), None, path, error)]
        folders = [entry.name for entry in entries if is_folder(entry)]
        notebooks = [entry.name for entry in entries if is_notebook(entry)]
        about = {n for file in notebooks for n in self._names if file.startswith(n)}
        if self._is_from_platform(entries):
            return self._class(path, entries)
        if path.name in self._names and not name.startswith(path.name):
            return [self._assignment(self._owner(name), path.name, path, path)]
        if path.name in self._names:
            one_students = path.parent.parent.name == "submitted" or about or len(notebooks) == 1
            if one_students or not entries:
                owner = self._owner(path.parent.name)
                return [self._assignment(owner, path.name, path, path)]
            return self._class(path, entries, path.name)
        tasks = [n for n in folders if n in self._names and self._holds_students(path / n)]
        if tasks and path.parent.name != "submitted":
            return self._tasks(path, entries, tasks)
        if path.name == "submitted":
            return self._class(path, entries)
        if self._is_class(path, folders, notebooks, about, entries):
            return self._class(path, entries)
        return list(self._student(path, path, self._owner(name)))

    def _is_from_platform(self, entries: Entries) -> bool:
        """Tell by the names in a folder whether a learning platform wrote them."""
        return any(
            entry.name == METADATA or self._platform_owner(entry.name, is_folder(entry))
            for entry in entries
        )

    def _platform_owner(self, name: str, folder: bool) -> Owner | None:
        return owner_of(name if folder else Path(name).stem, self._names)

    def _is_class(
        self,
        path: Path,
        folders: list[str],
        notebooks: list[str],
        about: set[str],
        entries: Entries,
    ) -> bool:
        if not folders:
            zips = sum(is_zip(entry.name) for entry in entries) if self._workspace else 0
            return (len(notebooks) > len(about) and len(notebooks) > 1) or (
                not notebooks and zips > 1
            )
        if not self._names:
            return any(has_folders(path / name) for name in folders)
        is_clone = any(
            entry.name in self._names
            for part in COURSE_PARTS.intersection(folders)
            for entry in list_if_readable(path / part)
        )
        return not (is_clone or self._names.intersection(folders) or about)

    def _holds_students(self, folder: Path) -> bool:
        """Tell whether an assignment's folder has a folder for each student.

        One student's folder may hold an unpacked archive instead, which is called otherwise.
        """
        entries = list_if_readable(folder)
        if any(is_notebook(entry) for entry in entries):
            return self._is_from_platform(entries)
        inside = [entry.name for entry in entries if is_folder(entry)]
        inside = [
            name
            for name in inside
            if any(is_notebook(entry) for entry in list_if_readable(folder / name))
            or notebooks_below(folder / name)
        ]
        unpacked = self._names | COURSE_PARTS | {"zip", "unzipped", "unpacked"}
        return len(inside) > 1 or bool(set(inside) - unpacked)

    def _tasks(self, path: Path, entries: Entries, tasks: list[str]) -> list[Candidate]:
        """List ``<assignment>/<student>/``, and what lies beside the assignments."""
        rows: list[Candidate] = []
        for entry in entries:
            if entry.name in tasks:
                rows += self._class(
                    path / entry.name, list_if_readable(path / entry.name), entry.name
                )
            elif is_folder(entry) and entry.name not in COURSE_PARTS:
                beside = self._student(path / entry.name, path, self._owner(entry.name))
                rows += [row for row in beside if row.paths]
        return rows

    def _class(
        self, path: Path, entries: Entries, assignment: str | None = None
    ) -> list[Candidate]:
        """List a folder of students: sub-folders, and notebooks that are named after their students."""
        rows: list[Candidate] = []
        typed: list[Candidate] = []  # what was typed into Moodle's page
        in_sections: list[tuple[str, Candidate]] = []
        known = submitters(path) if any(entry.name == METADATA for entry in entries) else {}
        sections = set() if assignment or known else self._sections(path, entries)
        for entry in entries:
            owners = known.get(entry.name) or [self._entry_owner(entry.name, is_folder(entry))]
            for owner in owners:
                task = assignment or owner.assignment
                if is_folder(entry) and owner.kind == "onlinetext":
                    typed += self._student(path / entry.name, path, owner)
                elif is_folder(entry) and task:
                    rows.append(self._assignment(owner, task, path / entry.name, path))
                elif is_folder(entry) and entry.name in sections:
                    folder = path / entry.name
                    people = self._class(folder, list_if_readable(folder))
                    in_sections += [(entry.name, person) for person in people]
                elif is_folder(entry):
                    rows += self._student(path / entry.name, path, owner)
                elif is_notebook(entry):
                    rows.append(found(owner, task, [path / entry.name], path))
                elif entry.is_symlink():
                    rows.append(refused(Owner(entry.name), None, path, refusals.SYMBOLIC_LINK))
                elif is_zip(entry.name) and self._may_unpack():
                    rows += self._students_archive(path / entry.name, owner)
        with_files = {(row.student, row.number) for row in rows}
        rows += [row for row in typed if (row.student, row.number) not in with_files]
        # Who has a folder of their own is not who is called so in another one.
        own = {row.student for row in rows}
        for section, row in in_sections:
            called = f"{row.student} ({one_line(section, 60)})"
            rows.append(replace(row, student=called) if row.student in own else row)
        return told_apart(rows) or [self._empty(self._owner(path.name), None, entries, path)]

    def _sections(self, path: Path, entries: Entries) -> set[str]:
        """Find the sections of a class: folders of several people, beside which no student's lies."""
        folders = [entry.name for entry in entries if is_folder(entry)]
        if not self._names or any(self._is_students(path / name) for name in folders):
            return set()
        return {name for name in folders if are_people(path / name, self._tasks_below(path / name))}

    def _is_students(self, folder: Path) -> bool:
        """Tell whether a folder can only be one student's: work lies in it directly."""
        if self._platform_owner(folder.name, folder=True):
            return True
        return any(
            is_notebook(entry)
            or is_zip(entry.name)
            or (is_folder(entry) and entry.name in self._names | COURSE_PARTS)
            for entry in list_if_readable(folder)
        )

    def _tasks_below(self, folder: Path) -> dict[str, list[Path]]:
        """Find the folders of assignments below a folder, however often that is asked, once."""
        if self._names and folder not in self._task_folders:
            without = NOT_WORKED_IN
            self._task_folders[folder] = folders_called(self._names, folder, without=without)
        return self._task_folders.get(folder, {})

    def _entry_owner(self, name: str, folder: bool) -> Owner:
        return self._platform_owner(name, folder) or Owner(name if folder else Path(name).stem)

    def _owner(self, name: str) -> Owner:
        return owner_of(name, self._names) or Owner(name)

    def _may_unpack(self) -> bool:
        return self._workspace is not None and self._workspace.may_unpack

    def _students_archive(self, path: Path, owner: Owner) -> list[Candidate]:
        """Look into an archive that a student handed in: all that is in it is theirs."""
        assert self._workspace
        try:
            with self._workspace.of_student(path, owner) as folder:
                if self._is_class_archive(folder):
                    raise SubmissionError(*refusals.ARCHIVE_OF_SEVERAL)
                return self._student(folder, folder, owner)
        except SubmissionError as error:
            return [without_notebook(owner, None, self._workspace.root, error)]

    def _is_class_archive(self, folder: Path) -> bool:
        """Tell whether an archive holds the work of several people, as one of a class does."""
        entries = list_if_readable(folder)
        owners = [self._platform_owner(entry.name, is_folder(entry)) for entry in entries]
        several = len({(owner.student, owner.number) for owner in owners if owner}) > 1
        has_list = any(entry.name == METADATA for entry in entries)
        return several or has_list or are_people(folder, self._tasks_below(folder))

    def _student(self, path: Path, root: Path, owner: Owner) -> list[Candidate]:
        """List a student's folder: a sub-folder per assignment, a clone of the course, or notebooks."""
        try:
            entries = list_folder(path)
        except SubmissionError as error:
            return [without_notebook(owner, None, root, error)]
        rows = list(self._in_students_folder(path, root, owner, entries))
        zips = [path / entry.name for entry in entries if is_zip(entry.name)]
        if zips and self._may_unpack() and not any(row.paths for row in rows):
            return [row for path in zips for row in self._students_archive(path, owner)]
        # A folder of data beside those of the assignments is not a submission.
        real = [
            row for row in rows if row.paths or not self._names or row.assignment in self._names
        ]
        return real or rows or [self._empty(owner, None, entries, root)]

    def _in_students_folder(
        self, path: Path, root: Path, owner: Owner, entries: Entries
    ) -> Iterator[Candidate]:
        deeper = self._tasks_below(path)
        holding = {folder.relative_to(path).parts[0] for all_ in deeper.values() for folder in all_}
        for entry in entries:
            if is_notebook(entry):
                yield found(owner, None, [path / entry.name], root)
            elif entry.is_symlink():
                yield refused(owner, entry.name, root, refusals.SYMBOLIC_LINK)
            elif is_folder(entry) and entry.name not in holding:
                yield self._assignment(owner, entry.name, path / entry.name, root)
        for name in sorted(deeper):
            rows = [self._assignment(owner, name, folder, root) for folder in deeper[name]]
            # Those from archives, which have a root of their own, only where there is nothing else.
            full = [row for row in rows if row.paths]
            same = [row for row in full if row.root == root] or full[:1] or rows[:1]
            yield replace(same[0], paths=tuple(path for row in same for path in row.paths))

    def _assignment(self, owner: Owner, assignment: str, path: Path, root: Path) -> Candidate:
        """Find an assignment's notebooks: in its folder, or in folders below if it has none."""
        try:
            entries = list_folder(path)
        except SubmissionError as error:
            return without_notebook(owner, assignment, root, error)
        paths = [path / entry.name for entry in entries if is_notebook(entry)]
        paths = paths or notebooks_below(path)
        zips = [path / entry.name for entry in entries if is_zip(entry.name)]
        if not paths and zips and self._may_unpack():
            return self._unpacked_assignment(owner, assignment, zips)
        if not paths:
            return self._empty(owner, assignment, entries, root)
        return found(owner, assignment, paths, root)

    def _unpacked_assignment(self, owner: Owner, assignment: str, zips: list[Path]) -> Candidate:
        """Look for an assignment's notebooks in archives that lie in its folder."""
        assert self._workspace is not None
        rows = [row for path in zips for row in self._students_archive(path, owner)]
        paths = [path for row in rows for path in row.paths]
        if not paths:
            nothing = found(owner, assignment, (), self._workspace.root)
            return replace(nothing, problem=rows[0].problem)
        return found(owner, assignment, paths, self._workspace.root)

    def _empty(
        self, owner: Owner, assignment: str | None, entries: Entries, root: Path
    ) -> Candidate:
        names = [entry.name for entry in entries]
        why = refusals.no_notebook(names) if names else refusals.NOTHING_HANDED_IN
        return refused(owner, assignment, root, why)
