"""The same answers get the same marks, however many are graded at once and whatever else runs."""

import pytest

from tests.support import same_marks

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]
ROWS = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class") / "submitted"
    same_marks.write_class(folder, ROWS)
    return folder


@pytest.fixture(scope="module")
def alone(folder):
    """Give the marks of a class that was graded one by one."""
    return same_marks.marks(folder, jobs=1)


def test_the_class_is_worth_looking_at(alone):
    statuses = [row[0] for row in alone.values()]
    points = {sum(row[2].values()) for row in alone.values()}
    assert len(statuses) == ROWS
    assert statuses.count("timeout") == 1
    assert statuses.count("graded") == ROWS - 1
    assert len(points) > 3


def test_eight_at_once_get_the_same_marks_as_one_by_one(folder, alone):
    assert same_marks.differing(alone, same_marks.marks(folder, jobs=8)) == []


def test_a_busy_machine_costs_no_mark(folder, alone):
    with same_marks.load(16):
        busy = same_marks.marks(folder, jobs=8)
    assert same_marks.differing(alone, busy) == []
