"""The controls of the page, from the page and from Python."""

import pytest

from tests.support.playground_page import choose, epoch, press, status

pytestmark = pytest.mark.browser


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
