"""The graded notebook on nbgrader's pages: a student's text does not act there."""

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_markdown_cell

from examiner.grading.graded_notebook import graded_notebook, inactive
from examiner.key import find_keys
from examiner.report import Cell, Result, ScoredTest
from examiner.submission.reader import read_submission
from tests.support.browser import Lab
from tests.support.small_course import DOUBLE, hand_in, notebook

#: Each sets ``window.acted`` where Markdown is shown as it is, at once or when it is clicked.
ACTIVE = [
    "<script>window.acted = 1</script>",
    '<img src="x:" onerror="window.acted = 1">',
    "<svg onload='window.acted = 1'></svg>",
    "<details open ontoggle='window.acted = 1'>x</details>",
    '<a class="try" href="javascript:window.acted = 1">x</a>',
    '<a class="try" href="java&#115;cript:window.acted = 1">x</a>',
]
#: Links and code in Markdown itself, which most versions of it stop by themselves.
OTHERS = [
    "`<img src=x: onerror=window.acted=1>\n\n`",
    "```\n</code></pre><img src='x:' onerror='window.acted = 1'>\n```",
    "[x](javascript:window.acted=1)", "[x](JaVaScRiPt:window.acted=1)", "<javascript:window.acted=1>",
    "[x](java&#115;cript:window.acted=1)", "[x](javascript&colon;window.acted=1)",
    "[x][y]\n\n[y]: javascript:window.acted=1", "[x](javascript\\:window.acted=1)",
    "[x](vbscript:window.acted=1)", "[x](data:text/html,<script>window.acted=1</script>)",
    "![x](x: \"onerror=window.acted=1\")", "$\\href{javascript:window.acted=1}{x}$",
    "<<script>script>window.acted=1<</script>/script>", "<\nscript>window.acted=1</script>",
]  # fmt: skip


@pytest.fixture(scope="module")
def page():
    page = Lab.share_chromium().new_page()
    yield page
    page.close()
    Lab.release_chromium()


def acts(page, folder, text):
    """Show Markdown as nbgrader does, click all links, and tell whether the text did anything."""
    html, _ = HTMLExporter().from_notebook_node(notebook([new_markdown_cell(text)]))
    path = folder / "page.html"
    path.write_text(html)
    page.goto(path.as_uri(), wait_until="load")
    page.wait_for_timeout(50)
    # A click on any other link would only lead to another page.
    page.evaluate("""document.querySelectorAll("a, area").forEach(link => {
        if (link.protocol === "javascript:") link.click() })""")
    page.wait_for_timeout(50)
    return page.evaluate("window.acted") == 1


@pytest.mark.browser
@pytest.mark.parametrize("text", ACTIVE)
def test_the_text_would_act_as_it_was_handed_in(page, tmp_path, text):
    """What does nothing by itself would prove nothing."""
    assert acts(page, tmp_path, text)


@pytest.mark.browser
@pytest.mark.parametrize("text", [*ACTIVE, *OTHERS])
def test_a_students_text_does_not_act_in_the_browser_of_a_teacher(page, tmp_path, text):
    assert not acts(page, tmp_path, inactive(text))


@pytest.mark.parametrize(
    "text",
    [
        "# Title",
        "1 < 2 & 3 > 2",
        "**bold** and `code`",
        "[x](https://example.org)",
        "$a_1 < b$",
        "",
    ],
)
def test_honest_text_stays_as_it_is(text):
    assert inactive(text) == text


def test_essays_and_own_cells_are_made_inactive(course):
    (key,) = find_keys(course / "autograder_tests")
    own = new_markdown_cell("<script>own</script>")
    path = hand_in(
        course, "eve", "ps", {"double": DOUBLE, "why": "<script>why</script>"},
        edit=lambda book: book.cells.append(own),
    )  # fmt: skip
    try:
        submission = read_submission(path)
    finally:
        path.unlink()
        path.parent.rmdir()
        path.parent.parent.rmdir()
    cells = [Cell("double", "code", DOUBLE), Cell("why", "markdown", "<script>why</script>")]
    cells.append(Cell(None, "markdown", own.source))
    tests = [ScoredTest(test.grade_id, 1, 1, True) for test in key.tests]
    result = Result(student="eve", assignment="ps", notebook="ps", tests=tests, cells=cells)
    text = nbformat.writes(graded_notebook(key, submission, result))
    assert "<script>" not in text
    assert "script>why" in text
    assert "script>own" in text
