"""What every test shares."""

import os
import shutil

import hypothesis
import pytest

# Before numpy and matplotlib are imported: no window, and no threads that a fork would lose.
os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

pytest_plugins = [
    "tests.support.chromium",
    "tests.support.golden",
    "tests.support.idiom_option",
]

# The same examples in every run, so that no change is blamed for what chance finds; new ones are
# looked for with --hypothesis-profile=default. No deadline: a busy machine decides nothing.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")

#: Marks of tests that take long.
LONG = ("browser", "sandbox", "slow")


def pytest_collection_modifyitems(config, items):
    """Begin with the files that take long: a worker of xdist that got one last would be waited for."""
    if hasattr(config, "workerinput"):
        slow = {it.path for it in items if any(map(it.get_closest_marker, LONG))}
        items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Give JupyterLab over a copy of the course, with a browser; see `browser.Lab`."""
    from tests.support.browser import Lab  # here, so that tests without a browser do not load one

    jupyterlab = Lab(tmp_path_factory.mktemp("lab"))
    yield jupyterlab
    jupyterlab.close()


@pytest.fixture
def node():
    """Give Node, which runs modules as a browser would; CI has it."""
    found = shutil.which("node")
    if not found:
        assert not os.environ.get("CI"), "Node is missing in CI"
        pytest.skip("Node is not installed (apt-get install nodejs)")
    return found
