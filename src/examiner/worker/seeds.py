"""Seeding the random generators of a process, so that a run can be repeated draw by draw.

All processes of a submission are forked from the same one, with the same state. The tests' process
gets a seed that the student's never learns: nobody foresees what a test draws.
"""

import contextlib
import hashlib
import random
import secrets
import struct
import sys
from collections.abc import Iterator, Mapping
from typing import Any

#: Bits of a seed that a person writes; that of the system has 128.
_LONGEST_BY_HAND = 64


def seed_generators(seed: str) -> None:
    """Seed ``random`` and numpy's legacy generator.

    Parameters
    ----------
    seed
        Any text.
    """
    random.seed(_bytes(seed, "random"))
    if numpy := sys.modules.get("numpy.random"):
        numpy.seed([*struct.unpack("<8I", _bytes(seed, "numpy"))])


def seed_unseeded_objects(seed: str, names: Mapping[str, Any]) -> None:
    """Seed the generators of numpy that set-up cells made without a seed, ``rng = default_rng()``.

    Both processes have them, in the same state. One that was made with a seed keeps its state: answers
    may depend on it. A ``random.Random`` does not tell which it is, and keeps its state too.

    Parameters
    ----------
    seed
        Any text.
    names
        Of the notebook.
    """
    numpy = sys.modules.get("numpy.random")
    if not numpy:
        return
    draw = random.Random(_bytes(seed, "objects")).getrandbits
    for name in sorted(names):
        made = names[name]
        if type(made) in (numpy.Generator, numpy.RandomState):
            bits = made.bit_generator if type(made) is numpy.Generator else made._bit_generator
            entropy = getattr(getattr(bits, "_seed_seq", None), "entropy", None)
            if type(entropy) is int and entropy.bit_length() > _LONGEST_BY_HAND:
                bits.state = type(bits)(draw(128)).state


def seed_fresh_generators(seed: str) -> None:
    """Let generators of numpy that are made without a seed follow from one all the same.

    ``default_rng()``, ``SeedSequence()`` and ``RandomState()`` take their entropy from
    ``secrets.randbits``, by the name that ``numpy.random.bit_generator`` knows it by. Only there is
    another function put in its place; where numpy is not loaded yet, it will take it from `secrets`.
    For the tests' process: in the student's, the student would see it.
    """
    draw = random.Random(_bytes(seed, "fresh")).getrandbits
    place: Any = sys.modules.get("numpy.random.bit_generator", secrets)
    place.randbits = draw


@contextlib.contextmanager
def same_draws(seed: str) -> Iterator[None]:
    """Let both processes of a submission draw the same, as if one of them had drawn for both.

    For set-up cells that run in each of them: numpy, and the functions of `random`; a `Random()` or
    `os.urandom` draws something else in each. Nothing secret may follow from the seed.
    """
    randbits = secrets.randbits
    seed_generators(seed)
    seed_fresh_generators(seed)
    try:
        yield
    finally:
        for place in (secrets, sys.modules.get("numpy.random.bit_generator")):
            if place is not None:
                place.__dict__["randbits"] = randbits


def _bytes(seed: str, use: str) -> bytes:
    return hashlib.sha256(f"{use} {seed}".encode()).digest()
