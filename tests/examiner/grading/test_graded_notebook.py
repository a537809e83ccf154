"""The graded notebook on nbgrader's pages: a student's text does not act there."""

from dataclasses import replace
from pathlib import Path

import jupyter_server_mathjax
import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_markdown_cell
from nbgrader.server_extensions import formgrader

from examiner.grading.graded_notebook import _students_cell, graded_notebook, inactive
from examiner.key import find_keys
from examiner.report import Cell, Output, Result, ScoredTest
from examiner.submission.reader import read_submission
from tests.support.browser import Lab
from tests.support.small_course import DOUBLE, hand_in, notebook

_STATIC = Path(formgrader.__file__).with_name("static")
_MATHJAX = Path(jupyter_server_mathjax.__file__).with_name("static") / "MathJax.js"

#: Each acts where nbgrader shows it as it is: see `acts`.
ACTIVE = [
    "<script>window.acted = 1</script>",
    '<img src="x:" onerror="window.acted = 1">',
    "<svg onload='window.acted = 1'></svg>",
    "<svg><script>window.acted = 1</script></svg>",
    "<svg><animate onbegin='window.acted = 1' attributeName='x' dur='1s'/></svg>",
    '<svg><a href="javascript:window.acted = 1"><text>x</text></a></svg>',
    "<details open ontoggle='window.acted = 1'>x</details>",
    '<iframe srcdoc="<script>parent.acted = 1</script>"></iframe>',
    '<iframe src="javascript:parent.acted = 1"></iframe>',
    '<a href="javascript:window.acted = 1">x</a>',
    '<a href="java&#115;cript:window.acted = 1">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="x" download onclick="window.acted = 1">x</a>',
    '<base href="https://example.org/">',
    '<meta http-equiv="refresh" content="99;url=https://example.org/">',
    '<form action="/formgrader/api"><input name="x"><button>x</button></form>',
    '<link rel="stylesheet" href="x.css">',
    "<style>body { display: none }</style>",
    '<object data="x.html"></object>',
    '<embed src="x.html">',
    '<div style="position: fixed; inset: 0">x</div>',
    "```mermaid\n<img src='x:' onerror='window.acted = 1'>\n```",
    "```mermaid\n</pre><script>window.acted = 1</script>\n```",
    r"$\href{javascript:window.acted=1}{x}$",
    r"$\require{HTML}\href{javascript:window.acted=1}{x}$",
    r"$\def\y#1{\href{java#1:window.acted=1}{x}}\y{script}$",
    '$\\mmlToken{mi}[href="javascript:window.acted=1"]{x}$',
    '$\\def\\y#1{\\mmlToken{mi}[href="java#1:window.acted=1"]{x}}\\y{script}$',
    r"\begin{equation}\href{javascript:window.acted=1}{x}\end{equation}",
    r"$\style{position:fixed}{x}$",
    '$\\mmlToken{mi}[style="position:fixed"]{x}$',
]  # fmt: skip
#: Links, code and formulas that most versions of Markdown and MathJax stop by themselves.
OTHERS = [
    "`<img src=x: onerror=window.acted=1>\n\n`",
    "```\n</code></pre><img src='x:' onerror='window.acted = 1'>\n```",
    "```<script>window.acted=1</script>\nx\n```",
    "```mermaid\n%%{init: {'securityLevel': 'loose'}}%%\ngraph TD\nA-->B\nclick A href \"javascript:x\"\n```",
    "```mermaid\n&lt;img src=x: onerror=window.acted=1&gt;\n```",
    "[x](javascript:window.acted=1)", "[x](JaVaScRiPt:window.acted=1)", "<javascript:window.acted=1>",
    "[x](java&#115;cript:window.acted=1)", "[x](javascript&colon;window.acted=1)",
    "[x](java\\script:window.acted=1)", "[x](java\tscript:window.acted=1)",
    "[x][y]\n\n[y]: javascript:window.acted=1", "[x](javascript\\:window.acted=1)",
    "![x](javascript:window.acted=1)", "[x](%6aavascript:window.acted=1)",
    "[x](vbscript:window.acted=1)", "[x](data:text/html,<script>window.acted=1</script>)",
    "![x](data:image/svg+xml,<svg/onload=window.acted=1>)", "[x](blob:window.acted=1)",
    "![x](x: \"onerror=window.acted=1\")", "![\" onerror=window.acted=1 \"](x:)",
    "[x](x '\" onclick=window.acted=1 x=\"')", "# x {onclick=window.acted=1}",
    "<<script>script>window.acted=1<</script>/script>", "<\nscript>window.acted=1</script>",
    "&lt;script&gt;window.acted=1&lt;/script&gt;", "\\<script>window.acted=1</script>",
    "$<script>window.acted=1</script>$", "$&lt;img src=x: onerror=window.acted=1&gt;$",
    r"$\unicode{x3c}script\unicode{x3e}window.acted=1$", r"$\text{<img src=x: onerror=window.acted=1>}$",
    r"$\def\y{href}\y{javascript:window.acted=1}{x}$", r"$\require{../../evil}x$",
    r"$\let\y\href\y{javascript:window.acted=1}{x}$",
    r"$\class{btn}{x}\cssId{notebook}{y}\bbox[border:1px]{z}$", r"\(\href{javascript:window.acted=1}{x}\)",
    "<!--><script>window.acted=1</script>-->", "<![CDATA[<script>window.acted=1</script>]]>",
]  # fmt: skip
#: Elements that Markdown does not make, and links to a script.
_FOREIGN = """() => {
    const tags = new Set(("a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr img li ol p pre s span "
        + "strong sub sup table tbody td th thead tr ul div").split(" "));
    const names = new Set(["href", "src", "alt", "title", "class", "id", "start", "align"]);
    const scripts = new Set(["javascript:", "vbscript:", "data:"]);
    return [...document.querySelectorAll(".rendered_html *")].filter(element => {
        const attributes = [...element.attributes];
        return !(tags.has(element.localName) && attributes.every(({name, value}) => names.has(name)
            && !(["href", "src"].includes(name) && scripts.has(new URL(value, document.URL).protocol))));
    }).map(element => element.outerHTML) }"""
_FORMULAS = """() => new Promise(done => MathJax.Hub.Queue(["Typeset", MathJax.Hub], () => {
    const links = [...document.querySelectorAll(".MathJax a, .MathJax [href]")];
    links.forEach(link => link.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true})));
    setTimeout(() => done([...document.querySelectorAll(".MathJax [style*=fixed]")].length), 20) }))"""


@pytest.fixture(scope="module")
def page():
    page = Lab.share_chromium().new_page()
    yield page
    page.close()
    Lab.release_chromium()


def show(page, folder, cells, *, mathjax):
    """Open nbgrader's page for feedback; MathJax comes without its extension ``Safe``."""
    exporter = HTMLExporter(
        template_name="feedback",
        extra_template_basedirs=[str(Path(formgrader.__file__).with_name("templates"))],
        extra_template_paths=[str(_STATIC / "node_modules/bootstrap/dist/css")],
    )
    about = {"notebook": "ps", "score": 1, "max_score": 1, "late_penalty": 0}
    html, _ = exporter.from_notebook_node(notebook(cells), resources={"nbgrader": about})
    public = exporter.mathjax_url
    assert f'<script src="{public}">' in html
    local = f"{_MATHJAX.as_uri()}?config=TeX-AMS-MML_HTMLorMML-full" if mathjax else ""
    path = folder / "page.html"
    path.write_text(html.replace(public, local))
    page.goto(path.as_uri(), wait_until="load")


def acts(page, folder, text):
    """Show Markdown as nbgrader does, click its links, and list what it did.

    Beside a script that runs, everything counts that Markdown itself does not make: other elements,
    attributes and protocols.
    """
    has_formula = "$" in text or "\\(" in text or "\\begin" in text
    show(page, folder, [new_markdown_cell(text)], mathjax=has_formula)
    found = [] if has_formula else page.evaluate(_FOREIGN)
    page.evaluate("""() => document.querySelectorAll("a, area").forEach(link => {
        // A click on any other link would only lead to another page.
        if (link.href.animVal?.startsWith("javascript:") || link.protocol === "javascript:"
            || link.onclick) link.dispatchEvent(new MouseEvent("click", {cancelable: true})) })""")
    if has_formula:
        found += ["a style"] * page.evaluate(_FORMULAS)
    page.wait_for_timeout(50)
    return found + ["a script"] * (page.evaluate("window.acted") == 1)


@pytest.mark.browser
@pytest.mark.parametrize("text", ACTIVE)
def test_the_text_would_act_as_it_was_handed_in(page, tmp_path, text):
    """What does nothing by itself would prove nothing."""
    assert acts(page, tmp_path, text)


@pytest.mark.browser
@pytest.mark.parametrize("text", [*ACTIVE, *OTHERS])
def test_a_students_text_does_not_act_in_the_browser_of_a_teacher(page, tmp_path, text):
    assert acts(page, tmp_path, inactive(text)) == []


@pytest.mark.browser
def test_neither_code_nor_outputs_act(page, tmp_path):
    """There are text and pictures only: whatever else a cell shows, widgets and scripts, is left out."""
    hostile = "\n\n".join(ACTIVE)
    picture = b"<svg xmlns='http://www.w3.org/2000/svg' onload='window.acted = 1'/>"
    outputs = (
        Output("text", hostile),
        Output("text", f"\x1b[31m{hostile}"),
        Output("png", picture),
    )
    made = _students_cell(Cell(None, "code", hostile, outputs), 1)
    assert {output.output_type for output in made.outputs} == {"stream", "display_data"}
    assert [output.data.keys() for output in made.outputs if "data" in output] == [{"image/png"}]
    show(page, tmp_path, [made], mathjax=True)
    assert page.evaluate(_FORMULAS) == 0
    seen = "[...document.querySelectorAll('#notebook *')].map(element => element.localName)"
    assert set(page.evaluate(seen)) <= {"main", "div", "pre", "span", "img"}
    assert page.evaluate("window.acted") is None


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


def test_an_added_question_without_points_is_left_out(course):
    """It takes nothing from the maximum of the row; its test did not run all the same."""
    (key,) = find_keys(course / "autograder_tests")
    cells = [replace(one, points=0) if one.grade_id == "test_more" else one for one in key.cells]
    key = replace(key, cells=tuple(cells))
    submission = read_submission(course / "submitted" / "ada" / "ps" / "ps.ipynb")
    submission = replace(
        submission, cells=tuple(one for one in submission.cells if one.grade_id != "test_more")
    )
    result = Result(
        student="ada", assignment="ps", notebook="ps", added_questions=["test_more"],
        tests=[ScoredTest("test_double", 2, 2, True)],
        cells=[Cell("double", "code", DOUBLE), Cell("why", "markdown", "YOUR ANSWER HERE")],
    )  # fmt: skip
    made = graded_notebook(key, submission, result)
    (test,) = [cell for cell in made.cells if cell.get("id") == "test-more"]
    assert test.source == "assert double(0) == 0"


def test_halves_of_characters_in_outputs_are_replaced():
    made = _students_cell(
        Cell(None, "code", "print(chr(0xD800))", (Output("text", "a\ud800b"),)), 1
    )
    assert nbformat.writes(notebook([made])).encode()
    assert made.outputs[0].text == "a?b"
