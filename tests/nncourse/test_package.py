"""What the package offers by name, and that asking for one thing does not load the rest."""

import subprocess
import sys

import pytest

import nncourse


def test_dir_shows_what_one_may_use():
    assert dir(nncourse) == [
        "ActivationTable",
        "Descent",
        "Diagnoses",
        "People",
        "SmallTraining",
        "SmoteByHand",
        "Threshold",
        "TrainingPlot",
        "activations",
        "ask",
        "data",
        "live_plot",
        "playground",
        "practice",
        "progress",
        "quiz",
        "style",
    ]


@pytest.mark.parametrize("name", nncourse.__all__)
def test_every_name_is_there(name):
    assert getattr(nncourse, name) is not None


def test_an_unknown_name_is_refused_as_in_any_module():
    with pytest.raises(AttributeError, match="'nncourse' has no attribute 'live_plots'"):
        _ = nncourse.live_plots


def test_the_data_come_without_widgets_and_figures():
    code = "import sys, nncourse.data; print(sorted({'anywidget', 'matplotlib', 'sklearn'} & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert shown == "[]\n"
