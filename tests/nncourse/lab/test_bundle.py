"""What students download: everything they need, nothing that they must not see, and it works."""

import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from nncourse.lab import bundle
from tests.support import REPO, small_course
from tests.support.browser import Lab

TASKS = ("task14", "task15", "task16")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return bundle.write(REPO, tmp_path_factory.mktemp("bundle"))


@pytest.fixture(scope="module")
def contents(archive):
    """Give the files by name, with those inside the wheel."""
    found = {}
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            found[name.removeprefix("building-neural-networks/")] = opened.read(name)
    for wheel in [name for name in found if name.endswith(".whl")]:
        with zipfile.ZipFile(io.BytesIO(found[wheel])) as opened:
            found |= {f"{wheel}/{name}": opened.read(name) for name in opened.namelist()}
    return found


def test_everything_that_a_student_needs_is_there(contents):
    lessons = {path.name for path in (REPO / "notebooks").glob("*.ipynb")}
    assert {f"notebooks/{name}" for name in lessons} <= set(contents)
    assert {f"release/{task}/{task}.ipynb" for task in TASKS} <= set(contents)
    assert {"START-HERE.html", "environment.yml", "requirements.txt", "LICENSE"} <= set(contents)
    assert {".devcontainer/devcontainer.json", "postBuild"} <= set(contents)
    (wheel,) = [name for name in contents if name.endswith(".whl")]
    assert wheel in contents["environment.yml"].decode()
    assert wheel in contents["requirements.txt"].decode()
    assert f"{wheel}/nncourse/datasets/credit_card_default.csv" in contents


def test_nothing_but_what_is_meant_for_students_is_there(contents):
    tops = {name.split("/")[0] for name in contents}
    assert tops == {
        "START-HERE.html", "environment.yml", "requirements.txt", "constraints.txt", "LICENSE",
        "LICENSE-content", "notebooks", "release", "data", "wheels", ".devcontainer", "postBuild",
    }  # fmt: skip
    inside = {name.split("/")[2] for name in contents if name.count("/") > 1 and ".whl/" in name}
    assert {name for name in inside if ".dist-info" not in name} == {"nncourse", "examiner"}
    kinds = {Path(name).suffix for name in contents if name.startswith(("notebooks/", "release/"))}
    assert kinds == {".ipynb", ".png", ".svg"}


def test_no_answer_and_no_hidden_test_is_in_any_file(contents):
    secrets = [text for task in TASKS for text in _secrets(task)]
    assert len(secrets) > 40
    for name, raw in contents.items():
        if name.endswith((".png", ".csv", ".whl")):
            continue
        text = raw.decode()
        if name.endswith(".ipynb") and "/examiner/authoring/templates/" not in name:
            book = nbformat.reads(text, as_version=4)
            text = "\n".join(cell.source for cell in book.cells)
            # What the delimiters enclose is for instructors; the engine itself names them.
            for mark in ("BEGIN SOLUTION", "BEGIN HIDDEN TESTS"):
                assert mark not in text, name
        for secret in secrets:
            assert secret not in text, f"{name} holds\n{secret}"


def _secrets(task):
    """List what stands between delimiters in a source notebook, block by block."""
    for cell in nbformat.read(REPO / "source" / task / f"{task}.ipynb", as_version=4).cells:
        block = None
        for line in cell.source.splitlines():
            if "BEGIN SOLUTION" in line or "BEGIN HIDDEN TESTS" in line:
                block = []
            elif "END SOLUTION" in line or "END HIDDEN TESTS" in line:
                if len("".join(block)) > 30:
                    yield "\n".join(block)
                block = None
            elif block is not None:
                block.append(line)


def test_the_same_course_gives_the_same_bytes(archive, tmp_path):
    again = bundle.write(REPO, tmp_path)
    with zipfile.ZipFile(archive) as first, zipfile.ZipFile(again) as second:
        names = [name for name in first.namelist() if not name.endswith(".whl")]
        assert {n: first.read(n) for n in names} == {n: second.read(n) for n in names}


def test_codespaces_install_and_start_what_start_here_says(contents):
    container = json.loads(contents[".devcontainer/devcontainer.json"])
    page = contents["START-HERE.html"].decode()
    install = shlex.split(container["updateContentCommand"])
    assert install[:2] == ["python", "-m"]
    assert shlex.join(install[2:]) in page
    start = "python -m nncourse.lab"
    assert container["postAttachCommand"].startswith(start)
    assert f"<code>{start}</code>" in page
    python = container["image"].rpartition(":")[2]
    assert f"- python={python}\n" in contents["environment.yml"].decode()


@pytest.fixture(scope="module")
def unpacked(archive, tmp_path_factory):
    """Give the unpacked bundle with a new environment, as START-HERE.html says."""
    folder = tmp_path_factory.mktemp("student")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    root = folder / bundle.NAME
    uv = shutil.which("uv") or Path(sys.executable).parent / "uv"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, root / ".venv"], check=True)
    python = root / ".venv" / "bin" / "python"
    install = [uv, "pip", "install", "--quiet", "--python", python, "-r", "requirements.txt"]
    env = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    subprocess.run(install, cwd=root, env=env, check=True)
    return root, python


@pytest.fixture(scope="module")
def lab(unpacked, tmp_path_factory):
    """Give JupyterLab as START-HERE.html starts it."""
    root, python = unpacked
    opened = Lab(tmp_path_factory.mktemp("jupyter"), root=root, python=python)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def binder(unpacked, tmp_path_factory):
    """Give the server as Binder starts it, after `postBuild`."""
    root, python = unpacked
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "./postBuild"], cwd=root, env=os.environ | {"PATH": path}, check=True)
    opened = Lab(tmp_path_factory.mktemp("binder"), root=root, python=python, module="notebook")
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.slow
def test_a_lesson_runs_in_a_new_environment(lab):
    page = lab.open("notebooks/02-activation-functions.ipynb")
    lab.run_all(page)
    assert lab.errors(page) == []
    assert lab.foreign_requests(page) == []


@pytest.mark.browser
@pytest.mark.slow
def test_the_index_finds_the_set_up_ready(lab):
    page = lab.open("notebooks/index.ipynb")
    lab.run_all(page)
    output = page.locator(".jp-OutputArea-output").first
    output.wait_for()
    assert "✗" not in output.inner_text()


@pytest.mark.browser
@pytest.mark.slow
def test_validate_works(lab):
    result = lab.validate(lab.open("release/task14/task14.ipynb"))
    assert "This is not answered yet" in result.inner_text()


@pytest.mark.browser
@pytest.mark.slow
def test_on_binder_the_first_page_opens_without_the_tools_of_instructors(binder):
    page = binder.page("/lab/tree/notebooks/index.ipynb")
    page.get_by_role("heading", name="Building Neural Networks").wait_for()
    commands = page.evaluate("window.jupyterapp.commands.listCommands()")
    assert not [name for name in commands if name.startswith("nbgrader:open")]
    assert page.locator(".Toastify__toast").count() == 0
    assert binder.errors(page) == []
    assert binder.foreign_requests(page) == []
    assert binder.page("/formgrader").get_by_text("404").first.is_visible()


@pytest.mark.browser
@pytest.mark.slow
def test_on_binder_validate_works(binder):
    small = small_course.notebook([small_course.cell("test", "sum", "assert 1 + 1 == 3", 1)])
    nbformat.write(small, binder.root / "small.ipynb")
    result = binder.validate(binder.open("small.ipynb"))
    assert "This test did not pass." in result.inner_text()
