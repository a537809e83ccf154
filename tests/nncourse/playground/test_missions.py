"""The missions: reached with the controls, and not by less."""

import re

import pytest

from nncourse.playground import MISSIONS
from tests.support.playground_page import choose, press

pytestmark = pytest.mark.browser


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
    assert re.fullmatch(r"Done in epoch \d+", card.locator(".nnp-badge").inner_text())
    assert page.locator(".nnp-lesson").is_visible()


def test_a_goal_that_was_met_stays_met_with_the_values_of_its_epoch(page_of):
    page = page_of(missions=["fast"], data="circles", hidden=[4], learning_rate=10, speed=20)
    card = page.locator(".nnp-card")
    press(page, "Play")
    page.wait_for_function("state.done.length === 1")
    press(page, "Pause")
    reached = card.inner_text()
    loss, began = re.search(r"epoch 0: ([\d.]+), began at ([\d.]+)", reached).groups()
    assert float(loss) > float(began)
    press(page, "Reset")  # a new network: the loss is where it began
    press(page, "Step")
    assert card.inner_text() == reached
    assert card.locator(".nnp-met").count() == card.locator(".nnp-conditions li").count() == 2


def test_a_mission_of_a_saved_notebook_is_shown_with_its_goals_met(page_of):
    page = page_of(missions=["fast"], done=["fast"], data="circles", hidden=[4])
    card = page.locator(".nnp-card")
    assert card.locator(".nnp-badge").inner_text() == "Done"
    assert card.locator(".nnp-met").count() == 2


def test_the_goal_stands_above_the_playground_and_reaching_it_moves_nothing(page_of):
    page = page_of(missions=["line"], data="gauss", hidden=[], speed=20)
    play = page.get_by_role("button", name="Play")
    before = play.bounding_box()
    assert (
        page.locator(".nnp-card").bounding_box()["y"]
        < page.locator(".nnp-main").bounding_box()["y"]
    )
    press(page, "Play")
    page.wait_for_function("state.done.length === 1")
    press(page, "Pause")
    assert play.bounding_box() == before


@pytest.mark.parametrize("mission", MISSIONS)
def test_what_can_be_reached_is_not_said_before_training(page_of, mission):
    page = page_of(missions=[mission], data="moons")
    card = page.locator(".nnp-card")
    card.get_by_role("button", name="Set up").press("Enter")
    assert card.get_by_text("What is measured appears when training begins.").is_visible()
    for condition in card.locator(".nnp-conditions li").all():
        assert not condition.is_visible()
    press(page, "Step")
    for condition in card.locator(".nnp-conditions li").all():
        assert condition.is_visible()


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
