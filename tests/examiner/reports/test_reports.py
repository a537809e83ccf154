"""Every format of the report: what it looks like, and what its rows mean."""

import json
import re
from typing import get_args

import jsonschema
import pytest
from hypothesis import given

from examiner.errors import ExaminerError
from examiner.report import Report, Result, Status, schema
from examiner.reports import FORMATS, formats, gradescope, render
from examiner.reports.csv_report import to_csv
from examiner.reports.html_report import index_page, submission_page
from examiner.reports.junit import junit
from examiner.reports.labels import names_for_files
from examiner.reports.markdown_report import to_markdown
from examiner.reports.table import table
from tests.support.golden import golden  # noqa: F401
from tests.support.sample_report import ENGINE, a_class, ada, reports, slowly

RENDERED = {
    "table.txt": table,
    "report.json": Report.to_json,
    "junit.xml": junit,
    "report.csv": to_csv,
    "summary.md": to_markdown,
    "index.html": index_page,
}
ONE = {
    "one-table.txt": table,
    "one-summary.md": to_markdown,
    "results.json": lambda report: json.dumps(
        gradescope.results(report.results[0], report.engine), indent=2
    ),
    "submission.html": lambda report: submission_page(report.results[0], report.engine),
}

# What each form looks like ----------------------------------------------------------------------


@pytest.mark.parametrize("name", RENDERED)
def test_the_report_of_a_class(name, golden):  # noqa: F811
    golden(name, RENDERED[name](a_class()))


@pytest.mark.parametrize("name", ONE)
def test_the_report_of_one_submission(name, golden):  # noqa: F811
    golden(name, ONE[name](Report(ENGINE, [ada()])))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_into_its_folder(format, tmp_path, capsys):
    paths = render(a_class(), format, tmp_path / "new" / "folder")
    printed = capsys.readouterr().out
    assert bool(printed) == (format == "table")
    assert bool(paths) == (format != "table")
    assert len(set(paths)) == len(paths)
    assert all(path.is_file() and tmp_path in path.parents for path in paths)
    assert len(paths) == {"table": 0, "gradescope": 5, "html": 7, "moodle": 4}.get(format, 1)


def test_formats_are_named_with_commas():
    assert formats("json,html, json") == ["json", "html"]
    with pytest.raises(ExaminerError, match=r"(?s)'pdf'.*table, json, junit"):
        formats("json,pdf")


def test_an_empty_report_can_be_written(tmp_path):
    for format in FORMATS:
        render(Report(ENGINE), format, tmp_path)


# What the rows mean -----------------------------------------------------------------------------


def test_the_exit_status_says_whether_something_needs_review():
    assert Report(ENGINE, [ada()]).exit_status == 0
    assert a_class().exit_status == 3
    assert Report(ENGINE, [ada(reason="Something odd.", remedy="Look.")]).exit_status == 3


def test_every_row_that_is_not_plainly_graded_must_say_why():
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    good = json.loads(a_class().to_json())
    validator.validate(good)
    for status in set(get_args(Status)) - {"graded"}:
        bad = json.loads(Report(ENGINE, [ada(status=status)]).to_json())
        assert not validator.is_valid(bad)
    for change in ({"points": -1}, {"points": "1"}, {"status": "fine"}, {"cells": []}):
        bad = json.loads(a_class().to_json())
        bad["submissions"][0] |= change
        assert not validator.is_valid(bad), change
    del good["submissions"][0]["tests"]
    assert not validator.is_valid(good)


def test_points_that_are_not_numbers_are_not_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        Report(ENGINE, [ada(points=float("nan"))]).to_json()


def test_cells_are_not_in_the_json():
    assert "return x" not in a_class().to_json()


def test_files_of_different_students_have_different_names():
    names = ["ada", "Ada", "a/da", "../ada", "", "\u202e", "ada-2", "CON", "x" * 500]
    results = [Result(name, "task1") for name in [*names, *names]]
    files = names_for_files(results)
    assert len({name.lower() for name in files}) == len(results)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", name) for name in files)


@slowly
@given(reports)
def test_json_comes_back_as_it_was(report):
    again = Report.from_json(report.to_json())
    assert [r.to_dict() for r in again.results] == [r.to_dict() for r in report.results]
    jsonschema.validate(json.loads(report.to_json()), schema())
