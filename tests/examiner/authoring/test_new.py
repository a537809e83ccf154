"""`examiner new`: what it starts passes build, check-tests and grade at once."""

import json

import nbformat
import pytest

from examiner.cli import main
from tests.support.small_course import DOUBLE, cell, solution, write_source

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Give a new course with two assignments from the template, built."""
    root = tmp_path_factory.mktemp("physics") / "course"
    for name in ("task17", "week-2.b"):
        assert main(["new", name, "--course", str(root)]) == 0
    assert main(["build", "--course", str(root)]) == 0
    return root


def test_the_tests_tell_right_answers_from_wrong_ones(course, tmp_path, capsys):
    command = ["check-tests", "--course", str(course), "--output", str(tmp_path), "--mutants"]
    assert main(command) == 0
    told = capsys.readouterr().out
    assert told.count("1 right and 4 wrong answers") == 2
    assert "wrong, but passes what students see: 0, and 1 that say so" in told


def test_an_answer_gets_its_points_in_each_assignment(course, tmp_path):
    for name in ("task17", "week-2.b"):
        notebook = nbformat.read(course / "release" / name / f"{name}.ipynb", as_version=4)
        (answer,) = [it for it in notebook.cells if it.id == "mean-absolute-error"]
        assert "YOUR CODE HERE" in answer.source
        case = course / "tests" / "answers" / name / "right" / "mean_absolute_error" / "loop.py"
        answer.source = case.read_text()
        (essay,) = [it for it in notebook.cells if it.id == "essay"]
        essay.source = "No: one model may be far off once."
        handed_in = tmp_path / "submitted" / "ada" / name
        handed_in.mkdir(parents=True)
        nbformat.write(notebook, handed_in / f"{name}.ipynb")
    command = ["grade", str(tmp_path / "submitted"), "--keys", str(course / "autograder_tests")]
    assert main([*command, "--output", str(tmp_path / "report")]) == 0
    rows = json.loads((tmp_path / "report" / "report.json").read_text())["submissions"]
    found = [
        (row["assignment"], row["points"], row["max_points"], row["needs_manual"]) for row in rows
    ]
    assert found == [("task17", 3, 4, ["essay"]), ("week-2.b", 3, 4, ["essay"])]


def test_students_get_no_answer_no_rubric_and_no_hidden_test(course):
    released = (course / "release" / "task17" / "task17.ipynb").read_text()
    assert "# task17: a title" in released
    for secret in ("Rubric", "Model answer", "9.25", "zip("):
        assert secret not in released


def test_a_course_that_exists_keeps_its_files(tmp_path, monkeypatch, capsys):
    cells = [cell("answer", "a", solution(DOUBLE)), cell("test", "t", "assert double(4) == 8", 1)]
    write_source(tmp_path, "ps1", cells).parent.parent.rename(tmp_path / "originals")
    configuration = "c = get_config()\nc.CourseDirectory.source_directory = 'originals'\n"
    (tmp_path / "nbgrader_config.py").write_text(configuration)
    monkeypatch.chdir(tmp_path)
    assert main(["new", "ps2"]) == 0
    assert "examiner build ps2" in capsys.readouterr().out
    assert (tmp_path / "nbgrader_config.py").read_text() == configuration
    assert (tmp_path / "originals" / "ps2" / "ps2.ipynb").is_file()
    assert not (tmp_path / "source").exists()
    for folder in ("originals/ps1", "tests/answers/ps3"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        before = sorted(tmp_path.rglob("*"))
        assert main(["new", folder.rpartition("/")[2]]) == 2
        assert f"There is {folder} already." in capsys.readouterr().err
        assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["../task17", "a b", "", ".hidden", "week 1 [24 points]", "a/b"])
def test_a_name_that_is_no_folder_name_is_refused(name, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["new", name, "--course", str(tmp_path)])
    assert ended.value.code == 2
    assert "is not a name of letters" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
