"""A notebook as plain text, one short header line a cell: what diffs are made of.

``python -m examiner.authoring.notebook_text FILE`` prints it; git uses that for ``git diff`` of notebooks
(see ``.gitattributes``), and ``examiner build --check`` for its report.
"""

import difflib
import json
import sys
from pathlib import Path

from examiner.notebook_cells import cell_text


def notebook_text(raw):
    """Render a notebook as text.

    Parameters
    ----------
    raw : bytes
        The file. What is no notebook is shown as it is.

    Returns
    -------
    list of str
        Lines without their ends. Outputs count as one line each; of the metadata only what
        nbgrader reads is shown.

    Examples
    --------
    >>> raw = b'{"cells": [{"cell_type": "code", "id": "a1", "metadata": {}, "source": ["x = 1"]}]}'
    >>> notebook_text(raw)
    ['# %% code a1', 'x = 1', '']
    """
    try:
        cells = json.loads(raw)["cells"]
        lines = [line for cell in cells for line in _cell_lines(cell)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return raw.decode("utf-8", errors="replace").splitlines()
    return lines


def notebook_diff(before, after, name):
    """Compare two versions of a file, cell by cell where it is a notebook.

    Parameters
    ----------
    before, after : bytes
        The two versions.
    name : str
        What to call the file in the two header lines.

    Returns
    -------
    list of str
        A unified diff; empty only if the two are equal to the byte.
    """
    if before == after:
        return []
    texts = notebook_text(before), notebook_text(after)
    if texts[0] == texts[1]:  # the difference is in metadata or in the layout of the JSON
        texts = [raw.decode("utf-8", errors="replace").splitlines() for raw in (before, after)]
    lines = list(difflib.unified_diff(*texts, f"{name} (on disk)", f"{name} (built)", lineterm=""))
    return lines or [f"{name}: the files differ only in their line ends"]


def _cell_lines(cell):
    source = cell_text(cell["source"])
    nbgrader = cell.get("metadata", {}).get("nbgrader", {})
    marks = [f"{key}={nbgrader[key]}" for key in ("grade_id", "points") if key in nbgrader]
    marks += [key for key in ("grade", "solution", "locked", "task") if nbgrader.get(key)]
    yield " ".join(["# %%", cell["cell_type"], cell.get("id", ""), *marks]).rstrip()
    yield from source.splitlines()
    yield from (f"# output: {output.get('output_type')}" for output in cell.get("outputs", []))
    yield ""


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print("\n".join(notebook_text(Path(sys.argv[1]).read_bytes())))
