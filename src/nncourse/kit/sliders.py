"""ipywidgets sliders as the course shows them: one look, and moved without the kernel."""

from typing import Any


def widen(slider: Any) -> Any:
    """Make a slider as wide as the figures below it, and its description whole.

    Parameters
    ----------
    slider
        Any ipywidgets widget with a description.

    Returns
    -------
    ipywidgets.Widget
        The same.
    """
    # As wide as the figure, so that a step of the mouse is a small step of the value.
    if slider.layout.width is None:
        slider.layout.width = "min(100%, 36em)"
    if len(slider.description) > 8 and getattr(slider.style, "description_width", None) == "":
        slider.style.description_width = "initial"
    return slider
