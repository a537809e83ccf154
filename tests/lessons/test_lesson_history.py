"""The lesson on training history: every number in its text, and its figures in a real browser."""

import shutil

import nbformat
import pytest

from tests.support import claims, lesson

NAME = "03-training-history"

# What the text says, and what must be true of the names that the lesson defines. The figures of a
# trained network differ in the last places between processors: `near` allows for one in the last.
CLAIMS = {
    "The data: 30,000 credit cards": "len(X) == 30_000",
    "all 30,000 rows": "len(X) == 30_000",
    "| 23 numbers: credit limit": "X.shape[1] == 23 and X.columns[0] == 'limit_bal'",
    "these 23 numbers": "X.shape[1] == 23",
    "In the whole data, 22.1 %": "near(y.mean(), 0.221, 3)",
    "We set 30 % aside": "len(y_test) == 0.3 * len(y)",
    "21,000 rows": "len(y_train) == 21_000",
    "9,000 clients": "len(y_test) == 9_000",
    "clients of 9,000": "len(y_test) == 9_000",
    "n = 9,000": "len(y_test) == 9_000",
    "n = 9000": "len(y_test) == 9_000",
    "7,000 of 9,000 test clients pay": "(y_test == 0).sum() == 7_000",
    "age is about 35, a bill about 50,000": (
        "30 < X['age'].mean() < 40 and 45_000 < X['bill_amt1'].mean() < 55_000"
    ),
    "0.7778": "near(baseline, 0.7778, 4)",
    'the dotted line of always "no" at 0.778': "near(baseline, 0.778, 3)",
    'Always "no" has 78 %': "near(baseline, 0.78, 2)",
    "about 78 % do": "near(baseline, 0.78, 2)",
    "a share between 0 and 1 it is 0.78": "near(baseline, 0.78, 2)",
    # Loss.
    "0.69 at p = 0.5, 2.30 at p = 0.1 and 4.61 at p = 0.01": (
        "near(-np.log(0.5), 0.69, 2) and near(-np.log(0.1), 2.30, 2) and near(-np.log(0.01), 4.61, 2)"
    ),
    "−ln 0.01 = 4.61, and −ln 0.5 = 0.69. Each halving of p adds 0.69": (
        "near(np.log(0.3) - np.log(0.15), 0.69, 2)"
    ),
    "the 0.69 of a network that says 0.5": "near(-np.log(0.5), 0.69, 2)",
    "about 4.6, almost seven times as much": "6.5 < np.log(0.01) / np.log(0.5) < 7",
    "−ln 0.01 = 4.6": "near(-np.log(0.01), 4.6, 1)",
    "the probability 0.01": "len(np.unique(y)) == 2",
    "−ln 0.01.": "near(-np.log(0.01), 4.6, 1)",
    "about 0.99": "1 - 0.01 == 0.99",
    "about 1.4, twice as much": "near(-2 * np.log(0.5), 1.4, 1)",
    "That is the loss at p = 0.25. From 0.5 to 0.01 the probability is halved more than five times, "
    "and each halving adds 0.69.": "near(-np.log(0.25), 1.4, 1) and 0.5 / 2**5 > 0.01 > 0.5 / 2**6",
    "100, one divided by 0.01": "1 / 0.01 == 100",
    "ln 100 = 4.6": "near(np.log(100), 4.6, 1)",
    "always 0.222 at 0.53": "near(share, 0.222, 3) and near(baseline_loss, 0.53, 2)",
    "always answering 0.222 costs 0.53": "near(share, 0.222, 3) and near(baseline_loss, 0.53, 2)",
    "the probability 0.222 of default; 22.2 % of them default": "near(share, 0.222, 3)",
    "always 0.222\n": "near(share, 0.222, 3)",
    "0.53. A network whose log loss": "near(baseline_loss, 0.53, 2)",
    "−(0.222 ln 0.222 + 0.778 ln 0.778) = 0.53": (
        "near(-(0.222 * np.log(0.222) + 0.778 * np.log(0.778)), 0.53, 2)"
    ),
    "That is −ln 0.778, the loss of those who pay. Those who default cost −ln 0.222 each": (
        "0.24 < -np.log(0.778) < 0.26"
    ),
    "That is −ln 0.222, the loss of those who default": "1.49 < -np.log(0.222) < 1.52",
    "22.2 % of the clients cost −ln 0.222 = 1.50 each, and 77.8 % cost −ln 0.778 = 0.25 each": (
        "near(-np.log(0.222), 1.50, 1) and near(-np.log(0.778), 0.25, 2)"
    ),
    "the network is below the baseline of 0.53": (
        "all(loss < baseline_loss for loss in (mlp.loss_curve_[0], losses_test[0]))"
    ),
    "0.442, baseline 0.53.": "near(baseline_loss, 0.53, 2)",
    # Descent.
    "the loss of 1,000 clients is known": "len(descent.x) == 1_000 * 8",  # floats of 8 bytes
    "lowest near w = 0.67": "near(walk(descent, -1.5, 1, 200)[-1], 0.67, 2)",
    "From w = −1.5 a row of points": "descent.start == -1.5",
    "The weight is −1.5, the slope of the loss there is −0.298": "near(descent.slope(-1.5), -0.298, 3)",
    "−1.5 + 0.298 = −1.202": "near(-1.5 - descent.slope(-1.5), -1.202, 3)",
    "−1.5 − 1 · (−0.298) = −1.202": "near(-1.5 - descent.slope(-1.5), -1.202, 3)",
    "Why do the steps get shorter by themselves?": "(np.diff(np.abs(np.diff(walk(descent, -1.5, 1)))) < 0).all()",
    "Go back, and choose 0.1.": "0 < walk(descent, -1.5, 0.1)[-1] + 1.5 < 0.3 < walk(descent, -1.5, 1)[-1] + 1.5",
    "Choose 20. What happens at the valley?": "np.ptp(np.sign(np.array(walk(descent, -1.5, 20)[1:]) - 0.67)) == 2",
    "In which direction is the first step?": "descent.slope(3) > 0",
    "(ours has 1,601)": "sum(w.size for w in mlp.coefs_ + mlp.intercepts_) == 1_601",
    "more than 100 steps of gradient descent": "len(y_train) / 200 == 105",
    "one epoch is 105 steps already: the first point lies above 80 %": (
        "mlp.batch_size == 'auto' and len(y_train) / 200 == 105 and scores_test[0] > 0.8"
    ),
    "from about 80 % to about 81.5 %": "near(scores_test[0], 0.80, 2) and near(scores_test[-1], 0.815, 3)",
    "In Python `(64)` is just the number 64; the tuple with one entry is `(64,)`": "(64) == 64 != (64,)",
    # The history.
    "0.8094 → 0.8216": "near(scores_train[0], 0.8094, 3) and near(scores_train[-1], 0.8216, 3)",
    "0.8041 → 0.8147": "near(scores_test[0], 0.8041, 3) and near(scores_test[-1], 0.8147, 3)",
    "from 0.8041 to 0.8147": "near(scores_test[0], 0.8041, 3) and near(scores_test[-1], 0.8147, 3)",
    "0.8147": "near(scores_test[-1], 0.8147, 3)",
    "0.5238 → 0.4248": "near(mlp.loss_curve_[0], 0.5238, 3) and near(mlp.loss_curve_[-1], 0.4248, 3)",
    "0.4758 → 0.4417": "near(losses_test[0], 0.4758, 3) and near(losses_test[-1], 0.4417, 3)",
    "train rises from 0.809 to 0.822, test from 0.804 to 0.815, both above": (
        "min(scores_train + scores_test) > baseline"
    ),
    "train reaches 0.822, test 0.815, baseline 0.778.": (
        "near(scores_train[-1], 0.822, 3) and near(scores_test[-1], 0.815, 3)"
    ),
    "train falls from 0.524 to 0.425, test from 0.476 to 0.442, below": (
        "max(mlp.loss_curve_ + losses_test) < baseline_loss + 1"
    ),
    "train 0.524 to 0.425, test 0.476 to ": "near(losses_test[-1], 0.442, 3)",
    "**Close-up** (0.804 to 0.822)": "near(min(scores_test), 0.804, 3) and near(max(scores_train), 0.822, 2)",
    "axis runs from 0.804 to 0.822": "near(max(scores_train + scores_test), 0.822, 2)",
    "The whole gap is 0.7 percentage points": "near(scores_train[-1] - scores_test[-1], 0.007, 3)",
    "their gap of 0.7 points": "near(scores_train[-1] - scores_test[-1], 0.007, 3)",
    "gains 3.7 points over": "near(scores_test[-1] - baseline, 0.037, 3)",
    "Most is learnt within five epochs": (
        "losses_test[0] - losses_test[4] > 0.5 * (losses_test[0] - losses_test[-1])"
    ),
    "Most is learnt within the first epoch": "scores_test[0] - baseline > scores_test[-1] - scores_test[0]",
    "In the first epochs the *test* loss is lower": "losses_test[0] < mlp.loss_curve_[0]",
    "that one almost always falls": "all(np.diff(mlp.loss_curve_) < 0)",
    "epoch 36": "near(best_epoch, 36, -1)",
    "then it creeps up": "losses_longer[-1] > min(losses_longer) and longer.loss_ < mlp.loss_",
    "for 35 epochs more": "(len(mlp.loss_curve_), len(longer.loss_curve_)) == (25, 60)",
    "81 % is good": "near(scores_test[-1], 0.81, 2)",
    "from 0.8149 to": "near(scores_test[14], 0.8149, 3)",
    # The error bar.
    "about 95 % of such measurements lie within $\\pm 1.96$ SE": "near(within(1.96), 0.95, 3)",
    "1.96 standard errors, the half width of the 95 % interval": "near(within(1.96), 0.95, 3)",
    "(0.8147 · 0.1853 / 9000) = 0.0041, which is 0.41 points": (
        "near(np.sqrt(0.8147 * 0.1853 / 9000), 0.0041, 4)"
    ),
    "0.41": "near(100 * standard_error, 0.41, 2)",
    "0.0041": "near(standard_error, 0.0041, 4)",
    "± 0.0080": "near(1.96 * standard_error, 0.0080, 3)",
    "± 0.80": "near(196 * standard_error, 0.80, 1)",
    "± 0.008 ": "near(1.96 * standard_error, 0.008, 3)",
    "the error bar of 0.8 points": "near(196 * standard_error, 0.8, 1)",
    "3.69 ± 0.65": (
        "near(paired(rights[-1], always_no)[0], 3.69, 1) and "
        "near(paired(rights[-1], always_no)[1], 0.65, 1)"
    ),
    "| epoch 20 above epoch 25 | 0.11 ± 0.12": (
        "near(paired(rights[19], rights[24])[0], 0.11, 1) and "
        "near(paired(rights[19], rights[24])[1], 0.12, 1) and "
        "abs(paired(rights[19], rights[24])[0]) < paired(rights[19], rights[24])[1]"
    ),
    "it lies inside the": "scores_train[-1] - scores_test[-1] < 1.96 * standard_error",
    "five seeds 0.8162, standard deviation 0.0008": (
        "near(np.mean(scores_seeds), 0.8162, 3) and near(np.std(scores_seeds), 0.0008, 3)"
    ),
    "by about 0.0008": "np.std(scores_seeds) < standard_error / 2",
    "their standard deviation is about a tenth of a point": "near(100 * np.std(scores_seeds), 0.1, 1)",
    # The small network.
    "**300** clients to learn from, **1,000**": "(len(live.y_train), len(live.y_held)) == (4 * 300, 4 * 1_000)",
    "About 1,600 weights for 300 rows": "near(24 * 64 + 65, 1_600, -1)",
    "The 1,000 other clients": "len(live.y_held) == 4 * 1_000",
    "both near 0.45, as with the large data\nWith 21,000 rows that was so": (
        "abs(mlp.loss_ - 0.45) < 0.03 and abs(losses_test[-1] - 0.45) < 0.03"
    ),
    "It sets 10 % of the training rows aside": "early.validation_fraction == 0.1",
    "over 60 epochs": "len(Diagnoses().cases[0]['train']) == 60",
    "100 epochs": "live.epochs == 100",
    "25 epochs": "len(scores_train) == len(scores_test) == len(losses_test) == len(plot.rows) == 25",
    "Held-out losses of epochs 1 to 8: 0.60, 0.52, 0.50, 0.51, 0.49, 0.50, 0.52, 0.53. With patience 2": (
        "stops_after([0.60, 0.52, 0.50, 0.51, 0.49, 0.50, 0.52, 0.53], 2) == 7"
    ),
    "one epoch later than our figure would": "early.n_iter_ == best + early.n_iter_no_change + 1",
}

# Numbers that claim nothing: times, years, sources, settings, made-up examples.
HARMLESS = (
    r"About 40 minutes, 10 more", "2005", r"2009, \[doi.*", "licence CC.*", r"^## \d+\.",
    r"\{:\.2f\}", r"epoch (20|25|15)\b", "paired, 95 %", "0.5 is chance",
    "batches of 32", "64 hidden neurons", r"learning rate 0\.01", r"(?<![,\d])300 (clients|rows)",
    r"below 0\.50 at the end", "by 3 or 10", "I tried 20 settings", "about 50 % up to about 95 %",
    "Accuracy went", r"times 100 for|is 100 times as much",
    r"\(64,\)|range\(25\)|50 values|_sizes=\(64\)", r"\[(deck|0\.)", "about 10 minutes",
)  # fmt: skip

HELPERS = """
def near(value, expected, places):
    return abs(value - expected) <= 10.0**-places

def walk(descent, weight, rate, steps=10):
    weights = [weight]
    for _ in range(steps):
        weights.append(weights[-1] - rate * descent.slope(weights[-1]))
    return weights

stops_after = practice.EXERCISES["stops_after"].solution

def within(errors):
    draws = np.random.default_rng(1).normal(size=1_000_000)
    return np.mean(np.abs(draws) < errors)

assert y_train.value_counts().tolist() == [16364, 4636]
assert abs(X_train_scaled.mean(axis=0)).max() < 1e-9 < abs(X_test_scaled.mean(axis=0)).max()
assert near(recall, 0.311, 2) and near(precision, 0.682, 2) and near(auc, 0.770, 3)
assert near(draws.std(), 0.0040, 3)
"""


@pytest.fixture(scope="module")
def notebook():
    return lesson.run(NAME, HELPERS + claims.as_code(CLAIMS))


def test_the_text_still_says_what_is_asserted():
    assert claims.unsaid(claims.prose(NAME, "history"), CLAIMS) == []


def test_no_number_of_the_text_is_left_without_an_assertion():
    assert claims.unclaimed(claims.prose(NAME, "history"), CLAIMS, HARMLESS) == []


@pytest.mark.slow
def test_runs_with_the_numbers_of_its_text_and_without_a_warning(notebook):
    assert lesson.stderr(notebook) == ""
    assert "0.8094 -> 0.8216" in lesson.text(notebook, "result")
    assert "0.8041 -> 0.8147" in lesson.text(notebook, "result")
    assert "0.5238 -> 0.4248" in lesson.text(notebook, "result")
    assert "0.4758 -> 0.4417" in lesson.text(notebook, "result")


@pytest.mark.slow
def test_a_second_run_of_the_loop_starts_anew():
    # With the model made in another cell, a second run would train on.
    notebook = nbformat.read(lesson.NOTEBOOKS / f"{NAME}.ipynb", as_version=4)
    loop = next(cell.source for cell in notebook.cells if cell.id == "train")
    assert loop.index("MLPClassifier(") < loop.index("for _ in range(N_EPOCHS)")
    assert "scores_train, scores_test, losses_test, rights = [], [], [], []" in loop


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_the_browser(lab, theme):
    page = lab.open(fresh_copy(lab, theme), theme=theme)
    lab.run_all(page)
    costs = page.locator(".nncourse-live")
    costs.get_by_role("status").filter(has_text="p = 0.50 for what happened: loss 0.69.").wait_for(
        state="attached"
    )
    assert costs.get_by_role("status").text_content() == "p = 0.50 for what happened: loss 0.69."
    growing = page.get_by_role("group", name="Training history, growing")
    growing.get_by_text("Epoch 25 of 25", exact=True).wait_for()
    assert "test 0.8147" in status(growing)
    growing.get_by_label("error bar").check()
    assert "between 0.8066 and 0.8227" in status(growing)

    trained(page, 100)
    match = page.get_by_role("group", name="Match four")
    match.get_by_role("button", name="Check").click()
    assert status(match) == "0 of 4 right. Look again at A, B, C, D."

    assert lab.axe(page, ".nn-widget") == []
    assert lab.errors(page) == []
    assert lab.foreign_requests(page) == []
    assert theme == "dark" or lab.lost_keys(page) == []
    page.context.close()


@pytest.mark.browser
def test_sliders_move_while_the_kernel_is_busy_and_tell_it_later(lab):
    # Without the lesson's own training, which takes most of its time.
    nbformat.write(lesson.only(NAME, "set-up", "live"), lab.root / "notebooks" / "busy.ipynb")
    page = lab.open("notebooks/busy.ipynb")
    lab.run_all(page)
    trained(page, 100)
    page.evaluate(
        """() => {
            window.kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            window.busy = true;
            kernel.requestExecute({ code: "__import__('time').sleep(600)" })
                .done.catch(() => {}).finally(() => (window.busy = false));
        }"""
    )
    try:
        page.get_by_role("slider", name="Epochs").press("ArrowRight")
        trained(page, 110)
        assert page.evaluate("window.busy")
    finally:
        page.evaluate("kernel.interrupt()")
    page.wait_for_function("!window.busy")
    # ipywidgets sends what changed when the kernel is free: ask until it has arrived.
    page.wait_for_function(
        """async () => {
            const run = kernel.requestExecute({
                code: "print(live.epochs, len(live.result.get('train_loss', [])))",
            });
            let text = "";
            run.onIOPub = (message) => { text += message.content.text ?? ""; };
            await run.done;
            return text.trim() === "110 110";
        }"""
    )
    page.context.close()


def status(group):
    # Not inner_text: JupyterLab does not lay out the cells that are out of sight.
    return group.get_by_role("status").text_content()


def trained(page, epochs):
    small = page.get_by_role("group", name="A small network that trains")
    small.get_by_role("status").filter(has_text=f"After {epochs} epochs").wait_for()


def fresh_copy(lab, name):
    # A kernel of its own: JupyterLab saves as it goes, and saved widgets die with their kernel's run.
    path = f"notebooks/{NAME}-{name}.ipynb"
    shutil.copy(lesson.NOTEBOOKS / f"{NAME}.ipynb", lab.root / path)
    return path
