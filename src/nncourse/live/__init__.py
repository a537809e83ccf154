"""Figures that follow their sliders at the speed of touch."""

from nncourse.live.plot import LivePlot, live_plot

__all__ = ["LivePlot", "live_plot"]
