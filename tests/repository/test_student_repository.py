"""docs/student-repository.md: its commands publish what its links open for a student."""

import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from nncourse.lab import bundle
from tests.support import REPO
from tests.support.browser import Lab

PAGE = (REPO / "docs" / "student-repository.md").read_text(encoding="utf-8")
FIRST, AGAIN = (
    block.splitlines() for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
)
ADDRESS = "https://github.com/OWNER/building-neural-networks"
#: Where nbgitpuller puts the repository.
FOLDER = "building-neural-networks"
INDEX = f"{FOLDER}/notebooks/index.ipynb"


class Published:
    """The instructor's folders, and the repository that students know by `ADDRESS`."""

    def __init__(self, root):
        self.bare = root / "host.git"
        self.course = root / "course"
        self.course.mkdir()
        init = ["git", "init", "--quiet", "--bare", "--initial-branch", "main", self.bare]
        subprocess.run(init, check=True)
        self.settings = root / "gitconfig"
        self.settings.write_text(
            "[user]\nname = Somebody\nemail = somebody@example.org\n"
            f'[url "{self.bare.as_uri()}"]\ninsteadOf = {ADDRESS}\n'
        )

    def run(self, commands, edit=None):
        """Run commands of the page; `edit` changes the course before `make bundle`."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        env = os.environ | {"PATH": path, "GIT_CONFIG_GLOBAL": str(self.settings)}
        folder = self.course
        for command in commands:
            if command == "make bundle":
                self._make_bundle(edit)
            elif command.startswith("cd "):
                folder = folder / command.split()[1]
            else:
                subprocess.run(
                    shlex.split(command), cwd=folder, env=env, capture_output=True, check=True
                )

    def _make_bundle(self, edit):
        """Do what `make bundle` does with the course as it is built, but not in its own folder."""
        path = bundle.write(REPO, self.course / "build")
        if edit:
            with zipfile.ZipFile(path) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
            edit(files)
            with zipfile.ZipFile(path, "w") as archive:
                for name, content in files.items():
                    archive.writestr(name, content)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    made = Published(tmp_path_factory.mktemp("publish"))
    made.run(FIRST)
    return made


@pytest.fixture(scope="module")
def clone(published, tmp_path_factory):
    """Give what Binder and Codespaces start from."""
    folder = tmp_path_factory.mktemp("clone")
    subprocess.run(["git", "clone", "--quiet", published.bare, folder], check=True)
    return folder


@pytest.fixture(scope="module")
def hub(published, tmp_path_factory):
    """Give a server with nbgitpuller in a student's home folder, where the course is installed."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(published.settings))
        opened = Lab(tmp_path_factory.mktemp("jupyter"), root=home, module="jupyterlab")
    yield opened
    opened.close()


def click(hub):
    """Open the page's link for a JupyterHub, and wait until the repository is there."""
    (link,) = re.findall(r"^https://HUB/hub/user-redirect(/git-pull\S+)$", PAGE, re.MULTILINE)
    page = hub.page(link)
    page.wait_for_url(f"**/lab/tree/{INDEX}", wait_until="commit")
    return page


def change(text, cell, source):
    """Return a notebook with another text in one cell."""
    book = nbformat.reads(text, as_version=4)
    next(c for c in book.cells if cell in (c.id, c.metadata.get("nbgrader", {}).get("grade_id")))[
        "source"
    ] = source
    return nbformat.writes(book) + "\n"


@pytest.mark.browser
def test_the_links_open_a_first_page_that_runs_and_a_new_version_keeps_answers(published, hub):
    page = click(hub)
    hub.wait_for_notebook(page, INDEX)
    hub.run_all(page)
    output = page.locator(".jp-OutputArea-output").first
    output.wait_for()
    assert "✗" not in output.inner_text()
    assert hub.foreign_requests(page) == []
    page.context.close()

    # The student answers; the instructor changes another cell of that task, and drops a file.
    task = hub.root / FOLDER / "release" / "task14" / "task14.ipynb"
    answer = "def tanh(x):\n    return numpy.tanh(x)"
    task.write_text(change(task.read_text(), "tanh", answer))

    def edit(files):
        name = f"{FOLDER}/release/task14/task14.ipynb"
        first = nbformat.reads(files[name].decode(), as_version=4).cells[0].id
        files[name] = change(files[name].decode(), first, "# Task 14, second edition").encode()
        del files[f"{FOLDER}/data/README.md"]

    published.run(AGAIN, edit)
    click(hub)
    sources = [cell.source for cell in nbformat.read(task, as_version=4).cells]
    assert sources[0] == "# Task 14, second edition"
    assert answer in sources
    assert not (hub.root / FOLDER / "data" / "README.md").exists()


def test_the_links_name_what_is_published(clone):
    (binder,) = re.findall(r"^https://mybinder.org/v2/gh/(\S+)$", PAGE, re.MULTILINE)
    repository, _, first = binder.partition("?urlpath=lab/tree/")
    assert repository == "OWNER/building-neural-networks/main"
    assert (clone / first).is_file()
    (codespaces,) = re.findall(r"^https://codespaces.new/(\S+)$", PAGE, re.MULTILINE)
    assert ADDRESS.endswith(codespaces)
    assert (clone / ".devcontainer" / "devcontainer.json").is_file()


def test_binder_would_install_the_course(clone):
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    made = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True)
    # repo2docker's own environment has the Python of environment.yml, so nothing is replaced.
    assert "Building conda environment for python=3.11" in made.stderr
    assert "unspecified" not in made.stderr
    # The wheel is there before it is installed, and the settings follow.
    dockerfile = made.stdout
    copied = re.search(r"^COPY --chown=\d+:\d+ src/ ", dockerfile, re.MULTILINE).start()
    installed = dockerfile.index('env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"')
    assert copied < installed < dockerfile.index("RUN ./postBuild")
