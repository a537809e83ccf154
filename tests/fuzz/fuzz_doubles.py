"""A walk over all that the student's code can reach: ``python -m tests.fuzz.fuzz_doubles [REQUESTS [SEED]]``.

From every object that a test of the engine, a task of the course or `library_objects` passes, no
function of a library, no module, frame or code is reached, and no text is run.
"""

import sys
from pathlib import Path

from tests.fuzz.doubles_target import Walk, ran_code
from tests.fuzz.library_objects import library_objects
from tests.fuzz.task_objects import task_objects

_REQUESTS = 2000  # for one object to begin with


def fuzz(requests=_REQUESTS, seed=0, tasks=("task14", "task15", "task16")):
    """Walk from all objects; return the walk. AssertionError if something is found."""
    walk = Walk(seed, requests)
    for value in (*library_objects(), *cell_objects(), *task_objects(tasks)):
        walk.walk(value)
        assert not ran_code(), f"{value!r} runs a text"
    return walk


def cell_objects():
    """Make one object of each thing that the cell of ``test_doubles`` defines."""
    from tests.examiner.rpc.test_doubles import CELL

    names = {"__name__": "__main__"}
    exec(CELL, names)
    shape = names["Shape"]()
    yield from (
        shape,
        shape.step,
        names["Shape"],
        names["double"],
        names["Slotted"](),
        names["Colour"],
    )
    yield from (names["Colour"].RED, names["Model"](a=1), names["opened"], names["numbers"]())
    yield names["Spy"](shape)
    for real in library_objects():
        yield names["Spy"](real)


def main():
    """Walk, and say how much was seen."""
    numbers = [int(argument) for argument in sys.argv[1:]]
    walk = fuzz(*numbers)
    print(f"{walk.seen.total()} objects of {len(walk.seen)} kinds, {walk.requests} requests")
    for kind, count in walk.seen.most_common(15):
        print(f"  {count:6} {kind}")


if __name__ == "__main__":
    assert Path("tests").is_dir(), "run it in the repository"
    main()
