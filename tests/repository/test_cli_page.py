"""docs/cli.md is what the parsers say."""

from examiner.cli import COMMANDS
from tests.support import REPO
from tests.support.cli_page import page

PAGE = REPO / "docs" / "cli.md"


def test_the_page_is_up_to_date(golden):
    golden(PAGE, page())


def test_the_page_has_every_command_with_examples_and_exit_statuses():
    sections = page().split("\n## examiner ")
    assert [section.split("\n")[0] for section in sections[1:]] == list(COMMANDS)
    for section in sections:
        assert section.count("| example | |") == 1
        assert section.count("| exit status | |") == 1
        assert "| 2 | " in section
