"""The class's page in a real browser: its tables are sorted and filtered with mouse and keyboard."""

import concurrent.futures
import random

import pytest
from playwright.sync_api import sync_playwright

from examiner.report import Report, Result, ScoredTest
from examiner.reports.html_report import index_page
from tests.support.browser import CHROMIUM_OPTIONS
from tests.support.chromium import chromium
from tests.support.sample_report import ENGINE

pytestmark = pytest.mark.browser

NAMES = ("Zoe", "ada", "Émile", "Student 10", "Student 9")
POINTS = {"Zoe": 3, "ada": 10, "Émile": 2, "Student 10": None, "Student 9": 7}


def report(rows=NAMES):
    made = []
    for name in rows:
        points = POINTS.get(name, random.Random(name).randint(0, 10))
        row = {"assignment": "ps", "notebook": "ps", "max_points": 10, "seconds": 0.5}
        if points is None:
            made.append(Result(name, "ps", "ps", status="refused", reason="It is empty."))
            continue
        tests = [ScoredTest("test_a", points, 10, points == 10)]
        made.append(Result(name, **row, points=points, tests=tests))
    made.append(Result("Zoe", "ps2", "ps2", points=1, max_points=1, needs_manual=["essay"]))
    earlier = Report(ENGINE, [Result("Zoe", "ps", "ps", points=1, max_points=10), *made[1:]])
    return Report(ENGINE, made, earlier)


class Page:
    """What a person sees and does."""

    def __init__(self, tab):
        self.tab, self.keys = tab, tab.keyboard
        self.said = []
        tab.on("console", lambda message: self.said.append(message.text))
        tab.on("pageerror", lambda error: self.said.append(str(error)))

    def names(self):
        """Return the first column of the table of points, as it is shown."""
        cells = self.tab.locator("[aria-labelledby=points] tbody tr:visible th")
        return cells.all_inner_texts()

    def head(self, name):
        return self.tab.locator("[aria-labelledby=points] thead th", has_text=name).first

    def paper(self):
        return self.tab.evaluate("getComputedStyle(document.body).backgroundColor")


def browse(tmp_path, made, work, **options):
    """Open the page of a report and do something with it; in a thread, as in test_feedback_page."""
    path = tmp_path / "index.html"
    path.write_text(index_page(made), encoding="utf-8")

    def run():
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
            page = Page(browser.new_page(**options))
            page.tab.goto(path.as_uri(), wait_until="load")
            work(page)
            assert page.said == []

    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        thread.submit(run).result()


def test_sort_and_filter_with_the_keyboard(tmp_path):
    def work(page):
        assert page.names() == list(NAMES)
        page.head("ps").get_by_role("button").focus()
        page.keys.press("Enter")
        assert page.head("ps").get_attribute("aria-sort") == "descending"
        assert page.names() == ["ada", "Student 9", "Zoe", "Émile", "Student 10"]
        page.keys.press("Space")
        assert page.head("ps").get_attribute("aria-sort") == "ascending"
        assert page.names() == ["Student 10", "Émile", "Zoe", "Student 9", "ada"]
        page.keys.press("Shift+Tab")
        page.keys.press("Enter")
        assert page.head("ps").get_attribute("aria-sort") is None
        assert page.names() == ["ada", "Émile", "Student 9", "Student 10", "Zoe"]
        page.head("ps2").get_by_role("button").press("Enter")
        assert page.names()[0] == "Zoe", "who handed nothing in comes last"
        page.head("ps2").get_by_role("button").press("Enter")
        assert page.names()[0] == "Zoe"

        find, show = page.tab.get_by_label("Find"), page.tab.get_by_label("Show")
        status = page.tab.get_by_role("status")
        assert status.inner_text() == ""
        find.focus()
        page.keys.type("STUDENT")
        assert sorted(page.names()) == ["Student 10", "Student 9"]
        assert status.inner_text() == "2 of 5 students"
        page.keys.press("Tab")
        page.keys.type("needs")
        assert page.names() == ["Student 10"]
        find.fill("")
        show.select_option(label="to be graded by hand")
        assert page.names() == ["Zoe"]
        show.select_option(label="not everything handed in")
        assert "Zoe" not in page.names()
        assert len(page.names()) == 4
        show.select_option(label="everyone")
        assert len(page.names()) == 5
        assert status.inner_text() == ""

    browse(tmp_path, report(), work)


def test_themes_print_and_what_changed(tmp_path):
    def work(page):
        assert page.paper() == "rgb(20, 24, 31)"
        page.tab.emulate_media(color_scheme="light")
        assert page.paper() == "rgb(255, 255, 255)"
        changed = page.tab.locator("[aria-labelledby=changes] tbody tr").all_inner_texts()
        assert len(changed) == 1
        assert changed[0].split()[:4] == ["Zoe", "ps", "1", "3"]
        page.tab.emulate_media(media="print")
        for gone in ("nav", ".filter"):
            assert page.tab.locator(gone).is_hidden()
        assert page.tab.locator("svg.histogram").first.is_visible()
        page.tab.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins
        wider = "document.documentElement.scrollWidth > innerWidth"
        assert not page.tab.evaluate(wider), "the last column is cut off"

    browse(tmp_path, report(), work, color_scheme="dark")


def test_a_large_class_on_a_narrow_screen(tmp_path):
    """The long table scrolls under its heads; the page is not wider than the screen."""

    def work(page):
        assert not page.tab.evaluate("document.documentElement.scrollWidth > innerWidth")
        region = page.tab.locator("[aria-labelledby=points]")
        lines = "e => e.getClientRects()[0].height / parseFloat(getComputedStyle(e).lineHeight)"
        assert region.locator("tbody th").first.evaluate(lines) < 2, "a short name is on one line"
        assert region.evaluate("e => e.scrollHeight > 10 * e.clientHeight")
        region.evaluate("e => e.scrollTo(0, e.scrollHeight)")
        top = region.evaluate("e => e.getBoundingClientRect().top")
        assert abs(page.head("Student").bounding_box()["y"] - top) < 2
        page.head("ps").get_by_role("button").press("Enter")
        assert page.tab.locator("[aria-labelledby=points] tbody td a").first.inner_text() == "10/10"
        page.tab.emulate_media(media="print")
        assert region.evaluate("e => e.scrollHeight === e.clientHeight"), "all rows are printed"

    names = [f"Student {number}" for number in range(1000)]
    browse(tmp_path, report(names), work, viewport={"width": 390, "height": 800})
