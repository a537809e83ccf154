"""JUnit XML, which CI systems show as test results: one suite per submission, one case per test."""

from pathlib import Path
from xml.etree import ElementTree

from examiner.report import Report, Result
from examiner.reports.labels import title
from examiner.safe_text import amount, one_line, printable
from examiner.sentences import feedback


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``junit.xml``."""
    path = folder / "junit.xml"
    path.write_text(junit(report), encoding="utf-8")
    return [path]


def junit(report: Report) -> str:
    """Render the report as JUnit XML.

    A test that gave all its points passes; one that did not is a failure. A submission that
    needs review has one case more, ``submission``, which is an error; an answer that a person
    has still to grade is a skipped case.
    """
    root = ElementTree.Element("testsuites", name="examiner")
    for result in report.results:
        _add_suite(root, result)
    ElementTree.indent(root)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + ElementTree.tostring(root, encoding="unicode")
        + "\n"
    )


def _add_suite(root: ElementTree.Element, result: Result) -> None:
    name = f"{one_line(result.student)} / {title(result)}"
    suite = ElementTree.SubElement(root, "testsuite", name=name)
    for test in result.tests:
        case = _add_case(suite, name, test.grade_id)
        if not test.passed:
            points = f"{amount(test.points)} of {amount(test.max_points)} points"
            _add_message(case, "failure", f"{points}. {test.message or feedback.NOT_PASSED}")
    for grade_id in result.needs_manual:
        _add_message(_add_case(suite, name, grade_id), "skipped", "To be graded by hand.")
    if result.needs_review:
        lines = result.reason, result.remedy, result.instructor_remedy
        message = "\n".join(line for line in lines if line)
        _add_message(_add_case(suite, name, "submission"), "error", message)
    if result.notices:
        notices = ElementTree.SubElement(suite, "system-out")
        notices.text = printable("\n".join(result.notices))
    counts = {
        "tests": len(suite.findall("testcase")),
        "failures": len(suite.findall("testcase/failure")),
        "errors": len(suite.findall("testcase/error")),
        "skipped": len(suite.findall("testcase/skipped")),
    }
    for attribute, count in counts.items():
        suite.set(attribute, str(count))
    suite.set("time", f"{result.seconds:.3f}")


def _add_case(suite: ElementTree.Element, classname: str, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(
        suite, "testcase", classname=classname, name=one_line(name), time="0"
    )


def _add_message(case: ElementTree.Element, kind: str, message: str) -> None:
    element = ElementTree.SubElement(case, kind, message=one_line(message, 1000))
    element.text = printable(message)
