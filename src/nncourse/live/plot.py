"""`live_plot`: a figure that follows its sliders, in the fastest way that works here."""

import asyncio
from typing import Any

import ipywidgets
import numpy as np
from IPython.display import display

from nncourse.kit import static
from nncourse.live import arguments
from nncourse.live.catalogue import recognise
from nncourse.live.image import BlittedImage
from nncourse.live.outputs import describe, evaluate
from nncourse.live.picture import Picture
from nncourse.live.status import Status

#: Seconds that a browser gets to load the widget before the kernel draws instead.
PATIENCE = 12.0
_GRACE = 2.0  # its word may wait in the kernel's queue behind a long cell

_SLOWER = (
    "The fast figure could not load here, so the kernel draws each picture: "
    "it follows the sliders more slowly, above all while a cell runs."
)


def live_plot(
    f, x, *, ax=None, title="", ylim=None, exact=None, known_as=None, remark=None, **sliders
):
    """Draw ``f(x, a, b, ...)`` once, and let its curve follow the sliders a, b, ... at once.

    Parameters
    ----------
    f : callable or str
        A function of numpy arrays, ``f(x, a, b, ...)``, with one argument for each slider. Or an
        activation of `nncourse.activations`, one of their derivatives, or its name: it is drawn
        as ``f(a x + b)``, computed in the browser, and moves whatever the kernel does.
    x : array_like
        Numbers for a curve; names for bars, one for each output of `f`.
    ax : matplotlib.axes.Axes, optional
        Axes with your own lines, labels and limits; the curve is added to them.
    title : str
        A title; it also begins the text for screen readers.
    ylim : tuple of float, optional
        The ends of the y axis. They never move. By default they hold the curve at the start and
        at both ends of every slider.
    exact : nncourse.activations.Range, optional
        All that `f` can give, for every x, such as ``Range(0, math.inf)``; the text below the
        picture names it. Known for the activations themselves.
    known_as : str, optional
        A name in the catalogue that `f` is equal to, such as "sigmoid", so that the browser can
        compute it. Checked first: if your function gives something else, the kernel computes it.
    remark : callable, optional
        ``remark(a=..., b=...)`` gives a sentence for below the picture. The kernel computes it,
        so that the browser, where it computes the curve, leaves it out.
    **sliders : ipywidgets slider, or (min, max), or (min, max, step)
        What moves the curve. A list makes a menu, True or False a check box.

    Returns
    -------
    LivePlot
        A widget; as the last value of a cell it is shown.

    Raises
    ------
    ValueError
        If `x` has fewer than two values or is not one-dimensional and finite, a name is not in
        the catalogue, or an activation gets sliders that its formula does not have.
    TypeError
        If the arguments of `f` are not x and the sliders, or a slider is none.

    Examples
    --------
    >>> from ipywidgets import FloatSlider
    >>> plot = live_plot(lambda x, a: a * x**2, [-1, 0, 1], a=FloatSlider(min=0, max=3))
    >>> plot.way
    'kernel'
    """
    x = arguments.points(x)
    widgets = {name: arguments.slider(name, given) for name, given in sliders.items()}
    known, told = recognise(f), ""
    if known is not None:
        arguments.check_known(known, list(widgets), x)
        f = known.function
    else:
        arguments.check_signature(f, list(widgets))
    if known is None and known_as is not None:
        known = recognise(known_as)
        arguments.check_known(known, list(widgets), x)
        if not arguments.equal(f, known, x, widgets):
            told = f"Your function is not equal to {known.name}, so the kernel computes it."
            known = None
    exact = exact or (known.range if known else None)
    return LivePlot(f, x, widgets, known, exact, remark, told, title, ylim, ax)


class LivePlot(ipywidgets.VBox):
    """Sliders and their figure; made by `live_plot`.

    Parameters
    ----------
    f : callable
        ``f(x, **values)``.
    x : numpy.ndarray
        Numbers or names, shape (n,).
    sliders : dict of str to ipywidgets.Widget
        The sliders by name.
    known : nncourse.live.catalogue.Known or None
        What the browser computes in place of `f`.
    exact : nncourse.activations.Range or None
        All that `f` can give.
    remark : callable or None
        Gives a sentence for the values of the sliders.
    told : str
        A sentence that is always shown.
    title, ylim, ax
        As in `live_plot`.
    """

    def __init__(self, f, x, sliders, known, exact, remark, told, title, ylim, ax):
        #: The sliders by name.
        self.sliders = sliders
        #: How the curve is moved: "browser", "kernel" or "image".
        self.way = ""
        self._f, self._x, self._known, self._exact = f, x, known, exact
        self._remark, self._told = remark, told
        self._title = title or f"Output of {known.name if known else _name(f)}"
        first = evaluate(f, x, self.values).y
        ylim = ylim or arguments.limits(f, x, sliders)
        self._picture = Picture(x, np.full(len(x), np.nan) if first is None else first,
                                ylim, ax, title)  # fmt: skip
        self._fast: Any = None
        self._slow: Any = None
        self._waiting = self._heard = False
        super().__init__()
        self.add_class("nncourse-live-plot")
        self._make_fast()
        (self._use_fast if self._fast else self._use_slow)()
        for slider in sliders.values():
            slider.observe(self._follow, names="value")

    @property
    def values(self):
        """The values of the sliders now, by name."""
        return {name: slider.value for name, slider in self.sliders.items()}

    def _follow(self, _change=None):
        """Answer to a slider, unless the browser does."""
        if self.way == "browser":
            return
        outputs, words = evaluate(self._f, self._x, self.values), self._words()
        if self.way == "kernel":
            self._fast.update(outputs, words)
        else:
            told = describe(self._x, outputs, self.values, self._exact)
            self._slow.update(outputs, f"{self._title}: {told} {words}".strip())

    def _words(self):
        if self._remark is None:
            return self._told
        try:
            return f"{self._remark(**self.values)} {self._told}".strip()
        except Exception as error:
            return f"The remark stopped with {type(error).__name__}: {error}. {self._told}".strip()

    def _make_fast(self):
        try:
            from nncourse.live.figure import LiveFigure

            self._fast = LiveFigure(
                self._picture, self.sliders, self._known, self._exact, self._title, self._hear
            )
        except ImportError:
            self._fast = None

    def _hear(self):
        """Take note that a browser has loaded the fast figure; may come from another thread."""
        self._heard = True
        self._use_fast()

    def _use_fast(self):
        """Show the figure that the browser moves."""
        if self.way in ("browser", "kernel"):
            return
        self.way = "browser" if self._known else "kernel"
        self.children = [*self.sliders.values(), self._fast]
        self._follow()

    def _use_slow(self):
        """Show a figure that the kernel draws, and say so."""
        if self._slow is None:
            self._slow = BlittedImage(self._picture)
        self.way = "image"
        notice = Status()
        notice.say(_SLOWER)
        self.children = [*self.sliders.values(), self._slow, notice]
        self._follow()

    def _repr_mimebundle_(self, **kwargs):
        # A browser without the extension of anywidget shows nothing and tells nobody. It gets
        # some seconds to say that the figure has loaded; a late word puts it back.
        if self._fast is not None and not self._waiting:
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:
                pass  # a plain script, where nobody moves a slider
            else:
                self._waiting = True
                loop.call_later(PATIENCE, loop.call_later, _GRACE, self._give_up)
        return super()._repr_mimebundle_(**kwargs)

    def _ipython_display_(self):
        if self._fast is None:
            display(self._repr_mimebundle_(), raw=True)
        else:
            static.show(self, self._fast.own_id, *self._stand_in())

    def _stand_in(self):
        """Return the figure at its start, and in words."""
        outputs = evaluate(self._f, self._x, self.values)
        words = f"{self._title}: {describe(self._x, outputs, self.values, self._exact)}"
        return static.image(self._picture.png(), words), f"[Figure: {words}]"

    def _give_up(self):
        if not self._heard:
            self._use_slow()


def _name(f):
    return getattr(f, "__name__", "your function").replace("<lambda>", "your function")
