"""Results for Gradescope: plain text, as a student may read it."""

import json

from hypothesis import given

from examiner.report import Report
from examiner.reports import gradescope, render
from tests.support.sample_report import CONTROL, ENGINE, ada, reports, slowly


def test_one_submission_for_gradescope_is_where_gradescope_looks_for_it(tmp_path):
    (path,) = render(Report(ENGINE, [ada()]), "gradescope", tmp_path)
    assert path == tmp_path / "results" / "results.json"
    assert json.loads(path.read_text())["score"] == 1.5


@slowly
@given(reports)
def test_gradescope_gets_plain_text_and_the_points(report):
    for result in report.results:
        made = json.loads(json.dumps(gradescope.results(result, report.engine)))
        assert made["score"] == result.points
        formats = {made[key] for key in made if key.endswith("_format")}
        assert formats == {"text"}
        assert [test["score"] for test in made["tests"]] == [c.points for c in result.tests]
        assert not CONTROL.search(made["output"])
