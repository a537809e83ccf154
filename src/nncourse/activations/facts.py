"""What is known about an activation function: its formula, range, slope and usual place."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from nncourse.activations import derivatives, functions


@dataclass(frozen=True)
class Range:
    """The values that a function can give: an interval, or a few single values.

    Parameters
    ----------
    low, high : float
        The ends; ``-inf`` and ``inf`` are always open.
    low_closed, high_closed : bool
        Whether the end itself is a value of the function.
    values : tuple of float, optional
        Given if the function has only these values and nothing between them.

    Examples
    --------
    >>> str(Range(0, float("inf"), low_closed=True)), 0 in Range(0, 1)
    ('[0, ∞)', False)
    """

    low: float
    high: float
    low_closed: bool = False
    high_closed: bool = False
    values: tuple = ()

    def __contains__(self, value):
        if self.values:
            return value in self.values
        above = value > self.low or (self.low_closed and value == self.low)
        below = value < self.high or (self.high_closed and value == self.high)
        return bool(above and below)

    def __str__(self):
        if self.values:
            return "{" + ", ".join(f"{value:g}" for value in self.values) + "}"
        low, high = (
            f"{end:g}".replace("-", "−").replace("inf", "∞") for end in (self.low, self.high)
        )
        return f"{'[' if self.low_closed else '('}{low}, {high}{']' if self.high_closed else ')'}"


@dataclass(frozen=True)
class Activation:
    """What is known about an activation function.

    Parameters
    ----------
    function : callable
        The function itself.
    derivative : callable
        Its slope, or its Jacobian for softmax.
    formula : str
        The formula in one line.
    range : Range
        All values that the function gives for finite inputs, without rounding.
    zero_centred : bool
        Whether the outputs lie evenly around 0: f(-z) = -f(z).
    largest_slope : float
        The largest value of the derivative; ``inf`` where the function jumps.
    hidden, output : str
        The usual place in a hidden layer and at the output, in two words: menus show them.
    """

    function: Callable
    derivative: Callable
    formula: str
    range: Range
    zero_centred: bool
    largest_slope: float
    hidden: str
    output: str

    @property
    def name(self):
        """The name of the function."""
        return self.function.__name__


#: All six activation functions, by name.
ACTIVATIONS = {
    about.name: about
    for about in (
        Activation(
            functions.sigmoid,
            derivatives.sigmoid_derivative,
            formula="1 / (1 + exp(−z))",
            range=Range(0, 1),
            zero_centred=False,
            largest_slope=0.25,
            hidden="rarely",
            output="yes or no",
        ),
        Activation(
            functions.tanh,
            derivatives.tanh_derivative,
            formula="sinh z / cosh z",
            range=Range(-1, 1),
            zero_centred=True,
            largest_slope=1.0,
            hidden="small networks",
            output="rarely",
        ),
        Activation(
            functions.relu,
            derivatives.relu_derivative,
            formula="max(0, z)",
            range=Range(0, math.inf, low_closed=True),
            zero_centred=False,
            largest_slope=1.0,
            hidden="first choice",
            output="rarely",
        ),
        Activation(
            functions.threshold,
            derivatives.threshold_derivative,
            formula="1 if z ≥ 0, else 0",
            range=Range(0, 1, low_closed=True, high_closed=True, values=(0, 1)),
            zero_centred=False,
            largest_slope=math.inf,
            hidden="never",
            output="a decision",
        ),
        Activation(
            functions.softmax,
            derivatives.softmax_derivative,
            formula="exp zᵢ / Σ exp zⱼ",
            range=Range(0, 1),
            zero_centred=False,
            largest_slope=0.25,
            hidden="rarely",
            output="several classes",
        ),
        Activation(
            functions.linear,
            derivatives.linear_derivative,
            formula="z",
            range=Range(-math.inf, math.inf),
            zero_centred=True,
            largest_slope=1.0,
            hidden="never",
            output="an amount",
        ),
    )
}
