"""A threshold slider: the probabilities of models, the mistakes they lead to, and their cost."""

from pathlib import Path

import numpy as np
import traitlets

from nncourse.kit import CourseWidget, script, style

_HERE = Path(__file__).parent


class Threshold(CourseWidget):
    """Slide the threshold over probabilities that the page was sent once.

    Parameters
    ----------
    truth : array-like of int
        What happened: 0 or 1.
    probabilities : dict of str to array-like
        For each model its name and its probabilities of class 1, as long as `truth`.
    threshold, miss, alarm
        Where the sliders begin: threshold from 0 to 1; cost of a missed case and of a false
        alarm, 1 to 20 each.

    Attributes
    ----------
    threshold : float
    miss, alarm : int

    Examples
    --------
    >>> Threshold([0, 1], {"model": [0.2, 0.7]}).names
    ['model']
    """

    label = "Interactive figure: the threshold and what mistakes cost"
    _esm = script(_HERE / "threshold.js")
    _css = style(_HERE / "threshold.css")

    truth = traitlets.Bytes().tag(sync=True)
    probabilities = traitlets.Bytes().tag(sync=True)
    names: traitlets.List = traitlets.List().tag(sync=True)
    threshold = traitlets.Float(0.5).tag(sync=True)
    miss = traitlets.Int(5).tag(sync=True)
    alarm = traitlets.Int(1).tag(sync=True)

    def __init__(self, truth, probabilities, **sliders):
        truth = np.asarray(truth)
        if not len(truth) or not np.isin(truth, (0, 1)).all():
            raise ValueError("truth must hold 0 and 1, one for each client.")
        stacked = []
        for name, values in probabilities.items():
            values = np.asarray(values, float)
            if values.shape != truth.shape:
                raise ValueError(
                    f"{name!r} has shape {values.shape}, truth has {truth.shape}: take the column "
                    "of class 1, predict_proba(X_test)[:, 1]."
                )
            if not ((values >= 0) & (values <= 1)).all():
                raise ValueError(f"{name!r} holds a number that is not a probability.")
            stacked.append(values)
        if not stacked:
            raise ValueError("Threshold needs at least one model: {name: probabilities}.")
        super().__init__(
            truth=truth.astype(np.uint8).tobytes(),
            probabilities=np.stack(stacked).astype("<f4").tobytes(),
            names=list(probabilities),
            **sliders,
        )
