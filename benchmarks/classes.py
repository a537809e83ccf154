"""The classes that are graded: each submission has contents of its own."""

import itertools
import json
import math
import shutil

import nbformat

from benchmarks.commands import BIN, cost_of
from examiner.authoring.bank import read_bank
from examiner.key import find_keys
from tests.support import REPO, sample_class, stock
from tests.support.small_course import DOUBLE, cell, hand_in, solution, write_source

#: Grading ends with 3 where an answer of the bank is one that a person should look at.
GRADED = (0, 3)


class TaskClass:
    """A class that handed in one task of this course, in a course folder of its own.

    Each student has the reference answers and one answer of the bank, right or wrong, that nobody
    else has.

    Parameters
    ----------
    task : str
    students : int
    folder : pathlib.Path
    same : bool
        All have the reference answers, and only a comment of their own.
    """

    def __init__(self, task, students, folder, *, same=False):
        self.task = task
        self.course = folder / task
        (self.key,) = find_keys(REPO / "autograder_tests" / task)
        shutil.copytree(REPO / "source" / task, self.course / "source" / task)
        self.students = [f"s{number:03}" for number in range(students)]
        fill_in = _add_a_comment if same else _from_bank(task, students)
        for number, student in enumerate(self.students):
            notebook = sample_class.answered(task)
            fill_in(sample_class.answer_cells(notebook), number)
            place = self.course / "submitted" / student / task
            place.mkdir(parents=True)
            nbformat.write(notebook, place / f"{task}.ipynb")
        (self.course / "nbgrader_config.py").write_text("c = get_config()\n")

    def prepare_nbgrader(self):
        """Make nbgrader know the assignment."""
        stock.nbgrader(self.course, "generate_assignment", self.task, "--force")

    def nbgrader(self, sizes=(), student=None):
        """Grade with ``nbgrader autograde``, one student or all.

        Returns
        -------
        cost : Cost
        after : dict of int to float
            Seconds after which the first so many were graded: nbgrader grades one after another, so
            that is what a smaller class takes.
        """
        shutil.rmtree(self.course / "autograded", ignore_errors=True)
        after = {}

        def watch(seconds):
            begun = sum(1 for _ in (self.course / "autograded").glob("*/*/*.ipynb"))
            for size in sizes:
                if begun > size:
                    after.setdefault(size, seconds)

        chosen = ["--student", student] if student else []
        command = [BIN / "nbgrader", "autograde", self.task, "--force", *chosen]
        data = {"NNCOURSE_DATA": str(REPO / "data")}
        cost = cost_of(command, self.course, data, watch=watch)
        expected = 1 if student else len(self.students)
        graded = {name for name, _ in stock.marks(self.course)}
        assert len(graded) >= expected, f"nbgrader graded {len(graded)} of {expected}"
        return cost, after | {expected: cost.wall}

    def examiner(self, size, *options):
        """Grade the first students with ``examiner grade``; return its `Cost`."""
        paths = [self.course / "submitted" / student for student in self.students[:size]]
        output = self.course / "report"
        keys = ("--keys", REPO / "autograder_tests", "--output", output, "--format", "json")
        cost = cost_of(
            [BIN / "examiner", "grade", *paths, *keys, *options], self.course, statuses=GRADED
        )
        assert len(_rows(output)) == size
        return cost

    def differing_marks(self, size):
        """Count the students to whom the last runs of both gave different points."""
        ours = {row["student"]: row["points"] for row in _rows(self.course / "report")}
        theirs = {
            name: sum(marks.values()) for (name, _), marks in stock.marks(self.course).items()
        }
        assert len(ours) == size
        return sum(abs(ours[name] - theirs[name]) > 1e-6 for name in ours)


def _add_a_comment(cells, number):
    cells[0].source += f"\n# {number}"


def _from_bank(task, students):
    """Return what puts the answer of the bank with a number among some cells."""
    bank = read_bank(REPO / "tests" / "answers", task)
    assert students <= len(bank), f"the bank has {len(bank)} answers for {task}"
    # Steps through the whole bank, so that smaller classes are the beginning of larger ones.
    step = next(step for step in itertools.count(41) if math.gcd(step, len(bank)) == 1)

    def fill_in(cells, number):
        case = bank[number * step % len(bank)]
        for answer in cells:
            if answer.metadata.nbgrader.grade_id == case.cell:
                answer.source = case.source

    return fill_in


class SmallClass:
    """A class with one function to write, however many they are.

    Parameters
    ----------
    students : int
    folder : pathlib.Path
    calls : int
        How often the test calls the function.
    """

    def __init__(self, students, folder, calls=1):
        self.students, self.course = students, folder / f"class-{students}-{calls}"
        hidden = (
            f"### BEGIN HIDDEN TESTS\nfor _ in range({calls}):\n    assert double(5) == 10\n"
            "### END HIDDEN TESTS"
        )
        cells = [
            cell("locked", "setup", "import numpy as np"),
            cell("answer", "double", solution(DOUBLE)),
            cell("test", "test_double", f"assert double(2) == 4\n{hidden}", 2),
        ]
        write_source(self.course, "ps", cells)
        cost_of([BIN / "examiner", "build", "--course", self.course], folder)
        for number in range(students):
            hand_in(self.course, f"s{number:05}", "ps", {"double": f"# {number}\n{DOUBLE}"})

    def examiner(self, *options):
        """Grade all; return the `Cost`, and MB of the journal."""
        command = [BIN / "examiner", "grade", "submitted", "--format", "json", *options]
        cost = cost_of(command, self.course)
        rows = _rows(self.course / "report")
        assert [row["points"] for row in rows] == [2] * self.students
        return cost, (self.course / "report" / "journal.jsonl").stat().st_size / 1e6


def _rows(output):
    return json.loads((output / "report.json").read_text())["submissions"]
