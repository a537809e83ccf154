"""What a run of reference answers shows to the author of the tests."""

from dataclasses import dataclass, field
from typing import Any

from examiner.rpc.outcome import Outcome
from examiner.submission.assembly import Step


@dataclass
class Evidence:
    """What the author of the tests may know of a run.

    Attributes
    ----------
    failures
        By label of a cell, what was raised there.
    patched
        By grade id, the names that a test cell was seen to patch.
    numbers
        Grade ids of the test cells that ended with a number: the reference answers get their
        points that way.
    """

    failures: dict[str, str] = field(default_factory=dict)
    patched: dict[str, list[str]] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)

    def note(self, label: str, raised: Any) -> None:
        """Note what a cell of the student's raised, if it did."""
        if raised:
            name = raised["ancestry"][0][1] if raised.get("ancestry") else "an error"
            self.failures[label] = f"{name}: {raised.get('message', '')}"[:2000]

    def take(self, step: Step, outcome: Outcome) -> None:
        """Note the outcome of a test cell."""
        if outcome.get("passed") and outcome.get("value") is not None:
            self.numbers.add(step.grade_id or "")
        if not outcome.get("passed"):
            self.failures[step.label] = str(outcome.get("detail") or outcome.get("why", ""))
        self.patched[step.grade_id or ""] = list(outcome.get("patched", ()))
