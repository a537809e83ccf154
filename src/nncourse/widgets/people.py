"""The confusion matrix as a hundred people: who is counted in accuracy, recall and precision."""

from pathlib import Path

import numpy as np
import traitlets
from sklearn.metrics import confusion_matrix

from nncourse.kit import CourseWidget, script, style

_HERE = Path(__file__).parent

CELLS = ("tn", "fp", "fn", "tp")


def hundred(counts):
    """Round counts to a hundred people, by largest remainders.

    Parameters
    ----------
    counts : sequence of int
        How many of each kind; at least one.

    Returns
    -------
    list of int
        One whole number per kind; together exactly 100, each within 1 of its exact share.

    Examples
    --------
    >>> hundred([6710, 290, 1378, 622])
    [75, 3, 15, 7]
    """
    counts = np.asarray(counts, dtype=float)
    if counts.min() < 0 or counts.sum() <= 0:
        raise ValueError(f"Counts must be 0 or more, and not all 0; got {counts.tolist()}.")
    shares = 100 * counts / counts.sum()
    people = np.floor(shares).astype(int)
    missing = 100 - people.sum()
    largest_first = np.argsort(people - shares, kind="stable")
    people[largest_first[:missing]] += 1
    return people.tolist()


class People(CourseWidget):
    """Show what models say about a hundred people; choose a measure to see who is counted.

    Parameters
    ----------
    truth : array-like of int
        What happened: 0 or 1.
    predictions : dict of str to array-like
        For each model its name and what it says: 0 or 1, as long as `truth`.

    Attributes
    ----------
    models : list of dict
        For each model ``name``, ``counts`` (exact) and ``people`` (of 100), by ``"tn"``, ``"fp"``,
        ``"fn"`` and ``"tp"``.

    Examples
    --------
    >>> truth = [0] * 78 + [1] * 22
    >>> People(truth, {'always "no"': [0] * 100}).models[0]["people"]
    {'tn': 78, 'fp': 0, 'fn': 22, 'tp': 0}
    """

    label = "Interactive figure: the confusion matrix as a hundred people"
    _esm = script(_HERE / "people.js")
    _css = style(_HERE / "people.css")

    models: traitlets.List = traitlets.List().tag(sync=True)

    def __init__(self, truth, predictions):
        if not predictions:
            raise ValueError("People needs at least one model: {name: predictions}.")
        models = []
        for name, predicted in predictions.items():
            counts = confusion_matrix(truth, predicted, labels=[0, 1]).ravel().tolist()
            people = hundred(counts)
            models.append(
                {
                    "name": name,
                    "counts": dict(zip(CELLS, counts, strict=True)),
                    "people": dict(zip(CELLS, people, strict=True)),
                }
            )
        super().__init__(models=models)
