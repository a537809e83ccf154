"""What CI reads: annotations, the result for GitHub Classroom, and the report held to its schema."""

import json
import re

import pytest
from hypothesis import given

from examiner.cli import main
from examiner.report import Report, ScoredTest
from examiner.reports.annotations import to_annotations
from examiner.reports.classroom import results
from tests.support.sample_report import ENGINE, a_class, ada, reports

COMMAND = re.compile(r"::(error|warning|notice) title=([^:,\n\r]*)::([^\n\r]*)")


def commands(text):
    """Read workflow commands as GitHub's runner does: one a line, with its properties undone."""
    found = [COMMAND.fullmatch(line) for line in text.splitlines()]
    assert all(found), text
    return [
        (kind, title.replace("%3A", ":").replace("%2C", ",").replace("%25", "%"), message)
        for kind, title, message in (one.groups() for one in found)
    ]


def test_annotations_of_one_submission_name_each_failed_test():
    tests = [ScoredTest("test_f", 0, 1, False, "Got 50 %: 1, 2."), ScoredTest("test_g", 1, 1, True)]
    found = commands(to_annotations(Report(ENGINE, [ada(tests=tests)])))
    assert found[0] == ("warning", "test_f", "0/1 points. Got 50 %25: 1, 2.")
    kind, title, message = found[1]
    assert (kind, title, len(found)) == ("notice", "Grading", 2)
    assert message.startswith("1.5/5 +1 points. 1 submission: 1 graded, 1 to be")


def test_annotations_of_a_class_have_a_line_per_submission_and_review_first():
    report = a_class()
    kinds = [kind for kind, _, _ in commands(to_annotations(report))]
    assert kinds.count("error") == sum(row.needs_review for row in report.results) > 1
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    assert len(kinds) <= len(report.results) + 1


@given(reports)
def test_no_text_of_a_student_is_a_workflow_command(report):
    expected = 1 + sum(row.needs_review for row in report.results)
    kinds = [kind for kind, _, _ in commands(to_annotations(report))]
    assert kinds.count("notice") == 1
    assert kinds.count("error") + 1 == expected
    for test in results(report)["tests"]:
        assert "\n" not in test["name"] + test["message"]
        assert "\r" not in test["name"] + test["message"]


def test_the_result_for_github_classroom():
    tests = [ScoredTest("test_f", 0.5, 2, False, "Look."), ScoredTest("test_g", 1, 1, True)]
    found = results(Report(ENGINE, [ada(tests=tests)]))
    assert found == {
        "version": 1,
        "status": "fail",
        "max_score": 4,  # 5, and one of them is still to be given by hand
        "tests": [
            {"name": "test_f", "status": "fail", "score": 0.5, "message": "Look."},
            {"name": "test_g", "status": "pass", "score": 1, "message": ""},
        ],
    }
    assert results(Report(ENGINE, [ada(tests=tests[1:])]))["status"] == "pass"
    died = ada(tests=tests[1:], status="died", reason="It ended.", remedy="Look.")
    assert results(Report(ENGINE, [died]))["status"] == "error"
    whole = results(a_class())
    assert sum(test["score"] for test in whole["tests"]) == sum(r.points for r in a_class().results)


def rendered(tmp_path, text, *options):
    (tmp_path / "report.json").write_text(text)
    return main(["render", str(tmp_path), "--output", str(tmp_path / "out"), *options])


def test_render_writes_what_grading_would_have_written(tmp_path, golden):
    options = ["--format", "junit,markdown,annotations,classroom"]
    assert rendered(tmp_path, a_class().to_json(), *options) == 3
    for name in ("junit.xml", "summary.md"):
        golden(name, (tmp_path / "out" / name).read_text())
    assert (tmp_path / "out" / "annotations.txt").read_text() == to_annotations(a_class())
    assert json.loads((tmp_path / "out" / "classroom.json").read_text()) == results(a_class())


def test_render_is_red_when_the_marks_say_so(tmp_path, capsys):
    text = Report(ENGINE, [ada(points=3)]).to_json()  # of 4 that are decided
    assert rendered(tmp_path, text, "--fail-under", "75") == 0
    assert "ada" in capsys.readouterr().out
    assert rendered(tmp_path, text, "--fail-under", "76") == 1
    assert rendered(tmp_path, a_class().to_json(), "--fail-on-review") == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text[:-40], "is not JSON"),
        (lambda text: text.replace('"points": 1.5', '"points": NaN', 1), "NaN is not a number"),
        (lambda text: text.replace('"points": 1.5', '"points": -1', 1), "submissions/0/points"),
        (lambda text: text.replace('"points": 1.5', '"points": "1"', 1), "submissions/0/points"),
        (lambda text: text.replace('"level": "A"', '"level": "\\u001b[2J"'), "engine/level"),
        (lambda text: text.replace('"student"', '"x\\n::error::", "student"', 1), "is not JSON"),
        (lambda text: text.replace('"student"', '"x\\n::error::": 1, "student"', 1), "submissions/0"),
        (lambda text: "[" * 100_000, "is not JSON"),
    ],
)  # fmt: skip
def test_a_report_that_is_not_valid_is_refused(change, says, tmp_path, capsys):
    assert rendered(tmp_path, change(Report(ENGINE, [ada()]).to_json()), "--format", "json") == 2
    error = capsys.readouterr().err
    assert says in error
    assert not any(line.startswith("::") for line in error.splitlines())
    assert not (tmp_path / "out").exists()


def test_a_report_that_is_missing_is_named(tmp_path, capsys):
    assert main(["render", str(tmp_path / "nowhere.json")]) == 2
    assert "nowhere.json cannot be read" in capsys.readouterr().err
