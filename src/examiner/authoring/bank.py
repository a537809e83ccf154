"""A course's answer bank: right and wrong answers, as students write them.

``<bank>/<assignment>/{right,wrong}/<answer cell>/<case>.py`` takes the place of one answer cell.
It begins with comments::

    # Never uses a.
    # costs: test_sigmoid_values
    # visible: passes

The first lines say what the student did. ``costs`` names the test cells that must fail, or
``nothing``. ``visible: passes`` says openly that only hidden tests find the mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from examiner.errors import ExaminerError

_HEAD = re.compile(r"^# (costs|visible): *(.*)$")


@dataclass(frozen=True)
class Case:
    """An answer of the bank.

    Attributes
    ----------
    assignment : str
    cell : str
        The grade id of the answer cell.
    name : str
        ``assignment/right/cell/case``.
    story : str
        What the student did, in a sentence.
    source : str
    costs : frozenset of str
        The grade ids of the test cells that must fail.
    passes_visible : bool
        Whether it is known to pass all that students see.
    """

    assignment: str
    cell: str
    name: str
    story: str
    source: str
    costs: frozenset[str]
    passes_visible: bool = False

    @property
    def is_right(self) -> bool:
        """Whether it must get every point."""
        return not self.costs

    @classmethod
    def read(cls, path: Path) -> Case:
        r"""Read a case from its file.

        Raises
        ------
        ExaminerError
            If its head does not say what it costs, or its folder says something else.
        """
        assignment, verdict, cell, _ = path.parts[-4:]
        name = f"{assignment}/{verdict}/{cell}/{path.stem}"
        source = path.read_text(encoding="utf-8")
        story, told = [], {}
        for line in source.splitlines():
            if not line.startswith("#"):
                break
            if found := _HEAD.match(line):
                told[found[1]] = found[2].strip()
            elif not told:
                story.append(line.removeprefix("#").strip())
        if not told.get("costs"):
            raise ExaminerError(
                f"The answer {name} does not say what it costs.",
                "Begin the file with a line '# costs: <test cells>' or '# costs: nothing'.",
            )
        nothing = told["costs"] == "nothing"
        if nothing != (verdict == "right"):
            raise ExaminerError(
                f"The answer {name} costs {told['costs']}, but lies in {verdict}/.",
                "Answers that cost nothing belong in right/, all others in wrong/.",
            )
        costs = frozenset() if nothing else frozenset(re.split(r",\s*", told["costs"]))
        passes = told.get("visible") == "passes"
        return cls(assignment, cell, name, " ".join(story), source, costs, passes)


def read_bank(folder: Path, assignment: str) -> list[Case]:
    """Read the answers of an assignment, in the order of their names; none is an empty list.

    Raises
    ------
    ExaminerError
        If a file does not say what it must.
    """
    paths = sorted((folder / assignment).glob("*/*/*.py"))
    return [Case.read(path) for path in paths if path.parts[-3] in ("right", "wrong")]
