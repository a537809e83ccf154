"""What a bank of answers found out about the tests of a course, as a table and as a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from examiner.authoring.bank import Case


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
            return "false reject" if self.failed else None
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
        """Groups of test cells that always fail together: one of them would do."""
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


def table(found: Findings) -> str:
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
    lines += [f"  {', '.join(group)}: always fail together" for group in found.inseparable]
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
    failed = set(verdict.failed)
    extra, missing = sorted(failed - verdict.case.costs), sorted(verdict.case.costs - failed)
    parts = [f"fails {', '.join(extra)}"] if extra else []
    parts += [f"does not fail {', '.join(missing)}"] if missing else []
    return f" ({'; '.join(parts)})"


def write_page(found: list[Findings], folder: Path) -> Path:
    """Write the HTML page: each answer beside what the tests say about it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = FileSystemLoader(Path(__file__).with_name("templates"))
    environment = Environment(loader=templates, autoescape=True, undefined=StrictUndefined)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    page = environment.get_template("check_tests.html.j2").render(found=found)
    path.write_text(page, encoding="utf-8")
    return path
