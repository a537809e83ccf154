"""Checks on an assignment in ``source/``, with messages that name notebook, cell and remedy.

nbgrader stops at some of these mistakes too, but with a traceback; others it lets pass, and a
student finds them.
"""

import fnmatch
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from traitlets.config import Config

from examiner.authoring.course import Course
from examiner.choices import has_choices, read_choices
from examiner.notebook_cells import are_points, cell_text, role_of

#: The regions that nbgrader removes: what the delimiter is called, the preprocessor and its two
#: options that hold it, and the cells that it may stand in: one of the flags in their metadata.
REGIONS = (
    ("SOLUTION", "ClearSolutions", "solution_delimeter", ("solution",), "an answer cell"),
    ("HIDDEN TESTS", "ClearHiddenTests", "test_delimeter", ("grade",), "a test cell"),
    ("MARK SCHEME", "ClearMarkScheme", "mark_scheme_delimeter", ("grade", "task"), "a graded cell"),
)

#: The version of nbgrader's metadata that the installed nbgrader writes.
_SCHEMA = 3


def is_outdated(path: Path) -> bool:
    """Tell whether a notebook has metadata of an old nbgrader, which the installed one refuses."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        managed = [cell["metadata"]["nbgrader"] for cell in cells if "nbgrader" in cell["metadata"]]
        return any(nbgrader.get("schema_version", 0) < _SCHEMA for nbgrader in managed)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False  # no notebook: `check_assignment` says so


class Checked(NamedTuple):
    """What is wrong with an assignment, in one or two sentences each.

    Attributes
    ----------
    problems
        What must not be released.
    warnings
        What a strict course does not release.
    """

    problems: list[str]
    warnings: list[str]


def check_assignment(course: Course, assignment: str, folder: Path) -> Checked:
    """Find what must not be released.

    Parameters
    ----------
    course
        The course.
    assignment
        A sub-folder of ``source/``.
    folder
        A copy of it, in which old notebooks are up to date.
    """
    named = (course.source / assignment).relative_to(course.root)
    stray, problems = list(_stray_files(course, folder, named)), list[str]()
    for path in sorted(folder.glob("*.ipynb")):
        name = named / path.name
        try:
            notebook = json.loads(path.read_text(encoding="utf-8"))
            cells, version = notebook["cells"], notebook["nbformat"]
        except (ValueError, KeyError, TypeError) as error:
            problems.append(
                f"{name} is not a notebook of format 4 ({error}). Save it again in JupyterLab."
            )
            continue
        if version != 4:
            problems.append(f"{name} has notebook format {version}. Save it again in JupyterLab.")
            continue
        problems += [f"{name}, {problem}" for problem in _cell_problems(cells, course.config)]
    return Checked([*stray, *problems], []) if course.strict else Checked(problems, stray)


def _stray_files(course: Course, folder: Path, named: Path) -> Iterator[str]:
    """Find the files that nbgrader would copy to students beside the notebooks."""
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.utils import find_all_files

    ignore = course.config.CourseDirectory.get("ignore", CourseDirectory.ignore.default())
    found = [
        file.removeprefix(f"{folder}/")
        for file in sorted(find_all_files(str(folder), [*ignore, "*.ipynb"]))
    ]
    stray = [
        file
        for file in found
        if not any(fnmatch.fnmatch(file, pattern) for pattern in course.handed_out)
    ]
    if stray:
        yield (
            f"{', '.join(str(named / file) for file in stray)} would be handed out to students: "
            "nbgrader copies every file beside a source notebook. Move out of the folder what they "
            "must not see; what they need, name in nbgrader_config.py: "
            f"c.Examiner.handed_out = {json.dumps(stray)}."
        )


def _cell_problems(cells: Sequence[Mapping[str, Any]], config: Config) -> Iterator[str]:
    """Check grade ids, points and regions of one notebook."""
    seen: dict[str, int] = {}
    for number, cell in enumerate(cells, start=1):
        nbgrader = cell.get("metadata", {}).get("nbgrader", {})
        grade_id = nbgrader.get("grade_id")
        where = f"cell {number}" + (f" ({grade_id})" if grade_id else "")
        tagged = any(nbgrader.get(key) for key in ("grade", "solution", "locked", "task"))
        if tagged and not grade_id:
            yield f"{where}: it has no grade id. Give it one in the Create Assignment sidebar."
        elif tagged and grade_id in seen:
            yield (
                f"{where}: cell {seen[grade_id]} already has this grade id. "
                "Give each cell its own in the Create Assignment sidebar."
            )
        elif tagged:
            seen[grade_id] = number
        points = nbgrader.get("points")
        if (nbgrader.get("grade") or nbgrader.get("task")) and not are_points(points):
            yield (
                f"{where}: it is graded, but its points are {points!r}. "
                "Give it a number of 0 or more."
            )
        source = cell_text(cell["source"])
        for problem in _region_problems(source, nbgrader, config):
            yield f"{where}, {problem}"
        if cell["cell_type"] == "code" and has_choices(source):
            if role_of("code", nbgrader) != "locked":
                yield (
                    f"{where}: it has choices ('# examiner: one of'), but students or tests own it. "
                    "Give each student's values in a read-only cell: Create Assignment > Read-only."
                )
            try:
                read_choices(source)
            except ValueError as error:
                yield f"{where}, {error}"


def _region_problems(source: str, nbgrader: Mapping[str, Any], config: Config) -> Iterator[str]:
    """Check that each region is closed, is not nested, and stands in a cell of its kind."""
    for name, preprocessor, option, flags, wanted in REGIONS:
        begin = config[preprocessor].get(f"begin_{option}", f"BEGIN {name}")
        end = config[preprocessor].get(f"end_{option}", f"END {name}")
        opened = None
        for number, line in enumerate(source.splitlines(), start=1):
            if begin in line:
                if opened:
                    yield f"line {number}: {begin} inside the region that line {opened} opens."
                elif not any(nbgrader.get(flag) for flag in flags):
                    yield f"line {number}: {begin} stands in a cell that is not {wanted}."
                opened = number
            elif end in line:
                if not opened:
                    yield f"line {number}: {end} without a {begin} before it."
                opened = None
        if opened:
            yield (
                f"line {opened}: {begin} is never closed, so nbgrader could not cut the region out. "
                f"Add a line with {end}."
            )
