"""What a student reads when a name is missing because its cell stopped."""

import pytest

from examiner.grading.stopped_cells import error_of
from tests.support.small_course import cell

HIDDEN = "### BEGIN HIDDEN TESTS\nassert answer\n### END HIDDEN TESTS"


def message(bench, answer, *, hidden=False):
    """Grade an answer cell that stops; before it, a hidden test runs or not."""
    first = [cell("test", "first", HIDDEN if hidden else "assert True", 1)]
    row = bench.grade(answer, "assert f(1) == 1", before=first)
    return row.tests[-1].message


@pytest.mark.parametrize(
    ("line", "before", "after"),
    [
        ("import torchh", "ModuleNotFoundError: No module named 'torchh'", None),
        ("from gogle.colab import x", "ModuleNotFoundError: No module named 'gogle'", None),
        ("raise ValueError('left over')", "ValueError: left over", "ValueError"),
        ("x = “hello”", "SyntaxError: invalid character '“' (U+201C) (line 1)", "SyntaxError"),
        ("class Oops(KeyError): pass\nraise Oops('x')", "Oops: 'x'", "KeyError"),
    ],
)
def test_the_message_names_the_cell_and_its_error(bench, line, before, after):
    answer = f"{line}\ndef f(x):\n    return x"
    assert message(bench, answer) == (
        f"Cell 3 (answer) stopped with {before}, so f is not defined."
    )
    # What ran after hidden tests may repeat what they passed: the class alone, unless the text is
    # that of the notebook itself.
    assert message(bench, answer, hidden=True) == (
        f"Cell 3 (answer) stopped with {after or before}, so f is not defined."
    )


def test_a_name_that_no_stopped_cell_defines_has_the_general_message(bench):
    assert message(bench, "def g(x):\n    return x").startswith("The name f is not defined.")


@pytest.mark.parametrize(
    "raised", [None, 1, {}, {"ancestry": 3}, {"ancestry": [[1]]}, {"ancestry": []}]
)
def test_nothing_that_a_students_process_says_is_sure(raised):
    assert error_of(raised, "", with_text=True) is None
    assert error_of(raised, "", with_text=False) is None


def test_a_module_that_is_chosen_at_run_time_is_not_named_after_hidden_tests():
    raised = {
        "ancestry": [["builtins", "ModuleNotFoundError"]],
        "message": "No module named 'secret'",
    }
    source = "import math\nimport secret\n"
    assert error_of(raised, source, with_text=False) == "ModuleNotFoundError"
