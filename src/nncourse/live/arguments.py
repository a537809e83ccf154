"""What `live_plot` is given: checked, and told apart."""

import inspect
import itertools

import ipywidgets
import numpy as np

from nncourse.kit.sliders import widen
from nncourse.live.outputs import evaluate


def points(x):
    """Turn x into an array of numbers, or of names.

    Parameters
    ----------
    x : array_like
        Numbers for a curve, names for bars.

    Returns
    -------
    numpy.ndarray
        Floats or text, shape (n,), n at least 2.

    Raises
    ------
    ValueError
        If x has another shape, or numbers that are not finite.
    """
    x = np.asarray(x)
    if x.ndim != 1 or len(x) < 2:
        raise ValueError(
            f"live_plot needs x as a row of at least two values, such as "
            f"np.linspace(-5, 5, 300); it got an array of shape {x.shape}."
        )
    if x.dtype.kind == "U":
        return x
    x = x.astype(float)
    if not np.isfinite(x).all():
        raise ValueError("live_plot needs finite numbers in x; some are nan or infinite.")
    return x


def slider(name, given):
    """Make the widget of one argument.

    Parameters
    ----------
    name : str
        The argument, which also names a slider without a description.
    given : ipywidgets.Widget or tuple or list or bool or number
        A slider, or what `ipywidgets.interact` makes one of.

    Returns
    -------
    ipywidgets.Widget
        It has a value.

    Raises
    ------
    TypeError
        If no widget can be made of it.
    """
    widget = ipywidgets.interactive.widget_from_abbrev(given)
    if not isinstance(widget, ipywidgets.ValueWidget):
        raise TypeError(
            f"live_plot({name}={given!r}) is not a slider. Give an ipywidgets.FloatSlider, "
            f"or (smallest, largest) such as {name}=(-5.0, 5.0)."
        )
    if not widget.description:
        widget.description = name
    return widen(widget)


def check_signature(f, names):
    """Refuse a function that cannot take x and the sliders.

    Parameters
    ----------
    f : callable
        The learner's function.
    names : iterable of str
        The names of the sliders.

    Raises
    ------
    TypeError
        If it cannot be called as ``f(x, name=...)``.
    """
    if not callable(f):
        raise TypeError(f"live_plot needs a function of x and the sliders; it got {f!r}.")
    try:
        signature = inspect.signature(f)
    except ValueError:
        return  # some functions written in C do not tell
    try:
        signature.bind(None, **dict.fromkeys(names))
    except TypeError:
        wanted = ", ".join(["x", *names])
        raise TypeError(
            f"live_plot calls your function with ({wanted}), but it is written with {signature}. "
            f"Give each slider the name of an argument."
        ) from None


def accepted(f, names):
    """Choose the sliders that a function has arguments for.

    Parameters
    ----------
    f : callable
        The learner's function.
    names : list of str
        The names of the sliders.

    Returns
    -------
    list of str
        All of them if the function does not tell.

    Examples
    --------
    >>> accepted(lambda x, beta: x, ["beta", "gamma"])
    ['beta']
    """
    try:
        parameters = inspect.signature(f).parameters
    except (TypeError, ValueError):
        return list(names)
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return list(names)
    return [name for name in names if name in parameters]


def check_known(known, names, x):
    """Refuse sliders that a formula of the catalogue does not have.

    Parameters
    ----------
    known : nncourse.live.catalogue.Known
        The entry.
    names : list of str
        The names of the sliders.
    x : numpy.ndarray
        Numbers or names.

    Raises
    ------
    ValueError
        If sliders or x do not fit.
    """
    if known.bars:
        logits = [name for name in names if name not in ("temperature", "shift")]
        if x.dtype.kind != "U" or len(x) != len(logits):
            raise ValueError(
                "live_plot(softmax, ...) draws bars: give x as the names of the classes and one "
                "slider for each class, in the same order; temperature and shift may follow."
            )
    elif x.dtype.kind == "U" or not set(names) <= {"a", "b"}:
        raise ValueError(
            f"live_plot({known.name}, x, ...) draws {known.name}(a x + b) over numbers x: its "
            f"sliders are a and b, not {', '.join(names) or 'none'}. For others write your own "
            f"function."
        )


def corners(sliders):
    """Yield the start of the sliders and their extremes: all corners, or one slider at a time.

    Parameters
    ----------
    sliders : dict of str to ipywidgets.Widget
        A widget without ends stays where it is.

    Yields
    ------
    dict of str to object
        A value for each slider.
    """
    start = {name: widget.value for name, widget in sliders.items()}
    ends = {name: _ends(widget) for name, widget in sliders.items()}
    yield start
    if len(sliders) <= 4:
        for chosen in itertools.product(*ends.values()):
            yield dict(zip(ends, chosen, strict=True))
    else:
        for name, both in ends.items():
            for end in both:
                yield start | {name: end}


def equal(f, known, x, sliders):
    """Say whether a function gives what its entry in the catalogue gives, at start and corners.

    Parameters
    ----------
    f : callable
        The learner's function.
    known : nncourse.live.catalogue.Known
        The entry that it may be.
    x : numpy.ndarray
        Numbers or names.
    sliders : dict of str to ipywidgets.Widget
        The sliders.

    Returns
    -------
    bool
        True if all outputs agree to nine digits.
    """
    for values in corners(sliders):
        ours, theirs = evaluate(f, x, values), evaluate(known.function, x, values)
        if ours.y is None or not np.allclose(ours.y, theirs.y, rtol=1e-9, atol=1e-9):
            return False
    return True


def _ends(widget):
    if hasattr(widget, "base"):  # a logarithmic slider counts in powers
        return widget.base**widget.min, widget.base**widget.max
    if isinstance(widget, ipywidgets.Checkbox):
        return False, True
    return getattr(widget, "min", widget.value), getattr(widget, "max", widget.value)
