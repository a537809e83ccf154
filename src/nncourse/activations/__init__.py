"""The six activation functions of the course: stable formulas, slopes, exact ranges, usual places.

Each is a plain function of numpy arrays; `ACTIVATIONS` says what is known about it. A neuron first
adds up its inputs, ``z = w·x + b``, and then applies one of these to ``z``.
"""

from nncourse.activations.derivatives import (
    linear_derivative,
    relu_derivative,
    sigmoid_derivative,
    softmax_derivative,
    tanh_derivative,
    threshold_derivative,
)
from nncourse.activations.facts import ACTIVATIONS, Activation, Range
from nncourse.activations.functions import linear, relu, sigmoid, softmax, tanh, threshold

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Range",
    "linear",
    "linear_derivative",
    "relu",
    "relu_derivative",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "softmax_derivative",
    "tanh",
    "tanh_derivative",
    "threshold",
    "threshold_derivative",
]
