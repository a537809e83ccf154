"""What grading found out: one row a submission, and what it was graded with."""

import json
import time
from dataclasses import asdict, dataclass, field, fields
from importlib.resources import files

MOST_TEXT = 200_000  # characters that a cell may show
MOST_OUTPUTS = 100  # displays of a cell
#: How a submission can end.
STATUSES = ("graded", "refused", "died", "timeout", "error")
#: What a student reads in the place of the outputs of a cell that `Cell.after_hidden_tests`.
WITHHELD = "What this cell showed is not repeated here: it ran after tests that are not shown."


@dataclass(frozen=True)
class Check:
    """What one test cell decided.

    Attributes
    ----------
    grade_id : str
    points, max_points : float
    passed : bool
        Whether the cell gave all its points.
    message : str or None
        The sentence for the student; None if there is nothing to say.
    """

    grade_id: str
    points: float
    max_points: float
    passed: bool
    message: str | None = None


@dataclass(frozen=True)
class Output:
    """Something that a cell of the student showed.

    Attributes
    ----------
    kind : str
        ``text``, ``error`` (text too) or ``png``.
    data : str or bytes
        Bytes for ``png``, else str. Hostile: nothing is known about the contents.
    """

    kind: str
    data: str | bytes


@dataclass(frozen=True)
class Cell:
    """A cell of the student, for the page that the student reads.

    Attributes
    ----------
    grade_id : str or None
        None for a cell that the student added.
    cell_type : str
        ``code`` or ``markdown``.
    source : str
    outputs : tuple of Output
    after_hidden_tests : bool
        Whether hidden tests had called the student's code before: what the cell showed may repeat
        what they passed, and is for the teacher only.
    """

    grade_id: str | None
    cell_type: str
    source: str
    outputs: tuple = ()
    after_hidden_tests: bool = False


@dataclass
class Result:
    """One submission: a row of the report.

    Attributes
    ----------
    student : str
    assignment : str or None
        None if it could not be found out.
    notebook : str or None
        The key's name for the notebook: an assignment may have several, each with its own row.
    status : str
        One of `STATUSES`. ``graded``: every test cell was run to its end. ``refused``: nothing
        was run. ``died`` and ``timeout``: the student's code ended its process, or passed a
        limit; what was earned before stays earned. ``error``: the engine's own fault.
    reason, remedy : str or None
        What happened and what to do; None only for a row that is plainly graded.
    points, max_points : float
        What the test cells gave, and could have given.
    needs_manual : list of str
        The grade ids of answers that a person has still to mark.
    manual_points : float
        The most points that those can give.
    checks : list of Check
    notices : list of str
        What was mended in the notebook, in sentences for the student.
    seconds : float
        Wall time.
    cells : list of Cell
        The student's cells, for the HTML page; not part of ``report.json``.
    """

    student: str
    assignment: str | None = None
    notebook: str | None = None
    status: str = "graded"
    reason: str | None = None
    remedy: str | None = None
    points: float = 0
    max_points: float = 0
    needs_manual: list = field(default_factory=list)
    manual_points: float = 0
    checks: list = field(default_factory=list)
    notices: list = field(default_factory=list)
    seconds: float = 0.0
    cells: list = field(default_factory=list)

    @classmethod
    def from_assembly(cls, assembled, key, student, checks, cells, started):
        """Make the row of an assembled submission that was run.

        Parameters
        ----------
        assembled : examiner.submission.assembly.AssembledSubmission
        key : examiner.key.Key
        student : str
        checks : list of Check
        cells : list of Cell
        started : float
            When the walk began, on the clock of `time.monotonic`.
        """
        return cls(
            student=student,
            assignment=key.assignment,
            notebook=key.notebook,
            points=sum(check.points for check in checks),
            max_points=key.max_points,
            needs_manual=list(assembled.needs_manual),
            manual_points=key.manual_points,
            checks=checks,
            notices=list(assembled.notices),
            cells=cells,
            seconds=round(time.monotonic() - started, 3),
        )

    @property
    def needs_review(self):
        """Whether a person should look at this row before its points count."""
        return self.status != "graded" or self.reason is not None

    def to_dict(self):
        """Return the row as ``report.json`` holds it."""
        row = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "cells"}
        row["checks"] = [asdict(check) for check in self.checks]
        return row

    @classmethod
    def from_dict(cls, row):
        """Make a row of what `to_dict` returned."""
        return cls(**{**row, "checks": [Check(**check) for check in row["checks"]]})


@dataclass
class Report:
    """All rows of a run.

    Attributes
    ----------
    engine : dict
        ``version``, ``level`` (of the sandbox: A, B, C or none) and ``probes``: a list of dicts
        with ``name``, ``passed`` and ``detail``.
    results : list of Result
    """

    engine: dict
    results: list = field(default_factory=list)

    @property
    def exit_status(self):
        """The exit status of the run: 0 if all is plainly graded, 3 if some rows need a look."""
        return 3 if any(result.needs_review for result in self.results) else 0

    def to_json(self):
        """Write the report as JSON text, as `schema` describes it."""
        rows = [result.to_dict() for result in self.results]
        return (
            json.dumps({"engine": self.engine, "submissions": rows}, indent=2, allow_nan=False)
            + "\n"
        )

    @classmethod
    def from_json(cls, text):
        """Read what `to_json` wrote."""
        data = json.loads(text)
        return cls(data["engine"], [Result.from_dict(row) for row in data["submissions"]])


def schema():
    """Return the published JSON Schema of ``report.json`` as a dict."""
    return json.loads(files("examiner").joinpath("report.schema.json").read_text(encoding="utf-8"))
