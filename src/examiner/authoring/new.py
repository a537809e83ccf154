"""``examiner new``: start an assignment from a small one that works, with answers in the bank.

The template is plain Python, so that it works in any course: a set-up cell, an answer, a visible
test, a test with a hidden part, and a question in words with its rubric.
"""

import argparse
import re
import tomllib
from pathlib import Path

from examiner.authoring.course import Course
from examiner.errors import ExaminerError

TEMPLATE = Path(__file__).with_name("templates") / "task"
#: The word in the template that stands for the name of the assignment.
_NAME = "NAME"
#: What a course folder needs at the least, written where there is no course yet.
_CONFIGURATION = """\
from examiner import nbgrader_plugin

c = get_config()  # noqa: F821 - nbgrader gives this name

c.CourseDirectory.course_id = {course!r}
# nbgrader's commands and formgrader release what examiner builds, and grade with it.
c.GenerateAssignment.preprocessors = nbgrader_plugin.RELEASE_PREPROCESSORS
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = nbgrader_plugin.PREPROCESSORS
c.GenerateFeedback.preprocessors = nbgrader_plugin.FEEDBACK_PREPROCESSORS
# A test that accepts a wrong answer stops `examiner build`.
c.Examiner.strict = True
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``examiner new``."""
    parser.add_argument(
        "assignment", metavar="ASSIGNMENT", type=_name,
        help="The name of the assignment: letters, digits, '.', '_' and '-'.",
    )  # fmt: skip
    parser.add_argument(
        "--course", default=".", metavar="DIR",
        help="The course folder, made if there is none (default: the current folder).",
    )  # fmt: skip


def _name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a name of letters, digits, '.', '_' and '-'"
        )
    return text


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner new``; return the exit status."""
    root = Path(args.course)
    written = create(args.assignment, root)
    print("\n".join(f"wrote {path.relative_to(root)}" for path in written))
    option = "" if args.course == "." else f" --course {args.course}"
    print(
        f"\nNext: change the notebook, then\n  examiner build {args.assignment}{option}\n"
        f"  examiner check-tests {args.assignment}{option}"
    )
    return 0


def create(assignment: str, root: Path) -> list[Path]:
    """Write the source of an assignment and answers for its tests.

    Parameters
    ----------
    assignment
    root
        The course folder. Where there is no course yet, it is made, with a configuration.

    Returns
    -------
    list of pathlib.Path
        What was written.

    Raises
    ------
    ExaminerError
        If there is such an assignment, or its answers, or the files cannot be written.
    """
    contents = {}
    if not (root / "source").exists() and not (root / "nbgrader_config.py").exists():
        name = root.resolve().name
        contents[root / "nbgrader_config.py"] = _CONFIGURATION.format(course=name)
        source = root / "source"
    else:
        source = root / Course.open(root).source.relative_to(root.resolve())
    notebook = source / assignment / f"{assignment}.ipynb"
    bank = root / "tests" / "answers" / assignment
    for folder in (notebook.parent, bank):
        if folder.exists():
            raise ExaminerError(
                f"There is {folder} already.", "Choose another name, or remove that folder."
            )
    text = (TEMPLATE / "task.ipynb").read_text(encoding="utf-8")
    contents[notebook] = text.replace(_NAME, assignment)
    answers = tomllib.loads((TEMPLATE / "answers.toml").read_text(encoding="utf-8"))
    contents |= {bank / name: answer for name, answer in answers.items()}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise ExaminerError(
            f"{path} could not be written: {error.strerror}.",
            "Name a folder that you may write to with --course DIR.",
        ) from error
    return list(contents)
