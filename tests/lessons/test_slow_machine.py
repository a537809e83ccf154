"""Run All on a slow machine: every widget of every lesson comes alive, and hears Python.

``python -m tests.support.slow_runs`` does this many times.
"""

import pytest

from nncourse.lab import home
from tests.support import slow_runs


@pytest.mark.browser
@pytest.mark.parametrize("name", [one.notebook for one in home.LESSONS if one.questions])
def test_no_widget_is_dead(lab, name):
    run = slow_runs.run_all(lab, name, slower=6)
    assert run.widgets
    assert run.dead == run.deaf == 0
    assert run.untrue == []
