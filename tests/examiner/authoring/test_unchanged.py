"""A notebook is built again only if something that its build depends on has changed."""

import json
import shutil
import subprocess
import sys

import pytest

from examiner.authoring import verify_tests
from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.authoring.fingerprint import Record, fingerprint
from examiner.cli import main
from tests.support.small_course import cell, solution, write_source

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course

TESTED = "for n in (2, 7.5):\n    got = double(n)\n    assert isinstance(got, int | float)\n    assert got == 2 * n"
DOUBLE = "def double(x):\n    return 2 * x"


def cells(tested=TESTED):
    return [cell("answer", "double", solution(DOUBLE)), cell("test", "test_double", tested, 1)]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A course of two assignments, the second of two notebooks, that has been built once."""
    root = tmp_path_factory.mktemp("built")
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    write_source(root, "ps1", cells())
    write_source(root, "ps2", cells(), name="first")
    write_source(root, "ps2", cells("assert callable(double)"), name="second")
    (root / "source" / "ps1" / "helper.py").write_text("RATE = 2\n")
    (root / "data").mkdir()
    (root / "data" / "numbers.csv").write_text("1,2\n")
    build(Course.open(root), verify=True)
    return root


@pytest.fixture
def course(built, tmp_path):
    return shutil.copytree(built, tmp_path / "course")  # another place: paths do not count


def unchanged(root, capsys, *options):
    """Build; return the assignments that the command calls unchanged, and what it wrote."""
    assert main(["build", "--course", str(root), *options]) == 0
    lines = capsys.readouterr().out.splitlines()
    return (
        [line.removesuffix(": unchanged") for line in lines if line.endswith(": unchanged")],
        [line.removeprefix("wrote ") for line in lines if line.startswith("wrote ")],
    )


def test_nothing_is_built_twice(course, capsys):
    before = {path: path.stat().st_mtime_ns for path in course.rglob("*.ipynb")}
    assert unchanged(course, capsys) == (["ps1", "ps2"], [])
    assert {path: path.stat().st_mtime_ns for path in course.rglob("*.ipynb")} == before


def test_nbgrader_is_imported_only_when_something_is_built(course):
    """Its import takes most of the time of a small build."""
    program = (
        "import sys; from examiner.cli import main\n"
        f"assert main(['build', '--course', {str(course)!r}]) == 0\n"
        "assert not {'nbgrader', 'nbformat', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ("source/ps1/helper.py", "RATE = 3\n"),
        ("source/ps1/new.txt", "new\n"),
        ("release/ps1/extra.txt", "not from the source\n"),
    ],
)
def test_a_file_of_an_assignment_counts_for_it_alone(course, capsys, changed, text):
    (course / changed).write_text(text)
    assert unchanged(course, capsys)[0] == ["ps2"]
    assert unchanged(course, capsys)[0] == ["ps1", "ps2"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ("data/numbers.csv", "1,3\n"),
        (
            "nbgrader_config.py",
            "c = get_config()\nc.ClearSolutions.code_stub = {'python': '...'}\n",
        ),
    ],
)
def test_data_and_configuration_count_for_all(course, capsys, changed, text):
    (course / changed).write_text(text)
    assert unchanged(course, capsys)[0] == []


@pytest.mark.slow
def test_another_version_of_the_engine_builds_again(course, capsys, monkeypatch):
    monkeypatch.setattr("examiner.authoring.fingerprint.__version__", "99.0")
    assert unchanged(course, capsys) == ([], [])  # the result is the same
    assert unchanged(course, capsys)[0] == ["ps1", "ps2"]


def test_a_source_that_changed_is_built_again(course, capsys):
    write_source(course, "ps1", cells(TESTED.replace("7.5", "8.5")))
    assert unchanged(course, capsys) == (
        ["ps2"],
        ["release/ps1/ps1.ipynb", "autograder_tests/ps1/ps1.ipynb"],
    )


@pytest.mark.parametrize("folder", ["release", "autograder_tests"])
def test_what_was_edited_by_hand_is_made_again(course, capsys, folder):
    path = course / folder / "ps1" / "ps1.ipynb"
    original = path.read_text()
    path.write_text(original.replace("7.5", "9.5"))
    assert unchanged(course, capsys) == (["ps2"], [f"{folder}/ps1/ps1.ipynb"])
    assert path.read_text() == original


@pytest.mark.slow
def test_of_two_notebooks_only_the_changed_one_is_verified(course, capsys, monkeypatch):
    seen, original = [], verify_tests.verify_tests

    def noted(key, *args):
        seen.append(key.notebook)
        return original(key, *args)

    monkeypatch.setattr(verify_tests, "verify_tests", noted)
    write_source(course, "ps2", cells(TESTED.replace("7.5", "8.5")), name="first")
    assert unchanged(course, capsys)[0] == ["ps1"]
    assert seen == ["first"]
    unchanged(course, capsys, "--force")
    assert seen == ["first", "ps1", "first", "second"]


def test_warnings_are_repeated_as_long_as_nothing_changes(course, capsys):
    assert main(["build", "--course", str(course)]) == 0
    warning = "WARNING: ps2/second.ipynb, cell 2 (test_double): every wrong answer passes."
    assert capsys.readouterr().err.count(warning) == 1


@pytest.mark.slow
def test_check_builds_everything(course, capsys):
    """Its word holds even where a record claims that nothing has changed."""
    key = course / "autograder_tests" / "ps1" / "ps1.ipynb"
    release = course / "release" / "ps1" / "ps1.ipynb"
    assert main(["build", "--check", "--course", str(course)]) == 0
    release.write_text(release.read_text().replace("7.5", "9.5"))
    claimed = fingerprint(Course.open(course), "ps1", "ps1", release.parent, key.parent)
    Record(claimed).write(key)
    assert unchanged(course, capsys)[0] == ["ps1", "ps2"]
    assert main(["build", "--check", "--course", str(course)]) == 1
    assert "+for n in (2, 7.5):" in capsys.readouterr().out
    assert unchanged(course, capsys, "--force")[1] == ["release/ps1/ps1.ipynb"]


def test_a_build_that_ran_no_tests_is_not_taken_for_one_that_did(course, capsys):
    write_source(course, "ps1", cells("assert callable(double)"))
    unchanged(course, capsys, "--no-verify")
    key = json.loads((course / "autograder_tests" / "ps1" / "ps1.ipynb").read_text())
    assert "verified" not in key["metadata"]["examiner"]
    assert unchanged(course, capsys)[0] == ["ps2"]
