"""Take the pictures of the lessons' figures anew, which readers without a kernel see.

``python -m tests.support.lesson_pictures`` writes the PNG files in ``notebooks/pictures``, from the
figures as they stand in the lessons; with names, such as ``playground 03``, those that begin so.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.support import REPO
from tests.support.browser import Lab
from tests.support.playground_page import open_page

PICTURES = REPO / "notebooks" / "pictures"

_QUIET = ["regression", "regularisation", "regularisation_rate"]
_SINES = ["x1", "x2", "sin x1", "sin x2"]

#: By picture: the playground of the lesson as a learner may have set it, and for how many epochs.
PLAYGROUNDS = {
    "line": ({"data": "gauss", "hidden": [], "missions": ["line"], "hide": _QUIET}, 100),
    "bend": ({"data": "xor", "noise": 0, "hidden": [4, 2], "missions": ["linear", "bend"],
              "hide": _QUIET}, 300),
    "closed": ({"data": "circles", "hidden": [3], "missions": ["closed"], "hide": _QUIET}, 400),
    "features": ({"data": "circles", "hidden": [], "features": ["x1^2", "x2^2"],
                  "missions": ["features"], "hide": _QUIET}, 20),
    "fast": ({"data": "circles", "hidden": [4], "learning_rate": 10, "missions": ["fast"],
              "hide": _QUIET}, 100),
    "free": ({"data": "spiral", "noise": 0, "hidden": [8, 8], "features": _SINES,
              "missions": ["spiral", "heart"]}, 200),
    "python": ({"data": "circles", "hidden": [3], "hide": _QUIET[:2]}, 0),
}  # fmt: skip


def save(element, name):
    """Write what an element of the page shows, in 256 colours: a fourth of the bytes."""
    picture = Image.open(io.BytesIO(element.screenshot())).convert("RGB")
    picture.quantize(256).save(PICTURES / f"{name}.png", optimize=True)


def take_playground(lab, name):
    """Train one playground, and take its picture."""
    settings, epochs = PLAYGROUNDS[name]
    page = open_page(lab, width=1100, **settings)
    step = page.get_by_role("button", name="Step", exact=True)
    step.evaluate(
        "(button, epochs) => { for (let i = 0; i < epochs; i++) button.click(); }", epochs
    )
    page.wait_for_function(f"document.querySelector('.nnp').dataset.epoch === '{epochs}'")
    save(page.locator(".nnp"), f"playground-{name}")
    page.context.close()


def five_steps(figure, _cell):
    for _ in range(5):
        figure.get_by_role("button", name="One step").click()


def with_the_baseline(figure, _cell):
    figure.get_by_label("with the baseline").check()


def overfitted(figure, cell):
    cell.get_by_role("slider", name="Hidden neurons").press("End")
    rate = cell.get_by_role("slider", name="Learning rate")
    for _ in range(2):  # from 0.001 to 0.01
        rate.press("ArrowRight")
    for _ in range(2):  # from 0 to 10
        cell.get_by_role("slider", name="Patience").press("ArrowRight")
    figure.get_by_role("status").filter(has_text="training ends at epoch 14").wait_for()


def our_network(figure, _cell):
    figure.get_by_label("our network").check()
    figure.get_by_label("recall").check()


def at_20(figure, _cell):
    figure.get_by_role("button", name="0.20").click()
    figure.get_by_role("status").filter(has_text="threshold 0.20").wait_for()


def as_it_is(_figure, _cell):
    pass


#: By lesson and picture: the label of the figure, and what is done with it first.
FIGURES = {
    "03-training-history": {
        "03-descent": ("one weight", five_steps),
        "03-training-plot": ("Training history, growing", with_the_baseline),
        "03-small-training": ("A small network that trains", overfitted),
        "03-diagnoses": ("Match four", as_it_is),
    },
    "04-class-imbalance-smote": {
        "04-hundred-people": ("The confusion matrix as a hundred people", our_network),
        "04-smote-by-hand": ("SMOTE by hand", as_it_is),
        "04-threshold": ("Threshold and the cost of each mistake", at_20),
    },
}  # fmt: skip


def take_lesson(lab, name, pictures):
    """Run a lesson in JupyterLab, and take its pictures, the sliders of each figure with it."""
    page = lab.open(f"notebooks/{name}.ipynb", height=1400)  # no figure is higher
    lab.run_all(page)
    for picture, (label, prepare) in pictures.items():
        figure = page.get_by_role("group", name=label)
        cell = page.locator(".jp-OutputArea-output", has=figure).last
        cell.scroll_into_view_if_needed()
        prepare(figure, cell)
        save(cell, picture)
    page.context.close()


def main(beginnings):
    """Take the pictures whose names begin so; all if no beginning is given."""

    def wanted(name):
        return not beginnings or name.startswith(tuple(beginnings))

    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(Path(folder))
        try:
            lab.keep_all_cells_on_the_page()
            for name in PLAYGROUNDS:
                if wanted(f"playground-{name}"):
                    take_playground(lab, name)
            for name, figures in FIGURES.items():
                if chosen := {key: figure for key, figure in figures.items() if wanted(key)}:
                    take_lesson(lab, name, chosen)
        finally:
            lab.close()


if __name__ == "__main__":
    main(sys.argv[1:])
