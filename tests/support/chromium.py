"""The browser of the tests marked ``browser``, and the rules for them: a plugin of pytest.

Without Chromium they are skipped with one sentence, before any JupyterLab is started; in CI the run
ends at once instead. In CI a browser test gets a second chance, as a browser may stumble on a busy
machine; a run that needs more than two of them has a fault and fails.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.support import IN_CI

#: Second chances in one run.
MOST_RERUNS = 2


def chromium():
    """Return the path of Chromium.

    Raises
    ------
    RuntimeError
        If there is none; says what to do.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found or not Path(found).exists():
        raise RuntimeError(
            "The browser tests need Chromium: apt-get install chromium, or set CHROMIUM to its path."
        )
    return found


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Reruns())
    if IN_CI and "not browser" not in config.option.markexpr:
        try:
            chromium()
        except RuntimeError as error:
            raise pytest.UsageError(f"{error} CI must run them.") from error


def pytest_collection_modifyitems(items):
    if IN_CI:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    # Skipped from this line all of them, so that pytest sums them up in one sentence.
    if item.get_closest_marker("browser"):
        try:
            chromium()
        except RuntimeError as error:
            pytest.skip(str(error))


class _Reruns:
    """Counts second chances where all reports arrive: not in the workers of xdist."""

    def __init__(self):
        self.seen = []

    def pytest_runtest_logreport(self, report):
        if report.outcome == "rerun":
            self.seen.append(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session):
        if len(self.seen) > MOST_RERUNS and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        if self.seen:
            # Always shown: a test that never passes the first time hides a fault.
            too_many = len(self.seen) > MOST_RERUNS
            terminalreporter.section("second chances", red=too_many)
            limit = f"; at most {MOST_RERUNS} may" if too_many else ""
            terminalreporter.line(f"{len(self.seen)} browser tests had to run again{limit}:")
            for nodeid in self.seen:
                terminalreporter.line(f"  {nodeid}")
