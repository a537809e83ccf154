"""SMOTE by hand."""

import numpy as np
import pytest
from imblearn.over_sampling import SMOTE
from sklearn.neighbors import NearestNeighbors

from nncourse import SmoteByHand
from nncourse.data import load_credit_card
from nncourse.widgets.smote import example_clients
from tests.support.widget_page import mount, slide, status


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
            (np.ones((9, 2)), np.ones((4, 2)), 5, "at least 9 points"),
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
        slide(page, "neighbour", 4)
        slide(page, "fraction", 1)
        slide(page, "k", 1)
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


def distance_to_segment(point, a, b):
    way = b - a
    share = np.clip((point - a) @ way / (way @ way), 0, 1)
    return np.linalg.norm(point - (a + share * way))
