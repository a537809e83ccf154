"""What stands in for a widget where it does not run: on GitHub, in print, or without its kernel."""

import base64
import html
from typing import Any

from IPython.display import DisplayHandle, display

# An output of its own before the widget's, because a front end that knows widgets shows nothing
# else of the widget's own output. It appears after some seconds, so that it does not flash while
# the widget loads, and never once the widget is live. On paper, pictures that are folded away are
# unfolded. The last rule hides JupyterLab's error for a
# widget of an earlier kernel.
_STYLE = """
@keyframes nn-appear {{ from {{ max-height: 0; overflow: hidden; }} }}
#nn-static-{id} {{ animation: nn-appear 0s 4s both; max-width: 46rem; line-height: 1.5; }}
@media print {{ #nn-static-{id} {{ animation: none; }} #nn-static-{id} > .nn-hint {{ display: none; }}
#nn-static-{id} .nn-answer {{ display: none; }}
details:has(img)::details-content {{ content-visibility: visible; block-size: auto; }} }}
.jp-OutputArea:has([data-nn-live="{id}"]) > .jp-OutputArea-child:has(#nn-static-{id})
{{ display: none; }}
:root:has([data-nn-live="{id}"]) #nn-static-{id} {{ display: none; }}
.jp-OutputArea-child:has(#nn-static-{id}) + .jp-OutputArea-child > .jupyter-widgets:not(:has(*))
{{ display: none; }}
"""

_HINT = "Not running here: run this cell again, or choose Run ▸ Run All Cells."


def show(widget: Any, model_id: str, markup: str, text: str) -> DisplayHandle | None:
    """Display a widget, and before it what readers without a kernel see.

    Parameters
    ----------
    widget
        The widget to show.
    model_id
        The id of the `CourseWidget` that marks the page as live.
    markup
        The stand-in as HTML, without scripts.
    text
        The same as plain text.

    Returns
    -------
    IPython.display.DisplayHandle or None
        For `renew`; None outside Jupyter.
    """
    handle = display(_stand_in(model_id, markup, text), raw=True, display_id=True)
    bundle = widget._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    # Without widgets the text would stand there twice.
    display({**data, "text/plain": ""}, metadata=metadata, raw=True)
    return handle


def renew(handle: DisplayHandle, model_id: str, markup: str, text: str) -> None:
    """Put another stand-in in the place of the one that `show` displayed."""
    handle.update(_stand_in(model_id, markup, text), raw=True)


def _stand_in(model_id: str, markup: str, text: str) -> dict[str, str]:
    style = f"<style>{_STYLE.format(id=model_id).strip()}</style>"
    hint = f'<p class="nn-hint"><em>{_HINT}</em></p>'
    static = f'<div class="nn-static" id="nn-static-{model_id}">{style}{markup}{hint}</div>'
    return {"text/html": static, "text/plain": text}


def image(png: bytes, alt: str) -> str:
    """Return a picture as an HTML image with a text for readers who cannot see it."""
    data = base64.b64encode(png).decode("ascii")
    look = "max-width: 100%; border-radius: 4px"
    return f'<img alt="{html.escape(alt)}" style="{look}" src="data:image/png;base64,{data}">'


def paragraph(text: str) -> str:
    """Return a text as an HTML paragraph.

    Examples
    --------
    >>> paragraph("a < b")
    '<p>a &lt; b</p>'
    """
    return f"<p>{html.escape(text)}</p>"
