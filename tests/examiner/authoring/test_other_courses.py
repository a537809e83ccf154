"""Every command and every example of ``docs/other-courses.md`` works on a small course."""

import importlib.util
import re

import pytest

from examiner.authoring.build import build
from examiner.authoring.course import Course
from examiner.cli import main
from tests.support import REPO
from tests.support.small_course import DOUBLE, cell, hand_in, solution, write_source

pytestmark = pytest.mark.slow  # nearly every test builds or grades a course

PAGE = (REPO / "docs" / "other-courses.md").read_text(encoding="utf-8")
#: Once the engine has doors, the commands of that section are run too.
HAS_DOORS = importlib.util.find_spec("examiner.doors") is not None
TEXT = PAGE if HAS_DOORS else re.sub(r"^## Doors\n.*?(?=^## )", "", PAGE, flags=re.M | re.S)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
COMMANDS = [
    command
    for text in (
        *(block for kind, block in BLOCK.findall(TEXT) if kind == "sh"),
        BLOCK.sub("", TEXT),
    )
    for command in re.findall(r"^examiner .*$|(?<=`)examiner [^`]+(?=`)", text, re.MULTILINE)
]
EXAMPLES = re.findall(
    r"^\*\*(.+?)\*\*.*?^```python\n# answer\n(.*?)\n# test\n(.*?)^```", TEXT, re.M | re.S
)


def test_every_command_of_the_page_works(tmp_path, monkeypatch, capsys):
    assert len(COMMANDS) >= 7
    tested = "assert double(4) == 8\n### BEGIN HIDDEN TESTS\nassert double(7.5) == 15\n### END HIDDEN TESTS"
    cells = [cell("answer", "double", solution(DOUBLE)), cell("test", "test_double", tested, 2)]
    write_source(tmp_path, "ps1", cells)
    build(Course.open(tmp_path))  # what students were given before
    hand_in(tmp_path, "ada", "ps1", {"double": DOUBLE})
    for folder in ("release", "autograder_tests"):
        (tmp_path / folder).rename(tmp_path / f"old_{folder}")
    monkeypatch.chdir(tmp_path)
    for command in COMMANDS:
        assert main(command.split()[1:]) == 0, command
    assert re.search(r"\bada\b.* 2\b", capsys.readouterr().out)
    assert (tmp_path / "report" / "index.html").is_file()


@pytest.mark.parametrize(("rule", "answer", "test"), EXAMPLES, ids=[rule for rule, *_ in EXAMPLES])
def test_an_example_passes_and_is_not_weak(tmp_path, rule, answer, test):
    write_source(
        tmp_path, "ps1", [cell("answer", "a", solution(answer)), cell("test", "test_a", test, 1)]
    )
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.Examiner.strict = True\n")
    assert len(build(Course.open(tmp_path), verify=True)) == 2
    key = (tmp_path / "autograder_tests" / "ps1" / "ps1.ipynb").read_text()
    assert '"needs"' not in key
    assert '"one_process"' not in key


def test_the_page_has_an_example_for_each_door():
    assert len(EXAMPLES) == 5


def test_readme_links_to_the_page():
    assert "](docs/other-courses.md)" in (REPO / "README.md").read_text(encoding="utf-8")
