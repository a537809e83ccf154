"""What a test cell can do with the student's code, and how its processes are run."""

import os
import tempfile
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

from examiner.grading.limits import TimeLimits
from tests.support import REPO, container
from tests.support.bench import Bench

#: Files of two cells, as editors know them: ``# %% answer`` and ``# %% test``.
CELLS = REPO / "tests" / "examiner" / "grading" / "cells"


def read_cells(path):
    """Return the answer and the test of a case file."""
    answer, test = path.read_text(encoding="utf-8").split("# %% test\n")
    return answer.removeprefix("# %% answer\n"), test


@pytest.mark.parametrize("path", sorted(CELLS.glob("*.py")), ids=lambda path: path.stem)
def test_what_a_test_cell_can_do(path, bench):
    assert bench.outcome(*read_cells(path)) == (2, None)


def test_a_loop_without_end_is_stopped_and_the_rest_is_graded(bench):
    answer = "def f(x):\n    while x:\n        pass\n    return 1"
    row = bench.grade(answer, "f(1)", "assert f(0) == 1", times=TimeLimits(1, 60))
    assert [test.points for test in row.tests] == [0, 2]
    assert row.tests[0].message == (
        "Your code was still running after 1 second. Is there a loop that never ends?"
    )
    assert row.status == "timeout"
    assert row.reason == "The code ran out of time in cell 3 (test_0)."
    assert "never ends" in row.remedy
    assert "--timeout-cell" in row.instructor_remedy


def test_own_cells_run_where_they_stand(bench):
    own = new_code_cell("helper = 20", id="own")
    row = bench.grade("x = helper + 1", "assert x == 21", extra=[own])
    assert row.points == 2


def test_imports_of_an_open_cell_serve_the_tests_too(bench):
    opened = new_code_cell("import math", id="imports")
    row = bench.grade("x = math.pi", "assert math.isclose(x, math.pi)", before=[opened])
    assert row.points == 2


def test_nothing_is_left_between_submissions(bench):
    bench.grade("np.pi = 3\nopen('left', 'w').close()\ny = 1", "pass")
    answer = "import os\nx = (np.pi, os.path.exists('left'), 'y' in globals())"
    assert bench.outcome(answer, "assert x == (np.pi, False, False)") == (2, None)


def test_outputs_are_kept_for_the_page(bench):
    row = bench.grade("print('hello')\nplt.plot([1, 2]);", "pass")
    (shown,) = (cell for cell in row.cells if cell.grade_id == "answer")
    assert [output.kind for output in shown.outputs] == ["text", "png"]
    assert shown.outputs[0].data == "hello\n"
    assert shown.outputs[1].data.startswith(b"\x89PNG")


def test_figures_of_a_test_are_no_output_of_the_next_cell(bench):
    answer = "def draw(values):\n    plt.plot(values)\n    return plt.gca()"
    test = "assert draw([1, 2]).lines"
    row = bench.grade(answer, test, below=[new_code_cell("print('mine')", id="own")])
    (own,) = (cell for cell in row.cells if cell.source == "print('mine')")
    assert [output.data for output in own.outputs] == ["mine\n"]
    assert row.points == 2


def test_a_close_of_the_students_own_that_fails_costs_nothing(bench):
    answer = "def close(*_):\n    raise ValueError\nplt.close = close\nx = 1"
    own = new_code_cell("print('mine')", id="own")
    row = bench.grade(answer, "assert x == 1", "assert x == 1", below=[own])
    (shown,) = (cell for cell in row.cells if cell.source == own.source)
    assert [output.data for output in shown.outputs] == ["mine\n"]
    assert (row.status, row.points) == ("graded", 4)


def test_level_b_gives_the_same_points():
    # Neither pytest's folder nor, often, Python itself can be reached by another user.
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder,
        container.python_for_everybody(),
    ):
        os.chmod(folder, 0o755)
        _compare_at_level_b(Path(folder))


def _compare_at_level_b(folder):
    bench = Bench(folder, levels=("B",))
    try:
        assert bench.fork_server.level == "B"
        for name in ("tables", "a_recording_double", "axes_and_lines", "a_file_beside_the_key"):
            assert bench.outcome(*read_cells(CELLS / f"{name}.py")) == (2, None), name
        for answer, test in (("x = 1", "assert x == 2, 'Look.'"), ("f = 1 / 0", "f")):
            points, message = bench.outcome(answer, test)
            assert points == 0
            assert message
    finally:
        bench.fork_server.close()
