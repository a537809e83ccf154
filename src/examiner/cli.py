"""The command ``examiner``."""

import argparse
import atexit
import gc
import signal
import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

from examiner import __version__
from examiner.errors import ExaminerError


class _Command(NamedTuple):
    """A sub-command: the module with its ``add_arguments`` and ``run``, and the texts of its help."""

    module: str
    summary: str
    examples: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]


_NOT_STARTED = ("2", "The command could not start. The message says why and what to do.")
#: The sub-commands, in the order in which a course needs them.
COMMANDS = {
    "new": _Command(
        "examiner.authoring.new",
        "Create an assignment from a working template.",
        (
            ("examiner new task17", "Write source/task17/ and answers for its tests."),
            ("examiner new week1 --course ~/physics", "Start a course, with its first assignment."),
        ),
        (("0", "The files are written; their names are printed."), _NOT_STARTED),
    ),
    "build": _Command(
        "examiner.authoring.build",
        "Make release/ and autograder_tests/ from source/.",
        (
            ("examiner build", "Build what has changed in the course in this folder."),
            ("examiner build task14", "Build one assignment, if it has changed."),
            ('examiner build "week 1 [24 points]"', "Quote a name with spaces or brackets."),
            ("examiner build --course ~/physics", "Build a course in another folder."),
            ("examiner build --force", "Build everything again."),
            ("examiner build --check", "Change nothing, and show what is out of date."),
            ("examiner build --no-verify", "Build without running any test."),
        ),
        (
            ("0", "Everything is built, or up to date. There may be warnings."),
            ("1", "With --check: a generated file differs from what its source makes."),
            ("2", "Nothing was written. The message says why and what to do."),
        ),
    ),
    "release": _Command(
        "examiner.authoring.release",
        "Write each student's variant of assignments that vary.",
        (
            (
                "examiner release --variants --roster students.csv",
                "Write variants/<student>/<assignment>/ for a class.",
            ),
            (
                "examiner release --variants task17 --id ada --id ben",
                "Write those of two students.",
            ),
            ("examiner release --variants --roster students.csv --zip", "Write archives, too."),
        ),
        (
            ("0", "The variants are written, and a table of who got which values."),
            (
                "2",
                "The variants were not written, or not all of them. The message says what to do.",
            ),
        ),
    ),
    "grade": _Command(
        "examiner.grading.command",
        "Grade submissions with the keys in autograder_tests/.",
        (
            ("examiner grade submitted", "Grade submitted/<student>/<assignment>/."),
            ("examiner grade moodle.zip", "Grade what a learning platform lets you download."),
            ("examiner grade ada.ipynb", "Grade one notebook."),
            (
                "examiner grade --visible-only task14.ipynb",
                "As a student: run the tests that you see.",
            ),
            ("examiner grade submitted --format table,html,csv", "Write more kinds of report."),
        ),
        (
            ("0", "All submissions are graded."),
            (
                "1",
                "A submission is below --fail-under, or needs review with --fail-on-review.",
            ),
            (
                "3",
                "Every submission is in the report; some need review, and each gives the reason.",
            ),
            _NOT_STARTED,
            (
                "130",
                "Control-C. If grading had begun, the report has what was graded; run it again to continue.",
            ),
        ),
    ),
    "render": _Command(
        "examiner.reports.render_command",
        "Check a report, and write it in other formats.",
        (
            ("examiner render report", "Print report/report.json as a table."),
            (
                "examiner render report --format junit,markdown",
                "Write rendered/junit.xml and summary.md.",
            ),
            ("examiner render report --fail-under 60", "Fail if somebody has less than 60 %."),
        ),
        (
            ("0", "The report is valid, and all submissions are graded."),
            (
                "1",
                "A submission is below --fail-under, or needs review with --fail-on-review.",
            ),
            ("3", "The report is valid; some submissions need review, and each gives the reason."),
            ("2", "The report is not valid, or cannot be read. The message says why."),
        ),
    ),
    "compare": _Command(
        "examiner.reports.compare_command",
        "Show which marks differ between two reports, and why.",
        (
            ("examiner compare report-1 report-2", "Compare two output folders of examiner grade."),
            ("examiner compare old.json new.json --json", "Compare two reports, for programs."),
            ("examiner compare report-1 report-2 --html changes.html", "Write a page, too."),
        ),
        (
            ("0", "All marks are the same."),
            ("1", "Some marks differ."),
            _NOT_STARTED,
        ),
    ),
    "check-tests": _Command(
        "examiner.authoring.check_tests",
        "Grade right and wrong answers, to test the tests.",
        (
            ("examiner check-tests", "Grade the answers in tests/answers/ of this course."),
            ("examiner check-tests task14 --mutants", "Try one assignment, with mutants too."),
        ),
        (
            ("0", "Each right answer passes, and each wrong one fails its own tests only."),
            ("1", "A right answer was refused, a wrong one passed, or the wrong test failed."),
            ("2", "The command could not start. The message says why and what to do."),
        ),
    ),
    "doctor": _Command(
        "examiner.doctor",
        "Check what this machine has for building and grading.",
        (
            ("examiner doctor", "Show each part, and what to do about those that are missing."),
            ("examiner doctor --json", "Show the same for programs."),
        ),
        (
            ("0", "Hidden tests can be graded here."),
            ("2", "Hidden tests cannot be graded here. The last lines say what to do."),
        ),
    ),
}


_INTERRUPTED = 128 + signal.SIGINT  # as a shell has it


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    Parameters
    ----------
    argv
        The arguments; those of the process if not given.
    """
    # Python would look for garbage among all that is loaded: again and again, and at the end.
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)
    argv = sys.argv[1:] if argv is None else argv
    completing = any(argument.startswith("--print-completion") for argument in argv[:1])
    args = make_parser(COMMANDS if completing else argv[:1]).parse_args(argv)
    try:
        status: int = import_module(COMMANDS[args.command].module).run(args)
    except ExaminerError as error:
        print(f"examiner {args.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as error:
        how = str(error) or (
            "interrupted. Files that it writes may be missing or incomplete; run the command again."
        )
        print(f"examiner {args.command}: {how}", file=sys.stderr)
        return _INTERRUPTED
    return status


def make_parser(commands: Collection[str]) -> argparse.ArgumentParser:
    """Make the parser of the command line.

    Parameters
    ----------
    commands
        The sub-commands whose options are wanted. Their modules are imported, which takes time.
    """
    parser = argparse.ArgumentParser(
        prog="examiner",
        description="Build and grade nbgrader assignments.\nStudent code and tests run in separate "
        "processes, in a sandbox.",
        epilog=_table(
            "examples",
            (
                ("examiner doctor", "Check that hidden tests can be graded on this machine."),
                ("examiner build", "Make what students get and what grades them."),
                ("examiner grade submitted", "Grade a class."),
                ("examiner grade --help", "Show the options of a command."),
                (
                    'eval "$(examiner --print-completion bash)"',
                    "Complete with the Tab key in bash.",
                ),
            ),
        )
        + "\n\n"
        + _table(
            "exit status",
            (
                ("0", "All is well."),
                (
                    "1",
                    "A check failed (build --check, check-tests, --fail-under, --fail-on-review), or "
                    "compare found marks that differ.",
                ),
                ("2", "The command could not start or finish. The message says what to do."),
                ("3", "A report of grade or render has rows that need review."),
                ("130", "The command was interrupted with Control-C."),
            ),
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"examiner {__version__}",
        help="Show the version and exit.",
    )  # fmt: skip
    parser.add_argument(
        "--print-completion", action=_PrintCompletion, choices=["bash", "zsh", "fish"], metavar="SHELL",
        help="Print a script that completes commands and options in bash, zsh or fish, and exit.",
    )  # fmt: skip
    chosen = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        subparser = chosen.add_parser(
            name,
            help=command.summary,
            description=command.summary,
            epilog=_table("examples", command.examples)
            + "\n\n"
            + _table("exit status", command.statuses),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        # A command's module is imported only when it runs: building needs nbgrader, grading does not.
        if name in commands:
            import_module(command.module).add_arguments(subparser)
    return parser


class _PrintCompletion(argparse.Action):
    """Prints what a shell reads to complete commands, options and the names of files."""

    #: What to complete, by the name of the value in the help.
    _KINDS: ClassVar = {
        "DIR": "DIRECTORY",
        "PATH": "FILE",
        "CSV": "FILE",
        "OLD": "FILE",
        "NEW": "FILE",
    }

    def __call__(self, parser: argparse.ArgumentParser, *args: Any) -> None:
        import shtab

        (subparsers,) = (it for it in parser._actions if isinstance(it, argparse._SubParsersAction))
        for command in subparsers.choices.values():
            for action in command._actions:
                if kind := self._KINDS.get(str(action.metavar)):
                    action.complete = getattr(shtab, kind)
        print(shtab.complete(parser, shell=args[1]))
        parser.exit()


def _table(title: str, rows: Sequence[tuple[str, str]]) -> str:
    """Lay out a block of the help text in two columns."""
    width = max(len(left) for left, _ in rows)
    return "\n".join([f"{title}:", *(f"  {left:{width}}  {right}" for left, right in rows)])
