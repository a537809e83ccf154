"""How the figures of the course look, and how they are shown with a text for screen readers.

The colours are those of Okabe and Ito, which colour-blind readers can tell apart
(https://jfly.uni-koeln.de/color/). Lines differ in dash as well as in colour. In the dark theme of
JupyterLab, black and white change places and the hues stay.
"""

import base64
import html
import io
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from cycler import cycler
from IPython.display import display

_OKABE_ITO = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "vermillion": "#D55E00",
    "purple": "#CC79A7",
    "sky": "#56B4E9",
    "yellow": "#F0E442",
    "black": "#000000",
}

#: Colours by name, and by what they stand for in every lesson.
COLOURS = {
    **_OKABE_ITO,
    "grey": "#6B6B6B",
    "train": _OKABE_ITO["blue"],
    "test": _OKABE_ITO["vermillion"],
    "baseline": "#6B6B6B",
    "no": _OKABE_ITO["blue"],
    "yes": _OKABE_ITO["orange"],
}

# Neighbours differ in lightness; yellow is left out, a line of it is lost on white.
_LINES = cycler(
    color=[COLOURS[name] for name in ("blue", "vermillion", "green", "purple", "orange", "sky")],
    linestyle=["-", "--", "-.", ":", (0, (7, 2)), (0, (3, 1, 1, 1, 1, 1))],
)

_INK = "#222222"

_DARK = (
    '<style>body[data-jp-theme-light="false"] .nn-figure '
    "{ filter: invert(0.9) hue-rotate(180deg); }</style>"
)

_RC: dict[Any, Any] = {
    "figure.figsize": (6.4, 4.0),  # inches; 640 x 400 pixels on the page
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "figure.constrained_layout.use": True,
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so every machine draws alike
    "font.size": 11,
    "text.color": _INK,
    "axes.facecolor": "white",
    "axes.edgecolor": COLOURS["grey"],
    "axes.labelcolor": _INK,
    "axes.labelsize": 11,
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.prop_cycle": _LINES,
    "grid.color": "#E3E3E3",
    "grid.linewidth": 0.8,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "lines.linewidth": 2.2,
    "lines.markersize": 6,
    "legend.frameon": False,
    "image.cmap": "cividis",  # readable by colour-blind readers, and in grey
    "svg.hashsalt": "nncourse",  # the same figure gives the same file
}


def apply():
    """Make all figures drawn from now on look like those of the course.

    Sets matplotlib's ``rcParams``; in a notebook, figures also become twice as sharp. Safe to
    call again.

    Examples
    --------
    >>> with mpl.rc_context():
    ...     apply()
    ...     mpl.rcParams["axes.titlelocation"]
    'left'
    """
    mpl.rcParams.update(_RC)
    if mpl.get_backend() in ("inline", "module://matplotlib_inline.backend_inline"):
        from matplotlib_inline.backend_inline import set_matplotlib_formats

        set_matplotlib_formats("retina")


def show(fig, alt):
    """Show a finished figure with a text for readers who cannot see it, and close it.

    JupyterLab shows pictures of matplotlib without an ``alt`` text; this function does not.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The figure; it is closed afterwards, so that the cell does not show it a second time.
    alt : str
        What the figure shows, in one or two sentences: the message first, then the numbers.

    Raises
    ------
    ValueError
        If `alt` is empty.
    """
    if not alt or not alt.strip():
        raise ValueError("show(fig, alt) needs a sentence in alt: what does the figure show?")
    alt = " ".join(alt.split())
    picture = io.BytesIO()
    fig.savefig(picture, format="png", dpi=2 * fig.dpi)
    width, height = (round(side * fig.dpi) for side in fig.get_size_inches())
    plt.close(fig)
    data = base64.b64encode(picture.getvalue()).decode("ascii")
    image = (
        f'{_DARK}<img class="nn-figure" alt="{html.escape(alt)}" width="{width}" height="{height}" '
        f'style="max-width: 100%; height: auto; border-radius: 4px" '
        f'src="data:image/png;base64,{data}">'
    )
    display({"text/html": image, "text/plain": f"[Figure: {alt}]"}, raw=True)
