"""The site of the lessons as `make site` writes it: whole, closed in itself, and for every reader."""

import itertools
import json
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from nncourse.quiz import bank
from nncourse.site import build
from tests.support import IN_CI, REPO
from tests.support.browser import Lab

pytestmark = pytest.mark.slow  # it executes all lessons

NOTEBOOKS = sorted((REPO / "notebooks").glob("*.ipynb"))
TASKS = sorted((REPO / "release").glob("*/*.ipynb"))
NAMES = [path.stem for path in [*NOTEBOOKS, *TASKS]]
# Not with "preload", which asks for the style sheet in a way that a folder does not allow.
AXE = {"preload": False, "resultTypes": ["violations"]}
INDEX_IS_LOWER = """() => {
    const [letter, index] = document.querySelector("msub").children;
    return index.getBoundingClientRect().bottom > letter.getBoundingClientRect().bottom + 2;
}"""
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(26, 26, 26)"}
LEFTOVERS = ("require.js", "widget-view", "widget-state", "_esm", "cdnjs", "unpkg", "mathjax")
CUT_OFF = """() => [...document.querySelectorAll("main *")]
    .filter((part) => part.checkVisibility({ contentVisibilityAuto: true }))
    .filter((part) => part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((part) => part.outerHTML.slice(0, 200))"""
QUESTIONS = {key: q for lesson in bank.lessons() for key, q in bank.load(lesson).items()}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    # In a thread of its own: in this one the event loop of an earlier test's Playwright may run.
    with ThreadPoolExecutor(1) as thread:
        pages = thread.submit(build.write, REPO, folder).result()
    assert {path.stem for path in pages} == set(NAMES)
    return folder


@pytest.fixture(scope="module")
def soups(site):
    """Give the parsed pages by name."""
    texts = {name: (site / f"{name}.html").read_text(encoding="utf-8") for name in NAMES}
    return {name: BeautifulSoup(text, "html.parser") for name, text in texts.items()}


@pytest.fixture(scope="module")
def chromium():
    yield Lab.share_chromium()
    Lab.release_chromium()


@pytest.fixture
def visit(chromium, site):
    """Give a function that opens a page from the folder and records what goes wrong on it."""
    contexts = []

    def opened(name, theme="light", width=1200, **options):
        viewport = {"width": width, "height": 900}
        context = chromium.new_context(color_scheme=theme, viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: page.faults.append(message.text))
        own = (site.as_uri(), "data:")
        page.on("request", lambda r: r.url.startswith(own) or page.faults.append(r.url))
        page.goto((site / f"{name}.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def test_the_index_leads_to_every_lesson_and_task(soups):
    linked = {link["href"] for link in soups["index"].find_all("a", href=True)}
    assert {f"{name}.html" for name in NAMES if name != "index"} <= linked
    lessons = [name for name in NAMES if re.match(r"\d\d-", name)]
    for one, following in itertools.pairwise(lessons):
        assert soups[one].find("a", href=f"{following}.html"), f"{one} does not lead on"


def test_every_link_and_picture_leads_somewhere(site, soups):
    dead, followed = [], 0
    for name, soup in soups.items():
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        dead += [f"{name}: the id {one} twice" for one in {*ids} if ids.count(one) > 1]
        for tag in soup.find_all(["a", "img", "link", "script"]):
            address = tag.get("href") or tag.get("src")
            assert address, f"{name}: {tag}"
            parts = urlsplit(address)
            if parts.scheme == "data" or (parts.scheme == "https" and tag.name == "a"):
                continue
            followed += 1
            path = unquote(parts.path) or f"{name}.html"
            target = soups.get(path.removesuffix(".html"))
            if parts.scheme or parts.netloc or not (site / path).is_file():
                dead.append(f"{name}: {address}")
            elif parts.fragment and target.find(id=unquote(parts.fragment)) is None:
                dead.append(f"{name}: {address} has no such place")
    assert followed > 200
    assert not dead, "\n".join(dead)


def test_every_picture_of_the_lessons_is_there_with_its_text(soups):
    for path in NOTEBOOKS:
        wanted = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text_of(path))
        shown = {(img["alt"], img["src"]) for img in soups[path.stem].find_all("img")}
        assert set(wanted) <= shown
    for soup in soups.values():
        for img in soup.find_all("img"):
            assert len(img["alt"]) > 20, img["alt"]
            assert "No description" not in img["alt"]


def test_every_formula_is_there(soups):
    for path in [*NOTEBOOKS, *TASKS]:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", text_of(path), flags=re.DOTALL)
        wanted = re.findall(r"\$\$.+?\$\$|\$[^$]+?\$", text)
        assert len(soups[path.stem].find_all("math")) == len(wanted), path.name
        for formula in soups[path.stem].find_all("math"):
            assert not re.search(r"[\\${}]", formula.get_text().replace("{", "", 1)), formula


def text_of(path):
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def test_every_widget_has_a_stand_in_that_says_where_it_moves(soups):
    figures = {
        "01-playground": 7,
        "02-activation-functions": 13,
        "03-training-history": 5,
        "04-class-imbalance-smote": 3,
    }
    for name, soup in soups.items():
        moving = soup.find_all(class_="moves")
        assert len(moving) == figures.get(name, 0), name
        assert all("work in JupyterLab" in line.get_text() for line in moving)
        assert "Run All Cells" not in "".join(tag.get_text() for tag in soup.select(".output"))


def test_nothing_of_jupyter_or_of_this_machine_is_left(site, soups):
    for name, soup in soups.items():
        text = str(soup)
        for left in LEFTOVERS:
            assert left not in text.lower(), f"{name} holds {left}"
        for place in (REPO, site):
            assert str(place) not in text, name


def test_no_answer_and_no_hidden_test_is_on_any_page(site):
    secrets = [secret for path in TASKS for secret in secrets_of(path.stem)]
    assert len(secrets) > 40
    pages = [path for path in site.rglob("*") if path.suffix in (".html", ".js", ".css")]
    assert len(pages) == len(NAMES) + 2
    for path in pages:
        text = path.read_text(encoding="utf-8")
        shown = BeautifulSoup(text, "html.parser").get_text() if path.suffix == ".html" else text
        lines = {line.strip() for line in shown.splitlines()}
        for mark in ("BEGIN SOLUTION", "BEGIN HIDDEN TESTS"):
            assert mark not in shown, path.name
        for secret in secrets:
            assert not secret <= lines, f"{path.name} holds\n" + "\n".join(secret)
    kinds = {path.suffix for path in site.rglob("*") if path.is_file()}
    # test_bundle.py opens the zip
    assert kinds - {".woff2", ".txt"} == {".html", ".js", ".css", ".png", ".svg", ".zip"}


def secrets_of(task):
    """Yield the lines of each answer and each hidden test of a task that students do not get."""
    known = read_lines(REPO / "release" / task / f"{task}.ipynb")
    for cell in nbformat.read(REPO / "source" / task / f"{task}.ipynb", as_version=4).cells:
        block = None
        for line in cell.source.splitlines():
            if "BEGIN SOLUTION" in line or "BEGIN HIDDEN TESTS" in line:
                block = set()
            elif "END SOLUTION" in line or "END HIDDEN TESTS" in line:
                if len("".join(block)) > 20:
                    yield block
                block = None
            elif block is not None and line.strip() and line.strip() not in known:
                block.add(line.strip())


def read_lines(path):
    cells = nbformat.read(path, as_version=4).cells
    return {line.strip() for cell in cells for line in cell.source.splitlines()}


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_works_from_a_folder_for_everybody(visit, name, theme):
    page = visit(name, theme, width=400)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    broken = "[...document.images].filter((image) => !image.naturalWidth).map((image) => image.src)"
    page.wait_for_load_state("load")
    assert page.evaluate(broken) == []
    assert page.faults == []
    found = Axe().run(page, options=AXE).response["violations"]
    bad = [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found
           if fault["impact"] in ("serious", "critical")]  # fmt: skip
    assert bad == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == PAPER[theme]


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off_on_paper(visit, name):
    page = visit(name, width=718)  # A4 with margins of 1 cm
    page.emulate_media(media="print")
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.browser
def test_the_table_that_compares_the_ways_of_balancing_fits_its_page(visit):
    table = visit("04-class-imbalance-smote").locator(".wide", has_text="balanced accuracy")
    assert table.evaluate("box => [box.clientWidth, box.scrollWidth]") == [848, 848]


@pytest.mark.browser
def test_formulas_are_drawn_in_the_font_of_the_site(visit, site):
    if not (site / "formulas.woff2").is_file():
        assert not IN_CI, "the font is missing in CI"
        pytest.skip("the font of the formulas comes with Node (apt-get install nodejs npm)")
    assert "SIL OPEN FONT LICENSE" in (site / "formulas-LICENSE.txt").read_text()
    page = visit("02-activation-functions")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].map((font) => font.status)") == ["loaded"]
    assert page.evaluate(INDEX_IS_LOWER)


@pytest.mark.browser
@pytest.mark.parametrize("lesson", bank.lessons())
def test_the_page_alone_asks_marks_and_explains_every_question(visit, soups, lesson):
    name = next(name for name, soup in soups.items() if soup.select(f"[id^=question-{lesson}-]"))
    page = visit(name)
    for key, question in bank.load(lesson).items():
        card = page.locator(f"#question-{key.replace('/', '-')}")
        answer(card, question)
        card.get_by_role("button", name=re.compile("^(Check|Lock in)")).click()
        verdict = card.get_by_role("status").inner_text()
        assert re.match("✓ (Right|You saw it coming)", verdict), (key, verdict)
        assert spoken(question.reveal) in spoken(verdict)
    assert page.locator(".nnq").count() == len(bank.load(lesson))
    assert page.faults == []


def answer(card, question):
    if question.type == "numeric":
        right = next(one for one in question.answers if one.get("correct"))
        value = right["value"] if right["type"] == "value" else sum(right["range"]) / 2
        card.get_by_role("textbox").fill(str(value))
        return
    for place, one in enumerate(question.answers):
        if one["correct"]:
            card.locator(f"input[value='{place}']").check()


def spoken(text):
    """Return a text without what differs between its source and the page."""
    return re.sub(r"```\w+|[`\s]", "", text)


@pytest.mark.browser
def test_a_wrong_answer_is_explained_and_the_keyboard_is_enough(visit):
    page = visit("05-knowledge-check")
    key, question = next((key, one) for key, one in bank.load("check").items() if one.options)
    card = page.locator(f"#question-{key.replace('/', '-')}")
    wrong = next(place for place in question.order if not question.answers[place]["correct"])
    card.locator(f"input[value='{wrong}']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said = card.get_by_role("status").inner_text()
    assert said.startswith("✗ Not")
    assert spoken(question.answers[wrong]["feedback"]) in spoken(said)


@pytest.mark.browser
def test_without_scripts_every_question_can_be_read_with_its_answer(visit, soups):
    asked = {
        json.loads(tag["data-question"])["question"]["key"]
        for soup in soups.values()
        for tag in soup.find_all(attrs={"data-question": True})
    }
    assert asked == set(QUESTIONS)
    page = visit("03-training-history", java_script_enabled=False)
    for key, question in bank.load("history").items():
        card = page.locator(f"#question-{key.replace('/', '-')}")
        first = spoken(question.text)[:40]
        assert first in spoken(card.inner_text())
        card.get_by_text("The answer", exact=True).click()
        assert spoken(question.solution()[0]) in spoken(card.locator(".nn-answer").inner_text())
