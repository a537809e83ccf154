"""SMOTE by hand: real clients in two dimensions, their neighbours, and points in between."""

from pathlib import Path

import numpy as np
import traitlets

from nncourse.data import load_credit_card
from nncourse.kit import CourseWidget, script, style

_HERE = Path(__file__).parent

#: The two columns of the picture and their units, as its axes name them.
COLUMNS = ("credit limit", "age")
UNITS = ("1,000 NT$", "years")


def example_clients(pay=48, default=12, seed=268):
    """Draw some clients for a picture: credit limit and age.

    Parameters
    ----------
    pay, default : int
        How many clients of each kind.
    seed : int
        Of the draw; this one keeps the twelve diamonds apart in the picture.

    Returns
    -------
    majority, minority : numpy.ndarray of shape (pay, 2) and (default, 2)
        Credit limit in 1,000 New Taiwan dollars, age in years; no two clients are alike.

    Examples
    --------
    >>> [part.shape for part in example_clients()]
    [(48, 2), (12, 2)]
    """
    clients = load_credit_card().sample(frac=1, random_state=seed)
    clients = clients[clients["limit_bal"] <= 400_000].drop_duplicates(["limit_bal", "age"])
    parts = []
    for value, count in ((0, pay), (1, default)):
        part = clients[clients["default_payment_next_month"] == value].head(count)
        parts.append(part[["limit_bal", "age"]].to_numpy(float) / [1000, 1])
    return tuple(parts)


class SmoteByHand(CourseWidget):
    """Make synthetic points by hand: choose a client, a neighbour, and a place between them.

    Parameters
    ----------
    majority, minority : array-like of shape (n, 2), optional
        Points of the frequent and of the rare class; by default `example_clients`.
    k : int
        Number of neighbours to begin with, 1 to 8.
    seed : int
        For the button that adds points at random.

    Attributes
    ----------
    chosen : int
        Position of the chosen client in `minority`.
    synthetic : list of [float, float]
        The points made so far, in the units of `minority`.
    """

    label = "Interactive figure: SMOTE by hand"
    _esm = script(_HERE / "smote.js")
    _css = style(_HERE / "smote.css")

    majority: traitlets.List = traitlets.List().tag(sync=True)
    minority: traitlets.List = traitlets.List().tag(sync=True)
    spread: traitlets.List = traitlets.List().tag(sync=True)
    columns = traitlets.List(list(COLUMNS)).tag(sync=True)
    units = traitlets.List(list(UNITS)).tag(sync=True)
    k = traitlets.Int(5).tag(sync=True)
    seed = traitlets.Int(1).tag(sync=True)
    chosen = traitlets.Int(0).tag(sync=True)
    synthetic: traitlets.List = traitlets.List().tag(sync=True)

    def __init__(self, majority=None, minority=None, k=5, seed=1):
        if majority is None or minority is None:
            majority, minority = example_clients()
        majority, minority = np.asarray(majority, float), np.asarray(minority, float)
        if majority.shape[1:] != (2,) or minority.shape[1:] != (2,):
            raise ValueError(
                "SmoteByHand draws points in the plane: two arrays of shape (n, 2); "
                f"it got shapes {majority.shape} and {minority.shape}."
            )
        if not 1 <= k <= 8 or len(minority) <= 8:
            raise ValueError(
                f"k must be 1 to 8, and the rare class needs at least 9 points; "
                f"got k={k} and {len(minority)} points."
            )
        super().__init__(
            majority=majority.tolist(),
            minority=minority.tolist(),
            spread=np.vstack([majority, minority]).std(axis=0).tolist(),
            k=k,
            seed=seed,
        )
