"""Four training histories to be matched with four diagnoses."""

from pathlib import Path

import traitlets
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from nncourse.kit import CourseWidget, script, style
from nncourse.widgets.training import small_task

_HERE = Path(__file__).parent

#: What a training history can tell, in the words of the lesson.
DIAGNOSES = {
    "good": "good fit: both losses fell and stay level, close together",
    "over": "overfitting: the network memorises its training rows",
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
        "rate": "Steps that are too long give a ragged line. These lines are smooth.",
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
        Rows to learn from, hidden neurons, rows per step, passes over the rows.
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


class Diagnoses(CourseWidget):
    """Four histories of real runs to be matched with four diagnoses; feedback for each choice.

    Attributes
    ----------
    score : int
        Right matches at the last press of Check, 0 to 4.
    """

    label = "Exercise: match four training histories with four diagnoses"
    _esm = script(_HERE / "diagnoses.js")
    _css = style(_HERE / "diagnoses.css")

    cases: traitlets.List = traitlets.List().tag(sync=True)
    options: traitlets.List = traitlets.List().tag(sync=True)
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
