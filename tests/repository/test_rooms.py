"""The rooms of the house, and who may import whom: the security boundary is an import boundary.

Each room knows only the rooms below it. ``examiner.grading`` runs on the instructor's side,
``examiner.worker`` beside the student's code: neither imports the other, and a module that is
started by its name in a process of its own is not an import.
"""

import ast
import textwrap
from pathlib import Path

import pytest

from tests.support import REPO

#: From the top to the ground floor. Rooms in one line do not know each other.
FLOORS = (
    ("entry",),
    ("authoring",),
    ("grading", "worker"),
    ("submission",),
    ("rpc",),
    ("sandbox", "reports"),
    ("ground",),
)
#: Folders of the ground floor: modules that every room may use.
GROUND = {"sentences"}
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}
#: Modules in no room from which everything can be reached. ``examiner`` itself is the public API.
ENTRIES = {
    "examiner",
    "examiner.__main__",
    "examiner.autograde",
    "examiner.cli",
    "examiner.doctor",
    "examiner.nbgrader_plugin",
    "examiner.nbgrader_preprocessors",
    "examiner.nbgrader_validator",
}


def module_name(path, root):
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path, root, modules):
    """Find the modules that a module imports, with lines, inside functions too.

    Parameters
    ----------
    path : pathlib.Path
    root : pathlib.Path
        The folder that holds the packages.
    modules : collection of str
        All modules there are, to tell ``from package import module`` from an attribute.

    Yields
    ------
    line : int
    name : str
        Of a module; ``package.attribute`` where an attribute of a package is imported.
    """
    package = module_name(path, root).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inside = f"{base}.{alias.name}"
                is_module = inside in modules or base.count(".") == 0
                yield node.lineno, inside if is_module else base
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func).split(".")[-1]
            if called in ("import_module", "__import__") and isinstance(node.args[0].value, str):
                yield node.lineno, node.args[0].value


def room_of(name):
    """Return the room of a module of ``examiner``."""
    parts = name.split(".")
    if name in ENTRIES:
        return "entry"
    return parts[1] if len(parts) > 1 and parts[1] in FLOOR else "ground"


def breaches(root):
    """List the imports that the order of the rooms forbids."""
    paths = {module_name(path, root): path for path in sorted(root.rglob("*.py"))}
    found = []
    for importer, path in paths.items():
        top = importer.split(".")[0]
        for line, imported in imports(path, root, paths):
            target = imported.split(".")[0]
            if target not in ("examiner", "nncourse") or imported == "examiner.__version__":
                continue
            what = f"{path.relative_to(root)}:{line}: {importer} imports {imported}"
            if target != top:
                found.append(f"{what}: the packages do not know each other")
            elif top == "examiner":
                # An attribute of the package, such as examiner.grade, is the public API.
                known = imported in paths or any(n.startswith(f"{imported}.") for n in paths)
                here, there = room_of(importer), room_of(imported if known else "examiner")
                if here != there and FLOOR[there] <= FLOOR[here]:
                    found.append(f"{what}: from {here} to {there}")
    return found


def test_rooms_import_only_from_below():
    found = breaches(REPO / "src")
    assert not found, "\n".join([f"{len(found)} imports go the wrong way:", *found])


def test_every_folder_of_examiner_is_a_room():
    folders = {path.parent.name for path in (REPO / "src" / "examiner").glob("*/*.py")}
    assert folders == set(FLOOR) - {"entry", "ground"} | GROUND


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("examiner/grading/run.py", "import examiner.worker.shell"),
        ("examiner/grading/run.py", "from examiner.worker import shell"),
        ("examiner/grading/run.py", "from examiner import worker"),
        ("examiner/grading/run.py", "from ..worker import shell"),
        ("examiner/grading/run.py", "def run():\n    from examiner.worker.shell import make_shell"),
        ("examiner/grading/run.py", "from importlib import import_module as i, import_module\n"
                                    "import_module('examiner.worker.shell')"),
        ("examiner/worker/shell.py", "from examiner.grading.run import run"),
        ("examiner/rpc/codec.py", "from examiner.submission.reader import read"),
        ("examiner/sandbox/jail.py", "from examiner.reports import render"),
        ("examiner/key.py", "from examiner.rpc.codec import encode"),
        ("examiner/key.py", "from examiner import grade"),
        ("examiner/grading/run.py", "from examiner import cli"),
        ("examiner/grading/run.py", "import nncourse"),
        ("nncourse/data.py", "def load():\n    import examiner.key"),
    ],
)  # fmt: skip
def test_a_breach_is_found(tmp_path, module, source):
    course(tmp_path, {module: source})
    (found,) = breaches(tmp_path)
    assert found.startswith(module)


def test_what_is_allowed_is_no_breach(tmp_path):
    course(
        tmp_path,
        {
            "examiner/cli.py": "from examiner.grading import run",
            "examiner/grading/run.py": """
                from examiner import __version__
                from examiner.key import Key
                from examiner.reports import render
                from . import run
                START = ["-m", "examiner.worker.shell"]
            """,
            "examiner/worker/shell.py": "from examiner.rpc.codec import encode",
        },
    )
    assert breaches(tmp_path) == []


def course(root, sources):
    """Write the two packages in small, with these sources."""
    empty = ["key", "cli", "grading/run", "worker/shell", "submission/reader", "rpc/codec"]
    empty += ["sandbox/jail", "reports/__init__", "__init__"]
    names = [f"examiner/{name}.py" for name in empty] + ["nncourse/__init__.py", "nncourse/data.py"]
    for name in names:
        path = root / Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(sources.get(name, "")))
