"""Run a lesson from top to bottom in a fresh kernel, as a student would, and ask it questions."""

import json
import os
import tempfile
from unittest import mock

import nbclient
import nbformat

from nncourse.site.build import kernel_variables
from tests.support import REPO

NOTEBOOKS = REPO / "notebooks"

#: Seconds that one cell may take. No test depends on speed: this only ends a cell that hangs.
CELL_SECONDS = 300


def run(name, checks=""):
    """Execute a lesson and return it with its outputs.

    Parameters
    ----------
    name : str
        The lesson: the name of a notebook in ``notebooks/`` without ``.ipynb``.
    checks : str, optional
        Python text, such as assert statements; runs as the last cell, in the lesson's namespace.

    Returns
    -------
    nbformat.NotebookNode
        The executed notebook; the cell of `checks` has the id ``checks``.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell raises; the message holds the cell and the traceback.
    """
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    if checks:
        notebook.cells.append(nbformat.v4.new_code_cell(checks, id="checks"))
    client = nbclient.NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, kernel_variables(folder)),  # the kernel inherits them
    ):
        client.execute()
    return notebook


def only(name, *cell_ids):
    """Return a lesson of these cells alone, for what needs none of the others."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id in cell_ids]
    assert [cell.id for cell in notebook.cells] == [*cell_ids]
    return notebook


def outputs(notebook, cell_id):
    """Return the outputs of the cell with this id."""
    found = [cell for cell in notebook.cells if cell.id == cell_id]
    assert found, f"no cell {cell_id!r}; there are {', '.join(cell.id for cell in notebook.cells)}"
    return found[0].get("outputs", [])


def stderr(notebook):
    """Return all that the lesson wrote to stderr: warnings a student would see."""
    return "".join(
        output.text
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stderr"
    )


def text(notebook, cell_id):
    """Return what a cell printed or showed, as plain text."""
    parts = []
    for output in outputs(notebook, cell_id):
        if output.output_type == "stream":
            parts.append(output.text)
        elif "data" in output:
            parts.append(output.data.get("text/plain", json.dumps(output.data)))
    return "\n".join(parts)
