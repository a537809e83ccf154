"""Pictures per second: the network in the page beside scikit-learn with matplotlib, in one run.

Both do the same for each picture: one epoch of 500 training points through two hidden layers of
eight neurons in batches of 10, the output on a grid of 50 x 50, and the picture of it. The page
also draws every neuron's map, the weights and the loss curves, and measures the missions.

Run with ``python -m benchmarks.playground``; the figures also go to ``build/playground.json``.
"""

import io
import json
import os
import platform
import shutil
import statistics
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["MPLBACKEND"] = "Agg"

import matplotlib.pyplot as plt
import numpy as np
from playwright.sync_api import sync_playwright

import nncourse
from nncourse.playground import Playground, data, playground

SECONDS = 8
ROUNDS = 3
GOAL = 50
SETTINGS = {"data": "circles", "hidden": [8, 8], "train_share": 90, "show_test": True}
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]

_PAGE = "http://playground.invalid/"  # answered by this script; nothing leaves the machine

_SHOW = """async (state) => {
    const { default: widget } = await import("./bundle.js");
    const model = { get: (name) => state[name], set() {}, save_changes() {}, on() {}, off() {} };
    widget.render({ model, el: document.body });
}"""

_MEASURE = """async (milliseconds) => {
    const root = document.querySelector(".nnp");
    const times = [];
    const watch = new MutationObserver(() => times.push(performance.now()));
    watch.observe(root, { attributeFilter: ["data-epoch"] });
    root.querySelector(".nnp-play").click();
    await new Promise((done) => setTimeout(done, milliseconds));
    root.querySelector(".nnp-play").click();
    watch.disconnect();
    return times;
}"""

_WORK = """async (state) => {
    // The arithmetic alone, without any picture: milliseconds for an epoch and for all maps.
    const { Session } = await import("./playground/page/session.js");
    const session = new Session(state);
    const time = (work) => {
        for (let i = 0; i < 20; i++) work();
        const start = performance.now();
        for (let i = 0; i < 100; i++) work();
        return (performance.now() - start) / 100;
    };
    return [time(() => session.train()), time(() => session.surface())];
}"""


def open_page(playwright):
    """Show the playground in headless Chromium, on a page of its own."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    page = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS).new_page(
        viewport={"width": 1200, "height": 900}
    )

    def answer(route):
        name = route.request.url.removeprefix(_PAGE)
        if name == "":
            body, kind = (
                '<!doctype html><link rel="stylesheet" href="playground/page/style.css">',
                "text/html",
            )
        elif name == "bundle.js":
            body, kind = str(Playground._esm), "text/javascript"
        else:
            path = Path(nncourse.__file__).parent / name
            body = path.read_text(encoding="utf-8")
            kind = "text/css" if name.endswith(".css") else "text/javascript"
        route.fulfill(body=body, content_type=kind)

    page.route(f"{_PAGE}**", answer)
    page.goto(_PAGE)
    return page


def in_the_page(page, devtools):
    """Return pictures per second, the 95th percentile between two (ms), main-thread CPU for one (ms).

    The processor time hardly depends on what else the machine does, the other two do.
    """

    def processor_seconds():
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in metrics}["TaskDuration"]

    before = processor_seconds()
    times = page.evaluate(_MEASURE, SECONDS * 1000)
    cpu = 1000 * (processor_seconds() - before) / len(times)
    gaps = np.diff(times)
    return 1000 / gaps.mean(), float(np.percentile(gaps, 95)), cpu


def in_the_kernel(pg):
    """Return pictures per second of partial_fit, predict_proba, contourf and a PNG."""
    X, _, y, _ = pg.split()
    side = np.linspace(-data.RANGE, data.RANGE, 50)
    grid = np.array(np.meshgrid(side, side)).reshape(2, -1).T
    model = pg.model()
    pictures, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        model.partial_fit(X, y, classes=[0, 1])
        figure, ax = plt.subplots(figsize=(4, 4))
        ax.contourf(side, side, model.predict_proba(grid)[:, 1].reshape(50, 50), 20, cmap="RdBu")
        ax.scatter(*X.T, c=y, s=10, cmap="RdBu", edgecolors="white", linewidths=0.5)
        figure.savefig(io.BytesIO(), format="png")
        plt.close(figure)
        pictures += 1
    return pictures / (time.perf_counter() - start)


def main():
    """Measure both in turn, print the figures and write them."""
    pg = playground(**SETTINGS)
    state = {name: getattr(pg, name) for name in pg.keys if not name.startswith("_")}
    state = {k: v for k, v in state.items() if k not in ("layout", "tooltip", "tabbable")}
    page_rounds, kernel_rates = [], []
    with sync_playwright() as playwright:
        page = open_page(playwright)
        epoch, maps = page.evaluate(_WORK, state)
        page.evaluate(_SHOW, state)
        page.locator(".nnp-base").wait_for()
        devtools = page.context.new_cdp_session(page)
        devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
        for _ in range(ROUNDS):
            page_rounds.append(in_the_page(page, devtools))
            kernel_rates.append(in_the_kernel(pg))
        version = page.context.browser.version
        page.context.browser.close()
    rate, tail, cpu = (statistics.median(column) for column in zip(*page_rounds, strict=True))
    figures = {
        "page_pictures_a_second": round(rate, 1),
        "page_ms_between_pictures_p95": round(tail, 1),
        "page_main_thread_ms_a_picture": round(cpu, 1),
        "page_ms_for_an_epoch": round(epoch, 2),
        "page_ms_for_all_maps": round(maps, 2),
        "kernel_pictures_a_second": round(statistics.median(kernel_rates), 1),
        "goal_pictures_a_second": GOAL,
        "goal_reached": bool(rate >= GOAL),
        "load_average": round(os.getloadavg()[0], 2),
        "cpus": os.cpu_count(),
        "chromium": version,
        "python": platform.python_version(),
    }
    figures["times_faster"] = round(
        figures["page_pictures_a_second"] / figures["kernel_pictures_a_second"], 1
    )
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):32} {value}")
    target = Path(__file__).parents[1] / "build" / "playground.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
