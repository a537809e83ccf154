"""The widgets of the lesson on training history, and the small network behind them."""

import re
import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from nncourse import history
from tests.support.widget_page import mount


def plot_of(epochs, total=25):
    plot = history.TrainingPlot(total, baseline=7 / 9, test_rows=9000)
    for epoch in range(epochs):
        plot.add(accuracy=(0.81 + epoch / 1000, 0.80 + epoch / 1000), loss=(0.5, 0.48))
    return plot


class TestTrainingPlot:
    def test_keeps_one_row_an_epoch(self):
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
        with pytest.raises(ValueError, match="must be 1 or more"):
            history.TrainingPlot(total, baseline=0.5, test_rows=rows)

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


class TestSmallTask:
    def test_is_scaled_by_the_rows_to_learn_from_alone(self):
        x, y, x_held, y_held = history.small_task(train=200, held_out=500)
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
            history.small_task(train, held_out)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("hidden", "rate", "seed"), [(1, 0.01, 3), (8, 0.001, 1), (64, 0.003, 2), (5, 0.1, 4)]
)
def test_the_network_in_the_page_is_scikit_learns(lab, hidden, rate, seed):
    x, y, x_held, y_held = (part.astype("f4").astype(float) for part in history.small_task())
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
    page = mount(lab, history.SmallTraining())
    losses, judged, accuracy = page.evaluate(
        """([x, y, xHeld, yHeld, hidden, rate, weights]) => {
            const network = new script.Network(x.length / y.length, hidden, Math.random, { rate });
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
    page = mount(lab, history.SmallTraining(epochs=10))
    found = page.evaluate("cases => cases.map(([l, p]) => script.earlyStop(l, p))", cases)
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
        page = mount(lab, history.SmallTraining(**settings))
        wait_for(page, f"After {settings['epochs']} epochs")
        assert "reached" in page.get_by_role("listitem").filter(has_text=goal).inner_text()
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_every_slider_works_from_the_keyboard(self, lab):
        page = mount(lab, history.SmallTraining(epochs=20))
        for label, name, step in (
            ("Learning rate", "learning_rate", 0.003),
            ("Hidden neurons", "hidden", 16),
            ("Epochs", "epochs", 30),
            ("Seed", "seed", 2),
            ("Patience", "patience", 5),
        ):
            page.get_by_role("slider", name=label).press("ArrowRight")
            assert page.evaluate("name => model.get(name)", name) == step
        wait_for(page, "After 30 epochs")
        assert (
            page.get_by_role("slider", name="Patience").get_attribute("aria-valuetext")
            == "5 epochs"
        )

    @pytest.mark.browser
    def test_the_ends_of_all_sliders_do_no_harm(self, lab):
        page = mount(lab, history.SmallTraining())
        for end in ("End", "Home"):
            for slider in page.get_by_role("slider").all():
                slider.press(end)
            wait_for(page, "After 200 epochs" if end == "End" else "After 10 epochs")
            numbers = page.evaluate("Object.values(model.get('result')).flat()")
            assert np.isfinite(numbers).all()
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_an_overtaken_run_is_dropped(self, lab):
        page = mount(lab, history.SmallTraining(hidden=64, epochs=200))
        lengths = page.evaluate(
            """async () => {
                const lengths = [];
                const set = model.set;
                model.set = (name, value) => {
                    if (name === "result") lengths.push(value.train_loss.length);
                    set(name, value);
                };
                const slider = document.querySelectorAll("input[type=range]")[3];
                for (let seed = 2; seed <= 15; seed++) {
                    slider.value = seed;
                    slider.dispatchEvent(new Event("input"));
                }
                while (!lengths.length) await new Promise(requestAnimationFrame);
                for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame);
                return lengths;
            }"""
        )
        assert lengths == [200]

    @pytest.mark.browser
    def test_patience_marks_the_stop_and_a_run_can_be_pinned(self, lab):
        page = mount(lab, history.SmallTraining(hidden=64, learning_rate=0.01, epochs=60))
        wait_for(page, "After 60 epochs")
        assert page.locator(".nn-stop").count() == 1
        page.get_by_role("slider", name="Patience").press("ArrowRight")
        wait_for(page, "keeps the weights of epoch")
        best, stop = (
            int(number)
            for number in re.search(
                r"at epoch (\d+)\..*ends at epoch (\d+)", status(page), re.DOTALL
            ).groups()
        )
        assert stop == best + 5
        page.get_by_role("button", name="Pin this run").press("Enter")
        page.get_by_role("slider", name="Seed").press("ArrowRight")
        assert page.locator(".nn-line.nn-pinned").count() == 4
        page.get_by_role("button", name="Remove the pinned run").press("Enter")
        assert page.locator(".nn-line.nn-pinned").count() == 0


@pytest.fixture(scope="module")
def diagnoses():
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        return history.Diagnoses()


class TestDiagnoses:
    def test_each_run_shows_what_its_diagnosis_says(self, diagnoses):
        runs = {case["answer"]: case for case in diagnoses.cases}
        assert set(runs) == set(history.DIAGNOSES)
        good, over, under, rate = (runs[name] for name in ("good", "over", "under", "rate"))
        assert abs(good["held_out"][-1] - good["train"][-1]) < 0.07
        assert good["held_out"][-1] < min(good["held_out"]) + 0.01
        assert over["train"][-1] < 0.1 < 0.5 < over["held_out"][-1] - min(over["held_out"])
        assert under["held_out"].index(min(under["held_out"])) == len(under["held_out"]) - 1
        assert under["train"][-2] - under["train"][-1] > 0.002
        rises = np.diff(rate["train"]) > 0
        assert rises.mean() > 0.3
        assert np.diff(rate["train"]).max() > 0.2

    def test_there_is_a_reply_to_every_choice(self, diagnoses):
        for case in diagnoses.cases:
            assert set(case["feedback"]) == set(history.DIAGNOSES)
            assert len(set(case["feedback"].values())) == 4

    @pytest.mark.browser
    def test_matching_gives_feedback_and_a_second_try(self, lab, diagnoses):
        page = mount(lab, diagnoses)
        answers = [case["answer"] for case in diagnoses.cases]
        selects = page.get_by_role("combobox")
        for select, answer in zip(selects.all(), answers, strict=True):
            select.select_option("over" if answer == "good" else answer)
        page.get_by_role("button", name="Check").press("Enter")
        assert status(page) == "3 of 4 right. Look again at C."
        assert "Here it stays level" in page.locator(".nn-wrong").inner_text()
        assert page.evaluate("model.get('score')") == 3
        selects.nth(2).select_option("good")
        page.get_by_role("button", name="Check").press("Enter")
        assert "All four are right" in status(page)
        assert page.locator(".nn-right").count() == 4
        assert not lab.errors(page)

    @pytest.mark.browser
    def test_the_words_for_those_who_cannot_see_do_not_give_the_answer_away(self, lab, diagnoses):
        page = mount(lab, diagnoses)
        for picture in page.get_by_role("img").all():
            words = picture.get_attribute("aria-label")
            assert len(re.findall(r"\d\.\d\d", words)) == 10
            assert not re.search("fit|rate|large", words)


def status(page):
    return page.get_by_role("status").inner_text()


def wait_for(page, words):
    page.get_by_role("status").filter(has_text=words).wait_for()


def axis_labels(page):
    texts = (
        page.locator(".nn-chart").first.locator(".nn-tickmark[text-anchor=end]").all_text_contents()
    )
    return [float(text) for text in texts]
