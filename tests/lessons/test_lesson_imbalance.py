"""The lesson on class imbalance: its numbers, its figures in a real browser, and all of it on paper."""

import base64
import copy
import re
import shutil

import nbconvert
import nbformat
import pytest

from nncourse.quiz import bank
from tests.support import claims, lesson

NAME = "04-class-imbalance-smote"

# What the text says, and what must be true of the names that the lesson defines. The figures of a
# trained network differ in the last places between processors: `near` allows for one in the last.
CLAIMS = {
    "22 of 100 clients default, 78 pay": "near(y.mean(), 0.22, 2) and near(y_test.mean(), 0.22, 2)",
    "30,000 clients of a bank in Taiwan, 23 features": "X.shape == (30_000, 23)",
    "for all 23 features": "X_train_sm.shape[1] == 23",
    "23,364 and 6,636": "y.value_counts().tolist() == [23_364, 6_636]",
    "23,364 pay, 6,636 default": "y.value_counts().tolist() == [23_364, 6_636]",
    "0.7778": "near(accuracy_score(y_test, says_no), 0.7778, 4)",
    "accuracy 0.78, recall 0\n": "recall_score(y_test, says_no) == 0",
    "A useless model with 78 % accuracy": "near(accuracy_score(y_test, says_no), 0.78, 2)",
    "accuracy 0.50, recall 0.50\nThat would be a coin toss": (
        "near(recall_score(y_test, coin(y_test)), 0.5, 1) and near(accuracy_score(y_test, coin(y_test)), 0.5, 1)"
    ),
    "accuracy 0.22, recall 1\nThat is the model that always says “yes”": (
        "near(accuracy_score(y_test, 1 - says_no), 0.22, 2) and recall_score(y_test, 1 - says_no) == 1"
    ),
    "it does not make it blind": "near((probability >= 0.5).sum(), 912, -1)",
    # A hundred people.
    "Of 78 who pay, 75 are left alone and 3 are false alarms. Of 22 who default, 15 are missed and 7 "
    "are found. Recall is marked: 7 of 22.": "people(probability) == [75, 3, 15, 7]",
    "7 found, 15 missed, 3 false alarms, 75 left alone": "people(probability) == [75, 3, 15, 7]",
    "Of 100 test clients 22 default. The network has accuracy 0.81. How many of the 22": (
        "near(accuracy_score(y_test, probability >= 0.5), 0.81, 2)"
    ),
    "about 7 of 22: recall 0.311": "near(nothing['recall'], 0.311, 2)",
    "81 % of 22 would be 18. But accuracy is earned mostly with the 78 who pay": "near(0.81 * 22, 18, 0)",
    "Only 22 of the 100 default, so it cannot find more than 22": "near(100 * y_test.mean(), 22, 0)",
    "The accuracy of 0.81 does not tell": "near(accuracy_score(y_test, probability >= 0.5), 0.81, 2)",
    # SMOTE.
    "go that part of the way": "(low <= new).all() and (new <= high).all() and a != b",
    "exactly on a client of the rare class": "(X_train_sm[: len(X_train)] == X_train_scaled).all()",
    "a credit limit of 20, its neighbour b of 60. λ = 0.25.": "20 + 0.25 * (60 - 20) == 30",
    "20 + 0.25 · (60 − 20) = 30": "20 + 0.25 * (60 - 20) == 30",
    "20 + 0.25 · (60 − 20).": "60 + 0.25 * (20 - 60) == 50",
    "the step, 0.25 · 40": "0.25 * 40 == 10",
    "halfway, λ = 0.5": "20 + 0.5 * (60 - 20) == 40",
    "16,364 / 16,364": "y_train_sm.value_counts().tolist() == [16_364, 16_364]",
    "Only the training part is balanced": "y_test.value_counts().tolist() == [7_000, 2_000]",
    # The table of six ways.
    "at threshold 0.50 many defaults are missed": "nothing['recall'] < 0.5",
    "each rare row counts more in the loss, here 3.5 times": "near(16_364 / 4_636, 3.5, 1)",
    "throws frequent rows away, here 11,728": (
        "y_train.value_counts().tolist() == [16_364, 4_636] and 16_364 - 4_636 == 11_728"
    ),
    '"always no" has 0.5': "metrics.balanced_accuracy_score(y_test, says_no) == 0.5",
    "find about twice as many defaults": "(table['recall'][1:5] / nothing['recall']).between(1.9, 2.1).all()",
    "Precision pays for it.\n": "(table['precision'][1:5] < nothing['precision'] - 0.1).all()",
    "**AUC** hardly moves, for the networks as for logistic regression": (
        "table['AUC'][:5].between(0.765, 0.773).all() and near(plain['AUC'], weighted['AUC'], 3)"
    ),
    "the mean probability is about twice the share of defaults": (
        "(table['mean probability'][2:5] / y_test.mean()).between(1.8, 2.2).all()"
    ),
    "the log loss is higher": "(table['log loss'][2:5] > nothing['log loss'] + 0.1).all()",
    "Only doing nothing and moving the threshold leave the probabilities honest": (
        "near(nothing['mean probability'], y_test.mean(), 1) and near(weighted['mean probability'], 0.454, 2)"
    ),
    "`MLPClassifier` has no class weights": "'class_weight' not in MLPClassifier().get_params()",
    "What was weak here was the choice of the threshold 0.50": (
        "moved['balanced accuracy'] > nothing['balanced accuracy'] + 0.05"
    ),
    "recall 0.311 → 0.624, precision 0.682 → 0.448, AUC 0.770 → 0.767, log loss 0.442 → 0.555": (
        "near(nothing['recall'], 0.311, 2) and near(smote['recall'], 0.624, 2) and "
        "near(nothing['precision'], 0.682, 2) and near(smote['precision'], 0.448, 2) and "
        "near(nothing['AUC'], 0.770, 3) and near(smote['AUC'], 0.767, 3) and "
        "near(nothing['log loss'], 0.442, 3) and near(smote['log loss'], 0.555, 2)"
    ),
    "from 0.311 to 0.624": "near(nothing['recall'], 0.311, 2) and near(smote['recall'], 0.624, 2)",
    "from 0.682 to 0.448": "near(nothing['precision'], 0.682, 2) and near(smote['precision'], 0.448, 2)",
    "AUC 0.770 and 0.767": "near(nothing['AUC'], 0.770, 3) and near(smote['AUC'], 0.767, 3)",
    "AUC went from 0.770 to 0.767": "near(nothing['AUC'], 0.770, 3) and near(smote['AUC'], 0.767, 3)",
    "It stays at 0.77.": "near(smote['AUC'], 0.77, 2)",
    "from 0.815 to 0.746": (
        "near(accuracy_score(y_test, probability >= 0.5), 0.815, 2) and "
        "near(accuracy_score(y_test, probability_sm >= 0.5), 0.746, 2)"
    ),
    "**Threshold 0.20** | recall 0.640, precision 0.437": (
        "near(moved['recall'], 0.640, 2) and near(moved['precision'], 0.437, 2)"
    ),
    "threshold at 0.20.": "table.index[1] == 'network, threshold 0.20'",
    "network, threshold 0.20": "near(moved['balanced accuracy'], 0.702, 2)",
    "Below: recall 0.640, precision 0.437": "near(moved['recall'], 0.640, 2)",
    "Yes: 0.640 and 0.437 at the threshold 0.20": (
        "abs(moved['recall'] - smote['recall']) < 0.03 > abs(moved['precision'] - smote['precision'])"
    ),
    # Probabilities.
    "22 % of the test clients default": "near(y_test.mean(), 0.22, 2)",
    "about 0.22, because log loss makes probabilities honest": "near(probability.mean(), 0.22, 1)",
    "It is 0.419, while 0.222 of the clients default": (
        "near(smote['mean probability'], 0.419, 2) and near(y_test.mean(), 0.222, 3)"
    ),
    "Yes: 0.419 on average, while 0.222 default": "near(smote['mean probability'], 0.419, 2)",
    "about 0.42\nRight: nearly twice the truth": "1.7 < smote['mean probability'] / y_test.mean() < 2",
    "about 0.78\nThat is the share of clients who pay": "near(1 - y_test.mean(), 0.78, 2)",
    "of those given 0.45, 0.19 defaulted": "near(predicted[4], 0.45, 2) and near(happened[4], 0.19, 2)",
    "near the diagonal, except the last two points": (
        "[abs(gap) < 0.1 for gap in untouched] == [True] * 8 + [False] * 2"
    ),
    "the network is off by 0.02 on average": "near(off(probability), 0.020, 2)",
    "its two highest groups, 67 of 9,000 clients": "near((probability > 0.8).sum(), 67, -1)",
    "After SMOTE it is off by 0.20": "near(off(probability_sm), 0.196, 2)",
    "it overstates the risk in every group but the lowest": (
        "(predicted - happened)[1:].min() > 0.05 > abs(predicted[0] - happened[0])"
    ),
    'says 0.45, so 45 of 100 such clients default."** After SMOTE, about 19 do': (
        "near(predicted[4], 0.45, 2) and near(happened[4], 0.19, 2)"
    ),
    # The threshold.
    "At or above which probability should a client be flagged": "near(1 / (1 + 5), 0.17, 2)",
    "about 0.17\nRight: 1 / (1 + 5)": "near(1 / (1 + 5), 0.17, 2)",
    "about 0.83\nThe other way round": "near(5 / (1 + 5), 0.83, 2)",
    "0.22, the share of those who": "near(y_test.mean(), 0.22, 2)",
    "For 1 and 5 that is 1/6 = 0.17": "near(1 / (1 + 5), 0.17, 2)",
    "lowest at 0.15, and nearly flat between": (
        "near(cheapest(probability)[0], 0.15, 2) and price(probability, 0.17) < 1.02 * cheapest(probability)[1]"
    ),
    "against the threshold, lowest at 0.15": "near(cheapest(probability)[0], 0.15, 2)",
    "The cheapest thresholds differ, 0.15 and 0.43; the lowest costs hardly do": (
        "near(cheapest(probability_sm)[0], 0.43, 2) and "
        "abs(cheapest(probability)[1] / cheapest(probability_sm)[1] - 1) < 0.05"
    ),
    "cost of 100 clients": "90 * 100 == len(y_test)",
    # Leakage and codes.
    "The honest recall is 0.439": "near(honest, 0.439, 2)",
    "0.929 is a mirage: on real new clients the model finds 0.439": "near(leaked, 0.929, 2)",
    "recall 0.929 shown, 0.439 real": "near(leaked, 0.929, 2) and near(honest, 0.439, 2)",
    "about 0.93\n": "near(leaked, 0.93, 2)",
    "about 0.44, SMOTE does not touch": "near(honest, 0.44, 2)",
    "most of the rare class in that test part is synthetic": "(len(y_all) - len(y)) / y_all.sum() > 0.5",
    "SMOTE to the training rows of each fold only": "len(folds) == 3 and all(abs(folds - honest) < 0.05)",
    "20.6 % of the synthetic rows": "near(broken['education'].mean(), 0.206, 3)",
    "59.5 % of the synthetic rows a code": "near(broken.any(axis=1).mean(), 0.595, 2)",
    "the six states of repayment (`pay_0` to `pay_6`) are codes too": (
        "codes[:3] == ['sex', 'education', 'marriage'] and "
        "codes[3:] == [f'pay_{month}' for month in (0, 2, 3, 4, 5, 6)]"
    ),
    "a number such as 1.64, which": "not np.isclose(1.64, round(1.64))",
    "a coded feature gets the value that is most frequent": (
        "all(set(synthetic_nc[code]) <= set(X[code]) for code in codes) and "
        "y_train_nc.value_counts().tolist() == [16_364] * 2"
    ),
    "So give it the codes as they are, beside scaled numbers": (
        "set(X_train_nc.drop(columns=codes).dtypes) == {np.dtype(float)} and "
        "(mixed.drop(columns=codes).std() - 1).abs().max() < 0.01"
    ),
    "That is 1/9": "1 / (1 + 9) == 0.1 and 0.11 < 1 / 9 < 0.112",
}

# Numbers that claim nothing: times, years, sources, settings, headings.
HARMLESS = (
    r"About 30 minutes, 10 more", "and others, 2002", r"\(Elkan, 2001\)", r"^## \d+\.",
    "1,000 dollars", r"[Pp]ress \*0\.\d0\*", "threshold of 0.50 is the natural", "0.50, as always",
    "0.5(0)? is cheapest only if", "about 0.50\nMuch more", "accuracy 0.78, recall 0.78\n",
    "at the threshold 0.50",
)  # fmt: skip

HELPERS = """
def near(value, expected, places):
    return abs(value - expected) <= 10.0**-places

def coin(y):
    return np.random.default_rng(1).integers(2, size=len(y))

def people(p):
    kinds = [(p < 0.5) & (y_test == 0), (p >= 0.5) & (y_test == 0),
             (p < 0.5) & (y_test == 1), (p >= 0.5) & (y_test == 1)]
    return (100 * np.mean(kinds, axis=1)).round().tolist()

def price(p, cut):
    misses, alarms = (p < cut) & (y_test == 1), (p >= cut) & (y_test == 0)
    return (5 * misses.sum() + alarms.sum()) / 90

def cheapest(p):
    costs = [price(p, cut) for cut in np.arange(101) / 100]
    return np.argmin(costs) / 100, min(costs)

nothing, moved, undersampled, oversampled, smote, plain, weighted = (
    row for _, row in table.iterrows()
)
def off(p):
    tens = (10 * p).astype(int)
    return sum(abs((p[tens == k] - y_test[tens == k]).sum()) for k in range(10)) / len(p)

happened, predicted = calibration_curve(y_test, probability_sm, n_bins=10)
untouched = np.subtract(*calibration_curve(y_test, probability, n_bins=10))
low, high = np.minimum(rare[a], rare[b]), np.maximum(rare[a], rare[b])
assert near(nothing["balanced accuracy"], 0.635, 2) and near(nothing["mean probability"], 0.206, 2)
assert near(undersampled["recall"], 0.605, 2) and near(undersampled["precision"], 0.464, 2)
assert near(undersampled["AUC"], 0.771, 2) and near(undersampled["log loss"], 0.566, 2)
assert near(undersampled["mean probability"], 0.434, 2)
assert near(oversampled["recall"], 0.617, 2) and near(oversampled["precision"], 0.470, 2)
assert near(oversampled["AUC"], 0.772, 2) and near(oversampled["log loss"], 0.549, 2)
assert near(oversampled["mean probability"], 0.417, 2)
assert near(plain["AUC"], 0.721, 3) and near(plain["recall"], 0.228, 2)
assert near(weighted["recall"], 0.628, 2) and near(weighted["log loss"], 0.600, 2)
assert (ax.get_xlabel(), ax.get_ylabel()) == ("predicted probability of default", "share that defaulted")
"""


@pytest.fixture(scope="module")
def notebook():
    return lesson.run(NAME, HELPERS + claims.as_code(CLAIMS))


def test_the_text_still_says_what_is_asserted():
    assert claims.unsaid(claims.prose(NAME, "imbalance"), CLAIMS) == []


def test_no_number_of_the_text_is_left_without_an_assertion():
    assert claims.unclaimed(claims.prose(NAME, "imbalance"), CLAIMS, HARMLESS) == []


@pytest.mark.slow
def test_runs_with_the_numbers_of_its_text_and_without_a_warning(notebook):
    assert lesson.stderr(notebook) == ""
    assert "0    23364\n1     6636" in lesson.text(notebook, "value-counts")
    assert "0    16364\n1    16364" in lesson.text(notebook, "smote")
    assert "recall 0.439" in lesson.text(notebook, "honest")
    assert "recall 0.929" in lesson.text(notebook, "leaked")
    assert "20.6%" in lesson.text(notebook, "codes")
    assert "59.5% have such a value in at least one of the 9 codes" in lesson.text(
        notebook, "codes"
    )
    assert "pay_0 in the synthetic rows: [-2, -1, 0, 1, 2, " in lesson.text(notebook, "smotenc")
    # What the next cell quotes from the table has the table's digits.
    quoted = re.findall(r"0\.\d{3}", lesson.text(notebook, "compare").partition("share")[0])
    shown = {
        f"{float(number):.3f}" for number in re.findall(r"0\.\d+", lesson.text(notebook, "table"))
    }
    assert len(quoted) == 15
    assert set(quoted) <= shown


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
    nbformat.write(lesson.only(NAME, "set-up", "hand"), lab.root / "notebooks" / "keys.ipynb")
    page = lab.open("notebooks/keys.ipynb")
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


@pytest.fixture(scope="module")
def paper(lab, notebook):
    """Open the lesson without Jupyter, as nbconvert makes it, its pictures embedded."""
    notebook = copy.deepcopy(notebook)
    assert notebook.cells.pop().id == "checks"
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for path in (lesson.NOTEBOOKS / "pictures").glob("04-*.png"):
                data = base64.b64encode(path.read_bytes()).decode("ascii")
                url = f"data:image/png;base64,{data}"
                cell.source = cell.source.replace(f"pictures/{path.name}", url)
    html, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    page = lab.page("/api/status")
    page.goto("about:blank")
    page.set_content(html)
    yield page
    page.context.close()


@pytest.mark.browser
def test_every_question_can_be_read(paper):
    paper.emulate_media(media="print")
    for question in bank.load("imbalance").values():
        for line in re.findall(r"[^\n]{10,}", question.text):
            text = line.strip().replace("`", "")
            assert paper.get_by_text(text).first.is_visible(), (question.key, text)
        for option in question.options:
            assert paper.get_by_text(option.replace("`", "")).first.is_visible()


@pytest.mark.browser
def test_paper_is_not_told_to_run_cells(paper):
    hints = paper.get_by_text("Not running here")
    paper.emulate_media(media="screen")
    hints.first.wait_for()
    paper.emulate_media(media="print")
    assert hints.count() > 5
    assert hints.locator("visible=true").count() == 0


@pytest.mark.browser
def test_folded_pictures_are_unfolded_on_paper_and_solutions_are_not(paper):
    paper.emulate_media(media="print")
    pictures = paper.locator("details img").all()
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.bounding_box()["height"] > 100
        assert picture.evaluate("node => node.checkVisibility({ contentVisibilityAuto: true })")
    solution = paper.locator("details pre").first
    assert not solution.evaluate("node => node.checkVisibility({ contentVisibilityAuto: true })")


def fresh_copy(lab, name):
    # A kernel of its own: JupyterLab saves as it goes, and saved widgets die with their kernel's run.
    path = f"notebooks/{NAME}-{name}.ipynb"
    shutil.copy(lesson.NOTEBOOKS / f"{NAME}.ipynb", lab.root / path)
    return path
