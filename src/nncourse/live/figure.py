"""The fast way: a figure drawn once as SVG, whose curves the browser moves."""

from pathlib import Path

import numpy as np
import traitlets

from nncourse.kit import CourseWidget, script

_HERE = Path(__file__).parent


class LiveFigure(CourseWidget):
    """The figure in the browser; ``figure.js`` draws, this object holds what both sides share.

    If all functions are in the catalogue, the browser reads the sliders' own models and computes y;
    the kernel has no part in it. If not, the kernel sends new outputs, and nothing else.

    Parameters
    ----------
    picture : nncourse.live.picture.Picture
        The figure; it is drawn once, here.
    sliders : dict of str to ipywidgets.Widget
        The sliders by the name of their value.
    curves : list of nncourse.live.curves.Curve
        What is drawn, in the order of the picture.
    title : str
        What the text for screen readers begins with.
    unit : str
        Of the outputs.
    ready : callable, optional
        Called without arguments when a browser has loaded this widget.
    """

    _esm = script(_HERE / "figure.js")
    _css = _HERE / "figure.css"

    svg = traitlets.Unicode().tag(sync=True)
    scales = traitlets.Dict().tag(sync=True)
    x = traitlets.Bytes().tag(sync=True)
    bars = traitlets.List(traitlets.Unicode()).tag(sync=True)
    y = traitlets.Bytes().tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    known = traitlets.List(traitlets.Unicode()).tag(sync=True)
    exact = traitlets.List(traitlets.Unicode()).tag(sync=True)
    open_ends = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    show_range = traitlets.Bool(True).tag(sync=True)
    sliders = traitlets.List(traitlets.Tuple()).tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    stale = traitlets.List(traitlets.Int()).tag(sync=True)
    trouble = traitlets.Unicode().tag(sync=True)
    remark = traitlets.Unicode().tag(sync=True)

    def __init__(self, picture, sliders, curves, title="", unit="", ready=None):
        svg, scales = picture.svg()
        in_browser = all(curve.known for curve in curves)
        super().__init__(
            svg=svg,
            scales=scales,
            x=b"" if picture.bars else _floats(picture.x),
            bars=list(picture.x) if picture.bars else [],
            names=[curve.name for curve in curves],
            known=[curve.known.name for curve in curves] if in_browser else [],
            open_ends=[_open_ends(curve.exact) if curve.exact else [] for curve in curves],
            exact=[str(curve.exact) if curve.exact else "" for curve in curves],
            unit=unit,
            show_range=picture.show_range,
            sliders=[(name, slider.model_id) for name, slider in sliders.items()],
            slider_ids=[slider.model_id for slider in sliders.values()],
            title=title,
        )
        self._ready = ready
        self._last = np.full((len(curves), len(picture.x)), np.nan)

    def loaded(self):
        """Tell the plot that a browser shows this figure."""
        if self._ready:
            self._ready()

    def update(self, outputs, remark=""):
        """Send outputs to the browser; only what changed travels.

        Parameters
        ----------
        outputs : list of nncourse.live.outputs.Outputs
            What each function gave. Where y is missing, the last curve stays, faded.
        remark : str
            A sentence below the picture.
        """
        for i, given in enumerate(outputs):
            if given.y is not None:
                self._last[i] = given.y
        with self.hold_sync():
            self.y = _floats(self._last)
            self.stale = [i for i, given in enumerate(outputs) if given.y is None]
            self.trouble = " ".join(given.trouble for given in outputs if given.trouble)
            self.remark = remark


def _floats(values):
    return np.asarray(values, dtype="<f8").tobytes()


def _open_ends(exact):
    """List the finite ends of a range that only a rounded output can reach."""
    return [end for end in (exact.low, exact.high) if np.isfinite(end) and end not in exact]
