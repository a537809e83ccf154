"""The lessons in Notebook 7, which has other keys and another page than JupyterLab."""

import shutil

import nbformat
import pytest

from tests.support import lesson

_ALL_RAN = """() => {
    const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
    return prompts.length && prompts.every((prompt) => /\\[\\d+\\]/.test(prompt.textContent));
}"""


def run_all(page):
    """Wait for the kernel, and choose Run All Cells in the menu."""
    page.get_by_text("Python 3 (ipykernel)").first.wait_for()
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(state="attached")
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


@pytest.mark.browser
def test_widgets_live_and_keep_their_keys(lab):
    # The copy's kernel is its own. Any JupyterLab server that has Notebook 7 serves this address.
    name = "03-training-history"
    shutil.copy(lesson.NOTEBOOKS / f"{name}.ipynb", lab.root / "notebooks" / "seven.ipynb")
    page = lab.page("/notebooks/notebooks/seven.ipynb")
    run_all(page)
    page.wait_for_function(_ALL_RAN)

    training = page.get_by_role("group", name="A small network that trains").get_by_role("status")
    training.filter(has_text="After 100 epochs").wait_for(state="attached")
    page.get_by_role("slider", name="Epochs").press("ArrowRight")
    training.filter(has_text="After 110 epochs").wait_for(state="attached")

    plot = page.locator(".nncourse-live-plot")
    plot.get_by_role("slider", name="p").press("Home")
    plot.get_by_role("status").filter(has_text="loss 4.61").wait_for(state="attached")

    assert page.get_by_text("This did not load").count() == 0
    assert page.get_by_text("Error displaying widget").count() == 0
    assert lab.foreign_requests(page) == []
    page.context.close()


@pytest.mark.browser
def test_a_question_is_answered_with_the_keyboard(lab):
    cell = nbformat.v4.new_code_cell('from nncourse import ask\nask("history/exit-stop")')
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.root / "notebooks" / "one-question.ipynb")
    page = lab.page("/notebooks/notebooks/one-question.ipynb")
    run_all(page)
    question = page.locator("[data-nn-live]")
    question.get_by_role("textbox").fill("7")
    question.get_by_role("textbox").press("Enter")
    question.get_by_text("Yes: the lowest value so far is in epoch 5").wait_for()
    page.context.close()
