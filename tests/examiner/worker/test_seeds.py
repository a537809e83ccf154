"""Seeding a process: what is drawn follows from the seed, whatever was drawn before."""

import copy
import random
import subprocess
import sys

import numpy as np
import pytest

from examiner.worker.seeds import (
    seed_fresh_generators,
    seed_generators,
    seed_unseeded_objects,
)

DRAWS = {
    "random": lambda: random.random(),
    "numpy's legacy generator": lambda: np.random.random(),
    "default_rng()": lambda: np.random.default_rng().random(),
    "RandomState()": lambda: np.random.RandomState().random(),
    "SeedSequence()": lambda: np.random.SeedSequence().entropy,
    "seed(None)": lambda: [np.random.seed(None), np.random.random()][1],
}


def drawn(draw, seed):
    seed_generators(seed)
    seed_fresh_generators(seed)
    return [draw() for _ in range(2)]


@pytest.fixture(autouse=True)
def _as_it_was():
    randbits, states = np.random.bit_generator.randbits, (random.getstate(), np.random.get_state())
    yield
    np.random.bit_generator.randbits = randbits
    random.setstate(states[0])
    np.random.set_state(states[1])


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_the_same_seed_draws_the_same_and_another_seed_something_else(draw):
    first = drawn(draw, "a")
    assert first[0] != first[1]
    random.seed(1)
    np.random.seed(1)
    assert drawn(draw, "a") == first
    assert drawn(draw, "b") != first


def test_numpy_that_is_loaded_later_is_seeded_too():
    code = (
        "from examiner.worker.seeds import *; seed_generators('a'); seed_fresh_generators('a')\n"
        "import numpy; print(numpy.random.random(), numpy.random.default_rng().random())"
    )
    said = {subprocess.check_output([sys.executable, "-c", code]) for _ in range(2)}
    assert len(said) == 1


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_an_object_that_set_up_made_without_a_seed_cannot_be_foreseen_from_the_other_process(make):
    rng, seeded = make(), make(7)
    copied = copy.deepcopy(rng)
    seed_unseeded_objects("tests", {"rng": rng, "seeded": seeded})
    first = rng.random()
    assert first != copied.random()
    seed_unseeded_objects("tests", {"rng": rng, "seeded": seeded})
    assert rng.random() == first
    assert seeded.random() == make(7).random(), "answers may depend on it"
