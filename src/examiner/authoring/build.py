"""``examiner build``: make the release and the autograder keys of a course from ``source/``.

The release is what ``nbgrader generate_assignment`` makes. A key comes from the same pipeline
without the step that cuts the hidden tests out: mark schemes are answers, so a key has none.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from examiner.authoring.conversion import convert, old_notebooks
from examiner.authoring.course import Course
from examiner.authoring.notebook_text import notebook_diff
from examiner.authoring.recorded import keep, record
from examiner.authoring.validate import check_assignment
from examiner.authoring.verify_tests import check_tests
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
        "that accepts everything is not noticed, and what the tests need is not found out.",
    )  # fmt: skip
    parser.add_argument(
        "--explain", action="store_true",
        help="Say which door made each test cell pass, and what it failed with before.",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner build``; return the exit status, 1 if ``--check`` found differences."""
    course = Course.open(args.course)
    differences = build(
        course,
        args.assignments,
        check=args.check,
        verify=not args.no_verify,
        explain=args.explain,
    )
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
    explain: bool = False,
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
    explain
        Say what was tried to find out what each test cell needs.

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
            for path in old_notebooks(course, assignment):
                tqdm.write(
                    f"note: {path.name} has metadata of an old nbgrader; they were brought up to "
                    "date for the build, as 'nbgrader update' would do.",
                    sys.stderr,
                )
            convert(course, assignment, stages[course.release], stages[course.keys])
            made = stages[course.keys] / assignment
            if verify:
                _verify(course, assignment, made, explain=explain)
            else:
                keep(course.keys / assignment, made)
        differences: dict[Path, list[str]] = {}
        for target, stage in stages.items():
            for assignment in assignments:
                differences |= _compare(stage / assignment, target / assignment)
        if not check:
            for target, stage in stages.items():
                for assignment in assignments:
                    _replace(stage / assignment, target / assignment)
    return differences


def _verify(course: Course, assignment: str, keys: Path, *, explain: bool) -> None:
    """Find the doors of the tests; refuse, or tell of, tests that do not tell right from wrong."""
    data = data_folders(course.root)
    failures, weak = list[str](), list[str]()
    for key in find_keys(keys):
        name = f"{assignment}/{key.notebook}.ipynb"
        source = Key.read(course.source / assignment / f"{key.notebook}.ipynb")
        try:
            checked = check_tests(key, source, data)
        except NoSandboxError as error:
            tqdm.write(
                f"WARNING: the tests of {assignment} were not run against wrong answers. {error}",
                sys.stderr,
            )
            keep(course.keys / assignment, keys)
            continue
        found = checked.doors.found
        record(key.path, found.needs, found.partial, one_process=found.one_process)
        for line in [*(found.steps if explain else ()), *checked.doors.table()]:
            tqdm.write(f"{name}, {line}" if not line.startswith(" ") else line)
        failures += [f"{name}, {problem}" for problem in checked.doors.failures(source)]
        weak += [f"{name}, {problem}" for problem in checked.weak]
    if course.strict and (failures or weak):
        raise ExaminerError(
            "These tests cannot work, reject right answers, or accept wrong ones:\n  "
            + "\n  ".join([*failures, *weak]),
            "Fix them in the source notebook and build again. Nothing was written. With --no-verify "
            "the course is built as it is.",
        )
    for problem in [*failures, *weak]:
        tqdm.write(f"WARNING: {problem}", sys.stderr)


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
