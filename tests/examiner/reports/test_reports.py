"""Every form of the report: right for people, and harmless whatever a student wrote."""

import csv
import io
import json
import re
import sys
from html.parser import HTMLParser
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from examiner.errors import ExaminerError
from examiner.report import STATUSES, Cell, Check, Output, Report, Result, schema
from examiner.reports import FORMATS, formats, gradescope, render
from examiner.reports.junit import junit
from examiner.reports.pages import index, page
from examiner.reports.spreadsheet import spreadsheet
from examiner.reports.summary import summary
from examiner.reports.table import table
from examiner.reports.wording import names_for_files
from examiner.safe_text import one_line, printable
from tests.support import hostile
from tests.support.golden import golden  # noqa: F401

ENGINE = {
    "version": "1.0",
    "level": "A",
    "probes": [{"name": "connect to a server", "passed": True, "detail": "PermissionError"}],
}


def ada(**more):
    checks = [
        Check("test_values", 1, 1, True),
        Check(
            "test_shapes", 0, 1, False, "f(0) should be 0.5, yours gave 0.731: did you forget b?"
        ),
        Check("test_partly", 0.5, 2, False, "Look at the second axis."),
    ]
    cells = [
        Cell("f", "code", "def f(x):\n    return x\n\nf(1)", (Output("text", "1"),)),
        Cell(None, "code", "1 / 0", (Output("error", "\x1b[31mZeroDivisionError\x1b[0m"),)),
        Cell("essay", "markdown", "Because it is *so*."),
    ]
    row = {
        "assignment": "task1",
        "notebook": "task1",
        "points": 1.5,
        "max_points": 4,
        "needs_manual": ["essay"],
        "manual_points": 1,
        "checks": checks,
        "notices": ["Cell 5 (test_values) is a test and was changed; the original was used."],
        "seconds": 0.25,
        "cells": cells,
    }
    return Result("ada", **row | more)


def a_class():
    full = [Check(name, 1, 1, True) for name in ("test_values", "test_shapes")]
    return Report(
        ENGINE,
        [
            ada(),
            Result("ada", "task2", "task2", points=2, max_points=2, checks=full, seconds=0.2),
            Result(
                "ben",
                "task1",
                "task1",
                status="timeout",
                reason="Cell 3 (f) ran for longer than 30 s and was stopped.",
                remedy="Look for a loop that never ends.",
                points=1,
                max_points=4,
                checks=full[:1],
                seconds=30.5,
            ),
            Result(
                "<b>mal</b>|::add-path::x",
                status="refused",
                reason="The file is empty.",
                remedy="Save the notebook, and hand it in again.",
            ),
        ],
    )


RENDERED = {
    "table.txt": table,
    "report.json": Report.to_json,
    "junit.xml": junit,
    "report.csv": spreadsheet,
    "summary.md": summary,
    "index.html": index,
}
ONE = {
    "one-table.txt": table,
    "one-summary.md": summary,
    "results.json": lambda report: json.dumps(
        gradescope.results(report.results[0], report.engine), indent=2
    ),
    "submission.html": lambda report: page(report.results[0], report.engine),
}

# What each form looks like ----------------------------------------------------------------------


@pytest.mark.parametrize("name", RENDERED)
def test_the_report_of_a_class(name, golden):  # noqa: F811
    golden(name, RENDERED[name](a_class()))


@pytest.mark.parametrize("name", ONE)
def test_the_report_of_one_submission(name, golden):  # noqa: F811
    golden(name, ONE[name](Report(ENGINE, [ada()])))


@pytest.mark.parametrize("format", FORMATS)
def test_every_form_is_written_into_its_folder(format, tmp_path, capsys):
    paths = render(a_class(), format, tmp_path / "new" / "folder")
    printed = capsys.readouterr().out
    assert bool(printed) == (format == "table")
    assert bool(paths) == (format != "table")
    assert len(set(paths)) == len(paths)
    assert all(path.is_file() and tmp_path in path.parents for path in paths)
    assert len(paths) == {"table": 0, "gradescope": 4, "html": 5}.get(format, 1)


def test_one_submission_for_gradescope_is_where_gradescope_looks_for_it(tmp_path):
    (path,) = render(Report(ENGINE, [ada()]), "gradescope", tmp_path)
    assert path == tmp_path / "results.json"
    assert json.loads(path.read_text())["score"] == 1.5


def test_the_table_can_be_printed_where_output_is_ascii(tmp_path, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    render(a_class(), "table", tmp_path)
    sys.stdout.flush()
    assert b"0.5" in raw.getvalue() or b"1.5/4" in raw.getvalue()


def test_forms_are_named_with_commas():
    assert formats("json,html, json") == ["json", "html"]
    with pytest.raises(ExaminerError, match=r"(?s)'pdf'.*table, json, junit"):
        formats("json,pdf")


def test_a_class_with_many_assignments_stays_within_the_width():
    results = [Result("ada", f"assignment-{n:02}", points=n, max_points=99) for n in range(30)]
    lines = table(Report(ENGINE, results), width=80).splitlines()
    assert max(map(len, lines)) <= 80
    assert all(f"{n}/99" in "\n".join(lines) for n in range(30))


def test_an_empty_report_can_be_written(tmp_path):
    for format in FORMATS:
        render(Report(ENGINE), format, tmp_path)


# What the rows mean -----------------------------------------------------------------------------


def test_the_exit_status_says_whether_something_needs_a_look():
    assert Report(ENGINE, [ada()]).exit_status == 0
    assert a_class().exit_status == 3
    assert Report(ENGINE, [ada(reason="Something odd.", remedy="Look.")]).exit_status == 3


def test_every_row_that_is_not_plainly_graded_must_say_why():
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    good = json.loads(a_class().to_json())
    validator.validate(good)
    for status in set(STATUSES) - {"graded"}:
        bad = json.loads(Report(ENGINE, [ada(status=status)]).to_json())
        assert not validator.is_valid(bad)
    for change in ({"points": -1}, {"points": "1"}, {"status": "fine"}, {"cells": []}):
        bad = json.loads(a_class().to_json())
        bad["submissions"][0] |= change
        assert not validator.is_valid(bad), change
    del good["submissions"][0]["checks"]
    assert not validator.is_valid(good)


def test_marks_that_are_no_numbers_are_not_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        Report(ENGINE, [ada(points=float("nan"))]).to_json()


def test_cells_are_not_in_the_json():
    assert "return x" not in a_class().to_json()


def test_the_pages_show_no_one_else_and_the_index_no_cells(tmp_path):
    for path in render(a_class(), "html", tmp_path)[1:]:
        text = path.read_text().partition("</style>")[2]
        assert ("ada" in text) + ("ben" in text) + ("mal" in text) == 1
    assert "return x" not in (tmp_path / "index.html").read_text()


def test_files_of_different_students_have_different_names():
    names = ["ada", "Ada", "a/da", "../ada", "", "\u202e", "ada-2", "CON", "x" * 500]
    results = [Result(name, "task1") for name in [*names, *names]]
    files = names_for_files(results)
    assert len({name.lower() for name in files}) == len(results)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", name) for name in files)


# Hostile text -----------------------------------------------------------------------------------

text = hostile.texts
numbers = st.integers(0, 100) | st.floats(0, 1_000)
checks = st.builds(Check, text, numbers, numbers, st.booleans(), st.none() | text)
outputs = st.builds(Output, st.sampled_from(["text", "error"]), text) | st.builds(
    Output, st.just("png"), st.binary(max_size=20) | st.just(b"\x89PNG\r\n\x1a\n")
)
cells = st.builds(
    Cell,
    st.none() | text,
    st.sampled_from(["code", "markdown"]),
    text,
    st.lists(outputs, max_size=2).map(tuple),
)
rows = st.builds(
    Result,
    student=text,
    assignment=st.none() | text,
    notebook=st.none() | text,
    status=st.sampled_from(STATUSES),
    reason=text,
    remedy=text,
    points=numbers,
    max_points=numbers,
    needs_manual=st.lists(text, max_size=2),
    manual_points=numbers,
    checks=st.lists(checks, max_size=2),
    notices=st.lists(text, max_size=2),
    seconds=st.floats(0, 100),
    cells=st.lists(cells, max_size=2),
)
reports = st.builds(Report, st.just(ENGINE), st.lists(rows, min_size=1, max_size=3))

slowly = settings(deadline=None, max_examples=60)  # time decides nothing

#: Control characters but newline and tab, marks of writing direction, and half characters.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@slowly
@given(reports)
def test_json_comes_back_as_it_was(report):
    again = Report.from_json(report.to_json())
    assert [r.to_dict() for r in again.results] == [r.to_dict() for r in report.results]
    jsonschema.validate(json.loads(report.to_json()), schema())


@slowly
@given(reports, st.integers(40, 120))
def test_the_table_gives_no_orders_to_terminals_or_ci(report, width):
    shown = table(report, width)
    assert not CONTROL.search(shown)
    assert "##[" not in shown
    lines = shown.splitlines()
    assert not any(line.strip().startswith("::") for line in lines)
    # What does not stand behind a border is ours, to the letter.
    ours = " ".join(line for line in lines if line[0] not in "╭│├╰")
    assert re.fullmatch(
        r"(Points |Tests |Mended |Needs a look )+\d+ submissions?: [a-z0-9 ,]+\."
        r"( \+1: up to so many points are still to be given by hand\.)?"
        r" Graded by examiner 1\.0 at sandbox level A\.",
        ours,
    )


@slowly
@given(reports)
def test_junit_is_xml_with_a_case_for_every_check(report):
    shown = junit(report)
    assert not CONTROL.search(shown)
    root = ElementTree.fromstring(shown.encode())
    assert len(root) == len(report.results)
    for suite, result in zip(root, report.results, strict=True):
        assert {element.tag for element in suite.iter()} <= {
            *("testsuite", "testcase", "failure", "skipped", "error", "system-out")
        }
        cases = suite.findall("testcase")
        assert len(cases) == len(result.checks) + len(result.needs_manual) + 1
        assert suite.get("tests") == str(len(cases))
        failures = [check for check in result.checks if not check.passed]
        assert len(suite.findall("testcase/failure")) == len(failures)
        for case, check in zip(cases, result.checks, strict=False):
            assert case.get("name") == one_line(check.grade_id)


@slowly
@given(reports)
def test_gradescope_gets_plain_text_and_the_points(report):
    for result in report.results:
        made = json.loads(json.dumps(gradescope.results(result, report.engine)))
        assert made["score"] == result.points
        formats = {made[key] for key in made if key.endswith("_format")}
        assert formats == {"text"}
        assert [test["score"] for test in made["tests"]] == [c.points for c in result.checks]
        assert not CONTROL.search(made["output"])


@slowly
@given(reports)
def test_no_cell_of_the_csv_is_a_formula(report):
    shown = spreadsheet(report)
    first, *rows = csv.reader(io.StringIO(shown, newline=""), strict=True)
    assert len(rows) == len(report.results)
    assert shown.count("\n") == len(report.results) + 1  # also for readers that know no quotes
    for row in (first, *rows):
        assert len(row) == len(first)
        for cell in row:
            assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]", cell)
            assert not CONTROL.search(cell)
    for row, result in zip(rows, report.results, strict=True):
        assert row[0].removeprefix("'") == one_line(result.student, 2000).removeprefix("'")
        assert float(row[4]) == result.points


class Tags(HTMLParser):
    """Collects the elements, attributes and text of a page."""

    def __init__(self, shown):
        super().__init__()
        self.elements, self.text = [], []
        self.feed(shown)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    handle_pi = handle_comment


@slowly
@given(reports)
def test_markdown_shows_every_text_as_it_is(report):
    shown = summary(report)
    assert not CONTROL.search(shown)
    assert not re.search(r"^\s*(::|##\[)", shown, re.MULTILINE)
    assert not re.search(r"(?<!\\)://", shown)
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tags = Tags(markdown.render(shown))
    allowed = {"h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
    assert {name for name, _ in tags.elements} <= allowed
    assert not any(attrs for _, attrs in tags.elements)
    # Every row of a table has its cells, and shows a name as it is.
    assignments = {one_line(result.assignment or "?", 60) for result in report.results}
    students = {one_line(result.student, 60) for result in report.results}
    needy = len(report.results) * 5
    single = sum(3 * len(result.checks) for result in report.results if len(report.results) == 1)
    cells = [name for name, _ in tags.elements].count("td")
    assert cells == len(students) * (len(assignments) + 1) + needy + single
    words = "".join(tags.text).replace("\u200b", "")
    for student in students:
        assert student.replace("\u200b", "") in words


SAFE_TAGS = {
    *("html", "head", "meta", "link", "title", "style", "body", "main", "header", "section"),
    *(
        "h1",
        "h2",
        "h3",
        "p",
        "b",
        "strong",
        "progress",
        "wbr",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
    ),
    *("th", "td", "span", "a", "ul", "li", "article", "pre", "code", "img", "footer", "details"),
    "summary",
}
SAFE_ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "rel", "href", "class", "scope", "id"),
    *("aria-labelledby", "aria-label", "aria-hidden", "role", "tabindex", "min", "max", "value"),
    *("src", "alt"),
}


def assert_still(shown):
    """Hold a page against the list of what a page may hold; return what it says."""
    tags = Tags(shown)
    assert not CONTROL.search(shown)
    for tag, attributes in tags.elements:
        assert tag in SAFE_TAGS
        assert set(attributes) <= SAFE_ATTRIBUTES
        if tag == "a":
            assert re.fullmatch(r"submissions/[A-Za-z0-9][\w.-]*\.html", attributes["href"])
        if tag == "link":
            assert attributes["href"] == "data:,"
        if tag == "img":
            assert re.fullmatch(r"data:image/png;base64,[A-Za-z0-9+/=]+", attributes["src"])
        if tag == "meta" and "http-equiv" in attributes:
            assert attributes["http-equiv"] == "Content-Security-Policy"
    return tags


@slowly
@given(reports)
def test_pages_hold_nothing_active_and_show_every_text_as_it_is(report):
    for result in report.results:
        tags = assert_still(page(result, report.engine))
        said = "".join(tags.text)
        assert one_line(result.student, 2_000) in said
        for check in result.checks:
            assert printable(check.message or "") in said
        for cell in result.cells:
            assert printable(cell.source) in said
            for output in cell.outputs:
                assert output.kind == "png" or printable(output.data) in said
    tags = assert_still(index(report))
    assert sum(tag == "a" for tag, _ in tags.elements) == len(report.results)


def test_a_long_output_is_cut_and_a_broken_picture_is_named():
    cells = [Cell("f", "code", "f()", (Output("text", "a" * 100_000), Output("png", b"GIF89a")))]
    shown = page(ada(cells=cells), ENGINE)
    assert "80,000 characters are left out here" in shown
    assert "A picture could not be shown" in shown
    assert len(shown) < 50_000
