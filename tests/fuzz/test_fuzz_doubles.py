"""The walk over doubles, short enough for every run of the tests, and proof that it would find holes."""

import sys
import types

import pytest

from tests.fuzz.doubles_target import Walk
from tests.fuzz.fuzz_doubles import fuzz
from tests.fuzz.library_objects import library_objects


def test_nothing_of_the_tests_process_can_be_reached():
    walk = fuzz(150, tasks=("task15", "task16"))
    assert walk.seen.total() > 250
    assert walk.requests > 5000
    assert walk.seen["RecordingModel"]
    assert walk.seen["ScriptedModel"]


def test_there_are_forty_objects_of_libraries():
    assert sum(1 for _ in library_objects()) >= 40


@pytest.mark.parametrize("reached", [sys._getframe(), sys._getframe().f_code, eval, sys])
def test_the_walk_would_find_a_hole(reached, monkeypatch):
    monkeypatch.setattr("tests.fuzz.doubles_target.copy_of", lambda value: None)
    monkeypatch.setattr("examiner.rpc.doubles._NEVER", ())
    monkeypatch.setattr("examiner.rpc.doubles._BY_NAME", ())
    leaky = types.SimpleNamespace(way=reached)
    with pytest.raises(AssertionError, match="crossed"):
        Walk(0, 500).walk(leaky)
