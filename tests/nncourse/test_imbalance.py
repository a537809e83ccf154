"""The widgets of the lesson on class imbalance: a hundred people, SMOTE by hand, the threshold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imblearn.over_sampling import SMOTE
from sklearn import metrics
from sklearn.neighbors import NearestNeighbors

from nncourse.data import load_credit_card
from nncourse.imbalance import People, hundred
from nncourse.smote import SmoteByHand, example_clients
from nncourse.threshold import Threshold
from tests.support.widget_page import mount


def clients(n=500, seed=1):
    """Make truths and probabilities that know something of them."""
    random = np.random.default_rng(seed)
    truth = (random.random(n) < 0.25).astype(int)
    return truth, np.clip(random.normal(0.3 + 0.3 * truth, 0.2), 0, 1).astype("f4")


def status(page):
    return page.get_by_role("status").inner_text()


class TestHundred:
    @given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any))
    def test_is_whole_people_near_their_share_and_a_hundred_together(self, counts):
        people = hundred(counts)
        assert sum(people) == 100
        for some, count in zip(people, counts, strict=True):
            assert some >= 0
            assert abs(some - 100 * count / sum(counts)) < 1

    @pytest.mark.parametrize("counts", [[0, 0], [3, -1]])
    def test_refuses_what_is_no_count(self, counts):
        with pytest.raises(ValueError, match="0 or more"):
            hundred(counts)


class TestPeople:
    def test_counts_exactly(self):
        truth, p = clients()
        counts = People(truth, {"model": p >= 0.5}).models[0]["counts"]
        assert list(counts.values()) == metrics.confusion_matrix(truth, p >= 0.5).ravel().tolist()

    def test_needs_a_model(self):
        with pytest.raises(ValueError, match="one model or more"):
            People([0, 1], {})

    @pytest.mark.browser
    def test_each_measure_is_scikit_learns_and_shows_who_is_counted(self, lab):
        truth, p = clients()
        flagged = p >= 0.5
        page = mount(lab, People(truth, {'always "no"': truth * 0, "network": flagged}))
        assert page.locator(".nn-person").count() == 100
        page.get_by_label("network").check()
        for measure, value, kinds in (
            ("accuracy", metrics.accuracy_score(truth, flagged), 4),
            ("recall", metrics.recall_score(truth, flagged), 2),
            ("precision", metrics.precision_score(truth, flagged), 2),
            ("specificity", metrics.recall_score(truth, flagged, pos_label=0), 2),
        ):
            page.get_by_label(measure).check()
            assert f"network: {measure} {value:.3f}, exactly" in status(page)
            assert page.locator(".nn-cell.nn-counted, .nn-cell.nn-ground").count() == kinds
        people = People(truth, {"network": flagged}).models[0]["people"]
        page.get_by_label("recall").check()
        left_out = page.locator(".nn-person.nn-out").count()
        assert left_out == people["tn"] + people["fp"]
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_precision_of_a_model_that_flags_nobody_is_not_defined(self, lab):
        page = mount(lab, People([0, 0, 1], {'always "no"': [0, 0, 0]}))
        page.get_by_label("precision").check()
        assert "not defined" in status(page)
        page.get_by_label("recall").check()
        assert "recall 0.000" in status(page)


class TestSmoteByHand:
    def test_shows_real_clients_all_different(self):
        majority, minority = example_clients()
        table = load_credit_card()
        known = set(
            zip(
                table["limit_bal"] / 1000,
                table["age"],
                table["default_payment_next_month"],
                strict=True,
            )
        )
        shown = [(*point, 0) for point in majority] + [(*point, 1) for point in minority]
        assert set(shown) <= known
        assert len({point[:2] for point in shown}) >= len(shown) - 2

    @pytest.mark.parametrize(
        ("majority", "minority", "k", "message"),
        [
            (np.ones((9, 3)), np.ones((9, 2)), 5, "in the plane"),
            (np.ones((9, 2)), np.ones((4, 2)), 5, "9 points or more"),
            (np.ones((9, 2)), np.ones((9, 2)), 9, "k must be 1 to 8"),
        ],
    )
    def test_refuses_what_it_cannot_draw(self, majority, minority, k, message):
        with pytest.raises(ValueError, match=message):
            SmoteByHand(majority, minority, k=k)

    @pytest.mark.browser
    def test_neighbours_are_scikit_learns(self, lab):
        page = mount(lab, SmoteByHand())
        random = np.random.default_rng(1)
        for _ in range(20):
            points = random.normal(size=(int(random.integers(3, 60)), 2))
            k = int(random.integers(1, len(points)))
            found = page.evaluate(
                "([points, k]) => points.map((_, i) => script.neighbours(points, i, k))",
                [points.tolist(), k],
            )
            nearest = NearestNeighbors(n_neighbors=k).fit(points).kneighbors(return_distance=False)
            assert found == nearest.tolist()

    @pytest.mark.browser
    def test_imblearn_makes_points_where_the_widget_can(self, lab):
        majority, minority = example_clients()
        x = np.vstack([majority, minority])
        y = np.repeat([0, 1], [len(majority), len(minority)])
        made = SMOTE(random_state=1, k_neighbors=3).fit_resample(x, y)[0][len(x) :]
        page = mount(lab, SmoteByHand())
        near = page.evaluate(
            "points => points.map((_, i) => script.neighbours(points, i, 3))", minority.tolist()
        )
        assert len(made) == 36
        for point in made:
            ways = [(minority[i], minority[j]) for i, row in enumerate(near) for j in row]
            assert min(distance_to_segment(point, *way) for way in ways) < 1e-9

    @pytest.mark.browser
    def test_the_formula(self, lab):
        page = mount(lab, SmoteByHand())
        found = page.evaluate("script.between([20, 30], [60, 40], 0.25)")
        assert found == [30, 32.5]

    @pytest.mark.browser
    def test_all_of_it_from_the_keyboard(self, lab):
        hand = SmoteByHand()
        page = mount(lab, hand)
        chosen = page.locator('.nn-dot[aria-pressed="true"]')
        chosen.focus()
        before = page.evaluate("model.get('chosen')")
        page.keyboard.press("ArrowRight")
        after = page.evaluate("model.get('chosen')")
        assert after != before
        assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
        assert status(page).startswith(f"Client {after + 1} (")
        page.keyboard.press("End")
        rightmost = int(np.argmax([point[0] for point in hand.minority]))
        assert page.evaluate("model.get('chosen')") == rightmost
        page.get_by_role("slider", name="lambda").press("End")
        page.get_by_role("slider", name="k neighbours").press("Home")
        assert page.locator(".nn-friend").count() == 1
        page.get_by_role("button", name="Add this point").press("Enter")
        scaled = np.array(hand.minority) / hand.spread
        distance = np.linalg.norm(scaled - scaled[rightmost], axis=1)
        nearest = hand.minority[int(np.argsort(distance)[1])]
        assert page.evaluate("model.get('synthetic')") == [nearest]
        assert "copy" in status(page)
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_a_click_chooses_and_a_client_who_pays_is_refused(self, lab):
        page = mount(lab, SmoteByHand())
        page.get_by_role("button", name="Client 7, who defaults").click(force=True)
        assert status(page).startswith("Client 7 (")
        page.locator(".nn-plane .nn-dot.nn-no").nth(5).dispatch_event("click")
        assert "only from clients of the rare class" in status(page)
        assert page.evaluate("model.get('chosen')") == 6

    @pytest.mark.browser
    def test_fills_up_to_balance_and_starts_anew(self, lab):
        hand = SmoteByHand()
        page = mount(lab, hand)
        page.get_by_role("button", name="Fill up to balance").click()
        made = np.array(page.evaluate("model.get('synthetic')"))
        assert len(made) == len(hand.majority) - len(hand.minority)
        assert "48 pay, 48 default, 36 of them synthetic" in status(page)
        low, high = np.min(hand.minority, axis=0), np.max(hand.minority, axis=0)
        assert ((made >= low) & (made <= high)).all()
        page.get_by_role("button", name="Remove new points").click()
        assert page.evaluate("model.get('synthetic')") == []

    @pytest.mark.browser
    def test_without_scaling_other_neighbours_are_near(self, lab):
        page = mount(lab, SmoteByHand())
        scaled = status(page)
        page.get_by_label("without scaling").check()
        assert status(page) != scaled


class TestThreshold:
    @pytest.mark.parametrize(
        ("truth", "values", "message"),
        [
            ([0, 2], [0.1, 0.2], "truth must hold 0 and 1"),
            ([], [], "truth must hold 0 and 1"),
            ([0, 1], [[0.9, 0.1], [0.2, 0.8]], r"predict_proba\(X_test\)\[:, 1\]"),
            ([0, 1], [0.5, 1.2], "no probability"),
            ([0, 1], [0.5, float("nan")], "no probability"),
        ],
    )
    def test_says_what_is_wrong_with_the_numbers(self, truth, values, message):
        with pytest.raises(ValueError, match=message):
            Threshold(truth, {"model": values})

    def test_needs_a_model(self):
        with pytest.raises(ValueError, match="one model or more"):
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
    def test_slides_from_the_keyboard_and_says_what_it_means(self, lab):
        truth, p = clients()
        page = mount(lab, Threshold(truth, {"model": p, "worse": 1 - p}))
        slider = page.get_by_role("slider", name="Threshold")
        slider.press("ArrowLeft")
        cut = p.astype(float) >= 0.49
        recall, precision = metrics.recall_score(truth, cut), metrics.precision_score(truth, cut)
        assert f"threshold 0.49: {cut.sum()} of 500" in status(page)
        assert f"recall {recall:.3f}, precision {precision:.3f}" in status(page)
        slider.press("End")
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


def distance_to_segment(point, a, b):
    way = b - a
    share = np.clip((point - a) @ way / (way @ way), 0, 1)
    return np.linalg.norm(point - (a + share * way))
