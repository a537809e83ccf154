"""What the cells of an executed lesson show, as a page can show it that has no kernel.

A question becomes one that the page asks by itself, and any other widget its stand-in (see
``nncourse.kit.static``) with a line that says where it moves.
"""

import html
import json
import re

from bs4 import BeautifulSoup

#: The tag of cells that make sense in JupyterLab only.
JUPYTER_ONLY = "jupyter-only"

_VIEW = "application/vnd.jupyter.widget-view+json"
_STATE = "application/vnd.jupyter.widget-state+json"
_STILL = re.compile(r'id="nn-static-(\w+)"')
_MOVES = "Its sliders and buttons work in JupyterLab."


def for_reading(notebook):
    """Leave in a notebook what a reader without a kernel can use.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Executed; it is changed.
    """
    widgets = notebook.metadata.pop("widgets", {}).get(_STATE, {}).get("state", {})
    notebook.cells = [c for c in notebook.cells if JUPYTER_ONLY not in c.metadata.get("tags", ())]
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if "practice.check(" in cell.source:
            cell.outputs = []  # it says that nothing is written yet
        cell.outputs = [output for output in cell.outputs if _VIEW not in output.get("data", {})]
        for output in cell.outputs:
            if markup := output.get("data", {}).get("text/html"):
                output.data["text/html"] = _reading(markup, widgets, cell.metadata)


def _reading(markup, widgets, metadata):
    """Return the markup of an output without styles that only JupyterLab needs."""
    soup = BeautifulSoup(markup, "html.parser")
    for style in soup.find_all("style"):
        style.decompose()
    if not (found := _STILL.search(markup)):
        return str(soup)
    [still] = soup.select(f"#nn-static-{found[1]}")
    still.find_all(class_="nn-hint")[-1].decompose()  # how to bring the widget back
    state = widgets[found[1]]["state"]
    if "question" not in state:
        return _figure(still)
    inside = still.decode_contents()
    metadata["asks"] = True
    name = "question-" + state["question"]["key"].replace("/", "-")
    known = {part: state[part] for part in ("question", "sealed", "earlier", "log")}
    data = html.escape(json.dumps({**known, "own_id": name}, ensure_ascii=False))
    return (
        f'<div id="{name}" data-question="{data}"><div id="nn-static-{name}">{inside}</div></div>'
    )


def _figure(still):
    """Return a stand-in, or its words where it has no picture, and say where the figure moves."""
    if still.find("img"):
        return f'<div class="figure">{still.decode_contents()}<p class="moves">{_MOVES}</p></div>'
    return f'<p class="moves">{html.escape(still.get_text(strip=True).strip("[]"))}. {_MOVES}</p>'
