"""The fast way: a figure drawn once as SVG, whose curve the browser moves."""

from pathlib import Path

import numpy as np
import traitlets

from nncourse.kit import CourseWidget, script

_HERE = Path(__file__).parent


class LiveFigure(CourseWidget):
    """The figure in the browser; ``figure.js`` draws, this object holds what both sides share.

    For a function of the catalogue, the browser reads the sliders' own models and computes y; the
    kernel has no part in it. For any other, the kernel sends new outputs, and nothing else.

    Parameters
    ----------
    picture : nncourse.live.picture.Picture
        The figure; it is drawn once, here.
    sliders : dict of str to ipywidgets.Widget
        The sliders by the name of their value.
    known : nncourse.live.catalogue.Known or None
        The entry of the catalogue, if the browser is to compute y.
    exact : nncourse.activations.Range or None
        All that the function can give.
    title : str
        What the text for screen readers begins with.
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
    known = traitlets.Unicode().tag(sync=True)
    exact = traitlets.Unicode().tag(sync=True)
    open_ends = traitlets.List(traitlets.Float()).tag(sync=True)
    sliders = traitlets.List(traitlets.Tuple()).tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    stale = traitlets.Bool().tag(sync=True)
    trouble = traitlets.Unicode().tag(sync=True)
    remark = traitlets.Unicode().tag(sync=True)

    def __init__(self, picture, sliders, known=None, exact=None, title="", ready=None):
        svg, scales = picture.svg()
        super().__init__(
            svg=svg,
            scales=scales,
            x=b"" if picture.bars else _floats(picture.x),
            bars=list(picture.x) if picture.bars else [],
            known=known.name if known else "",
            open_ends=_open_ends(exact) if exact else [],
            exact=str(exact) if exact else "",
            sliders=[(name, slider.model_id) for name, slider in sliders.items()],
            title=title,
        )
        self._ready = ready

    def loaded(self):
        """Tell the plot that a browser shows this figure."""
        if self._ready:
            self._ready()

    def update(self, outputs, remark=""):
        """Send outputs to the browser; only what changed travels.

        Parameters
        ----------
        outputs : nncourse.live.outputs.Outputs
            What the learner's function gave. Without y, the last curve stays, faded.
        remark : str
            A sentence below the picture.
        """
        with self.hold_sync():
            if outputs.y is not None:
                self.y = _floats(outputs.y)
            self.stale = outputs.y is None
            self.trouble = outputs.trouble
            self.remark = remark


def _floats(values):
    return np.asarray(values, dtype="<f8").tobytes()


def _open_ends(exact):
    """List the finite ends of a range that only a rounded output can reach."""
    return [end for end in (exact.low, exact.high) if np.isfinite(end) and end not in exact]
