"""The figures of the student's code, for a test that asks pyplot for them."""

import matplotlib.pyplot as plt
import pytest

from examiner.doors import FIGURES, Doors
from examiner.rpc.figures import SHARED, Figures
from examiner.worker.performer import Performer


def test_pyplot_tells_of_the_students_figures_only_in_a_cell_with_the_door():
    asked, own = [], {name: getattr(plt, name) for name in SHARED}
    figures = Figures(lambda *request: asked.append(request))
    figures.begin(Doors.read(["changes"]))
    assert plt.get_fignums() == []
    assert not asked
    try:
        figures.begin(Doors.read([f"changes:{FIGURES}"]))
        plt.gca()
        plt.close("all")
        assert asked == [("gca", (), {}), ("close", ("all",), {})]
    finally:
        figures.begin(Doors())
    assert {name: getattr(plt, name) for name in SHARED} == own


def test_nothing_else_of_pyplot_is_asked_for():
    performer = Performer({})
    with pytest.raises(ValueError, match="savefig"):
        performer.perform("figures", None, "savefig", ["x"], {})
    assert performer.perform("figures", None, "get_fignums", [], {}) == []
