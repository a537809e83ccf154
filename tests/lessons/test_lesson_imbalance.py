"""The lesson on class imbalance: every number in its text, and its figures in a real browser."""

import shutil

import pytest

from tests.support import lesson

NAME = "04-class-imbalance-smote"

CHECKS = """
def near(value, expected, places):
    assert abs(value - expected) <= 10**-places, (value, expected)

assert credit_card["default_payment_next_month"].value_counts().tolist() == [23364, 6636]
assert y_train.value_counts().tolist() == [16364, 4636]
near(accuracy_score(y_test, says_no), 0.7778, 4)
assert recall_score(y_test, says_no) == 0
near((probability >= 0.5).sum(), 912, -1)

low, high = np.minimum(rare[a], rare[b]), np.maximum(rare[a], rare[b])
assert ((low <= new) & (new <= high)).all() and a != b

assert y_train_sm.value_counts().tolist() == [16364, 16364]
assert (X_train_sm[: len(X_train)] == X_train_scaled).all()  # the real rows come first, untouched
assert ((y_test == 0).sum(), (y_test == 1).sum()) == (7000, 2000)

nothing, moved, undersampled, oversampled, balanced, plain, weighted = (
    row for _, row in table.iterrows()
)
near(nothing["recall"], 0.311, 2), near(nothing["precision"], 0.682, 2)
near(nothing["AUC"], 0.770, 3), near(nothing["log loss"], 0.4417, 3)
near(nothing["balanced accuracy"], 0.635, 2), near(nothing["mean probability"], 0.206, 2)
near(moved["recall"], 0.640, 2), near(moved["precision"], 0.437, 2)
near(moved["balanced accuracy"], 0.702, 2)
near(undersampled["recall"], 0.605, 2), near(undersampled["precision"], 0.464, 2)
near(undersampled["AUC"], 0.771, 2), near(undersampled["log loss"], 0.566, 2)
near(undersampled["mean probability"], 0.434, 2)
near(oversampled["recall"], 0.617, 2), near(oversampled["precision"], 0.470, 2)
near(oversampled["AUC"], 0.772, 2), near(oversampled["log loss"], 0.549, 2)
near(oversampled["mean probability"], 0.417, 2)
near(balanced["recall"], 0.624, 2), near(balanced["precision"], 0.448, 2)
near(balanced["AUC"], 0.767, 3), near(balanced["log loss"], 0.556, 2)
near(balanced["mean probability"], 0.419, 2)
near(plain["AUC"], 0.721, 3), near(weighted["AUC"], 0.721, 3)
near(plain["recall"], 0.228, 2), near(weighted["recall"], 0.628, 2)
near(weighted["log loss"], 0.600, 2), near(weighted["mean probability"], 0.454, 2)
twice = table["recall"][1:5] / nothing["recall"]
assert twice.between(1.9, 2.1).all() and (table["precision"][1:5] < nothing["precision"]).all()
assert (table["mean probability"][2:5] / y_test.mean()).between(1.8, 2.2).all()
assert balanced["recall"] / nothing["recall"] > 1.9
networks = table.iloc[:5]
assert networks["AUC"].between(0.765, 0.773).all()
assert networks["recall"][1:].between(0.59, 0.65).all()
assert networks["precision"][1:].between(0.42, 0.48).all()
assert (networks["log loss"][2:] > 0.54).all() and (networks["mean probability"][2:] > 0.40).all()
assert "class_weight" not in MLPClassifier().get_params()
near(len(y_train) / 2 / 4636 / (len(y_train) / 2 / 16364), 3.5, 1)
assert 16364 - 4636 == 11728 and metrics.balanced_accuracy_score(y_test, says_no) == 0.5
near(y_test.mean(), 0.222, 3)

happened, predicted = calibration_curve(y_test, probability_sm, n_bins=10)
near(predicted[4], 0.45, 2), near(happened[4], 0.19, 2)
near(honest, 0.439, 2), near(leaked, 0.929, 2)
assert len(folds) == 3 and all(abs(folds - honest) < 0.05)  # the pipeline does not leak
near(1 - whole.mean(), 0.206, 3)
assert set(education_nc) <= set(X["education"]) and y_train_nc.value_counts().tolist() == [16364] * 2

cuts = np.arange(101) / 100
def cheapest(p):
    misses = ((p < cuts[:, None]) & (y_test.to_numpy() == 1)).sum(axis=1)
    alarms = ((p >= cuts[:, None]) & (y_test.to_numpy() == 0)).sum(axis=1)
    cost = (5 * misses + alarms) / 90
    return cuts[cost.argmin()], cost.min()
near(cheapest(probability)[0], 0.15, 2), near(cheapest(probability_sm)[0], 0.43, 2)
near(cheapest(probability)[1], cheapest(probability_sm)[1], 0)
people = np.array([(probability < 0.5) & (y_test == 0), (probability >= 0.5) & (y_test == 0),
                   (probability < 0.5) & (y_test == 1), (probability >= 0.5) & (y_test == 1)])
assert (100 * people.mean(axis=1)).round().tolist() == [75, 3, 15, 7]
"""


@pytest.fixture(scope="module")
def notebook():
    return lesson.run(NAME, CHECKS)


@pytest.mark.slow
def test_runs_with_the_numbers_of_its_text_and_without_a_warning(notebook):
    assert lesson.stderr(notebook) == ""
    assert "0    23364\n1     6636" in lesson.text(notebook, "value-counts")
    assert "0    16364\n1    16364" in lesson.text(notebook, "smote")
    assert "recall 0.439" in lesson.text(notebook, "honest")
    assert "recall 0.929" in lesson.text(notebook, "leaked")
    assert "20.6%" in lesson.text(notebook, "codes")


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_the_browser(lab, theme):
    page = lab.open(fresh_copy(lab, theme), theme=theme)
    lab.run_all(page)
    people = page.get_by_role("group", name="The confusion matrix as a hundred people")
    people.get_by_label("our network").check()
    people.get_by_label("recall").check()
    assert "recall = 7 / 22 people" in people.text_content()
    assert "622 of 2,000 clients" in people.get_by_role("status").text_content()

    cut = page.get_by_role("group", name="Threshold and the cost of each mistake")
    cut.get_by_role("button", name="0.20").click()
    assert "recall 0.640, precision 0.437" in cut.get_by_role("status").text_content()
    cut.get_by_label("after SMOTE").check()
    cut.get_by_role("button", name="0.50").click()
    assert "recall 0.624, precision 0.448" in cut.get_by_role("status").text_content()
    # The button moved the slider, and the slider moves the figure.
    page.get_by_role("slider", name="Threshold", exact=True).press("ArrowLeft")
    cut.get_by_role("status").filter(has_text="threshold 0.49").wait_for(state="attached")

    assert lab.axe(page, ".nn-widget") == []
    assert lab.errors(page) == []
    assert lab.foreign_requests(page) == []
    assert theme == "dark" or lab.lost_keys(page) == []
    page.context.close()


@pytest.mark.browser
def test_arrow_keys_stay_in_the_picture(lab):
    # In JupyterLab's command mode the arrow keys move from cell to cell.
    page = lab.open(fresh_copy(lab, "keys"))
    lab.run_all(page)
    hand = page.get_by_role("group", name="SMOTE by hand")
    hand.locator('.nn-dot[aria-pressed="true"]').focus()
    cell = page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex")
    said = hand.get_by_role("status").text_content()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert hand.get_by_role("status").text_content() != said
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert cell == page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex")
    page.context.close()


def fresh_copy(lab, name):
    # A kernel of its own: JupyterLab saves as it goes, and saved widgets die with their kernel's run.
    path = f"notebooks/{NAME}-{name}.ipynb"
    shutil.copy(lesson.NOTEBOOKS / f"{NAME}.ipynb", lab.root / path)
    return path
