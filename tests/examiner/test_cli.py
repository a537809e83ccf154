"""The command ``examiner``: its help, its versions, its exit statuses."""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version

import pytest

import examiner
from examiner.cli import COMMANDS, main
from tests.support import REPO


def help_of(capsys, *command):
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=str)
def test_help_has_sentences_examples_and_exit_statuses(command, capsys):
    text = help_of(capsys, *command)
    description, _, rest = text.partition("\n\n")[2].partition("\n\n")
    assert description.strip().endswith(".")
    examples, _, statuses = rest.partition("\nexit status:\n")
    for line in examples.partition("\nexamples:\n")[2].strip().splitlines():
        assert re.fullmatch(r' *(eval "\$\()?examiner .+  [A-Z].+\.', line), line
    for line in statuses.strip().splitlines():
        assert re.fullmatch(r" *([0-3]|130)  .+\.", line), line
    assert "  0  " in statuses
    assert "  2  " in statuses


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_a_command_are_commands(name, capsys):
    """Every option that an example uses is an option that the help explains."""
    text = help_of(capsys, name)
    options, _, epilog = text.partition("\nexamples:\n")
    for option in re.findall(r"--[a-z-]+", epilog):
        assert f"  {option}" in options


def test_every_command_stands_in_the_help(capsys):
    text = help_of(capsys)
    for name in COMMANDS:
        assert re.search(rf"^    {name}\s+[A-Z].+\.$", text, re.MULTILINE), name


def test_an_unknown_command_lists_the_known_ones(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["mark"])
    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert all(f"'{name}'" in message for name in COMMANDS)


def test_an_error_is_one_message_without_a_traceback(tmp_path, capsys):
    assert main(["build", "--course", str(tmp_path / "nowhere")]) == 2
    message = capsys.readouterr().err
    assert message.startswith("examiner build: There is no folder ")
    assert "--course DIR" in message
    assert "Traceback" not in message


def test_python_m_examiner_is_the_same_command():
    command = [sys.executable, "-m", "examiner", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"examiner {examiner.__version__}\n"


def test_the_version_is_the_same_everywhere():
    assert version("building-neural-networks") == examiner.__version__
    assert f"\nversion: {examiner.__version__}\n" in (REPO / "CITATION.cff").read_text()
    assert f"\n## [{examiner.__version__}] - " in (REPO / "CHANGELOG.md").read_text()
    assert "version" not in tomllib.loads((REPO / "pyproject.toml").read_text())["project"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_knows_every_command_and_option(shell, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--print-completion", shell])
    assert ended.value.code == 0
    script = capsys.readouterr().out
    for name in COMMANDS:
        assert name in script
    assert "fail-under" in script
    assert "mutants" in script


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_bash_completes_an_option_and_a_folder(tmp_path, capsys):
    (tmp_path / "submitted").mkdir()
    with pytest.raises(SystemExit):
        main(["--print-completion=bash"])
    script = (
        capsys.readouterr().out
        + """
        complete_with() {
            COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMPREPLY=()
            _shtab_examiner; echo "${COMPREPLY[@]}"
        }
        complete_with examiner gra
        complete_with examiner grade --fail-u
        complete_with examiner grade subm
    """
    )
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["grade", "--fail-under", "submitted"]
