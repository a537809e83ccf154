"""The lesson on training history: every number in its text, and its figures in a real browser."""

import shutil

import pytest

from tests.support import lesson

NAME = "03-training-history"

# The text rounds to what it prints; the tolerance is half of the last digit printed. The figures
# of a trained network may differ in the last place on another processor, hence the second half.
CHECKS = """
def near(value, expected, places):
    assert abs(value - expected) <= 10**-places, (value, expected)

assert X.shape == (30000, 23)
assert (len(y_train), len(y_test)) == (21000, 9000)
assert y_train.value_counts().tolist() == [16364, 4636]
assert abs(X_train_scaled.mean(axis=0)).max() < 1e-9 < abs(X_test_scaled.mean(axis=0)).max()
assert round(baseline, 4) == 0.7778

near(baseline_loss, 0.53, 2)
assert all(loss < baseline_loss for loss in (mlp.loss_curve_[0], losses_test[0]))
near(-np.log(0.01), 4.61, 2), near(-np.log(0.5), 0.69, 2), near(-np.log(0.1), 2.30, 2)
near(-np.log(share), 1.50, 1), near(-np.log(1 - share), 0.25, 2)
near(descent.slope(-1.5), -0.298, 3), near(-1.5 - descent.slope(-1.5), -1.202, 3)
weights = np.linspace(-2, 3, 501)
near(weights[np.argmin([descent.loss(w) for w in weights])], 0.67, 2)
assert sum(w.size for w in mlp.coefs_ + mlp.intercepts_) == 1601

assert len(scores_train) == len(scores_test) == len(losses_test) == len(plot.rows) == 25
near(scores_train[0], 0.8094, 3), near(scores_train[-1], 0.8216, 3)
near(scores_test[0], 0.8041, 3), near(scores_test[-1], 0.8147, 3)
near(mlp.loss_curve_[0], 0.5238, 3), near(mlp.loss_curve_[-1], 0.4248, 3)
near(losses_test[0], 0.4758, 3), near(losses_test[-1], 0.4417, 3)
assert all(a > b for a, b in zip(mlp.loss_curve_, mlp.loss_curve_[1:]))
assert losses_test[0] < mlp.loss_curve_[0]  # what the text explains
near(scores_test[-1] - baseline, 0.037, 3)
near(scores_train[-1] - scores_test[-1], 0.007, 3)
near(paired(rights[-1], always_no)[0], 3.69, 1), near(paired(rights[-1], always_no)[1], 0.65, 1)
near(paired(rights[19], rights[24])[0], 0.111, 1), near(paired(rights[19], rights[24])[1], 0.12, 1)
assert abs(paired(rights[19], rights[24])[0]) < paired(rights[19], rights[24])[1]

assert (len(mlp.loss_curve_), len(longer.loss_curve_)) == (25, 60)  # only the copy went on
near(best_epoch, 36, -1)
assert losses_longer[-1] > min(losses_longer) and longer.loss_ < mlp.loss_
near(standard_error, 0.0041, 4), near(1.96 * standard_error, 0.0080, 3)
near(draws.std(), 0.0040, 3)
near(recall, 0.311, 2), near(precision, 0.682, 2), near(auc, 0.770, 3)
near(np.mean(scores_seeds), 0.8162, 3), near(np.std(scores_seeds), 0.0008, 3)
assert np.std(scores_seeds) < standard_error
assert early.n_iter_ == best + early.n_iter_no_change + 1
"""


@pytest.fixture(scope="module")
def notebook():
    return lesson.run(NAME, CHECKS)


@pytest.mark.slow
def test_runs_with_the_numbers_of_its_text_and_without_a_warning(notebook):
    assert lesson.stderr(notebook) == ""
    assert "0.8094 -> 0.8216" in lesson.text(notebook, "result")
    assert "0.8041 -> 0.8147" in lesson.text(notebook, "result")
    assert "0.5238 -> 0.4248" in lesson.text(notebook, "result")
    assert "0.4758 -> 0.4417" in lesson.text(notebook, "result")


@pytest.mark.slow
def test_a_second_run_of_the_loop_starts_anew():
    # What the slides get wrong: their second run trains on.
    notebook = lesson.nbformat.read(lesson.NOTEBOOKS / f"{NAME}.ipynb", as_version=4)
    loop = next(cell.source for cell in notebook.cells if cell.id == "train")
    assert loop.index("MLPClassifier(") < loop.index("for _ in range(N_EPOCHS)")
    assert "scores_train, scores_test, losses_test, rights = [], [], [], []" in loop


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_the_browser(lab, theme):
    page = lab.open(fresh_copy(lab, theme), theme=theme)
    lab.run_all(page)
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
    page = lab.open(fresh_copy(lab, "keys"))
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
