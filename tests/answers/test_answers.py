"""The answer bank: each file is an answer as a student writes it, with what it must cost.

``tests/answers/<task>/{right,wrong}/<answer cell>/<case>.py`` replaces one answer cell of the
reference. Its first lines are comments: what the student did, and ``# costs:`` with the test cells
that must fail, or ``nothing``. All other test cells must pass.
"""

import pytest

from examiner.authoring.bank import read_bank
from tests.support import REPO
from tests.support.plain import failures, failures_of_cases

pytestmark = pytest.mark.slow

TASKS = ("task14", "task15", "task16")
CASES = [case for task in TASKS for case in read_bank(REPO / "tests" / "answers", task)]


@pytest.fixture(scope="session")
def outcome_of(request):
    """Grade a task's selected cases together, when the first of them is asked for."""
    selected = [
        item.callspec.params["case"]
        for item in request.session.items
        if getattr(item, "originalname", "") == test_an_answer_costs_what_it_should.__name__
    ]
    graded = {}

    def outcome_of(case):
        task = case.assignment
        if task not in graded:
            own = [other for other in selected if other.assignment == task]
            graded[task] = failures_of_cases(
                task, {other: (other.cell, other.source) for other in own}
            )
        assert case in graded[task], f"{task} has no answer cell {case.cell!r}"
        return graded[task][case]

    return outcome_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_answer_costs_what_it_should(case, outcome_of):
    outcome = outcome_of(case)
    assert isinstance(outcome, dict), outcome
    assert case.costs <= set(outcome), f"no such test cell: {case.costs - set(outcome)}"
    assert {name for name, error in outcome.items() if error} == case.costs, outcome


@pytest.mark.parametrize("task", TASKS)
def test_the_reference_passes_and_the_release_fails_every_test(task):
    assert set(failures(task).values()) == {None}
    assert None not in failures(task, folder="release").values()
