"""A matplotlib figure with moving parts: curves, or bars; and beside them their output ranges."""

import io
from typing import Any, cast

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

# Of Okabe and Ito, told apart by colour-blind readers; the dashes tell them apart too.
_LOOKS = (("#0072B2", "-"), ("#D55E00", "--"), ("#009E73", "-."), ("#CC79A7", ":"))
_CURVE, _RANGE, _START = _LOOKS[0][0], _LOOKS[1][0], "#6B6B6B"
#: Where the range of outputs is drawn, in widths of the axes: just right of them, then on.
RANGE_AT, RANGE_STEP = 1.035, 0.035
_CAP = 0.012
_SIZE = (6.4, 3.4)  # inches


class Picture:
    """A figure whose curves or bars can be moved without drawing the rest again.

    Parameters
    ----------
    x : numpy.ndarray
        Numbers (curves), or names (bars), shape (n,).
    ys : list of numpy.ndarray
        For each curve the outputs at the start, shape (n,); nan leaves a gap. Bars have one.
    ax : matplotlib.axes.Axes, optional
        Axes with lines and labels of one's own. Their figure is taken over: it is no longer
        shown by pyplot. Without it a figure is made.
    ylim : tuple of float
        Fixed ends of the y axis; limits already set on `ax` go before.
    title : str
        The title, if `ax` has none.
    names : sequence of str
        For the legend, if there are several curves.
    labels : tuple of str
        Of the x and the y axis; empty ones leave what `ax` has.
    show_range : bool
        Whether the range of outputs stands beside curves; bars show theirs themselves.
    """

    def __init__(
        self, x, ys, ylim, ax=None, title="", names=("",), labels=("", ""), show_range=True
    ):
        self.x = x
        self.bars = x.dtype.kind == "U"
        self.show_range = show_range
        self.axes = Figure(figsize=_SIZE, layout="constrained").subplots() if ax is None else ax
        # matplotlib's types allow a SubFigure here, which cannot be saved.
        self.figure = cast(Figure, self.axes.figure)
        _forget(self.figure)
        FigureCanvasAgg(self.figure)
        limits = ylim if self.axes.get_autoscaley_on() else self.axes.get_ylim()
        if title and not self.axes.get_title("center") + self.axes.get_title("left"):
            self.axes.set_title(title)
        self._label(*labels)
        self._shapes = self._draw_bars(ys[0]) if self.bars else self._draw_curves(ys, names)
        self.axes.set_ylim(limits)
        self._spans = [self._draw_range(i, y) for i, y in enumerate(ys)]
        if show_range and not self.bars:
            self._name_ranges(len(ys))

    def _label(self, xlabel, ylabel):
        axes = self.axes
        if not self.bars and not axes.get_xlabel() + axes.get_ylabel():
            axes.set(xlabel=xlabel or "x", ylabel=ylabel or "f(x)")
        if xlabel:
            axes.set_xlabel(xlabel)
        if ylabel:
            axes.set_ylabel(ylabel)

    def _draw_curves(self, ys, names):
        axes = self.axes
        if len(ys) == 1:
            axes.plot(self.x, ys[0], color=_START, linestyle=(0, (4, 3)), linewidth=1.2,
                      gid="live-start")  # fmt: skip
        curves = []
        for i, (y, name) in enumerate(zip(ys, names, strict=True)):
            # A curve without any point would leave no path to move in the SVG.
            drawn = np.where(np.isfinite(y), y, 0.0)
            colour, dashes = _LOOKS[i]
            (curve,) = axes.plot(self.x, drawn, color=colour, linestyle=dashes, linewidth=2.6,
                                 label=name or None, gid=f"live-curve-{i}")  # fmt: skip
            curves.append(curve)
        if axes.get_autoscalex_on():
            axes.set_xlim(self.x[0], self.x[-1])
        if any(names):
            axes.legend()
        return curves

    def _draw_bars(self, y):
        places = np.arange(len(self.x))
        bars = self.axes.bar(places, np.nan_to_num(y), width=0.62, color=_CURVE)
        self.axes.set_xticks(places, self.x)
        self.axes.set_xlim(-0.6, len(self.x) - 0.4)
        self.axes.grid(visible=False, axis="x")
        for place, bar in enumerate(bars):
            bar.set_gid(f"live-bar-{place}")
        return list(bars)

    def _draw_range(self, i, y):
        several = not self.bars and len(self._shapes) > 1
        (span,) = self.axes.plot(
            *_beam(i, np.nan_to_num(y)), transform=self.axes.get_yaxis_transform(),
            color=_LOOKS[i][0] if several else _RANGE, linestyle="-", linewidth=3,
            clip_on=False, visible=self.show_range and not self.bars, scaley=False, scalex=False,
        )  # fmt: skip
        span.set_gid(f"live-range-{i}")
        return span

    def _name_ranges(self, count):
        right = RANGE_AT + RANGE_STEP * (count - 1)
        text = self.axes.text(
            right + 0.02, 0.5, "range of outputs", transform=self.axes.transAxes,
            rotation=90, va="center", fontsize=9, clip_on=False, color=_ink(),
        )  # fmt: skip
        text.set_in_layout(True)

    @property
    def moving(self):
        """The artists that `move` changes."""
        return [*self._shapes, *self._spans]

    def move(self, ys):
        """Move the curves or the bars, and what shows their range, to new outputs.

        Parameters
        ----------
        ys : sequence of numpy.ndarray or None
            One for each curve, shape (n,); nan leaves a gap, None leaves the curve where it is.
        """
        for i, y in enumerate(ys):
            if y is None:
                continue
            if self.bars:
                for bar, height in zip(self._shapes, np.nan_to_num(y), strict=True):
                    bar.set_height(height)
            else:
                self._shapes[i].set_ydata(y)
            self._spans[i].set_data(*_beam(i, y, self.axes.get_ylim()))

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
            ``--live-edge`` and ``--live-grid``, a legend of several curves ``--live-curve-0`` and so
            on; there is no background.
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
        if len(self._spans) > 1:  # the legend shows the curves' colours
            for i, (colour, _) in enumerate(_LOOKS):
                text = text.replace(colour.lower(), f"var(--live-curve-{i})")
        box, height = axes.bbox, figure.bbox.height
        scales = {
            "x": [*axes.get_xlim(), box.x0, box.x1, axes.get_xscale()],
            "y": [*axes.get_ylim(), height - box.y0, height - box.y1, axes.get_yscale()],
        }
        return text, scales


def _beam(i, y, limits=(-np.inf, np.inf)):
    """Outline the range of curve i as a beam with caps: x in axes widths, y in data."""
    finite = y[np.isfinite(y)]
    if not len(finite):
        return [np.nan], [np.nan]
    low, high = np.clip([finite.min(), finite.max()], *limits)
    at = RANGE_AT + RANGE_STEP * i
    left, right = at - _CAP, at + _CAP
    return (
        [left, right, np.nan, at, at, np.nan, left, right],
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
