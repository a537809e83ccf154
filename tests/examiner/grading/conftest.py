"""What the tests of grading share. Case files in ``cells/`` are to be graded, not collected."""

import types

import pytest

import examiner.grading.fork_server
from examiner.authoring.build import build
from examiner.authoring.course import Course
from tests.support.bench import Bench
from tests.support.small_course import DOUBLE, cell, essay, hand_in, solution, write_source

collect_ignore_glob = ["cells/*"]
WRONG = "def double(x):\n    return x + 2"  # right for 2, which is what the visible test asks


@pytest.fixture(scope="package")
def bench(tmp_path_factory):
    """Give a bench whose fork server serves every case."""
    made = Bench(tmp_path_factory.mktemp("bench"))
    yield made
    made.fork_server.close()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Give a built course with an honest and a wrong hand-in."""
    root = tmp_path_factory.mktemp("course")
    hidden = "### BEGIN HIDDEN TESTS\nassert double(5) == 10, 'Try 5.'\n### END HIDDEN TESTS"
    cells = [
        cell("answer", "double", solution(DOUBLE)),
        cell("test", "test_double", f"assert double(2) == 4\n{hidden}", 2),
        cell("test", "test_more", "assert double(0) == 0", 1),
        essay("why", "YOUR ANSWER HERE", 3),
    ]
    write_source(root, "ps", cells)
    build(Course.open(root))
    hand_in(root, "ada", "ps", {"double": DOUBLE})
    hand_in(root, "ben", "ps", {"double": WRONG})
    return root


@pytest.fixture
def no_sandbox(monkeypatch):
    """Make this machine one on which no level is reached."""
    monkeypatch.setattr(
        examiner.grading.fork_server, "sys", types.SimpleNamespace(platform="plan9")
    )
