"""Layouts as classes really come: one row per person and assignment."""

import json
import zipfile

import pytest

from examiner.errors import ExaminerError, SubmissionError
from examiner.submission.attempts import Entry, one_per_assignment
from examiner.submission.discovery import discover
from examiner.submission.files import files_beside
from examiner.submission.gradescope_export import submitters
from examiner.submission.identification import identify
from examiner.submission.names import StudentPattern
from examiner.submission.roster import Person, Roster
from examiner.submission.times import parse_time
from tests.support.notebook_files import TASK1, TASK2, code, notebook, write, write_key

LESSON = notebook(code("print('a lesson')"))
STUB1 = notebook(code("", "setup"), code("# stub", "a"), code("# stub", "b"))


@pytest.fixture
def keys(tmp_path):
    return [write_key(tmp_path, "task1", "a", "b"), write_key(tmp_path, "task2", "c", "d")]


@pytest.fixture
def rows(tmp_path, keys):
    """Find, read and choose as ``examiner grade`` does; list student, assignment and notebook."""
    numbers = iter(range(99))

    def rows(path, *, roster=None, pattern=None, notices=False):
        workspace = tmp_path / f"workspace{next(numbers)}"
        workspace.mkdir()
        candidates = discover([path], keys, pattern=pattern, workspace=workspace)
        if roster:
            candidates, _ = roster.names(candidates)
        entries = []
        for candidate in candidates:
            try:
                entries += [Entry(candidate, found) for found in identify(candidate, keys)]
            except SubmissionError as error:
                entries.append(Entry(candidate, problem=error))
        chosen = one_per_assignment(entries)
        if notices:
            graded = [entry.identified for entry in chosen if entry.identified]
            return [notice for identified in graded for notice in identified.notices]
        return [
            (
                e.candidate.student,
                e.identified.key.assignment if e.identified else e.problem.message,
            )
            for e in chosen
        ]

    return rows


FOUR = [("jane", "task1"), ("jane", "task2"), ("max", "task1"), ("max", "task2")]
TASKS = {"task1": TASK1, "task2": TASK2}


@pytest.mark.parametrize(
    "layout",
    [
        "{student}/{task}/{task}.ipynb",
        "{task}/{student}/{task}.ipynb",
        "{task}/{student}/work.ipynb",
        "{student}/release/{task}/{task}.ipynb",
        "{student}/neural-networks/{task}/{task}.ipynb",
        "{student}/neural-networks/release/{task}/{task}.ipynb",
        "{student}/neural-networks/{task}.ipynb",
        "{student}/{task}.ipynb",
        "section1/{student}/{task}/{task}.ipynb",
        "{student}+{task}+2026-11-20 21:45:10.123456 UTC+Qm9y/{task}.ipynb",
        "{student}_12345_{task}_{task}.ipynb",
        "{student} - {task}.ipynb",
        "12-34 - {student} - Nov 20, 2026 945 PM/{task}.ipynb",
        "X_{student}_attempt_2026-11-20-21-45-10_{task}.ipynb",
    ],
)
@pytest.mark.parametrize("top", ["collected", "submitted", "collected.zip"])
def test_a_class_in_any_layout_has_a_row_per_person_and_assignment(tmp_path, rows, layout, top):
    ids = {"task1": "1", "task2": "2"}
    for student, task in FOUR:
        place = layout.format(student=student, task=task)
        if "_12345_" in layout:  # Canvas numbers what is handed in
            place = f"{student}_12345_{ids[task]}_{task}.ipynb"
        write(tmp_path / "class" / place, TASKS[task])
    if top.endswith(".zip"):
        path = tmp_path / top
        with zipfile.ZipFile(path, "w") as archive:
            for file in (tmp_path / "class").rglob("*.ipynb"):
                archive.write(file, file.relative_to(tmp_path / "class"))
    else:
        path = (tmp_path / "class").rename(tmp_path / top)
    assert sorted(rows(path)) == FOUR


def test_a_clone_of_the_course_by_itself_is_one_student(tmp_path, rows):
    for task, content in TASKS.items():
        write(tmp_path / "jane" / "release" / task / f"{task}.ipynb", content)
        write(tmp_path / "jane" / "source" / task / f"{task}.ipynb", content)
    write(tmp_path / "jane" / "notebooks" / "lesson.ipynb", LESSON)
    assert rows(tmp_path / "jane") == FOUR[:2]


def test_one_assignments_folder_of_students(tmp_path, rows):
    for student in ("jane", "max"):
        write(tmp_path / "task1" / student / "task1.ipynb", TASK1)
    assert rows(tmp_path / "task1") == [("jane", "task1"), ("max", "task1")]


def test_lessons_checkpoints_and_leftovers_are_no_rows(tmp_path, rows):
    jane = tmp_path / "submitted" / "jane"
    write(jane / "task1" / "task1.ipynb", TASK1)
    write(jane / "task1" / ".ipynb_checkpoints" / "task1-checkpoint.ipynb", TASK1)
    write(jane / "task1" / "task1-checkpoint.ipynb", TASK1)
    write(jane / "notebooks" / "lesson.ipynb", LESSON)
    write(jane / "scratch.ipynb", LESSON)
    write(tmp_path / "submitted" / "__MACOSX" / "jane" / "task1" / "._task1.ipynb", b"junk")
    assert rows(tmp_path / "submitted") == [("jane", "task1")]
    assert rows(tmp_path / "submitted", notices=True) == []


def test_what_was_typed_into_moodle_is_a_row_only_where_nothing_else_was_handed_in(tmp_path, rows):
    top = tmp_path / "moodle"
    write(top / "Jane Doe_1_assignsubmission_file_" / "task1.ipynb", TASK1)
    write(top / "Jane Doe_1_assignsubmission_onlinetext_" / "onlinetext.html", b"<p>")
    write(top / "Max_2_assignsubmission_onlinetext_" / "onlinetext.html", b"<p>")
    jane, (student, why) = rows(top)
    assert jane == ("Jane Doe", "task1")
    assert student == "Max"
    assert "only onlinetext.html" in why


def test_two_people_of_one_name_stay_two(tmp_path, rows):
    for number in (7, 8):
        write(tmp_path / "m" / f"Jane Doe_{number}_assignsubmission_file_" / "x.ipynb", TASK1)
    assert rows(tmp_path / "m") == [("Jane Doe (7)", "task1"), ("Jane Doe (8)", "task1")]


def test_notebooks_named_by_themselves_are_never_taken_for_one_persons(tmp_path, keys):
    paths = [write(tmp_path / name / "task1.ipynb", TASK1) for name in ("jane", "max")]
    entries = [Entry(candidate, *identify(candidate, keys)) for candidate in discover(paths, keys)]
    students = [entry.candidate.student for entry in one_per_assignment(entries)]
    assert students == ["jane", "max"]


def test_the_latest_attempt_counts_and_earlier_ones_are_noted(tmp_path, rows):
    for day, content in ((20, TASK1), (21, TASK1), (19, b"{")):
        name = f"T_s1_attempt_2026-11-{day}-21-45-10_task1.ipynb"
        write(tmp_path / "b" / name, content)
    assert rows(tmp_path / "b") == [("s1", "task1")]
    assert "the latest attempt; there is an earlier one." in rows(tmp_path / "b", notices=True)[0]
    # An earlier attempt does not hide that the latest one cannot be read.
    write(tmp_path / "b" / "T_s1_attempt_2026-11-22-21-45-10_task1.ipynb", b"{")
    assert [row[0] for row in rows(tmp_path / "b")] == ["s1", "s1"]
    assert "A later attempt could not be read" in rows(tmp_path / "b", notices=True)[0]


def test_the_answered_notebook_wins_over_the_pristine_one(tmp_path, rows):
    folder = tmp_path / "submitted" / "jane" / "task1"
    write(folder / "task1.ipynb", STUB1)
    write(folder / "task1 (1).ipynb", TASK1)
    (notice,) = rows(tmp_path / "submitted", notices=True)
    assert "task1 (1).ipynb was graded, not task1.ipynb" in notice


def test_notebooks_of_one_name_are_told_apart_by_their_folders(tmp_path, rows):
    jane = tmp_path / "submitted" / "jane"
    write(jane / "release" / "task1" / "task1.ipynb", STUB1)
    write(jane / "task1" / "task1.ipynb", TASK1)
    (notice,) = rows(tmp_path / "submitted", notices=True)
    assert "jane/task1/task1.ipynb was graded, not jane/release/task1/task1.ipynb" in notice


def test_a_students_own_archive_is_looked_into(tmp_path, rows):
    top = tmp_path / "submitted"
    for student, inside in (("jane", "task1/task1.ipynb"), ("max", "my work/task1.ipynb")):
        path = top / student / "task1" / "task1.zip"
        path.parent.mkdir(parents=True)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(inside, json.dumps(TASK1))
    write(top / "zoe" / "task1" / "task1.zip", b"PK")
    jane, max_, (zoe, why) = rows(top)
    assert (jane, max_, zoe) == (("jane", "task1"), ("max", "task1"), "zoe")
    assert "zip archive is damaged" in why


def test_an_archive_reaches_nothing_outside_and_has_a_limit(tmp_path, rows, monkeypatch):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../evil.ipynb", "x")
        archive.writestr("/evil.ipynb", "x")
        link = zipfile.ZipInfo("jane/link.ipynb")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("jane/task1.ipynb", json.dumps(TASK1))
        archive.writestr("max/zeros.bin", b"\0" * 3_000_000)
    assert ("jane", "task1") in rows(path)
    assert not list(tmp_path.rglob("evil.ipynb"))
    assert not list(tmp_path.rglob("link.ipynb"))
    monkeypatch.setattr("examiner.submission.workspace.MOST_BYTES", 1_000_000)
    ((_, why),) = rows(path)
    assert "zip archive holds more than 50,000 files or 0.001 GB" in why


def zipped(path, contents, method=zipfile.ZIP_DEFLATED):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


WORK = json.dumps(TASK1)
IN_HER_NAME = (
    b"submission_1:\n  :submitters:\n  - :name: jane\n  :created_at: 2030-01-01 00:00:00 Z\n"
)
#: What mallory hands in, in the place of her own work, to stand in for jane.
IMPOSTORS = {
    "a file of Canvas' in an archive": {
        "mallory_5_600_x.zip": {"jane_1_99999999_task1.ipynb": WORK, "max_2_9_task1.ipynb": WORK}
    },
    "one such file alone": {"mallory_5_600_x.zip": {"jane_1_99999999_task1.ipynb": WORK}},
    "the list of a Gradescope export": {
        "mallory.zip": {"submission_metadata.yml": IN_HER_NAME, "submission_1/task1.ipynb": WORK}
    },
    "a list that is none": {
        "mallory.zip": {"submission_metadata.yml": b"submission_1:\n  :submitters: 5\n"}
    },
    "folders of people in an archive": {
        "mallory.zip": {"jane/task1/task1.ipynb": WORK, "max/task1/task1.ipynb": WORK}
    },
    "folders of people": {
        "mallory/jane/task1/task1.ipynb": WORK,
        "mallory/zoe/task1/t.ipynb": WORK,
    },
    "folders of Moodle's": {
        "mallory_7_assignsubmission_file_/jane_1_assignsubmission_file_/task1/t.ipynb": WORK,
        "mallory_7_assignsubmission_file_/zoe/task1/t.ipynb": WORK,
    },
}


@pytest.mark.parametrize("impostor", IMPOSTORS)
def test_what_a_student_hands_in_is_nobody_elses(tmp_path, rows, impostor):
    top = tmp_path / "submitted"
    janes = top / "jane_1_200_task1.ipynb"
    if "Canvas" not in impostor and "such file" not in impostor:
        janes = top / "jane" / "task1" / "task1.ipynb"
    write(janes, TASK1)
    for place, content in IMPOSTORS[impostor].items():
        if isinstance(content, dict):
            zipped(top / place, content)
        else:
            write(top / place, TASK1)
    found = rows(top)
    assert [row for row in found if row[0] == "jane"] == [("jane", "task1")]
    assert {student for student, _ in found} == {"jane", "mallory"}
    if place.endswith(".zip") and len(IMPOSTORS[impostor][place]) > 1:
        assert "holds the work of several people" in dict(found)["mallory"]


def test_a_student_in_a_clone_is_not_the_one_who_has_a_folder(tmp_path, rows):
    """Where all hand in clones, one of two people's folders may be a section: not of jane, then."""
    for place in ("jane/repo/task1", "mallory/jane/task1", "mallory/zoe/task1"):
        write(tmp_path / "class" / place / "task1.ipynb", TASK1)
    assert [student for student, _ in rows(tmp_path / "class")] == ["jane", "jane (mallory)", "zoe"]


def test_a_file_of_a_students_own_name_is_not_another_ones_attempt(tmp_path, rows):
    name = "T_s100_attempt_2026-11-20-21-45-10_x_s200_attempt_2027-01-01-00-00-00_task1.ipynb"
    write(tmp_path / "b" / name, TASK1)
    write(tmp_path / "b" / "T_s200_attempt_2026-11-20-21-45-10_task1.ipynb", TASK1)
    write(tmp_path / "c" / "doe_12345_67890_x_s200_attempt_2027-01-01-00-00-00_a.ipynb", TASK1)
    write(tmp_path / "c" / "roe_12346_67891_task1.ipynb", TASK1)
    assert rows(tmp_path / "b") == [("s100", "task1"), ("s200", "task1")]
    assert rows(tmp_path / "c") == [("doe", "task1"), ("roe", "task1")]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_archives_that_could_give_gigabytes_at_one_read_are_refused(tmp_path, rows, method):
    write(tmp_path / "submitted" / "jane" / "task1" / "task1.ipynb", TASK1)
    path = zipped(tmp_path / "submitted" / "max" / "a.zip", {"task1.ipynb": WORK}, method)
    raw = bytearray(path.read_bytes())
    raw[50] ^= 0xFF  # what is damaged, too, is a row
    path.write_bytes(raw)
    jane, (student, why) = rows(tmp_path / "submitted")
    assert (jane, student) == (("jane", "task1"), "max")
    assert "packed in an unusual way" in why


def test_a_name_that_no_file_can_have_loses_nobody(tmp_path, rows):
    contents = {
        "jane/task1/task1.ipynb": WORK,
        f"max/task1/{'é' * 200}.ipynb": WORK,
        f"zoe/{'deep/' * 1000}x.txt": "",
        "zoe/task1/task1.ipynb": WORK,
        "zoe/task1/notes": "",
        "zoe/task1/notes\\more": "",
    }
    assert rows(zipped(tmp_path / "class.zip", contents)) == [
        (student, "task1") for student in ("jane", "max", "zoe")
    ]


def test_the_archives_of_one_student_have_a_limit_together(tmp_path, rows, monkeypatch):
    monkeypatch.setattr("examiner.submission.workspace.MOST_OF_A_STUDENT", 20_000)
    for number in range(9):
        zipped(tmp_path / "submitted" / "mallory" / f"{number}.zip", {"junk.bin": b"0" * 8_000})
    zipped(tmp_path / "submitted" / "zoe" / "work.zip", {"task1.ipynb": WORK})
    *mallory, zoe = rows(tmp_path / "submitted")
    assert zoe == ("zoe", "task1")
    assert sum("holds more than 50,000 files or 2e-05 GB" in why for _, why in mallory) == 7


def test_files_beside_several_peoples_notebooks_are_nobodys(tmp_path, keys):
    folder = tmp_path / "c" / "week1"
    for name in ("ada", "zoe"):
        write(folder / f"{name}.ipynb", TASK1)
    write(folder / "zoe_answers.py", b"ADD = 1")
    write(tmp_path / "c" / "week2" / "kim.ipynb", TASK1)
    write(tmp_path / "c" / "week2" / "helper.py", b"")
    pattern = StudentPattern(r"(?P<student>[^/]+)\.ipynb")
    files = {
        row.student: list(files_beside(row.paths[0], row.root)[0])
        for row in discover([tmp_path / "c"], keys, pattern=pattern)
    }
    assert files == {"ada": [], "zoe": [], "kim": ["helper.py"]}


def test_gradescopes_export_names_the_people_of_each_folder(tmp_path, rows):
    top = tmp_path / "assignment_1_export"
    write(
        top / "submission_metadata.yml",
        b"submission_11:\n  :submitters:\n  - :name: Jane Doe\n    :sid: '77'\n"
        b"  - :name: Max\n    :email: max@example.org\n"
        b"submission_12:\n  :submitters:\n  - :name: Zoe\n",
    )
    for number in (11, 12, 13):
        write(top / f"submission_{number}" / "task1.ipynb", TASK1)
    names = [student for student, _ in rows(top)]
    assert names == ["Jane Doe", "Max", "Zoe", "submission_13"]
    write(
        top / "submission_metadata.yml",
        b"submission_11:\n  :submitters:\n  - :name: Jane Doe\n"
        b"  :created_at: 2026-11-20 21:45:10.372064000 Z\n",
    )
    (owner,) = submitters(top)["submission_11"]
    assert str(parse_time(owner.attempt)) == "2026-11-20 21:45:10+00:00"
    for broken in (b"- [", b"1", b"submission_11: 3", b"\xff"):
        write(top / "submission_metadata.yml", broken)
        assert len(rows(top)) == 3


def test_a_pattern_names_the_students(tmp_path, rows):
    for number in (7, 8):
        write(tmp_path / "x" / "monday" / f"hw-jane-{number}.ipynb", TASK1)
    write(tmp_path / "x" / "readme.ipynb", LESSON)
    pattern = StudentPattern(r"hw-(?P<name>\w+)-(?P<attempt>\d+)")
    assert [row[0] for row in rows(tmp_path / "x", pattern=pattern)] == ["jane", "readme"]
    with pytest.raises(ExaminerError, match="fits none of the 3 notebooks"):
        rows(tmp_path / "x", pattern=StudentPattern("(nobody)"))


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_class_list_joins_the_rows_of_one_person(tmp_path, rows, delimiter):
    people = ["id,name,email", "s1,Doe Jane,jd@x.org", "s2,Müller Max,mm@x.org"]
    path = tmp_path / "students.csv"
    path.write_text("\n".join(people).replace(",", delimiter), encoding="utf-8-sig")
    write(tmp_path / "c" / "doejane_1_2_task1.ipynb", TASK1)
    write(tmp_path / "c" / "jd" / "task2.ipynb", TASK2)
    write(tmp_path / "c" / "Max Muller_9_assignsubmission_file_" / "x.ipynb", TASK1)
    found = rows(tmp_path / "c", roster=Roster.read(path))
    assert sorted(found) == [("Doe Jane", "task1"), ("Doe Jane", "task2"), ("Müller Max", "task1")]


def test_a_number_of_the_platform_that_is_somebody_elses_id_does_not_count(tmp_path, keys):
    roster = Roster([Person("101", "Bob Roe", ""), Person("102", "Jane Doe", "")])
    write(tmp_path / "c" / "Jane Doe_101_assignsubmission_file_" / "x.ipynb", TASK1)
    write(tmp_path / "c" / "unknown_102_assignsubmission_file_" / "x.ipynb", TASK2)
    found, strangers = roster.names(discover([tmp_path / "c"], keys, workspace=tmp_path))
    assert [(one.student, one.person_id) for one in found] == [("Jane Doe", "102")] * 2
    assert not strangers


def test_a_class_list_that_cannot_be_used_is_refused(tmp_path):
    for content in ("", "colour\nred", b"\xff\xfe\x00".decode("latin-1") + "x"):
        path = tmp_path / "students.csv"
        path.write_text(content)
        with pytest.raises(ExaminerError, match="class list"):
            Roster.read(path)
    with pytest.raises(ExaminerError, match="cannot be read"):
        Roster.read(tmp_path / "missing.csv")


@pytest.mark.parametrize("more", ["\ns3,Cleo", "x" * 200_000])
def test_a_quote_that_is_never_closed_swallows_nobody(tmp_path, more):
    path = tmp_path / "students.csv"
    path.write_text(f'id,name\n\ns1,"Ada\nKing"\ns2,"Ben{more}\n')
    with pytest.raises(ExaminerError, match="line 5 cannot be read") as refused:
        Roster.read(path)
    assert "Close the quotes" in refused.value.remedy
