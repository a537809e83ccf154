"""A plot of accuracy and loss that grows while the kernel trains a network."""

from pathlib import Path

import numpy as np
import traitlets

from nncourse.kit import CourseWidget, script, style

_HERE = Path(__file__).parent


class TrainingPlot(CourseWidget):
    """Draw accuracy and loss while a network trains, with a progress bar; one point per epoch.

    The page draws, the kernel only sends four numbers per epoch, so the plot costs almost nothing.

    Parameters
    ----------
    total : int
        Number of epochs to come.
    baseline : float
        Accuracy of the constant answer, drawn as a dotted line. In the plot of the loss, the dotted
        line is what the constant probability 1 - baseline costs.
    test_rows : int
        Number of rows behind the test accuracy; its error bar needs it.

    Examples
    --------
    >>> plot = TrainingPlot(total=2, baseline=0.78, test_rows=9000)
    >>> plot.add(accuracy=(0.80, 0.79), loss=(0.52, 0.53))
    >>> len(plot.rows)
    1
    """

    label = "Growing plot: accuracy and loss over the epochs"
    _esm = script(_HERE / "history.js")
    _css = style(_HERE / "history.css")

    total = traitlets.Int().tag(sync=True)
    baseline = traitlets.Float().tag(sync=True)
    test_rows = traitlets.Int().tag(sync=True)
    rows: traitlets.List = traitlets.List().tag(sync=True)

    def __init__(self, total, baseline, test_rows):
        if total < 1 or test_rows < 1:
            raise ValueError(f"total={total} and test_rows={test_rows} must be at least 1.")
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
