"""Training histories to watch and to read: a plot that grows, a network on sliders, four diagnoses."""

import anywidget
import numpy as np
import traitlets
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from nncourse.data import load_credit_card
from nncourse.sketch import STYLE, script


class TrainingPlot(anywidget.AnyWidget):
    """Draw accuracy and loss while a network trains, with a progress bar; one point an epoch.

    The page draws, the kernel only sends four numbers an epoch, so the plot costs next to nothing.

    Parameters
    ----------
    total : int
        Number of epochs to come.
    baseline : float
        Accuracy of the constant answer, drawn as a dotted line.
    test_rows : int
        Number of rows behind the test accuracy; its error bar needs it.

    Examples
    --------
    >>> plot = TrainingPlot(total=2, baseline=0.78, test_rows=9000)
    >>> plot.add(accuracy=(0.80, 0.79), loss=(0.52, 0.53))
    >>> len(plot.rows)
    1
    """

    _esm = script("history")
    _css = STYLE

    total = traitlets.Int().tag(sync=True)
    baseline = traitlets.Float().tag(sync=True)
    test_rows = traitlets.Int().tag(sync=True)
    rows = traitlets.List().tag(sync=True)

    def __init__(self, total, baseline, test_rows):
        if total < 1 or test_rows < 1:
            raise ValueError(f"total={total} and test_rows={test_rows} must be 1 or more.")
        super().__init__(total=total, baseline=float(baseline), test_rows=test_rows)

    def add(self, accuracy, loss):
        """Add the point of one epoch.

        Parameters
        ----------
        accuracy, loss : tuple of float
            The value on the training part and the value on the test part.

        Raises
        ------
        ValueError
            If a number is missing or not finite, or all epochs have been added already.
        """
        if len(self.rows) >= self.total:
            raise ValueError(
                f"This plot was made for {self.total} epochs and has them all. "
                "Run the cell that makes the plot and the model again."
            )
        row = [float(value) for value in (*accuracy, *loss)]
        if len(row) != 4 or not np.isfinite(row).all():
            raise ValueError(
                "add() needs accuracy=(train, test) and loss=(train, test), four finite numbers; "
                f"it got accuracy={accuracy} and loss={loss}."
            )
        self.rows = [*self.rows, row]


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


class SmallTraining(anywidget.AnyWidget):
    """A small network that trains in the page whenever a slider moves.

    One hidden layer of ReLU, log loss, Adam, batches of 32: scikit-learn's ``MLPClassifier`` in
    JavaScript. A run that is overtaken by the next move of a slider is dropped, so nothing queues.

    Attributes
    ----------
    learning_rate, hidden, epochs, seed, patience : float or int
        The sliders' values; `patience` in epochs, 0 for no early stopping.
    result : dict
        The four curves of the last finished run, one value an epoch.
    """

    _esm = script("training")
    _css = STYLE

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


#: What a training history can tell, in the words of the lesson.
DIAGNOSES = {
    "good": "good fit: both losses fell and stay level, close together",
    "over": "overfitting: the network learns its training rows by heart",
    "under": "underfitting: training was too slow or too short",
    "rate": "learning rate too large: steps jump over the valley",
}

#: How each run was made: rows, hidden neurons, learning rate, batch size.
RUNS = {
    "good": (6000, 16, 0.003, 200),
    "over": (300, 64, 0.01, 32),
    "under": (300, 8, 0.0001, 32),
    "rate": (1000, 64, 0.3, 50),
}

# For each true diagnosis, what to say to each choice.
_REPLIES = {
    "good": {
        "good": "The lines fall, flatten and stay close. The run had 6,000 rows to learn from.",
        "over": "In overfitting the held-out line turns and climbs away. Here it stays level.",
        "under": "In underfitting both lines still fall at the end. Here they are flat.",
        "rate": "Too long steps give a ragged line. These lines are smooth.",
    },
    "over": {
        "good": "Look at the gap: the training loss nears 0 while the held-out loss climbs.",
        "over": "Training loss near 0, held-out loss climbing: 64 neurons, only 300 rows.",
        "under": "The training loss is almost 0: this network has fitted its rows, and too well.",
        "rate": "The training loss falls almost without a jump. Watch the held-out line instead.",
    },
    "under": {
        "good": "Are the lines level at the end? Both still fall, so training is not done.",
        "over": "In overfitting the lines part. Here they fall together.",
        "under": "Both lines fall slowly to the last epoch: the learning rate was only 0.0001.",
        "rate": "The lines are smooth: the steps are too short rather than too long.",
    },
    "rate": {
        "good": "Follow the training loss: a good fit does not jump up and down like this.",
        "over": "The gap is there, but even the training loss cannot come down. That is the clue.",
        "under": "Nothing is slow here: the loss leaps up and down from epoch to epoch.",
        "rate": "The training loss itself jumps: with a learning rate of 0.3 each step overshoots.",
    },
}


def training_run(rows, hidden, rate, batch, epochs=60):
    """Train a network on part of the credit card data and keep its history.

    Parameters
    ----------
    rows, hidden, batch, epochs : int
        Rows to learn from, hidden neurons, rows a step, passes over the rows.
    rate : float
        Learning rate of Adam.

    Returns
    -------
    train, held_out : list of float
        Log loss of each epoch, on the training rows and on 1,000 others.
    """
    x, y, x_held, y_held = small_task(train=rows)
    model = MLPClassifier((hidden,), learning_rate_init=rate, batch_size=batch, random_state=1)
    held_out = []
    for _ in range(epochs):
        model.partial_fit(x, y, classes=[0, 1])
        held_out.append(log_loss(y_held, model.predict_proba(x_held)[:, 1]))
    return [float(loss) for loss in model.loss_curve_], held_out


class Diagnoses(anywidget.AnyWidget):
    """Four histories of real runs to be matched with four diagnoses; feedback for each choice.

    Attributes
    ----------
    score : int
        Right matches at the last press of Check, 0 to 4.
    """

    _esm = script("diagnoses")
    _css = STYLE

    cases = traitlets.List().tag(sync=True)
    options = traitlets.List().tag(sync=True)
    score = traitlets.Int(0).tag(sync=True)

    def __init__(self, order=("rate", "under", "good", "over")):
        cases = []
        for name in order:
            train, held_out = training_run(*RUNS[name])
            cases.append(
                {"answer": name, "train": train, "held_out": held_out, "feedback": _REPLIES[name]}
            )
        options = [{"id": name, "words": words} for name, words in DIAGNOSES.items()]
        super().__init__(cases=cases, options=options)
