"""Gradient descent on one weight: a real loss curve, the slope, and a button for one step."""

from pathlib import Path

import numpy as np
import traitlets

from nncourse.activations import sigmoid
from nncourse.data import load_credit_card
from nncourse.kit import CourseWidget, script, style

_HERE = Path(__file__).parent


class Descent(CourseWidget):
    """Walk down the loss of a neuron with one weight, step by step.

    The neuron is ``sigmoid(w x + b)``. x is how many months a client is behind with paying,
    standardised; b is fixed so that w = 0 gives everybody the share of defaults.

    Parameters
    ----------
    clients : int
        How many rows of the credit card data the loss is averaged over.

    Attributes
    ----------
    weight : float
        Where the walk stands.
    learning_rate : float
        Length of a step, in units of the slope.
    steps : int
        Steps taken since the start.

    Examples
    --------
    >>> descent = Descent()
    >>> round(descent.loss(0.0), 2), descent.slope(0.0) < 0
    (0.52, True)
    """

    label = "Interactive figure: gradient descent on one weight"
    _esm = script(_HERE / "descent.js")
    _css = style(_HERE / "descent.css")

    x = traitlets.Bytes().tag(sync=True)
    y = traitlets.Bytes().tag(sync=True)
    bias = traitlets.Float().tag(sync=True)
    start = traitlets.Float(-1.5).tag(sync=True)
    weight = traitlets.Float(-1.5).tag(sync=True)
    learning_rate = traitlets.Float(1.0).tag(sync=True)
    steps = traitlets.Int(0).tag(sync=True)

    def __init__(self, clients=1000):
        data = load_credit_card().iloc[:clients]
        late, target = data["pay_0"].to_numpy(float), data["default_payment_next_month"].to_numpy()
        self._x, self._y = (late - late.mean()) / late.std(), target.astype(float)
        share = self._y.mean()
        super().__init__(
            x=self._x.astype("<f8").tobytes(),
            y=self._y.astype("<f8").tobytes(),
            bias=float(np.log(share / (1 - share))),
        )

    def loss(self, weight):
        """Return the log loss, averaged over the clients."""
        z = weight * self._x + self.bias
        return float(np.mean(np.logaddexp(0, z) - self._y * z))  # -ln p, safe for large z

    def slope(self, weight):
        """Return the slope of the loss: the mean of (p - y) x."""
        return float(np.mean((sigmoid(weight * self._x + self.bias) - self._y) * self._x))
