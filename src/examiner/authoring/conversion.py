"""What nbgrader makes of a source notebook: the release, and the key with its hidden tests."""

import contextlib
import copy
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

from examiner.authoring.course import Course
from examiner.errors import ExaminerError

#: The version of nbgrader's metadata that the installed nbgrader writes.
_SCHEMA = 3


def old_notebooks(course: Course, assignment: str) -> list[Path]:
    """List the source notebooks whose metadata are of schema 1 or 2 of nbgrader."""
    import nbformat

    return [
        path
        for path in sorted((course.source / assignment).glob("*.ipynb"))
        if any(
            cell.metadata.get("nbgrader", {}).get("schema_version", _SCHEMA) < _SCHEMA
            or ("nbgrader" in cell.metadata and "schema_version" not in cell.metadata.nbgrader)
            for cell in nbformat.read(path, as_version=4).cells
        )
    ]


def convert(course: Course, assignment: str, release: Path, keys: Path) -> None:
    """Make the release and the key of an assignment, as ``nbgrader generate_assignment`` does.

    Parameters
    ----------
    course
    assignment
    release, keys
        Folders that get a sub-folder of the assignment's name.

    Raises
    ------
    ExaminerError
        If nbgrader refuses the assignment.
    """
    with _updated_source(course, assignment, release.parent) as source:
        _convert(course, assignment, source, release, keep_hidden_tests=False)
        _convert(course, assignment, source, keys, keep_hidden_tests=True)


@contextlib.contextmanager
def _updated_source(course: Course, assignment: str, stage: Path) -> Iterator[Path]:
    """Give the folder of the sources, or a copy in which old notebooks have been updated."""
    old = old_notebooks(course, assignment)
    if not old:
        yield course.source
        return
    import nbformat
    from nbgrader.nbgraderformat import MetadataValidator

    copied = stage / "updated"
    shutil.copytree(course.source / assignment, copied / assignment)
    for path in old:
        notebook = nbformat.read(path, as_version=4)
        notebook = MetadataValidator().upgrade_notebook_metadata(notebook)
        nbformat.write(notebook, copied / assignment / path.name)
    yield copied


def _convert(
    course: Course, assignment: str, source: Path, output: Path, *, keep_hidden_tests: bool
) -> None:
    """Run nbgrader's generate_assignment into a folder, without a gradebook."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import ClearHiddenTests

    config = copy.deepcopy(course.config)
    config.CourseDirectory.update(
        root=str(course.root),
        source_directory=str(source),
        assignment_id=assignment,
        release_directory=str(output),
    )
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    log = _Log()
    converter = GenerateAssignment(
        coursedir=CourseDirectory(config=config), config=config, log=log.logger
    )
    if keep_hidden_tests:
        converter.preprocessors = [
            step for step in converter.preprocessors if step is not ClearHiddenTests
        ]
    try:
        converter.start()
    except Exception as error:
        raise ExaminerError(
            f"nbgrader could not convert {assignment}: {log.last_error() or error}",
            f"Run 'nbgrader generate_assignment {assignment}' to see its full report.",
        ) from error


class _Log(logging.Handler):
    """Keeps the errors that nbgrader logs, for our message, and shows nothing."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []
        self.logger = logging.Logger(__name__)
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def last_error(self) -> str | None:
        """Return the last line of the first traceback: what went wrong, in one line."""
        for message in self.messages:
            if message.startswith("Traceback"):
                return message.strip().splitlines()[-1]
        return self.messages[0] if self.messages else None
