"""Gradient descent on one weight: the slope is that of the loss, and the page walks as Python does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nncourse import Descent
from tests.support.widget_page import mount, status

DESCENT = Descent()


@given(st.floats(-5, 5))
def test_the_slope_is_that_of_the_loss(weight):
    step = 1e-5
    measured = (DESCENT.loss(weight + step) - DESCENT.loss(weight - step)) / (2 * step)
    assert DESCENT.slope(weight) == pytest.approx(measured, abs=1e-7)


def test_without_a_weight_everybody_gets_the_share_of_defaults():
    assert DESCENT.bias == pytest.approx(-1.301, abs=0.001)


@pytest.mark.browser
def test_the_page_walks_as_python_does(lab):
    page = mount(lab, Descent())
    for weight in (-3.0, -1.5, 0.0, 40.0):
        loss, slope = page.evaluate(
            """(weight) => {
                const { get } = window.model;
                const read = (name) => new Float64Array(get(name).buffer);
                const found = window.script.lossAndSlope(read("x"), read("y"), get("bias"), weight);
                return [found.loss, found.slope];
            }""",
            weight,
        )
        assert slope == pytest.approx(DESCENT.slope(weight), abs=1e-12)
        assert loss == pytest.approx(DESCENT.loss(weight), abs=1e-12)
    assert "weight −1.500" in status(page)
    page.get_by_role("button", name="One step").click()
    assert status(page).startswith("After 1 step: weight −1.202")
    page.get_by_role("slider", name="Learning rate").press("End")
    page.get_by_role("button", name="One step").click()
    assert page.evaluate("model.get('weight')") > 3
    assert "The point lies outside the picture." in status(page)
    page.get_by_role("button", name="Back to the start").click()
    assert "After 0 steps: weight −1.500" in status(page)
    page.context.close()
