"""A notebook as plain text, one short header line per cell: what diffs are made of.

``python -m examiner.authoring.notebook_text FILE`` prints it. git uses that for ``git diff`` of
notebooks (see ``.gitattributes``), and ``examiner build --check`` for its report.
"""

import difflib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from examiner.notebook_cells import cell_text


def notebook_text(raw: bytes) -> list[str]:
    """Render a notebook as text.

    Parameters
    ----------
    raw
        The contents of the file. A file that is not a notebook is shown as it is.

    Returns
    -------
    list of str
        Lines without their ends. Each output is one line; of the metadata only what nbgrader
        reads is shown.

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
        return _lines(raw)
    return lines


def notebook_diff(before: bytes, after: bytes, name: str) -> list[str]:
    """Compare two versions of a file, cell by cell where it is a notebook.

    Parameters
    ----------
    before, after
        The contents of the two versions.
    name
        What to call the file in the two header lines.

    Returns
    -------
    list of str
        A unified diff; empty only if the two are equal byte by byte.
    """
    if before == after:
        return []
    old, new = notebook_text(before), notebook_text(after)
    if old == new:  # the difference is in metadata or in the layout of the JSON
        old, new = _lines(before), _lines(after)
    lines = difflib.unified_diff(old, new, f"{name} (on disk)", f"{name} (built)", lineterm="")
    return list(lines) or [f"{name}: the files differ only in their line ends"]


def _lines(raw: bytes) -> list[str]:
    return raw.decode("utf-8", errors="replace").splitlines()


def _cell_lines(cell: Mapping[str, Any]) -> Iterator[str]:
    source = cell_text(cell["source"])
    nbgrader = cell.get("metadata", {}).get("nbgrader", {})
    marks = [f"{key}={nbgrader[key]}" for key in ("grade_id", "points") if key in nbgrader]
    marks += [key for key in ("grade", "solution", "locked", "task") if nbgrader.get(key)]
    yield " ".join(["# %%", cell["cell_type"], cell.get("id", ""), *marks]).rstrip()
    yield from source.splitlines()
    yield from (f"# output: {output.get('output_type')}" for output in cell.get("outputs", []))
    yield ""


if __name__ == "__main__":
    text = "\n".join([*notebook_text(Path(sys.argv[1]).read_bytes()), ""])
    sys.stdout.buffer.write(text.encode())
