"""The repository keeps its own rules: one set of packages, no addresses, clean notebooks."""

import ast
import json
import re
import subprocess
import tomllib

import pytest

from tests.support import REPO

TRACKED = subprocess.run(
    ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    cwd=REPO,
    capture_output=True,
    text=True,
    check=True,
).stdout.split("\0")[:-1]
TRACKED = [name for name in TRACKED if (REPO / name).is_file()]
NOTEBOOKS = [
    name
    for name in TRACKED
    if name.endswith(".ipynb") and name.startswith(("notebooks/", "source/", "release/", "auto"))
]
MODULES = [name for name in TRACKED if name.startswith("src/") and name.endswith(".py")]


def project():
    return tomllib.loads((REPO / "pyproject.toml").read_text())["project"]


def test_environment_yml_names_the_packages_and_ranges_of_pyproject():
    lines = (REPO / "environment.yml").read_text().splitlines()
    conda = [line.strip()[2:] for line in lines if line.startswith(("  - ", "      - "))]
    conda = [spec for spec in conda if not spec.startswith(("conda-forge", "pip", "--editable"))]
    wanted = [*project()["dependencies"], "python" + project()["requires-python"]]
    assert sorted(conda) == sorted(wanted)


def test_the_lock_pins_every_package_and_names_no_address():
    lock = (REPO / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--" not in lock
    pins = re.findall(r"^([a-z0-9-]+)==[^\s;]+( ; .+)?$", lock, re.MULTILINE)
    assert len(pins) == len(lock.strip().splitlines())
    named = {name for name, _ in pins}
    groups = tomllib.loads((REPO / "pyproject.toml").read_text())["dependency-groups"]
    for spec in [*project()["dependencies"], *groups["dev"]]:
        assert re.match(r"[A-Za-z0-9-]+", spec)[0].lower() in named, spec


@pytest.mark.parametrize("name", [name for name in TRACKED if not name.endswith((".png", ".csv"))])
def test_no_path_of_the_machine_it_was_made_on(name):
    text = (REPO / name).read_text(encoding="utf-8", errors="replace")
    # Spelt in two parts, so that this file passes its own test.
    assert not re.search(r"(?<![\w.-])/(wor" r"k|roo" r"t|hom" r"e/[a-z]+)/", text), name


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_are_clean(name):
    raw = (REPO / name).read_text(encoding="utf-8")
    notebook = json.loads(raw)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in notebook["cells"]:
        assert not cell.get("outputs"), cell["id"]
        assert cell.get("execution_count") is None, cell["id"]
    assert raw.endswith("}\n") or name.startswith(("release/", "autograder_tests/"))


@pytest.mark.parametrize("name", MODULES)
def test_public_names_have_docstrings(name):
    module = ast.parse((REPO / name).read_text(encoding="utf-8"))
    assert ast.get_docstring(module), name
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name}: {node.name}"


@pytest.mark.parametrize("name", MODULES)
def test_examiner_and_nncourse_do_not_know_each_other(name):
    other = "nncourse" if name.startswith("src/examiner/") else "examiner"
    assert not re.search(rf"^\s*(from|import) {other}\b", (REPO / name).read_text(), re.MULTILINE)


def test_make_lists_every_target_with_a_line():
    # Under `make test` a second make would also say which directory it enters.
    command = ["make", "--no-print-directory"]
    listed = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=True).stdout
    phony = re.search(r"^\.PHONY: (.+)$", (REPO / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert {line.split()[1] for line in listed.splitlines()} == set(phony)
    assert all(len(line.split()) > 3 for line in listed.splitlines())
