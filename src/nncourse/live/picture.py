"""A matplotlib figure with one moving part: a curve, or bars; and a bar of its output range."""

import io
from typing import Any, cast

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

# Okabe and Ito's blue and vermillion: told apart by colour-blind readers, and by their shapes.
_CURVE, _RANGE, _START = "#0072B2", "#D55E00", "#6B6B6B"
_RANGE_AT = 1.035  # in widths of the axes: just right of them
_CAP = 0.012
_SIZE = (6.4, 3.4)  # inches


class Picture:
    """A figure of ``y = f(x)`` whose curve or bars can be moved without drawing the rest again.

    Parameters
    ----------
    x : numpy.ndarray
        Numbers (a curve), or names (bars), shape (n,).
    y : numpy.ndarray
        The outputs at the start, shape (n,); nan leaves a gap.
    ax : matplotlib.axes.Axes, optional
        Axes with lines and labels of one's own. Their figure is taken over: it is no longer
        shown by pyplot. Without it a figure is made.
    ylim : tuple of float
        Fixed ends of the y axis; limits already set on `ax` go before.
    title : str
        The title, if `ax` has none.
    """

    def __init__(self, x, y, ylim, ax=None, title=""):
        self.x = x
        self.bars = x.dtype.kind == "U"
        self.axes = Figure(figsize=_SIZE, layout="constrained").subplots() if ax is None else ax
        # matplotlib's types allow a SubFigure here, which cannot be saved.
        self.figure = cast(Figure, self.axes.figure)
        _forget(self.figure)
        FigureCanvasAgg(self.figure)
        limits = ylim if self.axes.get_autoscaley_on() else self.axes.get_ylim()
        if title and not self.axes.get_title("center") + self.axes.get_title("left"):
            self.axes.set_title(title)
        self._shapes = self._draw_bars(y) if self.bars else self._draw_curve(y)
        self.axes.set_ylim(limits)
        self._span = self._draw_range(y)

    def _draw_curve(self, y):
        axes = self.axes
        if not axes.get_xlabel() + axes.get_ylabel():
            axes.set(xlabel="x", ylabel="f(x)")
        axes.plot(self.x, y, color=_START, linestyle=(0, (4, 3)), linewidth=1.2, gid="live-start")
        # A curve without any point would leave no path to move in the SVG.
        drawn = np.where(np.isfinite(y), y, 0.0)
        (curve,) = axes.plot(self.x, drawn, color=_CURVE, linestyle="-", linewidth=2.6)
        if axes.get_autoscalex_on():
            axes.set_xlim(self.x[0], self.x[-1])
        curve.set_gid("live-curve")
        return [curve]

    def _draw_bars(self, y):
        places = np.arange(len(self.x))
        bars = self.axes.bar(places, np.nan_to_num(y), width=0.62, color=_CURVE)
        self.axes.set_xticks(places, self.x)
        self.axes.set_xlim(-0.6, len(self.x) - 0.4)
        self.axes.grid(visible=False, axis="x")
        for place, bar in enumerate(bars):
            bar.set_gid(f"live-bar-{place}")
        return list(bars)

    def _draw_range(self, y):
        transform = self.axes.get_yaxis_transform()
        if not self.bars:
            text = self.axes.text(
                _RANGE_AT + 0.02, 0.5, "range of outputs", transform=self.axes.transAxes,
                rotation=90, va="center", fontsize=9, clip_on=False, color=_ink(),
            )  # fmt: skip
            text.set_in_layout(True)
        (span,) = self.axes.plot(
            *_beam(np.nan_to_num(y)), transform=transform, color=_RANGE, linestyle="-", linewidth=3,
            clip_on=False, visible=not self.bars, scaley=False, scalex=False,
        )  # fmt: skip
        span.set_gid("live-range")
        return span

    @property
    def moving(self):
        """The artists that `move` changes."""
        return [*self._shapes, self._span]

    def move(self, y):
        """Move the curve or the bars, and the bar of the range, to new outputs.

        Parameters
        ----------
        y : numpy.ndarray
            Shape (n,); nan leaves a gap.
        """
        if self.bars:
            for bar, height in zip(self._shapes, np.nan_to_num(y), strict=True):
                bar.set_height(height)
        else:
            self._shapes[0].set_ydata(y)
        self._span.set_data(*_beam(y, self.axes.get_ylim()))

    def png(self):
        """Draw the figure as PNG, on white."""
        file = io.BytesIO()
        self.figure.savefig(file, format="png", dpi=100, facecolor="white")
        return file.getvalue()

    def svg(self):
        """Draw the figure as SVG, in the colours of the page around it.

        Returns
        -------
        text : str
            The ``<svg>`` element. Ink, frame and grid use the CSS variables ``--live-ink``,
            ``--live-edge`` and ``--live-grid``; there is no background.
        scales : dict
            For "x" and "y": the two ends of the axis, where they lie in the SVG, and whether the
            axis is "linear" or "log".
        """
        figure, axes = self.figure, self.axes
        patches = (figure.patch, axes.patch)
        file = io.StringIO()
        figure.set_dpi(72)  # the unit of matplotlib's SVG
        for patch in patches:
            patch.set_visible(False)
        figure.savefig(file, format="svg", dpi=72, metadata={"Date": None})
        for patch in patches:
            patch.set_visible(True)
        text = file.getvalue()
        text = text[text.index("<svg") :]
        for colour, variable in _inks():
            text = text.replace(colour, f"var(--live-{variable})")
        box, height = axes.bbox, figure.bbox.height
        scales = {
            "x": [*axes.get_xlim(), box.x0, box.x1, axes.get_xscale()],
            "y": [*axes.get_ylim(), height - box.y0, height - box.y1, axes.get_yscale()],
        }
        return text, scales


def _beam(y, limits=(-np.inf, np.inf)):
    """Outline the range of y as a beam with a cap at each end: x in axes widths, y in data."""
    finite = y[np.isfinite(y)]
    if not len(finite):
        return [np.nan], [np.nan]
    low, high = np.clip([finite.min(), finite.max()], *limits)
    left, right = _RANGE_AT - _CAP, _RANGE_AT + _CAP
    return (
        [left, right, np.nan, _RANGE_AT, _RANGE_AT, np.nan, left, right],
        [low, low, np.nan, low, high, np.nan, high, high],
    )


def _ink():
    return mpl.rcParams["text.color"]


def _inks():
    """Yield the colours that follow the theme of the page, as written in an SVG, and their names."""
    names: dict[Any, str] = {
        "text.color": "ink",  # first: where all are black, all are ink
        "axes.labelcolor": "ink",
        "xtick.color": "ink",
        "ytick.color": "ink",
        "axes.edgecolor": "edge",
        "grid.color": "grid",
    }
    for setting, name in names.items():
        yield mpl.colors.to_hex(mpl.rcParams[setting]), name


def _forget(figure):
    """Take a figure away from pyplot, which would show it a second time."""
    plt.close(figure)
