"""The outputs of a function for one setting of the sliders, or why there are none."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Outputs:
    """What a function gave.

    Parameters
    ----------
    y : numpy.ndarray or None
        One float for each x; None if nothing can be drawn.
    trouble : str
        What is wrong, for the learner; empty if all is well.
    """

    y: np.ndarray | None
    trouble: str = ""


def evaluate(function, x, values):
    """Call ``function(x, **values)`` and look at what comes back; never raises for the learner's code.

    Parameters
    ----------
    function : callable
        The learner's function.
    x : numpy.ndarray
        Numbers or names, shape (n,). The function gets a copy.
    values : dict of str to object
        The values of the sliders.

    Returns
    -------
    Outputs
        One output for each x; a single number stands for n equal ones.
    """
    at = f" at {settings(values)}" if values else ""
    # JupyterLab may run this in a second thread beside a cell. numpy keeps these settings for each
    # thread; the filters of `warnings` belong to all, and changing them would lose the cell's own.
    said = []
    with np.errstate(all="call", under="ignore", call=lambda kind, _: said.append(kind)):
        try:
            y = np.asarray(function(x.copy(), **values))
        except Exception as error:
            why = " ".join(str(error).split())[:200]
            return Outputs(None, f"Your function stopped{at}: {type(error).__name__}: {why}")
    if y.dtype.kind not in "biuf":
        gave = "nothing" if y.dtype == object and y.ndim == 0 else f"values of type {y.dtype}"
        return Outputs(
            None, f"Your function gave {gave}{at}, not numbers. Does it end with return?"
        )
    if y.ndim == 0:
        y = np.full(len(x), y)
    if y.shape != x.shape:
        given = f"{len(y)} values" if y.ndim == 1 else f"an array of shape {y.shape}"
        return Outputs(
            None, f"Your function gave {given} for {len(x)} values of x. It should give one each."
        )
    return Outputs(y.astype(float), _gaps(x, y, said))


def _gaps(x, y, said):
    """Tell where outputs are missing, and what numpy thinks the reason is."""
    told = []
    for kind, bad in (("nan, not a number", np.isnan(y)), ("infinite", np.isinf(y))):
        if bad.any():
            first = x[np.argmax(bad)]
            where = first if isinstance(first, str) else number(first)
            told.append(f"{bad.sum()} of {len(y)} outputs are {kind} (the first at x = {where}).")
    if told and said:
        told.append(f"numpy says: {said[0]}.")
    return " ".join(told)


def number(value, exact=None):
    """Write a number with three significant digits, or as many as tell 0.99995 from 1.

    Parameters
    ----------
    value : float
        The number.
    exact : nncourse.activations.Range, optional
        A number outside is there by rounding only, and is called "almost".

    Returns
    -------
    str
        The number with a real minus sign.

    Examples
    --------
    >>> number(-0.333333), number(2.0), number(0.9999546), number(0.9999999999)
    ('−0.333', '2', '0.99995', 'almost 1')
    """
    if isinstance(value, bool | np.bool_) or not np.isreal(value):
        return str(value)
    value = float(value) + 0.0  # no negative zero
    if exact is not None and value not in exact:
        return "almost " + _minus(f"{value:g}")
    for digits in range(3, 9):
        rounded = float(f"{value:.{digits}g}")
        if not rounded.is_integer() or abs(rounded) >= 100 or value.is_integer():
            return _minus(repr(rounded).removesuffix(".0"))
    return f"almost {_minus(f'{round(value)}')}"


def _minus(text):
    return text.replace("-", "−")


def settings(values):
    """Write the sliders' values: ``a = 1, b = −2``."""
    return ", ".join(
        f"{name} = {value if isinstance(value, str) else number(value)}"
        for name, value in values.items()
    )


def describe(x, curves, outputs, values, unit="", show_range=True):
    """Put a picture into words, for the alternatives to the browser's own text.

    Parameters
    ----------
    x : numpy.ndarray
        Numbers, or names of bars.
    curves : list of nncourse.live.curves.Curve
        What is drawn.
    outputs : list of Outputs
        What each function gave.
    values : dict
        The sliders' values.
    unit : str
        Of the outputs.
    show_range : bool
        Whether to tell the range of the outputs of curves.

    Returns
    -------
    str
        One to a few sentences.
    """
    told = [f"{settings(values)}." if values else ""]
    for curve, given in zip(curves, outputs, strict=True):
        if show_range or x.dtype.kind == "U":
            told.append(_shown(x, curve, given.y, f" {unit}" if unit else ""))
        told.append(f"Note: {given.trouble}" if given.trouble else "")
    return " ".join(filter(None, told))


def _shown(x, curve, y, unit):
    """Tell the outputs of one curve, or each bar."""
    if y is None or not np.isfinite(y).any():
        return ""
    if x.dtype.kind == "U":
        parts = ", ".join(f"{name} {number(value)}" for name, value in zip(x, y, strict=True))
        return f"{parts}; sum {number(y.sum())}."
    finite, exact = y[np.isfinite(y)], curve.exact
    low, high = (number(end, exact) for end in (finite.min(), finite.max()))
    if curve.name:
        return f"{curve.name}: {low} to {high}{unit}{f', exact range {exact}' if exact else ''}."
    return f"Outputs here: {low} to {high}{unit}.{f' Exact range: {exact}.' if exact else ''}"
