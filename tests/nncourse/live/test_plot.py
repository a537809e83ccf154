"""`live_plot` in Python: which way the curve is moved, what travels, what is said when it cannot."""

import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from ipywidgets import FloatLogSlider, FloatSlider, IntSlider, Text

from nncourse import activations, live_plot, style
from nncourse.activations import relu, sigmoid, softmax, tanh
from nncourse.live.catalogue import CATALOGUE
from nncourse.live.outputs import evaluate, number

X = np.linspace(-5, 5, 101)
ANIMALS = ["cat", "dog", "fish"]


def sliders(**values):
    return {name: FloatSlider(value=value, min=-5, max=5) for name, value in values.items()}


def parabola(x, a):
    return a * x**2


def shown(plot):
    """The outputs that the browser holds."""
    return np.frombuffer(plot.children[-1].y, dtype="<f8")


# Which way


@pytest.mark.parametrize("name", [name for name in CATALOGUE if name != "softmax"])
def test_functions_of_the_course_and_their_names_are_left_to_the_browser(name):
    for f in (getattr(activations, name), name):
        plot = live_plot(f, X, **sliders(a=1, b=0))
        assert plot.way == "browser"
        assert plot.children[-1].known == [name]


def test_softmax_is_drawn_as_bars_in_the_browser():
    plot = live_plot(softmax, ANIMALS, **sliders(cat=1, dog=2, fish=0), temperature=(0.1, 5.0))
    assert plot.way == "browser"
    assert plot.children[-1].bars == ANIMALS


def test_a_function_of_ones_own_is_left_to_the_kernel():
    plot = live_plot(parabola, X, **sliders(a=2))
    assert plot.way == "kernel"
    np.testing.assert_array_equal(shown(plot), 2 * X**2)


def test_a_copy_of_an_activation_is_not_taken_for_it():
    plot = live_plot(lambda x, a: sigmoid(a * x), X, **sliders(a=1))
    assert plot.way == "kernel"


def test_known_as_is_believed_only_if_it_is_true():
    right = live_plot(
        lambda x, a, b: sigmoid(a * x + b), X, known_as="sigmoid", **sliders(a=1, b=0)
    )
    wrong = live_plot(
        lambda x, a, b: sigmoid(a * x - b), X, known_as="sigmoid", **sliders(a=1, b=0)
    )
    assert (right.way, wrong.way) == ("browser", "kernel")
    assert "not equal to sigmoid" in wrong.children[-1].remark


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_catalogue_computes_what_the_course_teaches(name):
    known, function = CATALOGUE[name], getattr(activations, name)
    if known.bars:
        got = known.function(ANIMALS, temperature=2.0, shift=3.0, cat=1.0, dog=2.0, fish=0.0)
        np.testing.assert_allclose(got, softmax([0.5, 1.0, 0.0]))
    else:
        np.testing.assert_array_equal(known.function(X, a=2.0, b=-1.0), function(2 * X - 1))
        np.testing.assert_array_equal(known.function(X), function(X))


# Several curves


def swish(x, beta):
    return x * sigmoid(beta * x)


def curves(plot):
    """The outputs that the browser holds, one row for each curve."""
    return shown(plot).reshape(len(plot.children[-1].names), -1)


def test_each_curve_moves_with_the_sliders_that_it_has_arguments_for():
    plot = live_plot({"swish": swish, "ReLU": relu}, X, beta=FloatSlider(value=1, max=10))
    assert plot.way == "kernel"
    plot.sliders["beta"].value = 3
    np.testing.assert_array_equal(curves(plot), [swish(X, 3), relu(X)])
    assert plot.children[-1].exact == ["", "[0, ∞)"]


def test_activations_alone_are_left_to_the_browser():
    plot = live_plot({"sigmoid": sigmoid, "tanh": "tanh"}, X, **sliders(a=1, b=0))
    assert plot.way == "browser"
    assert plot.children[-1].known == ["sigmoid", "tanh"]


def test_trouble_names_its_curve_and_the_others_move_on():
    plot = live_plot({"up": parabola, "root": lambda x, a: x / (a - 2) if a != 2 else [][0]}, X,
                     **sliders(a=1))  # fmt: skip
    plot.sliders["a"].value = 2
    figure = plot.children[-1]
    assert figure.stale == [1]
    assert figure.trouble.startswith("root: Your function stopped at a = 2: IndexError")
    np.testing.assert_array_equal(curves(plot), [2 * X**2, -X])


def test_names_units_and_exact_ranges_are_drawn_and_told():
    plot = live_plot(
        {"fast": lambda t, v: v * t, "slow": lambda t: t}, [0, 1, 2], xlabel="time (h)",
        ylabel="distance", unit="km", exact={"slow": activations.Range(0, 2, True, True)},
        v=FloatSlider(value=3, max=5),
    )  # fmt: skip
    figure = plot.children[-1]
    for text in ("time (h)", "distance (km)", "fast", "slow"):
        assert f"<!-- {text} -->" in figure.svg
    words = "fast, slow: v = 3. fast: 0 to 6 km. slow: 0 to 2 km, exact range [0, 2]."
    assert plot._stand_in()[1] == f"[Figure: {words}]"


def test_one_curve_has_a_unit_too():
    plot = live_plot(parabola, X, unit="m", exact=activations.Range(0, 9), **sliders(a=1))
    assert "Outputs here: almost 0 to almost 25 m. Exact range: (0, 9)." in plot._stand_in()[1]


def test_a_range_that_means_nothing_is_neither_drawn_nor_told():
    plot = live_plot(parabola, X, remark=lambda a: f"a is {a:g}.", show_range=False, **sliders(a=1))
    assert "range" not in plot.children[-1].svg
    assert plot._stand_in()[1] == "[Figure: Output of parabola: a = 1.]"
    assert "range of outputs" in live_plot(parabola, X, **sliders(a=1)).children[-1].svg


# What travels


def listen(widget, monkeypatch):
    """Collect the messages that a widget sends to the browser: (state, buffers)."""
    sent = []

    def send(data=None, metadata=None, buffers=None):
        if data["method"] == "update":
            sent.append((data["state"], buffers))

    monkeypatch.setattr(widget.comm, "send", send)
    return sent


def test_the_kernel_sends_the_new_outputs_and_nothing_else(monkeypatch):
    plot = live_plot(parabola, X, **sliders(a=2))
    sent = listen(plot.children[-1], monkeypatch)
    plot.sliders["a"].value = 3
    [(state, [buffer])] = sent
    assert state == {}
    np.testing.assert_array_equal(np.frombuffer(buffer, "<f8"), 3 * X**2)


def test_the_kernel_does_nothing_for_a_known_function(monkeypatch):
    calls = []

    def counted(x, a):
        calls.append(a)
        return tanh(a * x)

    plot = live_plot(counted, X, known_as="tanh", **sliders(a=1))
    sent = listen(plot.children[-1], monkeypatch)
    calls.clear()
    plot.sliders["a"].value = 2
    assert calls == []
    assert sent == []


def test_any_widget_with_a_value_moves_the_curve():
    def wave(x, n, scale, up, name):
        return np.sin(n * x) * scale * (1 if up else -1) + len(name)

    plot = live_plot(
        wave, X, n=IntSlider(value=2, min=1, max=4), up=[True, False], name=Text("ab"),
        scale=FloatLogSlider(value=1, min=-1, max=1),
    )  # fmt: skip
    plot.sliders["up"].value = False
    plot.sliders["scale"].value = 10
    np.testing.assert_allclose(shown(plot), 2 - 10 * np.sin(2 * X))


def test_the_function_may_write_on_its_x():
    def clumsy(x, a):
        x += a
        return x

    plot = live_plot(clumsy, X, **sliders(a=1))
    plot.sliders["a"].value = 2
    np.testing.assert_array_equal(shown(plot), X + 2)


# The picture


def test_the_limits_hold_the_curve_at_every_end_of_the_sliders():
    plot = live_plot(lambda x, a, b: a * x + b, X, **sliders(a=1, b=0))
    low, high, *_ = plot.children[-1].scales["y"]
    assert low < -30
    assert high > 30
    assert high - low < 70


def test_own_axes_keep_their_limits_and_are_not_shown_twice():
    fig, ax = plt.subplots()
    ax.set_ylim(-1, 7)
    ax.set_xlabel("money")
    plot = live_plot(parabola, X, ax=ax, **sliders(a=1))
    assert plot.children[-1].scales["y"][:2] == [-1, 7]
    assert ax.get_xlabel() == "money"
    assert not plt.fignum_exists(fig.number)


@pytest.mark.parametrize("yscale", ["linear", "log"])
def test_the_browser_puts_points_where_matplotlib_does(yscale):
    _, ax = plt.subplots()
    ax.set_yscale(yscale)
    ax.set_ylim(0.5, 400)
    plot = live_plot(lambda x, a: np.exp(a * x) + 1, X, ax=ax, a=FloatSlider(value=1, max=1))
    figure = plot.children[-1]
    drawn = re.search(r'id="live-start">\s*<path d="([^"]+)"', figure.svg).group(1)
    points = np.array(re.findall(r"[ML] (\S+) (\S+)", drawn), dtype=float)
    expected = []
    for values, axis in ((X, "x"), (np.exp(X) + 1, "y")):
        low, high, start, end, kind = figure.scales[axis]
        scale = np.log10 if kind == "log" else np.asarray
        part = (scale(values) - scale(low)) / (scale(high) - scale(low))
        expected.append(start + part * (end - start))
    # matplotlib leaves out points on a straight line, so each one drawn must be one of ours.
    distance = np.abs(points[:, None, :] - np.array(expected).T[None]).max(axis=2).min(axis=1)
    assert len(points) > 10
    assert distance.max() < 1e-3


def test_the_picture_takes_its_colours_from_the_page():
    plain = live_plot(sigmoid, X, **sliders(a=1)).children[-1].svg
    with mpl.rc_context():
        style.apply()
        styled = live_plot(sigmoid, X, **sliders(a=1)).children[-1].svg
    for svg in (plain, styled):
        assert "var(--live-ink)" in svg
        assert not {"#ffffff", "#000000", "#222222", "#E3E3E3".lower()} & set(
            re.findall("#[0-9a-f]{6}", svg)
        )


# Trouble


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda x, a: 1 / (a - 2), "stopped at a = 2: ZeroDivisionError: float division by zero"),
        (lambda x, a: None, "gave nothing at a = 2, not numbers. Does it end with return?"),
        (lambda x, a: x[:3], "gave 3 values for 101 values of x"),
        (lambda x, a: np.ones((2, 2)), "an array of shape (2, 2)"),
        (lambda x, a: ["high"] * len(x), "values of type <U4"),
        (lambda x, a: x + 1j, "values of type complex128"),
        (lambda x, a: np.sqrt(x), "50 of 101 outputs are nan, not a number (the first at x = −5)."),
        (lambda x, a: 1 / x, "1 of 101 outputs are infinite (the first at x = 0). numpy says: divide by zero."),
    ],
)  # fmt: skip
def test_trouble_is_told_in_the_picture_and_never_raised(function, said):
    plot = live_plot(function, X, **sliders(a=1))
    plot.sliders["a"].value = 2
    assert said in plot.children[-1].trouble


def test_the_last_curve_stays_while_there_is_trouble_and_then_moves_on():
    plot = live_plot(lambda x, a: x / (a - 2) if a != 2 else [][0], X, **sliders(a=1))
    plot.sliders["a"].value = 2
    figure = plot.children[-1]
    assert figure.stale == [0]
    np.testing.assert_array_equal(shown(plot), -X)
    plot.sliders["a"].value = 3
    assert figure.stale == []
    assert figure.trouble == ""
    np.testing.assert_array_equal(shown(plot), X)


def test_a_function_that_fails_at_the_start_still_gives_a_picture():
    plot = live_plot(lambda x, a: x / a if a else [][0], X, **sliders(a=0))
    assert "IndexError" in plot.children[-1].trouble
    plot.sliders["a"].value = 2
    np.testing.assert_array_equal(shown(plot), X / 2)


def test_a_remark_that_fails_does_not_stop_the_curve():
    plot = live_plot(parabola, X, remark=lambda a: f"{1 / (a - 1)}", **sliders(a=1))
    assert "ZeroDivisionError" in plot.children[-1].remark
    plot.sliders["a"].value = 2
    assert plot.children[-1].remark == "1.0"


@given(
    gave=st.one_of(
        st.none(),
        st.text(),
        st.integers(),
        st.complex_numbers(),
        st.lists(st.one_of(st.integers(), st.text(), st.lists(st.floats()))),
        hnp.arrays(hnp.scalar_dtypes(), hnp.array_shapes(max_dims=2)),
        hnp.arrays(float, 101),
    )
)
def test_whatever_a_function_gives_is_drawn_or_explained(gave):
    outputs = evaluate(lambda x: gave, X, {})
    assert (outputs.y is None) <= bool(outputs.trouble)
    if outputs.y is not None:
        assert outputs.y.shape == X.shape
        assert np.isfinite(outputs.y).all() or outputs.trouble


@pytest.mark.parametrize(
    ("error", "said", "arguments"),
    [
        (ValueError, "at least two values", (sigmoid, [1.0], {})),
        (ValueError, "at least two values", (sigmoid, np.ones((2, 2)), {})),
        (ValueError, "nan or infinite", (sigmoid, [1.0, np.nan], {})),
        (ValueError, "Choose one of sigmoid", ("sigmoit", X, {"a": (0.0, 1.0)})),
        (ValueError, "its sliders are a and b, not w", (sigmoid, X, {"w": (0.0, 1.0)})),
        (ValueError, "one slider for each class", (softmax, ANIMALS, {"cat": (0.0, 1.0)})),
        (TypeError, r"calls your function with \(x, b\)", (parabola, X, {"b": (0.0, 1.0)})),
        (TypeError, r"calls your function with \(x\)", (parabola, X, {})),
        (TypeError, "a function of x and the sliders", (3, X, {})),
        (TypeError, r"is not a slider", (parabola, X, {"a": object()})),
        (ValueError, "one to 4 curves; it got 5", (dict.fromkeys("vwxyz", relu), X, {})),
        (ValueError, "one to 4 curves; it got 0", ({}, X, {})),
        (ValueError, "bars of one function", ({"up": parabola}, ANIMALS, {"a": (0.0, 1.0)})),
        (
            TypeError,
            "'b', so that slider moves nothing",
            ({"up": parabola}, X, {"a": (0.0, 1.0), "b": (0.0, 1.0)}),
        ),
        (TypeError, r"calls your function with \(x\)", ({"up": parabola}, X, {})),
        (TypeError, "a function of x and the sliders", ({"up": 3}, X, {})),
        (ValueError, "give exact by name", ({"up": relu}, X, {"exact": activations.Range(0, 1)})),
    ],
)
def test_a_wrong_call_says_what_to_do(error, said, arguments):
    f, x, given_sliders = arguments
    with pytest.raises(error, match=said):
        live_plot(f, x, **given_sliders)


# Words


@given(value=st.floats(-1e6, 1e6))
def test_numbers_are_written_to_three_digits(value):
    written = number(value)
    read = float(written.replace("−", "-").replace("almost ", ""))
    assert read == pytest.approx(value, rel=5.1e-3)
    if "almost" not in written and read == round(read) and abs(read) < 100:
        assert value == round(value), "an open end must not look reached"
