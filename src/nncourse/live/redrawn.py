"""The last way: the whole figure is drawn and sent again at each step, as `interact` does."""

import ipywidgets

from nncourse import style


class RedrawnFigure(ipywidgets.VBox):
    """What `ipywidgets.interact` would show: a new picture for each value.

    Parameters
    ----------
    picture : nncourse.live.picture.Picture
        The figure.
    """

    def __init__(self, picture):
        self._picture, self._output = picture, ipywidgets.Output()
        super().__init__([self._output])

    def update(self, outputs, told):
        """Draw new outputs; without y, the last curve stays.

        Parameters
        ----------
        outputs : nncourse.live.outputs.Outputs
            What the function gave.
        told : str
            The picture in words: the alternative text, and a line below.
        """
        if outputs.y is not None:
            self._picture.move(outputs.y)
        self._output.clear_output(wait=True)
        with self._output:
            style.show(self._picture.figure, told)
            print(told)
