"""What grading found out: one row per submission, and what it was graded with."""

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, Self, TypedDict

MOST_TEXT = 200_000  # characters that a cell may show
MOST_OUTPUTS = 100  # displays of a cell

#: How a submission can end.
Status = Literal["graded", "refused", "died", "timeout", "error"]


@dataclass(frozen=True)
class ScoredTest:
    """What one test cell, or the person who graded an answer, decided.

    Attributes
    ----------
    grade_id
    points, max_points
    passed
        Whether the cell gave all its points.
    message
        The sentence for the student; None if there is nothing to say.
    by_hand
        Whether a person gave the points.
    """

    grade_id: str
    points: float
    max_points: float
    passed: bool
    message: str | None = None
    by_hand: bool = False


@dataclass(frozen=True)
class Output:
    """Something that a cell of the student showed.

    Attributes
    ----------
    kind
    data
        Bytes for ``png``, else text. Hostile: nothing is known about the contents.
    """

    kind: Literal["text", "png"]
    data: str | bytes


@dataclass(frozen=True)
class Cell:
    """A cell of the student, for the page that the student reads.

    Attributes
    ----------
    grade_id
        None for a cell that the student added.
    cell_type
    source
    outputs
    after_hidden_tests
        Whether hidden tests had called the student's code before: the outputs may repeat what
        those tests passed, and are for the instructor only.
    given
        What students find in the cell.
    """

    grade_id: str | None
    cell_type: str
    source: str
    outputs: tuple[Output, ...] = ()
    after_hidden_tests: bool = False
    given: str = ""


@dataclass
class Result:
    """One submission: a row of the report.

    Attributes
    ----------
    student
    student_id
        The id of the person in the class list, else `platform_id`.
    platform_id
        The number that a learning platform put into the name of what it let one download: of the
        person, or for Moodle of the person in this assignment. None if there is none.
    assignment
        None if it could not be found out.
    notebook
        The key's name for the notebook: an assignment may have several, each with its own row.
    status
        ``graded``: every test cell was run to its end. ``refused``: nothing was run. ``died`` and
        ``timeout``: the student's code ended its process, or passed a limit; what was earned
        before stays earned. ``error``: the engine or the key is at fault.
    reason
        What happened; None only for a row that is plainly graded. Where the status is ``error``
        it is for the instructor alone.
    remedy
        What the student can do.
    instructor_remedy
        What the instructor can do; None if it is up to the student.
    points, max_points
        What was given so far, and could be given at most, by tests and by people.
    needs_manual
        The grade ids of answers that a person has still to grade.
    manual_points
        The most points that those can give; part of `max_points`.
    tests
        What decided points: test cells, and answers that a person graded.
    notices
        What was repaired in the notebook, in sentences for the student.
    seconds
        Wall time.
    one_process
        Whether tests and answers shared a process, so that the points rely on trust.
    submission_digest, key_digest
        What was handed in, and what it was graded with: key, files beside it and data. Equal
        digests mean equal contents; None where nothing was graded.
    titles
        The headings of the questions, by grade id.
    submitted, deadline
        When it was handed in and was due, with the extension of this person: times in ISO 8601 with
        a zone. None if it is not known.
    late_seconds
    late_penalty
        What was taken off because of that, see ``c.AssignLatePenalties`` of nbgrader; `points` is
        what is left.
    seed
        What the draws of tests and answers follow from; ``--seed`` repeats them. None where nothing
        was run in the sandbox.
    release, key_release
        Which release the notebook came from, and which one the key belongs to: numbers that
        ``examiner build`` counts. None if it is not known.
    added_questions
        The grade ids of questions that were added after that release.
    dropped_points
        What those could have given; not in `max_points`. 0 with ``--added-questions zero``.
    cells
        The student's cells, for the HTML page; not part of ``report.json``.
    """

    student: str
    assignment: str | None = None
    notebook: str | None = None
    status: Status = "graded"
    reason: str | None = None
    remedy: str | None = None
    instructor_remedy: str | None = None
    points: float = 0
    max_points: float = 0
    needs_manual: list[str] = field(default_factory=list)
    manual_points: float = 0
    tests: list[ScoredTest] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seconds: float = 0.0
    one_process: bool = False
    submission_digest: str | None = None
    key_digest: str | None = None
    cells: list[Cell] = field(default_factory=list)
    student_id: str | None = None
    platform_id: str | None = None
    titles: dict[str, str] = field(default_factory=dict)
    submitted: str | None = None
    deadline: str | None = None
    late_seconds: float = 0
    late_penalty: float = 0
    seed: str | None = None
    release: int | None = None
    key_release: int | None = None
    added_questions: list[str] = field(default_factory=list)
    dropped_points: float = 0

    @property
    def was_run(self) -> bool:
        """Whether the submission was run at all."""
        return self.status not in ("refused", "error")

    @property
    def needs_review(self) -> bool:
        """Whether a person should look at this row before its points count."""
        return self.status != "graded" or self.reason is not None

    def to_dict(self) -> dict[str, Any]:
        """Return the row as ``report.json`` holds it."""
        row = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "cells"}
        row["tests"] = [asdict(test) for test in self.tests]
        return row

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """Make a row of what `to_dict` returned."""
        return cls(**{**row, "tests": [ScoredTest(**test) for test in row["tests"]]})


class Probe(TypedDict):
    """An attempt to leave the sandbox: whether it was stopped, and what was seen."""

    name: str
    passed: bool
    detail: str | None


class Engine(TypedDict):
    """What a run was graded with; ``level`` is that of the sandbox: A, B, C or none."""

    version: str
    level: str
    probes: list[Probe]


@dataclass
class Report:
    """All rows of a run.

    Attributes
    ----------
    engine
    results
    earlier
        The report that was in the output folder before, to say what changed; not part of
        ``report.json``.
    """

    engine: Engine
    results: list[Result] = field(default_factory=list)
    earlier: "Report | None" = field(default=None, repr=False, compare=False)

    @property
    def exit_status(self) -> int:
        """The exit status of the run: 0 if all is plainly graded, 3 if some rows need review.

        All of them do where the code ran without a sandbox.
        """
        unsafe = self.engine["level"] == "none" and bool(self.results)
        return 3 if unsafe or any(result.needs_review for result in self.results) else 0

    def to_json(self) -> str:
        """Write the report as JSON text, as `schema` describes it."""
        rows = [result.to_dict() for result in self.results]
        return (
            json.dumps({"engine": self.engine, "submissions": rows}, indent=2, allow_nan=False)
            + "\n"
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        data = json.loads(text)
        return cls(data["engine"], [Result.from_dict(row) for row in data["submissions"]])


def schema() -> dict[str, Any]:
    """Return the published JSON Schema of ``report.json``."""
    from importlib.resources import files

    text = files("examiner").joinpath("report.schema.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document
