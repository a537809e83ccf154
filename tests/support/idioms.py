"""Idioms of real nbgrader courses, as case files that become small assignments.

A case file ``tests/idioms/<theme>/<name>.py`` begins with one line on what the idiom is and the
doors that its tests need (``docs/other-courses.md`` says what doors are)::

    # The student's function changes a list of the test.
    # needs: changes

``# requires: sympy`` may follow, for a library that the course itself does not use. The rest are
the cells of a notebook in their order, and files beside it, each below a line that says which:
``# %% locked``, ``# %% answer``, ``# %% test`` (1 point), ``# %% given`` (a cell that nbgrader does
not manage), ``# %% own`` (a cell that a student added; only the submission has it), and
``# %% file helper.py``.

``python -m tests.support.idioms OUT`` writes them as a course, builds and grades it with examiner,
and prints a table of the marks.
"""

import argparse
import importlib.util
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from tests.support import REPO, small_course

CASES = REPO / "tests" / "idioms"
#: The doors that a test cell can need, from the strictest on; see ``examiner build``.
NEEDS = ("nothing", "changes", "names", "operators", "files", "patch", "one process")
#: The kinds of cells, and the role that nbgrader gives them.
ROLES = {"locked": "locked", "answer": "answer", "test": "test", "given": None, "own": None}
#: The students of the course: who hands in the reference answers, and who changed nothing.
STUDENTS = ("reference", "untouched")

_SECTION = re.compile(r"^# %% (\w+)(?: (\S+))?$", re.MULTILINE)
_REGION = re.compile(
    r"^([ \t]*)### BEGIN SOLUTION\n.*?^[ \t]*### END SOLUTION$", re.MULTILINE | re.DOTALL
)
_STUB = r"\1# YOUR CODE HERE\n\1raise NotImplementedError()"


@dataclass(frozen=True)
class Idiom:
    """A case file.

    Attributes
    ----------
    name, theme : str
        Of the file and its folder; a name occurs once in all themes.
    about : str
        What the idiom is, in one sentence.
    needs : tuple of str
        Of `NEEDS`.
    requires : tuple of str
        Libraries that may be missing.
    cells : tuple of (str, str)
        Kind and source of each cell.
    files : dict of str to str
        Text of the files beside the notebook.
    """

    name: str
    theme: str
    about: str
    needs: tuple
    requires: tuple
    cells: tuple
    files: dict

    @classmethod
    def read(cls, path):
        """Read a case file.

        Raises
        ------
        ValueError
            If it is not written as the module's docstring says.
        """
        header, *parts = _SECTION.split(path.read_text(encoding="utf-8"))
        about, *options = re.findall(r"^# (.+)$", header, re.MULTILINE)
        options = dict(option.split(": ", 1) for option in options)
        needs = tuple(options.pop("needs", "").split(", "))
        requires = tuple(options.pop("requires", "").split())
        if options or not set(needs) <= set(NEEDS):
            raise ValueError(f"{path}: {options or needs}: not one of {NEEDS}")
        cells, files = [], {}
        for kind, file, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            if (kind == "file") != bool(file) or kind not in {*ROLES, "file"}:
                raise ValueError(f"{path}: there is no section '# %% {kind} {file or ''}'")
            if file:
                files[file] = text.strip("\n") + "\n"
            else:
                cells.append((kind, text.strip("\n")))
        if not {"answer", "test"} <= {kind for kind, _ in cells}:
            raise ValueError(f"{path} needs an answer and a test")
        return cls(path.stem, path.parent.name, about, needs, requires, tuple(cells), files)

    @property
    def missing(self):
        """The libraries of `requires` that are not installed."""
        return [name for name in self.requires if not importlib.util.find_spec(name)]

    @property
    def points(self):
        """The most points that its tests give."""
        return sum(kind == "test" for kind, _ in self.cells)

    def source(self):
        """Make the instructor's notebook: answers in the regions that nbgrader cuts out."""
        return self._notebook(lambda text: text, own=False)

    def submission(self, student):
        """Make what one of `STUDENTS` hands in."""
        if student == "untouched":
            return self._notebook(lambda text: _REGION.sub(_STUB, text), own=False)
        return self._notebook(
            lambda text: re.sub(r"^ *### \w+ SOLUTION\n?", "", text, flags=re.M).strip("\n")
        )

    def _notebook(self, answer, own=True):
        """Make a notebook, with `answer` applied to the sources of the answer cells."""
        made, numbers = [], Counter()
        for kind, text in self.cells:
            numbers[kind] += 1
            grade_id = f"{kind}_{numbers[kind]}"
            if ROLES[kind]:
                if kind == "answer":
                    whole = small_course.solution(text)
                    text = answer(text if "### BEGIN SOLUTION" in text else whole)
                points = 1 if kind == "test" else None
                made.append(small_course.cell(ROLES[kind], grade_id, text, points))
            elif own or kind != "own":
                made.append(new_code_cell(text, id=grade_id.replace("_", "-")))
        return small_course.notebook(made)

    def write_beside(self, folder):
        """Write the files into the folder of a notebook."""
        for name, text in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")


def idioms():
    """Read all case files.

    Returns
    -------
    list of Idiom
        In the order of themes and names.
    """
    found = [Idiom.read(path) for path in sorted(CASES.glob("*/*.py"))]
    twice = [name for name, n in Counter(idiom.name for idiom in found).items() if n > 1]
    if twice:
        raise ValueError(f"two idioms have the same name: {twice}")
    return found


def write_course(root, cases):
    """Write idioms as a course folder: an assignment each, and the submissions of `STUDENTS`."""
    root.mkdir(parents=True, exist_ok=True)
    config = "c = get_config()\nc.Examiner.handed_out = ['*']\n"
    (root / "nbgrader_config.py").write_text(config)
    for idiom in cases:
        notebooks = {root / "source" / idiom.name: idiom.source()}
        for student in STUDENTS:
            notebooks[root / "submitted" / student / idiom.name] = idiom.submission(student)
        for folder, notebook in notebooks.items():
            folder.mkdir(parents=True, exist_ok=True)
            nbformat.write(notebook, folder / f"{idiom.name}.ipynb")
            idiom.write_beside(folder)


def main():
    """Print what stock nbgrader and examiner make of each idiom."""
    from tests.support import idiom_marks

    parser = argparse.ArgumentParser(
        prog="python -m tests.support.idioms", description=main.__doc__
    )
    parser.add_argument("out", type=Path, help="a folder for the course")
    parser.add_argument("names", nargs="*", help="idioms or themes; all if none is named")
    parser.add_argument("--stock", action="store_true", help="run stock nbgrader too: 2 s an idiom")
    args = parser.parse_args()
    cases = [
        idiom for idiom in idioms() if not args.names or {idiom.name, idiom.theme} & set(args.names)
    ]
    for idiom in cases:
        if idiom.missing:
            print(f"left out: {idiom.name} requires {', '.join(idiom.missing)}", file=sys.stderr)
    cases = [idiom for idiom in cases if not idiom.missing]
    write_course(args.out, cases)
    stock = args.out / "stock.json"  # what was found out before stays in the table
    found = json.loads(stock.read_text()) if stock.exists() else {}
    if args.stock:
        found |= {name: sum(marks.values()) for name, marks in idiom_marks.stock(cases).items()}
        stock.write_text(json.dumps(found, indent=1))
    print("\n".join(idiom_marks.table(cases, found, idiom_marks.examiner(args.out, cases))))


if __name__ == "__main__":
    main()
