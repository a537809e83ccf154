"""JupyterLab as it ships: a student is welcomed, an instructor can grade, nothing calls out."""

import http.client
import importlib.util
import json
import sqlite3
import subprocess
import sys

import nbformat
import pytest

from nncourse.lab import launch as course_lab
from tests.support import REPO
from tests.support.browser import Lab

GRADING = ("create-assignment", "formgrader", "course-list", "assignment-list", "menu")

# One answer in words with a formula in it, and a right answer in code.
ESSAY = "Its slope is $\\frac{df}{dx} = 0$ nearly everywhere."
TANH = "import numpy\n\n\ndef tanh(x):\n    return numpy.tanh(x)"


def settings(role, name):
    return json.loads((course_lab.SETTINGS / role / name).read_text())


def answer(notebook, **answers):
    """Write answers into a notebook, by grade_id."""
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in answers:
            cell.source = answers.pop(grade_id)
    assert not answers
    return notebook


# --- the settings


@pytest.mark.parametrize("role", ["student", "instructor"])
def test_no_news_and_no_updates_are_fetched(role):
    notification = settings(role, "overrides.json")["@jupyterlab/apputils-extension:notification"]
    assert notification == {"fetchNews": "false", "checkForUpdates": False}
    command = course_lab.command(course_lab.SETTINGS, role)
    assert "--LabApp.news_url=None" in command


def test_students_lose_the_grading_tools_and_keep_validate():
    off = settings("student", "page_config.json")["disabledExtensions"]
    assert {f"@jupyter/nbgrader:{name}" for name in GRADING} <= set(off)
    assert not any("validate" in name for name in off)
    instructor = settings("instructor", "page_config.json")["disabledExtensions"]
    assert not any("nbgrader" in name for name in instructor)


def test_options_of_the_caller_come_last_and_so_win(tmp_path):
    command = course_lab.command(tmp_path, "student", ["--LabApp.default_url=/lab"])
    urls = [word for word in command if word.startswith("--LabApp.default_url")]
    assert urls[-1] == "--LabApp.default_url=/lab"


def test_without_an_index_jupyterlab_opens_all_the_same(tmp_path):
    assert "--LabApp.default_url=/lab" in course_lab.command(tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / course_lab.FIRST).touch()
    assert any(
        word.endswith("/tree/notebooks/index.ipynb") for word in course_lab.command(tmp_path)
    )


def test_commands_of_the_environment_are_found_first(monkeypatch):
    monkeypatch.setenv("PATH", "elsewhere")
    first, *rest = course_lab.environment()["PATH"].split(course_lab.os.pathsep)
    assert (course_lab.Path(first) / "alembic").exists()
    assert rest == ["elsewhere"]


def test_a_layout_of_the_learner_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTERLAB_WORKSPACES_DIR", str(tmp_path))
    course_lab.prepare_workspace()
    (saved,) = tmp_path.iterdir()
    changed = saved.read_text().replace("notebooks/index.ipynb", "notebooks/06-summary.ipynb")
    saved.write_text(changed)
    course_lab.prepare_workspace()
    assert saved.read_text() == changed


def test_settings_are_installed_for_every_jupyterlab_of_an_environment(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setenv("JUPYTERLAB_DIR", str(tmp_path / "lab"))
    made = course_lab.install_settings()
    assert [path.name for path in made] == ["nncourse.json", "overrides.json", "page_config.json"]
    assert course_lab.install_settings() == made, "once more changes nothing"
    (tmp_path / "lab" / "settings" / "overrides.json").write_text("{}")
    with pytest.raises(FileExistsError, match="has other settings"):
        course_lab.install_settings()


# --- students


@pytest.fixture(scope="module")
def student(lab):
    """The page that ``make lab`` opens."""
    page = lab.page("/")
    page.get_by_role("heading", name="Building Neural Networks").wait_for()
    return page


@pytest.mark.browser
def test_a_student_finds_the_index_with_the_contents_at_the_side(student):
    contents = student.locator(".jp-TableOfContents")
    contents.get_by_text("The way through the course").wait_for()
    assert contents.is_visible()
    assert student.locator(".jp-NotebookPanel:visible").count() == 1


@pytest.mark.browser
def test_a_student_sees_no_furniture_of_instructors_and_no_news(lab, student):
    student.get_by_role("button", name="Validate").wait_for()
    commands = student.evaluate("window.jupyterapp.commands.listCommands()")
    assert not [name for name in commands if name.startswith("nbgrader:open")]
    assert student.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").count() == 0
    assert student.locator("[data-id*=create-assignment], [data-id*=assignment-list]").count() == 0
    assert student.locator(".Toastify__toast").count() == 0
    assert lab.errors(student) == []
    assert lab.foreign_requests(student) == []


@pytest.mark.browser
def test_a_students_file_browser_shows_what_is_for_students(lab):
    for name in ("tests", "docs", "report", "autograder_tests"):
        (lab.root / name).mkdir(exist_ok=True)
    listed = json.loads(lab._request("GET", "/api/contents/"))["content"]
    assert {entry["name"] for entry in listed} >= {"notebooks", "release", "data"}
    hidden = {"source", "autograder_tests", "tests", "docs", "report", "pyproject.toml"}
    assert not hidden & {entry["name"] for entry in listed}


def validate(lab, page):
    """Press Validate, and return what it says."""
    result = lab.validate(page)
    said = result.inner_text()
    result.get_by_role("button").first.click()
    assert lab.foreign_requests(page) == []
    return said


@pytest.mark.browser
def test_validate_names_what_fails_and_not_what_passes(lab):
    path = lab.root / "release" / "task14" / "task14.ipynb"
    nbformat.write(answer(nbformat.read(path, as_version=4), tanh=TANH), path)
    said = validate(lab, lab.open("release/task14/task14.ipynb"))
    assert "Question 3: single numbers (test_relu_values)" in said
    assert "This is not answered yet: the answer cell still raises NotImplementedError." in said
    assert "This is not written yet. It has no test: a person reads your answer." in said
    assert "test_tanh" not in said
    assert "Traceback" not in said


@pytest.mark.browser
def test_validate_is_content_with_a_finished_task(lab):
    solved = nbformat.read(lab.root / "source" / "task14" / "task14.ipynb", as_version=4)
    path = lab.root / "release" / "task14" / "task14.ipynb"
    answers = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in solved.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    nbformat.write(answer(nbformat.read(path, as_version=4), **answers), path)
    assert "Success!" in validate(lab, lab.open("release/task14/task14.ipynb"))


def handshake(lab, origin):
    """Return the status with which the server answers a WebSocket of a page at `origin`."""
    connection = http.client.HTTPConnection(lab.address.removeprefix("http://"), timeout=60)
    connection.request("GET", f"/api/status?token={lab.token}")
    answer = connection.getresponse()
    answer.read()
    # What a browser sends after the login; a token in the request itself would be enough anywhere.
    cookies = "; ".join(text.split(";")[0] for text in answer.headers.get_all("Set-Cookie"))
    headers = {
        "Cookie": cookies, "Origin": origin, "Connection": "Upgrade", "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "x" * 22 + "==",
    }  # fmt: skip
    connection.request("GET", "/api/events/subscribe", headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.browser
def test_in_a_codespace_the_page_of_its_port_may_use_the_server(tmp_path, monkeypatch):
    monkeypatch.setenv("CODESPACE_NAME", "fuzzy-disco-7")
    monkeypatch.setenv("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN", "app.github.dev")
    opened = Lab(tmp_path)
    try:
        assert handshake(opened, "https://fuzzy-disco-7-8888.app.github.dev") == 101
        assert handshake(opened, "https://other-8888.app.github.dev") == 403
        assert handshake(opened, "https://fuzzy-disco-7-8888.app.github.dev.example.org") == 403
    finally:
        opened.close()


# --- instructors


@pytest.fixture(scope="module")
def instructor(tmp_path_factory):
    """``make lab-instructor`` over a copy of the course in which one student handed in Task 14."""
    jupyterlab = Lab(tmp_path_factory.mktemp("instructor"), "instructor")
    try:
        released = jupyterlab.root / "release" / "task14" / "task14.ipynb"
        submitted = jupyterlab.root / "submitted" / "bitdiddle" / "task14" / "task14.ipynb"
        submitted.parent.mkdir(parents=True)
        notebook = nbformat.read(released, as_version=4)
        nbformat.write(answer(notebook, tanh=TANH, threshold_essay=ESSAY), submitted)
        yield jupyterlab
    finally:
        jupyterlab.close()


def post(page, address):
    """Press a button of formgrader, by its address."""
    return page.evaluate(
        """async (address) => {
            const token = document.cookie.match(/_xsrf=([^;]+)/)[1];
            const options = {method: 'POST', headers: {'X-XSRFToken': token}};
            return (await fetch(address, options)).json();
        }""",
        address,
    )


@pytest.mark.browser
def test_an_instructor_makes_grades_and_reads_without_the_network(instructor):
    assert importlib.util.find_spec("jupyter_server_mathjax"), (
        "The package jupyter-server-mathjax is missing, so formgrader would ask the network for "
        "MathJax. It belongs to the course's packages: run make env."
    )
    page = instructor.page("/lab")
    page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
    page.get_by_role("menuitem", name="Create assignment").wait_for()
    page.keyboard.press("Escape")
    before = (instructor.root / "release" / "task14" / "task14.ipynb").read_bytes()
    made = post(page, "/formgrader/api/assignment/task14/assign")
    assert made["success"], made.get("log", made)
    assert (instructor.root / "release" / "task14" / "task14.ipynb").read_bytes() == before
    graded = post(page, "/formgrader/api/submission/task14/bitdiddle/autograde")
    assert graded["success"], graded.get("log", graded)

    with sqlite3.connect(instructor.root / "gradebook.db") as gradebook:
        (submission,) = gradebook.execute("select id from submitted_notebook").fetchone()
    gradebook.close()
    by_hand = instructor.page(f"/formgrader/submissions/{submission}/")
    essay = by_hand.locator(".nbgrader_cell").filter(has_text="nearly everywhere").last
    essay.locator(".MathJax").first.wait_for()
    assert "\\frac" not in essay.inner_text()
    # "about:blank" is how MathJax 2 names the old font format that it leaves out.
    assert [a for a in instructor.foreign_requests(by_hand) if a != "about:blank"] == []

    grader = instructor.page("/formgrader")
    grader.get_by_role("link", name="task14").first.wait_for()
    assert instructor.foreign_requests(grader) == []


def test_grading_leaves_nothing_that_git_would_see():
    made = ["gradebook.db", "submitted/a/task14/task14.ipynb", "autograded/a/x", "feedback/a/x"]
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", *made],
        cwd=REPO,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert ignored == made


def test_node_runs_the_scripts_of_jupyterlab(node):
    """Else `make lab` begins with pages of its code: our package.json says that scripts are modules."""
    builder = importlib.util.find_spec("jupyter_builder").submodule_search_locations[0]
    subprocess.run([node, f"{builder}/yarn.js", "--version"], capture_output=True, check=True)


def test_the_module_is_a_command(tmp_path):
    shown = subprocess.run(
        [sys.executable, "-m", "nncourse.lab", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert "--instructor" in shown.stdout
