"""``examiner check-tests``: the tests of a course, tested with right and wrong answers.

Each answer of the bank (`examiner.authoring.bank`) is put into the answers of the source and
graded like a submission; wrong ones a second time, with what students see of the tests. With
``--mutants`` small changes of the source's own answers are graded too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat

from examiner.authoring.bank import Case, read_bank
from examiner.authoring.course import Course
from examiner.authoring.lint import defined_names, used_names
from examiner.authoring.mutants import mutants
from examiner.authoring.verdicts import Findings, Verdict, table, write_page
from examiner.errors import ExaminerError
from examiner.grading.command import positive_integer, processors
from examiner.grading.limits import TimeLimits
from examiner.grading.run import grade_class
from examiner.key import Key, find_keys

#: Beside the answers of an assignment: mutants that do the same as the answer, with the reason.
EQUIVALENT = "equivalent_mutants.toml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``examiner check-tests``."""
    parser.add_argument(
        "assignments",
        nargs="*",
        metavar="ASSIGNMENT",
        help="A folder of source/. Without one, all that have answers in the bank are checked.",
    )
    parser.add_argument(
        "--course",
        default=".",
        metavar="DIR",
        help="The course folder. The default is the current folder.",
    )
    parser.add_argument(
        "--bank",
        metavar="DIR",
        help="The answers, as <assignment>/{right,wrong}/<answer cell>/*.py (default: tests/answers of "
        "the course).",
    )
    parser.add_argument(
        "--output",
        default="build/check-tests",
        metavar="DIR",
        help="The folder that the HTML page is written to (default: build/check-tests).",
    )
    parser.add_argument(
        "--mutants",
        action="store_true",
        help="Also change the answers of the source, one place at a time, and grade them.",
    )
    parser.add_argument(
        "--jobs",
        default=processors(),
        type=positive_integer,
        metavar="N",
        help="Number of answers graded at the same time (default: one per processor).",
    )


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner check-tests``; return 1 if a test is unfair, blind or blames wrongly."""
    course = Course.open(args.course)
    bank = Path(args.bank) if args.bank else course.root / "tests" / "answers"
    names = args.assignments or [name for name in course.assignments() if (bank / name).is_dir()]
    if not names:
        raise ExaminerError(
            f"There are no answers in {bank}.",
            "Write some as <assignment>/{right,wrong}/<answer cell>/<case>.py, "
            "or name the folder with --bank DIR.",
        )
    started = time.monotonic()
    found = [check(course, bank, name, mutated=args.mutants, jobs=args.jobs) for name in names]
    print("\n\n".join(table(one) for one in found))
    print(f"\n{time.monotonic() - started:.0f} seconds")
    print(f"Written: {write_page(found, Path(args.output))}", file=sys.stderr)
    return 1 if any(one.is_bad for one in found) else 0


def check(
    course: Course, bank: Path, assignment: str, *, mutated: bool = False, jobs: int = 1
) -> Findings:
    """Grade the answers that a bank has for an assignment.

    Parameters
    ----------
    course : Course
        Its keys must be built.
    bank : pathlib.Path
    assignment : str
    mutated : bool
        Whether to grade mutants of the source's answers too.
    jobs : int
        Answers graded at the same time.

    Returns
    -------
    Findings

    Raises
    ------
    ExaminerError
        If the bank names answer or test cells that there are not.
    """
    keys = find_keys(course.keys / assignment)
    sources = {
        k.notebook: Key.read(course.source / assignment / f"{k.notebook}.ipynb") for k in keys
    }
    home = {cell.grade_id: k for k in keys for cell in k.cells if cell.role == "answer"}
    tests = {cell.grade_id: cell for k in keys for cell in k.tests}
    cases = read_bank(bank, assignment)
    for case in cases:
        unknown = ({case.cell} - home.keys()) | (case.costs - tests.keys())
        if unknown:
            raise ExaminerError(
                f"The answer {case.name} names {', '.join(sorted(unknown))}.",
                f"{assignment} has no such cell. Look at its folder and at its line '# costs:'.",
            )
    everything = [*cases, *(_mutants(keys, sources) if mutated else ())]
    wrong = [case for case in cases if not case.is_right]  # right ones pass part of what they pass
    failed, failed_visible = (
        _graded(graded, home, sources, course.keys / assignment, jobs, visible_only=only)
        for graded, only in ((everything, False), (wrong, True))
    )
    verdicts = [
        Verdict(case, failed[case.name], failed_visible.get(case.name, {})) for case in everything
    ]
    return Findings(
        assignment,
        [str(grade_id) for grade_id in tests],
        verdicts[: len(cases)],
        verdicts[len(cases) :],
        _equivalent(bank / assignment / EQUIVALENT),
    )


def _graded(
    cases: list[Case],
    home: Mapping[str | None, Key],
    sources: Mapping[str, Key],
    keys: Path,
    jobs: int,
    *,
    visible_only: bool,
) -> dict[str, dict[str, str]]:
    """Grade cases like submissions; give what each failed, by its name."""
    failed: dict[str, dict[str, str]] = {case.name: {} for case in cases}
    if not cases:
        return failed
    with tempfile.TemporaryDirectory(prefix="examiner-check-") as folder:
        for number, case in enumerate(cases):
            key = home[case.cell]
            path = Path(folder, f"{number:05d}", key.assignment, f"{key.notebook}.ipynb")
            path.parent.mkdir(parents=True)
            nbformat.write(_submission(key, sources[key.notebook], case), path)
        report = grade_class(
            [folder], keys, times=TimeLimits(cell=120, submission=600), jobs=jobs,
            visible_only=visible_only, progress=True,
        )  # fmt: skip
    for row in report.results:
        if not row.was_run:
            raise ExaminerError(f"An answer could not be graded: {row.reason}", row.remedy or "")
        messages = {test.grade_id: test.message or "" for test in row.tests if not test.passed}
        failed[cases[int(row.student)].name].update(messages)
    return failed


def _submission(key: Key, source: Key, case: Case) -> nbformat.NotebookNode:
    """Fill a key with the answers of its source, one of them replaced."""
    notebook: nbformat.NotebookNode = nbformat.read(key.path, as_version=4)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id == case.cell:
            cell.source = case.source
        elif grade_id in source.by_grade_id and source.by_grade_id[grade_id].role == "answer":
            cell.source = source.by_grade_id[grade_id].source
    return notebook


def _mutants(keys: Iterable[Key], sources: Mapping[str, Key]) -> list[Case]:
    """Make the mutants of all answers; the checks of an answer are those that use its names."""
    made = []
    for key in keys:
        uses = {str(test.grade_id): used_names(test.source) for test in key.tests}
        for cell in sources[key.notebook].cells:
            if cell.role != "answer" or cell.cell_type != "code":
                continue
            names = defined_names(cell.source).keys()
            own = frozenset(test for test, used in uses.items() if used & names)
            for it in mutants(cell.source):
                name = f"{cell.grade_id}, line {it.line}, column {it.column}: {it.change}"
                made.append(
                    Case(key.assignment, str(cell.grade_id), name, it.change, it.source, own)
                )
    return made


def _equivalent(path: Path) -> dict[str, str]:
    """Read the reasons why mutants are equivalent, by the mutant's name."""
    if not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("mutant", [])
        return {entry["name"]: entry["reason"] for entry in entries}
    except (ValueError, TypeError, KeyError) as error:
        raise ExaminerError(
            f"{path} cannot be read: {error}.",
            "Write a table [[mutant]] with a name and a reason for each equivalent mutant.",
        ) from error
