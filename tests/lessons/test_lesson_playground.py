"""Lesson 1: it runs, every number in its text is measured again, and it works in JupyterLab."""

import re

import nbformat
import pytest

from nncourse.quiz import bank
from tests.support import REPO, claims, lesson
from tests.support.playground_page import open_page

NAME = "01-playground"
START = {
    "features": ["x1", "x2"], "activation": "tanh", "learning_rate": 0.03, "batch_size": 10,
    "regularisation": "none", "regularisation_rate": 0, "noise": 10, "train_share": 50, "seed": 1,
}  # fmt: skip
SINES = ["x1", "x2", "sin x1", "sin x2"]

#: Cell or question, what is trained, for how many epochs, and what the text says: part, measure, number.
CLAIMS = [
    ("playground/one-line", {"data": "gauss", "hidden": []}, 100, "test score", "99.6 %"),
    ("playground/linear-layers", {"data": "xor", "noise": 0, "hidden": [4, 2], "activation": "linear"},
     300, "test score", "57.2 %"),
    ("playground/linear-layers", {"data": "xor", "noise": 0, "hidden": [8] * 6, "activation": "linear"},
     300, "test score", "52.4 %"),
    ("playground/linear-layers", {"data": "xor", "noise": 0, "hidden": [4, 2]}, 300, "test score", "97.6 %"),
    ("playground/closed-curve", {"data": "circles", "hidden": [1]}, 400, "test score", "63.6 %"),
    ("playground/closed-curve", {"data": "circles", "hidden": [2]}, 400, "test score", "80.8 %"),
    ("playground/closed-curve", {"data": "circles", "hidden": [3]}, 400, "test score", "97.6 %"),
    ("playground/features-or-neurons", {"data": "circles", "hidden": [], "features": ["x1^2", "x2^2"]},
     20, "test score", "99.6 %"),
    ("playground/too-fast", {"data": "circles", "hidden": [4]}, 0, "train loss", "0.889"),
    ("playground/too-fast", {"data": "circles", "hidden": [4], "learning_rate": 0.001},
     100, "train loss", "0.715"),
    ("playground/too-fast", {"data": "circles", "hidden": [4]}, 100, "train loss", "0.214"),
    ("playground/too-fast", {"data": "circles", "hidden": [4], "learning_rate": 0.3},
     100, "train loss", "0.090"),
    ("free-result", {"data": "spiral", "noise": 0, "hidden": [8, 8]}, 200, "test score", "62.0 %"),
    ("free-result", {"data": "spiral", "noise": 0, "hidden": [8, 8], "features": SINES},
     200, "test score", "99.2 %"),
    ("playground/learn-by-heart", {"data": "moons", "noise": 40, "train_share": 10, "hidden": [8, 8]},
     300, "train loss", "0.154"),
    ("playground/learn-by-heart", {"data": "moons", "noise": 40, "train_share": 10, "hidden": [8, 8]},
     300, "test loss", "0.553"),
]  # fmt: skip

#: Asserted where scikit-learn trains the same problem, or computed from the claims above.
COMPUTED = (
    "98.0 %", "97.6 %", "400 epochs", "500 points", "105 weights", "13 numbers", "3.6 times",
    "training loss is 0.15 and the test loss 0.55",
)  # fmt: skip

#: Numbers that claim nothing: times, years, settings, and answers that are not so.
HARMLESS = (
    r"About 35 minutes, and 10 more", r"\b2017\b", "10 minutes", r"`{3}python.*?`{3}",
    r"(learning )?rate (of|at) (10|0\.001)\b|[Aa]t 10\b|Try the .* 0\.001, 0\.03, 0\.3 and 10",
    r"\bat 0\.0?3\b|0\.3 is faster than 0\.03|compared with 0\.03", "at least 0.5",
    r"[Aa]bout (50|75) %|about 50 % are right|[Mm]ore than 95 %", r"50 (noisy )?points",
    "the same problem with", r"said = p >= 0\.5", r"side\(.*\)", "learning rate 10:",
)  # fmt: skip


def cells():
    notebook = nbformat.read(REPO / "notebooks" / f"{NAME}.ipynb", as_version=4)
    reveals = {key: question.reveal for key, question in bank.load("playground").items()}
    return {cell.id: cell.source for cell in notebook.cells} | reveals


@pytest.fixture(scope="module")
def page(lab):
    page = open_page(lab)
    yield page
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("cell", "settings", "epochs", "measure", "said"), CLAIMS)
def test_a_number_of_the_text(page, cell, settings, epochs, measure, said):
    part, name = measure.split()
    found = page.evaluate(
        """async ([settings, epochs, part, name]) => {
            const { Session } = await import("/nncourse-source/playground/page/session.js");
            const session = new Session(settings);
            for (let i = 0; i < epochs; i++) session.train();
            return session.measures[part][name];
        }""",
        [{**START, **settings}, epochs, part, name],
    )
    # Browsers may differ in the last bit of exp and tanh, which training spreads: two of 250
    # test points, or a hundredth of the loss.
    number = float(said.removesuffix(" %")) / (100 if name == "score" else 1)
    assert found == pytest.approx(number, abs=0.009 if name == "score" else 0.01)
    assert said in cells()[cell]


@pytest.mark.browser
def test_a_learning_rate_of_10_jumps_above_the_start_again_and_again(page):
    losses = page.evaluate(
        """async (settings) => {
            const { Session } = await import("/nncourse-source/playground/page/session.js");
            const session = new Session(settings);
            for (let i = 0; i < 100; i++) session.train();
            return session.history.map(([train]) => train);
        }""",
        {**START, "data": "circles", "hidden": [4], "learning_rate": 10},
    )
    # Chaotic: no single loss can be promised, but every stretch of 50 epochs goes over the start.
    assert max(losses[1:51]) > losses[0]
    assert max(losses[51:]) > losses[0]


def test_no_other_number_is_in_the_text():
    said = {claim[4] for claim in CLAIMS} | {f"{claim[2]} epochs" for claim in CLAIMS if claim[2]}
    text = claims.prose(NAME, "playground")
    assert claims.unclaimed(text, [*said, *COMPUTED], HARMLESS) == []
    assert claims.unsaid(text, COMPUTED) == []


def test_the_last_table_repeats_what_was_measured():
    said = {claim[4] for claim in CLAIMS} | {"0.3", "0.03"}
    table = cells()["deck-question"]
    assert {"features", "layers", "neurons"} <= set(re.findall(r"\w+", table))
    for number in re.findall(r"\d+\.\d+(?: %)?", table):
        assert number in said, number
    assert round(0.553 / 0.154, 1) == 3.6


@pytest.mark.slow
def test_the_lesson_runs_and_scikit_learn_agrees_with_the_text():
    notebook = lesson.run(
        NAME,
        checks="""
assert len(y_train) + len(y_test) == 500
assert f"{mlp.score(X_train, y_train):.1%}" == "98.0%", mlp.score(X_train, y_train)
assert f"{mlp.score(X_test, y_test):.1%}" == "97.6%", mlp.score(X_test, y_test)
assert len(mlp.loss_curve_) == 400
assert sum(w.size for w in mlp.coefs_ + mlp.intercepts_) == 13

import numpy as np

assert sum(n * (m + 1) for m, n in [(2, 8), (8, 8), (8, 1)]) == 105
ring = playground(data="circles", hidden=[], features=["x1^2", "x2^2"])
first = ring.model().partial_fit(*(part[:10] for part in ring.split()[::2]), classes=[0, 1])
assert sum(w.size for w in first.coefs_ + first.intercepts_) == 3
""",
    )
    assert lesson.stderr(notebook) == ""
    assert "98.0 %" in cells()["sklearn-result"]
    assert "97.6 %" in cells()["sklearn-result"]
    assert "MLPClassifier(" in lesson.text(notebook, "train")
    assert "Probability of class 1" in lesson.text(notebook, "surface")


def test_the_order_of_the_lesson():
    ids = list(cells())
    for name in ("line", "linear", "closed", "features", "fast", "heart"):
        # A prediction stands right before each playground.
        assert ids[ids.index(f"predict-{name}") + 1].startswith("playground-")
    assert [name for name in ids if name.startswith("exit-")] == [
        "exit-text", "exit-linear", "exit-width", "exit-overfit",
    ]  # fmt: skip
    for source in cells().values():
        for picture in re.findall(r"\]\((pictures/[^)]+)\)", source):
            assert (REPO / "notebooks" / picture).is_file(), picture


@pytest.fixture(scope="module", params=["light", "dark"])
def opened(lab, request):
    page = lab.open(f"notebooks/{NAME}.ipynb", theme=request.param)
    lab.run_all(page)
    page.locator(".nnp").first.wait_for()
    yield page, request.param
    page.context.close()


@pytest.mark.browser
def test_in_jupyterlab(lab, opened):
    page, theme = opened
    first = page.locator(".nnp").first
    first.scroll_into_view_if_needed()
    first.locator(".nnp-base").wait_for()
    assert first.get_attribute("data-theme") == theme
    assert lab.axe(page, ".nnp") == []
    assert lab.errors(page) == []
    assert lab.foreign_requests(page) == []
    assert theme == "dark" or lab.lost_keys(page) == []


@pytest.mark.browser
def test_it_trains_while_the_kernel_is_busy_and_python_sees_the_result(lab):
    page = lab.open(f"notebooks/{NAME}.ipynb")
    lab.run_all(page)
    run = """(code) => {
        const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
        const future = kernel.requestExecute({ code });
        window.printed = "";
        window.finished = false;
        future.onIOPub = ({ content }) => { window.printed += content.text ?? ""; };
        future.done.then(() => { window.finished = true; });
    }"""
    widget = page.locator("[data-windowed-list-index], .jp-Cell").filter(
        has=page.locator(".nnp-card", has_text="Two clouds")
    )
    playground = widget.locator(".nnp").first
    playground.scroll_into_view_if_needed()
    # The kernel is busy until the file appears, however long that takes.
    page.evaluate(
        run, "import pathlib, time\nwhile not pathlib.Path('go').exists(): time.sleep(0.05)"
    )
    playground.get_by_role("button", name="Play", exact=True).press("Enter")
    playground.locator(".nnp-badge", has_text="Done").wait_for()
    playground.get_by_role("button", name="Pause", exact=True).press("Enter")
    assert int(playground.get_attribute("data-epoch")) > 0
    assert not page.evaluate("finished")
    (lab.root / "notebooks" / "go").touch()
    try:
        page.wait_for_function("finished")
        page.evaluate(
            run,
            "import gc\nfrom nncourse.playground import Playground\n"
            "print([w.done for w in gc.get_objects() if isinstance(w, Playground) and w.done])",
        )
        page.wait_for_function("finished && printed")
        assert page.evaluate("printed") == "[['line']]\n"
    finally:
        (lab.root / "notebooks" / "go").unlink()
    page.context.close()
