"""What students read: every wrong answer of the bank, and what the visible tests say about it.

``python -m tests.support.messages`` writes the table for teachers, ``docs/messages.md``.
"""

from examiner.authoring.bank import read_bank
from examiner.key_cell import visible
from tests.support import REPO, plain

PAGE = REPO / "docs" / "messages.md"
TASKS = ("task14", "task15", "task16")
_HEAD = """# What students read

Every row is a mistake, and what the tests that students see say about it when they press Validate.
Each mistake is an answer in `tests/answers/`; `make messages` writes this page.
"""
#: Answers that are not slips of students, and those whose figures differ from run to run.
_LEFT_OUT = ("forger_", "never_filled_in", "equal_to_everything", "always_the_same", "by_heart")
#: What is said of an answer whose head says that it passes the visible tests.
NOTHING = "Nothing: it is found after students hand in."
#: Answer cells that train a model, each with a test cell of the same name.
_TRAINED = {"experiment", "reading", "comparison"}
_CHANCE = ("np.random", "import random", "default_rng")


def typical(task):
    """List the wrong answers of a task's bank that are slips of students."""
    return [
        case
        for case in read_bank(REPO / "tests" / "answers", task)
        if not case.is_right
        and not any(part in case.name for part in _LEFT_OUT)
        and not any(part in case.source for part in _CHANCE)
    ]


def said(task):
    """Grade the wrong answers of a task with the visible tests only.

    Returns
    -------
    list of tuple
        (answer cell, story, test cell, sentence), the first sentence of each answer; what is
        raised by Python itself and not put into words by a test begins with its class.
    """
    cases = typical(task)
    outcomes = {}
    for paper, cells in _papers(task):
        own = {case: (case.cell, case.source) for case in cases if case.cell in cells}
        jobs = {task: (paper, own, 600)}
        (found,) = plain.in_forks(plain.run_cases, jobs, timeout=3600).values()
        assert isinstance(found, dict), found
        outcomes |= found
    rows = []
    for case in cases:
        failed = {
            test: text for test, text in outcomes[case].items() if text and test in case.costs
        }
        if not failed and case.passes_visible:
            failed = {", ".join(sorted(case.costs)): NOTHING}
        for test, text in list(failed.items())[:1]:
            rows.append((case.cell, case.story, test, text.removeprefix("AssertionError: ")))
    return rows


def _papers(task):
    """Give the visible cells with which answers are graded: functions do without training.

    Returns
    -------
    list of (list of tuple, set of str)
        Cells for `plain`, and the answer cells that are told about with them.
    """
    cells = [(kind, grade_id, visible(source)) for kind, grade_id, source in plain.cells(task)]
    answers = {grade_id for kind, grade_id, _ in cells if kind == "answer"}
    quick = [cell for cell in cells if (cell[1] or "").removeprefix("test_") not in _TRAINED]
    return [(quick, answers - _TRAINED), (cells, answers & _TRAINED)]


def table(task, rows):
    """Write the part of the page that is about one task."""
    lines = [f"\n## Task {task[-2:]}\n"]
    for cell in dict.fromkeys(row[0] for row in rows):
        lines += [f"\n### `{cell}`\n", "| What the student did | What the test says |", "|---|---|"]
        for _, story, _, sentence in (row for row in rows if row[0] == cell):
            lines.append(f"| {_in_a_cell(story)} | {_in_a_cell(sentence)} |")
    return "\n".join(lines) + "\n"


def _in_a_cell(text):
    return text.replace("|", "\\|").replace("*", "\\*").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(_HEAD + "".join(table(task, said(task)) for task in TASKS), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(REPO)}")
