"""The attack suite: whatever a submission does, it gets its mark, and nobody else is touched.

All of it is tried at every level, as root and as an ordinary user: what holds a value or a file back
does not depend on the level, but which process dies of what, and who then hears of it, does.
"""

import os
import re

import pytest

from examiner.doors import DOORS
from tests import attacks
from tests.support import IN_CI, attack_course
from tests.support.attack_run import Place, Run

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]
CASES = attacks.everything()
MOST = attack_course.POINTS + attack_course.MANUAL_POINTS
OVER_THE_WIRE = attacks.everything(attacks.OVER_THE_WIRE)
#: As whoever runs the tests, and as an ordinary user if that is root; and with each door open in all
#: test cells. Level C needs root.
PLACES = {
    "A": Place("A"), "B": Place("B"), "C": Place("C"),
    "A-ordinary": Place("A", ordinary=True), "B-ordinary": Place("B", ordinary=True),
    **{f"A-{door}": Place("A", needs=needs) for door, needs in attack_course.DOORS.items()},
}  # fmt: skip


def cases_of(name):
    """List what is tried at a place: everything, or with a door open what goes over the wire."""
    return OVER_THE_WIRE if PLACES[name].needs else CASES


def test_every_door_is_tried():
    assert {*DOORS} == {*attack_course.DOORS}


@pytest.fixture(scope="session")
def runs():
    return {}


@pytest.fixture(params=PLACES, scope="session")
def run(request, runs):
    """Give the run over the attacks at one place; each is made once."""
    name, place = request.param, PLACES[request.param]
    if (place.ordinary or place.level == "C") and os.geteuid() != 0:
        pytest.skip(f"only root can try {name}; the others are tried as an ordinary user anyway")
    if name not in runs:
        runs[name] = Run(place, cases_of(name))
    found = runs[name].report["engine"]
    if found["level"] != place.level and not IN_CI:
        pytest.skip(f"level {place.level} is not available on this machine: {found['probes']}")
    assert found["level"] == place.level, "CI must run the attacks at every level"
    return runs[name]


def each(condition=lambda attack: True):
    """Run a test for every attack at every place where it is tried."""
    pairs = [(name, attack) for name in PLACES for attack in cases_of(name) if condition(attack)]
    ids = [f"{name}-{attack.name}" for name, attack in pairs]
    return pytest.mark.parametrize(("run", "attack"), pairs, ids=ids, indirect=["run"])


@each()
def test_the_attack_gets_its_mark_and_its_neighbours_theirs(run, attack):
    row = run.row(attack)
    assert row["points"] == attack.earns, row
    assert row["status"] in attack.status, row
    if row["status"] != "graded":
        assert len(row["reason"]) > 10
        assert len(row["remedy"]) > 10
    if row["status"] != "refused":
        assert row["max_points"] == MOST
        assert len(row["tests"]) == len(attack_course.TASKS)
    for neighbour in run.neighbours(attack):
        assert (neighbour["points"], neighbour["max_points"]) == (attack_course.POINTS, MOST)
        assert (neighbour["status"], neighbour["reason"]) == ("graded", None)
        assert all(test["passed"] for test in neighbour["tests"])


@each(lambda attack: attack.runs_code)
def test_the_attack_was_carried_out(run, attack):
    """An attack that fails by a mistake of its own would prove nothing."""
    row = run.row(attack)
    if row["status"] != "graded":
        pytest.skip(f"it ended by itself, and so showed nothing: {row['reason']}")
    assert "the attack was carried out" in run.pages[row["student"]]


def test_no_secret_is_in_any_report(run):
    for name, text in run.reports.items():
        for place, secret in run.secrets.items():
            assert secret not in text, (name, place)
        if run.report["engine"]["level"] == "C":
            continue  # what everybody may read stays readable there: courses of other tests, too
        loot = set(re.findall(r"LOOT [^<\n]*", text)) - {"LOOT secret"}
        assert not loot, name


@pytest.mark.parametrize(
    "run", [name for name, place in PLACES.items() if not place.needs], indirect=True
)
def test_a_secret_would_be_seen(run):
    """The search itself works: what an honest cell prints in the same form is found."""
    attack = next(attack for attack in CASES if attack.name.startswith("75"))
    page = run.pages[run.row(attack)["student"]]
    assert "kestrel-visible-0123456789abcdef" in page


def test_nothing_is_left_behind(run):
    assert run.left == {"processes": 0, "files": [], "changed": []}


def test_every_submission_has_a_row(run):
    """Case 77: all of them in one batch, and the run ends as it should."""
    assert len(run.rows) == 2 * len(run.cases) + 1
    assert run.status == 3
    assert set(run.pages) == set(run.rows)


def test_the_list_of_the_design_is_complete():
    numbers = {int(attack.name.split("-")[0]) for attack in CASES}
    assert set(range(1, 76 + 1)) <= numbers
    assert len({attack.name for attack in CASES}) == len(CASES)
