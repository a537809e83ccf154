"""The attack suite: whatever a submission does, it gets its mark, and nobody else is touched."""

import re

import pytest

from tests import attacks
from tests.support import IN_CI, attack_course, attack_run

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]
CASES = attacks.everything()


@pytest.fixture(scope="session")
def runs():
    return {}


@pytest.fixture(params=["A", "B"], scope="session")
def run(request, runs):
    """Give the run over all attacks at one level; each level is run once."""
    level = request.param
    if level not in runs:
        runs[level] = attack_run.Run(level == "B", CASES)
    found = runs[level].report["engine"]
    if found["level"] != level and not IN_CI:
        pytest.skip(f"level {level} cannot be had on this machine: {found['probes']}")
    assert found["level"] == level, "CI must run the attacks at both levels"
    return runs[level]


def each(function):
    ids = [attack.name for attack in CASES]
    return pytest.mark.parametrize(("number", "attack"), list(enumerate(CASES)), ids=ids)(function)


@each
def test_the_attack_gets_its_mark_and_its_neighbours_theirs(run, number, attack):
    row = run.rows[f"{number:03}-{attack.name}"]
    assert row["points"] == attack.earns, row
    assert row["status"] in attack.status, row
    if row["status"] != "graded":
        assert len(row["reason"]) > 10
        assert len(row["remedy"]) > 10
    if row["status"] != "refused":
        assert row["max_points"] == attack_course.POINTS
        assert len(row["tests"]) == len(attack_course.TASKS)
    for place in (number, number + 1):
        neighbour = run.rows[f"{place:03}-honest"]
        assert neighbour["points"] == neighbour["max_points"] == attack_course.POINTS, neighbour
        assert (neighbour["status"], neighbour["reason"]) == ("graded", None)
        assert all(test["passed"] for test in neighbour["tests"])


@pytest.mark.parametrize(
    ("number", "attack"),
    [pytest.param(n, a, id=a.name) for n, a in enumerate(CASES) if a.runs_code],
)
def test_the_attack_was_carried_out(run, number, attack):
    """An attack that fails by a mistake of its own would prove nothing."""
    row = run.rows[f"{number:03}-{attack.name}"]
    if row["status"] != "graded":
        pytest.skip(f"it ended by itself, and so showed nothing: {row['reason']}")
    assert "the attack was carried out" in run.pages[row["student"]]


def test_no_secret_is_in_any_report(run):
    for name, text in run.reports.items():
        for place, secret in run.secrets.items():
            assert secret not in text, (name, place)
        loot = set(re.findall(r"LOOT [^<\n]*", text)) - {"LOOT secret"}
        assert not loot, name


def test_a_secret_would_be_seen(run):
    """The search itself works: what an honest cell prints in the same form is found."""
    number = next(n for n, attack in enumerate(CASES) if attack.name.startswith("75"))
    page = run.pages[f"{number:03}-{CASES[number].name}"]
    assert "kestrel-visible-0123456789abcdef" in page


def test_nothing_is_left_behind(run):
    assert run.left == {"processes": 0, "files": [], "changed": []}


def test_every_submission_has_a_row(run):
    """Case 77: all of them in one batch, and the run ends as it should."""
    assert len(run.rows) == 2 * len(CASES) + 1
    assert run.status == 3
    assert set(run.pages) == set(run.rows)


def test_the_list_of_the_design_is_complete():
    numbers = {int(attack.name.split("-")[0]) for attack in CASES}
    assert set(range(1, 76 + 1)) <= numbers
    assert len({attack.name for attack in CASES}) == len(CASES)
