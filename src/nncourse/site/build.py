"""Execute the lessons and write the site: a page for each lesson and task, and the bundle."""

import argparse
import asyncio
import os
import shutil
import tempfile
from pathlib import Path

import nbclient
import nbformat
from traitlets.config import Config

from nncourse import progress
from nncourse.kit import script
from nncourse.lab import bundle
from nncourse.site.outputs import for_reading
from nncourse.site.pages import PageExporter

_HERE = Path(__file__).parent
_STYLES = (_HERE / "site.css", _HERE.parent / "quiz" / "widget.css")
# Noto Sans Math, which npm brings. Without Node, formulas are drawn in a font of the reader's system.
_FONT = Path("node_modules/@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2")
_FONT_LICENCE = Path("node_modules/@fontsource/noto-sans-math/LICENSE")
_KERNELS = 2  # at a time; two lessons take most of the time


def write(course, folder):
    """Write the site.

    Parameters
    ----------
    course : pathlib.Path
        The folder of the course, with ``release/`` built.
    folder : pathlib.Path
        Where to put the pages; made if it does not exist. What was there under other names stays.

    Returns
    -------
    list of pathlib.Path
        The pages.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell of a lesson raises.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lessons = sorted((course / "notebooks").glob("*.ipynb"))
    executed = asyncio.run(_execute_all(lessons))
    tasks = sorted((course / "release").glob("*/*.ipynb"))
    notebooks = [*executed, *(nbformat.read(path, as_version=4) for path in tasks)]
    exporter = PageExporter()
    pages = []
    for path, notebook in zip([*lessons, *tasks], notebooks, strict=True):
        for_reading(notebook)
        about = {"metadata": {"name": path.stem, "task": path in tasks}}
        text, _ = exporter.from_notebook_node(notebook, about)
        pages.append(folder / f"{path.stem}.html")
        pages[-1].write_text(text, encoding="utf-8")
    shutil.copytree(course / "notebooks" / "pictures", folder / "pictures", dirs_exist_ok=True)
    sheets = [*_STYLES]
    if (course / _FONT).is_file():
        shutil.copy(course / _FONT, folder / "formulas.woff2")
        shutil.copy(course / _FONT_LICENCE, folder / "formulas-LICENSE.txt")  # it asks for that
        sheets.append(_HERE / "formulas.css")
    styles = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    (folder / "site.css").write_text(styles, encoding="utf-8")
    (folder / "questions.js").write_text(script(_HERE / "questions.js"), encoding="utf-8")
    bundle.write(course, folder)
    return pages


async def _execute_all(paths):
    turns = asyncio.Semaphore(_KERNELS)

    async def in_turn(path):
        async with turns:
            return await execute(path)

    return await asyncio.gather(*map(in_turn, paths))


async def execute(path):
    """Run a lesson from top to bottom in a fresh kernel, as a learner who has done nothing yet.

    Parameters
    ----------
    path : pathlib.Path
        The notebook; it is not changed.

    Returns
    -------
    nbformat.NotebookNode
        The notebook with its outputs.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as own:
        # The kernel listens on files of this user; on Windows, which has no such files, on a port.
        way = {} if os.name == "nt" else {"transport": "ipc", "ip": str(Path(own, "kernel"))}
        client = nbclient.NotebookClient(
            notebook, timeout=None, kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}}, config=Config({"KernelManager": way}),
        )  # fmt: skip
        try:
            return await client.async_execute(env=os.environ | kernel_variables(own))
        except nbclient.exceptions.CellExecutionError as error:
            error.add_note(f"This cell is in {path}.")
            raise


def kernel_variables(folder):
    """Return the environment variables of a kernel that leaves no trace in the learner's progress.

    Figures are drawn as in JupyterLab, whatever this process itself uses.

    Parameters
    ----------
    folder : str
        Where the kernel may write; the caller's to delete.

    Returns
    -------
    dict of str to str
    """
    return {
        progress.FILE_VARIABLE: str(Path(folder, "progress.json")),
        "IPYTHONDIR": folder,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def main():
    """Write the site of the course in this folder."""
    parser = argparse.ArgumentParser(prog="python -m nncourse.site", description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path("build/site"), help="default: build/site"
    )
    folder = parser.parse_args().folder
    pages = write(Path.cwd(), folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"Written: {folder} ({len(pages)} pages, {size / 1e6:.1f} MB). Open {folder}/index.html")
