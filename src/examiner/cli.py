"""The command ``examiner``."""

import argparse
import sys

from examiner import __version__
from examiner.errors import ExaminerError


def main(argv=None):
    """Run a command and return its exit status.

    Parameters
    ----------
    argv : list of str, optional
        The arguments; those of the process if not given.

    Returns
    -------
    int
        2 if the command could not start, else what the command says.
    """
    # A command's module is imported only when it runs: building needs nbgrader, grading does not.
    commands = {
        "build": ("examiner.authoring.build", "make release/ and autograder_tests/ from source/"),
        "check-tests": (
            "examiner.authoring.check_tests",
            "grade a bank of right and wrong answers, to test the tests themselves",
        ),
        "grade": ("examiner.grading.run", "grade submissions with the keys in autograder_tests/"),
    }
    parser = argparse.ArgumentParser(
        prog="examiner", description="Build and grade nbgrader assignments."
    )
    parser.add_argument("--version", action="version", version=f"examiner {__version__}")
    chosen = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    argv = sys.argv[1:] if argv is None else argv
    for name, (module, summary) in commands.items():
        command = chosen.add_parser(name, help=summary, description=summary)
        if name in argv[:1]:
            _module(module).add_arguments(command)
    args = parser.parse_args(argv)
    try:
        return _module(commands[args.command][0]).run(args)
    except ExaminerError as error:
        print(f"examiner {args.command}: {error}", file=sys.stderr)
        return 2


def _module(name):
    from importlib import import_module

    return import_module(name)
