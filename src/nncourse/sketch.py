"""The drawing kit behind the widgets of lessons 3 and 4: shared script and style, read once."""

from pathlib import Path

_FOLDER = Path(__file__).parent

#: The style sheet of these widgets, for both themes of JupyterLab.
STYLE = (_FOLDER / "sketch.css").read_text(encoding="utf-8")


def script(name):
    """Read the script of a widget, with the shared drawing kit in front of it.

    A widget must be one JavaScript module; the kit (elements, sliders, charts) is kept once.

    Parameters
    ----------
    name : str
        The file name without ``.js``, beside this module.

    Returns
    -------
    str
        One JavaScript module.

    Examples
    --------
    >>> "export default" in script("history")
    True
    """
    kit = (_FOLDER / "sketch.js").read_text(encoding="utf-8")
    return kit + "\n" + (_FOLDER / f"{name}.js").read_text(encoding="utf-8")
