"""What becomes of browser tests without a browser, and of those that fail at first."""

import os
import re
import subprocess
import sys

import pytest

from tests.support import REPO

NO_CHROMIUM = {"CHROMIUM": "nowhere/chromium"}
#: Any file will do: the tests below only claim to need a browser.
CHROMIUM = {"CHROMIUM": sys.executable}
STUMBLING = """
from pathlib import Path
import pytest

@pytest.mark.browser
@pytest.mark.parametrize("number", range({}))
def test_stumbles_once(number, tmp_path_factory):
    seen = Path(__file__).with_name(f"seen-{{number}}")
    before = seen.exists()
    seen.touch()
    assert before

def test_without_a_browser():
    pass
"""


@pytest.fixture
def run(tmp_path):
    """Give ``run(number of stumbling tests, *options, **environment)``."""

    def run(stumbling, *options, **environment):
        (tmp_path / "test_it.py").write_text(STUMBLING.format(stumbling))
        # Only the plugins that matter here: all of them would double the time.
        settings = {
            "PYTHONPATH": str(REPO),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTEST_PLUGINS": "xdist.plugin,pytest_rerunfailures,tests.support.chromium",
            "CI": "",
        }
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs"]
        return subprocess.run(
            [*command, "--override-ini=markers=browser", *options],
            cwd=tmp_path,
            env=os.environ | settings | environment,
            capture_output=True,
            text=True,
        )

    return run


def test_without_chromium_they_are_skipped_with_one_sentence(run):
    done = run(3, **NO_CHROMIUM)
    assert done.returncode == 0, done.stdout
    (line,) = re.findall(r"^SKIPPED .*", done.stdout, re.MULTILINE)
    assert "[3]" in line
    assert "apt-get install chromium" in line
    assert "1 passed" in done.stdout


def test_in_ci_chromium_must_be_there(run):
    done = run(3, CI="true", **NO_CHROMIUM)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "apt-get install chromium" in done.stderr
    done = run(3, "-m", "not browser", CI="true", **NO_CHROMIUM)
    assert done.returncode == 0, done.stdout


def test_they_run_again_in_ci_only(run):
    assert "2 failed, 1 passed" in run(2, **CHROMIUM).stdout


@pytest.mark.slow
@pytest.mark.parametrize(("stumbling", "passes"), [(2, True), (3, False)])
def test_more_than_two_second_chances_fail_the_run(run, stumbling, passes):
    done = run(stumbling, "--numprocesses=2", CI="true", **CHROMIUM)
    assert f"{1 + stumbling} passed, {stumbling} rerun" in done.stdout
    assert done.returncode == (0 if passes else 1), done.stdout
    assert ("at most 2 may" in done.stdout) is not passes
