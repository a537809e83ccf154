"""The plot that grows while the kernel trains."""

import numpy as np
import pytest

from nncourse import TrainingPlot
from tests.support.widget_page import mount, status


def plot_of(epochs, total=25):
    plot = TrainingPlot(total, baseline=7 / 9, test_rows=9000)
    for epoch in range(epochs):
        plot.add(accuracy=(0.81 + epoch / 1000, 0.80 + epoch / 1000), loss=(0.5, 0.48))
    return plot


class TestTrainingPlot:
    def test_keeps_one_row_per_epoch(self):
        plot = plot_of(2)
        assert plot.rows == [[0.81, 0.80, 0.5, 0.48], [0.811, 0.801, 0.5, 0.48]]

    def test_refuses_more_epochs_than_it_was_made_for(self):
        plot = plot_of(2, total=2)
        with pytest.raises(ValueError, match=r"has them all.*again"):
            plot.add(accuracy=(0.8, 0.8), loss=(0.5, 0.5))

    @pytest.mark.parametrize("accuracy", [(0.8,), (0.8, float("nan")), (0.8, float("inf"))])
    def test_refuses_what_it_cannot_draw(self, accuracy):
        with pytest.raises(ValueError, match="four finite numbers"):
            plot_of(0).add(accuracy=accuracy, loss=(0.5, 0.5))

    @pytest.mark.parametrize(("total", "rows"), [(0, 9000), (25, 0)])
    def test_refuses_to_be_made_for_nothing(self, total, rows):
        with pytest.raises(ValueError, match="must be at least 1"):
            TrainingPlot(total, baseline=0.5, test_rows=rows)

    @pytest.mark.browser
    def test_grows_with_the_training(self, lab):
        page = mount(lab, plot_of(0))
        assert "waits for the first epoch" in page.get_by_role("status").inner_text()
        page.evaluate("rows => model.set('rows', rows)", plot_of(3).rows)
        bar = page.get_by_role("progressbar", name="Epochs trained")
        assert bar.evaluate("bar => [bar.value, bar.max]") == [3, 25]
        assert "Epoch 3 of 25: accuracy train 0.8120, test 0.8020" in status(page)
        assert page.locator(".nn-chart").first.get_attribute("aria-label").endswith(status(page))
        page.get_by_text("The numbers as a table").click()
        assert page.locator("tbody tr").count() == 3
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_axis_and_error_bar_are_the_readers_choice(self, lab):
        page = mount(lab, plot_of(10))
        spans = {}
        for words in ("close-up", "with the baseline", "from 0 to 1"):
            page.get_by_label(words).check()
            spans[words] = axis_labels(page)
        assert min(spans["close-up"]) >= 0.8
        assert min(spans["with the baseline"]) <= 0.78
        assert (min(spans["from 0 to 1"]), max(spans["from 0 to 1"])) == (0, 1)
        page.get_by_label("error bar").check()
        half = 1.96 * np.sqrt(0.809 * 0.191 / 9000)
        assert f"between {0.809 - half:.4f} and {0.809 + half:.4f}" in status(page)
        assert page.locator(".nn-band").count() == 1


def axis_labels(page):
    texts = (
        page.locator(".nn-chart").first.locator(".nn-tickmark[text-anchor=end]").all_text_contents()
    )
    return [float(text) for text in texts]
