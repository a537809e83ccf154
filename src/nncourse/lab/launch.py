"""Start JupyterLab with the settings of the course: ``python -m nncourse.lab``.

The settings are files beside this module, in ``settings/``; they are JupyterLab's own
``overrides.json`` and ``page_config.json``. Where somebody else starts JupyterLab (a hub, Binder, a
computer room), ``python -m nncourse.lab --install-settings`` makes them those of its environment.
"""

import argparse
import json
import os
import re
import sys
from pathlib import Path

from jupyterlab.commands import get_app_dir, get_workspaces_dir
from jupyterlab_server.workspaces_handler import WorkspacesManager

SETTINGS = Path(__file__).parent / "settings"

#: What JupyterLab shows first.
FIRST = "notebooks/index.ipynb"

#: The name of JupyterLab's workspace; in it, a learner finds open what was open before.
WORKSPACE = "neural-networks"

# What a learner's file browser leaves out: answers, tests, other people's work, and the workshop.
_HIDDEN = (
    "source", "autograder_tests", "submitted", "autograded", "feedback", "gradebook.db", "report",
    "src", "tests", "benchmarks", "build", "docs", "node_modules", "*.toml", "*.json", "*.lock", "*.cff",
    "Makefile", "nbgrader_config.py", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md",
    "__pycache__", "*.pyc", "*~",
)  # fmt: skip

# Validate shows a sentence for each test instead of a traceback.
_VALIDATE = ("examiner.nbgrader_validator", True)
# Server extensions to switch on or off. What a student's page does not show is not served either.
_EXTENSIONS = {
    "student": [
        _VALIDATE,
        ("nbgrader.server_extensions.formgrader", False),
        ("nbgrader.server_extensions.course_list", False),
        ("nbgrader.server_extensions.assignment_list", False),
    ],
    "instructor": [_VALIDATE, ("nncourse.lab.mathjax", True)],
}

# GitHub Codespaces shows a port of the codespace as a page of this domain; a server takes requests
# from pages of its own address only.
_CODESPACES_DOMAIN = "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN"


def command(root, role="student", options=()):
    """Return the command that starts JupyterLab for the course.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the course; nbgrader's course folder, too.
    role : {"student", "instructor"}
        Students do not see the tools that make and grade assignments.
    options : sequence of str
        More options of ``jupyter lab``; they win over those set here.

    Returns
    -------
    list of str
    """
    settings = SETTINGS / role
    first = f"/workspaces/{WORKSPACE}/tree/{FIRST}" if (root / FIRST).is_file() else ""
    chosen = [
        f"--ServerApp.root_dir={root}",
        f"--LabApp.app_settings_dir={settings}",
        f"--LabApp.default_url=/lab{first}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ]
    chosen += [f"--ServerApp.jpserver_extensions={name}={on}" for name, on in _EXTENSIONS[role]]
    if {"CODESPACE_NAME", _CODESPACES_DOMAIN} <= set(os.environ):
        name, domain = (
            re.escape(os.environ[key]) for key in ("CODESPACE_NAME", _CODESPACES_DOMAIN)
        )
        chosen.append(f"--ServerApp.allow_origin_pat=https://{name}-[0-9]+\\.{domain}$")
    if role == "student":
        chosen += [f"--ContentsManager.hide_globs={name}" for name in _HIDDEN]
    return [sys.executable, "-m", "jupyterlab", *chosen, *options]


def environment():
    """Return the environment of the server.

    The folder of this Python comes first on the path: nbgrader starts ``alembic`` by its name.
    """
    folders = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    return {**os.environ, "PATH": os.pathsep.join(folders)}


def prepare_workspace():
    """Lay the table of contents beside the index, for a learner who has no layout yet."""
    manager = WorkspacesManager(get_workspaces_dir())
    if all(workspace["metadata"]["id"] != WORKSPACE for workspace in manager.list_workspaces()):
        manager.save(WORKSPACE, (SETTINGS / "workspace.json").read_text(encoding="utf-8"))


def install_settings():
    """Make a student's settings those of this environment, for every JupyterLab that starts in it.

    Returns
    -------
    list of pathlib.Path
        The files that hold them now.

    Raises
    ------
    FileExistsError
        If the environment has other settings already; nothing is written then.
    """
    folder = Path(get_app_dir(), "settings")
    files = {folder / path.name: path.read_text() for path in (SETTINGS / "student").iterdir()}
    extensions = {"ServerApp": {"jpserver_extensions": dict(_EXTENSIONS["student"])}}
    # Jupyter reads this folder by the alphabet: nncourse has the last word after nbgrader.
    server = Path(sys.prefix, "etc", "jupyter", "jupyter_server_config.d", "nncourse.json")
    files[server] = json.dumps(extensions, indent=1) + "\n"
    for path, text in files.items():
        if path.exists() and path.read_text() != text:
            raise FileExistsError(f"{path} has other settings. Add to it:\n{text}")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return sorted(files)


def main():
    """Start JupyterLab in the folder of the course; other options go to ``jupyter lab``."""
    parser = argparse.ArgumentParser(prog="python -m nncourse.lab", description=__doc__)
    parser.add_argument("--instructor", action="store_true", help="show nbgrader's grading tools")
    parser.add_argument(
        "--install-settings",
        action="store_true",
        help="start nothing; make a student's settings those of this environment",
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of the course")
    chosen, options = parser.parse_known_args()
    if chosen.install_settings:
        try:
            print("\n".join(map(str, install_settings())))
        except OSError as error:
            sys.exit(str(error))
        return
    root = chosen.root.resolve()
    role = "instructor" if chosen.instructor else "student"
    prepare_workspace()
    os.chdir(root)  # nbgrader reads nbgrader_config.py from the working directory
    os.execvpe(sys.executable, command(root, role, options), environment())
