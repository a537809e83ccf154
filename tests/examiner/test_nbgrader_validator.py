"""What students read when they press Validate."""

import logging

import nbformat
import pytest
from nbgrader.validator import Validator
from traitlets.config import Config

from examiner.nbgrader_validator import SentenceValidator
from tests.support import sample_class
from tests.support.small_course import cell, notebook

pytestmark = pytest.mark.slow  # each of them starts a kernel

ESSAY = (
    "Question 8: a threshold during training? (threshold_essay)",
    "This is not written yet. It has no test: a person reads your answer.",
)
UNANSWERED = "This is not answered yet: the answer cell still raises NotImplementedError."
COLON = (
    "Cell 6 (sigmoid) stopped with SyntaxError: expected ':' (line 3), so sigmoid is not defined."
)
VALUES = "Question 1: the values, with and without a and b (test_sigmoid_values)"
SHAPES = "Question 1: a number, an array, a Series (test_sigmoid_shapes)"
STABLE = "Question 9: sigmoid of large numbers (test_sigmoid_stable)"


def validate(folder, made, validator=SentenceValidator, **options):
    """Validate a notebook; return what nbgrader gives its dialog."""
    nbformat.write(made, path := folder / "task14.ipynb")
    return validator(log=logging.getLogger("validate"), **options).validate(str(path))


def said(result):
    """Return what a student reads of each cell, by what names it, as if lines had no end."""
    assert result.keys() <= {"failed"}
    found = {one["source"]: one["raw_error"] for one in result.get("failed", [])}
    assert all(
        len(line) <= 90 for pair in found.items() for text in pair for line in text.split("\n")
    )
    return {" ".join(title.split()): " ".join(text.split()) for title, text in found.items()}


def solved(*cases, written=True):
    made = sample_class.answered("task14", cases)
    if written:
        (words,) = (
            found
            for found in made.cells
            if found.metadata.get("nbgrader", {}).get("grade_id") == "threshold_essay"
        )
        words.source = "Its slope is 0 nearly everywhere."
    return made


@pytest.mark.parametrize(
    ("made", "sentences"),
    [
        pytest.param(solved(), {}, id="right"),
        pytest.param(solved(written=False), dict([ESSAY]), id="empty essay"),
        pytest.param(
            solved("task14/wrong/sigmoid/sign_of_the_exponent"),
            {
                VALUES: "sigmoid(2) should be 0.8808; yours gave 0.1192. Look at the sign in the exponent.",
                STABLE: "sigmoid of an array stopped with an error: an intermediate result was too large "
                "for the computer. The hints in question 9 show a way around it.",
            },
            id="wrong",
        ),
        pytest.param(
            solved("task14/wrong/sigmoid/syntax_error_in_the_cell"),
            {VALUES: COLON, SHAPES: COLON, STABLE: COLON},
            id="syntax error",
        ),
    ],
)
def test_a_task_has_a_sentence_for_each_question_that_fails(tmp_path, made, sentences):
    assert said(validate(tmp_path, made)) == sentences


def test_an_untouched_task_is_not_answered_yet(tmp_path):
    sentences = said(validate(tmp_path, sample_class.read("release", "task14")))
    choices = "Question 7: the four choices; whether they are right is checked after you hand in"
    assert sentences.pop(f"{choices} (test_best_activation)") == (
        "The name best_activation is not defined. Does the answer cell run without an error, "
        "and does it use exactly this name?"
    )
    assert sentences.pop(ESSAY[0]) == ESSAY[1]
    assert len(sentences) == 11
    assert set(sentences.values()) == {UNANSWERED}


def test_every_kind_of_failure_has_the_sentence_of_the_grader(tmp_path):
    """One notebook, and a test cell for each way to fail; nbgrader finds the same ones."""
    made = notebook(
        [
            nbformat.v4.new_markdown_cell("# Lists (3 points)"),
            cell("locked", "helpers", "def check(got):\n    assert got == 1, 'It should\\nbe 1.'"),
            cell("answer", "length", "def length(x):\n    return len(x)\n\ndef wrong():\n    return 2"),
            cell("answer", "loop", "while True:\n    pass\nafter = 1"),
            cell("test", "passes", "assert length([1]) == 1", 1),
            cell("test", "helped", "check(wrong())", 1),
            cell("test", "raises", "# examiner: inplace\n# A number has no length.\nlength(3)", 1),
            cell("test", "unusable", "wrong() + ''", 1),
            cell("test", "of_a_library", "import json\njson.loads(wrong())", 1),
            cell("test", "silent", "assert wrong() == 1", 1),
            cell("test", "missing", "missing()", 1),
            cell("test", "stopped", "after", 1),
            cell("test", "endless", "while True:\n    pass", 1),
            cell("test", "part", "'''Two parts.'''\n0.5", 1),
            cell("test", "warns", "import sys\nprint('a <warning>', file=sys.stderr)", 1),
        ]
    )  # fmt: skip
    config = Config({"Execute": {"timeout": 1}})
    result = validate(tmp_path, made, config=config)
    assert said(result) == {
        "Lists (helped)": "It should be 1.",
        "A number has no length (raises)": "Your code raised TypeError when it was called.",
        "Lists (unusable)": "The test could not use your result (TypeError). "
        "Check what type your code returns.",
        "Lists (of_a_library)": "The test could not use your result (TypeError). "
        "Check what type your code returns.",
        "Lists (silent)": "This test did not pass.",
        "Lists (missing)": "The name missing is not defined. Does the answer cell run without an error, "
        "and does it use exactly this name?",
        "Lists (stopped)": "Cell 4 (loop) stopped with KeyboardInterrupt: this cell ran out of time, "
        "so after is not defined.",
        "Lists (endless)": "Your code was still running after 1 second. Is there a loop that never ends?",
        "Two parts (part)": "0.5 of 1 points.",
        "Lists (warns)": "Nothing failed, but this was written while the test ran, for example a "
        "warning: a <warning>",
    }  # fmt: skip
    assert "a &lt;warning&gt;" in result["failed"][-1]["error"]
    plain = validate(tmp_path, made, Validator, config=config)
    assert len(plain["failed"]) == len(result["failed"])


def test_a_changed_test_is_shown_as_nbgrader_shows_it(tmp_path):
    made = solved()
    (test,) = (
        found
        for found in made.cells
        if found.metadata.get("nbgrader", {}).get("grade_id") == "test_tanh"
    )
    test.source = "pass"
    assert validate(tmp_path, made) == {"changed": [{"source": "pass"}]}


def test_nbgrader_may_validate_all_cells(tmp_path):
    made = notebook([nbformat.v4.new_markdown_cell("# Lists"), cell("answer", "one", "1 / 0")])
    made.cells.append(nbformat.v4.new_code_cell("[][1]", id="own"))
    result = said(validate(tmp_path, made, config=Config({"Validator": {"validate_all": True}})))
    assert result.keys() == {"Lists (one)", "cell 3"}
    assert "division by zero" in result["Lists (one)"]
    assert "list index out of range" in result["cell 3"]


def test_a_traceback_that_does_not_tell_stays_as_it_is(tmp_path):
    result = said(validate(tmp_path, notebook([cell("test", "broken", "def", 1)])))
    ((title, error),) = result.items()
    assert title == "cell 1 (broken)"
    assert error.rstrip().endswith("invalid syntax")
