"""Markdown: every text is shown as it is."""

import re

from hypothesis import given
from markdown_it import MarkdownIt

from examiner.reports.markdown_report import to_markdown
from examiner.safe_text import one_line
from tests.support.sample_report import CONTROL, reports, slowly
from tests.support.tags import Tags


@slowly
@given(reports)
def test_markdown_shows_every_text_as_it_is(report):
    shown = to_markdown(report)
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
    reviewed = len(report.results) * 6
    single = sum(3 * len(result.tests) for result in report.results if len(report.results) == 1)
    cells = [name for name, _ in tags.elements].count("td")
    assert cells == len(students) * (len(assignments) + 1) + reviewed + single
    words = "".join(tags.text).replace("\u200b", "")
    for student in students:
        assert student.replace("\u200b", "") in words
