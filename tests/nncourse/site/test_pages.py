"""One notebook as a page: its formulas, links, pictures, code and contents."""

import re

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from nncourse.site.outputs import for_reading
from nncourse.site.pages import PageExporter

EXPORTER = PageExporter()


def page(*cells, name="lesson", **about):
    """Make the page of a notebook: text for a text cell, or a cell."""
    cells = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    notebook = new_notebook(cells=[new_markdown_cell("# Title"), *cells])
    for_reading(notebook)
    text, _ = EXPORTER.from_notebook_node(notebook, {"metadata": {"name": name, **about}})
    return BeautifulSoup(text, "html.parser")


def test_formulas_are_there_without_a_script():
    found = page(r"It is $\mathrm{relu}(z) = \max(0, z)$ and" + "\n\n$$\\frac{1}{1 + e^{-z}}$$")
    short, long = found.find_all("math")
    assert short["display"] == "inline"
    assert [name.string for name in short.find_all("mi")][:2] == ["relu", "z"]
    assert long["display"] == "block"
    assert long.find("mfrac").find_all("mn")[0].string == "1"
    assert not re.search(r"[\\$]", found.main.get_text())


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("02-lesson.ipynb", "02-lesson.html"),
        ("help.ipynb#Glossary", "help.html#Glossary"),
        ("../release/task14/task14.ipynb", "task14.html"),
        ("https://example.org/a.ipynb", "https://example.org/a.ipynb"),
        ("#Title", "#Title"),
    ],
)
def test_links_between_notebooks_lead_to_pages(link, leads_to):
    assert page(f"[there]({link})").find("a", string="there")["href"] == leads_to


def test_the_picture_of_a_widget_is_not_folded_away_but_a_solution_is():
    fold = "<details><summary>{}</summary>\n\n![What it shows](a.png)\n\n</details>"
    found = page(fold.format("Picture for readers without a kernel"), fold.format("A solution"))
    first, second = found.main.find_all("img")
    assert first["alt"] == "What it shows"
    assert first.find_parent("details") is None
    assert second.find_parent("details") is not None
    assert "readers without a kernel" not in found.get_text()


def test_code_and_what_it_printed_are_there_without_numbers_of_cells():
    cell = new_code_cell("print('<1>')", execution_count=7)
    cell.outputs = [new_output("stream", name="stdout", text="<1>\n")]
    found = page(cell)
    assert [part.get_text().strip() for part in found.find_all("pre")] == ["print('<1>')", "<1>"]
    assert "7" not in found.main.get_text()


def test_a_picture_that_a_cell_shows_is_there():
    cell = new_code_cell("figure")
    data = {"image/png": "aGk=", "text/plain": "<Figure>"}
    cell.outputs = [
        new_output("execute_result", data, metadata={"image/png": {"alt": "A line rises."}})
    ]
    assert page(cell).find("img", alt="A line rises.")["src"] == "data:image/png;base64,aGk="


def test_helpers_of_tests_are_folded():
    cell = new_code_cell("def helper(): ...", metadata={"jupyter": {"source_hidden": True}})
    assert page(cell).find("pre").find_parent("details").summary.string == "Code"


def test_cells_for_jupyter_only_are_left_out():
    cell = new_markdown_cell("Press a key", metadata={"tags": ["jupyter-only"]})
    assert "Press a key" not in page(cell).get_text()


def test_what_a_learner_has_not_written_yet_is_not_complained_about():
    cell = new_code_cell('def f(): ...\n\n\npractice.check("f", f)')
    cell.outputs = [new_output("stream", name="stdout", text="Not written yet")]
    found = page(cell)
    assert "def f()" in found.get_text()
    assert "Not written yet" not in found.get_text()


def test_a_long_page_lists_its_sections():
    names = ["One `f`", "Two", "Three", "Four"]
    found = page(*(f"## {name}" for name in names))
    links = found.find(id="contents").find_all("a")
    assert [link.string for link in links] == ["One f", "Two", "Three", "Four"]
    for link in links:
        assert found.find(id=link["href"][1:]).name == "h2"
    assert page("## One").find(id="contents") is None


def test_a_notebook_without_a_title_is_named():
    notebook = new_notebook(cells=[new_markdown_cell("No title")])
    with pytest.raises(ValueError, match="mine has no title"):
        EXPORTER.from_notebook_node(notebook, {"metadata": {"name": "mine"}})


def test_a_wide_table_is_scrolled_by_key_and_has_no_empty_head():
    found = page("| | |\n|---|---|\n| a | b |")
    assert found.table.parent["tabindex"] == "0"
    assert found.thead is None
    assert page("| x | |\n|---|---|\n| a | b |").thead is not None


def test_each_page_says_what_works_where():
    assert "questions that you can answer here" in page().find(class_="note").get_text()
    assert "You solve it in JupyterLab" in page(name="task1", task=True).find(class_="note").text
    index = page(name="index")
    assert index.find(class_="note") is None
    assert index.find(id="in-jupyterlab").find_next("a")["href"] == "building-neural-networks.zip"
