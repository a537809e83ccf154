"""The repository keeps its own rules: one set of packages, no addresses, clean notebooks."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

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
    if name.endswith(".ipynb")
    and name.startswith(("notebooks/", "source/", "release/", "auto", "src/"))
]
MODULES = [name for name in TRACKED if name.startswith("src/") and name.endswith(".py")]
#: Make targets for which the packages of the course are enough, without those of the group "dev".
COURSE_ONLY = {
    "build", "build-check", "check-tests", "check-mutants", "check-chance", "check-versions",
    "messages", "otter", "demo", "bundle", "gradescope", "lab", "lab-instructor", "lock",
}  # fmt: skip
DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def listed(offenders):
    """Put all offenders into one message, one a line."""
    return "\n".join([f"{len(offenders)} found:", *offenders])


def project():
    return tomllib.loads((REPO / "pyproject.toml").read_text())["project"]


def requirements():
    """List what the engine and the course need, without the names of our own extras."""
    extras = project()["optional-dependencies"]
    found = [*project()["dependencies"], *extras["nbgrader"], *extras["course"]]
    return [spec for spec in found if not spec.startswith("building-neural-networks")]


def test_environment_yml_names_the_packages_and_ranges_of_pyproject():
    lines = (REPO / "environment.yml").read_text().splitlines()
    conda = [line.strip()[2:] for line in lines if line.startswith(("  - ", "      - "))]
    conda = [spec for spec in conda if not spec.startswith(("conda-forge", "pip", "--editable"))]
    wanted = [*requirements(), "python" + project()["requires-python"].replace(">=", "=")]
    assert sorted(conda) == sorted(wanted)


def test_the_lock_pins_every_package_and_names_no_address():
    lock = (REPO / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--" not in lock
    pins = re.findall(r"^([a-z0-9-]+)==[^\s;]+( ; .+)?$", lock, re.MULTILINE)
    assert len(pins) == len(lock.strip().splitlines())
    named = {name for name, _ in pins}
    groups = tomllib.loads((REPO / "pyproject.toml").read_text())["dependency-groups"]
    extras = project()["optional-dependencies"]["cluster"]
    assert set(extras) <= set(groups["dev"]), "what is optional is tested here"
    for spec in [*requirements(), *groups["dev"]]:
        assert re.match(r"[A-Za-z0-9-]+", spec)[0].lower() in named, spec


def text_of(name):
    return (REPO / name).read_text(encoding="utf-8", errors="replace")


def test_no_path_of_the_machine_it_was_made_on():
    # Spelt in two parts, so that this file passes its own test.
    path = re.compile(r"(?<![\w.-])/(wor" r"k|roo" r"t|hom" r"e/[a-z]+)/")
    offenders = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in TRACKED
        if not name.endswith((".png", ".csv"))
        for number, line in enumerate(text_of(name).splitlines(), start=1)
        if path.search(line)
    ]
    assert not offenders, listed(offenders)


def test_notebooks_are_clean():
    offenders = []
    for name in NOTEBOOKS:
        raw = text_of(name)
        notebook = json.loads(raw)
        if (notebook["nbformat"], notebook["nbformat_minor"]) != (4, 5):
            offenders.append(f"{name}: not nbformat 4.5")
        ids = [cell["id"] for cell in notebook["cells"]]
        offenders += [f"{name}: two cells have the id {i}" for i in {*ids} if ids.count(i) > 1]
        for cell in notebook["cells"]:
            if cell.get("outputs") or cell.get("execution_count") is not None:
                offenders.append(f"{name}: cell {cell['id']} has outputs or an execution count")
        if not raw.endswith("}\n") and not name.startswith(("release/", "autograder_tests/")):
            offenders.append(f"{name}: does not end in one line break")
    assert NOTEBOOKS
    assert not offenders, listed(offenders)


def test_public_names_have_docstrings():
    offenders = []
    for name in MODULES:
        module = ast.parse(text_of(name))
        if not ast.get_docstring(module):
            offenders.append(name)
        for node in module.body:
            public = isinstance(node, DEFINITIONS) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                offenders.append(f"{name}:{node.lineno}: {node.name}")
    assert MODULES
    assert not offenders, listed(offenders)


def test_modules_are_short():
    """One noun a module, about 300 lines; beyond 400 it is two."""
    lengths = {name: len(text_of(name).splitlines()) for name in MODULES}
    offenders = [f"{name}: {lines} lines" for name, lines in lengths.items() if lines > 400]
    assert not offenders, listed(offenders)


def test_no_test_or_benchmark_changes_the_import_path():
    """The tests are a package: ``from tests.support import ...`` works everywhere.

    What attacks and case files hold in strings is code of a submission, not ours.
    """
    offenders = [
        f"{name}:{node.lineno}"
        for name in TRACKED
        if name.startswith(("tests/", "benchmarks/")) and name.endswith(".py")
        if not name.startswith(
            ("tests/answers/task", "tests/idioms/", "tests/examiner/grading/cells/")
        )
        for node in ast.walk(ast.parse(text_of(name)))
        if isinstance(node, ast.Call | ast.Assign | ast.AugAssign | ast.Delete)
        and changes_the_import_path(node)
    ]
    assert not offenders, listed(offenders)


def changes_the_import_path(node):
    """Tell whether a statement calls a method of ``sys.path``, or sets or deletes it or a part."""
    if isinstance(node, ast.Call):
        wholes = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        if isinstance(node.func, ast.Attribute) and node.func.attr == "syspath_prepend":
            return True
    else:
        wholes = node.targets if isinstance(node, ast.Assign | ast.Delete) else [node.target]
    return any(ast.unparse(whole).startswith("sys.path") for whole in wholes)


def test_make_lists_every_target_with_a_line():
    # Under `make test` a second make would also say which directory it enters.
    command = ["make", "--no-print-directory"]
    listed = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in listed.splitlines()} == set(make_targets())
    assert all(len(line.split()) > 3 for line in listed.splitlines())


def make_targets():
    phony = re.search(r"^\.PHONY: (.+)$", (REPO / "Makefile").read_text(), re.MULTILINE)
    return phony[1].split()


def commands_in_a_new_clone(target):
    """Return all that make would run for a target if nothing had been made yet."""
    command = ["make", "--dry-run", "--always-make", target]
    return subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=True).stdout


def test_make_installs_the_tools_for_the_targets_that_need_them():
    with_tools = {name for name in make_targets() if "pip sync" in commands_in_a_new_clone(name)}
    assert with_tools == set(make_targets()) - COURSE_ONLY - {"help", "clean"}


def test_what_runs_without_the_tools_imports_none_of_them():
    specs = tomllib.loads((REPO / "pyproject.toml").read_text())["dependency-groups"]["dev"]
    tools = {re.match(r"[a-z0-9-]+", spec)[0] for spec in specs} - {"hatchling", "editables", "uv"}
    missing = [name for name, packages in packages_distributions().items() if tools & {*packages}]
    assert {"pytest", "playwright"} <= {*missing}
    commands = "".join(map(commands_in_a_new_clone, sorted(COURSE_ONLY)))
    modules = sorted({*re.findall(r" -m ((?:examiner|nncourse|tests)[\w.]+)", commands)})
    assert "tests.support.sample_class" in modules
    script = (
        f"import sys; sys.modules.update(dict.fromkeys({missing})); import {', '.join(modules)}"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=REPO, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
