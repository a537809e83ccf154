"""Methods of a test double are asked for once, and never where they may have become something else."""

import types
from collections import Counter

import pytest

from examiner.rpc.doubles import Doubles
from tests.support.two_ends import two_ends

#: What a test cell may define; it runs in a module that is called as a notebook's is.
CELL = """
class Machine:
    def __init__(self):
        self.steps, self.reads = [], 0
    def step(self):
        self.steps.append("first")
    def turn(self):
        self.step = self.other
    def turn_and_fail(self):
        self.step = self.other
        raise ValueError("turned")
    def change_class(self):
        self.__class__ = Changed
    def stop(self):
        self.step = None
    def other(self):
        self.steps.append("other")
    @property
    def state(self):
        self.reads += 1
        return self.reads

class Changed(Machine):
    def step(self):
        self.steps.append("changed")

class Watched(Machine):
    def __getattribute__(self, name):
        if name == "step":
            self.reads += 1
        return super().__getattribute__(name)
"""
STUDENT = """
def steps(machine, n):
    for _ in range(n):
        machine.step()

def states(machine, n):
    return [machine.state for _ in range(n)]

def around(machine, name):
    machine.step()
    try:
        getattr(machine, name)()
    except ValueError:
        pass
    machine.step()

def ends(machine):
    machine.step()
    machine.stop()
    return machine.step is None

def kept(machine):
    step = machine.step
    machine.turn()
    step()

def method(machine):
    return machine.step

def asks(machine, function):
    machine.step()
    function()
    machine.step()
"""


@pytest.fixture(scope="module")
def cell():
    names = {"__name__": "__main__"}
    exec(CELL, names)
    return types.SimpleNamespace(**{k: v for k, v in names.items() if not k.startswith("_")})


@pytest.fixture
def asked(monkeypatch):
    """Count what the student's process asks for."""
    seen, perform = Counter(), Doubles.perform

    def counted(self, request, decode):
        seen[request["do"], request["name"]] += 1
        return perform(self, request, decode)

    monkeypatch.setattr(Doubles, "perform", counted)
    return seen


def test_a_method_is_asked_for_once_per_call_of_the_students_code(cell, asked):
    machine = cell.Machine()
    with two_ends(STUDENT) as ends:
        ends.namespace["steps"](machine, 10)
        assert machine.steps == ["first"] * 10
        assert asked == {("attribute", "step"): 1, ("call", "__call__"): 10}
        ends.namespace["steps"](machine, 1)
        assert asked["attribute", "step"] == 2


def test_what_runs_code_of_the_test_is_read_each_time(cell):
    machine, watched = cell.Machine(), cell.Watched()
    with two_ends(STUDENT) as ends:
        assert ends.namespace["states"](machine, 3) == [1, 2, 3]
        ends.namespace["steps"](watched, 3)
    assert watched.reads == 3


@pytest.mark.parametrize("how", ["turn", "turn_and_fail", "change_class", "other"])
def test_a_method_that_the_test_replaces_is_read_again(cell, how):
    machine, here = cell.Machine(), cell.Machine()
    names = {}
    exec(STUDENT, names)
    names["around"](here, how)
    with two_ends(STUDENT) as ends:
        ends.namespace["around"](machine, how)
        assert machine.steps == here.steps
        assert ends.namespace["ends"](cell.Machine())


def test_a_method_that_the_students_code_holds_stays_the_one_it_read(cell):
    machine = cell.Machine()
    with two_ends(STUDENT) as ends:
        ends.namespace["kept"](machine)
        assert machine.steps == ["first"]
        assert ends.namespace["method"](machine) == machine.step


def test_what_a_test_changes_between_two_requests_is_seen(cell):
    machine = cell.Machine()
    with two_ends(STUDENT) as ends:
        ends.namespace["steps"](machine, 2)
        machine.step = machine.other
        ends.namespace["steps"](machine, 1)
        assert machine.steps == ["first", "first", "other"]

        def function():
            machine.step = machine.stop

        function.__module__ = "__main__"  # as what a cell defines
        ends.namespace["asks"](machine, function)
    assert machine.step is None
