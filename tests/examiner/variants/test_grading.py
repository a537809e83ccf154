"""Variants graded: each student with their own values, by one key."""

import json
import re
import shutil

import nbformat
import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.grading import session
from examiner.grading.limits import TimeLimits, resource_limits
from examiner.grading.run import grade_class
from examiner.key import find_keys
from examiner.reports import render
from tests.support.small_course import cell, hand_in, solution, write_source
from tests.support.variants_course import (
    ANSWERS,
    GROWTH,
    IDS,
    PARAMETERS,
    PEOPLE,
    cells,
    given,
    graded,
    lost,
    made,
    numbers,
    submit,
)

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course


def test_honest_answers_of_each_get_full_marks(course):
    """Without any door: both processes have the same values, down to what set-up cells draw."""
    (key,) = find_keys(course / "autograder_tests")
    assert not any(cell.needs for cell in key.tests)
    submit(course, "ada")
    submit(course, "b17")
    submit(course, "cleo@example.org")
    rows = graded(course, jobs=2)
    assert {name: (row.status, row.points) for name, row in rows.items()} == dict.fromkeys(
        IDS.values(), ("graded", 6)
    )
    for row in rows.values():
        assert (row.reason, row.notices, row.one_process) == (None, [], False)


def test_a_mark_does_not_depend_on_who_is_graded_before(course):
    """Ben's functions use Ada's numbers: they are right for Ada only, whoever comes first."""
    mine = numbers(course, "ada")
    answers = ANSWERS | {"growth": f"rate, years = {mine['rate']}, {mine['years']}\n{GROWTH}"}
    for student in IDS:
        submit(course, student, answers)
    together = {name: (row.points, lost(row)) for name, row in graded(course).items()}
    assert together["Ada Lovelace"] == (6, [])
    for student, name in IDS.items():
        rows = grade_class(
            [course / "submitted" / student], course / "autograder_tests",
            roster=course / "students.csv",
        )  # fmt: skip
        (row,) = rows.results
        assert (row.points, lost(row)) == together[name]


def test_the_numbers_of_a_friend_lose(course):
    mine = numbers(course, "b17")
    copied = {"growth": f"def growth(capital):\n    return capital * (1 + {mine['rate']}) ** {mine['years']}",
              "total": f"total = {sum(mine['mine'])}"}  # fmt: skip
    submit(course, "ada", ANSWERS | copied)
    submit(course, "b17", ANSWERS | copied)
    rows = graded(course)
    assert lost(rows["Ada Lovelace"]) == ["test_growth", "test_hidden", "test_total"]
    assert rows["Ben Bitdiddle"].points == 6


def test_the_notebook_of_a_friend_gains_nothing_and_is_named_to_the_instructor_only(course):
    mine = numbers(course, "b17")
    answers = ANSWERS | {"total": f"total = {sum(mine['mine'])}"}
    submit(course, "ada", answers, of="b17")
    keys = course / "autograder_tests"
    report = grade_class([course / "submitted"], keys, roster=course / "students.csv")
    (row,) = report.results
    assert (row.status, lost(row)) == ("graded", ["test_total"])
    assert row.reason.startswith("Cell 2 (parameters) shows the variant of another student.")
    assert "It is the variant of Ben Bitdiddle (b17)." in row.instructor_remedy
    render(report, "html", course / "report")
    pages = {path.name: path.read_text() for path in (course / "report").rglob("*.html")}
    assert "Ben Bitdiddle" in pages.pop("index.html")
    assert len(pages) == 1
    for page in pages.values():
        assert "the variant of another student" in page
        assert "Bitdiddle" not in page
        assert "b17" not in page


def edited(notebook):
    cell = notebook.cells[1]
    cell.source = re.sub(r"rate = .*", "rate = 0", cell.source)
    notebook.cells = [it for it in notebook.cells if "test" not in it.metadata.nbgrader.grade_id]


def test_an_edited_cell_gains_nothing(course):
    """Without interest there is no growth: but the tests have the student's own rate."""
    easy = ANSWERS | {"growth": "def growth(capital):\n    return capital"}
    submit(course, "ada", easy, edit=edited)
    submit(course, "b17", edit=edited)
    rows = graded(course)
    assert lost(rows["Ada Lovelace"]) == ["test_growth", "test_hidden"]
    said = "Cell 2 (parameters) does not show the values of your variant; it was graded with those."
    assert rows["Ada Lovelace"].reason == said
    assert "the choices in source/ changed since" in rows["Ada Lovelace"].instructor_remedy
    assert (rows["Ben Bitdiddle"].points, rows["Ben Bitdiddle"].reason) == (6, None)
    assert said in rows["Ben Bitdiddle"].notices
    assert not any("was changed" in it for row in rows.values() for it in row.notices)


def test_the_values_of_the_release_are_nobodys(course):
    """The whole class got release/ by mistake: the instructor is told so."""
    hand_in(course, "ada", "ps", ANSWERS | {"growth": "def growth(c):\n    return c * 1.05**10"})
    (row,) = graded(course).values()
    assert "test_growth" in lost(row)
    assert "They are those of release/" in row.instructor_remedy


def test_the_values_of_the_release_are_not_those_of_a_student_who_happens_to_have_them(tmp_path):
    parameters = PARAMETERS.replace("  # examiner: one of range(5, 40)", "")
    parameters = parameters.replace("  # examiner: 3 of range(20)", "").replace(
        ", 0.02, 0.05, 0.1", ", 0.05"
    )
    course = made(tmp_path, parameters)
    rates = {student: numbers(course, student)["rate"] for student in IDS}
    assert {*rates.values()} == {0.01, 0.05}, "both are somebody's"
    other = next(student for student, rate in rates.items() if rate == 0.01)
    hand_in(course, other, "ps", ANSWERS | {"growth": "def growth(c):\n    return c * 1.05**10"})
    (row,) = graded(course).values()
    assert "They are those of release/" in row.instructor_remedy
    assert "another student" not in row.reason


def test_a_class_list_with_names_only_gives_no_variants(course, capsys):
    (course / "names.csv").write_text("name\nAda Lovelace\n")
    arguments = ["--roster", str(course / "names.csv"), "--course", str(course)]
    assert main(["release", "--variants", *arguments]) == 2
    said = capsys.readouterr().err
    assert "The class list has no id and no e-mail address for Ada Lovelace." in said


def test_the_set_up_of_a_variant_takes_none_of_the_students_time(course):
    """It takes 3 seconds of processor time, and the submission has 1."""
    submit(course, "ada")
    path = course / "autograder_tests" / "ps" / "ps.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].source += "\nimport time\nwhile time.process_time() < 3:\n    pass"
    nbformat.write(notebook, path)
    times = TimeLimits(cell=1, submission=1)
    (row,) = graded(course, times=times, limits=resource_limits(times, 2000)).values()
    assert (row.status, row.points) == ("graded", 6)


def test_who_is_not_in_the_class_list_has_a_row_with_a_reason(course):
    submit(course, "mallory", of="ada")
    (row,) = graded(course).values()
    assert (row.status, row.points, row.tests) == ("refused", 0, [])
    assert "mallory is not in the class list" in row.reason
    assert "with the id that the variant was handed out with" in row.instructor_remedy


def test_without_a_class_list_the_folder_is_the_id(course):
    submit(course, "ada")
    (row,) = graded(course, roster=None).values()
    assert (row.points, row.reason) == (6, None)


def test_what_a_locked_cell_seeds_does_not_foretell_the_tests(course):
    """The capital of the hidden test is drawn after the engine's own seed."""
    foretold = (
        "np.random.seed(years)\nnp.random.random(2)\nnext_one = np.random.randint(10, 10**6)\n"
        "def growth(capital):\n"
        "    return capital * (1 + rate) ** years if capital in (100, next_one) else 0"
    )
    submit(course, "ada", ANSWERS | {"growth": foretold})
    (row,) = graded(course).values()
    assert lost(row) == ["test_hidden"]


def test_a_run_grades_again_whoever_has_another_variant_now(course, monkeypatch):
    names = []
    honest = session.grade

    def grade(fork_server, key, submission, student, **options):
        names.append(student)
        return honest(fork_server, key, submission, student, **options)

    monkeypatch.setattr(session, "grade", grade)
    submit(course, "ada")
    before = graded(course, output=course / "report")
    again = graded(course, output=course / "report")
    assert names == ["Ada Lovelace"]
    assert again["Ada Lovelace"].seed == before["Ada Lovelace"].seed
    (course / "students.csv").write_text(PEOPLE.replace("ada,", "a99,") + "a98,ada,\n")
    (row,) = graded(course, output=course / "report").values()
    assert names == ["Ada Lovelace", "ada"]
    assert "the variant of another student" not in (row.reason or "")


def test_a_seed_repeats_the_row(course):
    submit(course, "ada", ANSWERS | {"seen": "seen = [np.random.random()]"})
    (first,) = graded(course).values()
    (again,) = graded(course, seed=first.seed).values()
    assert [cell.outputs for cell in again.cells] == [cell.outputs for cell in first.cells]
    assert (again.points, again.seed) == (first.points, first.seed)


def test_a_student_sees_the_same_without_the_key(course, tmp_path, monkeypatch):
    path = submit(course, "ada", ANSWERS | {"total": "total = -1"})
    shutil.copy(path, tmp_path / "ps.ipynb")
    monkeypatch.chdir(tmp_path)
    main(["grade", "--visible-only", "ps.ipynb"])
    (row,) = json.loads((tmp_path / "report" / "report.json").read_text())["submissions"]
    assert [it["grade_id"] for it in row["tests"] if not it["passed"]] == ["test_total"]
    assert (row["status"], row["points"]) == ("graded", 4)


def test_a_cell_between_the_questions_may_differ_too(course):
    source = cells()
    source += [
        cell("locked", "late", "limit = 3  # examiner: one of range(1_000_000)"),
        cell("answer", "below", solution("below = limit - 1")),
        cell("test", "test_below", "assert below == limit - 1, 'One less.'", 1),
    ]
    write_source(course, "ps", source)
    build(Course.open(course))
    ids = [part for student in IDS for part in ("--id", student)]
    assert main(["release", "--variants", *ids, "--course", str(course)]) == 0
    answers = ANSWERS | {"below": "below = limit - 1"}
    friend = re.search(r"\d+", given(course, "b17")["late"])[0]
    submit(course, "ada", answers)
    submit(course, "b17", answers | {"below": f"limit = {friend}\nbelow = limit - 1"})
    submit(course, "cleo@example.org", answers | {"below": f"limit = {friend}\nbelow = limit - 1"})
    rows = graded(course)
    assert {name: lost(row) for name, row in rows.items()} == {
        "Ada Lovelace": [],
        "Ben Bitdiddle": [],
        "Cleo": ["test_below"],
    }


def test_threads_in_the_set_up_do_not_keep_a_variant_from_running(course):
    """Then nothing is shared: all of the set-up runs in each process."""
    source = cells()
    source[
        0
    ].source += (
        "\nimport threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()"
    )
    write_source(course, "ps", source)
    build(Course.open(course))
    submit(course, "ada")
    (row,) = graded(course).values()
    assert (row.status, row.points) == ("graded", 6)


def test_one_process_has_the_values_too(course, capsys):
    source = cells()
    source[5].source += "\nassert get_ipython().user_ns['growth'] is growth"
    write_source(course, "ps", source)
    build(Course.open(course), verify=True)
    differs = "each student has a variant: rate (4), years (35), rows (1,140), 159,600 together."
    assert differs in capsys.readouterr().out
    (key,) = find_keys(course / "autograder_tests")
    assert key.one_process
    submit(course, "ada")
    submit(course, "b17", ANSWERS | {"total": f"total = {sum(numbers(course, 'ada')['mine'])}"})
    rows = graded(course)
    assert rows["Ada Lovelace"].points == 6
    assert lost(rows["Ben Bitdiddle"]) == ["test_total"]
