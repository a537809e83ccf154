"""The doors of a key: found by running the reference answers, written into the key, and shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from examiner.authoring.causes import causes
from examiner.authoring.needs import Found, Trial, find_needs, with_needs
from examiner.authoring.unchanged_arguments import open_for_unchanged
from examiner.doors import DOORS
from examiner.grading import session
from examiner.grading.evidence import Evidence
from examiner.grading.fork_server import ForkServer
from examiner.key import Key
from examiner.submission.reader import Submission, SubmittedCell

ONE_PROCESS = "everything: tests and answers share a process, so marks rely on trust"
INSTEAD = (
    "To do without: have the test call the student's code, and check what that returns or prints, "
    "instead of building on its classes or changing libraries for it."
)


@dataclass(frozen=True)
class KeyDoors:
    """What the test cells of a key need, and which of them its reference answers do not pass.

    Attributes
    ----------
    key
        With the needs.
    found
    """

    key: Key
    found: Found

    def table(self) -> list[str]:
        """Say which cells need something, and what that exposes."""
        lines = []
        names = {cell.grade_id: cell.label for cell in self.key.cells}
        for grade_id, needs in self.found.needs.items():
            lines.append(f"{names[grade_id]} needs: {', '.join(needs)}")
        doors = dict.fromkeys(
            need.partition(":")[0] for needs in self.found.needs.values() for need in needs
        )
        lines += [f"  {door}: {DOORS[door]}" for door in DOORS if door in doors]
        for label, raised in self.found.because.items():
            lines.append(
                f"{label} passes only if tests and answers share a process"
                + (f": in two, {raised}" if raised else "")
            )
        if self.found.one_process:
            lines += [f"  one process: {ONE_PROCESS}", f"  {INSTEAD}"]
        return lines

    def failures(self, source: Key) -> list[str]:
        """Say which cells the reference answers fail: cell, line, exception and cause."""
        lines = []
        for cell in source.cells:
            if cell.label in self.found.failures:
                raised = self.found.failures[cell.label]
                known = causes(cell, source, raised)
                lines.append(
                    " ".join(
                        [f"{cell.label}: the answers of the source do not pass:", raised, *known]
                    )
                )
        return lines


def find_doors(key: Key, answers: Mapping[str, str], fork_server: ForkServer) -> KeyDoors:
    """Find what the test cells of a key need.

    Parameters
    ----------
    key
    answers
        By grade id, the reference answers.
    fork_server
        Of the key.
    """

    def run(tried: Key, texts: Mapping[str, str] = answers) -> Trial:
        evidence = Evidence()
        result = session.grade(
            fork_server, tried, submission_with(tried, texts), "reference", evidence=evidence
        )
        passed = frozenset(test.grade_id for test in result.tests if test.passed)
        return Trial(passed, evidence.failures, evidence.patched, frozenset(evidence.numbers))

    found = open_for_unchanged(key, answers, find_needs(key, answers, run), run)
    opened = with_needs(key, found.needs, one_process=found.one_process)
    cells = tuple(replace(cell, partial=cell.grade_id in found.partial) for cell in opened.cells)
    return KeyDoors(replace(opened, cells=cells), found)


def submission_with(key: Key, answers: Mapping[str, str]) -> Submission:
    """Make a submission of a key's cells and of answers by grade id."""
    cells = tuple(
        SubmittedCell(
            cell.number,
            cell.id,
            cell.cell_type,
            answers.get(cell.grade_id or "", cell.source) if cell.editable else cell.source,
            cell.grade_id,
            cell.points,
        )
        for cell in key.cells
    )
    return Submission(Path(key.path.name), cells)
