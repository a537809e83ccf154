"""The index: it says where to begin, how far one is and what is wrong with the set-up."""

import re

import nbformat
import pytest

from nncourse import progress
from nncourse.lab import home
from nncourse.quiz import bank
from tests.support import REPO, lesson

#: How lessons write words of the glossary where they link them.
OTHER_WORDS = {
    "calibrated": "calibration",
    "class weights": "class weight",
    "gradients": "gradient",
    "held-out": "held-out data",
    "hyperbolic tangent": "tanh",
    "identity": "linear",
    "imbalanced": "class imbalance",
    "layers": "layer",
    "learning rates": "learning rate",
    "logits": "logit",
    "over-sampling": "oversampling",
    "random oversampling": "oversampling",
    "rectified linear unit": "relu",
    "test set": "test part",
    "training set": "training part",
    "weights": "weight",
}


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Give the learner a new progress file."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv(progress.FILE_VARIABLE, str(path))
    return path


def read_notebook(name):
    return nbformat.read(REPO / "notebooks" / f"{name}.ipynb", as_version=4)


def text_of(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


# --- what is done


def test_lessons_count_the_questions_that_are_done(file):
    keys = list(bank.load("check"))
    progress.record(keys[0], done=True)
    progress.record(keys[1], done=False, tries=3)
    progress.record("check/no-such-question", done=True)
    row = next(row for row in home.lesson_rows() if row[0] == "Knowledge check")
    assert row == ("Knowledge check", "05-knowledge-check.ipynb", 1, 12)


def task_notebook(folder, name, *answers):
    cells = [nbformat.v4.new_markdown_cell("# A task")]
    for text in answers:
        make = nbformat.v4.new_markdown_cell if "ANSWER" in text else nbformat.v4.new_code_cell
        cells.append(make(text, metadata={"nbgrader": {"solution": True}}))
    path = folder / "release" / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def test_tasks_count_the_answers_that_are_written(tmp_path, monkeypatch):
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    task_notebook(tmp_path, "task14", stub, "def tanh(x):\n    return 1", "YOUR ANSWER HERE")
    task_notebook(tmp_path, "task15", stub).write_text("{damaged")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    title, link, done, total = home.task_rows()[0]
    assert (title, done, total) == ("Task 14: activation functions", 1, 3)
    assert link == "../release/task14/task14.ipynb"
    assert len(home.task_rows()) == 1


@pytest.mark.parametrize(
    ("table", "advice"),
    [
        ([("A", "", 0, 2), ("B", "", 0, 1)], "Nothing is done yet: begin with “A”."),
        ([("A", "", 2, 2), ("B", "", 0, 1)], "Next: “B”."),
        ([("A", "", 2, 2)], "All done. Well done!"),
    ],
)
def test_the_page_says_where_to_go_on(table, advice):
    assert home._advice(table) == advice


# --- the index says what is true


def test_the_map_shows_the_lessons_and_tasks_with_their_minutes_and_points():
    table = next(cell.source for cell in read_notebook("index").cells if cell.id == "map")
    for place, part in enumerate(home.LESSONS, 1):
        row = next(line for line in table.splitlines() if f"({part.notebook}.ipynb)" in line)
        assert f"| {place}. [{part.title}]" in row
        assert f"| {part.minutes} |" in row
    for task in home.TASKS:
        row = next(line for line in table.splitlines() if f"{task.name}.ipynb" in line)
        assert f"{task.points} points, about {task.minutes} minutes" in row


@pytest.mark.parametrize("task", home.TASKS, ids=lambda task: task.name)
def test_points_are_those_of_the_task(task):
    path = REPO / "source" / task.name / f"{task.name}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    grades = [cell.metadata.get("nbgrader", {}) for cell in cells]
    assert sum(meta["points"] for meta in grades if meta.get("grade")) == task.points


@pytest.mark.parametrize("part", home.LESSONS, ids=lambda part: part.notebook)
def test_titles_are_those_of_the_lessons(part):
    assert text_of(read_notebook(part.notebook)).startswith("# ")
    if part.questions:
        assert part.questions in bank.lessons()


@pytest.mark.parametrize("part", [part for part in home.LESSONS if part.questions])
def test_the_first_cell_says_what_to_do_when_the_lesson_is_opened_again(part):
    first = read_notebook(part.notebook).cells[0].source
    assert "*Opened again? Choose **Run ▸ Run All Cells**" in first


@pytest.mark.parametrize("name", ["index", "help", "05-knowledge-check", "06-summary"])
def test_relative_links_lead_somewhere(name):
    links = re.findall(r"\]\(([^)#:]+)\)", text_of(read_notebook(name)))
    assert links
    for link in links:
        assert (REPO / "notebooks" / link).is_file(), link


def test_every_word_of_the_glossary_is_linked_from_a_lesson():
    table = next(cell.source for cell in read_notebook("help").cells if cell.id == "glossary")
    terms = re.findall(r"^\| ([^|:]+?) \|", table, re.MULTILINE)[1:]
    assert len(terms) > 40
    assert terms == sorted(terms, key=str.lower)
    texts = [text_of(read_notebook(part.notebook)) for part in home.LESSONS]
    linked = re.findall(r"\[([^]]+)\]\(help\.ipynb#Glossary\)", "\n".join(texts))
    words = {OTHER_WORDS.get(word, word) for word in (text.strip("*").lower() for text in linked)}
    assert words == {part.lower() for term in terms for part in term.split(", ")}


def test_the_summary_cites_the_deck_and_every_source_in_full():
    items = re.findall(r"^- (.+)$", text_of(read_notebook("06-summary")), re.MULTILINE)
    sources = [item for item in items if not item.startswith("☐")]
    assert len(sources) >= 12
    for source in sources:
        assert re.search(r"\((19|20)\d\d\)", source), source
    for title in ("On the Impact of the Activation", "Gradient Descent Optim", "Deep Scattering"):
        assert sum(title in source for source in sources) == 1, title


def test_the_index_runs_without_a_word_and_finds_this_machine_ready():
    notebook = lesson.run("index")
    assert lesson.stderr(notebook) == ""
    assert "FAULT" not in lesson.text(notebook, "setup").split("FAULT Interactive")[0]
    assert "Knowledge check: 0 of 12" in lesson.text(notebook, "progress")


def test_the_summary_runs_without_a_word():
    assert lesson.stderr(lesson.run("06-summary")) == ""


# --- on a page


def in_sight(text):
    """Say whether a text is within the part of the notebook that is scrolled into sight."""
    return text.evaluate(
        """element => {
            const { top, bottom } = element.getBoundingClientRect();
            const panel = element.closest(".jp-WindowedPanel-outer").getBoundingClientRect();
            return top >= panel.top && bottom <= panel.bottom;
        }"""
    )


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_index_welcomes(lab, theme):
    (lab.root / "notebooks" / progress.FILE_NAME).unlink(missing_ok=True)
    page = lab.open("notebooks/index.ipynb", theme=theme)
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.get_by_text("✓ Interactive parts: they load, and Python answers them.").wait_for()
    page.get_by_text("Nothing is done yet: begin with").wait_for()
    assert page.get_by_text("✗", exact=True).count() == 0
    # Run All may go to the last cell; wherever it lands, what it found is in sight.
    assert in_sight(page.get_by_text("✓ Interactive parts")) or in_sight(
        page.get_by_text("Nothing is done yet: begin with")
    )
    assert lab.axe(page, ".jp-OutputArea-output") == []
    assert lab.axe(page, ".jp-RenderedMarkdown") == []
    page.get_by_role("link", name="the warm-up").click()
    page.wait_for_function(
        "window.jupyterapp.shell.currentWidget.context?.path === 'notebooks/01-playground.ipynb'"
    )
    assert lab.errors(page) == []
    assert lab.foreign_requests(page) == []
