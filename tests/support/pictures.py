"""The pictures of the documents, from the running course: ``make pictures``.

The report and the feedback page are those of ``make demo``; the rest is JupyterLab as students see
it. Look at each picture before it is committed.
"""

import io
import sys
import tempfile
from pathlib import Path

import nbformat
from PIL import Image

from tests.support import REPO, sample_class
from tests.support.browser import Lab

FOLDER = REPO / "docs" / "pictures"
REPORT = REPO / "build" / "demo" / "report"
#: What a student wrote whose first failed test has a sentence worth a picture.
_MISTAKE = "task14/wrong/sigmoid/sign_of_the_exponent"


def report():
    """Take the class and a student's page, from the files of ``make demo``."""
    if not (REPORT / "index.html").is_file():
        sys.exit("There is no report of the sample class. Run 'make demo' first.")
    (feedback,) = REPORT.glob("**/eve-task14*.html")
    for name, path, height in (
        ("report", REPORT / "index.html", 800),
        ("feedback", feedback, 1240),
    ):
        context = Lab.share_chromium().new_context(viewport={"width": 1100, "height": height})
        page = context.new_page()
        page.goto(path.as_uri())
        page.screenshot(path=FOLDER / f"{name}.png")
        context.close()
        Lab.release_chromium()


def index(lab):
    """Take the first page, with its cells run."""
    page = lab.open("notebooks/index.ipynb", height=800)
    lab.run_all(page)
    page.evaluate("() => window.jupyterapp.shell.currentWidget.content.scrollToItem(0)")
    page.wait_for_timeout(3000)  # the contents at the side
    page.screenshot(path=FOLDER / "index.png")


def validate(lab):
    """Take what Validate says of a task with one mistake."""
    task = lab.root / "release" / "task14" / "task14.ipynb"
    nbformat.write(sample_class.answered("task14", (_MISTAKE,)), task)
    page = lab.open("release/task14/task14.ipynb", height=800)
    lab.validate(page)
    page.screenshot(path=FOLDER / "validate.png")


def slider(lab):
    """Record a figure of a lesson while its slider is moved, there and back."""
    page = lab.open("notebooks/02-activation-functions.ipynb", width=1000)
    lab.run_all(page)
    figure = page.locator(".nncourse-live-plot").nth(1)
    figure.scroll_into_view_if_needed()
    handle = figure.get_by_role("slider").first
    handle.press("Home")
    frames = [_frame(figure)]
    for key in ["PageUp"] * 10 + ["PageDown"] * 10:
        handle.press(key)
        page.wait_for_timeout(150)
        frames.append(_frame(figure))
    frames[0].save(
        FOLDER / "slider.gif", save_all=True, append_images=frames[1:], duration=180, loop=0,
        optimize=True,
    )  # fmt: skip


def _frame(locator):
    """Take a picture in the few colours of a GIF."""
    image = Image.open(io.BytesIO(locator.screenshot())).convert("RGB")
    return image.quantize(64, dither=Image.Dither.NONE)


def main():
    """Take all pictures, or those that are named."""
    wanted = sys.argv[1:] or ["report", "index", "validate", "slider"]
    if "report" in wanted:
        report()
    if pages := [take for take in (index, validate, slider) if take.__name__ in wanted]:
        with tempfile.TemporaryDirectory() as folder:
            lab = Lab(Path(folder))
            try:
                for take in pages:
                    take(lab)
            finally:
                lab.close()


if __name__ == "__main__":
    main()
