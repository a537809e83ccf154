"""The activation functions against scipy, and against mpmath with 50 digits."""

import math

import mpmath
import numpy as np
import pytest
import scipy.special
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nncourse.activations import (
    ACTIVATIONS,
    Range,
    linear,
    relu,
    sigmoid,
    sigmoid_derivative,
    softmax,
    softmax_derivative,
    tanh,
    tanh_derivative,
    threshold,
)

ROUNDING = 1 + 1e-15  # a few units in the last place

numbers = st.floats(-1e300, 1e300)
moderate = st.floats(-700, 700)
curves = [name for name in ACTIVATIONS if name != "softmax"]
scores = hnp.arrays(float, hnp.array_shapes(min_dims=1, max_dims=3), elements=st.floats(-1e4, 1e4))


def precise(name, z):
    """Value and slope of a function, computed with 50 digits."""
    z = mpmath.mpf(z)
    if name == "sigmoid":
        value = 1 / (1 + mpmath.exp(-z))
        return value, mpmath.exp(-abs(z)) / (1 + mpmath.exp(-abs(z))) ** 2
    if name == "tanh":
        return mpmath.tanh(z), mpmath.sech(z) ** 2
    if name == "relu":
        return max(mpmath.mpf(0), z), mpmath.mpf(z > 0)
    if name == "threshold":
        return mpmath.mpf(z >= 0), mpmath.mpf(0)
    return z, mpmath.mpf(1)


def close(value, exact, relative=1e-13):
    """Agree to `relative`, or both vanish below what a float can hold."""
    return abs(mpmath.mpf(float(value)) - exact) <= abs(exact) * relative + mpmath.mpf(2) ** -1022


@given(z=moderate)
@pytest.mark.parametrize("name", curves)
def test_value_and_slope_are_right_to_13_digits(name, z):
    with mpmath.workdps(50):
        value, slope = precise(name, z)
        assert close(ACTIVATIONS[name].function(z), value)
        assert close(ACTIVATIONS[name].derivative(z), slope)


@given(z=hnp.arrays(float, hnp.array_shapes(max_dims=3), elements=numbers))
def test_values_are_scipys(z):
    np.testing.assert_allclose(sigmoid(z), scipy.special.expit(z), rtol=1e-14, atol=5e-324)
    np.testing.assert_allclose(tanh(z), np.tanh(z), rtol=0)
    np.testing.assert_array_equal(relu(z), np.where(z > 0, z, 0))
    np.testing.assert_array_equal(threshold(z), np.heaviside(z, 1))
    np.testing.assert_array_equal(linear(z), z)


@given(z=scores)
def test_softmax_is_scipys_on_every_axis(z):
    for axis in range(-z.ndim, z.ndim):
        np.testing.assert_allclose(
            softmax(z, axis), scipy.special.softmax(z, axis), rtol=1e-12, atol=1e-300
        )


@given(z=hnp.arrays(float, st.integers(1, 6), elements=st.floats(-300, 300)))
def test_softmax_is_right_to_12_digits(z):
    with mpmath.workdps(50):
        powers = [mpmath.exp(mpmath.mpf(score)) for score in z]
        for p, power in zip(softmax(z), powers, strict=True):
            assert close(p, power / sum(powers), 1e-12)


@given(z=scores, shift=st.floats(-1e3, 1e3))
def test_softmax_sums_to_one_and_only_sees_differences(z, shift):
    p = softmax(z)
    np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=1e-12)
    # Adding and taking away rounds the scores themselves by about 1e-12.
    np.testing.assert_allclose(softmax(z + shift), p, rtol=1e-10, atol=1e-12)


@given(z=hnp.arrays(float, st.integers(2, 5), elements=st.floats(-5, 5)))
def test_softmax_jacobian_is_the_slope_of_softmax(z):
    h = 1e-5
    steps = h * np.eye(len(z))
    numeric = (softmax(z + steps) - softmax(z - steps)).T / (2 * h)
    np.testing.assert_allclose(softmax_derivative(z), numeric, atol=1e-9)
    np.testing.assert_allclose(softmax_derivative(z).sum(axis=-1), 0, atol=1e-15)
    assert softmax_derivative(np.stack([z, z])).shape == (2, len(z), len(z))


@given(z=st.floats(-30, 30))
def test_tanh_is_a_stretched_sigmoid_and_softmax_of_two_is_a_sigmoid(z):
    assert tanh(z) == pytest.approx(2 * sigmoid(2 * z) - 1, abs=1e-15)
    assert softmax([z, 0])[0] == pytest.approx(sigmoid(z), rel=1e-13)


@given(z=st.floats(-15, 15))
@example(z=1e-9)  # here the slope of the sigmoid rounds to the float just above 1/4
@pytest.mark.parametrize("name", curves)
def test_values_lie_in_the_range_and_slopes_below_the_largest(name, z):
    about = ACTIVATIONS[name]
    assert about.function(z) in about.range
    assert about.derivative(z) <= about.largest_slope * ROUNDING


@given(z=hnp.arrays(float, st.integers(2, 5), elements=st.floats(-15, 15)))
def test_softmax_lies_in_its_range(z):
    assert all(p in ACTIVATIONS["softmax"].range for p in softmax(z))
    assert softmax_derivative(z).max() <= ACTIVATIONS["softmax"].largest_slope * ROUNDING


@pytest.mark.parametrize("name", curves)
def test_the_range_is_not_too_wide(name):
    """The values come as near to each end of the range as floats allow."""
    about = ACTIVATIONS[name]
    values = about.function(np.array([-1e300, -1e3, -1, 0, 1, 1e3, 1e300]))
    for end, nearest in ((about.range.low, values.min()), (about.range.high, values.max())):
        assert abs(nearest) >= 1e300 if math.isinf(end) else nearest == end


@given(z=st.floats(-15, 15))
@pytest.mark.parametrize("name", curves)
def test_zero_centred_means_an_odd_function(name, z):
    about = ACTIVATIONS[name]
    if about.zero_centred:
        assert about.function(-z) == -about.function(z)
    else:
        assert about.function(-1.0) != -about.function(1.0)


def test_the_largest_slope_is_reached():
    assert sigmoid_derivative(0) == ACTIVATIONS["sigmoid"].largest_slope == 1 / 4
    assert tanh_derivative(0) == ACTIVATIONS["tanh"].largest_slope == 1
    assert softmax_derivative([0, 0])[0, 0] == ACTIVATIONS["softmax"].largest_slope
    assert ACTIVATIONS["threshold"].largest_slope == math.inf


@pytest.mark.parametrize("name", curves)
def test_nan_stays_nan_and_lists_and_integers_are_welcome(name):
    about = ACTIVATIONS[name]
    for function in (about.function, about.derivative):
        assert np.isnan(function(math.nan))
        assert function([1, 2]).dtype == float
        assert np.ndim(function(1)) == 0
        assert function(np.zeros((2, 3), dtype=int)).shape == (2, 3)


def test_a_result_never_shares_memory_with_the_input():
    z = np.ones(3)
    for name in curves:
        assert not np.shares_memory(ACTIVATIONS[name].function(z), z)


@pytest.mark.parametrize("empty", [3.0, [], np.zeros((2, 0))])
def test_softmax_asks_for_a_vector(empty):
    with pytest.raises(ValueError, match="one score for each class"):
        softmax(empty)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Range(0, 1), "(0, 1)"),
        (Range(-1, 1, high_closed=True), "(−1, 1]"),
        (Range(-math.inf, math.inf), "(−∞, ∞)"),
        (ACTIVATIONS["relu"].range, "[0, ∞)"),
        (ACTIVATIONS["threshold"].range, "{0, 1}"),
    ],
)
def test_ranges_are_written_as_in_a_textbook(interval, text):
    assert str(interval) == text


def test_open_ends_are_outside_and_closed_ends_inside():
    assert 0 not in Range(0, 1)
    assert 0 in Range(0, 1, low_closed=True)
    assert 0.5 not in ACTIVATIONS["threshold"].range
    assert math.inf not in Range(0, math.inf)
    assert math.nan not in Range(0, 1)
