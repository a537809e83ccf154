"""``from examiner import ...``: what a user's own script builds and grades with."""

import subprocess
import sys
import textwrap

import pytest

import examiner
from tests.support.small_course import cell, hand_in, solution, write_source


@pytest.fixture
def course(tmp_path):
    """Give a course that no command has touched yet."""
    cells = [
        cell("answer", "double", solution("def double(x):\n    return 2 * x")),
        cell("test", "test_double", "assert double(4) == 8, 'Look at double(4).'", 3),
    ]
    write_source(tmp_path, "ps1", cells)
    return tmp_path


def in_a_new_process(program):
    """Run a program and return what it printed."""
    command = [sys.executable, "-c", textwrap.dedent(program)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_script_builds_grades_and_reads_the_report(course):
    from examiner import Course, ExaminerError, Report, TimeLimits, build, grade

    written = build(Course.open(course))
    assert sorted(path.parent.parent.name for path in written) == ["autograder_tests", "release"]
    hand_in(course, "ada", "ps1", {"double": "def double(x):\n    return x + x"})
    hand_in(course, "ben", "ps1", {"double": "def double(x):\n    return x"})
    report = grade(
        [course / "submitted"], course / "autograder_tests", times=TimeLimits(cell=20), jobs=2
    )
    assert isinstance(report, Report)
    assert {row.student: row.points for row in report.results} == {"ada": 3, "ben": 0}
    assert report.exit_status == 0
    with pytest.raises(ExaminerError, match="There is no assignment 'ps2'"):
        build(course, ["ps2"])


def test_the_example_of_the_docstring_runs(course, monkeypatch, capsys):
    examiner.build(course)
    hand_in(course, "ada", "ps1", {"double": "def double(x):\n    return x + x"})
    monkeypatch.chdir(course)
    block = examiner.__doc__.partition("::\n\n")[2].partition("\n\n`build`")[0]
    exec(compile(textwrap.dedent(block), "docstring", "exec"), {})
    assert capsys.readouterr().out == "ada ps1 3 None\n"


def test_all_public_names_are_there_and_documented():
    assert dir(examiner) == sorted(examiner.__all__)
    for name in examiner.__all__:
        assert name.startswith("__") or getattr(examiner, name).__doc__, name


def test_a_name_that_is_not_public_is_refused():
    with pytest.raises(AttributeError, match="'examiner' has no attribute 'mark'"):
        _ = examiner.mark


def test_importing_examiner_imports_no_room_and_no_other_package():
    program = """
        import sys
        before = set(sys.modules)
        import examiner
        new = {name.split(".")[0] for name in sys.modules.keys() - before}
        print(any(name.startswith("examiner.") for name in sys.modules), new - sys.stdlib_module_names)
    """
    assert in_a_new_process(program) == "False {'examiner'}\n"


def test_grading_does_not_import_nbgrader():
    program = """
        import sys
        from examiner import Report, TimeLimits, grade
        print([name for name in sys.modules if name.startswith(("nbgrader", "examiner.authoring"))])
    """
    assert in_a_new_process(program) == "[]\n"
