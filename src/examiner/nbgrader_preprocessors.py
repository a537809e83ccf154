"""The preprocessors with which nbgrader's own commands work through the engine.

`StampRelease` comes last when releases are made, `Examine` takes the place of ``Execute``, `Withhold`
stands at the head of those that make feedback.
`examiner.nbgrader_plugin` says where they go in ``nbgrader_config.py``.
"""

import tempfile
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Enum, Float, Integer

from examiner.authoring.course import KEYS
from examiner.authoring.stamps import put_release
from examiner.errors import ExaminerError
from examiner.grading import session
from examiner.grading.course_folder import check_private, course_root, data_folders, private_folders
from examiner.grading.executed_notebooks import withhold
from examiner.grading.fork_server import ForkServer
from examiner.grading.gradebook_cells import update_cells
from examiner.grading.gradebook_database import names_by_id
from examiner.grading.graded_notebook import graded_notebook
from examiner.grading.limits import TimeLimits, resource_limits, size_limits
from examiner.grading.old_releases import note_origin
from examiner.grading.variants import note_variant
from examiner.key import Key
from examiner.safe_text import listed
from examiner.stamp import Release
from examiner.submission.files import links_below
from examiner.submission.origin import origin_of
from examiner.submission.reader import read_submission
from examiner.variant import variant_of

#: By nbgrader converter, that is by run, and by path of the key.
_fork_servers: weakref.WeakKeyDictionary[Any, dict[Path, ForkServer]] = weakref.WeakKeyDictionary()


class _OfACourse(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """A step that knows the course, and where the key of a notebook lies."""

    @property
    def _converter(self) -> Any:
        return self.parent.parent  # nbgrader makes the exporter, the exporter makes this

    @property
    def _root(self) -> Path:
        return Path(self._converter.coursedir.root)

    def _key_path(self, names: Mapping[str, str]) -> Path:
        return self._root / KEYS / names["assignment"] / f"{names['notebook']}.ipynb"


class Examine(_OfACourse):
    """Grade the submitted notebook in the sandbox and put the result into its cells."""

    timeout_cell = Float(30, help="Seconds that one cell may take.").tag(config=True)
    timeout = Float(300, help="Seconds that a submission may take.").tag(config=True)
    memory = Integer(2048, help="MB of memory for all processes of a submission.").tag(config=True)
    max_size = Float(20, help="MB of a notebook without its outputs.").tag(config=True)
    accept_level = Enum(
        ["C"], None, allow_none=True,
        help="Accept sandbox level C (no Landlock), if the course is private to root.",
    ).tag(config=True)  # fmt: skip

    update_gradebook = Bool(
        False, help="Give the gradebook the questions and points of the key where they differ. Grades of "
        "questions that stay are kept; those of questions that the key no longer has are deleted.",
    ).tag(config=True)  # fmt: skip

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the notebook by the graded one.

        Raises
        ------
        ExaminerError
            If it cannot be graded; nbgrader then goes on with the next submission.
        """
        names: Mapping[str, str] = resources["nbgrader"]
        try:
            with Gradebook(names["db_url"]) as gradebook:
                # Whatever happens from here on, no points of an earlier submission stay.
                ids = names["notebook"], names["assignment"], names["student"]
                for grade in gradebook.find_submission_notebook(*ids).grades:
                    grade.auto_score, grade.needs_manual_grade = None, True
                gradebook.db.commit()
                key = self._key(names)
                people = _people(gradebook) if key.varies else {}
                if differing := _differing(key, gradebook.find_notebook(*ids[:2])):
                    if not self.update_gradebook:
                        raise _not_the_same(key, differing)
                    update_cells(gradebook, key, names["assignment"])
                    self.log.warning("The gradebook got these from the key: %s", listed(differing))
            return self._graded(key, names, people), resources
        except ExaminerError as error:
            self.log.error(
                "%s for student %s was not graded: %s", names["assignment"], names["student"], error
            )
            raise

    def _key(self, names: Mapping[str, str]) -> Key:
        path = self._key_path(names)
        if not path.is_file():
            raise ExaminerError(
                f"There is no autograder key {path.relative_to(self._root)}.",
                f"Run 'examiner build {names['assignment']}' in the course folder.",
            )
        return Key.read(path)

    def _graded(
        self, key: Key, names: Mapping[str, str], people: Mapping[str, str]
    ) -> NotebookNode:
        course = self._converter.coursedir
        root = Path(course.format_path(course.submitted_directory, ".", "."))
        folder = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        if links := links_below(Path(folder)):
            # nbgrader would copy what they lead to into the feedback of the student.
            raise ExaminerError(
                f"The submission holds symbolic links, which are not followed: {listed(links)}.",
                "Have the files handed in themselves, or delete the links, and grade again.",
            )
        path = Path(folder, f"{names['notebook']}.ipynb")
        submission = read_submission(path, size_limits(self.max_size), root=root)
        times = TimeLimits(self.timeout_cell, self.timeout)
        fork_server = self._fork_server(key, root, times)
        student = names["student"]
        own = variant_of(key, student)
        result = session.grade(fork_server, own, submission, student, times=times)
        # In a gradebook every submission has the same maximum.
        note_origin(result, key, origin_of(key, submission), "zero")
        note_variant(result, key, student, submission, people)
        who = f"{names['assignment']} for student {student}"
        self.log.info("%s: %g of %g points", who, result.points, result.max_points)
        if result.reason:
            remedy = result.instructor_remedy or result.remedy
            self.log.warning("%s: %s %s", who, result.reason, remedy)
        return graded_notebook(own, submission, result)

    def _fork_server(self, key: Key, submitted: Path, times: TimeLimits) -> ForkServer:
        """Return the fork server of a key: one per run, closed when the run is over."""
        running = _fork_servers.setdefault(self._converter, {})
        if key.path not in running:
            levels = ("A", "B", "C") if self.accept_level else ("A", "B")
            if self.accept_level:
                check_private([key])
            running[key.path] = fork_server = ForkServer(
                key,
                levels=levels,
                limits=resource_limits(times, self.memory),
                readable=data_folders(course_root(key)),
                private=[*private_folders([key]), submitted.absolute()],
            )
            weakref.finalize(self._converter, fork_server.close)
        return running[key.path]


class StampRelease(_OfACourse):
    """Write into what students get which release it is, as ``examiner build`` does."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Stamp the notebook, if its key asks the same questions."""
        names: Mapping[str, str] = resources["nbgrader"]
        try:
            stamp = Key.read(self._key_path(names)).stamp
        except ExaminerError:  # `examiner build` says what is wrong
            stamp = None
        if stamp and _hash_of(nb) == stamp.hash:
            put_release(nb.metadata, stamp)
        else:
            self.log.warning(
                "%s has no key that asks the same. Run 'examiner build %s': it makes both.",
                names["notebook"], names["assignment"],
            )  # fmt: skip
        return nb, resources


class Withhold(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Leave out of the feedback what cells showed after hidden tests had called their code.

    It may repeat what those tests passed. Graders see it: in the autograded notebook it stays.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the outputs of a marked cell by a sentence."""
        withhold(cell)
        return cell, resources


def _hash_of(release: NotebookNode) -> str | None:
    """Return the hash of what a notebook asks; None if it could be no key."""
    with tempfile.TemporaryDirectory() as folder:
        nbformat.write(release, path := Path(folder, "release.ipynb"))
        try:
            return Release(0, Key.read(path).questions).hash
        except ExaminerError:
            return None


def _people(gradebook: Gradebook) -> dict[str, str]:
    """Return what to call each student, by id."""
    return {student: name or student for student, name in names_by_id(gradebook).items()}


def _differing(key: Key, notebook: Any) -> list[str]:
    """List what has other points in the gradebook than in the key, or is in one of them only."""
    known = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    graded = {cell.grade_id: cell.points for cell in (*key.tests, *key.manual)}
    return sorted(
        str(name) for name in known.keys() | graded if known.get(name) != graded.get(name)
    )


def _not_the_same(key: Key, differing: list[str]) -> ExaminerError:
    """Refuse to mix a key and a gradebook that were made from different source notebooks."""
    return ExaminerError(
        f"The gradebook and the key of {key.assignment} do not have the same points "
        f"({', '.join(differing)}).",
        f"Run 'examiner build {key.assignment}', then this command with "
        "--Examine.update_gradebook=True: it gives the gradebook the questions and points of the key, "
        "and keeps the grades of questions that stay.",
    )
