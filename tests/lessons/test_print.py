"""A lesson as a page or on paper, without Jupyter: questions to read, pictures to see."""

import base64
import re

import nbconvert
import nbformat
import pytest

from nncourse.quiz import bank
from tests.support import lesson

NAME = "04-class-imbalance-smote"


@pytest.fixture(scope="module")
def page(lab):
    """Open the lesson as nbconvert makes it, its pictures embedded."""
    notebook = lesson.run(NAME)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for path in (lesson.NOTEBOOKS / "pictures").glob("04-*.png"):
                data = base64.b64encode(path.read_bytes()).decode("ascii")
                url = f"data:image/png;base64,{data}"
                cell.source = cell.source.replace(f"pictures/{path.name}", url)
    html, _ = nbconvert.HTMLExporter().from_notebook_node(nbformat.from_dict(notebook))
    page = lab.page("/api/status")
    page.goto("about:blank")
    page.set_content(html)
    yield page
    page.context.close()


@pytest.mark.browser
def test_every_question_can_be_read(page):
    page.emulate_media(media="print")
    for question in bank.load("imbalance").values():
        for line in re.findall(r"[^\n]{10,}", question.text):
            text = line.strip().replace("`", "")
            assert page.get_by_text(text).first.is_visible(), (question.key, text)
        for option in question.options:
            assert page.get_by_text(option.replace("`", "")).first.is_visible()


@pytest.mark.browser
def test_paper_is_not_told_to_run_cells(page):
    hints = page.get_by_text("Not running here")
    page.emulate_media(media="screen")
    hints.first.wait_for()
    page.emulate_media(media="print")
    assert hints.count() > 5
    assert hints.locator("visible=true").count() == 0


@pytest.mark.browser
def test_folded_pictures_are_unfolded_on_paper_and_solutions_are_not(page):
    page.emulate_media(media="print")
    pictures = page.locator("details img").all()
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.bounding_box()["height"] > 100
        assert picture.evaluate("node => node.checkVisibility({ contentVisibilityAuto: true })")
    solution = page.locator("details pre").first
    assert not solution.evaluate("node => node.checkVisibility({ contentVisibilityAuto: true })")
