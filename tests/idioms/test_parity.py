"""Every idiom gets its marks with the doors that its head names, and no others.

``--all-idioms`` tries all of them; without it every twelfth is tried.
"""

import pytest

from tests.support.idiom_doors import opened
from tests.support.idioms import idioms

pytestmark = [pytest.mark.slow, pytest.mark.sandbox]
IDIOMS = idioms()
_EVERY = 12


def test_an_idiom_needs_what_its_head_says(idiom):
    if idiom.missing:
        pytest.skip(f"{idiom.name} requires {', '.join(idiom.missing)}: pip install them")
    found = opened(idiom)
    assert found.points == {"reference": idiom.points, "untouched": 0}, found
    assert found.doors == {*idiom.needs}, found


def pytest_generate_tests(metafunc):
    every = 1 if metafunc.config.getoption("--all-idioms", default=False) else _EVERY
    tried = IDIOMS[::every]
    metafunc.parametrize("idiom", tried, ids=lambda idiom: idiom.name)
