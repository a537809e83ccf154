"""The pages in a real browser: nothing runs, nothing is fetched, everybody can read them."""

import concurrent.futures
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from examiner.report import Cell, Output, Report, Result, ScoredTest
from examiner.reports import render
from examiner.reports.html_report import submission_page
from tests.support import hostile
from tests.support.browser import CHROMIUM_OPTIONS
from tests.support.chromium import chromium
from tests.support.sample_report import ENGINE, a_class, ada

pytestmark = pytest.mark.browser

#: What makes a noise in a page where it is not escaped (attacks 58 and 59).
ACTIVE = """
<script>window.pwned = 1; alert(1)</script>
<img src="x" onerror="window.pwned = 2"><img src="http://127.0.0.1:9/leak.png">
<svg onload="window.pwned = 3"><script>window.pwned = 4</script></svg>
<iframe srcdoc="<script>parent.pwned = 5</script>"></iframe>
<object data="data:text/html,<script>alert(6)</script>"></object>
<link rel="stylesheet" href="http://127.0.0.1:9/leak.css"><style>h1 { display: none }</style>
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">
<form action="http://127.0.0.1:9/"><button autofocus onfocus="window.pwned = 7">x</button></form>
<h1 style="position:fixed;inset:0">100 of 100 points</h1><base href="http://127.0.0.1:9/">
"""

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='window.pwned=8'><script>1</script></svg>"


def picture():
    """A small PNG, as matplotlib makes them."""
    from matplotlib.figure import Figure

    figure, file = Figure(figsize=(3, 2)), io.BytesIO()
    figure.subplots().plot([1, 2, 3])
    figure.savefig(file, format="png")
    return file.getvalue()


def attacks():
    texts = [ACTIVE, *hostile.TEXTS]
    outputs = [Output(kind, text) for text in texts for kind in ("text", "error")]
    outputs += [Output("png", SVG), Output("png", b"\x89PNG\r\n\x1a\n" + SVG)]
    outputs.append(Output("png", picture()))
    return Result(
        ACTIVE,
        ACTIVE,
        ACTIVE,
        status="died",
        reason=ACTIVE,
        remedy=ACTIVE,
        instructor_remedy=ACTIVE,
        points=1,
        max_points=2,
        needs_manual=[ACTIVE],
        manual_points=1,
        tests=[ScoredTest(text, 0, 1, False, text) for text in texts],
        notices=texts,
        cells=[
            Cell(ACTIVE, "code", ACTIVE, tuple(outputs)),
            *(Cell(None, kind, text) for text in texts for kind in ("code", "markdown")),
        ],
    )


def look(paths, scheme="light", axe=False):
    """Open pages in Chromium and tell what was seen.

    In a thread: another test may have Playwright running in this one, and it bears no second.

    Returns
    -------
    list of dict
        For each page: ``asked`` (addresses), ``said`` (console), ``title``, ``pwned``, ``faults``.
    """

    def work():
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
            context = browser.new_context(color_scheme=scheme, bypass_csp=axe)
            return [_see(context, path, axe) for path in paths]

    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def _see(context, path, axe):
    tab = context.new_page()
    seen = {"asked": [], "said": [], "dialogs": []}
    tab.on("request", lambda request: seen["asked"].append(request.url))
    tab.on("console", lambda message: seen["said"].append(message.text))
    tab.on("dialog", lambda dialog: (seen["dialogs"].append(dialog.message), dialog.dismiss()))
    tab.goto(path.as_uri(), wait_until="load")
    tab.wait_for_timeout(200)
    seen["asked"] = [url for url in seen["asked"] if not url.startswith("data:image/png;base64,")]
    seen["pwned"] = tab.evaluate("window.pwned ?? null")
    seen["url"] = tab.url
    seen["elements"] = tab.evaluate("[...new Set([...document.all].map((e) => e.localName))]")
    seen["wide"] = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    seen["pictures"] = tab.evaluate("[...document.images].map((image) => image.naturalWidth > 0)")
    if axe:
        violations = Axe().run(tab).response["violations"]
        seen["faults"] = [f"{v['id']}: {v['help']}: {v['nodes'][0]['html']}" for v in violations]
    return seen


def test_attacks_are_text(tmp_path):
    paths = render(Report(ENGINE, [attacks(), ada()]), "html", tmp_path)
    found = look(paths)
    for path, seen in zip(paths, found, strict=True):
        assert seen["pwned"] is None
        assert seen["dialogs"] == []
        assert seen["asked"] == [path.as_uri()]
        assert seen["url"] == path.as_uri()
        assert seen["said"] == []
        assert not seen["wide"]
        active = {"script", "iframe", "svg", "object", "form", "button", "base", "embed"}
        if path.name == "index.html":  # has pictures, and a script of its own
            active -= {"script", "svg", "button"}
        assert not active & set(seen["elements"])
    # The real picture is shown; of the two that are none, one looks like a PNG at its start.
    assert found[1]["pictures"] == [False, True]


def test_the_policy_holds_even_if_something_was_not_escaped(tmp_path):
    path = tmp_path / "page.html"
    shown = submission_page(ada(), ENGINE)
    assert "</header>" in shown
    path.write_text(shown.replace("</header>", f"{ACTIVE.replace('refresh', '')}</header>"))
    (seen,) = look([path])
    assert {"script", "iframe", "svg"} <= set(seen["elements"])
    assert seen["pwned"] is None
    assert seen["dialogs"] == []
    assert any("Content Security Policy" in text for text in seen["said"])
    # Chromium tells of what it blocked as a request, and says so; nothing else was asked for.
    blocked = "\n".join(seen["said"])
    for url in seen["asked"]:
        assert url.startswith(("file:", "data:", "about:")) or url in blocked


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_pages(tmp_path, scheme):
    report = a_class()
    report.results[0].cells.append(Cell(None, "code", "plot()", (Output("png", picture()),)))
    long = "\n".join(f"total_{n} = np.sum(data[{n}], axis={n} % 2) * {n}" for n in range(10))
    for row in (report.results[1], report.results[3]):  # two people, the same task
        row.cells.append(Cell("total", "code", long, given="# your code"))
    paths = render(report, "html", tmp_path)
    assert paths[-1].name == "similar-answers.html"
    for path, seen in zip(paths, look(paths, scheme, axe=True), strict=True):
        assert seen["faults"] == [], path.name
