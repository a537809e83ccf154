"""`live_plot`: a figure that follows its sliders, in the fastest way that works here."""

import asyncio
from typing import Any

import ipywidgets
import numpy as np
from IPython.display import display

from nncourse.kit import static
from nncourse.live import arguments, curves
from nncourse.live.image import BlittedImage
from nncourse.live.outputs import describe
from nncourse.live.picture import Picture
from nncourse.live.status import Status

#: Seconds that a browser gets to load the widget before the kernel draws instead.
PATIENCE = 12.0
_GRACE = 2.0  # its word may wait in the kernel's queue behind a long cell

_SLOWER = (
    "The fast figure could not load here, so the kernel draws each picture: "
    "it follows the sliders more slowly, especially while a cell runs."
)


def live_plot(
    f, x, *, ax=None, title="", xlabel="", ylabel="", unit="", ylim=None, exact=None,
    known_as=None, remark=None, show_range=True, **sliders,
):  # fmt: skip
    """Draw ``f(x, a, b, ...)`` once, and let its curve follow the sliders a, b, ... at once.

    Parameters
    ----------
    f : callable, str, or dict of str to either
        A function of numpy arrays, ``f(x, a, b, ...)``, with one argument for each slider. Or an
        activation of `nncourse.activations`, one of their derivatives, or its name: it is drawn
        as ``f(a x + b)``, computed in the browser, and moves whatever the kernel does. Or up to
        four of them by name, ``{"swish": swish, "ReLU": relu}``: each moves with the sliders that
        it has arguments for, and the legend names it.
    x : array_like
        Numbers for a curve; names for bars, one for each output of `f`.
    ax : matplotlib.axes.Axes, optional
        Axes with your own lines, labels and limits; the curve is added to them.
    title : str
        A title; it also begins the text for screen readers.
    xlabel, ylabel : str
        What the axes are called.
    unit : str
        The unit of the outputs; it follows `ylabel` and the numbers in the text.
    ylim : tuple of float, optional
        The ends of the y axis. They never move. By default they hold the curve at the start and
        at both ends of every slider.
    exact : nncourse.activations.Range, or dict of str to it, optional
        All that `f` can give, for every x, such as ``Range(0, math.inf)``; the text below the
        picture names it. Several curves have theirs by name. Known for the activations themselves.
    known_as : str, optional
        A name in the catalogue that `f` is equal to, such as "sigmoid", so that the browser can
        compute it. Checked first: if your function gives something else, the kernel computes it.
    remark : callable, optional
        ``remark(a=..., b=...)`` gives a sentence for below the picture. The kernel computes it,
        so that the browser, where it computes the curve, leaves it out.
    show_range : bool
        Whether the range of outputs is drawn beside curves and told below. Say False where it means
        nothing, such as for a curve that only points at something.
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
        the catalogue, an activation gets sliders that its formula does not have, or there are
        more than four curves.
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
    drawn, told = curves.read(f, x, widgets, known_as, exact)
    if unit:
        ylabel = f"{ylabel or 'f(x)'} ({unit})"
    first = [curve.outputs(x, {name: w.value for name, w in widgets.items()}).y for curve in drawn]
    picture = Picture(
        x,
        [np.full(len(x), np.nan) if y is None else y for y in first],
        ylim or curves.limits(drawn, x, widgets),
        ax,
        title,
        [curve.name for curve in drawn],
        (xlabel, ylabel),
        show_range,
    )
    return LivePlot(drawn, x, widgets, picture, remark, told, title or _title(drawn), unit)


class LivePlot(ipywidgets.VBox):
    """Sliders and their figure; made by `live_plot`.

    Parameters
    ----------
    drawn : list of nncourse.live.curves.Curve
        What is drawn.
    x : numpy.ndarray
        Numbers or names, shape (n,).
    sliders : dict of str to ipywidgets.Widget
        The sliders by name.
    picture : nncourse.live.picture.Picture
        The figure at the start.
    remark : callable or None
        Gives a sentence for the values of the sliders.
    told : str
        A sentence that is always shown.
    title, unit : str
        As in `live_plot`.
    """

    def __init__(self, drawn, x, sliders, picture, remark, told, title, unit):
        #: The sliders by name.
        self.sliders = sliders
        #: How the curve is moved: "browser", "kernel" or "image".
        self.way = ""
        self._curves, self._x, self._picture = drawn, x, picture
        self._remark, self._told = remark, told
        self._title, self._unit = title, unit
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
        outputs, words = self._outputs(), self._words()
        if self.way == "kernel":
            self._fast.update(outputs, words)
        else:
            self._slow.update(outputs, f"{self._in_words(outputs)} {words}".strip())

    def _outputs(self):
        return [curve.outputs(self._x, self.values) for curve in self._curves]

    def _in_words(self, outputs):
        told = describe(
            self._x, self._curves, outputs, self.values, self._unit, self._picture.show_range
        )
        return f"{self._title}: {told}"

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
                self._picture, self.sliders, self._curves, self._title, self._unit, self._hear
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
        self.way = "browser" if self._fast.known else "kernel"
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
        words = self._in_words(self._outputs())
        return static.image(self._picture.png(), words), f"[Figure: {words}]"

    def _give_up(self):
        if not self._heard:
            self._use_slow()


def _title(drawn):
    """Name the figure after its curves, or its one function."""
    if drawn[0].name:
        return ", ".join(curve.name for curve in drawn)
    [curve] = drawn
    name = curve.known.name if curve.known else getattr(curve.function, "__name__", "your function")
    return f"Output of {name.replace('<lambda>', 'your function')}"
