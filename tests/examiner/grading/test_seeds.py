"""The seed of a submission: recorded, repeatable, and not to be foreseen."""

import re

import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.errors import ExaminerError
from examiner.grading.run import grade_class
from examiner.grading.seeds import Seeds, derive
from tests.support.small_course import cell, hand_in, solution, write_source

#: Says all that it draws, and all that the answer draws.
SHOWS = """import random
import numpy as np
drawn = random.random(), np.random.random(), np.random.default_rng().random()
assert False, f"{drawn} {luck()}"
"""
LUCK = "import random\n\ndef luck():\n    return random.random()"
#: Takes what it can see of the generators: the state that it begins with, and whatever has a seed.
SPY = """import gc, random, sys
import numpy as np
print(random.random(), np.random.random(), np.random.default_rng().random())
print("PATCHED", np.random.bit_generator.randbits.__self__.__class__.__name__)
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    cells = [cell("answer", "luck", solution(LUCK)), cell("test", "test_luck", SHOWS, 1)]
    write_source(root, "ps", cells)
    build(Course.open(root))
    hand_in(root, "ada", "ps", {"luck": f"{SPY}\n{LUCK}"})
    hand_in(root, "ben", "ps", {"luck": LUCK})
    return root


def graded(course, student="", **options):
    """Return by student the seed, what the tests and the answer drew, and what the student saw."""
    report = grade_class([course / "submitted" / student], course / "autograder_tests", **options)
    return {row.student: (row.seed, row.tests[0].message, row.cells) for row in report.results}


def test_a_seed_repeats_every_draw_and_runs_differ(course, tmp_path):
    first = graded(course, output=tmp_path / "one")
    seed, drawn, _ = first["ada"]
    assert re.fullmatch("[0-9a-f]{32}", seed)
    assert len(re.findall(r"0\.\d+", drawn)) == 4
    assert first["ben"][0] != seed
    again = graded(course, output=tmp_path / "two")
    assert again["ada"][0] != seed
    assert again["ada"][1] != drawn
    appeal = graded(course, "ada", seed=seed)
    assert appeal["ada"][:2] == (seed, drawn)
    # A run that goes on, or grades again what has changed, keeps its secret.
    assert graded(course, output=tmp_path / "one") == first
    assert graded(course, output=tmp_path / "one", added_questions="zero")["ada"][0] == seed
    assert graded(course, output=tmp_path / "one", fresh=True)["ada"][0] != seed


def test_the_students_process_sees_none_of_it(course):
    seed, drawn, cells = graded(course, "ada")["ada"]
    seen = "".join(str(output.data) for shown in cells for output in shown.outputs)
    assert "PATCHED SystemRandom" in seen
    assert seed not in seen
    assert not set(re.findall(r"0\.\d{6}", drawn)[:3]) & set(re.findall(r"0\.\d{6}", seen))


def test_whoever_changes_a_hand_in_gets_another_seed():
    seeds = Seeds("secret of the run")
    assert seeds.of("contents") == seeds.of("contents")
    assert len({seeds.of("contents"), seeds.of("others"), Seeds("another").of("contents")}) == 3
    assert derive("a", "tests") != derive("a", "student")


def test_a_seed_that_is_none_is_refused(course):
    with pytest.raises(ExaminerError, match="A seed has"):
        graded(course, seed="")
