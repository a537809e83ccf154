"""A class of five that was graded into a gradebook, and what is done with it."""

import os
import sqlite3
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.report import Report
from tests.support import REPO
from tests.support.small_course import cell, essay, hand_in, solution, write_source

SQUARE = "def square(x):\n    return x * x"
SPYING = "seen = []\n\n\ndef square(x):\n    seen.append(x * 111)\n    return x * x"
ESSAY = "A square is never negative."


def cells(*more):
    return [
        cell("locked", "setup", "import math"),
        cell("answer", "square", solution(SQUARE)),
        cell("test", "test_square", "assert square(3) == 9, 'Look at 3 times 3.'", 2),
        cell(
            "test",
            "test_hidden",
            "### BEGIN HIDDEN TESTS\nassert square(-7) == 49, 'A negative number, too.'\n"
            "### END HIDDEN TESTS",
            1,
        ),
        essay("why", "YOUR ANSWER HERE", 3),
        *more,
    ]


def _with_an_own_cell_at_the_end(notebook):
    notebook.cells.append(nbformat.v4.new_code_cell("print('seen:', seen)", id="mias-own-cell"))


class Class:
    """A course with a class of five that was graded into a gradebook."""

    def __init__(self, root):
        self.root, self.url = root, f"sqlite:///{root / 'gradebook.db'}"
        config = (REPO / "nbgrader_config.py").read_text()
        (root / "nbgrader_config.py").write_text(
            config + "c.AssignLatePenalties.plugin_class = 'late_penalty.Tenth'\n"
            'c.Examiner.handed_out = ["square.png"]\nc.Examiner.strict = False\n'
        )
        (root / "late_penalty.py").write_text(
            "from nbgrader.plugins import BasePlugin\n\n\nclass Tenth(BasePlugin):\n"
            "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
            "        return score / 10\n"
        )
        write_source(root, "ps", cells())
        (root / "source" / "ps" / "square.png").write_bytes(b"a picture")
        build(Course.open(root))
        full = {"square": SQUARE, "why": ESSAY}
        hand_in(root, "ada", "ps", full)
        late = hand_in(root, "ben", "ps", full | {"square": "def square(x):\n    return 9"})
        late.with_name("timestamp.txt").write_text("2026-11-20 12:00:00 UTC")
        hand_in(root, "cleo", "ps")
        hand_in(root, "finn", "ps", raw=b'{"cells": [')
        hand_in(root, "mia", "ps", {"square": SPYING}, edit=_with_an_own_cell_at_the_end)
        self.set_due_date("2026-11-19 12:00:00 UTC")

    def grade(self, *options, url=None, status=3):
        """Grade the class as from the command line; return the rows by student."""
        folder = self.root / "report"
        command = ["grade", str(self.root / "submitted"), "--keys"]
        command += [str(self.root / "autograder_tests"), "--output", str(folder)]
        command += ["--gradebook", url or self.url, "--format", "json", *options]
        assert main(command) == status
        report = Report.from_json((folder / "report.json").read_text())
        return {row.student: row for row in report.results}

    def set_due_date(self, date):
        """Set it as Formgrader does."""
        scripts = str(Path(sys.executable).parent)  # nbgrader calls alembic by name
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", scripts, prepend=os.pathsep)
            with Gradebook(self.url) as book:
                book.update_or_create_assignment("ps", duedate=date)

    def state(self):
        """Return all that is in the gradebook and among the executed notebooks."""
        with sqlite3.connect(self.root / "gradebook.db") as database:
            dump = list(database.iterdump())
        database.close()
        files = sorted((self.root / "autograded").rglob("*"))
        return dump, {path: (path.read_bytes(), path.stat()) for path in files if path.is_file()}

    def scores(self, url=None):
        """Return points by student and grade id, and who waits for a person."""
        with Gradebook(url or self.url) as book:
            grades = [
                (submission.student.id, grade)
                for submission in book.assignment_submissions("ps")
                for notebook in submission.notebooks
                for grade in notebook.grades
            ]
            points = {}
            for student, grade in grades:
                points.setdefault(student, {})[grade.name] = grade.score
            return points, {(who, g.name) for who, g in grades if g.needs_manual_grade}

    def executed(self, student):
        path = self.root / "autograded" / student / "ps" / "ps.ipynb"
        return {cell.get("id"): cell for cell in nbformat.read(path, as_version=4).cells}

    def last_outputs(self, student):
        """Return what the last cell showed, which ran after hidden tests."""
        *_, last = self.executed(student).values()
        return str(last.outputs)

    def give(self, student, grade_id, points, comment=None):
        """Give points as Formgrader does."""
        with Gradebook(self.url) as book:
            grade = book.find_grade(grade_id, "ps", "ps", student)
            grade.manual_score, grade.needs_manual_grade = points, False
            if comment:
                book.find_comment(grade_id, "ps", "ps", student).manual_comment = comment
            book.db.commit()
