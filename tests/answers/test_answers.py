"""The answer bank: each file is an answer as a student writes it, with what it must cost.

``tests/answers/<task>/{right,wrong}/<answer cell>/<case>.py`` replaces one answer cell of the
reference. Its first lines are comments: what the student did, and ``# costs:`` with the test cells
that must fail, or ``nothing``. All other test cells must pass.
"""

import re

import pytest

from tests.support import REPO
from tests.support.plain import failures, failures_of_cases

pytestmark = pytest.mark.slow

CASES = sorted((REPO / "tests" / "answers").glob("*/*/*/*.py"))


def case_id(path):
    return "/".join(path.with_suffix("").parts[-4:])


@pytest.fixture(scope="session")
def outcome_of(request):
    """Grade a task's selected cases together, when the first of them is asked for."""
    selected = [
        item.callspec.params["path"]
        for item in request.session.items
        if getattr(item, "originalname", "") == test_an_answer_costs_what_it_should.__name__
    ]
    graded = {}

    def outcome_of(path):
        if path not in graded:
            task = path.parts[-4]
            cases = {
                other: (other.parts[-2], other.read_text())
                for other in selected
                if other.parts[-4] == task
            }
            graded.update(failures_of_cases(task, cases))
        assert path in graded, f"{path.parts[-4]} has no answer cell {path.parts[-2]!r}"
        return graded[path]

    return outcome_of


@pytest.mark.parametrize("path", CASES, ids=case_id)
def test_an_answer_costs_what_it_should(path, outcome_of):
    costs = re.search(r"^# costs: (.+)$", path.read_text(), re.MULTILINE)
    assert costs, f"{case_id(path)} has no line '# costs: ...'"
    expected = set() if costs[1] == "nothing" else set(re.split(r",\s*", costs[1]))
    outcome = outcome_of(path)
    assert isinstance(outcome, dict), outcome
    assert expected <= set(outcome), f"no such test cell: {expected - set(outcome)}"
    assert {name for name, error in outcome.items() if error} == expected, outcome


@pytest.mark.parametrize("task", ["task14", "task15", "task16"])
def test_the_reference_passes_and_the_release_fails_every_test(task):
    assert set(failures(task).values()) == {None}
    assert None not in failures(task, folder="release").values()
