"""The page marks answers as Python does: the same cases on both sides."""

import json
import subprocess

import nncourse.quiz.widget
from nncourse.quiz import bank
from nncourse.quiz.question import AnswerError
from tests.support.package_page import PACKAGE
from tests.support.quiz_entries import CHOICE, MANY, NUMBER, make

NUMBERS = ["", " ", "abc", "1/0", "1/2/3", "nan", "1e999", "25 %", "0x10", "1,2,3", "1.2,3", "0,25",
           " 2.5e-1 ", "−0.5", ".5", "1.", "1/4", "30,000", "30,000.5", "-7", "+7", "0.25", "0.3",
           "0.2512", "0.778", "1 000", "5/2", "-1e-3", "0.41", "78", "0.22"]  # fmt: skip
CHOICES = [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2], [0, 1, 3]]

_RUN = """
import {{ mark }} from {module};
const told = {cases}.map(([question, key, answer]) => {{
  try {{ return mark(question, key, answer); }} catch (error) {{ return {{ problem: error.message }}; }}
}});
console.log(JSON.stringify(told));
"""


def questions():
    yield from (make(CHOICE), make(MANY), make(NUMBER), make(NUMBER, precision=2))
    for lesson in bank.lessons():
        yield from bank.load(lesson).values()


def in_python(question, answer):
    try:
        verdict = question.mark(answer)
    except AnswerError as error:
        return {"problem": str(error)}
    feedback = [list(line) for line in verdict.feedback]
    return {"correct": verdict.correct, "feedback": feedback, "missing": verdict.missing}


def test_the_page_marks_as_python_does(node):
    cases, expected = [], []
    for question in questions():
        answers = NUMBERS if question.type == "numeric" else CHOICES
        for answer in answers:
            if question.type != "numeric" and any(a >= len(question.options) for a in answer):
                continue
            key = {"answers": question.answers, "precision": question.precision}
            cases.append([{"type": question.type}, key, answer])
            expected.append(in_python(question, answer))
    module = json.dumps((PACKAGE / "quiz" / "mark.js").as_uri())
    source = _RUN.format(module=module, cases=json.dumps(cases))
    command = [node, "--input-type=module", "-"]
    run = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    told = json.loads(run.stdout)
    for case, here, there in zip(cases, expected, told, strict=True):
        if case[0]["type"] == "numeric" and "feedback" in here:
            # Only the text of the number may differ: Python writes it anew.
            here["feedback"][0][0] = there["feedback"][0][0] = ""
        assert there == here, case
    assert len(cases) > 500


def test_what_the_page_gets_is_what_python_knows():
    sealed = nncourse.quiz.widget._seal(make(NUMBER, reveal="So."))
    assert "quarter" not in sealed
