"""Variants, from the source to the marks: each student a variant, graded with one key."""

import csv
import json
import re
import shutil
import zipfile

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from examiner.errors import ExaminerError
from examiner.grading import session
from examiner.grading.limits import TimeLimits, resource_limits
from examiner.grading.run import grade_class
from examiner.key import find_keys
from examiner.reports import render
from examiner.variant import values_of
from tests.support import REPO, stock
from tests.support.small_course import cell, hand_in, solution, write_source

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course

PARAMETERS = """\
# Your own numbers.
rate = 0.05  # examiner: one of 0.01, 0.02, 0.05, 0.1
years = 10  # examiner: one of range(5, 40)
rows = [2, 3, 5]  # examiner: 3 of range(20)
np.random.seed(years)"""
TABLE = "table = [value * value for value in range(20)]\nmine = [table[row] for row in rows]"
NOISE = "noise = (random.random(), *np.random.random(2), *np.random.default_rng().random(2))"
GROWTH = "def growth(capital):\n    return capital * (1 + rate) ** years"
TOTAL = "total = sum(mine)"
ANSWERS = {"growth": GROWTH, "total": TOTAL, "seen": "seen = list(noise)"}
HIDDEN = """\
capital = np.random.randint(10, 10**6)
### BEGIN HIDDEN TESTS
assert abs(growth(capital) - capital * (1 + rate) ** years) < 1e-6 * capital, "Try more capital."
### END HIDDEN TESTS"""
PEOPLE = "id,name,email\nada,Ada Lovelace,\nb17,Ben Bitdiddle,\n,Cleo,cleo@example.org\n"
IDS = {"ada": "Ada Lovelace", "b17": "Ben Bitdiddle", "cleo@example.org": "Cleo"}


def cells(parameters=PARAMETERS):
    return [
        cell("locked", "imports", "import random\nimport numpy as np"),
        cell("locked", "parameters", parameters),
        cell("locked", "table", f"{TABLE}\n{NOISE}"),
        cell("answer", "growth", solution(GROWTH)),
        cell(
            "test", "test_growth", "assert abs(growth(100) - 100 * (1 + rate) ** years) < 1e-6", 2
        ),
        cell("test", "test_hidden", HIDDEN, 1),
        cell("answer", "total", solution(TOTAL)),
        cell("test", "test_total", "assert total == sum(mine), 'Add up your own rows.'", 2),
        cell("answer", "seen", solution(ANSWERS["seen"])),
        cell("test", "test_seen", "assert seen == list(noise), 'Not the same.'", 1),
    ]


def made(root, *parameters):
    """Build a course with a class list, and write the variants of its three students."""
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'x'\n"
    )
    (root / "students.csv").write_text(PEOPLE)
    write_source(root, "ps", cells(*parameters))
    build(Course.open(root), verify=True)
    command = ["release", "--variants", "--roster", str(root / "students.csv"), "--zip"]
    assert main([*command, "--course", str(root)]) == 0
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return made(tmp_path_factory.mktemp("course"))


@pytest.fixture
def course(built, tmp_path):
    """Give a copy of the course, in which nothing was handed in."""
    return shutil.copytree(built, tmp_path / "course")


def given(course, student):
    """Read what a student got: texts by grade id."""
    path = course / "variants" / student / "ps" / "ps.ipynb"
    notebook = nbformat.read(path, as_version=4)
    return {it.metadata.nbgrader.grade_id: it.source for it in notebook.cells}


def numbers(course, student):
    """Run the locked cells of what a student got, as a notebook would."""
    names = {}
    for name in ("imports", "parameters", "table"):
        exec(given(course, student)[name], names)
    return names


def submit(course, student, answers=ANSWERS, *, of=None, **options):
    """Hand in the variant of a student; `of` is whose it was."""
    folder = course / "variants" / (of or student)
    return hand_in(course, student, "ps", answers, given=folder, **options)


def graded(course, **options):
    """Grade all that was handed in; give the rows by name."""
    options = {"roster": course / "students.csv"} | options
    keys = course / "autograder_tests"
    report = grade_class([course / "submitted"], keys, **options)
    return {row.student: row for row in report.results}


def lost(row):
    return [test.grade_id for test in row.tests if not test.passed]


# Handing out -----------------------------------------------------------------------------------------


def test_each_student_gets_plain_values_of_their_own(built):
    found = {student: given(built, student)["parameters"] for student in IDS}
    assert len(set(found.values())) == 3
    for text in found.values():
        assert re.fullmatch(
            r"# Your own numbers\.\nrate = 0\.\d+\nyears = \d+\nrows = \[\d+, \d+, \d+\]\n"
            r"np\.random\.seed\(years\)",
            text,
        )
    whole = (built / "variants" / "ada" / "ps" / "ps.ipynb").read_text()
    assert "capital = np.random" in whole
    for secret in ("examiner: ", "HIDDEN", "more capital", "SOLUTION"):
        assert secret not in whole


def test_what_all_students_get_alike_has_the_values_of_the_source(built):
    notebook = nbformat.read(built / "release" / "ps" / "ps.ipynb", as_version=4)
    assert notebook.cells[1].source.splitlines()[1:4] == [
        "rate = 0.05",
        "years = 10",
        "rows = [2, 3, 5]",
    ]


def test_validate_takes_the_read_only_cells_for_unchanged(built):
    for folder in ("release/ps", "variants/ada/ps"):
        for it in nbformat.read(built / folder / "ps.ipynb", as_version=4).cells:
            assert it.metadata.nbgrader.checksum == compute_checksum(it)


def test_the_table_says_who_got_what(built):
    with open(built / "variants" / "ps.csv", encoding="utf-8-sig") as file:
        lines = {line["id"]: line for line in csv.DictReader(file)}
    assert {student: line["name"] for student, line in lines.items()} == IDS
    for student, line in lines.items():
        mine = numbers(built, student)
        assert (float(line["rate"]), int(line["years"])) == (mine["rate"], mine["years"])
        assert json.loads(line["rows"]) == mine["rows"]


def test_the_same_id_gets_the_same_files(built, tmp_path):
    command = ["release", "--variants", "ps", "--course", str(built), "--output", str(tmp_path)]
    assert main([*command, "--id", "new", "--id", "b17", "--id", "ada", "--zip"]) == 0
    for name in ("ada/ps/ps.ipynb", "b17/ps/ps.ipynb", "ada.zip", "b17.zip"):
        assert (tmp_path / name).read_bytes() == (built / "variants" / name).read_bytes()
    with zipfile.ZipFile(tmp_path / "ada.zip") as archive:
        assert archive.namelist() == ["ps/ps.ipynb"]


def test_the_course_counts_too(built):
    (key,) = find_keys(built / "autograder_tests")
    mine = [value.text for value in values_of(key, "ada")]
    assert mine == [value.text for value in values_of(key, "ada")]
    object.__setattr__(key.stamp, "course", "y")
    assert mine != [value.text for value in values_of(key, "ada")]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "Nobody is named who is to get a variant."),
        (("--id", "../ada"), "The id '../ada' cannot be the name of a folder."),
        (("--id", ".."), "cannot be the name of a folder"),
        (("--id", ""), "The id '' cannot be the name of a folder."),
        (("--id", "ada", "ps9"), "There are no choices in ps9."),
    ],
)
def test_what_cannot_be_written_is_refused(built, tmp_path, capsys, arguments, why):
    command = ["release", "--variants", "--course", str(built), "--output", str(tmp_path / "new")]
    assert main([*command, *arguments]) == 2
    assert why in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_release_of_another_build_is_refused(course, capsys):
    (course / "release" / "ps" / "ps.ipynb").write_text('{"cells": [], "metadata": {}}')
    assert main(["release", "--variants", "--id", "ada", "--course", str(course)]) == 2
    assert "does not belong to its key" in capsys.readouterr().err


# Grading ---------------------------------------------------------------------------------------------


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


# With nbgrader ---------------------------------------------------------------------------------------


def test_nbgrader_with_the_engine_grades_each_with_their_own_values(course, capfd):
    """`nbgrader autograde`, then `examiner grade --gradebook`: the same points and notebooks."""
    (course / "nbgrader_config.py").write_text((REPO / "nbgrader_config.py").read_text())
    assert "[ERROR]" not in stock.nbgrader(course, "generate_assignment", "ps", "--force")
    build(Course.open(course))
    url = f"sqlite:///{course / 'gradebook.db'}"
    with Gradebook(url) as gradebook:
        gradebook.add_student("ada", first_name="Ada", last_name="Lovelace")
        gradebook.add_student("b17")
    shutil.rmtree(course / "variants")
    assert main(["release", "--variants", "--gradebook", url, "--course", str(course)]) == 0
    assert "Ada Lovelace" in (course / "variants" / "ps.csv").read_text()
    mine = submit(course, "ada")
    assert "Success!" in stock.nbgrader(course, "validate", str(mine))
    submit(course, "b17", of="ada")
    log = stock.nbgrader(course, "autograde", "ps")
    assert {name: sum(points.values()) for (name, _), points in stock.marks(course).items()} == {
        "ada": 6,
        "b17": 6,
    }
    assert "ps for student b17: Cell 2 (parameters) shows the variant of another student." in log
    assert "It is the variant of Ada Lovelace (ada)." in log

    def shown(student):
        path = course / "autograded" / student / "ps" / "ps.ipynb"
        (cell,) = [it for it in nbformat.read(path, as_version=4).cells if it.id == "parameters"]
        return cell.source

    before = [shown(student) for student in ("ada", "b17")]
    assert before == [given(course, student)["parameters"] for student in ("ada", "b17")]
    shutil.rmtree(course / "autograded")
    rows = graded(course, roster=None, gradebook=url)
    assert [row.points for row in rows.values()] == [6, 6]
    assert [shown(student) for student in ("ada", "b17")] == before


def test_plain_nbgrader_grades_all_with_the_values_of_the_source(course):
    mine = numbers(course, "ada")
    submit(course, "ada")
    submit(course, "b17", ANSWERS | {"total": f"total = {sum(mine['mine'])}"})
    found = stock.autograde(course, ["ps"]).marks
    assert sum(found["ada", "ps"].values()) == 6
    assert found["b17", "ps"]["test_total"] == 0


# Building --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        (
            PARAMETERS.replace("0.1\n", "-2\n"),
            r"cell 5 \(test_growth\), with rate = -2, years = .*: line 1: AssertionError",
        ),
        (
            PARAMETERS.replace("0.1\n", "1 / 0\n"),
            r"with rate = 1 / 0, .*: With the values of this variant, a set-up cell .*ZeroDivisionError",
        ),
    ],
)
def test_a_variant_that_the_answers_do_not_solve_is_refused(built, tmp_path, parameters, why):
    source = cells(parameters)
    source[4].source = "assert growth(100) > 0"
    source[4].source += " and rate > -1"
    write_source(tmp_path, "ps", source)
    with pytest.raises(ExaminerError, match=why) as raised:
        build(Course.open(tmp_path), verify=True)
    assert "do not pass with the values of every student" in str(raised.value)
    assert not (tmp_path / "autograder_tests").exists()


def test_check_tests_grades_answers_with_several_variants(course, capsys):
    """An answer with the numbers of the source is wrong for most students."""
    bank = course / "tests" / "answers" / "ps"
    cases = {
        "right/growth/names.py": f"# costs: nothing\n{GROWTH}",
        "right/growth/loop.py": "# costs: nothing\ndef growth(capital):\n    for _ in range(years):\n"
        "        capital = capital * (1 + rate)\n    return capital",
        "wrong/growth/by_heart.py": "# costs: test_growth, test_hidden\n"
        "def growth(capital):\n    return capital * 1.05**10",
    }
    for name, source in cases.items():
        (bank / name).parent.mkdir(parents=True, exist_ok=True)
        (bank / name).write_text(source)
    command = ["check-tests", "ps", "--course", str(course), "--output", str(course / "build")]
    assert main(command) == 0
    assert "2 right and 1 wrong answers" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("role", "line", "why"),
    [
        ("answer", "a = 1  # examiner: one of 1, 2", "students or tests own it"),
        ("locked", "a = 1  # examiner: one of 1", "neither values with commas nor a range"),
    ],
)
def test_choices_that_cannot_work_are_refused(tmp_path, role, line, why):
    write_source(tmp_path, "ps", [*cells(), cell(role, "more", line)])
    with pytest.raises(ExaminerError, match=why) as raised:
        build(Course.open(tmp_path))
    assert "cell 11 (more)" in str(raised.value)


def test_changed_choices_make_another_release(course):
    """Who has a variant of the first release, and lost points, is not left alone with that."""
    submit(course, "ada", ANSWERS | {"total": "total = 7"})
    write_source(course, "ps", cells(PARAMETERS.replace("range(5, 40)", "range(50, 60)")))
    build(Course.open(course))
    (row,) = graded(course).values()
    assert (row.release, row.key_release) == (1, 2)
    assert "test_total" in lost(row)
    assert "does not show the values of your variant" in " ".join([row.reason, *row.notices])
