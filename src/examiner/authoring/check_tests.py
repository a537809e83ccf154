"""``examiner check-tests``: the tests of a course, tested with right and wrong answers.

Each answer of the bank (`examiner.authoring.bank`) is put into the answers of the source and
graded like a submission, once with all tests and once with those that students see. With
``--mutants`` small changes of the source's own answers are graded too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from examiner.authoring.bank import Case, read_bank
from examiner.authoring.course import Course
from examiner.authoring.lint import defined_names, used_names
from examiner.authoring.mutants import mutants
from examiner.errors import ExaminerError
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
        help="folders of source/; all that have answers in the bank if none is named",
    )
    parser.add_argument(
        "--course", default=".", metavar="DIR", help="the course folder (default: where you are)"
    )
    parser.add_argument(
        "--bank",
        metavar="DIR",
        help="the answers, <assignment>/{right,wrong}/<answer cell>/*.py "
        "(default: tests/answers of the course)",
    )
    parser.add_argument(
        "--output",
        default="build/check-tests",
        metavar="DIR",
        help="where the HTML page goes (default: build/check-tests)",
    )
    parser.add_argument(
        "--mutants",
        action="store_true",
        help="also change the answers of the source, one place at a time, and grade them",
    )
    parser.add_argument(
        "--jobs",
        default=os.cpu_count() or 1,
        type=int,
        metavar="N",
        help="answers graded at the same time (default: one per processor)",
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
    print("\n\n".join(_table(one) for one in found))
    print(f"\n{time.monotonic() - started:.0f} seconds")
    print(f"Written: {_write_page(found, Path(args.output))}", file=sys.stderr)
    return 1 if any(one.is_bad for one in found) else 0


@dataclass(frozen=True)
class Verdict:
    """What became of one answer.

    Attributes
    ----------
    case : Case
    failed : dict of str to str
        The test cells that it failed, with the sentence for the student.
    failed_visible : dict of str to str
        The same for the tests that students see.
    """

    case: Case
    failed: dict[str, str]
    failed_visible: dict[str, str] = field(default_factory=dict)

    @property
    def finding(self) -> str | None:
        """What is wrong with the tests: false reject, false accept, wrong blame or nothing."""
        if self.case.is_right:
            return "false reject" if self.failed or self.failed_visible else None
        if not self.failed:
            return "false accept"
        return "wrong blame" if set(self.failed) != self.case.costs else None

    @property
    def is_unseen(self) -> bool:
        """Whether a wrong answer passes all that students see."""
        return not self.case.is_right and not self.failed_visible


@dataclass
class Findings:
    """What the bank found out about the tests of an assignment.

    Attributes
    ----------
    assignment : str
    tests : list of str
        The grade ids of the test cells.
    verdicts : list of Verdict
    mutants : list of Verdict
        Their ``costs`` are the checks of the answer cell; one of them must fail.
    equivalent : dict of str to str
        The reason, by the name of the mutant.
    """

    assignment: str
    tests: list[str]
    verdicts: list[Verdict]
    mutants: list[Verdict] = field(default_factory=list)
    equivalent: dict[str, str] = field(default_factory=dict)

    def of(self, finding: str) -> list[Verdict]:
        """List the answers with a finding."""
        return [verdict for verdict in self.verdicts if verdict.finding == finding]

    @property
    def unseen(self) -> list[Verdict]:
        """Wrong answers that pass all that students see, though their head does not say so."""
        return [v for v in self.verdicts if v.is_unseen and not v.case.passes_visible]

    @property
    def idle(self) -> list[str]:
        """Test cells that no wrong answer fails."""
        return [test for test in self.tests if not any(test in v.failed for v in self.verdicts)]

    @property
    def inseparable(self) -> list[list[str]]:
        """Groups of test cells that always fall together: one of them would do."""
        groups: dict[frozenset[str], list[str]] = {}
        for test in self.tests:
            fallen = frozenset(v.case.name for v in self.verdicts if test in v.failed)
            groups.setdefault(fallen, []).append(test)
        return [group for fallen, group in groups.items() if fallen and len(group) > 1]

    @property
    def survivors(self) -> list[Verdict]:
        """Mutants that no check of their own answer cell notices, and that nobody excused."""
        return [
            v
            for v in self.mutants
            if not v.case.costs & set(v.failed) and v.case.name not in self.equivalent
        ]

    @property
    def is_bad(self) -> bool:
        """Whether the tests have to be changed."""
        found = any(verdict.finding for verdict in self.verdicts)
        return found or len(self.survivors) > 0.03 * len(self.mutants)


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
    with tempfile.TemporaryDirectory(prefix="examiner-check-") as folder:
        for number, case in enumerate(everything):
            key = home[case.cell]
            path = Path(folder, f"{number:05d}", assignment, f"{key.notebook}.ipynb")
            path.parent.mkdir(parents=True)
            nbformat.write(_submission(key, sources[key.notebook], case), path)
        hidden, visible = (
            _graded(folder, course.keys / assignment, jobs, visible_only=only)
            for only in (False, True)
        )
    verdicts = [
        Verdict(case, hidden[f"{number:05d}"], visible[f"{number:05d}"])
        for number, case in enumerate(everything)
    ]
    return Findings(
        assignment,
        [str(grade_id) for grade_id in tests],
        verdicts[: len(cases)],
        verdicts[len(cases) :],
        _equivalent(bank / assignment / EQUIVALENT),
    )


def _graded(
    folder: str, keys: Path, jobs: int, *, visible_only: bool
) -> Mapping[str, dict[str, str]]:
    """Grade all submissions; give what each failed, by its folder's name."""
    report = grade_class(
        [folder], keys, times=TimeLimits(cell=20, submission=120), jobs=jobs,
        visible_only=visible_only, progress=True,
    )  # fmt: skip
    failed: dict[str, dict[str, str]] = {}
    for row in report.results:
        if row.status in ("refused", "error"):
            raise ExaminerError(f"An answer could not be graded: {row.reason}", row.remedy or "")
        messages = {test.grade_id: test.message or "" for test in row.tests if not test.passed}
        failed.setdefault(row.student, {}).update(messages)
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
                name = f"{cell.grade_id}, line {it.line}: {it.change}"
                made.append(
                    Case(key.assignment, str(cell.grade_id), name, it.change, it.source, own)
                )
    return made


def _equivalent(path: Path) -> dict[str, str]:
    """Read the reasons why mutants are equivalent, by the mutant's name."""
    if not path.is_file():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]
    return {entry["name"]: entry["reason"] for entry in entries}


def _table(found: Findings) -> str:
    """Write the matrix of an assignment and its findings as text."""
    right = [verdict for verdict in found.verdicts if verdict.case.is_right]
    wrong = [verdict for verdict in found.verdicts if not verdict.case.is_right]
    width = max(len(test) for test in found.tests)
    lines = [
        f"{found.assignment}: {len(right)} right and {len(wrong)} wrong answers",
        f"  {'test cell':{width}}  right answers failed  wrong answers failed  of these, visibly",
    ]
    for test in found.tests:
        counts = [
            sum(test in verdict.failed for verdict in right),
            sum(test in verdict.failed for verdict in wrong),
            sum(test in verdict.failed_visible for verdict in wrong),
        ]
        lines.append(f"  {test:{width}}  {counts[0]:20}  {counts[1]:20}  {counts[2]:17}")
    for finding in ("false reject", "false accept", "wrong blame"):
        lines.append(f"  {finding}: {len(found.of(finding))}")
        lines += [f"    {v.case.name}{_difference(v)}" for v in found.of(finding)]
    said = sum(verdict.is_unseen for verdict in wrong) - len(found.unseen)
    lines.append(
        f"  wrong, but passes what students see: {len(found.unseen)}, and {said} that say so"
    )
    lines += [f"    {verdict.case.name}" for verdict in found.unseen]
    lines += [f"  {test}: no wrong answer fails it" for test in found.idle]
    lines += [f"  {', '.join(group)}: always fall together" for group in found.inseparable]
    if found.mutants:
        excused = sum(verdict.case.name in found.equivalent for verdict in found.mutants)
        caught = len(found.mutants) - excused - len(found.survivors)
        lines.append(
            f"  mutants: {len(found.mutants)} made, {caught} caught, {excused} equivalent, "
            f"{len(found.survivors)} surviving"
        )
        lines += [f"    {verdict.case.name}" for verdict in found.survivors]
    return "\n".join(lines)


def _difference(verdict: Verdict) -> str:
    failed = set(verdict.failed) or set(verdict.failed_visible)
    extra, missing = sorted(failed - verdict.case.costs), sorted(verdict.case.costs - failed)
    parts = [f"fails {', '.join(extra)}"] if extra else []
    parts += [f"does not fail {', '.join(missing)}"] if missing else []
    return f" ({'; '.join(parts)})"


def _write_page(found: list[Findings], folder: Path) -> Path:
    """Write the HTML page: each answer beside what the tests say about it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = FileSystemLoader(Path(__file__).with_name("templates"))
    environment = Environment(loader=templates, autoescape=True, undefined=StrictUndefined)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    page = environment.get_template("check_tests.html.j2").render(found=found)
    path.write_text(page, encoding="utf-8")
    return path
