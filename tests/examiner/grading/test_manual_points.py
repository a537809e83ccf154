"""Points that a person gave, from a CSV file into the report."""

import json

import pytest

from examiner.errors import ExaminerError
from examiner.grading.manual_points import add_manual_points, read_manual_points
from examiner.key import Key
from examiner.report import Result, ScoredTest
from examiner.sentences import repairs
from tests.support.notebook_files import notebook, write
from tests.support.small_course import cell, essay


@pytest.fixture
def keys(tmp_path):
    cells = [cell("test", "test_f", "assert f(2) == 4", 11), essay("why", "YOUR ANSWER HERE", 3)]
    path = write(tmp_path / "keys" / "ps" / "ps.ipynb", json.dumps(notebook(*cells)).encode())
    return [Key.read(path)]


def row(student, **more):
    about = {"points": 11, "max_points": 14, "needs_manual": ["why"], "manual_points": 3}
    return Result(student, "ps", "ps", **about | more)


def given(tmp_path, keys, *lines, columns="student,assignment,grade_id,points,comment"):
    path = tmp_path / "points.csv"
    path.write_text("\n".join((columns, *lines)))
    return read_manual_points(path, keys)


def test_points_that_a_person_gave_are_part_of_the_total(tmp_path, keys):
    beside = repairs.text_beside(["cell 2 (why)"])
    about = {"reason": beside.reason, "instructor_remedy": beside.instructor_remedy}
    ada, ben, cleo = row("ada"), row("Ben", student_id="s2", **about), row("cleo")
    lines = ("ada,ps,why,2.5,Say more.", "s2,,why,3,", "cleo,ps,why,,", "zoe,ps,why,1,")
    (unused,) = add_manual_points([ada, ben, cleo], given(tmp_path, keys, *lines), keys)
    assert (ada.points, ada.max_points, ada.needs_manual, ada.manual_points) == (13.5, 14, [], 0)
    assert ada.tests == [ScoredTest("why", 2.5, 3, False, "Say more.", by_hand=True)]
    assert (ben.points, ben.needs_review) == (14, False)
    assert (cleo.points, cleo.needs_manual, cleo.manual_points) == (11, ["why"], 3)
    assert unused.student == "zoe"


def test_each_notebook_of_an_assignment_gets_its_own_points(tmp_path):
    """They have a row each: points for an answer of one do not count for the other."""
    keys = []
    for name, question in (("problem1", "essay"), ("problem2", "why")):
        path = tmp_path / "keys" / "ps" / f"{name}.ipynb"
        made = notebook(essay(question, "YOUR ANSWER HERE", 3))
        keys.append(Key.read(write(path, json.dumps(made).encode())))
    first, second = (
        Result("ada", "ps", key.notebook, max_points=3, needs_manual=[key.manual[0].grade_id])
        for key in keys
    )
    assert add_manual_points([first, second], given(tmp_path, keys, "ada,ps,essay,2,"), keys) == []
    assert (first.points, second.points) == (2, 0)
    assert (first.needs_manual, second.needs_manual) == ([], ["why"])


def test_a_grade_id_of_two_notebooks_needs_the_name_of_one(tmp_path):
    keys = []
    for name in ("problem1", "problem2"):
        made = notebook(essay("why", "YOUR ANSWER HERE", 3))
        path = tmp_path / "keys" / "ps" / f"{name}.ipynb"
        keys.append(Key.read(write(path, json.dumps(made).encode())))
    with pytest.raises(ExaminerError, match="'why' in ps/problem1 and ps/problem2") as refused:
        given(tmp_path, keys, "ada,ps,why,2,")
    assert "a column notebook" in str(refused.value)
    rows = [Result("ada", "ps", key.notebook, max_points=3, needs_manual=["why"]) for key in keys]
    columns = "student,notebook,grade_id,points"
    lines = ("ada,problem1,why,2", "ada,problem2,why,1")
    assert add_manual_points(rows, given(tmp_path, keys, *lines, columns=columns), keys) == []
    assert [one.points for one in rows] == [2, 1]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["ada,ps,test_f,1,"], "no person grades a cell 'test_f'"),
        (["ada,ps,why,4,"], "'4' is not a number from 0 to 3"),
        (["ada,ps,why,-1,"], "not a number"),
        (["ada,ps,why,nan,"], "not a number"),
        (["ada,ps,why,much,"], "not a number"),
        (["ada,other,why,1,"], "of 'other'"),
        (["ada,ps,why,1,", "ada,ps,why,2,"], "twice"),
    ],
)
def test_points_that_cannot_be_are_refused(tmp_path, keys, lines, says):
    with pytest.raises(ExaminerError, match=says):
        add_manual_points([row("ada")], given(tmp_path, keys, *lines), keys)


def test_all_lines_that_cannot_be_used_are_told_at_once(tmp_path, keys):
    lines = (
        "ada,ps,why,1,",
        "ben,ps,why,4,",
        "",
        'cleo,ps,why,2,"First.',
        'Second."',
        "dan,ps,no,1,",
    )
    with pytest.raises(ExaminerError) as refused:
        given(tmp_path, keys, *lines)
    assert refused.value.message.splitlines()[1:] == [
        "  line 3: '4' is not a number from 0 to 3. That is what why can give; extra credit goes into "
        "Formgrader.",
        "  line 7: no person grades a cell 'no' of 'ps'. Write the grade ids as the report does under "
        "needs_manual.",
    ]


def test_a_comment_of_several_lines_keeps_them(tmp_path, keys):
    (points,) = given(tmp_path, keys, 'ada,ps,why,1,"First line', 'Second line"')
    assert points.comment == "First line\nSecond line"


def test_a_file_without_the_columns_is_refused(tmp_path, keys):
    (tmp_path / "points.csv").write_text("name,mark\nada,1\n")
    with pytest.raises(ExaminerError, match="no column student and grade_id and points"):
        read_manual_points(tmp_path / "points.csv", keys)
