"""The table for terminals and logs."""

import io
import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from examiner.report import Report, Result
from examiner.reports import render
from examiner.reports.table import table
from tests.support.sample_report import CONTROL, ENGINE, a_class, reports, slowly


def test_the_table_can_be_printed_where_output_is_ascii(tmp_path, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    render(a_class(), "table", tmp_path)
    sys.stdout.flush()
    assert b"0.5" in raw.getvalue() or b"1.5/5" in raw.getvalue()


def test_a_class_with_many_assignments_stays_within_the_width():
    results = [Result("ada", f"assignment-{n:02}", points=n, max_points=99) for n in range(30)]
    lines = table(Report(ENGINE, results), width=80).splitlines()
    assert max(map(len, lines)) <= 80
    assert all(f"{n}/99" in "\n".join(lines) for n in range(30))


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
        r"(Points |Tests |Repaired |Notices |Needs review )+\d+ submissions?: [a-z0-9 ,]+\."
        r"( \+1: up to that many points are still to be given by hand\.)?"
        r" Graded by examiner 1\.0 at sandbox level A\.",
        ours,
    )
