"""The small network on sliders, and its arithmetic held against scikit-learn."""

import re

import numpy as np
import pytest
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from nncourse import SmallTraining
from nncourse.widgets.training import small_task
from tests.support.package_page import open_page
from tests.support.widget_page import mount, slide, status


class TestSmallTask:
    def test_is_scaled_by_the_rows_to_learn_from_alone(self):
        x, y, x_held, y_held = small_task(train=200, held_out=500)
        assert (x.shape, y.shape, x_held.shape, y_held.shape) == (
            (200, 23),
            (200,),
            (500, 23),
            (500,),
        )
        np.testing.assert_allclose(x.mean(axis=0), 0, atol=1e-12)
        np.testing.assert_allclose(x.std(axis=0), 1, atol=1e-12)
        assert abs(x_held.mean(axis=0)).max() > 1e-3

    @pytest.mark.parametrize(("train", "held_out"), [(0, 10), (300, 0), (20_000, 2_000)])
    def test_refuses_sizes_that_do_not_fit(self, train, held_out):
        with pytest.raises(ValueError, match="at most 21000 together"):
            small_task(train, held_out)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("hidden", "rate", "seed"), [(1, 0.01, 3), (8, 0.001, 1), (64, 0.003, 2), (5, 0.1, 4)]
)
def test_the_network_in_the_page_is_scikit_learns(lab, hidden, rate, seed):
    x, y, x_held, y_held = (part.astype("f4").astype(float) for part in small_task())
    # A step of length 1e-300 leaves the first weights as they are, to be read.
    start = MLPClassifier((hidden,), random_state=seed, learning_rate_init=1e-300)
    start.partial_fit(x, y, classes=[0, 1])
    weights = [start.coefs_[0], start.intercepts_[0], start.coefs_[1], start.intercepts_[1]]
    model = MLPClassifier(
        (hidden,), random_state=seed, learning_rate_init=rate, batch_size=32, shuffle=False
    )
    held_out = []
    for _ in range(12):
        model.partial_fit(x, y, classes=[0, 1])
        held_out.append(log_loss(y_held, model.predict_proba(x_held)[:, 1]))
    page = open_page(lab)
    losses, judged, accuracy = page.evaluate(
        """async ([x, y, xHeld, yHeld, hidden, rate, weights]) => {
            const { Random } = await import("/nncourse-source/kit/random.js");
            const { Network } = await import("/nncourse-source/widgets/network.js");
            const network = new Network(x.length / y.length, hidden, new Random(1), { rate });
            network.weights.set(weights);
            const order = y.map((_, i) => i);
            const losses = [];
            const judged = [];
            for (let epoch = 0; epoch < 12; epoch++) {
                losses.push(network.epoch(x, y, order, 32));
                judged.push(network.judge(xHeld, yHeld).loss);
            }
            return [losses, judged, network.judge(xHeld, yHeld).accuracy];
        }""",
        [
            *(part.ravel().tolist() for part in (x, y, x_held, y_held)),
            hidden,
            rate,
            np.concatenate([part.ravel() for part in weights]).tolist(),
        ],
    )
    np.testing.assert_allclose(losses, model.loss_curve_, rtol=1e-9)
    np.testing.assert_allclose(judged, held_out, rtol=1e-9)
    assert accuracy == pytest.approx(model.score(x_held, y_held))


@pytest.mark.browser
def test_early_stopping_is_that_of_the_textbook(lab):
    random = np.random.default_rng(1)
    cases = [
        (random.integers(0, 20, size=random.integers(1, 30)).tolist(), int(random.integers(0, 6)))
        for _ in range(300)
    ]
    found = open_page(lab).evaluate(
        """async cases => {
            const { earlyStop } = await import("/nncourse-source/widgets/early_stop.js");
            return cases.map(([losses, patience]) => earlyStop(losses, patience));
        }""",
        cases,
    )
    for (losses, patience), answer in zip(cases, found, strict=True):
        assert answer == textbook_stop(losses, patience), (losses, patience)
    assert {answer["stop"] is None for answer in found} == {True, False}


def textbook_stop(losses, patience):
    """Prechelt (1998), in the words of the lesson, counted backwards from each epoch."""
    for epoch in range(1, len(losses) + 1):
        best = 1 + losses.index(min(losses[:epoch]))
        if patience and epoch - best >= patience:
            return {"best": best, "stop": epoch}
    return {"best": 1 + losses.index(min(losses)), "stop": None}


class TestSmallTraining:
    @pytest.mark.browser
    @pytest.mark.parametrize(
        ("goal", "settings"),
        [
            ("Overfit", {"hidden": 64, "learning_rate": 0.01, "epochs": 150}),
            ("Underfit", {"hidden": 8, "learning_rate": 0.0001, "epochs": 50}),
            ("Step too long", {"hidden": 16, "learning_rate": 1.0, "epochs": 50}),
            ("Generalise", {"hidden": 1, "learning_rate": 0.01, "epochs": 40}),
        ],
    )
    def test_each_goal_can_be_reached(self, lab, goal, settings):
        page = mount(lab, SmallTraining(**settings))
        wait_for(page, f"After {settings['epochs']} epochs")
        assert "reached" in page.get_by_role("listitem").filter(has_text=goal).inner_text()
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_the_ends_of_all_sliders_do_no_harm(self, lab):
        training = SmallTraining()
        page = mount(lab, training)
        for end in ("max", "min"):
            values = {
                name: slider.base ** getattr(slider, end)
                if hasattr(slider, "base")
                else getattr(slider, end)
                for name, slider in training.controls.items()
            }
            for name, value in values.items():
                slide(page, name, value)
            wait_for(page, f"After {values['epochs']} epochs")
            numbers = page.evaluate("Object.values(model.get('result')).flat()")
            assert np.isfinite(numbers).all()
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_an_overtaken_run_is_dropped(self, lab):
        page = mount(lab, SmallTraining(hidden=64, epochs=200))
        lengths = page.evaluate(
            """async () => {
                const lengths = [];
                model.on("change:result", () =>
                    lengths.push(model.get("result").train_loss.length));
                for (let seed = 2; seed <= 15; seed++) model.set("seed", seed);
                while (!lengths.length) await new Promise(requestAnimationFrame);
                for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame);
                return lengths;
            }"""
        )
        assert lengths == [200]

    @pytest.mark.browser
    def test_patience_marks_the_stop_and_a_run_can_be_pinned(self, lab):
        page = mount(lab, SmallTraining(hidden=64, learning_rate=0.01, epochs=60))
        wait_for(page, "After 60 epochs")
        assert page.locator(".nn-stop").count() == 1
        slide(page, "patience", 5)
        wait_for(page, "keeps the weights of epoch")
        best, stop = (
            int(number)
            for number in re.search(
                r"at epoch (\d+)\..*ends at epoch (\d+)", status(page), re.DOTALL
            ).groups()
        )
        assert stop == best + 5
        page.get_by_role("button", name="Pin this run").press("Enter")
        slide(page, "seed", 2)
        assert page.locator(".nn-line.nn-pinned").count() == 4
        page.get_by_role("button", name="Remove the pinned run").press("Enter")
        assert page.locator(".nn-line.nn-pinned").count() == 0


def wait_for(page, words):
    page.get_by_role("status").filter(has_text=words).wait_for()
