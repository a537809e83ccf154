"""What nbgrader makes of a source notebook: the release, and the key with its hidden tests."""

import copy
import logging
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from examiner.authoring.course import Course
from examiner.authoring.notebook_json import read_notebook, write_notebook
from examiner.authoring.validate import is_outdated
from examiner.errors import ExaminerError
from examiner.key_cell import HIDDEN
from examiner.notebook_cells import cell_text

#: The assignment's name while nbgrader converts it: nbgrader takes the real one for a glob pattern
#: and a regular expression, so it would not find ``week 1 [24 points]``.
_NAME = "assignment"


@dataclass(frozen=True)
class Stage:
    """Where one assignment is converted, away from the course.

    Attributes
    ----------
    course
    assignment
    folder
        A temporary folder.
    updated
        The names of the notebooks whose nbgrader metadata were brought up to date.
    """

    course: Course
    assignment: str
    folder: Path
    updated: tuple[str, ...]

    @classmethod
    def copy(cls, course: Course, assignment: str, folder: Path) -> "Stage":
        """Copy the source of an assignment, and bring old notebooks up to date."""
        source = folder / "source" / _NAME
        # Links, as nbgrader copies what they lead to, once for the release and once for the key.
        shutil.copytree(
            course.source / assignment,
            source,
            copy_function=os.symlink,
            ignore_dangling_symlinks=True,
        )
        old = [path for path in sorted(source.glob("*.ipynb")) if is_outdated(path)]
        for path in old:
            _update(path)
        return cls(course, assignment, folder, tuple(path.name for path in old))

    @property
    def source(self) -> Path:
        """The instructor's notebooks and the files beside them."""
        return self.folder / "source" / _NAME

    @property
    def release(self) -> Path:
        """What students get, after `convert`."""
        return self.folder / "release" / _NAME

    @property
    def keys(self) -> Path:
        """The same with the hidden tests, after `convert`."""
        return self.folder / "keys" / _NAME

    def convert(self) -> None:
        """Make the release and the keys, as ``nbgrader generate_assignment`` does.

        Raises
        ------
        ExaminerError
            If nbgrader refuses the assignment.
        """
        _generate(self, self.release.parent, keep_hidden_tests=False)
        _generate(self, self.keys.parent, keep_hidden_tests=True)
        for path in self.keys.glob("*.ipynb"):
            _mark_hidden_tests(path, self.course.config)


def _update(path: Path) -> None:
    """Bring nbgrader's metadata of a notebook up to date, as ``nbgrader update`` does."""
    import nbformat
    from nbgrader.nbgraderformat import MetadataValidator

    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    validator = MetadataValidator()
    validator.log = _Log().logger
    validator.upgrade_notebook_metadata(notebook)
    path.unlink()  # a link to the course's own notebook
    nbformat.write(notebook, path)


def _generate(stage: Stage, output: Path, *, keep_hidden_tests: bool) -> None:
    """Run nbgrader's generate_assignment into a folder, without a gradebook."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import ClearHiddenTests
    from traitlets.utils.importstring import import_item

    config = copy.deepcopy(stage.course.config)
    config.CourseDirectory.update(
        root=str(stage.course.root),
        source_directory=str(stage.source.parent),
        assignment_id=_NAME,
        release_directory=str(output),
    )
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    log = _Log()
    try:
        converter = GenerateAssignment(
            coursedir=CourseDirectory(config=config), config=config, log=log.logger
        )
        if keep_hidden_tests:
            converter.preprocessors = [
                step
                for step in converter.preprocessors  # classes, or names if a configuration lists them
                if (import_item(step) if isinstance(step, str) else step) is not ClearHiddenTests
            ]
        converter.start()
    except Exception as error:
        name = stage.assignment
        raise ExaminerError(
            f"nbgrader could not convert {name}: {log.last_error() or error}",
            f"Run 'nbgrader generate_assignment \"{name}\"' to see its full report.",
        ) from error


def _mark_hidden_tests(path: Path, config: Config) -> None:
    """Write nbgrader's own delimiters into a key, so that no reader has to know the course's."""
    options, notebook = config.ClearHiddenTests, read_notebook(path)
    names = "begin_test_delimeter", "end_test_delimeter"
    own = [str(options.get(name, usual)) for name, usual in zip(names, HIDDEN, strict=True)]
    if own == [*HIDDEN]:
        return
    for cell in notebook["cells"]:
        lines = cell_text(cell["source"]).splitlines(keepends=True)
        for number, line in enumerate(lines):
            found = next((pair for pair in zip(own, HIDDEN, strict=True) if pair[0] in line), None)
            lines[number] = line.replace(*found) if found else line
        cell["source"] = lines
    write_notebook(path, notebook)


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
