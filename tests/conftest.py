"""What every test shares."""

import os

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


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Give JupyterLab over a copy of the course, with a browser; see `browser.Lab`."""
    from tests.support.browser import Lab  # here, so that tests without a browser do not load one

    jupyterlab = Lab(tmp_path_factory.mktemp("lab"))
    yield jupyterlab
    jupyterlab.close()
