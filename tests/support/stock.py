"""Stock nbgrader as the yardstick: the same class, graded by ``nbgrader autograde``."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import REPO


@dataclass
class Graded:
    """What nbgrader made of a class.

    Attributes
    ----------
    marks : dict of (student, assignment) to dict of grade_id to float
        Automatic points of each test cell.
    seconds : dict of assignment to float
        Wall time of ``nbgrader autograde`` for the whole class.
    log : str
        All that nbgrader printed.
    """

    marks: dict = field(default_factory=dict)
    seconds: dict = field(default_factory=dict)
    log: str = ""


def autograde(course, assignments, *, config=""):
    """Grade ``course/submitted`` with stock nbgrader and read the marks from its gradebook.

    Parameters
    ----------
    course : pathlib.Path
        A course folder with ``source/`` and ``submitted/``; it is written into.
    assignments : sequence of str
    config : str
        The text of ``nbgrader_config.py``; stock settings if empty.

    Returns
    -------
    Graded
    """
    (course / "nbgrader_config.py").write_text("c = get_config()\n" + config)
    graded = Graded()
    for assignment in assignments:
        graded.log += nbgrader(course, "generate_assignment", assignment, "--force", measured=False)
        started = time.perf_counter()
        graded.log += nbgrader(course, "autograde", assignment, measured=False)
        graded.seconds[assignment] = time.perf_counter() - started
    graded.marks = marks(course)
    return graded


def nbgrader(course, *command, measured=True):
    """Run an nbgrader command in a course folder; return what it printed, whatever its status.

    Parameters
    ----------
    course : pathlib.Path
    *command : str
    measured : bool
        Whether the process and its kernels count in coverage, if that is measured. Where they run
        no code of ours it only costs time: half as much again.
    """
    scripts = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",  # nbgrader calls alembic by name
        "NNCOURSE_DATA": str(REPO / "data"),
    }
    if not measured:
        environment.pop("COVERAGE_PROCESS_START", None)
    done = subprocess.run(
        [scripts / "nbgrader", *command],
        cwd=course,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.stdout


def marks(course):
    """Read every automatic mark from the gradebook of a course folder."""
    from nbgrader.api import Gradebook

    found = {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                found[submission.student.id, assignment.name] = {
                    grade.cell.name: grade.auto_score or 0.0
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                    if grade.cell.cell_type == "code"
                }
    return found


def course_with_source(folder):
    """Make a course folder with a copy of our ``source/`` and nothing else."""
    shutil.copytree(REPO / "source", folder / "source")
    return folder
