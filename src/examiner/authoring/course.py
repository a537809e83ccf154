"""An nbgrader course folder, configured as nbgrader itself would read it."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from traitlets.config import Config

from examiner.errors import ExaminerError
from examiner.nbgrader_settings import read_settings

#: The folder of the autograder keys, beside nbgrader's own folders.
KEYS = "autograder_tests"


@dataclass(frozen=True)
class Course:
    """A course folder.

    Attributes
    ----------
    root
        The folder that holds ``source/`` and, if the course has one, ``nbgrader_config.py``.
    config
        What nbgrader would run with in this folder. ``c.Examiner.handed_out``, a list of glob
        patterns, names the files beside a source notebook that students are meant to get.
        ``c.Examiner.strict = True`` stops a build where a test or a file is not as it should be.
    """

    root: Path
    config: Config

    @classmethod
    def open(cls, root: str | Path = ".") -> "Course":
        """Read the configuration of a course folder.

        Raises
        ------
        ExaminerError
            If there is no such folder, its configuration cannot be read, or it has no ``source/``.
        """
        root = Path(root).resolve()
        if not root.is_dir():
            raise ExaminerError(f"There is no folder {root}.", "Name a course with --course DIR.")
        course = cls(root, read_settings(root))
        if not course.source.is_dir():
            raise ExaminerError(
                f"{root} is not an nbgrader course: it has no folder {course.source.name}/.",
                "Start in the course folder, or name it with --course DIR.",
            )
        return course

    @property
    def course_id(self) -> str:
        """The course id of the configuration; may be empty."""
        return str(self.config.CourseDirectory.get("course_id", ""))

    @property
    def source(self) -> Path:
        """The folder of the instructors' notebooks, one sub-folder per assignment."""
        return self._folder("source_directory", "source")

    @property
    def release(self) -> Path:
        """The folder of what students get."""
        return self._folder("release_directory", "release")

    @property
    def keys(self) -> Path:
        """The folder of the autograder keys: every test, its points, and no answers."""
        return self.root / KEYS

    @property
    def handed_out(self) -> list[str]:
        """Glob patterns of files in ``source/`` that students are meant to get."""
        return list(self.config.Examiner.get("handed_out", []))

    @property
    def strict(self) -> bool:
        """Whether a weak test, or a file that students would get by accident, stops the build."""
        return self.config.Examiner.get("strict", False) is True

    def assignments(self) -> list[str]:
        """List the names of the assignments: sub-folders of ``source/`` with notebooks."""
        return sorted({notebook.parent.name for notebook in self.source.glob("*/*.ipynb")})

    def notebooks(self, assignment: str) -> list[str]:
        """List the names of an assignment's notebooks."""
        return sorted(path.stem for path in (self.source / assignment).glob("*.ipynb"))

    def _folder(self, option: str, default: str) -> Path:
        return self.root / str(self.config.CourseDirectory.get(option, default))


def require_nbgrader() -> None:
    """Refuse to go on without nbgrader, which converts notebooks; grading works without it.

    Raises
    ------
    ExaminerError
    """
    if find_spec("nbgrader") is None:
        raise ExaminerError(
            "Building needs nbgrader, which is not installed here.",
            "Install it: pip install 'nbgrader>=0.9.6,<0.10'. Grading does not need nbgrader.",
        )
