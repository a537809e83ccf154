"""The playground in real Chromium: its arithmetic, missions, keyboard, accessibility, manners."""

import itertools

import numpy as np
import pytest

from nncourse.playground import MISSIONS, data
from tests.support.playground_page import open_page, show

pytestmark = pytest.mark.browser

ALL_FEATURES = list(data.FEATURES)


@pytest.fixture(scope="module")
def modules(lab):
    """Give a page from which the playground's modules can be imported one by one."""
    page = open_page(lab)
    yield page
    page.context.close()


@pytest.fixture
def page_of(lab):
    """Give a function that opens the playground; nothing may go wrong on its pages."""
    pages = []

    def opened(**settings):
        pages.append(open_page(lab, **settings))
        return pages[-1]

    yield opened
    for page in pages:
        assert lab.errors(page) == []
        assert lab.foreign_requests(page) == []
        page.context.close()


def epoch(page):
    return int(page.locator(".nnp").get_attribute("data-epoch"))


def status(page):
    return page.get_by_role("status").inner_text()


def press(page, name, key="Enter"):
    page.get_by_role("button", name=name, exact=True).press(key)


# ---------------------------------------------------------------- arithmetic, held against numpy


@pytest.mark.parametrize("name", data.TASKS)
def test_data_and_features_are_those_of_python(modules, name):
    cases = [(0, 1), (10, 1), (50, 2), (25, 999_999)]
    found = modules.evaluate(
        """async ([name, cases, features]) => {
            const { makeData, featureColumns } = await import("/nncourse-source/playground/page/data.js");
            return cases.map(([noise, seed]) => {
                const points = makeData(name, noise, seed);
                const columns = featureColumns(features, points);
                return [points, columns.map((column) => [...column])];
            });
        }""",
        [name, cases, ALL_FEATURES],
    )
    for (noise, seed), (points, columns) in zip(cases, found, strict=True):
        X, y = data.points(name, noise, seed)
        np.testing.assert_allclose(points, np.column_stack([X, y]), rtol=0, atol=1e-9)
        expected = data.features(ALL_FEATURES, X).T
        np.testing.assert_allclose(columns, expected, rtol=0, atol=1e-9)


ACTIVATIONS = {
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "linear": (lambda z: z, np.ones_like),
}


def numpy_network(layers, X, y, activation, task):
    """Mean loss, output before its function, and gradients; written with matrices."""
    f, slope = ACTIVATIONS[activation]
    inputs, sums = [X], []
    for W, b in layers:
        sums.append(inputs[-1] @ W.T + b)
        inputs.append(f(sums[-1]))
    z = sums[-1][:, 0]
    if task == "regression":
        loss, delta = np.mean((z - y) ** 2) / 2, z - y
    else:
        loss, delta = np.mean(np.logaddexp(0, z) - z * y), 1 / (1 + np.exp(-z)) - y
    delta = delta[:, None] / len(y)
    gradients = []
    for i in range(len(layers) - 1, -1, -1):
        gradients.insert(0, (delta.T @ inputs[i], delta.sum(axis=0)))
        if i:
            delta = (delta @ layers[i][0]) * slope(sums[i - 1])
    return loss, z, gradients


def penalised_step(W, gradient, rate, penalty, strength):
    stepped = W - rate * gradient
    if penalty == "L2":
        return stepped - rate * strength * W
    if penalty == "L1":
        return np.sign(stepped) * np.maximum(0, np.abs(stepped) - rate * strength)
    return stepped


@pytest.mark.parametrize("task", ["classification", "regression"])
@pytest.mark.parametrize("penalty", ["none", "L1", "L2"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [[], [3], [8, 8], [4, 1, 5]], ids=str)
def test_gradients_and_steps_are_those_of_numpy(modules, activation, penalty, task, hidden):
    rng = np.random.default_rng(len(hidden))
    sizes = [3, *hidden, 1]
    layers = [(rng.normal(size=(n, m)), rng.normal(size=n)) for m, n in itertools.pairwise(sizes)]
    X = rng.normal(size=(10, 3)) * 2
    y = rng.normal(size=10) if task == "regression" else rng.integers(0, 2, 10).astype(float)
    rate, strength = 0.3, 0.2
    found = modules.evaluate(
        """async ([layers, hidden, X, y, activation, penalty, task, rate, strength]) => {
            const { Network, exampleLoss } = await import("/nncourse-source/playground/page/network.js");
            const { Random } = await import("/nncourse-source/kit/random.js");
            const network = new Network(3, hidden, activation, task, new Random(1));
            network.layers.forEach((layer, l) => {
                layer.weights.set(layers[l][0].flat());
                layer.biases.set(layers[l][1]);
            });
            const columns = [0, 1, 2].map((i) => Float64Array.from(X, (row) => row[i]));
            const outputs = [...network.evaluate(columns).at(-1)[0]];
            const loss = outputs.reduce((sum, z, k) => sum + exampleLoss(task, z, y[k]), 0);
            const singles = X.map((row, k) => {
                const z = network.forward(row);
                network.backward(row, y[k]);
                return z;
            });
            const gradients = network.layers.map(({ weightGradients, biasGradients }) =>
                [weightGradients, biasGradients].map((sums) => [...sums].map((g) => g / X.length)));
            network.update(rate, X.length, penalty, strength);
            const after = network.layers.map((layer) => [[...layer.weights], [...layer.biases]]);
            return { loss: loss / X.length, outputs, singles, gradients, after };
        }""",
        [
            [[W.tolist(), b.tolist()] for W, b in layers],
            *(hidden, X.tolist(), y.tolist(), activation, penalty, task, rate, strength),
        ],
    )
    loss, z, gradients = numpy_network(layers, X, y, activation, task)
    close = {"rtol": 0, "atol": 1e-9}
    np.testing.assert_allclose(found["loss"], loss, **close)
    np.testing.assert_allclose(found["outputs"], z, **close)
    np.testing.assert_allclose(found["singles"], z, **close)
    for i, ((W, b), (dW, db)) in enumerate(zip(layers, gradients, strict=True)):
        np.testing.assert_allclose(found["gradients"][i][0], dW.ravel(), **close)
        np.testing.assert_allclose(found["gradients"][i][1], db, **close)
        expected = penalised_step(W, dW, rate, penalty, strength)
        np.testing.assert_allclose(found["after"][i][0], expected.ravel(), **close)
        np.testing.assert_allclose(found["after"][i][1], b - rate * db, **close)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_numpy_reference_is_the_slope_of_its_loss(activation):
    # What the page is held against is itself held against central differences.
    rng = np.random.default_rng(0)
    layers = [(rng.normal(size=(3, 2)), rng.normal(size=3)), (rng.normal(size=(1, 3)), np.ones(1))]
    X, y = rng.normal(size=(6, 2)), rng.integers(0, 2, 6).astype(float)
    _, _, gradients = numpy_network(layers, X, y, activation, "classification")
    for (W, b), (dW, db) in zip(layers, gradients, strict=True):
        for numbers, slopes in ((W, dW), (b, db)):
            for place in np.ndindex(numbers.shape):
                losses = []
                for step in (1e-6, -2e-6):
                    numbers[place] += step
                    losses.append(numpy_network(layers, X, y, activation, "classification")[0])
                numbers[place] += 1e-6
                assert (losses[0] - losses[1]) / 2e-6 == pytest.approx(slopes[place], abs=1e-7)


# ------------------------------------------------------------------------------------- missions


def choose(page, label, text):
    page.get_by_label(label, exact=True).select_option(label=text)


SOLUTIONS = {
    "line": lambda page: None,
    "linear": lambda page: None,
    "bend": lambda page: choose(page, "Activation", "tanh"),
    "closed": lambda page: [press(page, "Remove a neuron from layer 1") for _ in range(5)],
    "features": lambda page: [
        page.get_by_role("checkbox", name=f"Feature {name}", exact=True).press("Space")
        for name in ("x1^2", "x2^2", "x1", "x2")
    ],
    "spiral": lambda page: [
        *(press(page, "Add a hidden layer") for _ in range(2)),
        *(press(page, f"Add a neuron to layer {n}") for n in (1, 2) for _ in range(4)),
        *(
            page.get_by_role("checkbox", name=f"Feature sin {name}").press("Space")
            for name in ("x1", "x2")
        ),
    ],
    "fast": lambda page: choose(page, "Learning rate", "10"),
    "heart": lambda page: None,
}


@pytest.mark.parametrize("mission", MISSIONS)
def test_a_mission_can_be_reached_with_the_controls(page_of, mission):
    page = page_of(missions=[mission], data="moons", speed=20)
    card = page.locator(".nnp-card")
    card.get_by_role("button", name="Set up").press("Enter")
    SOLUTIONS[mission](page)
    assert card.locator(".nnp-badge").inner_text() == ""
    press(page, "Play")
    page.wait_for_function("state.done.length === 1")
    press(page, "Pause")
    assert page.evaluate("state.done") == [mission]
    assert card.locator(".nnp-badge").inner_text() == "Done"
    assert card.locator(".nnp-lesson").is_visible()


def test_two_neurons_do_not_close_a_curve(page_of):
    page = page_of(missions=["closed"], data="circles", hidden=[2], noise=0, speed=20)
    for seed in range(3):
        page.evaluate("seed => fromPython('seed', seed)", seed)
        press(page, "Play")
        page.wait_for_function("Number(document.querySelector('.nnp').dataset.epoch) >= 400")
        press(page, "Pause")
        assert page.evaluate("state.result.test.score") < 0.95
    assert page.evaluate("state.done") == []


def test_a_mission_is_not_reached_by_half_of_its_conditions(page_of):
    page = page_of(missions=["closed"], data="circles", hidden=[8], speed=20)
    press(page, "Play")
    page.wait_for_function("document.querySelectorAll('.nnp-met').length === 3")
    press(page, "Pause")
    assert page.evaluate("state.done") == []


# ------------------------------------------------------------------------- controls and Python


def test_the_controls_reach_python(page_of):
    page = page_of(data="gauss", hidden=[4, 2])
    page.get_by_role("radio", name="Spiral").check()
    choose(page, "Activation", "ReLU")
    choose(page, "Learning rate", "0.1")
    choose(page, "Regularisation", "L1")
    choose(page, "Penalty rate", "0.003")
    for name, key in [("Noise", "ArrowRight"), ("Train share", "ArrowLeft"), ("Batch size", "End")]:
        page.get_by_role("slider", name=name).press(key)
    press(page, "Add a hidden layer")
    press(page, "Remove a neuron from layer 1", "Space")
    page.get_by_role("checkbox", name="Feature x1*x2").press("Space")
    page.get_by_role("spinbutton", name="Seed").fill("77")
    page.get_by_role("checkbox", name="Show test data").check()
    press(page, "New data: next seed")
    state = page.evaluate("state")
    expected = {
        "data": "spiral", "activation": "relu", "learning_rate": 0.1, "regularisation": "L1",
        "regularisation_rate": 0.003, "noise": 15, "train_share": 40, "batch_size": 30,
        "hidden": [3, 2, 2], "features": ["x1", "x2", "x1*x2"], "seed": 78, "show_test": True,
    }  # fmt: skip
    assert {name: state[name] for name in expected} == expected
    assert [len(layer["weights"]) for layer in state["weights"]] == [3, 2, 2, 1]
    # The same state as Python code, ready to copy.
    page.get_by_text("This network as Python code").click()
    code = page.get_by_label("Python code").inner_text()
    made = {}
    exec(code, made)
    assert {name: getattr(made["pg"], name) for name in expected} == expected


def test_python_moves_the_controls(page_of):
    page = page_of(data="gauss", hidden=[])
    page.evaluate("fromPython('hidden', [2, 3])")
    page.evaluate("fromPython('data', 'hills')")
    page.evaluate("fromPython('learning_rate', 0.07)")
    assert page.locator(".nnp-neuron").count() == 6
    assert page.get_by_role("radio", name="Hills").is_checked()
    chosen = "e => e.options[e.selectedIndex].text"
    assert page.get_by_label("Learning rate").evaluate(chosen) == "0.07"
    assert page.locator(".nnp-measures").inner_text().split()[-3] == "R²"


def test_limits_of_layers_neurons_and_features(page_of):
    page = page_of(hidden=[8, 1])
    for _ in range(8):
        press(page, "Add a hidden layer")
    press(page, "Add a neuron to layer 1")
    press(page, "Remove a neuron from layer 2")
    assert page.evaluate("state.hidden") == [8, 1, 1, 1, 1, 1]
    for _ in range(8):
        press(page, "Remove a hidden layer")
    assert page.evaluate("state.hidden") == []
    for name in ("x1", "x2"):
        page.get_by_role("checkbox", name=f"Feature {name}", exact=True).press("Space")
    assert page.evaluate("state.features") == ["x2"]
    assert "at least one feature" in status(page)


def test_controls_can_be_hidden(page_of):
    page = page_of(hide=["regularisation", "regularisation_rate", "regression", "hidden"])
    assert page.get_by_label("Penalty rate").is_hidden()
    assert page.get_by_role("radio", name="Tilted plane").is_hidden()
    assert page.get_by_role("button", name="Add a hidden layer").is_hidden()
    assert page.get_by_label("Learning rate").is_visible()


def test_a_weight_is_read_and_edited_by_keyboard(page_of):
    page = page_of(data="gauss", hidden=[2], seed=3)
    page.get_by_role("button", name="Show weights and map of neuron 2 of layer 1").press("Enter")
    field = page.get_by_role("spinbutton", name="Weight from x₁ to neuron 2 of layer 1")
    shown = float(field.input_value())
    assert shown == pytest.approx(page.evaluate("state.weights[0].weights[1][0]"), abs=5e-4)
    loss = page.evaluate("state.result.train.loss")
    field.fill("-2.5")
    field.press("Enter")
    assert page.evaluate("state.weights[0].weights[1][0]") == -2.5
    assert page.evaluate("state.result.train.loss") != loss
    assert status(page) == "Weight from x₁ to neuron 2 of layer 1 is now -2.5."
    # Sign by colour and by dash, size by width.
    lines = page.locator(".nnp-lines path:not(.nnp-hit)")
    line = lines.nth(2)
    assert line.get_attribute("class") == "nnp-minus"
    assert line.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
    narrow = float(line.get_attribute("stroke-width"))
    field.fill("5")
    field.press("Enter")
    assert line.get_attribute("class") == "nnp-plus"
    assert line.evaluate("e => getComputedStyle(e).strokeDasharray") == "none"
    assert float(line.get_attribute("stroke-width")) > narrow


def test_a_line_is_read_and_picked_with_the_mouse(page_of):
    page = page_of(data="gauss", hidden=[])
    box = page.locator(".nnp-diagram").bounding_box()
    middle = page.locator(".nnp-hit").first.evaluate(
        "e => { const p = e.getPointAtLength(e.getTotalLength() / 2); return [p.x, p.y]; }"
    )
    page.mouse.move(box["x"] + middle[0], box["y"] + middle[1])
    tip = page.locator(".nnp-tip").inner_text()
    assert float(tip.split()[1]) == pytest.approx(
        page.evaluate("state.weights[0].weights[0][0]"), abs=5e-4
    )
    page.mouse.click(box["x"] + middle[0], box["y"] + middle[1])
    focused = page.evaluate("document.activeElement.ariaLabel")
    assert focused == "Weight from x₁ to the output neuron"


def test_pictures_follow_the_settings(page_of):
    page = page_of(data="gauss", hidden=[4])
    press(page, "Step")
    # Read from a copy: the browser warns when a canvas that is drawn often is read often.
    colours = """() => {
        const copy = new OffscreenCanvas(50, 50).getContext("2d", { willReadFrequently: true });
        copy.drawImage(document.querySelector(".nnp-base"), 0, 0);
        return new Set(new Uint32Array(copy.getImageData(0, 0, 50, 50).data.buffer)).size;
    }"""
    assert page.evaluate(colours) > 20
    page.get_by_role("checkbox", name="Discretise output").check()
    assert page.evaluate(colours) == 2
    page.get_by_role("checkbox", name="Discretise output").uncheck()
    output = page.locator(".nnp-base").evaluate("e => e.toDataURL()")
    page.get_by_role("button", name="neuron 3 of layer 1").hover()
    assert page.locator(".nnp-base").evaluate("e => e.toDataURL()") != output
    assert "neuron 3 of layer 1" in page.locator(".nnp-output h3").inner_text()
    page.mouse.move(0, 0)
    assert page.locator(".nnp-base").evaluate("e => e.toDataURL()") == output
    dots = page.locator(".nnp-surface canvas").nth(2)
    without = dots.evaluate("e => e.toDataURL()")
    page.get_by_role("checkbox", name="Show test data").check()
    assert dots.evaluate("e => e.toDataURL()") != without


def test_the_same_seed_trains_the_same_network(page_of):
    page = page_of(data="moons", hidden=[3])
    found = []
    for _ in range(2):
        for _ in range(3):
            press(page, "Step")
        found.append(page.evaluate("[state.result, state.weights]"))
        press(page, "Reset")
        assert epoch(page) == 0
    assert found[0] == found[1]
    assert found[0][0]["epoch"] == 3


def test_overflow_stops_and_says_why(page_of):
    page = page_of(data="plane", hidden=[4], activation="relu", learning_rate=10, speed=20,
                   features=["x1^2", "x2^2"])  # fmt: skip
    press(page, "Play")
    page.get_by_text("overflowed").wait_for()
    assert page.get_by_role("button", name="Play", exact=True).is_visible()
    assert page.evaluate("state.result.train.loss") is None
    press(page, "Reset")
    press(page, "Step")
    assert epoch(page) == 1


# --------------------------------------------------------------- accessibility and good manners


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 860, 480])
def test_axe_finds_no_serious_fault(page_of, lab, theme, width):
    page = page_of(theme=theme, width=width, missions="all", hidden=[8] * 6)
    press(page, "Step")
    page.get_by_text("This network as Python code").click()
    assert lab.axe(page, ".nnp") == []
    assert page.locator(".nnp").get_attribute("data-theme") == theme
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_everything_is_on_the_tab_key_with_a_name_and_a_visible_focus(page_of):
    page = page_of(data="gauss", hidden=[2], missions=["line"])
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (!e.closest('.nnp')) return null;
                const drawn = e.closest('label.nnp-tile, label.nnp-feature') ?? e;
                const style = getComputedStyle(drawn);
                const name = e.ariaLabel ?? e.labels?.[0]?.textContent ?? e.textContent;
                return [name.trim(), parseFloat(style.outlineWidth), style.outlineStyle];
            }"""
        )
        if found is None:
            break
        assert found[0]
        assert found[1] >= 2, found
        assert found[2] == "solid", found
        reached.append(found[0])
    wanted = [
        "Play", "Step", "Reset", "Learning rate", "Activation", "Regularisation", "Penalty rate",
        "Epochs per frame", "Two clouds", "Train share", "Noise", "Batch size", "Seed",
        "New data: next seed", "Remove a hidden layer", "Add a hidden layer", "Feature x1",
        "Feature sin x2", "Remove a neuron from layer 1", "Show weights and map of neuron 1 of layer 1",
        "Show weights and map of the output neuron", "Bias of the output neuron",
        "Discretise output", "Set up: A line is enough",
    ]  # fmt: skip
    assert [name for name in wanted if name not in reached] == []
    assert any(name.startswith("Output surface, two clouds, epoch 0") for name in reached)


def test_the_focus_stays_where_it_was_when_the_network_changes(page_of):
    page = page_of(hidden=[4])
    for count in (5, 6, 7):
        page.keyboard.press("Tab") if count > 5 and not page.evaluate(
            "document.activeElement.closest('.nnp')"
        ) else None
        if count == 5:
            page.get_by_role("button", name="Add a neuron to layer 1").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("state.hidden") == [count]


def test_the_surface_can_be_read_with_arrow_keys(page_of):
    page = page_of(data="gauss", hidden=[])
    surface = page.get_by_role("application")
    surface.press("ArrowRight")
    for _ in range(3):
        surface.press("ArrowUp")
    place, output = status(page).split(": output ")
    x1, x2 = (float(part.split(" = ")[1].replace("−", "-")) for part in place.split(", "))
    layer = page.evaluate("state.weights[0]")
    z = np.dot(layer["weights"][0], [x1, x2]) + layer["biases"][0]
    assert float(output) == pytest.approx(1 / (1 + np.exp(-z)), abs=0.05)


def count_changes(page, selector):
    page.evaluate(
        """selector => {
            window.changes = 0;
            new MutationObserver((list) => { window.changes += list.length; }).observe(
                document.querySelector(selector), { childList: true, characterData: true,
                subtree: true, attributes: true, attributeFilter: ["data-epoch"] });
        }""",
        selector,
    )


def test_a_screen_reader_is_not_flooded(page_of):
    page = page_of(data="gauss", hidden=[2])
    count_changes(page, ".nnp-status")
    press(page, "Play")
    page.wait_for_function("Number(document.querySelector('.nnp').dataset.epoch) > 100")
    press(page, "Pause")
    # At "Training.", at the end, and every ten seconds in between.
    assert page.evaluate("changes") <= 2 + epoch(page) // 100
    assert status(page).startswith(f"Epoch {epoch(page)}: test loss")
    assert page.locator("[aria-live], [role=status], [role=alert]").count() == 1


def test_less_motion_means_two_pictures_a_second(page_of):
    page = page_of(data="gauss", hidden=[2])
    page.emulate_media(reduced_motion="reduce")
    page.clock.install()
    show(page, data="gauss", hidden=[2])
    page.evaluate("window.drawn = []")
    page.evaluate(
        """() => new MutationObserver(() => window.drawn.push(performance.now())).observe(
            document.querySelector('.nnp'), { attributeFilter: ["data-epoch"] })"""
    )
    press(page, "Play")
    page.clock.run_for(3000)
    press(page, "Pause")
    drawn = page.evaluate("drawn")
    assert 3 <= len(drawn) <= 8
    assert epoch(page) > 50


def test_training_stops_when_the_page_is_hidden(page_of):
    page = page_of(data="gauss", hidden=[2])
    press(page, "Play")
    page.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { value: true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert "hidden" in status(page)
    assert page.get_by_role("button", name="Play", exact=True).is_visible()


@pytest.mark.parametrize("way", ["remove()", "document.getElementById('here').remove()"])
def test_training_stops_when_the_widget_is_removed(page_of, way):
    page = page_of(data="gauss", hidden=[2])
    page.clock.install()
    show(page, data="gauss", hidden=[2])
    page.evaluate("window.root = document.querySelector('.nnp')")
    press(page, "Play")
    page.evaluate(way)
    page.clock.run_for(5000)
    stopped = page.evaluate("root.dataset.epoch")
    page.clock.run_for(5000)
    assert page.evaluate("root.dataset.epoch") == stopped
