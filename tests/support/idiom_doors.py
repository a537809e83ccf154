"""The doors that the tests of idioms need, and the marks with them: in the sandbox, without nbgrader."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat

from examiner.authoring.key_doors import find_doors
from examiner.grading import session
from examiner.grading.fork_server import ForkServer
from examiner.key import Key
from examiner.submission.reader import read_submission
from tests.support.idioms import STUDENTS


@dataclass(frozen=True)
class Opened:
    """What came of an idiom.

    Attributes
    ----------
    doors : frozenset of str
        As its head names them: ``nothing``, ``one process``, or the doors of all its tests.
    points : dict of str to float
        By student.
    steps : tuple of str
        What was tried to find the doors.
    failures : dict of str to str
        By cell, what the reference answers failed with.
    """

    doors: frozenset
    points: dict
    steps: tuple
    failures: dict


def opened(idiom):
    """Find the doors of an idiom by its reference answers, and grade what its students hand in."""
    with tempfile.TemporaryDirectory(prefix="idiom-", dir="/tmp") as folder:
        place = Path(folder, idiom.name)
        place.mkdir(mode=0o755)
        Path(folder).chmod(0o755)
        idiom.write_beside(place)
        path = place / f"{idiom.name}.ipynb"
        nbformat.write(idiom.submission("untouched"), path)
        key = Key.read(path)
        reference = Path(folder, "reference.ipynb")
        nbformat.write(idiom.submission("reference"), reference)
        answers = {
            cell.grade_id: cell.source
            for cell in read_submission(reference).cells
            if cell.grade_id and cell.grade_id.startswith("answer")
        }
        with ForkServer(key) as fork_server:
            found = find_doors(key, answers, fork_server)
            points = {}
            for student in STUDENTS:
                path = Path(folder, f"{student}.ipynb")
                nbformat.write(idiom.submission(student), path)
                row = session.grade(fork_server, found.key, read_submission(path), student)
                points[student] = row.points
    needs = {need.partition(":")[0] for needs in found.found.needs.values() for need in needs}
    if found.found.one_process:
        needs = {"one process"}
    return Opened(
        frozenset(needs or {"nothing"}), points, found.found.steps, dict(found.found.failures)
    )


def all_opened(idioms, jobs=2):
    """Do so for several idioms; an exception stands for one that could not be run."""

    def one(idiom):
        try:
            return opened(idiom)
        except Exception as error:
            return error

    with ThreadPoolExecutor(jobs) as pool:
        return dict(zip([it.name for it in idioms], pool.map(one, idioms), strict=True))
