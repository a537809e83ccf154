"""JUnit XML, which CI systems show as test results: one suite a submission, one case a check."""

from xml.etree import ElementTree

from examiner.reports.wording import title
from examiner.safe_text import amount, one_line, printable


def write(report, folder):
    """Write ``junit.xml``."""
    path = folder / "junit.xml"
    path.write_text(junit(report), encoding="utf-8")
    return [path]


def junit(report):
    """Render the report as JUnit XML.

    A check that gave all its points passes; one that did not is a failure. A submission that
    needs a look has one case more, ``submission``, which is an error; an answer that a person
    has still to mark is a skipped case.

    Returns
    -------
    str
    """
    root = ElementTree.Element("testsuites", name="examiner")
    for result in report.results:
        name = f"{one_line(result.student)} / {title(result)}"
        suite = ElementTree.SubElement(root, "testsuite", name=name)
        for check in result.checks:
            case = _case(suite, name, check.grade_id)
            if not check.passed:
                points = f"{amount(check.points)} of {amount(check.max_points)} points"
                message = check.message or "The test did not pass."
                _says(case, "failure", f"{points}. {message}")
        for grade_id in result.needs_manual:
            _says(_case(suite, name, grade_id), "skipped", "To be marked by hand.")
        if result.needs_review:
            case = _case(suite, name, "submission")
            _says(case, "error", f"{result.reason or ''}\n{result.remedy or ''}".strip())
        if result.notices:
            notices = ElementTree.SubElement(suite, "system-out")
            notices.text = printable("\n".join(result.notices))
        counts = {
            "tests": len(suite.findall("testcase")),
            "failures": len(suite.findall("testcase/failure")),
            "errors": len(suite.findall("testcase/error")),
            "skipped": len(suite.findall("testcase/skipped")),
        }
        for key, count in counts.items():
            suite.set(key, str(count))
        suite.set("time", f"{result.seconds:.3f}")
    ElementTree.indent(root)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + ElementTree.tostring(root, encoding="unicode")
        + "\n"
    )


def _case(suite, classname, name):
    return ElementTree.SubElement(
        suite, "testcase", classname=classname, name=one_line(name), time="0"
    )


def _says(case, kind, message):
    element = ElementTree.SubElement(case, kind, message=one_line(message, 1000))
    element.text = printable(message)
