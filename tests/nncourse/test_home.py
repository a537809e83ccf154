"""The index: it says where to begin, how far one is and what is wrong with the set-up."""

import json
import re

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nncourse import data, home, progress, questions, score, setup_check
from tests.support import REPO, lesson


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


# --- progress


def test_what_is_recorded_is_read_and_added_to(file):
    assert progress.read() == {}
    assert progress.record("a/b", tries=1)
    assert progress.record("a/b", done=True)
    assert progress.read() == {"a/b": {"tries": 1, "done": True}}


@settings(deadline=None, max_examples=30)  # each example writes files
@given(
    st.dictionaries(
        st.text(min_size=1),
        st.dictionaries(st.text(min_size=1).filter(lambda name: name != "key"), st.integers()),
    )
)
def test_all_keys_and_facts_survive(tmp_path_factory, entries):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(progress.FILE_VARIABLE, str(tmp_path_factory.mktemp("p") / "p.json"))
        for key, facts in entries.items():
            progress.record(key, **facts)
        assert progress.read() == entries


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"entries": 3}', b'"text"', b"\xff\xfe", b"null"]
)
def test_a_damaged_file_is_set_aside_and_stops_nothing(file, damage):
    file.write_bytes(damage)
    assert progress.read() == {}
    assert progress.record("a/b", done=True)
    assert progress.read() == {"a/b": {"done": True}}
    assert (file.parent / "progress.damaged.json").read_bytes() == damage


def test_strange_entries_are_left_out_and_the_others_kept(file):
    file.write_text(json.dumps({"version": 1, "entries": {"a/b": {"done": True}, "a/c": 3}}))
    assert progress.read() == {"a/b": {"done": True}}


def test_what_cannot_be_written_is_kept_while_python_runs(tmp_path, monkeypatch):
    # A folder that does not exist refuses every writer, also one with all rights.
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "none" / "progress.json"))
    assert not progress.record("a/b", done=True)
    assert progress.read() == {"a/b": {"done": True}}
    assert not progress.record("a/c", done=True)
    assert list(progress.read()) == ["a/b", "a/c"]
    (tmp_path / "none").mkdir()
    assert progress.record("a/d", done=True)
    assert list(json.loads(progress.path().read_text())["entries"]) == ["a/b", "a/c", "a/d"]


def test_a_read_only_folder_stops_nothing(file, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")  # root may write everywhere: say no for it

    with monkeypatch.context() as patch:
        patch.setattr(progress.tempfile, "NamedTemporaryFile", refuse)
        assert not progress.record("a/b", done=True)
        assert progress.read() == {"a/b": {"done": True}}


def test_one_lesson_or_all_can_be_forgotten(file):
    for key in ("a/b", "a/c", "ab/c"):
        progress.record(key, done=True)
    progress.clear("a")
    assert list(progress.read()) == ["ab/c"]
    progress.clear()
    assert progress.read() == {}


def test_listeners_hear_of_every_record(file, monkeypatch):
    heard = []
    monkeypatch.setattr(progress, "_listeners", [])
    progress.listen(lambda: heard.append(len(progress.read())))
    progress.record("a/b", done=True)
    progress.record("a/c", done=True)
    assert heard == [1, 2]


def test_by_default_progress_lies_beside_the_notebook(tmp_path, monkeypatch):
    monkeypatch.delenv(progress.FILE_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    assert progress.path() == tmp_path / ".nncourse-progress.json"


# --- what is done


def test_lessons_count_the_questions_that_are_done(file):
    keys = list(questions.load("check"))
    progress.record(keys[0], done=True)
    progress.record(keys[1], done=False, tries=3)
    progress.record("check/no-such-question", done=True)
    row = next(row for row in home.lesson_rows() if row[0] == "Knowledge check")
    assert row == ("Knowledge check", "05-knowledge-check.ipynb", 1, 12)


def test_the_score_counts_first_tries_apart(file):
    progress.record("check/recall", done=True, first=False, tries=2)
    progress.record("check/always-no", done=True, first=True, tries=1)
    assert ("Imbalanced data", 2, 2, 1) in score.rows("check")


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
        assert part.questions in questions.lessons()


@pytest.mark.parametrize("name", ["index", "05-knowledge-check", "06-summary"])
def test_relative_links_lead_somewhere(name):
    links = re.findall(r"\]\(([^)#:]+)\)", text_of(read_notebook(name)))
    assert links
    for link in links:
        assert (REPO / "notebooks" / link).is_file(), link


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


# --- the check of the set-up, when something is wrong


def fake_project(monkeypatch, requires):
    real = setup_check.importlib.metadata.requires
    monkeypatch.setattr(
        setup_check.importlib.metadata,
        "requires",
        lambda name: requires if name == "building-neural-networks" else real(name),
    )


def test_old_and_missing_packages_are_named_with_a_remedy(monkeypatch):
    wanted = ["numpy>=999", "no-such-package>=1", "pandas", 'pywin32; sys_platform == "plan9"']
    fake_project(monkeypatch, wanted)
    check = setup_check.check_packages()
    assert not check.passed
    assert re.fullmatch(
        r"numpy is [\d.]+, needed is >=999; no-such-package is missing", check.found
    )
    assert "make env" in check.remedy


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(setup_check.platform, "python_version", lambda: "3.9.1")
    check = setup_check.check_python()
    assert not check.passed
    assert "3.9.1" in check.found
    assert "needs Python >=3.11" in check.remedy


def test_changed_data_are_named_with_a_remedy(tmp_path, monkeypatch):
    (tmp_path / "bank_marketing.csv").write_text("age\n1\n")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(data, "_folders", lambda: [tmp_path])
    check = setup_check.check_data("bank_marketing")
    assert not check.passed
    assert "sha256 differs" in check.found
    assert "Replace it" in check.found


def test_a_folder_without_right_to_write_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "none" / "progress.json"))
    check = setup_check.check_progress()
    assert not check.passed
    assert "copy the course" in check.remedy


def test_without_widgets_the_check_says_so():
    bundle = setup_check.WidgetCheck()._repr_mimebundle_()
    content = bundle[0] if isinstance(bundle, tuple) else bundle
    assert content["text/plain"].startswith("FAULT Interactive parts do not load")


# --- on a page


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
    assert lab.axe(page, ".jp-OutputArea-output") == []
    assert lab.axe(page, ".jp-RenderedMarkdown") == []
    page.get_by_role("link", name="the warm-up").click()
    page.wait_for_function(
        "window.jupyterapp.shell.currentWidget.context?.path === 'notebooks/01-playground.ipynb'"
    )
    assert lab.errors(page) == []
    assert lab.foreign_requests(page) == []
