"""A small course to attack: one notebook, thirteen points, and secrets in every place worth robbing."""

import copy
import json
import re
import secrets
import shutil
import sqlite3
from pathlib import Path

#: How a secret looks; attacks may know that, but not the digits.
SECRET = re.compile(r"kestrel-\w+-[0-9a-f]{16}")
POINTS = 13
#: Points of the essay, which a person gives.
MANUAL_POINTS = 3
ASSIGNMENT = "shop"

SETUP = """\
import math
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd"""

STUB = "raise NotImplementedError"

#: By grade id of the answer: its signature, the reference answer, the test, and its points.
TASKS = {
    "total": (
        "def total(prices):",
        "return sum(prices)",
        """\
assert total([1, 2]) == 3, "total([1, 2]) must be 3."
### BEGIN HIDDEN TESTS
secret = "{secret}"
assert total([7, 35]) == 42, "total does not add the prices."
assert total([]) == 0, "total of nothing must be 0."
### END HIDDEN TESTS""",
        2,
    ),
    "ordered": (
        "def ordered(items):",
        "return sorted(items)",
        """\
assert ordered([2, 1]) == [1, 2], "ordered([2, 1]) must be [1, 2]."
### BEGIN HIDDEN TESTS
numbers = [31, 4, 15, 9]  # {secret}
assert ordered(numbers) == sorted(numbers), "ordered does not sort."
### END HIDDEN TESTS""",
        2,
    ),
    "standardise": (
        "def standardise(values):",
        "return (values - np.mean(values)) / np.std(values)",
        """\
values = np.array([1.0, 2.0, 6.0])
### BEGIN HIDDEN TESTS
"{secret}"
values = np.array([3.0, 8.0, 10.5, -2.0])
### END HIDDEN TESTS
np.testing.assert_allclose(standardise(values), (values - values.mean()) / values.std())
assert abs(float(np.max(standardise(values))) - np.max((values - values.mean()) / values.std())) < 1e-9""",
        2,
    ),
    "bars": (
        "def bars(names, heights):",
        "figure, axes = plt.subplots()\n    axes.bar(names, heights)\n    return axes",
        """\
axes = bars(["a", "b"], [1, 2])
assert isinstance(axes, plt.Axes), "bars must return the Axes."
### BEGIN HIDDEN TESTS
"{secret}"
assert [bar.get_height() for bar in axes.patches] == [1, 2], "The bars are not as high as asked."
### END HIDDEN TESTS""",
        1,
    ),
    "announce": (
        "def announce(speaker, names):",
        "for name in names:\n        speaker.say(name)",
        """\
class Speaker:
    def __init__(self):
        self._said = []

    def say(self, name):
        self._said.append(name)

    def said(self):
        return len(self._said)

speaker = Speaker()
announce(speaker, ["ada", "ben"])
assert speaker.said() == 2, "Every name must be said."
### BEGIN HIDDEN TESTS
assert speaker._said == ["ada", "ben"], "The names must be said in order."  # {secret}
### END HIDDEN TESTS""",
        1,
    ),
    "capital": (
        "def capital(text):",
        "return text.upper()",
        """\
words = ["pear", "fig"]
### BEGIN HIDDEN TESTS
words += ["plum", "{secret}"]
### END HIDDEN TESTS
0.5 * sum(capital(word) == word.upper() for word in words)""",
        2,
    ),
    "serve": (
        "def serve(till, axes, database, printer, names):",
        """\
for name in names:
        till.sell(name)
        printer.line(name)
    axes.set_title("sold")""",
        """\
import sqlite3
from unittest.mock import Mock

class Till:
    def __init__(self):
        self.sold = []
        self.count = 0

    def sell(self, name):
        self.count += 1
        self.sold.append(name)

    def __iter__(self):
        yield from self.sold

till, axes, printer, database = Till(), plt.figure().subplots(), Mock(), sqlite3.connect(":memory:")
serve(till, axes, database, printer, (name for name in ("pear", "fig")))
assert till.sold == ["pear", "fig"], "Every name must be sold."
### BEGIN HIDDEN TESTS
assert till.count == printer.line.call_count == 2, "Every name must be printed."  # {secret}
assert axes.get_title() == "sold", "The title is not as asked."
### END HIDDEN TESTS""",
        1,
    ),
    "length": (
        "def length(word):",
        "return len(word)",
        """\
import unittest

class TestLength(unittest.TestCase):
    def test_words(self):
        self.assertEqual(length("pear"), 4)

assert unittest.TextTestRunner().run(TestLength("test_words")).wasSuccessful()
### BEGIN HIDDEN TESTS
"{secret}"
import doctest, typing
typing.get_type_hints(length)
doctest.run_docstring_examples(length, {{}})
assert all(map(lambda word: length(word) == len(word), ["plum", "fig"])), "A length is wrong."
### END HIDDEN TESTS""",
        1,
    ),
    "answer": (
        "def answer():",
        "return 42",
        """\
assert answer() == 42, "The answer must be 42."
### BEGIN HIDDEN TESTS
"{secret}"
import random
drawn = random.random()
assert isinstance(answer(), int), "The answer must be a whole number."
### END HIDDEN TESTS""",
        1,
    ),
}  # fmt: skip


def cell(source, cell_id, grade_id=None, kind="code", **nbgrader):
    """Make a cell of a notebook."""
    made = {"cell_type": kind, "id": cell_id, "metadata": {}, "source": source}
    if grade_id:
        roles = {"grade": False, "solution": False, "locked": True, "task": False}
        made["metadata"]["nbgrader"] = {
            "grade_id": grade_id, "schema_version": 3, **roles, **nbgrader,
        }  # fmt: skip
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    return made


def notebook(cells):
    """Make a notebook of cells."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


#: By door, what a test cell has in the key of a course with that door open in every cell.
DOORS = {
    "changes": ("changes", "changes:matplotlib.pyplot"),
    "names": ("names:words", "names:till", "names:speaker", "names:drawn"),
    "operators": ("operators",),
    "files": ("files",),
    "patch": ("patch:builtins:input", "patch:random", "patch:numpy.random", "patch:os:environ"),
}


def key(secret, needs=()):
    """Make the notebook that grades; `secret` stands in each hidden test, `needs` in each test."""
    cells = [cell(SETUP, "setup", "setup")]
    for name, (signature, _, test, points) in TASKS.items():
        cells += [
            cell(f"{signature}\n    {STUB}", name, name, solution=True, locked=False),
            cell(test.format(secret=secret), f"test-{name}", f"test_{name}", grade=True, points=points),
        ]  # fmt: skip
    # As `examiner build` says of a test that the reference answers end with a number.
    find({"cells": cells}, "test_capital")["metadata"]["examiner"] = {"partial": True}
    for each in cells if needs else ():
        if each["id"].startswith("test-"):
            each["metadata"].setdefault("examiner", {})["needs"] = list(needs)
    essay = {"grade": True, "solution": True, "locked": False, "points": 3}
    cells.append(cell("YOUR ANSWER HERE", "essay", "essay", "markdown", **essay))
    return notebook(cells)


def release():
    """Make what students get: the key without its hidden tests."""
    made = key("nothing")
    hidden = re.compile(r"### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS\n?", re.DOTALL)
    for each in made["cells"]:
        each["source"] = hidden.sub("", each["source"])
    return made


def find(book, grade_id):
    """Return the cell with a grade id."""
    return next(
        c for c in book["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def fill(book, answers):
    """Return a copy of a notebook with other text in some cells, by grade id."""
    book = copy.deepcopy(book)
    for grade_id, source in answers.items():
        find(book, grade_id)["source"] = source
    return book


def answers():
    """Return the reference answers by grade id."""
    return {name: f"{signature}\n    {body}" for name, (signature, body, *_) in TASKS.items()}


def honest():
    """Make the notebook of a student who knows everything."""
    return fill(release(), answers() | {"essay": "My own words."})


class Course:
    """The course in a folder, with secrets.

    Attributes
    ----------
    folder, keys, submitted : pathlib.Path
    secrets : dict of str to str
        By what they betray: tests, source, gradebook, neighbour, environment.
    environment : dict of str to str
        What the grader's process has, beside the usual.
    """

    def __init__(self, folder, needs=()):
        self.folder = Path(folder)
        self.keys, self.submitted = self.folder / "autograder_tests", self.folder / "submitted"
        places = "tests", "source", "gradebook", "neighbour", "environment", "later"
        self.secrets = {place: f"kestrel-{place}-{secrets.token_hex(8)}" for place in places}
        self.environment = {"GRADER_TOKEN": self.secrets["environment"]}
        self._write(
            self.keys / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", key(self.secrets["tests"], needs)
        )
        (self.keys / ASSIGNMENT / "prices.csv").write_text("name,price\npear,3\n")
        self._write(
            self.folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", key(self.secrets["source"])
        )
        (self.folder / "data").mkdir()
        (self.folder / "data" / "fruit.csv").write_text("name\npear\n")
        with sqlite3.connect(self.folder / "gradebook.db") as gradebook:
            gradebook.execute("create table grades (student text, score real)")
            gradebook.execute("insert into grades values (?, 1)", [self.secrets["gradebook"]])
        gradebook.close()

    def hand_in(self, student, content):
        """Write a submission: a notebook, bytes, or a function that is given the student's folder."""
        folder = self.submitted / student / ASSIGNMENT
        folder.mkdir(parents=True)
        if callable(content):
            content(folder)
        else:
            self._write(folder / f"{ASSIGNMENT}.ipynb", content)

    def hand_in_honest(self, student):
        """Hand in right answers, with a secret that no page of the student's own shows."""
        book = honest()
        book["metadata"]["secret"] = self.secrets["neighbour"]
        self.hand_in(student, book)
        (self.submitted / student / ASSIGNMENT / "notes.txt").write_text(self.secrets["neighbour"])

    @staticmethod
    def _write(path, content):
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes) else json.dumps(content, indent=1).encode()
        path.write_bytes(raw)

    def state(self):
        """Return the contents of everything in the course, by path: what no attack may change."""
        return {
            str(path.relative_to(self.folder)): (path.stat().st_mode, path.read_bytes())
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and not path.is_symlink() and "report" not in path.parts
        }

    def remove(self):
        """Delete the folder."""
        shutil.rmtree(self.folder)
