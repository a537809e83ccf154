"""Seeding the random generators of a process, so that a run can be repeated draw by draw.

All processes of a submission are forked from the same one, with the same state. The tests' process
gets a seed that the student's never learns: nobody foresees what a test draws.
"""

import hashlib
import random
import secrets
import struct
import sys
from typing import Any


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


def _bytes(seed: str, use: str) -> bytes:
    return hashlib.sha256(f"{use} {seed}".encode()).digest()
