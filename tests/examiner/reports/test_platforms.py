"""What goes back into learning platforms, in the columns that they document."""

import csv
import io
import zipfile

import pytest
from hypothesis import given

from examiner.report import Report, Result, ScoredTest
from examiner.reports import canvas, moodle, render
from examiner.reports.labels import short_score
from tests.support.sample_report import CONTROL, ENGINE, reports, slowly


def a_class():
    task = {"assignment": "task1", "notebook": "task1", "max_points": 14}
    return Report(
        ENGINE,
        [
            Result("Jane Doe", **task, points=11.5, student_id="s1", platform_id="12345"),
            Result("Zoë O'Brien", **task, points=0, student_id="78", platform_id="78"),
            Result("max", **task, status="refused", reason="The file is empty.", student_id="m@x.org"),
            Result("Jane Doe", "task2", "task2", points=3, max_points=4, student_id="s1",
                   platform_id="12345"),
            Result("lost", status="refused", reason="x"),
        ],
    )  # fmt: skip


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def test_moodles_grading_worksheet(tmp_path):
    paths = render(a_class(), "moodle", tmp_path)
    assert [path.name for path in paths] == [
        "task1.csv", "task1-feedback.zip", "task2.csv", "task2-feedback.zip",
    ]  # fmt: skip
    heads, jane, zoe, max_ = rows(paths[0].read_text("utf-8"))
    # The import is refused without the first, the fifth and the seventh: importgradeslib.php.
    assert heads == [
        "Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum Grade",
        "Last modified (grade)", "Feedback comments",
    ]  # fmt: skip
    assert jane == ["Participant 12345", "Jane Doe", "s1", "", "11.5", "14", "", ""]
    assert zoe[4] == "0"
    assert max_ == ["", "max", "", "m@x.org", "", "14", "", "The file is empty."]
    with zipfile.ZipFile(paths[1]) as archive:
        assert archive.namelist() == [
            "Jane Doe_12345_assignsubmission_file_/task1.html",
            "Zoë O'Brien_78_assignsubmission_file_/task1.html",
        ]
        assert "11.5" in archive.read(archive.namelist()[0]).decode()


def test_canvass_gradebook(tmp_path):
    (path,) = render(a_class(), "canvas", tmp_path)
    # Canvas wants Student, ID and Section, and knows the SIS columns between: gradebook_importer.rb.
    assert rows(path.read_text("utf-8")) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "task1", "task2"],
        ["    Points Possible", "", "", "", "", "14", "4"],
        ["Jane Doe", "12345", "s1", "", "", "11.5", "3"],
        ["Zoë O'Brien", "78", "", "", "", "0", ""],
        ["max", "", "m@x.org", "", "", "", ""],
        ["lost", "", "", "", "", "", ""],
    ]


def test_canvass_points_possible_are_those_of_all_notebooks():
    both = [Result("Ben", "ps", name, points=5, max_points=5) for name in ("a", "b")]
    empty = Result("Ada", "ps", "a", status="refused", reason="Nothing.", max_points=5)
    _, most, _, ben = rows(canvas.to_canvas(Report(ENGINE, [empty, *both])))
    assert (most[-1], ben[-1]) == ("10", "10")


@pytest.mark.parametrize(
    ("format", "known", "unknown"),
    [
        ("moodle", {"platform_id": "7"}, {"student_id": "s7"}),
        ("canvas", {"student_id": "s7"}, {}),
    ],
)
def test_a_file_by_which_nobody_can_be_found_says_so(tmp_path, capsys, format, known, unknown):
    rows = [Result("Ada", "ps", "ps"), Result("Ben", "ps", "ps", **known)]
    render(Report(ENGINE, rows), format, tmp_path)
    assert not capsys.readouterr().err
    render(Report(ENGINE, [rows[0], Result("Ben", "ps", "ps", **unknown)]), format, tmp_path)
    said = capsys.readouterr().err
    assert "no identifiers" in said
    assert "lets you download" in said


def test_a_person_has_one_row_for_all_notebooks_of_an_assignment():
    ada = {"student": "Ada", "assignment": "ps", "platform_id": "7", "max_points": 5}
    ben = {"student": "Ben", "assignment": "ps", "platform_id": "8", "max_points": 5}
    results = [
        Result(**ada, notebook="a", points=2), Result(**ben, notebook="a", points=2),
        Result(**ada, notebook="b", points=1.5),
        Result(**ben, notebook="b", status="refused", reason="The file is empty."),
    ]  # fmt: skip
    _, first, second = rows(moodle.to_worksheet(results))
    assert (first[0], *first[4:6]) == ("Participant 7", "3.5", "10")
    assert (second[0], *second[4:]) == ("Participant 8", "2", "10", "", "The file is empty.")


def test_points_by_hand_for_what_could_not_be_run_reach_every_platform():
    oral = ScoredTest("why", 3, 3, True, "", by_hand=True)
    row = Result("Ada", "ps", "ps", status="refused", reason="The file is empty.", points=3,
                 max_points=5, tests=[oral])  # fmt: skip
    assert rows(moodle.to_worksheet([row]))[1][4] == "3"
    assert rows(canvas.to_canvas(Report(ENGINE, [row])))[2][-1] == "3"
    assert short_score(row).startswith("3/5")


def test_what_moodle_gets_is_written_for_each_of_two_alike_names(tmp_path):
    who = {"points": 1, "max_points": 2, "platform_id": "7"}
    alike = [Result("Ada", "ps 1", name, **who) for name in ("a b", "a-b")]
    paths = render(Report(ENGINE, [*alike, Result("Ada", "PS-1", "c", **who)]), "moodle", tmp_path)
    assert [path.name for path in paths] == [
        "ps-1.csv", "ps-1-feedback.zip", "PS-1-2.csv", "PS-1-2-feedback.zip",
    ]  # fmt: skip
    with zipfile.ZipFile(paths[1]) as archive:
        first, second = archive.namelist()
        assert second == first.removesuffix(".html") + "-2.html"
        assert "a b" in archive.read(first).decode()
        assert "a-b" in archive.read(second).decode()


@slowly
@given(reports)
def test_hostile_names_stay_in_their_cells(report):
    named = [result for result in report.results if result.assignment]
    for text in (canvas.to_canvas(report), moodle.to_worksheet(named)):
        table = rows(text)
        assert len({len(row) for row in table}) == 1
        for cell in (cell for row in table for cell in row):
            assert not CONTROL.search(cell)
            assert "\n" not in cell
            assert not cell.startswith(("=", "+", "-", "@", "|", "%"))


def test_hostile_names_stay_in_their_folders(tmp_path):
    name = "../../etc/Jane_Doe\n<b>"
    row = Result(name, "../task", points=1, max_points=2, student_id="1/2", platform_id="../7")
    _, archive = render(Report(ENGINE, [row]), "moodle", tmp_path)
    assert archive.parent == tmp_path / "moodle"
    (inside,) = zipfile.ZipFile(archive).namelist()
    assert inside.count("/") == 1
    assert inside.split("/")[0].split("_")[1:] == ["7", "assignsubmission", "file", ""]
