"""The knowledge check: balanced, right in every number and every bug, and alive on the page."""

import re
import textwrap
import warnings

import numpy as np
import pytest
from imblearn.over_sampling import SMOTE
from sklearn.datasets import make_classification
from sklearn.metrics import accuracy_score, recall_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from nncourse import data, progress
from nncourse.quiz import bank, score
from tests.support import lesson

CHECK = bank.load("check")


def right(name):
    """Which option the file calls right; the answer of a numeric question as a number."""
    asked = CHECK[f"check/{name}"]
    return asked.solution() if asked.options else float(asked.solution()[0].split(" to ")[0])


def code(name):
    """The code inside a question."""
    return textwrap.dedent(re.search(r"```python\n(.*?)```", CHECK[f"check/{name}"].text, re.S)[1])


@pytest.fixture(scope="module")
def credit():
    """Standardised features and target of the credit card data."""
    frame = data.load_credit_card()
    target = frame.pop("default_payment_next_month")
    return StandardScaler().fit_transform(frame.drop(columns=frame.columns[0])), target


def test_twelve_questions_two_an_objective_some_numeric_two_bugs():
    assert [count for _, count, _, _ in score.rows("check")] == [2] * 6
    assert sum(asked.type == "numeric" for asked in CHECK.values()) >= 3
    assert sum("Find the bug" in asked.text for asked in CHECK.values()) == 2
    assert all(asked.mode == "practice" for asked in CHECK.values())


@pytest.mark.slow
def test_the_notebook_asks_every_question_once_and_runs_without_a_word():
    notebook = lesson.run("05-knowledge-check")
    asked = re.findall(r'quiz\.ask\("(.+?)"\)', "\n".join(cell.source for cell in notebook.cells))
    assert asked == list(CHECK)
    assert lesson.stderr(notebook) == ""


def test_between_zero_and_one():
    x = np.linspace(-50, 50, 1001)
    values = {
        "sigmoid": 1 / (1 + np.exp(-x)),
        "tanh": np.tanh(x),
        "ReLU": np.maximum(0, x),
        "each output of softmax": np.exp(x) / np.exp(x).sum(),
        "threshold": np.where(x >= 0, 1, 0),
        "linear": x,
    }
    inside = [name for name, y in values.items() if y.min() >= 0 and y.max() <= 1]
    assert right("between-zero-and-one") == inside


def test_sigmoid_centre():
    assert 1 / (1 + np.exp(-(4 * right("sigmoid-centre") - 2))) == 0.5


def test_linear_layers_are_one_layer():
    x, *weights = (np.random.default_rng(1).normal(size=(8, 8)) for _ in range(5))
    deep = x
    for matrix in weights:
        deep = deep @ matrix + 0.5
    flat = np.linalg.multi_dot(weights)
    assert np.allclose(deep - deep[0], (x - x[0]) @ flat)
    assert right("linear-layers") == ["Nothing"]


def test_ten_sigmoids():
    assert CHECK["check/ten-sigmoids"].mark("1/1048576").correct
    assert CHECK["check/ten-sigmoids"].mark(repr(0.25**10)).correct
    assert not CHECK["check/ten-sigmoids"].mark("1e-5").correct


def test_moved_threshold():
    text = CHECK["check/moved-threshold"].text
    p = np.array([float(number) for number in re.findall(r"0\.\d\d", text)])
    assert len(p) == 4
    assert right("moved-threshold") == np.sum(p >= 0.2)
    assert np.sum(p >= 0.5) == 1  # what the feedback says of the old threshold
    assert np.sum(p > 0.2) == 2  # and of the other comparison


def test_the_flat_curve_is_flat_and_its_mended_form_is_not():
    X, y = make_classification(600, random_state=1)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1)
    faulty = code("bug-flat-curve")
    model = next(line for line in faulty.splitlines() if "MLPClassifier" in line)
    fixed = model.strip() + "\n" + faulty.replace(model + "\n", "")
    fitted = faulty.replace("partial_fit", "fit").replace(", classes=[0, 1]", "").replace("25", "2")
    curves = []
    for text in (faulty, fixed, fitted):
        names = {
            "MLPClassifier": MLPClassifier,
            **{"X_train": X_train, "X_test": X_test, "y_train": y_train, "y_test": y_test},
        }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the third form stops before it has converged
            exec(text, names)
        curves.append(names["scores"])
    assert len(curves[0]) == 25
    assert [len(set(curve)) == 1 for curve in curves] == [True, False, True]


def test_always_no(credit):
    _, y = credit
    truth = accuracy_score(y, np.zeros_like(y))
    assert CHECK["check/always-no"].mark(f"{truth:.4f}").correct
    assert CHECK["check/always-no"].mark(f"{truth:.2f}").correct
    assert (len(y), y.sum()) == (30_000, 6_636)
    wrong = CHECK["check/always-no"].mark(f"{1 - truth:.3f}")
    assert "share of those who did not pay" in wrong.feedback[0][2]


def test_recall():
    y = np.repeat([1, 0], [100, 900])
    predicted = np.r_[np.repeat([1, 0], [30, 70]), np.repeat([1, 0], [20, 880])]
    assert right("recall") == recall_score(y, predicted)
    assert accuracy_score(y, predicted) == 0.91  # what the feedback says


@pytest.mark.slow
def test_the_leak_leaks(credit, capsys):
    names = {
        **{"X": credit[0], "y": credit[1], "SMOTE": SMOTE, "recall_score": recall_score},
        **{"train_test_split": train_test_split, "KNeighborsClassifier": KNeighborsClassifier},
    }
    exec(code("bug-leak"), names)
    assert float(capsys.readouterr().out) > 0.9
    X_train, X_test, y_train, y_test = train_test_split(*credit, test_size=0.3, random_state=1)
    knn = KNeighborsClassifier(1).fit(*SMOTE(random_state=1).fit_resample(X_train, y_train))
    assert recall_score(y_test, knn.predict(X_test)) < 0.5


@pytest.mark.browser
def test_the_score_follows_the_answers(lab):
    (lab.root / "notebooks" / progress.FILE_NAME).unlink(missing_ok=True)
    page = lab.open("notebooks/05-knowledge-check.ipynb", theme="dark")
    lab.run_all(page)
    page.wait_for_function("document.querySelectorAll('.nnq').length === 12")
    page.get_by_text("0 of 12 right").wait_for()
    card = page.locator(".nnq", has_text="What is its recall?")
    card.get_by_role("textbox").fill("0.6")
    card.get_by_role("textbox").press("Enter")
    card.get_by_text("That is the precision").wait_for()
    card.get_by_role("textbox").fill("30/100")
    card.get_by_role("textbox").press("Enter")
    page.get_by_text("1 of 12 right, 0 of them at the first try").wait_for()
    assert lab.axe(page, ".jp-OutputArea-output") == []
    assert lab.errors(page) == []
    assert lab.foreign_requests(page) == []
    assert lab.lost_keys(page) == []
