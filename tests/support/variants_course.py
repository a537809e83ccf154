"""A course in which each student has a variant, and what is done with it."""

import nbformat

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.grading.run import grade_class
from tests.support.small_course import cell, hand_in, solution, write_source

PARAMETERS = """\
# Your own numbers.
rate = 0.05  # examiner: one of 0.01, 0.02, 0.05, 0.1
years = 10  # examiner: one of range(5, 40)
rows = [2, 3, 5]  # examiner: 3 of range(20)
np.random.seed(years)"""
TABLE = "table = [value * value for value in range(20)]\nmine = [table[row] for row in rows]"
NOISE = "noise = (random.random(), *np.random.random(2), *np.random.default_rng().random(2))"
GROWTH = "def growth(capital):\n    return capital * (1 + rate) ** years"
TOTAL = "total = sum(mine)"
ANSWERS = {"growth": GROWTH, "total": TOTAL, "seen": "seen = list(noise)"}
HIDDEN = """\
capital = np.random.randint(10, 10**6)
### BEGIN HIDDEN TESTS
assert abs(growth(capital) - capital * (1 + rate) ** years) < 1e-6 * capital, "Try more capital."
### END HIDDEN TESTS"""
PEOPLE = "id,name,email\nada,Ada Lovelace,\nb17,Ben Bitdiddle,\n,Cleo,cleo@example.org\n"
IDS = {"ada": "Ada Lovelace", "b17": "Ben Bitdiddle", "cleo@example.org": "Cleo"}


def cells(parameters=PARAMETERS):
    return [
        cell("locked", "imports", "import random\nimport numpy as np"),
        cell("locked", "parameters", parameters),
        cell("locked", "table", f"{TABLE}\n{NOISE}"),
        cell("answer", "growth", solution(GROWTH)),
        cell(
            "test", "test_growth", "assert abs(growth(100) - 100 * (1 + rate) ** years) < 1e-6", 2
        ),
        cell("test", "test_hidden", HIDDEN, 1),
        cell("answer", "total", solution(TOTAL)),
        cell("test", "test_total", "assert total == sum(mine), 'Add up your own rows.'", 2),
        cell("answer", "seen", solution(ANSWERS["seen"])),
        cell("test", "test_seen", "assert seen == list(noise), 'Not the same.'", 1),
    ]


def made(root, *parameters):
    """Build a course with a class list, and write the variants of its three students."""
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'x'\n"
    )
    (root / "students.csv").write_text(PEOPLE)
    write_source(root, "ps", cells(*parameters))
    build(Course.open(root), verify=True)
    command = ["release", "--variants", "--roster", str(root / "students.csv"), "--zip"]
    assert main([*command, "--course", str(root)]) == 0
    return root


def given(course, student):
    """Read what a student got: texts by grade id."""
    path = course / "variants" / student / "ps" / "ps.ipynb"
    notebook = nbformat.read(path, as_version=4)
    return {it.metadata.nbgrader.grade_id: it.source for it in notebook.cells}


def numbers(course, student):
    """Run the locked cells of what a student got, as a notebook would."""
    names = {}
    for name in ("imports", "parameters", "table"):
        exec(given(course, student)[name], names)
    return names


def submit(course, student, answers=ANSWERS, *, of=None, **options):
    """Hand in the variant of a student; `of` is whose it was."""
    folder = course / "variants" / (of or student)
    return hand_in(course, student, "ps", answers, given=folder, **options)


def graded(course, **options):
    """Grade all that was handed in; give the rows by name."""
    options = {"roster": course / "students.csv"} | options
    keys = course / "autograder_tests"
    report = grade_class([course / "submitted"], keys, **options)
    return {row.student: row for row in report.results}


def lost(row):
    return [test.grade_id for test in row.tests if not test.passed]
