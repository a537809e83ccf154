"""A neural network to play with: it trains in the page, and Python can take it over.

The page (``page/*.js``) draws, trains and checks the missions without the kernel.
Its settings are traits of the widget, so Python reads them and may set them; with the same
settings, `Playground.split` gives the same points to scikit-learn.
"""

from pathlib import Path

import numpy as np
import traitlets
from matplotlib import pyplot as plt
from matplotlib.colors import LinearSegmentedColormap
from sklearn.neural_network import MLPClassifier, MLPRegressor

from nncourse.kit import CourseWidget, script
from nncourse.playground import data as sets

_PAGE = Path(__file__).parent / "page"

#: The missions, in the order of the lesson.
MISSIONS = ("line", "linear", "bend", "closed", "features", "spiral", "fast", "heart")

_ACTIVATIONS = {"tanh": "tanh", "relu": "relu", "sigmoid": "logistic", "linear": "identity"}

# Orange and blue of the page (Okabe and Ito), from class 0 to class 1.
_SURFACE = LinearSegmentedColormap.from_list("playground", ["#D56E00", "#F7F7F5", "#0072B2"])


class Playground(CourseWidget):
    """The playground as a widget. Make it with `playground`, which explains the settings.

    Attributes
    ----------
    result : dict
        What the page measured last: ``epoch``, and ``loss`` and ``score`` (accuracy, or R
        squared) of ``train`` and ``test``. Empty until the page has been shown.
    weights : list of dict
        The page's network, layer by layer: ``weights`` (one row per neuron) and ``biases``.
    done : list of str
        The missions that were reached.
    """

    label = "Playground: a neural network that trains in the page"
    _esm = script(_PAGE / "widget.js")
    _css = _PAGE / "style.css"

    data = traitlets.Enum(list(sets.TASKS), "gauss").tag(sync=True)
    noise = traitlets.Float(10, min=0, max=50).tag(sync=True)
    train_share = traitlets.Float(50, min=10, max=90).tag(sync=True)
    seed = traitlets.Int(1, min=0, max=999_999).tag(sync=True)
    features = traitlets.List(traitlets.Enum(list(sets.FEATURES)), ["x1", "x2"], minlen=1).tag(
        sync=True
    )
    hidden = traitlets.List(traitlets.Int(min=1, max=8), [4, 2], maxlen=6).tag(sync=True)
    activation = traitlets.Enum(list(_ACTIVATIONS), "tanh").tag(sync=True)
    learning_rate = traitlets.Float(0.03, min=0).tag(sync=True)
    batch_size = traitlets.Int(10, min=1, max=30).tag(sync=True)
    regularisation = traitlets.Enum(["none", "L1", "L2"], "none").tag(sync=True)
    regularisation_rate = traitlets.Float(0, min=0).tag(sync=True)
    show_test = traitlets.Bool(False).tag(sync=True)
    discretise = traitlets.Bool(False).tag(sync=True)
    speed = traitlets.Int(1, min=1, max=100).tag(sync=True)

    missions = traitlets.List(traitlets.Enum(MISSIONS)).tag(sync=True)
    hide = traitlets.List(traitlets.Unicode()).tag(sync=True)
    done = traitlets.List(traitlets.Unicode()).tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
    weights: traitlets.List = traitlets.List().tag(sync=True)

    @property
    def task(self):
        """str: "classification" or "regression", by the data set."""
        return sets.TASKS[self.data]

    def split(self):
        """Give the points of the page, with the chosen features as columns.

        Returns
        -------
        X_train, X_test, y_train, y_test : numpy.ndarray
            In the order of scikit-learn's ``train_test_split``; the training part is
            `train_share` per cent of 500 points.

        Examples
        --------
        >>> X_train, X_test, y_train, y_test = playground(data="moons").split()
        >>> X_train.shape, y_test.shape
        ((250, 2), (250,))
        """
        X, y = sets.points(self.data, self.noise, self.seed)
        X = sets.features(self.features, X)
        count = int(len(y) * self.train_share / 100 + 0.5)
        return X[:count], X[count:], y[:count], y[count:]

    def model(self):
        """Make scikit-learn's network with the settings of the page, not trained yet.

        Same layers, activation, loss, start distribution, learning rate and batches. The random
        numbers of the start and of the order are scikit-learn's own, so the two networks are
        alike but not equal. `alpha` is the rate times the batch size, because scikit-learn
        divides the penalty of each batch by its number of examples.

        Returns
        -------
        sklearn.neural_network.MLPClassifier or MLPRegressor

        Raises
        ------
        ValueError
            For L1, which these classes do not have.

        Examples
        --------
        >>> playground(hidden=[3], activation="sigmoid").model().activation
        'logistic'
        """
        if self.regularisation == "L1":
            raise ValueError(
                "scikit-learn's MLPClassifier has no L1 penalty. Choose L2 or none in the playground."
            )
        rate = self.regularisation_rate if self.regularisation == "L2" else 0
        network = MLPClassifier if self.task == "classification" else MLPRegressor
        return network(
            hidden_layer_sizes=tuple(self.hidden),
            activation=_ACTIVATIONS[self.activation],
            solver="sgd",
            momentum=0,
            learning_rate_init=self.learning_rate,
            batch_size=self.batch_size,
            alpha=rate * self.batch_size,
            random_state=self.seed,
        )

    def plot_surface(self, model, ax=None):
        """Draw what a trained model answers everywhere, and the points that it learned from.

        Parameters
        ----------
        model : sklearn estimator
            Trained on the features of `split`.
        ax : matplotlib.axes.Axes, optional
            Where to draw; a new figure by default.

        Returns
        -------
        matplotlib.figure.Figure
        """
        if ax is None:
            ax = plt.subplots(figsize=(5.6, 4.6))[1]
        side = np.linspace(-sets.RANGE, sets.RANGE, 100)
        grid = np.array(np.meshgrid(side, side)).reshape(2, -1).T
        inputs = sets.features(self.features, grid)
        if self.task == "classification":
            values, middle, top = model.predict_proba(inputs)[:, 1], 0.5, 0.5
        else:
            values, middle, top = model.predict(inputs), 0.0, 1.0
        values = values.reshape(len(side), len(side))
        levels = np.linspace(middle - top, middle + top, 21)
        extend = "neither" if self.task == "classification" else "both"
        filled = ax.contourf(side, side, values, levels, cmap=_SURFACE, alpha=0.8, extend=extend)
        if self.task == "classification":
            ax.contour(side, side, values, [0.5], colors="black", linewidths=2)
        self._draw_points(ax, middle)
        is_classes = self.task == "classification"
        label = "probability of class 1" if is_classes else "output"
        ax.figure.colorbar(filled, ax=ax, label=label, ticks=levels[::5])
        ax.set(xlabel="x1", ylabel="x2", aspect="equal", xlim=side[[0, -1]], ylim=side[[0, -1]])
        ax.grid(False)
        return ax.figure

    def _draw_points(self, ax, middle):
        X, y = sets.points(self.data, self.noise, self.seed)
        train = slice(len(self.split()[2]))
        X, y = X[train], y[train]
        for is_high, marker, colour in [(False, "s", "#D56E00"), (True, "o", "#0072B2")]:
            chosen = X[(y > middle) == is_high]
            ax.scatter(*chosen.T, s=22, marker=marker, c=colour, edgecolors="white", linewidths=0.8)


def playground(**settings):
    """Show a neural network that trains in the page.

    Parameters
    ----------
    data : {"gauss", "xor", "circles", "moons", "spiral", "plane", "hills"}
        What to learn. The last two are regression.
    noise : float
        0 to 50 per cent.
    train_share : float
        10 to 90 per cent of the 500 points.
    seed : int
        Of the data and of the first weights.
    features : list of str
        Some of "x1", "x2", "x1^2", "x2^2", "x1*x2", "sin x1", "sin x2".
    hidden : list of int
        Neurons of each hidden layer: up to 6 layers of 1 to 8; [] for none.
    activation : {"tanh", "relu", "sigmoid", "linear"}
        Of the hidden layers.
    learning_rate : float
        Step size of gradient descent, above 0.
    batch_size : int
        1 to 30 examples per step.
    regularisation : {"none", "L1", "L2"}
        The penalty on weights.
    regularisation_rate : float
        Its strength.
    show_test, discretise : bool
        Show the test points; show classes in place of probabilities.
    speed : int
        Epochs per picture.
    missions : list of str, or "all"
        Which mission cards to show, of `MISSIONS`.
    hide : list of str
        Settings whose controls are not shown, for a quieter start.

    Returns
    -------
    Playground
        The last value of a cell is shown.

    Raises
    ------
    ValueError
        If a setting is unknown or out of range; the message names it.

    Examples
    --------
    >>> playground(data="xor", hidden=[4, 2]).task
    'classification'
    """
    known = set(Playground.class_own_traits()) - {"done", "result", "weights"}
    for name in settings:
        if name not in known or name.startswith("_"):
            names = ", ".join(sorted(name for name in known if not name.startswith("_")))
            raise ValueError(f"playground() has no setting {name!r}. It has: {names}.")
    if settings.get("missions") == "all":
        settings["missions"] = list(MISSIONS)
    try:
        return Playground(**settings)
    except traitlets.TraitError as error:
        raise ValueError(f"playground(): {error}") from None
