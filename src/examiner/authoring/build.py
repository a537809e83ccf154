"""``examiner build``: make the release and the autograder keys of a course from ``source/``.

The release is what ``nbgrader generate_assignment`` makes. A key comes from the same pipeline
without the step that cuts the hidden tests out: mark schemes are answers, so a key has none.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tqdm import tqdm

from examiner.authoring.conversion import Stage
from examiner.authoring.course import Course, require_nbgrader
from examiner.authoring.fingerprint import Record, fingerprint, unchanged
from examiner.authoring.generated_folders import compare, replace
from examiner.authoring.stamps import stamp_key, stamp_release
from examiner.authoring.validate import check_assignment
from examiner.authoring.variants import describe, leave_out_choices
from examiner.errors import ExaminerError, NoSandboxError
from examiner.grading.course_folder import data_folders
from examiner.key import Key


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
        "--force", action="store_true",
        help="Build unchanged notebooks too. Without it, a notebook is built again only if something "
        "that its build depends on has changed: the notebook, the files beside it, data/, the "
        "configuration, the version of examiner or nbgrader, or what was built.",
    )  # fmt: skip
    parser.add_argument(
        "--no-verify", action="store_true",
        help="Do not run the tests against right and wrong answers. This is faster, but a test "
        "that accepts everything is not noticed, and what the tests need is not found out.",
    )  # fmt: skip
    parser.add_argument(
        "--explain", action="store_true",
        help="Say which door made each test cell pass, and what it failed with before. Unchanged "
        "notebooks are built again for that.",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner build``; return the exit status, 1 if ``--check`` found differences."""
    course = Course.open(args.course)
    every = args.check or args.force or args.explain
    known = _known(course, args.assignments, every=every)
    for assignment, records in known.items():
        if not every and len(records) == len(course.notebooks(assignment)):
            print(f"{assignment}: unchanged")
    differences = _build(
        course, known, check=args.check, verify=not args.no_verify, explain=args.explain
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
            f"{len(differences)}. Run 'examiner build --force' and commit what it writes.",
            file=sys.stderr,
        )
    return 1 if args.check and differences else 0


def build(
    course: Course | str | Path,
    assignments: Sequence[str] = (),
    *,
    check: bool = False,
    verify: bool = False,
    force: bool = False,
    explain: bool = False,
) -> dict[Path, list[str]]:
    """Make the release and the autograder key of each assignment.

    Everything is made in a temporary folder first; the course is changed only if all of it could
    be made. Notebooks of which nothing has changed since they were verified are left as they are.

    Parameters
    ----------
    course
        The course, or its folder.
    assignments
        Folders of ``source/``; all of them if empty.
    check
        Build everything, compare only, and leave the files as they are.
    verify
        Run every test against right and wrong answers, see `examiner.authoring.verify_tests`. The
        command does so unless it has ``--no-verify``.
    force
        Build unchanged notebooks too.
    explain
        Say what was tried to find out what each test cell needs.

    Returns
    -------
    dict of pathlib.Path to list of str
        A readable diff for each file that differed from what its source makes.

    Raises
    ------
    ExaminerError
        If an assignment does not exist, must not be released, or is refused by nbgrader; in a
        course with ``c.Examiner.strict = True`` also if a test is weak.
    """
    if not isinstance(course, Course):
        course = Course.open(course)
    known = _known(course, assignments, every=check or force)
    return _build(course, known, check=check, verify=verify, explain=explain)


def _known(
    course: Course, assignments: Sequence[str], *, every: bool
) -> dict[str, dict[str, Record]]:
    """Find of each assignment the notebooks that need not be built again; none if all are built."""
    require_nbgrader()
    return {
        assignment: {} if every else unchanged(course, assignment)
        for assignment in _chosen(course, assignments)
    }


def _build(
    course: Course,
    known: Mapping[str, Mapping[str, Record]],
    *,
    check: bool,
    verify: bool,
    explain: bool,
) -> dict[Path, list[str]]:
    """Build what is not known; see `build`."""
    for assignment, records in known.items():
        for notebook, record in records.items():
            _warn(f"{assignment}/{notebook}.ipynb, {it}" for it in record.warnings)
    with tempfile.TemporaryDirectory(prefix="examiner-build-") as folder:
        stages = [
            Stage.copy(course, assignment, Path(folder, str(number)))
            for number, (assignment, records) in enumerate(known.items())
            if len(records) < len(course.notebooks(assignment))
        ]
        _validate(course, stages)
        for stage in tqdm(stages, desc="building", unit="assignment", leave=False, disable=None):
            for name in stage.updated:
                tqdm.write(
                    f"note: {stage.assignment}/{name} has metadata of an old nbgrader. It is built "
                    "as 'nbgrader update' would leave it; the source stays as it is.",
                    sys.stderr,
                )
            stage.convert()
            leave_out_choices(stage.release, stage.keys)
            _verify(stage, known[stage.assignment], run_tests=verify, explain=explain)
        differences: dict[Path, list[str]] = {}
        for stage in stages:
            for made, target in _targets(stage):
                differences |= compare(made, target)
        if not check:
            for stage in stages:
                for made, target in _targets(stage):
                    replace(made, target)
    return differences


def _chosen(course: Course, assignments: Sequence[str]) -> list[str]:
    """Return the assignments that are to be built: all of them if none is named."""
    for assignment in assignments:
        if assignment not in course.assignments():
            raise ExaminerError(
                f"There is no assignment {assignment!r} in {course.source}.",
                f"There are: {', '.join(course.assignments()) or 'none'}.",
            )
    return list(assignments) or course.assignments()


def _targets(stage: Stage) -> tuple[tuple[Path, Path], tuple[Path, Path]]:
    """Pair what was made of an assignment with where it goes."""
    return (
        (stage.release, stage.course.release / stage.assignment),
        (stage.keys, stage.course.keys / stage.assignment),
    )


def _validate(course: Course, stages: Sequence[Stage]) -> None:
    """Refuse what must not be released."""
    problems = list[str]()
    for stage in stages:
        checked = check_assignment(course, stage.assignment, stage.source)
        problems += checked.problems
        _warn(checked.warnings)
    if problems:
        raise ExaminerError(
            "The assignments have problems:\n  " + "\n  ".join(problems),
            "Fix them and build again. Nothing was written.",
        )


def _verify(stage: Stage, known: Mapping[str, Record], *, run_tests: bool, explain: bool) -> None:
    """Run the tests of each notebook that has changed; write the result into its key."""
    from examiner.authoring.recorded import keep

    problems = list[str]()
    for path in sorted(stage.keys.glob("*.ipynb")):
        before = stage.course.keys / stage.assignment / path.name
        if path.stem in known:
            shutil.copyfile(before, path)
            stamp_release(stage.release / path.name, path)
            continue
        warnings, verified = _run_tests(stage, path, explain) if run_tests else ([], False)
        if not verified:
            keep(before, path)
        stamp_key(path, before, course=stage.course.course_id, assignment=stage.assignment)
        stamp_release(stage.release / path.name, path)
        made = fingerprint(stage.course, stage.assignment, path.stem, stage.release, stage.keys)
        if verified:
            Record(made, tuple(warnings)).write(path)
        elif (earlier := Record.read(before)) and earlier.fingerprint == made:
            earlier.write(path)  # the same was verified before
        told = [f"{stage.assignment}/{path.name}, {warning}" for warning in warnings]
        if stage.course.strict:
            problems += told
        else:
            _warn(told)
    if problems:
        raise ExaminerError(
            "These tests cannot work, reject right answers, or accept wrong ones:\n  "
            + "\n  ".join(problems),
            "Fix them in the source notebook and build again. Nothing was written. With --no-verify "
            "the course is built as it is.",
        )


def _run_tests(stage: Stage, path: Path, explain: bool) -> tuple[list[str], bool]:
    """Run the tests of a key; return what is wrong with them, and whether they could be run."""
    from examiner.authoring.recorded import record
    from examiner.authoring.verify_tests import verify_tests

    key, source = Key.read(path), Key.read(stage.source / path.name)
    if not key.is_gradable:
        return [], True
    name = f"{stage.assignment}/{path.name}"
    try:
        verified = verify_tests(key, source, data_folders(stage.course.root))
    except NoSandboxError as error:
        _warn([f"the tests of {name} were not run against wrong answers. {error}"])
        return [], False
    except ExaminerError as error:  # a set-up cell fails: perhaps on this machine only
        return [error.message.removeprefix(f"The autograder key {path}: ")], False
    if verified.variants:
        raise ExaminerError(
            f"The answers of {name} do not pass with the values of every student:\n  "
            + "\n  ".join(verified.variants),
            "Fix the tests, the answers, or the choices, and build again. Nothing was written.",
        )
    found = verified.doors.found
    record(path, found.needs, found.partial, one_process=found.one_process)
    for line in [*(found.steps if explain else ()), *verified.doors.table()]:
        tqdm.write(line if line.startswith(" ") else f"{name}, {line}")
    if key.varies:
        tqdm.write(f"{name}, {describe(key)}")
    return [*verified.doors.failures(source), *verified.weak], True


def _warn(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        tqdm.write(f"WARNING: {sentence}", sys.stderr)
