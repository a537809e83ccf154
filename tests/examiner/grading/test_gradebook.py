"""nbgrader's gradebook after ``examiner grade --gradebook``, as Formgrader and nbgrader's commands see it."""

import csv
import importlib
import re
import shutil
import sys
from datetime import datetime

import pytest
from nbgrader.api import Gradebook

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.errors import ExaminerError
from examiner.grading import gradebook
from examiner.grading.run import grade_class
from tests.support.browser import Lab
from tests.support.gradebook_class import ESSAY, SQUARE, Class, cells
from tests.support.postgresql import postgresql
from tests.support.small_course import cell, essay, hand_in, solution, write_source
from tests.support.stock import nbgrader

pytestmark = pytest.mark.slow

SCORES = {
    "ada": {"test_square": 2, "test_hidden": 1, "why": 0},
    "ben": {"test_square": 2, "test_hidden": 0, "why": 0},
    "cleo": {"test_square": 0, "test_hidden": 0, "why": 0},
    "finn": {"test_square": 0, "test_hidden": 0, "why": 0},
    "mia": {"test_square": 2, "test_hidden": 1, "why": 0},
}
WAITING = {
    ("ada", "why"), ("ben", "why"),
    ("finn", "test_square"), ("finn", "test_hidden"), ("finn", "why"),
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Give a class that was graded once; tests copy it before they change it."""
    made = Class(tmp_path_factory.mktemp("course"))
    made.rows = made.grade()
    return made


@pytest.fixture
def changing(graded, tmp_path):
    """Give a copy of the class that a test may change."""
    made = Class.__new__(Class)
    made.root = tmp_path / "course"
    shutil.copytree(graded.root, made.root)
    made.url = f"sqlite:///{made.root / 'gradebook.db'}"
    return made


def test_scores_and_who_waits_for_a_person_are_in_the_gradebook(graded):
    assert graded.scores() == (SCORES, WAITING)
    with Gradebook(graded.url) as book:
        comment = book.find_comment("why", "ps", "ps", "cleo").comment
        submission = book.find_submission("ps", "ben")
        assert submission.timestamp == datetime(2026, 11, 20, 12)
    assert comment == "No response."


def test_a_late_penalty_is_that_of_the_plugin(graded):
    with Gradebook(graded.url) as book:
        penalty = book.find_submission_notebook("ps", "ps", "ben").late_submission_penalty
    assert penalty == pytest.approx(0.2)
    (notice,) = [text for text in graded.rows["ben"].notices if "late" in text]
    assert "0.2 points will be taken off" in notice


def test_executed_notebooks_lie_where_formgrader_looks(graded):
    ada = graded.executed("ada")
    assert ada["square"].source == SQUARE
    assert ada["test-hidden"].source == ""
    assert "ends in the middle" in graded.executed("finn")["from-the-grader"].source
    assert "A negative number" in str(graded.executed("ben")["test-hidden"].outputs)
    assert "-777" in graded.last_outputs("mia")
    folder = graded.root / "autograded" / "ben" / "ps"
    assert {path.name for path in folder.iterdir()} == {"ps.ipynb", "square.png", "timestamp.txt"}


def test_twice_changes_nothing(changing):
    changing.give("ada", "why", 2.5, "Say more.")
    changing.give("ben", "test_hidden", 1)
    first = changing.grade()
    state = changing.state()
    assert changing.grade() == first
    assert changing.state() == state
    # A lost journal is not a reason either.
    again = changing.grade("--fresh")
    assert changing.state()[0] == state[0]
    assert [row.points for row in again.values()] == [row.points for row in first.values()]


def test_manual_points_survive_a_regrade_and_come_into_the_report(changing):
    changing.give("ada", "why", 2.5, "Say more.")
    changing.give("ben", "test_hidden", 1)
    rows = changing.grade()
    ada, ben = rows["ada"], rows["ben"]
    assert (ada.points, ada.needs_manual, ada.manual_points) == (5.5, [], 0)
    assert ada.tests[-1].message == "Say more."
    assert [(test.grade_id, test.points) for test in ben.tests] == [
        ("test_square", 2),
        ("test_hidden", 1),
    ]
    # A new answer: the points stay, and a person is asked to look again.
    hand_in(changing.root, "ada", "ps", {"square": "square = None", "why": "Because."})
    ada = changing.grade()["ada"]
    assert (ada.points, ada.status) == (2.5, "graded")
    assert ada.reason == "why changed after a person had graded it."
    scores, waiting = changing.scores()
    assert scores["ada"] == {"test_square": 0, "test_hidden": 0, "why": 2.5}
    assert ("ada", "why") in waiting
    # A new answer to another question is not a reason to look again.
    changing.give("ada", "why", 3)
    hand_in(changing.root, "ada", "ps", {"square": SQUARE, "why": "Because."})
    ada = changing.grade()["ada"]
    assert (ada.points, ada.reason) == (6, None)


def test_a_submission_that_cannot_be_read_keeps_no_earlier_score(changing):
    hand_in(changing.root, "ada", "ps", raw=b"{")
    changing.grade()
    scores, waiting = changing.scores()
    assert sum(scores["ada"].values()) == 0
    assert {("ada", name) for name in SCORES["ada"]} <= waiting


def test_nbgraders_own_commands_go_on_from_there(changing):
    changing.give("ada", "why", 2.5, "Say more.")
    changing.grade()
    log = nbgrader(changing.root, "generate_feedback", "ps")
    assert "[ERROR]" not in log
    pages = {
        student: (changing.root / "feedback" / student / "ps" / "ps.html").read_text()
        for student in SCORES
    }
    assert "Say more." in pages["ada"]
    assert "A negative number, too." in pages["ben"]
    assert "ends in the middle" in pages["finn"]
    assert "-777" not in pages["mia"]
    assert all("HIDDEN TESTS" not in page for page in pages.values())
    assert "[ERROR]" not in nbgrader(changing.root, "export")
    with open(changing.root / "grades.csv", newline="") as file:
        scores = {line["student_id"]: float(line["score"]) for line in csv.DictReader(file)}
    assert scores == pytest.approx({"ada": 5.5, "ben": 1.8, "cleo": 0, "finn": 0, "mia": 3})
    # And back: nbgrader's autograde through the engine gives the same scores.
    before = changing.scores()[0]
    log = nbgrader(changing.root, "autograde", "ps", "--student=ben", "--force")
    assert "[ERROR]" not in log
    assert changing.scores()[0] == before


@pytest.mark.browser
def test_points_and_a_comment_given_in_formgrader_come_into_the_report(changing, tmp_path):
    with Gradebook(changing.url) as book:
        submission = book.find_submission_notebook("ps", "ps", "ada").id
    (tmp_path / "lab").mkdir()
    lab = Lab(tmp_path / "lab", "instructor", root=changing.root)
    try:
        # Logged in here, the browser is known below /formgrader.
        page = lab.page("/formgrader/manage_students")
        page.get_by_role("row").filter(has_text="ada").get_by_text("3 / 6").wait_for()
        page.goto(f"{lab.address}/formgrader/gradebook/ps/ps")
        page.get_by_role("row").nth(len(SCORES)).wait_for()
        page.goto(f"{lab.address}/formgrader/submissions/{submission}/")
        page.get_by_text(ESSAY).wait_for()
        page.wait_for_load_state("networkidle")
        _save(page, "grade", page.locator("input.score#why"), "2.5")
        _save(page, "comment", page.locator("textarea.comment").last, "Say more.")
    finally:
        lab.close()
    ada = changing.grade()["ada"]
    assert (ada.points, ada.needs_manual, ada.tests[-1].message) == (5.5, [], "Say more.")


def _save(page, what, place, text):
    """Fill in a field of Formgrader, and wait until it is saved."""
    with page.expect_response(
        lambda answer: f"/api/{what}/" in answer.url and answer.request.method == "PUT"
    ) as answered:
        place.fill(text)
        place.blur()
    assert answered.value.ok


def test_without_the_setting_that_withholds_outputs_there_are_none(changing):
    (changing.root / "nbgrader_config.py").write_text("c = get_config()\n")
    changing.grade("--fresh")
    outputs = changing.last_outputs("mia")
    assert "-777" not in outputs
    assert "not shown" in outputs


def test_an_output_that_the_journal_does_not_keep_says_how_to_get_it(changing):
    shutil.rmtree(changing.root / "autograded")
    changing.grade()
    assert "--fresh" in changing.last_outputs("mia")


def test_a_new_question_reaches_the_gradebook_in_which_points_by_hand_stay(changing):
    changing.give("ada", "why", 2.5, "Say more.")
    changing.give("ben", "test_hidden", 1.5)  # more than it can give, as Formgrader allows
    cube = "def cube(x):\n    return x**3"
    added = (
        cell("answer", "cube", solution(cube)),
        cell("test", "test_cube", "assert cube(2) == 8", 1),
    )
    write_source(changing.root, "ps", cells(*added))
    build(Course.open(changing.root))
    hand_in(changing.root, "ada", "ps", {"square": SQUARE, "why": ESSAY, "cube": cube})
    rows = changing.grade()
    ada, ben = rows["ada"], rows["ben"]
    assert (ada.points, ada.max_points) == (6.5, 7)
    assert "Say more." in [test.message for test in ada.tests]
    assert (ben.points, ben.dropped_points) == (3.5, 1)
    scores = changing.scores()[0]
    assert scores["ada"] == {**SCORES["ada"], "test_cube": 1, "why": 2.5}
    assert scores["ben"] == {**SCORES["ben"], "test_cube": 0, "test_hidden": 1.5}
    # nbgrader has one maximum for all: who did not have the question has no points for it.
    assert scores["mia"] == {**SCORES["mia"], "test_cube": 0}
    with Gradebook(changing.url) as book:
        assert book.find_submission("ps", "mia").max_score == 7


def test_a_key_without_a_question_that_was_graded_by_hand_is_refused(changing, capsys):
    changing.give("ada", "why", 2.5, "Say more.")
    write_source(changing.root, "ps", cells()[:-1])
    build(Course.open(changing.root))
    changing.grade(status=2)
    said = " ".join(capsys.readouterr().err.split())
    assert "questions that the key of ps no longer has: why." in said
    assert changing.scores()[0]["ada"]["why"] == 2.5
    command = re.search(r"run '(nbgrader [^']*)'", said)[1]
    nbgrader(changing.root, *command.split()[1:], "--student=ada")
    assert changing.grade()["ada"].points == 3
    assert changing.scores()[0]["ada"] == {"test_square": 2, "test_hidden": 1}


def test_other_points_for_a_question_reach_the_gradebook(changing):
    source = cells()
    source[2].metadata.nbgrader.points = 4
    write_source(changing.root, "ps", source)
    build(Course.open(changing.root))
    assert changing.grade()["ada"].points == 5
    assert changing.scores()[0]["ada"] == {**SCORES["ada"], "test_square": 4}


def test_a_gradebook_in_postgresql(changing):
    with postgresql() as url:
        changing.grade(url=url)
        assert changing.scores(url) == (SCORES, WAITING)
        with Gradebook(url) as book:
            book.find_grade("why", "ps", "ps", "ada").manual_score = 3
            book.db.commit()
        assert changing.grade(url=url)["ada"].points == 6
        configured = f"\nc.CourseDirectory.db_url = '{url}'\n"
        with open(changing.root / "nbgrader_config.py", "a") as config:
            config.write(configured)
        assert "[ERROR]" not in nbgrader(changing.root, "generate_feedback", "ps")
        assert (changing.root / "feedback" / "ada" / "ps" / "ps.html").is_file()


def test_points_of_a_file_fill_what_the_gradebook_does_not_have(changing, capsys):
    changing.give("ada", "why", 2.5, "Say more.")
    points = changing.root / "points.csv"
    points.write_text("student,grade_id,points,comment\nada,why,1,\nben,why,2,Good.\nzoe,why,1,\n")
    rows = changing.grade("--manual-points", str(points))
    said = capsys.readouterr().err
    assert (rows["ada"].points, rows["ben"].points) == (5.5, 4)
    assert "other points for why of ada than the file: those of the gradebook count" in said
    assert "The points for why of zoe were not used" in said
    # They are in the gradebook now, without the file.
    assert changing.grade()["ben"] == rows["ben"]


def test_points_for_another_assignment_do_not_vanish(changing, capsys):
    """A line without an assignment fits every row of the student, but only some have the question."""
    write_source(changing.root, "other", [essay("whence", "YOUR ANSWER HERE", 2)])
    build(Course.open(changing.root))
    points = changing.root / "points.csv"
    points.write_text("student,grade_id,points\nada,whence,1\nada,why,2\n")
    assert changing.grade("--manual-points", str(points))["ada"].points == 5
    said = capsys.readouterr().err
    assert "The points for whence of ada were not used" in said
    assert "why" not in said


def test_a_row_that_fails_is_named_and_the_others_are_written(changing, capsys, monkeypatch):
    making = gradebook.graded_notebook

    def fail(key, submission, row):
        return 1 / 0 if row.student == "ada" else making(key, submission, row)

    monkeypatch.setattr(gradebook, "graded_notebook", fail)
    points = changing.root / "points.csv"
    points.write_text("student,grade_id,points\nada,why,1\nmia,why,2\n")
    rows = changing.grade("--manual-points", str(points))
    assert (rows["ada"].points, rows["mia"].points) == (4, 5)
    assert (changing.scores()[0]["ada"]["why"], changing.scores()[0]["mia"]["why"]) == (0, 2)
    said = (
        "The gradebook may lack the new points of ada for ps: ZeroDivisionError: division by zero"
    )
    assert said in capsys.readouterr().err


def test_points_given_by_hand_count_although_a_notebook_cannot_be_written(
    changing, capsys, monkeypatch
):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gradebook.ExecutedNotebook, "write", fail)
    changing.give("ada", "why", 2.5)
    points = changing.root / "points.csv"
    points.write_text("student,grade_id,points\nben,why,2\n")
    rows = changing.grade("--manual-points", str(points))
    assert (rows["ada"].points, rows["ben"].points) == (5.5, 4)
    said = "The executed notebook of ben for ps is not written: OSError: [Errno 28] No space left"
    assert said in capsys.readouterr().err


def test_the_time_is_found_in_a_folder_of_another_name_and_never_deleted(changing):
    """With a class list, the id need not be the name of the folder."""
    roster = changing.root / "students.csv"
    roster.write_text("id,name\ns12,ben\nada,ada\n")
    with Gradebook(changing.url) as book:  # as `nbgrader collect` does
        book.update_or_create_submission("ps", "ada", timestamp="2026-11-18 12:00:00 UTC")
    changing.grade("--roster", str(roster))
    with Gradebook(changing.url) as book:
        assert book.find_submission("ps", "s12").timestamp == datetime(2026, 11, 20, 12)
        assert book.find_submission("ps", "ada").timestamp == datetime(2026, 11, 18, 12)


def test_names_come_from_the_class_list(changing):
    roster = changing.root / "students.csv"
    roster.write_text("id,name,email\nada,Ada King Lovelace,ada@example.org\n")
    changing.grade("--roster", str(roster))
    with Gradebook(changing.url) as book:
        ada = book.find_student("ada")
        assert (ada.first_name, ada.last_name, ada.email) == (
            "Ada King",
            "Lovelace",
            "ada@example.org",
        )


def test_names_that_lead_elsewhere_are_left_out(changing, capsys):
    roster = changing.root / "students.csv"
    roster.write_text("id,name\n../../ada,ada\n.ben,ben\na/b,cleo\n")
    changing.grade("--roster", str(roster))
    assert capsys.readouterr().err.count("that is not a valid folder name") == 3
    with Gradebook(changing.url) as book:
        assert {student.id for student in book.students} == set(SCORES)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("gradebook.db", "is not the address of a gradebook.*sqlite:///gradebook.db"),
        ("sqlite:////nowhere/gradebook.db", "cannot be used: unable to open database file"),
        (
            "postgresql://ada:secret@127.0.0.1:1/x",
            r"postgresql://ada:\*\*\*@127.0.0.1:1/x cannot be used",
        ),
        ("mysql+nodriver://x/y", "is not the address of a gradebook"),
        ("postgres://ada:secret@x/y", r"'postgres://ada:\*\*\*@x/y' is not the address"),
    ],
)
def test_a_gradebook_that_cannot_be_used_is_refused_before_anything_is_graded(graded, url, said):
    with pytest.raises(ExaminerError) as refused:
        grade_class([graded.root / "submitted"], graded.root / "autograder_tests", gradebook=url)
    assert re.search(said, str(refused.value), re.DOTALL)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("missing", "url", "said"),
    [
        ("nbgrader.api", "sqlite://", "needs nbgrader.*pip install nbgrader"),
        ("psycopg", "postgresql+psycopg://x@127.0.0.1:1/x", r"pip install 'psycopg\[binary\]'"),
        ("psycopg2", "postgresql+psycopg2://x@127.0.0.1:1/x", "pip install psycopg2-binary"),
    ],
)
def test_a_missing_package_is_named(graded, monkeypatch, missing, url, said):
    for name in [name for name in sys.modules if name.startswith("examiner.grading.gradebook")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ExaminerError, match=f"(?s){said}"):
        grade_class([graded.root / "submitted"], graded.root / "autograder_tests", gradebook=url)


@pytest.mark.parametrize(
    ("plugin", "said"),
    [
        ("x = 1", "The rule for late submissions failed: .*plugin_class in nbgrader_config.py"),
        (
            "from nbgrader.plugins import BasePlugin\n\n\nclass Tenth(BasePlugin):\n"
            "    def late_submission_penalty(self, *late):\n        return 1 / 0\n",
            "The rule for late submissions failed: ZeroDivisionError",
        ),
    ],
    ids=["no such class", "it raises"],
)
def test_a_rule_for_late_submissions_that_fails_is_named(
    changing, capsys, monkeypatch, plugin, said
):
    monkeypatch.delitem(sys.modules, "late_penalty", raising=False)
    importlib.invalidate_caches()
    shutil.rmtree(changing.root / "__pycache__", ignore_errors=True)
    (changing.root / "late_penalty.py").write_text(plugin)
    changing.grade(status=2)
    assert re.search(said, capsys.readouterr().err, re.DOTALL)
    sys.modules.pop("late_penalty", None)


def test_points_of_visible_tests_alone_are_refused(graded, capsys):
    graded.grade("--visible-only", status=2)
    assert "The gradebook takes no points from a run with --visible-only" in capsys.readouterr().err
