"""The threshold slider and what mistakes cost."""

import numpy as np
import pytest
from sklearn import metrics

from nncourse import Threshold
from tests.support.example_clients import clients
from tests.support.widget_page import mount, slide, status


class TestThreshold:
    @pytest.mark.parametrize(
        ("truth", "values", "message"),
        [
            ([0, 2], [0.1, 0.2], "truth must hold 0 and 1"),
            ([], [], "truth must hold 0 and 1"),
            ([0, 1], [[0.9, 0.1], [0.2, 0.8]], r"predict_proba\(X_test\)\[:, 1\]"),
            ([0, 1], [0.5, 1.2], "not a probability"),
            ([0, 1], [0.5, float("nan")], "not a probability"),
        ],
    )
    def test_says_what_is_wrong_with_the_numbers(self, truth, values, message):
        with pytest.raises(ValueError, match=message):
            Threshold(truth, {"model": values})

    def test_needs_a_model(self):
        with pytest.raises(ValueError, match="at least one model"):
            Threshold([0, 1], {})

    @pytest.mark.browser
    def test_counts_are_scikit_learns_at_every_threshold(self, lab):
        truth, p = clients()
        page = mount(lab, Threshold(truth, {"model": p}))
        found = page.evaluate(
            """([p, truth]) => {
                const all = [];
                for (let i = 0; i <= 100; i++) all.push(script.counts(p, truth, i / 100));
                return all;
            }""",
            [p.tolist(), truth.tolist()],
        )
        for i, kinds in enumerate(found):
            cut = p.astype(float) >= i / 100
            expected = metrics.confusion_matrix(truth, cut, labels=[0, 1]).ravel()
            assert [kinds[name] for name in ("tn", "fp", "fn", "tp")] == expected.tolist()

    @pytest.mark.browser
    def test_slides_and_says_what_it_means(self, lab):
        truth, p = clients()
        page = mount(lab, Threshold(truth, {"model": p, "worse": 1 - p}))
        slide(page, "threshold", 0.49)
        cut = p.astype(float) >= 0.49
        recall, precision = metrics.recall_score(truth, cut), metrics.precision_score(truth, cut)
        assert f"threshold 0.49: {cut.sum()} of 500" in status(page)
        assert f"recall {recall:.3f}, precision {precision:.3f}" in status(page)
        slide(page, "threshold", 1)
        assert "precision none flagged" in status(page) or p.max() == 1
        page.get_by_label("worse").check()
        assert status(page).startswith("worse, threshold 1.00")
        assert not lab.errors(page)

    @pytest.mark.browser
    @pytest.mark.parametrize(("miss", "alarm"), [(1, 1), (5, 1), (1, 20)])
    def test_finds_the_cheapest_threshold(self, lab, miss, alarm):
        truth, p = clients()
        page = mount(lab, Threshold(truth, {"model": p}, miss=miss, alarm=alarm))
        cuts = np.arange(101) / 100
        flagged = p.astype(float) >= cuts[:, None]
        misses = (~flagged & (truth == 1)).sum(axis=1)
        alarms = (flagged & (truth == 0)).sum(axis=1)
        cost = (miss * misses + alarm * alarms) / 5
        page.get_by_role("button", name="Cheapest").press("Enter")
        cheapest = page.evaluate("model.get('threshold')")
        assert cost[round(100 * cheapest)] == pytest.approx(cost.min())
        assert f"(cost {cost.min():.0f})" in status(page)

    def test_sends_the_probabilities_once(self):
        truth, p = clients()
        widget = Threshold(truth, {"one": p, "two": 1 - p})
        assert len(widget.probabilities) == 2 * 4 * len(p)
        sent = []
        widget.send_state = lambda key=None: sent.append(key)
        widget.threshold = 0.3
        assert sent == ["threshold"]
