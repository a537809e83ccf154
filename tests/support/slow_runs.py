"""Run All in JupyterLab while the page's processor is slowed: is any widget dead?

``python -m tests.support.slow_runs [--rounds 10] [--slower 6] [NOTEBOOK ...]`` runs every notebook
that many times in one JupyterLab, prints a line for each run, and ends with status 1 if a widget did
not come alive, did not hear Python, or said what is not so. With ``--slower 1`` the seconds are those
of Run All on this machine.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import TimeoutError as NeverCame

from nncourse.lab import home
from tests.support import lesson
from tests.support.browser import Lab

NOTEBOOKS = ["index", *(one.notebook for one in home.LESSONS)]

#: What a widget must not say while it is alive.
UNTRUE = ("This did not load", "Not running here", "could not load")

_MINE = """
from ipywidgets.widgets.widget import _instances as _all
_mine = [widget for widget in _all.values() if hasattr(widget, "own_id")]
"""
_IDS = f"{_MINE}\nimport json\nprint(json.dumps([widget.own_id for widget in _mine]))"
_CALL = f"{_MINE}\nfor _widget in _mine:\n    _widget.tabbable = True"
_FAILING = """([ids, heard]) => ids.filter((id) => {
    const { model } = document.querySelector(`[data-nn-live="${id}"]`) ?? {};
    return !model || (heard && !model.get("tabbable"));
})"""


@dataclass(frozen=True)
class Run:
    """What came of one Run All.

    Attributes
    ----------
    seconds : float
        From the command until the last cell was done.
    widgets : int
        How many of the course's widgets the notebook made.
    dead, deaf : int
        How many never came alive on the page, and how many of the others never heard Python.
    untrue : list of str
        Sentences on the page that are not so.
    """

    seconds: float
    widgets: int
    dead: int
    deaf: int
    untrue: list[str]

    @property
    def faults(self):
        """How many things are wrong."""
        return self.dead + self.deaf + len(self.untrue)


def run_all(lab, name, slower):
    """Run all cells of a fresh copy of a notebook, with a kernel of its own."""
    copy = lab.root / "notebooks" / f"{name}-slow.ipynb"
    shutil.copy(lesson.NOTEBOOKS / f"{name}.ipynb", copy)
    page = lab.open(f"notebooks/{copy.name}")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    started = time.monotonic()
    lab.run_all(page)
    seconds = time.monotonic() - started
    ids = json.loads(_in_kernel(page, _IDS) or "[]")
    dead = _wait(page, ids, heard=False)
    _in_kernel(page, _CALL)
    alive = [one for one in ids if one not in dead]
    deaf = _wait(page, alive, heard=True)
    untrue = [text for text in UNTRUE if page.get_by_text(text).locator("visible=true").count()]
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.context.close()
    return Run(seconds, len(ids), len(dead), len(deaf), untrue)


def _in_kernel(page, code):
    """Run code in the kernel of the open notebook; what it prints."""
    return page.evaluate(
        """async (code) => {
            const { session } = window.jupyterapp.shell.currentWidget.sessionContext;
            const run = session.kernel.requestExecute({ code });
            let text = "";
            run.onIOPub = (message) => { text += message.content.text ?? ""; };
            await run.done;
            return text;
        }""",
        code,
    )


def _wait(page, ids, heard):
    """Wait until all widgets are on the page, or have heard Python; return those that never do."""
    try:
        page.wait_for_function(f"(given) => ({_FAILING})(given).length === 0", arg=[ids, heard])
    except NeverCame:
        return page.evaluate(_FAILING, [ids, heard])
    return []


def main(arguments):
    """Run the notebooks as the command line says; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("notebooks", nargs="*", default=NOTEBOOKS, metavar="NOTEBOOK")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--slower", type=float, default=6, help="Chromium's throttle; 1 is none")
    options = parser.parse_args(arguments)
    runs = {name: [] for name in options.notebooks}
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(Path(folder))
        try:
            for number in range(1, options.rounds + 1):
                for name, known in runs.items():
                    one = run_all(lab, name, options.slower)
                    known.append(one)
                    print(f"{number:3}  {name:28} {one}", flush=True)
        finally:
            lab.close()
    for name, known in runs.items():
        middle = statistics.median(one.seconds for one in known)
        print(f"{name:28} {known[0].widgets:3} widgets, Run All {middle:6.1f} s, median")
    every = [one for known in runs.values() for one in known]
    bad = sum(one.faults > 0 for one in every)
    print(f"{bad} of {len(every)} runs with a widget that is dead, deaf or says what is not so")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
