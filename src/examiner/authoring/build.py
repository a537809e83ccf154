"""``examiner build``: release and keys of a course, made from ``source/`` by nbgrader's converters.

The release is what ``nbgrader generate_assignment`` makes. The key is the same pipeline without
the steps that cut hidden tests and mark schemes; mark schemes are cut from it all the same, as
they are answers.
"""

import copy
import logging
import shutil
import sys
import tempfile
from pathlib import Path

from tqdm import tqdm

from examiner.authoring.course import Course
from examiner.authoring.notebook_text import notebook_diff
from examiner.authoring.validate import problems
from examiner.errors import ExaminerError, NoSandboxError
from examiner.key import Key, find_keys


def add_arguments(parser):
    """Declare the arguments of ``examiner build`` on an `argparse.ArgumentParser`."""
    parser.add_argument(
        "assignments",
        nargs="*",
        metavar="ASSIGNMENT",
        help="folders of source/; all if none is named",
    )
    parser.add_argument(
        "--course", default=".", metavar="DIR", help="the course folder (default: where you are)"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if a file differs from its source"
    )

    parser.add_argument(
        "--no-proof",
        action="store_true",
        help="do not run the tests against right and wrong answers",
    )


def run(args):
    """Carry out ``examiner build``; return the exit status, 1 if ``--check`` found differences."""
    course = Course.open(args.course)
    differences = build(course, args.assignments, check=args.check, prove=not args.no_proof)
    for path, lines in differences.items():
        if args.check:
            print("\n".join(lines))
        else:
            print(f"wrote {path.relative_to(course.root)}")
    if not differences:
        print(
            f"{course.release.name}/ and {course.keys.name}/ are what {course.source.name}/ makes."
        )
    elif args.check:
        print(
            f"\n{len(differences)} generated files differ from {course.source.name}/. "
            "Run 'examiner build' and commit what it writes.",
            file=sys.stderr,
        )
    return 1 if args.check and differences else 0


def build(course, assignments=(), *, check=False, prove=False):
    """Make the release and the key of each assignment.

    Everything is made in a temporary folder first; the course is touched only if all of it
    could be made.

    Parameters
    ----------
    course : Course
    assignments : sequence of str
        Folders of ``source/``; all of them if empty.
    check : bool
        Compare only, and leave the files as they are.
    prove : bool
        Run every test against right and wrong answers, see `examiner.authoring.forgers`.

    Returns
    -------
    dict of pathlib.Path to list of str
        A readable diff for each file that differed from what its source makes.

    Raises
    ------
    ExaminerError
        If an assignment does not exist, must not be released, or is refused by nbgrader.
    """
    assignments = list(assignments) or course.assignments()
    for assignment in assignments:
        if assignment not in course.assignments():
            raise ExaminerError(
                f"There is no assignment {assignment!r} in {course.source}.",
                f"There are: {', '.join(course.assignments()) or 'none'}.",
            )
    found = [problem for assignment in assignments for problem in problems(course, assignment)]
    if found:
        raise ExaminerError(
            "These must be mended before anything is built:\n  " + "\n  ".join(found),
            "Nothing was written.",
        )
    with tempfile.TemporaryDirectory(prefix="examiner-build-") as folder:
        stages = {course.release: Path(folder, "release"), course.keys: Path(folder, "keys")}
        for assignment in tqdm(assignments, desc="building", unit="assignment", leave=False):
            _convert(course, assignment, stages[course.release], keep_hidden_tests=False)
            _convert(course, assignment, stages[course.keys], keep_hidden_tests=True)
            if prove:
                _prove(course, assignment, stages[course.keys] / assignment)
        differences = {}
        for target, stage in stages.items():
            for assignment in assignments:
                differences |= _compare(stage / assignment, target / assignment)
        if not check:
            for target, stage in stages.items():
                for assignment in assignments:
                    _replace(stage / assignment, target / assignment)
    return differences


def _prove(course, assignment, keys):
    """Refuse tests that cannot work, fail right answers, or are passed by wrong ones."""
    from examiner.authoring.forgers import check_tests

    data = [folder for folder in [course.root / "data"] if folder.is_dir()]
    found = []
    for key in find_keys(keys):
        source = Key.read(course.source / assignment / f"{key.notebook}.ipynb")
        try:
            found += [
                f"{assignment}/{key.notebook}.ipynb, {it}" for it in check_tests(key, source, data)
            ]
        except NoSandboxError as error:
            tqdm.write(f"WARNING: the tests of {assignment} were not proven. {error}", sys.stderr)
    if found:
        raise ExaminerError(
            "These tests cannot work, fail right answers, or prove nothing:\n  "
            + "\n  ".join(found),
            "Mend them in the source; nothing was written. --no-proof builds all the same.",
        )


def _convert(course, assignment, output, *, keep_hidden_tests):
    """Run nbgrader's generate_assignment into a folder, without a gradebook."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
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
    except (NbGraderException, Exception) as error:
        raise ExaminerError(
            f"nbgrader could not convert {assignment}: {log.last_error() or error}",
            f"Try 'nbgrader generate_assignment {assignment}' for the whole of its report.",
        ) from error


class _Log(logging.Handler):
    """Keeps what nbgrader logs, for the error message, and shows nothing."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.messages = []
        self.logger = logging.Logger("examiner.authoring.build")
        self.logger.addHandler(self)

    def emit(self, record):
        self.messages.append(record.getMessage())

    def last_error(self):
        """Return the last line of the first traceback: what went wrong, in one line."""
        for message in self.messages:
            if message.startswith("Traceback"):
                return message.strip().splitlines()[-1]
        return self.messages[0] if self.messages else None


def _files(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def _compare(built, existing):
    """Diff every file of two folders; a file that is missing on one side counts as empty."""
    differences = {}
    for name in sorted(_files(built) | _files(existing)):
        before, after = (
            path.read_bytes() if path.is_file() else b"" for path in (existing / name, built / name)
        )
        if lines := notebook_diff(before, after, f"{existing.parent.name}/{existing.name}/{name}"):
            differences[existing / name] = lines
    return differences


def _replace(built, existing):
    """Make one folder equal to another; files that need no change keep their times."""
    for name in _files(existing) - _files(built):
        (existing / name).unlink()
    for name in _files(built):
        source, target = built / name, existing / name
        if not target.is_file() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
