"""How fast a figure follows its slider: `live_plot` beside ipywidgets' `interact`.

``python -m benchmarks.sliders`` opens one notebook in JupyterLab in headless Chromium with the
same sigmoid, shown in four ways, and moves the sliders by real key presses and mouse moves. The
ways take turns, so that whatever else the machine does meets all of them. It prints a table and
writes ``build/sliders.json``.

"While training" is a cell that trains scikit-learn's network. Since version 4.4 JupyterLab sends
the messages of widgets to a second thread of the kernel (a subshell) if ipykernel is 7 or later,
so that they are answered beside a cell, only late; with older versions they wait until it ends.
Both are measured: the second by the setting ``commsOverSubshells: disabled``.

A picture counts when the browser has painted it: the curve's path has changed, or the new image is
decoded, and the frame after that is out.
"""

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from tests.support import REPO

SET_UP = """
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatSlider, interact
from sklearn.datasets import make_classification
from sklearn.neural_network import MLPClassifier

from nncourse import live_plot
from nncourse.activations import sigmoid

%matplotlib inline
x = np.linspace(-10, 10, 400)


def sliders():
    return {name: FloatSlider(value=1, min=-5, max=5, step=0.05) for name in "ab"}


def neuron(x, a, b):
    return sigmoid(a * x + b)


def draw(a, b):
    plt.figure(figsize=(6.4, 3.4))
    plt.plot(x, neuron(x, a, b))
    plt.ylim(-0.06, 1.06)
    plt.xlabel("x")
    plt.ylabel("f(x)")
    plt.grid(alpha=0.3)
    plt.show()


def train():
    X, y = make_classification(20000, 23, random_state=1)
    network = MLPClassifier((64,), random_state=1)
    while not Path("go").exists():
        network.partial_fit(X, y, classes=[0, 1])
"""

# The name of a way, how it is written, and what changes on the page when it draws.
WAYS = {
    "interact": ("interact(draw, **sliders());", "img"),
    "live_plot, image": (
        "sys.modules['nncourse.live.figure'] = None  # as if anywidget were missing\n"
        "slow = live_plot(neuron, x, **sliders())\n"
        "del sys.modules['nncourse.live.figure']\n"
        "slow",
        "img",
    ),
    "live_plot, kernel": ("live_plot(neuron, x, **sliders())", "path"),
    "live_plot, browser": ("live_plot(sigmoid, x, **sliders())", "path"),
}

# Notes when a picture has been painted: `pictures` holds times of performance.now(). The loop of
# frames runs first in each frame, so that a change made within one is known to be painted by it.
WATCH = """
() => {
    window.pictures = [];
    let inFrame = false;
    const after = (what) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = what;
        port2.postMessage(null);
    };
    const frame = () => {
        inFrame = true;
        after(() => (inFrame = false));
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const painted = () => {
        const note = () => after(() => pictures.push(performance.now()));
        inFrame ? note() : requestAnimationFrame(note);
    };
    window.watch = (root, kind) => {
        window.watching?.disconnect();
        pictures.length = 0;
        const observer = new MutationObserver((changes) => {
            if (kind === "path") {
                if (changes.some(({ target }) => target.matches("path.nncourse-live-curve"))) painted();
                return;
            }
            const images = changes.flatMap(({ type, target, addedNodes }) =>
                type === "attributes" ? (target.matches("img") ? [target] : [])
                    : [...addedNodes].flatMap((node) => node.matches?.("img") ? [node]
                        : [...(node.querySelectorAll?.("img") ?? [])]));
            if (images.length) images.at(-1).decode().then(painted, () => {});
        });
        observer.observe(root, { subtree: true, childList: true, attributes: true,
                                 attributeFilter: ["d", "src"] });
        window.watching = observer;
    };
    document.addEventListener("keydown", () => (window.pressed = performance.now()), true);
    window.ask = async (code) => {
        const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
        const future = kernel.requestExecute({ code });
        let text = "";
        future.onIOPub = (message) => (text += message.content.text ?? "");
        await future.done;
        return text;
    };
}
"""


class Figure:
    """One way of showing the curve, on an open page."""

    def __init__(self, page, cell, kind):
        self.page, self.kind = page, kind
        self.root = page.locator(".jp-Notebook .jp-Cell").nth(cell)
        self.handle = self.root.locator("[role=slider]").first

    def watch(self):
        """Begin to note pictures of this way only."""
        self.root.scroll_into_view_if_needed()
        self.root.evaluate("(root, kind) => watch(root, kind)", self.kind)

    def press(self, key, patience):
        """Press a key; return the milliseconds until the picture, or None if none came in time."""
        before = self.page.evaluate("pictures.length")
        self.handle.press(key)
        end = time.monotonic() + patience
        while time.monotonic() < end:
            taken = self.page.evaluate(
                "(n) => pictures.length > n ? pictures[n] - pressed : null", before
            )
            if taken is not None:
                return taken
            time.sleep(0.01)
        return None

    def drag(self, seconds):
        """Drag the slider to and fro; return pictures and CPU seconds of the kernel, a second."""
        ask = "ask('import time; print(time.process_time())')"
        box = self.handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        used = float(self.page.evaluate(ask))
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.watch()
        start, step = time.monotonic(), 0
        while (now := time.monotonic() - start) < seconds:
            step += 1
            self.page.mouse.move(x + 60 * (1 - abs(step % 80 - 40) / 20), y)
            time.sleep(max(0.0, 0.016 - (time.monotonic() - start - now)))
        pictures = self.page.evaluate("pictures.length")
        elapsed = time.monotonic() - start
        self.page.mouse.up()
        # What the drag left in the kernel's queue belongs to it, and so does its time.
        used = float(self.page.evaluate(ask)) - used
        return pictures / elapsed, used / (time.monotonic() - start)

    def press_while_training(self, folder, presses):
        """Press keys while the kernel trains a network; return the milliseconds of each picture.

        A key counts as unanswered after a second.
        """
        go = folder / "go"
        go.unlink(missing_ok=True)
        self.watch()
        self.page.evaluate(
            """() => {
                window.over = false;
                window.busy = ask("train()").finally(() => (window.over = true));
            }"""
        )
        self.page.wait_for_function(
            "jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'busy'"
        )
        taken = [self.press("ArrowRight", 1.0) for _ in range(presses)]
        if self.page.evaluate("over"):
            raise RuntimeError("the training ended before the keys were pressed")
        go.touch()
        self.page.evaluate("busy")
        self.watch()
        return [ms for ms in taken if ms is not None]


def measure(lab, presses, seconds):
    """Measure all ways.

    Parameters
    ----------
    lab : browser.Lab
        JupyterLab and a browser.
    presses : int
        Key presses for each way, in rounds of ten.
    seconds : float
        Length of each drag.

    Returns
    -------
    dict of str to dict
        For each way the figures of the table.
    """
    folder = lab.root / "notebooks"
    page, figures = _open(lab, folder)
    taken = {name: [] for name in WAYS}
    for _ in range(max(1, presses // 10)):
        for name, figure in figures.items():
            figure.watch()
            figure.press("ArrowRight", 30)  # the first is warm-up
            for i in range(10):
                time.sleep(0.15)
                taken[name].append(figure.press("ArrowLeft" if i % 2 else "ArrowRight", 30))
    results = {}
    for name, figure in figures.items():
        updates, cpu = figure.drag(seconds)
        if None in taken[name]:
            raise RuntimeError(f"{name}: a key press had no picture within 30 seconds")
        results[name] = {
            "presses": len(taken[name]),
            "median_ms": statistics.median(taken[name]),
            "p95_ms": statistics.quantiles(taken[name], n=20, method="inclusive")[-1],
            "updates_per_second": updates,
            "kernel_cpu": cpu,
            "training_ms": figure.press_while_training(folder, 10),
        }
    page.context.close()
    lab._put_settings(_KERNELS, {"commsOverSubshells": "disabled"})
    page, figures = _open(lab, folder)
    for name, figure in figures.items():
        results[name]["training_without_subshells_ms"] = figure.press_while_training(folder, 10)
    page.context.close()
    return results


_KERNELS = "@jupyterlab/apputils-extension:kernels-settings"


def _open(lab, folder):
    """Open a fresh copy of the notebook, with a kernel of its own, and run it."""
    folder.mkdir(exist_ok=True)
    cells = [new_code_cell(source) for source in (SET_UP, *(code for code, _ in WAYS.values()))]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    name = f"sliders-{len(list(folder.glob('sliders-*')))}.ipynb"
    nbformat.write(notebook, folder / name)
    page = lab.open(f"notebooks/{name}", width=1280, height=3000)
    lab.run_all(page)
    page.evaluate(WATCH)
    kinds = enumerate(WAYS.items(), 1)
    return page, {name: Figure(page, i, kind) for i, (name, (_, kind)) in kinds}


def goals(results):
    """Compare with the goals.

    Returns
    -------
    dict of str to tuple
        The figure measured, what was wanted, and whether it was reached.
    """
    usual = results["interact"]["median_ms"]
    browser, kernel = results["live_plot, browser"], results["live_plot, kernel"]
    faster, fast = usual / browser["median_ms"], usual / kernel["median_ms"]
    busy = len(browser["training_ms"])
    blocked = len(browser["training_without_subshells_ms"])
    return {
        "browser: times faster than interact": (faster, ">= 8", faster >= 8),
        "kernel: times faster than interact": (fast, ">= 2.5", fast >= 2.5),
        "browser: pictures of 10 while the kernel trains": (busy, "10", busy == 10),
        "browser: the same without subshells": (blocked, "10", blocked == 10),
        "browser: median in ms": (browser["median_ms"], "<= 50", browser["median_ms"] <= 50),
    }


def main():
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--presses", type=int, default=40, help="key presses for each way")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of each drag")
    options = parser.parse_args()

    from tests.support.browser import Lab

    load = os.getloadavg()
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(Path(folder))
        try:
            results = measure(lab, options.presses, options.seconds)
        finally:
            lab.close()
    wanted = goals(results)
    print(f"{'':20}{'median':>9}{'p95':>9}{'updates/s':>11}{'kernel CPU':>12}", end="")
    print(f"{'while training':>24}{'without subshells':>20}")
    for name, row in results.items():
        busy, blocked = row["training_ms"], row["training_without_subshells_ms"]
        late = f", {statistics.median(busy):.0f} ms" if busy else ""
        print(
            f"{name:20}{row['median_ms']:6.0f} ms{row['p95_ms']:6.0f} ms"
            f"{row['updates_per_second']:11.1f}{row['kernel_cpu']:12.0%}"
            f"{f'{len(busy)} of 10{late}':>24}{f'{len(blocked)} of 10':>20}"
        )
    for name, (value, goal, reached) in wanted.items():
        print(f"{name}: {value:.1f} (goal {goal}): {'reached' if reached else 'NOT reached'}")
    print(f"load before: {load[0]:.1f} on {os.cpu_count()} processors")
    (REPO / "build").mkdir(exist_ok=True)
    report = {
        "results": results,
        "goals": {name: dict(zip(("value", "goal", "reached"), row, strict=True))
                  for name, row in wanted.items()},
        "machine": {"processors": os.cpu_count(), "load_before": load, "load_after": os.getloadavg(),
                    "python": platform.python_version()},
    }  # fmt: skip
    (REPO / "build" / "sliders.json").write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
