"""The page by keyboard, for screen readers and for people who ask for less motion."""

import numpy as np
import pytest

from tests.support.playground_page import epoch, press, show, status

pytestmark = pytest.mark.browser


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
        "Discretise output", "Set up: Two clouds",
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
