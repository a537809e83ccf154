"""JUnit XML."""

from xml.etree import ElementTree

from hypothesis import given

from examiner.reports.junit import junit
from examiner.safe_text import one_line
from tests.support.sample_report import CONTROL, reports, slowly


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
        assert len(cases) == len(result.tests) + len(result.needs_manual) + 1
        assert suite.get("tests") == str(len(cases))
        failures = [test for test in result.tests if not test.passed]
        assert len(suite.findall("testcase/failure")) == len(failures)
        for case, test in zip(cases, result.tests, strict=False):
            assert case.get("name") == one_line(test.grade_id)
