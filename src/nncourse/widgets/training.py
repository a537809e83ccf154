"""A small network on sliders, which trains in the page whenever one of them moves."""

from pathlib import Path

import numpy as np
import traitlets
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from nncourse.data import load_credit_card
from nncourse.kit import CourseWidget, script, style

_HERE = Path(__file__).parent


def small_task(train=300, held_out=1000):
    """Cut a small task out of the credit card data, small enough to train on while one watches.

    The rows come from the training part of the lesson's split, so the test part stays unseen.

    Parameters
    ----------
    train, held_out : int
        Number of rows to learn from and to judge by.

    Returns
    -------
    x_train, y_train, x_held, y_held : numpy.ndarray
        23 features, scaled by mean and standard deviation of the rows to learn from; targets 0/1.

    Examples
    --------
    >>> [part.shape for part in small_task()]
    [(300, 23), (300,), (1000, 23), (1000,)]
    """
    clients = load_credit_card().drop(columns="id")
    target = clients.pop("default_payment_next_month")
    x, _, y, _ = train_test_split(
        clients.to_numpy(float), target.to_numpy(), test_size=0.3, random_state=1
    )
    if not 1 < train < train + held_out <= len(x):
        raise ValueError(f"train and held_out must be positive and at most {len(x)} together.")
    held = slice(train, train + held_out)
    scaler = StandardScaler().fit(x[:train])
    return scaler.transform(x[:train]), y[:train], scaler.transform(x[held]), y[held]


class SmallTraining(CourseWidget):
    """A small network that trains in the page whenever a slider moves.

    One hidden layer of ReLU, log loss, Adam, batches of 32: scikit-learn's ``MLPClassifier`` in
    JavaScript. A run that is overtaken by the next move of a slider is dropped, so nothing queues.

    Attributes
    ----------
    learning_rate, hidden, epochs, seed, patience : float or int
        The sliders' values; `patience` in epochs, 0 for no early stopping.
    result : dict
        The four curves of the last finished run, one value per epoch.
    """

    label = "Interactive figure: a small network that trains while you move sliders"
    _esm = script(_HERE / "training.js")
    _css = style(_HERE / "training.css")

    x_train = traitlets.Bytes().tag(sync=True)
    y_train = traitlets.Bytes().tag(sync=True)
    x_held = traitlets.Bytes().tag(sync=True)
    y_held = traitlets.Bytes().tag(sync=True)
    learning_rate = traitlets.Float(0.001).tag(sync=True)
    hidden = traitlets.Int(8).tag(sync=True)
    epochs = traitlets.Int(100).tag(sync=True)
    seed = traitlets.Int(1).tag(sync=True)
    patience = traitlets.Int(0).tag(sync=True)
    result = traitlets.Dict().tag(sync=True)

    def __init__(self, **settings):
        names = ("x_train", "y_train", "x_held", "y_held")
        parts = {
            name: np.ascontiguousarray(part, dtype="<f4").tobytes()
            for name, part in zip(names, small_task(), strict=True)
        }
        super().__init__(**parts, **settings)
