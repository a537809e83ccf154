"""The pages: nothing active, nobody else, and every text as it is."""

import html
import re
from importlib.resources import files

from hypothesis import given

from examiner.report import Cell, Output
from examiner.reports import gradescope, render
from examiner.reports.html_report import index_page, submission_page
from examiner.safe_text import one_line, printable
from examiner.sentences import refusals
from tests.support.sample_report import CONTROL, ENGINE, a_class, ada, reports, slowly
from tests.support.tags import Tags


def test_the_pages_show_no_one_else_and_the_index_no_cells(tmp_path):
    for path in render(a_class(), "html", tmp_path)[1:]:
        text = path.read_text().partition("</style>")[2]
        assert sum(name in text for name in ("ada", "ben", "cleo", "dan", "mal")) == 1
    assert "return x" not in (tmp_path / "index.html").read_text()


def test_a_students_page_asks_nobody_but_the_student_to_do_something(tmp_path):
    for result in a_class().results:
        shown = html.unescape(submission_page(result, ENGINE))
        assert (result.remedy or "") in shown
        assert not result.instructor_remedy or result.instructor_remedy not in shown
        output = gradescope.results(result, ENGINE)["output"]
        assert not result.instructor_remedy or result.instructor_remedy not in output
        if result.status == "error":
            assert refusals.NOT_YOUR_FAULT in shown
            assert result.reason not in shown + output
    shown = html.unescape(index_page(a_class()))
    for result in a_class().results:
        for sentence in (result.reason, result.remedy, result.instructor_remedy):
            assert sentence is None or sentence in shown


SCRIPT = files("examiner").joinpath("reports/templates/tables.js").read_text()
SAFE_TAGS = {
    *("html", "head", "meta", "link", "title", "style", "body", "main", "header", "section"),
    *(
        "h1",
        "h2",
        "h3",
        "p",
        "b",
        "strong",
        "progress",
        "wbr",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
    ),
    *("th", "td", "span", "a", "ul", "li", "article", "pre", "code", "img", "footer", "details"),
    "summary",
}
SAFE_ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "rel", "href", "class", "scope", "id"),
    *("aria-labelledby", "aria-label", "aria-hidden", "role", "tabindex", "min", "max", "value"),
    *("src", "alt"),
}


#: What the page of the class has besides: pictures, one script of ours, and controls for it.
CLASS_TAGS = {
    *("nav", "figure", "figcaption", "br", "label", "input", "select", "option", "script"),
    *("svg", "line", "rect", "text"),
}
CLASS_ATTRIBUTES = {
    *("data-value", "data-flags", "hidden", "type", "autocomplete"),
    *("viewbox", "preserveaspectratio", "x", "y", "x1", "x2", "y1", "y2", "width", "height"),
}
SUBMISSION = re.compile(r"submissions/[A-Za-z0-9][\w.-]*\.html")


def assert_still(shown, tags=SAFE_TAGS, attributes=SAFE_ATTRIBUTES):
    """Hold a page against the list of what a page may hold; return what it says."""
    page = Tags(shown)
    assert not CONTROL.search(shown)
    for tag, its in page.elements:
        assert tag in tags
        assert set(its) <= attributes
        if tag == "a":
            assert SUBMISSION.fullmatch(its["href"]) or re.fullmatch("#[a-z]+", its["href"])
        if tag == "link":
            assert its["href"] == "data:,"
        if tag == "img":
            assert re.fullmatch(r"data:image/png;base64,[A-Za-z0-9+/=]+", its["src"])
        if tag == "meta" and "http-equiv" in its:
            assert its["http-equiv"] == "Content-Security-Policy"
    return page


@slowly
@given(reports)
def test_pages_hold_nothing_active_and_show_every_text_as_it_is(report):
    for result in report.results:
        tags = assert_still(submission_page(result, report.engine))
        said = "".join(tags.text)
        assert one_line(result.student, 2_000) in said
        for test in result.tests:
            assert printable(test.message or "") in said
        for cell in result.cells:
            assert printable(cell.source) in said
            for output in cell.outputs:
                assert output.kind == "png" or printable(output.data) in said
    shown = index_page(report)
    tags = assert_still(shown, SAFE_TAGS | CLASS_TAGS, SAFE_ATTRIBUTES | CLASS_ATTRIBUTES)
    links = [its["href"] for tag, its in tags.elements if tag == "a"]
    assert len(list(filter(SUBMISSION.fullmatch, links))) == len(report.results)
    (script,) = re.findall("<script[^>]*>(.*?)</script>", shown, re.DOTALL)
    assert script == SCRIPT


def test_a_long_output_is_cut_and_a_broken_picture_is_named():
    cells = [Cell("f", "code", "f()", (Output("text", "a" * 100_000), Output("png", b"GIF89a")))]
    shown = submission_page(ada(cells=cells), ENGINE)
    assert "80,000 characters are left out here" in shown
    assert "A picture could not be shown" in shown
    assert len(shown) < 50_000
