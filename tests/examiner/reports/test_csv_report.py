"""CSV: one row per submission, and no formula whatever a student wrote."""

import csv
import io
import re

from hypothesis import given

from examiner.reports.csv_report import to_csv
from examiner.safe_text import one_line
from tests.support.sample_report import CONTROL, reports, slowly


@slowly
@given(reports)
def test_no_cell_of_the_csv_is_a_formula(report):
    shown = to_csv(report)
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
        assert float(row[5]) == result.points
