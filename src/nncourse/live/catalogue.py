"""The functions that follow a slider in the browser; ``catalogue.js`` has the same formulas.

A test evaluates both in a real browser and holds them together to 1e-12. Nothing a learner writes
is ever turned into JavaScript: a function is known by being one of these very objects, or by the
name of its entry.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nncourse.activations import ACTIVATIONS, Range, softmax


@dataclass(frozen=True)
class Known:
    """One entry of the catalogue.

    Parameters
    ----------
    name : str
        The name, the same as in ``catalogue.js``.
    function : callable
        ``function(x, **values)`` with the values of the sliders, in Python.
    range : nncourse.activations.Range or None
        Exact range of the outputs, for every x; None if it depends on the sliders.
    bars : bool
        Whether x holds names of classes, each drawn as a bar.
    """

    name: str
    function: Callable
    range: Range | None
    bars: bool = False


def _with_weight_and_bias(function):
    def neuron(x, a=1.0, b=0.0):
        return function(a * x + b)

    neuron.__name__ = function.__name__
    return neuron


def _softmax_of_sliders(x, temperature=1.0, shift=0.0, **logits):
    return softmax((np.array(list(logits.values())) + shift) / temperature)


def _entries():
    for name, about in ACTIVATIONS.items():
        if name == "softmax":
            yield softmax, Known(name, _softmax_of_sliders, about.range, bars=True)
            continue
        yield about.function, Known(name, _with_weight_and_bias(about.function), about.range)
        slope = about.derivative
        yield slope, Known(slope.__name__, _with_weight_and_bias(slope), None)


_BY_FUNCTION = dict(_entries())

#: All entries by name: the activations, and their slopes as ``sigmoid_derivative`` and so on.
CATALOGUE = {known.name: known for known in _BY_FUNCTION.values()}


def recognise(function):
    """Find the entry of a function object or of a name.

    Parameters
    ----------
    function : callable or str
        A function of `nncourse.activations`, or the name of an entry.

    Returns
    -------
    Known or None
        None for every other callable.

    Raises
    ------
    ValueError
        If a name is not in the catalogue.

    Examples
    --------
    >>> from nncourse.activations import tanh
    >>> recognise(tanh).name, recognise("relu").name, recognise(abs)
    ('tanh', 'relu', None)
    """
    if isinstance(function, str):
        if function not in CATALOGUE:
            raise ValueError(
                f"There is no function {function!r} in the catalogue. "
                f"Choose one of {', '.join(CATALOGUE)}, or give your own function without quotes."
            )
        return CATALOGUE[function]
    try:
        return _BY_FUNCTION.get(function)
    except TypeError:  # a callable object that cannot be hashed
        return None
