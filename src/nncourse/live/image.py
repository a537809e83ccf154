"""The second way: the kernel draws the moving part over a saved background and sends a PNG."""

import io

import ipywidgets
import numpy as np
from PIL import Image

from nncourse.live.status import Status

_SHARPNESS = 150  # dots per inch


class BlittedImage(ipywidgets.VBox):
    """A picture from the kernel, with a text below it that screen readers announce.

    Parameters
    ----------
    picture : nncourse.live.picture.Picture
        The figure.
    """

    def __init__(self, picture):
        self._picture, self._status = picture, Status()
        figure = picture.figure
        self._image = ipywidgets.Image(format="png", width=str(int(figure.get_figwidth() * 100)))
        self._image.layout.max_width = "100%"
        for artist in picture.moving:
            artist.set_animated(True)
        figure.set_dpi(_SHARPNESS)
        figure.canvas.draw()
        self._background = figure.canvas.copy_from_bbox(figure.bbox)
        super().__init__([self._image, self._status])

    def update(self, outputs, told):
        """Draw new outputs; a curve without y stays.

        Parameters
        ----------
        outputs : list of nncourse.live.outputs.Outputs
            What each function gave.
        told : str
            The picture in words.
        """
        self._picture.move([given.y for given in outputs])
        canvas = self._picture.figure.canvas
        canvas.restore_region(self._background)
        for artist in self._picture.moving:
            self._picture.axes.draw_artist(artist)
        file = io.BytesIO()
        Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB").save(
            file, "png", compress_level=1
        )
        self._image.value = file.getvalue()
        self._status.say(told)
