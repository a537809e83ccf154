"""`live_plot` where the fast figure cannot load: slower pictures, the same words, and a notice."""

import asyncio
import io
import re
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from ipywidgets import Checkbox, FloatSlider
from PIL import Image

from nncourse import live_plot
from nncourse.activations import relu, sigmoid, softmax
from nncourse.live import plot as plot_module

X = np.linspace(-5, 5, 101)
ANIMALS = ["cat", "dog", "fish"]


def sliders(**values):
    return {name: FloatSlider(value=value, min=-5, max=5) for name, value in values.items()}


def parabola(x, a):
    return a * x**2


def text(plot):
    """All that a plot without anywidget says, as one text without tags."""
    status = [plot.children[-2].children[-1].value, plot.children[-1].value]
    return re.sub("<[^>]+>", "", " ".join(status))


@pytest.fixture
def no_anywidget(monkeypatch):
    monkeypatch.setitem(sys.modules, "nncourse.live.figure", None)


def pixels(plot):
    return np.asarray(Image.open(io.BytesIO(plot.children[-2].children[0].value)), dtype=int)


@pytest.mark.usefixtures("no_anywidget")
@pytest.mark.parametrize("f", [parabola, relu])
def test_without_anywidget_the_kernel_draws_and_says_so(f):
    plot = live_plot(f, X, **sliders(a=1))
    before = pixels(plot)
    plot.sliders["a"].value = 4
    assert plot.way == "image"
    assert (pixels(plot) != before).any()
    assert "a = 4. Outputs here: 0 to " in text(plot)
    assert "could not load here, so the kernel draws each picture" in text(plot)
    plot.sliders["a"].value = 1
    np.testing.assert_array_equal(pixels(plot), before)


@pytest.mark.usefixtures("no_anywidget")
def test_the_drawn_bars_follow_too():
    plot = live_plot(softmax, ANIMALS, **sliders(cat=2, dog=1, fish=0))
    before = pixels(plot)
    plot.sliders["fish"].value = 5
    assert (pixels(plot) != before).any()
    assert "fish 0.936; sum 1." in text(plot)


@pytest.mark.usefixtures("no_anywidget")
def test_several_drawn_curves_follow_too():
    plot = live_plot({"up": parabola, "ReLU": relu}, X, **sliders(a=1))
    before = pixels(plot)
    plot.sliders["a"].value = 4
    assert (pixels(plot) != before).any()
    assert "up: 0 to 100. ReLU: 0 to 20, exact range [0, ∞)." in text(plot)


@pytest.mark.usefixtures("no_anywidget")
def test_trouble_is_told_without_anywidget_too():
    plot = live_plot(lambda x, a: x / a if a else [][0], X, **sliders(a=1))
    plot.sliders["a"].value = 0
    assert "Note: Your function stopped at a = 0: IndexError" in text(plot)


@pytest.mark.usefixtures("no_anywidget")
def test_what_a_learner_writes_is_never_markup():
    plot = live_plot(
        lambda x, a: 1 / [] if a else x, X, title="<b>bold</b>", a=Checkbox(value=True)
    )
    assert "&lt;b&gt;" in plot.children[-2].children[-1].value


def in_a_loop_of_its_own(coroutine):
    """Run a coroutine in another thread: where a browser test ran before, this one has a loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asyncio.wait_for(coroutine, 60)).result()


def test_a_browser_that_stays_silent_gets_pictures_until_it_speaks(monkeypatch):
    monkeypatch.setattr(plot_module, "PATIENCE", 0)
    monkeypatch.setattr(plot_module, "_GRACE", 0)

    async def session():
        plot = live_plot(sigmoid, X, **sliders(a=1))
        fast = plot.children[-1]
        plot._repr_mimebundle_()
        while plot.way == "browser":
            await asyncio.sleep(0)
        plot.sliders["a"].value = 2
        said = text(plot)
        fast._handle_custom_msg({"loaded": True}, [])
        return plot, said, fast

    plot, said, fast = in_a_loop_of_its_own(session())
    assert "a = 2." in said
    assert plot.way == "browser"
    assert plot.children[-1] is fast


def test_a_browser_that_speaks_keeps_its_picture(monkeypatch):
    monkeypatch.setattr(plot_module, "PATIENCE", 0)

    async def session():
        plot = live_plot(sigmoid, X, **sliders(a=1))
        plot._repr_mimebundle_()
        plot.children[-1]._handle_custom_msg({"loaded": True}, [])
        await asyncio.sleep(0.05)
        return plot.way

    assert in_a_loop_of_its_own(session()) == "browser"
