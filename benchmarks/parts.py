"""The parts of the benchmarks. Each returns its figures as JSON can hold them."""

import json
import os
import statistics
import subprocess
import sys

from benchmarks import otter
from benchmarks.classes import SmallClass, TaskClass
from benchmarks.commands import cost_of
from tests.support import REPO, sample_class
from tests.support.loopback_cluster import LoopbackCluster

#: Runs cells in one process. With a number, in as many forks after the first cells have run;
#: prints the processor seconds of each fork.
_PLAIN = """
import json, os, resource, sys

cells, forks = json.load(open(sys.argv[1])), int(sys.argv[2])
names = {"__name__": "__main__"}


def run(sources):
    for source in sources:
        exec(compile(source, "cell", "exec"), names)


run(cells["set-up"])
if not forks:
    run(cells["rest"])
for _ in range(forks):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    if (child := os.fork()) == 0:
        run(cells["rest"])
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
"""


def one(options, folder):
    """Measure one submission, cold, beside a script that runs the same cells in one process."""
    figures = {}
    for task in options.tasks:
        course = TaskClass(task, 1, folder)
        course.prepare_nbgrader()
        reference = sample_class.answered(task)
        script = _script(course)
        costs = {"nbgrader": [], "examiner": [], "plain": []}
        if otter.is_installed():
            otter.prepare(course.key, reference, course.course)
            costs["otter"] = [otter.grade(course.course, course.key.max_points)]
        for _ in range(options.rounds):  # in turn, so that all meet what else the machine does
            costs["nbgrader"].append(course.nbgrader(student="s000")[0])
            costs["examiner"].append(course.examiner(1, "--fresh"))
            costs["plain"].append(cost_of([*script, "0"], course.course, _ALONE))
        figures[task] = {
            name: {
                "wall": statistics.median(cost.wall for cost in some),
                "cpu": statistics.median(cost.cpu for cost in some),
            }
            for name, some in costs.items()
        }
        figures[task]["bare"] = {"cpu": statistics.median(_bare(course, 5))}
    return {"rounds": options.rounds, "tasks": figures}


def added(options, folder):
    """Measure what grading adds to the cells of a submission, and what one call from a test costs."""
    figures = {}
    for task in options.tasks:
        course = TaskClass(task, _MANY, folder, same=True)
        _script(course)
        bare, each = [], []
        for _ in range(options.rounds):
            few, many = (course.examiner(n, "--fresh", "--jobs", 1).cpu for n in (_FEW, _MANY))
            each.append((many - few) / (_MANY - _FEW))  # without what the whole class shares
            bare += _bare(course, 5)
        figures[task] = {"bare": statistics.median(bare), "examiner": statistics.median(each)}
    costs = {}
    for calls in (1, _CALLS):
        course = SmallClass(4, folder, calls)
        costs[calls] = [course.examiner("--fresh", "--jobs", 1)[0] for _ in range(options.rounds)]
    call = {}
    for name in ("cpu", "wall"):
        one, all_of_them = (
            statistics.median(getattr(cost, name) for cost in costs[calls]) for calls in costs
        )
        call[name] = 1000 * (all_of_them - one) / (4 * (_CALLS - 1))
    return {"rounds": options.rounds, "tasks": figures, "call": call}


#: Submissions, and calls of a function.
_FEW, _MANY, _CALLS = 5, 25, 5_000


def _script(course):
    """Write a script that runs the cells of the reference answers; return its command."""
    reference = sample_class.answered(course.task)
    (course.course / "plain.py").write_text(_PLAIN)
    (course.course / "cells.json").write_text(json.dumps(_cells(course.key, reference)))
    return [sys.executable, "plain.py", "cells.json"]


def _bare(course, times):
    """Return the processor seconds of the cells of the reference answers, without the set-up cells."""
    forks = subprocess.run(
        [sys.executable, "plain.py", "cells.json", str(times)], cwd=course.course,
        env=os.environ | _ALONE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [*map(float, forks.stdout.split())]


_ALONE = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "NNCOURSE_DATA": str(REPO / "data"),
}


def _cells(key, reference):
    """Sort the code of a key, with the reference answers in it, into set-up cells and the rest."""
    set_up = {cell.grade_id for cell in key.setup}
    answers = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in sample_class.answer_cells(reference)
    }
    cells = {"set-up": [f"import {name}" for name in key.preload], "rest": []}
    for cell in key.cells:
        if cell.cell_type == "code":
            source = answers.get(cell.grade_id, cell.source)
            lines = [line for line in source.splitlines() if not line.startswith("%")]
            cells["set-up" if cell.grade_id in set_up else "rest"].append("\n".join(lines))
    return cells


def classes(options, folder):
    """Measure classes of several sizes, every submission with contents of its own."""
    figures = {}
    for task in options.tasks:
        # nbgrader takes minutes for a hundred of the heavy tasks: those only when asked for.
        all_sizes = sorted(options.classes)
        within = 100 if task == "task14" or options.all else 20
        theirs = [size for size in all_sizes if size <= within] or all_sizes[:1]
        small = TaskClass(task, theirs[-1], folder / "nbgrader")
        small.prepare_nbgrader()
        course = TaskClass(task, all_sizes[-1], folder / "examiner")
        ours = {size: [] for size in all_sizes}
        # nbgrader takes minutes, and machines are not equally fast all the time.
        _grade_all(course, ours)
        cost, after = small.nbgrader(theirs)
        for _ in range(2):
            _grade_all(course, ours)
        small.examiner(theirs[-1], "--fresh")
        rows = {
            str(size): {"nbgrader": {"wall": after[size]}} if size in after else {}
            for size in all_sizes
        }
        rows[str(theirs[-1])]["nbgrader"]["cpu"] = cost.cpu
        rows[str(theirs[-1])]["differing_marks"] = small.differing_marks(theirs[-1])
        for size, some in ours.items():
            wall, cpu, again = map(statistics.median, zip(*some, strict=True))
            rows[str(size)] |= {"examiner": {"wall": wall, "cpu": cpu}, "again": again}
        figures[task] = rows
    return {"tasks": figures}


def _grade_all(course, figures):
    """Grade each size of a class, and again; the largest once, as it takes long enough."""
    for size, some in figures.items():
        if size < max(figures) or not some:
            cost = course.examiner(size, "--fresh")
            some.append((cost.wall, cost.cpu, course.examiner(size).wall))


def many(options, folder):
    """Measure how time, memory and the journal grow with the class, and what a second run takes."""
    figures = {}
    for size in options.scale:
        course = SmallClass(size, folder)
        cost, journal = course.examiner("--fresh")
        again, _ = course.examiner()
        figures[str(size)] = {
            "wall": cost.wall, "cpu": cost.cpu, "memory": cost.memory, "journal": journal,
            "again": again.wall, "memory_again": again.memory,
        }  # fmt: skip
    return {"sizes": figures}


def cluster(options, folder):
    """Measure Task 14 on a Dask cluster of one worker and of two, each with one thread."""
    size = options.cluster
    course = TaskClass("task14", size, folder)
    figures, reports = {}, []
    for workers in (1, 2):
        with LoopbackCluster(folder / f"cluster-{workers}", workers) as dask:
            cost = course.examiner(size, "--fresh", "--scheduler", dask.file)
        figures[f"{workers} of Dask"] = cost.wall
        reports.append(_points(course))
    for jobs in (1, 2):
        figures[f"--jobs {jobs}"] = course.examiner(size, "--fresh", "--jobs", jobs).wall
        reports.append(_points(course))
    assert reports == reports[:1] * 4, "the marks depend on where they were given"
    return {"students": size, "seconds": figures}


def _points(course):
    report = json.loads((course.course / "report" / "report.json").read_text())
    return [(row["student"], row["points"]) for row in report["submissions"]]


#: By name, in the order in which they are measured.
PARTS = {"one": one, "added": added, "classes": classes, "many": many, "cluster": cluster}
