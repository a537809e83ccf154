"""``examiner build``: what students get, what grades them, and what is refused."""

import json
import shutil

import nbformat
import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.errors import ExaminerError
from examiner.key import Key
from tests.support import REPO
from tests.support.stock import nbgrader

TASKS = ["task14", "task15", "task16"]
POINTS = {"task14": (14, 1), "task15": (15, 1), "task16": (16, 1)}  # all, of these by hand


def sources(folder, task):
    notebook = nbformat.read(REPO / folder / task / f"{task}.ipynb", as_version=4)
    return [(cell.metadata.get("nbgrader", {}), cell.source) for cell in notebook.cells]


def region(source, name):
    """Split a cell's lines into those outside and those inside a region."""
    outside, inside, within = [], [], False
    for line in map(str.strip, source.splitlines()):
        if f"BEGIN {name}" in line or f"END {name}" in line:
            within = "BEGIN" in line
        else:
            (inside if within else outside).append(line)
    return set(outside), set(inside)


def lines_only_in(task, name):
    """Collect the lines that stand in a region of the source and nowhere outside of one."""
    outside, inside = {""}, set()
    for _, source in sources("source", task):
        cell_outside, cell_inside = region(source, name)
        outside |= cell_outside
        inside |= cell_inside
    return inside - outside


def lines_of(folder, task):
    return {line.strip() for _, source in sources(folder, task) for line in source.splitlines()}


@pytest.mark.parametrize("task", TASKS)
def test_no_line_of_an_answer_is_in_release_or_keys(task):
    answers = lines_only_in(task, "SOLUTION") - lines_only_in(task, "HIDDEN TESTS")
    assert len(answers) > 10
    assert answers & lines_of("release", task) == set()
    # A test cell computes its reference with lines of its own; none may be a line of an answer.
    assert answers & lines_of("autograder_tests", task) == set()


@pytest.mark.parametrize("task", TASKS)
def test_no_line_of_a_hidden_test_is_in_the_release(task):
    hidden = lines_only_in(task, "HIDDEN TESTS")
    assert len(hidden) > 10
    assert hidden & lines_of("release", task) == set()
    assert hidden <= lines_of("autograder_tests", task)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("folder", ["source", "release", "autograder_tests"])
def test_the_points_are_those_of_the_contract(folder, task):
    graded = [meta for meta, _ in sources(folder, task) if meta.get("grade")]
    by_hand = [meta for meta in graded if meta["solution"]]
    points = sum(meta["points"] for meta in graded), sum(meta["points"] for meta in by_hand)
    assert points == POINTS[task]


def test_the_generated_folders_are_in_step_with_the_source():
    assert build(Course.open(REPO), check=True) == {}


@pytest.fixture
def course(tmp_path):
    """A small course of another subject: examiner knows nothing of ours."""
    cells = [
        answer(
            "double",
            "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION",
        ),
        test(
            "test_double",
            1,
            "assert double(2) == 4\n### BEGIN HIDDEN TESTS\nassert double(7) == 14\n### END HIDDEN TESTS",
        ),
    ]
    write(tmp_path, cells)
    return tmp_path


def cell(source, **meta):
    made = nbformat.v4.new_code_cell(source)
    made.metadata["nbgrader"] = {"schema_version": 3, "task": False, **meta}
    return made


def answer(grade_id, source):
    return cell(source, grade_id=grade_id, grade=False, solution=True, locked=False)


def test(grade_id, points, source):
    return cell(source, grade_id=grade_id, grade=True, solution=False, locked=True, points=points)


test.__test__ = False


def write(root, cells):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    # A plain dictionary: nbformat would refuse what some of these tests have to write.
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    for number, made in enumerate(cells):
        made["id"] = f"cell-{number}"
    folder = root / "source" / "ps1"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ps1.ipynb").write_text(json.dumps(notebook))


def read(path):
    return nbformat.read(path, as_version=4).cells


def test_any_course_is_built(course):
    written = build(Course.open(course))
    assert {str(path.relative_to(course)) for path in written} == {
        "release/ps1/ps1.ipynb",
        "autograder_tests/ps1/ps1.ipynb",
    }
    stub, visible = (cell.source for cell in read(course / "release" / "ps1" / "ps1.ipynb"))
    assert "2 * x" not in stub
    assert "NotImplementedError" in stub
    assert visible == "assert double(2) == 4"
    stub, tests = (cell.source for cell in read(course / "autograder_tests" / "ps1" / "ps1.ipynb"))
    assert "2 * x" not in stub
    assert "double(7)" in tests


def test_building_twice_changes_no_byte(course):
    build(Course.open(course))
    before = {path: path.read_bytes() for path in course.glob("*/ps1/*")}
    assert build(Course.open(course)) == {}
    assert {path: path.read_bytes() for path in course.glob("*/ps1/*")} == before


def test_no_gradebook_is_touched(course):
    build(Course.open(course))
    assert not (course / "gradebook.db").exists()


def test_check_shows_the_difference_and_writes_nothing(course):
    build(Course.open(course))
    release = course / "release" / "ps1" / "ps1.ipynb"
    release.write_text(release.read_text().replace("double(2) == 4", "double(2) == 5"))
    changed = release.read_bytes()
    differences = build(Course.open(course), check=True)
    assert list(differences) == [release]
    assert "-assert double(2) == 5" in differences[release]
    assert "+assert double(2) == 4" in differences[release]
    assert release.read_bytes() == changed


def test_check_notices_files_too_many_and_too_few(course):
    build(Course.open(course))
    (course / "release" / "ps1" / "answers.txt").write_text("42\n")
    (course / "autograder_tests" / "ps1" / "ps1.ipynb").unlink()
    names = {path.name for path in build(Course.open(course), check=True)}
    assert names == {"answers.txt", "ps1.ipynb"}


def test_metadata_count_as_a_difference(course):
    build(Course.open(course))
    key = course / "autograder_tests" / "ps1" / "ps1.ipynb"
    key.write_text(key.read_text().replace('"deletable": false', '"deletable": true'))
    assert any("deletable" in line for line in build(Course.open(course), check=True)[key])


def refusal(course):
    with pytest.raises(ExaminerError) as caught:
        build(Course.open(course))
    assert not (course / "release").exists()
    assert not (course / "autograder_tests").exists()
    return str(caught.value)


def test_a_duplicate_grade_id_is_refused(course):
    write(course, [answer("double", "x = 1"), answer("double", "y = 1")])
    assert "source/ps1/ps1.ipynb, cell 2 (double): cell 1 already has this grade id" in refusal(
        course
    )


@pytest.mark.parametrize("points", [None, "", "two", float("nan"), -1, True])
def test_a_test_cell_without_points_is_refused(course, points):
    write(course, [answer("a", "x = 1"), test("test_a", points, "assert x == 1")])
    assert f"cell 2 (test_a): it is graded, but its points are {points!r}" in refusal(course)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (answer("a", "x = 1\n### BEGIN SOLUTION\nx = 2"), "line 2: BEGIN SOLUTION is never closed"),
        (
            test("t", 1, "### BEGIN HIDDEN TESTS\nassert x"),
            "line 1: BEGIN HIDDEN TESTS is never closed",
        ),
        (
            answer("a", "### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION"),
            "line 2: BEGIN SOLUTION inside the region that line 1 opens",
        ),
        (answer("a", "x = 1\n### END SOLUTION"), "line 2: END SOLUTION without a BEGIN SOLUTION"),
        (
            test("t", 1, "### BEGIN SOLUTION\nx = 1\n### END SOLUTION"),
            "line 1: BEGIN SOLUTION stands in a cell that is not an answer cell",
        ),
        (
            answer("a", "### BEGIN HIDDEN TESTS\nx = 1\n### END HIDDEN TESTS"),
            "line 1: BEGIN HIDDEN TESTS stands in a cell that is not a test cell",
        ),
    ],
)
def test_a_region_that_would_leak_is_refused(course, made, message):
    write(course, [made])
    assert message in refusal(course)


def strict(course):
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.Examiner.strict = True\n")


def test_a_stray_file_is_refused_and_the_way_out_works(course):
    strict(course)
    (course / "source" / "ps1" / "solution.py").write_text("answer = 42\n")
    assert "source/ps1/solution.py would be handed out to students" in refusal(course)
    (course / "nbgrader_config.py").write_text(
        'c = get_config()\nc.Examiner.strict = True\nc.Examiner.handed_out = ["solution.py"]\n'
    )
    build(Course.open(course))
    assert (course / "release" / "ps1" / "solution.py").read_text() == "answer = 42\n"
    assert (course / "autograder_tests" / "ps1" / "solution.py").exists()


def test_in_a_course_that_is_not_strict_files_are_handed_out_with_a_warning(course, capsys):
    (course / "source" / "ps1" / "helper.py").write_text("RATE = 2\n")
    build(Course.open(course))
    assert (course / "release" / "ps1" / "helper.py").exists()
    assert "WARNING: source/ps1/helper.py would be handed out" in capsys.readouterr().err


def test_what_nbgrader_ignores_is_no_stray_file(course):
    strict(course)
    (course / "source" / "ps1" / ".ipynb_checkpoints").mkdir()
    (course / "source" / "ps1" / ".ipynb_checkpoints" / "old.py").write_text("")
    build(Course.open(course))


def test_a_file_that_is_no_notebook_is_refused(course):
    (course / "source" / "ps1" / "broken.ipynb").write_text("{")
    assert "source/ps1/broken.ipynb is not a notebook of format 4" in refusal(course)


def test_all_problems_are_told_at_once(course):
    strict(course)
    (course / "source" / "ps1" / "notes.txt").write_text("")
    write(course, [answer("a", "### BEGIN SOLUTION"), test("a", None, "")])
    message = refusal(course)
    assert all(part in message for part in ("notes.txt", "never closed", "already has", "points"))


@pytest.mark.parametrize(
    "flags",
    [{"task": True, "grade": False, "solution": False}, {"grade": True, "solution": True}],
)
def test_the_mark_scheme_of_a_task_or_an_essay_is_cut_out(course, flags):
    text = "Draw.\n\n=== BEGIN MARK SCHEME ===\nAll arrows: 4\n=== END MARK SCHEME ==="
    made = nbformat.v4.new_markdown_cell(text)
    made.metadata["nbgrader"] = {
        "schema_version": 3, "grade_id": "m", "points": 4, "locked": False, "task": False, **flags,
    }  # fmt: skip
    write(course, [made])
    build(Course.open(course))
    (released,) = read(course / "release" / "ps1" / "ps1.ipynb")
    assert released.source.startswith("Draw.") or "YOUR ANSWER" in released.source
    assert "All arrows" not in released.source


def test_what_only_nbgrader_refuses_is_told_in_its_words(course):
    made = nbformat.v4.new_markdown_cell("text")
    made.metadata["nbgrader"] = {
        "schema_version": 3,
        "task": False,
        "grade_id": "m",
        "grade": True,
        "solution": False,
        "locked": True,
        "points": 1,
    }
    write(course, [made])
    message = refusal(course)
    assert "nbgrader could not convert ps1" in message
    assert "Markdown grade cell 'm' is not marked as a solution cell" in message


def test_an_unknown_assignment_lists_the_known_ones(course):
    with pytest.raises(ExaminerError, match=r"no assignment 'ps2'.*\n?.*There are: ps1"):
        build(Course.open(course), ["ps2"])


def test_a_folder_that_is_no_course_is_refused(tmp_path):
    with pytest.raises(ExaminerError, match="is not an nbgrader course"):
        Course.open(tmp_path)
    with pytest.raises(ExaminerError, match="There is no folder"):
        Course.open(tmp_path / "nowhere")


def test_a_configuration_that_fails_is_refused(course):
    (course / "nbgrader_config.py").write_text("1/0\n")
    with pytest.raises(ExaminerError, match=r"configuration of .* could not be read"):
        Course.open(course)


def test_other_folder_names_and_delimiters_are_obeyed(course):
    (course / "source").rename(course / "master")
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        'c.CourseDirectory.source_directory = "master"\n'
        'c.CourseDirectory.release_directory = "handout"\n'
        'c.ClearSolutions.begin_solution_delimeter = "BEGIN ANSWER"\n'
        'c.ClearSolutions.end_solution_delimeter = "END ANSWER"\n'
    )
    path = course / "master" / "ps1" / "ps1.ipynb"
    path.write_text(path.read_text().replace("SOLUTION", "ANSWER"))
    build(Course.open(course))
    assert "2 * x" not in read(course / "handout" / "ps1" / "ps1.ipynb")[0].source


def test_delimiters_of_a_courses_own_hide_the_same_tests(course):
    key, release = (
        course / folder / "ps1" / "ps1.ipynb" for folder in ("autograder_tests", "release")
    )
    build(Course.open(course))
    usual = [(test.source, test.visible_source) for test in Key.read(key).tests]
    assert any(visible != whole for whole, visible in usual)
    released = read(release)
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        'c.ClearHiddenTests.begin_test_delimeter = "VERBORGEN ANFANG"\n'
        'c.ClearHiddenTests.end_test_delimeter = "VERBORGEN ENDE"\n'
    )
    path = course / "source" / "ps1" / "ps1.ipynb"
    source = path.read_text().replace("BEGIN HIDDEN TESTS", "VERBORGEN ANFANG")
    path.write_text(source.replace("END HIDDEN TESTS", "VERBORGEN ENDE"))
    build(Course.open(course))
    assert [(test.source, test.visible_source) for test in Key.read(key).tests] == usual
    assert read(release) == released


@pytest.mark.slow
def test_nbgrader_from_the_command_line_makes_the_same_release(tmp_path):
    shutil.copytree(REPO / "source", tmp_path / "source")
    shutil.copy(REPO / "nbgrader_config.py", tmp_path)
    for task in TASKS:
        log = nbgrader(tmp_path, "generate_assignment", task)
        made = tmp_path / "release" / task / f"{task}.ipynb"
        assert made.is_file(), log
        ours = json.loads((REPO / "release" / task / f"{task}.ipynb").read_text())
        theirs = json.loads(made.read_text())
        stamp = ours["metadata"]["examiner"].pop("release")  # nbgrader writes none
        theirs["metadata"].setdefault("examiner", {})
        key = Key.read(REPO / "autograder_tests" / task / f"{task}.ipynb")
        assert stamp["hash"] == key.stamp.hash
        assert theirs == ours
