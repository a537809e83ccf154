"""What `live_plot` draws: one function, or several by name, each with the sliders that move it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nncourse.activations import Range
from nncourse.live import arguments
from nncourse.live.catalogue import Known, recognise
from nncourse.live.outputs import Outputs, evaluate

#: More curves than this could not be told apart.
MOST = 4


@dataclass(frozen=True)
class Curve:
    """One moving curve, or one row of bars.

    Parameters
    ----------
    name : str
        As the legend and the text name it; empty for a figure of one function.
    function : callable
        ``function(x, **values)`` with the values of the sliders in `takes`.
    takes : tuple of str
        The sliders that move it.
    known : nncourse.live.catalogue.Known or None
        What the browser can compute in its place.
    exact : nncourse.activations.Range or None
        All that it can give.
    """

    name: str
    function: Callable
    takes: tuple[str, ...]
    known: Known | None = None
    exact: Range | None = None

    def outputs(self, x, values):
        """Call the function with its own sliders; never raises for the learner's code."""
        outputs = evaluate(self.function, x, {name: values[name] for name in self.takes})
        if self.name and outputs.trouble:
            return Outputs(outputs.y, f"{self.name}: {outputs.trouble}")
        return outputs


def read(f, x, sliders, known_as=None, exact=None):
    """Check what `live_plot` was given to draw.

    Parameters
    ----------
    f : callable, str, or dict of str to either
        As in `live_plot`.
    x : numpy.ndarray
        Numbers or names.
    sliders : dict of str to ipywidgets.Widget
        The sliders.
    known_as : str, optional
        As in `live_plot`.
    exact : nncourse.activations.Range or dict, optional
        As in `live_plot`.

    Returns
    -------
    curves : list of Curve
        One for each function.
    told : str
        A sentence for below the picture.

    Raises
    ------
    ValueError, TypeError
        As in `live_plot`.
    """
    if isinstance(f, dict):
        return _several(f, x, list(sliders), exact or {}), ""
    names, known, told = list(sliders), recognise(f), ""
    if known is not None:
        arguments.check_known(known, names, x)
        f = known.function
    else:
        arguments.check_signature(f, names)
    if known is None and known_as is not None:
        known = recognise(known_as)
        arguments.check_known(known, names, x)
        if not arguments.equal(f, known, x, sliders):
            told = f"Your function is not equal to {known.name}, so the kernel computes it."
            known = None
    exact = exact or (known.range if known else None)
    return [Curve("", f, tuple(names), known, exact)], told


def _several(functions, x, names, exact):
    if not 1 <= len(functions) <= MOST:
        raise ValueError(f"live_plot draws one to {MOST} curves; it got {len(functions)}.")
    if x.dtype.kind == "U":
        raise ValueError("live_plot draws several curves over numbers x, and bars of one function.")
    if not isinstance(exact, dict) or not set(exact) <= set(functions):
        raise ValueError(
            "With several curves, give exact by name, such as "
            f"exact={{{next(iter(functions))!r}: Range(0, 1)}}."
        )
    curves = [
        _named(name, function, x, names, exact.get(name)) for name, function in functions.items()
    ]
    if idle := [name for name in names if not any(name in curve.takes for curve in curves)]:
        raise TypeError(f"No function has an argument {idle[0]!r}, so that slider moves nothing.")
    return curves


def _named(name, function, x, names, exact):
    known = recognise(function)
    if known is not None:
        takes = [slider for slider in names if slider in ("a", "b")]
        arguments.check_known(known, takes, x)
        return Curve(name, known.function, tuple(takes), known, exact or known.range)
    takes = arguments.accepted(function, names)
    arguments.check_signature(function, takes)
    return Curve(name, function, tuple(takes), exact=exact)


def limits(curves, x, sliders):
    """Find ends of the y axis that hold all curves at the corners of the sliders.

    Parameters
    ----------
    curves : list of Curve
        What is drawn.
    x : numpy.ndarray
        Numbers or names.
    sliders : dict of str to ipywidgets.Widget
        The sliders.

    Returns
    -------
    tuple of float
        Low and high end, with a margin of 6 %; 0 to 1 if there are no finite outputs.
    """
    low, high = np.inf, -np.inf
    for values in arguments.corners(sliders):
        for curve in curves:
            y = curve.outputs(x, values).y
            finite = np.array([]) if y is None else y[np.isfinite(y)]
            if len(finite):
                low, high = min(low, finite.min()), max(high, finite.max())
    if not low <= high:
        return 0.0, 1.0
    if x.dtype.kind == "U":
        low, high = min(low, 0.0), max(high, 0.0)
    margin = 0.06 * (high - low) or 0.5
    return low - margin * (low != 0 or x.dtype.kind != "U"), high + margin
