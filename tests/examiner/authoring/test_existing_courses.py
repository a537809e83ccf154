"""Courses that were written for nbgrader alone: old notebooks, unusual names, files beside them."""

import json

import nbformat
import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.errors import ExaminerError
from examiner.grading.run import grade_class
from tests.support.small_course import DOUBLE, cell, hand_in, solution, write_source

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course

TESTED = "got = double(7.5)\nassert isinstance(got, float)\nassert got == 15"


def cells(tested=TESTED):
    return [cell("answer", "double", solution(DOUBLE)), cell("test", "test_double", tested, 2)]


def points(root, student="ada"):
    (row,) = grade_class([root / "submitted" / student], root / "autograder_tests").results
    return row.points, row.max_points, row.reason


# Old notebooks ------------------------------------------------------------------------------------


def write_old(root, schema):
    """Write a notebook as nbgrader did before 0.6 (schema 2), 0.5 (schema 1) and 0.4 (none)."""
    path = write_source(root, "ps1", cells())
    notebook = json.loads(path.read_text())
    notebook["nbformat_minor"] = 2
    for made in notebook["cells"]:
        del made["id"]
        nbgrader = made["metadata"]["nbgrader"]
        del nbgrader["task"]
        nbgrader["schema_version"] = schema
        if schema == 0:
            del nbgrader["schema_version"]
            nbgrader["points"] = "2" if nbgrader["grade"] else ""
    notebook["cells"].append(
        {"cell_type": "markdown", "source": "Well done.", "metadata": {"nbgrader": {}}}
    )
    if schema:
        del notebook["cells"][-1]["metadata"]["nbgrader"]
    path.write_text(json.dumps(notebook))
    return path


@pytest.mark.parametrize("schema", [0, 1, 2])
def test_an_old_notebook_is_built_after_a_note(tmp_path, capsys, schema):
    before = (path := write_old(tmp_path, schema)).read_bytes()
    build(Course.open(tmp_path), verify=True)
    said = capsys.readouterr().err
    assert "note: ps1/ps1.ipynb has metadata of an old nbgrader. It is built as 'nbgrader " in said
    assert "WARNING" not in said
    assert path.read_bytes() == before
    release = nbformat.read(tmp_path / "release" / "ps1" / "ps1.ipynb", as_version=4)
    assert {made.metadata.nbgrader.schema_version for made in release.cells[:2]} == {3}
    hand_in(tmp_path, "ada", "ps1", {"double": DOUBLE})
    assert points(tmp_path) == (2, 2, None)


def test_what_is_wrong_with_an_old_notebook_is_told_under_its_own_name(tmp_path):
    path = write_old(tmp_path, 1)
    path.write_text(path.read_text().replace("### END SOLUTION", "### END"))
    with pytest.raises(ExaminerError, match=r"source/ps1/ps1.ipynb, cell 1 \(double\), line 1"):
        build(Course.open(tmp_path))


def test_a_configuration_of_an_old_nbgrader_is_obeyed(tmp_path):
    write_source(tmp_path, "ps1", cells())
    (tmp_path / "source").rename(tmp_path / "master")
    (tmp_path / "nbgrader_config.py").write_text(
        'c = get_config()\nc.NbGrader.source_directory = "master"\n'
    )
    assert Course.open(tmp_path).assignments() == ["ps1"]


# Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["week 1 [24 points]", "what?", "all*", "a+b", " spaced ", "{x}"])
def test_an_assignment_named_like_a_pattern_is_built_and_graded(tmp_path, name):
    write_source(tmp_path, name, cells(), name="[a-z] *")
    write_source(tmp_path, "week 1 2", cells())  # what the first pattern would find
    written = {str(path.relative_to(tmp_path)) for path in build(Course.open(tmp_path), [name])}
    assert written == {f"release/{name}/[a-z] *.ipynb", f"autograder_tests/{name}/[a-z] *.ipynb"}
    hand_in(tmp_path, "ada", name, {"double": DOUBLE}, name="[a-z] *")
    assert points(tmp_path) == (2, 2, None)


def test_a_file_that_nbgrader_ignores_is_ignored_in_such_a_folder_too(tmp_path, capsys):
    folder = write_source(tmp_path, "week [1]", cells()).parent
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "old.py").write_text("")
    build(Course.open(tmp_path))
    assert "WARNING" not in capsys.readouterr().err
    assert {path.name for path in (tmp_path / "release" / "week [1]").iterdir()} == {
        "week [1].ipynb"
    }


# Files beside the notebook ------------------------------------------------------------------------


def test_files_reach_both_processes_when_building_and_grading(tmp_path, capsys):
    locked = "import pathlib\nRATE = float(pathlib.Path('rates/now.csv').read_text())"
    answered = "def tax(x):\n    return x * RATE * float(open('rates/now.csv').read())"
    tested = (
        "rate = float(open('rates/now.csv').read())\ngot = tax(5.0)\n"
        "assert isinstance(got, float)\nassert got == 5 * rate * RATE == 20"
    )
    parts = [
        cell("locked", "setup", locked),
        cell("answer", "tax", solution(answered)),
        cell("test", "test_tax", tested, 2),
    ]
    folder = write_source(tmp_path, "ps1", parts).parent
    (folder / "rates").mkdir()
    (folder / "rates" / "now.csv").write_text("2\n")
    (folder / "notes.txt").write_text("For all.\n")
    build(Course.open(tmp_path), verify=True)
    (warning,) = capsys.readouterr().err.splitlines()
    assert "source/ps1/notes.txt, source/ps1/rates/now.csv would be handed out" in warning
    hand_in(tmp_path, "ada", "ps1", {"tax": answered})
    assert points(tmp_path) == (2, 2, None)
    hand_in(tmp_path, "bob", "ps1", {})
    assert points(tmp_path, "bob")[0] == 0


def test_helper_modules_are_imported_in_both_processes_also_by_set_up_cells(tmp_path, capsys):
    locked = "import helper\nfrom package import tools\nRATE = helper.rate()"
    answered = "def tax(x):\n    import helper\n    return x * helper.rate() * RATE"
    tested = (
        "import helper\nfrom package.tools import NAME\ngot = tax(5.0)\n"
        "assert isinstance(got, float)\nassert got == 5 * helper.rate() * RATE == 20\n"
        "assert NAME == tools.NAME == 'tools'"
    )
    parts = [
        cell("locked", "setup", locked),
        cell("answer", "tax", solution(answered)),
        cell("test", "test_tax", tested, 2),
    ]
    folder = write_source(tmp_path, "ps1", parts).parent
    (folder / "rate.txt").write_text("2\n")
    (folder / "helper.py").write_text(
        "import pathlib\n\n\ndef rate():\n    return float(pathlib.Path('rate.txt').read_text())\n"
    )
    (folder / "package").mkdir()
    (folder / "package" / "__init__.py").write_text("")
    (folder / "package" / "tools.py").write_text("NAME = 'tools'\n")
    (tmp_path / "nbgrader_config.py").write_text(
        "c = get_config()\nc.Examiner.handed_out = ['*']\n"
    )
    build(Course.open(tmp_path), verify=True)
    assert capsys.readouterr() == ("", "")
    hand_in(tmp_path, "ada", "ps1", {"tax": answered})
    assert points(tmp_path) == (2, 2, None)
    hand_in(tmp_path, "bob", "ps1", {})
    assert points(tmp_path, "bob")[0] == 0


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import nowhere", "ModuleNotFoundError: No module named 'nowhere'."),
        ('raise OSError("data.csv was not found.")', "OSError: data.csv was not found."),
    ],
)
def test_a_set_up_cell_that_fails_is_a_warning_each_time(tmp_path, capsys, source, told):
    write_source(tmp_path, "ps1", [cell("locked", "setup", source), *cells()])
    for _ in range(2):  # perhaps the library is installed by then
        build(Course.open(tmp_path), verify=True)
        warning = f"WARNING: ps1/ps1.ipynb, a set-up cell of the key fails: {told}\n"
        assert capsys.readouterr().err == warning


def test_the_command_builds_such_a_course_with_status_0(tmp_path, capsys):
    write_source(tmp_path, "week 1 [24 points]", cells("assert double(1)"))
    assert main(["build", "--course", str(tmp_path)]) == 0
    assert "wrote release/week 1 [24 points]/week 1 [24 points].ipynb" in capsys.readouterr().out
