"""``examiner build``: make the release and the autograder keys of a course from ``source/``.

The release is what ``nbgrader generate_assignment`` makes. A key comes from the same pipeline
without the step that cuts the hidden tests out: mark schemes are answers, so a key has none.
"""

import argparse
import copy
import logging
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from examiner.authoring.course import Course
from examiner.authoring.notebook_text import notebook_diff
from examiner.authoring.partial_points import keep_partial, record_partial
from examiner.authoring.validate import check_assignment
from examiner.errors import ExaminerError, NoSandboxError
from examiner.grading.course_folder import data_folders
from examiner.key import Key, find_keys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``examiner build``."""
    parser.add_argument(
        "assignments", nargs="*", metavar="ASSIGNMENT",
        help="A folder of source/. Without one, all assignments are built.",
    )  # fmt: skip
    parser.add_argument(
        "--course", default=".", metavar="DIR",
        help="The course folder. The default is the current folder.",
    )  # fmt: skip
    parser.add_argument(
        "--check", action="store_true",
        help="Write nothing; show each file that differs from what its source makes.",
    )  # fmt: skip
    parser.add_argument(
        "--no-verify", action="store_true",
        help="Do not run the tests against right and wrong answers. This is faster, but a test "
        "that accepts everything is not noticed.",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner build``; return the exit status, 1 if ``--check`` found differences."""
    course = Course.open(args.course)
    differences = build(course, args.assignments, check=args.check, verify=not args.no_verify)
    for path, lines in differences.items():
        if args.check:
            print("\n".join(lines))
        else:
            print(f"wrote {path.relative_to(course.root)}")
    if not differences:
        print(
            f"{course.release.name}/ and {course.keys.name}/ are up to date with "
            f"{course.source.name}/."
        )
    elif args.check:
        print(
            f"\nGenerated files that differ from what {course.source.name}/ makes: "
            f"{len(differences)}. Run 'examiner build' and commit what it writes.",
            file=sys.stderr,
        )
    return 1 if args.check and differences else 0


def build(
    course: Course | str | Path,
    assignments: Sequence[str] = (),
    *,
    check: bool = False,
    verify: bool = False,
) -> dict[Path, list[str]]:
    """Make the release and the autograder key of each assignment.

    Everything is made in a temporary folder first; the course is changed only if all of it could
    be made.

    Parameters
    ----------
    course
        The course, or its folder.
    assignments
        Folders of ``source/``; all of them if empty.
    check
        Compare only, and leave the files as they are.
    verify
        Run every test against right and wrong answers, see `examiner.authoring.verify_tests`. The
        command does so unless it has ``--no-verify``.

    Returns
    -------
    dict of pathlib.Path to list of str
        A readable diff for each file that differed from what its source makes.

    Raises
    ------
    ExaminerError
        If an assignment does not exist, must not be released, or is refused by nbgrader.
    """
    if not isinstance(course, Course):
        course = Course.open(course)
    assignments = list(assignments) or course.assignments()
    for assignment in assignments:
        if assignment not in course.assignments():
            raise ExaminerError(
                f"There is no assignment {assignment!r} in {course.source}.",
                f"There are: {', '.join(course.assignments()) or 'none'}.",
            )
    if problems := [it for name in assignments for it in check_assignment(course, name)]:
        raise ExaminerError(
            "The assignments have problems:\n  " + "\n  ".join(problems),
            "Fix them and build again. Nothing was written.",
        )
    with tempfile.TemporaryDirectory(prefix="examiner-build-") as folder:
        stages = {course.release: Path(folder, "release"), course.keys: Path(folder, "keys")}
        for assignment in tqdm(
            assignments, desc="building", unit="assignment", leave=False, disable=None
        ):
            _convert(course, assignment, stages[course.release], keep_hidden_tests=False)
            _convert(course, assignment, stages[course.keys], keep_hidden_tests=True)
            if verify:
                _verify(course, assignment, stages[course.keys] / assignment)
            else:
                keep_partial(course.keys / assignment, stages[course.keys] / assignment)
        differences: dict[Path, list[str]] = {}
        for target, stage in stages.items():
            for assignment in assignments:
                differences |= _compare(stage / assignment, target / assignment)
        if not check:
            for target, stage in stages.items():
                for assignment in assignments:
                    _replace(stage / assignment, target / assignment)
    return differences


def _verify(course: Course, assignment: str, keys: Path) -> None:
    """Refuse tests that cannot work, reject right answers, or accept wrong ones."""
    from examiner.authoring.verify_tests import check_tests

    data = data_folders(course.root)
    problems = []
    for key in find_keys(keys):
        source = Key.read(course.source / assignment / f"{key.notebook}.ipynb")
        try:
            found = check_tests(key, source, data)
        except NoSandboxError as error:
            tqdm.write(
                f"WARNING: the tests of {assignment} were not run against wrong answers. {error}",
                sys.stderr,
            )
            continue
        problems += [f"{assignment}/{key.notebook}.ipynb, {it}" for it in found.problems]
        record_partial(key.path, found.partial)
    if problems:
        raise ExaminerError(
            "These tests cannot work, reject right answers, or accept wrong ones:\n  "
            + "\n  ".join(problems),
            "Fix them in the source notebook and build again. Nothing was written. With --no-verify "
            "the course is built as it is.",
        )


def _convert(course: Course, assignment: str, output: Path, *, keep_hidden_tests: bool) -> None:
    """Run nbgrader's generate_assignment into a folder, without a gradebook."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import ClearHiddenTests

    config = copy.deepcopy(course.config)
    config.CourseDirectory.update(
        root=str(course.root), assignment_id=assignment, release_directory=str(output)
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


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def _compare(built: Path, existing: Path) -> dict[Path, list[str]]:
    """Diff every file of two folders; a file that is missing on one side counts as empty."""
    differences = {}
    for name in sorted(_files(built) | _files(existing)):
        before, after = (
            path.read_bytes() if path.is_file() else b"" for path in (existing / name, built / name)
        )
        if lines := notebook_diff(before, after, f"{existing.parent.name}/{existing.name}/{name}"):
            differences[existing / name] = lines
    return differences


def _replace(built: Path, existing: Path) -> None:
    """Make one folder equal to another; files that need no change keep their times."""
    for name in _files(existing) - _files(built):
        (existing / name).unlink()
    for name in _files(built):
        source, target = built / name, existing / name
        if not target.is_file() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
