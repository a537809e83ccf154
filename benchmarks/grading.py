"""What a mark costs: ``examiner grade`` beside stock ``nbgrader autograde`` and the bare cells.

``python -m benchmarks.grading`` grades right answers to each task and prints two tables:

- one submission, cold, the start of every process included, beside a plain Python script that
  runs the same cells (imports, answers, all tests) in one process;
- each of a class graded in one run, beside the bare cells: forked from a process in which the
  key's set-up cells have run, so that nothing but answers and tests is counted.

All take turns, so that whatever else the machine does meets all of them. CPU is user and system
time of a command and everything it started, as the kernel counts it. The bare cells make no
pictures of their plots; both graders do, to show them. Figures also go to ``build/grading.json``.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
from rich.console import Console
from rich.table import Table
from tqdm import tqdm

from examiner.key import find_keys
from tests.support import REPO, sample_class, stock

BIN = Path(sys.executable).parent
ONE = "s000"

#: Runs cells in one process. With a number, in as many forks after the first cells have run;
#: prints the processor seconds of each fork.
PLAIN = """
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


@dataclass
class Cost:
    """Seconds that a command took: of processor time in all its processes, and on the wall."""

    cpu: float
    wall: float


def cost_of(command, folder, environment=()):
    """Run a command in a folder and return its `Cost`; raises if it fails."""
    environment = (
        os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"} | dict(environment)
    )
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{done.stdout}\n{done.stderr}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(cpu, wall)


class Bench:
    """The same right answers to one task for all that grade them.

    Parameters
    ----------
    task : str
    students : int
    folder : pathlib.Path
        Where the course of the other grader and all reports are made.
    """

    def __init__(self, task, students, folder):
        self.task, self.students = task, students
        (self.key,) = find_keys(REPO / "autograder_tests" / task)
        self.course = folder / task
        shutil.copytree(REPO / "source" / task, self.course / "source" / task)
        notebook = sample_class.answered(task)
        for number in range(students):
            place = self.course / "submitted" / f"s{number:03}" / task
            place.mkdir(parents=True)
            nbformat.write(notebook, place / f"{task}.ipynb")
        (self.course / "nbgrader_config.py").write_text("c = get_config()\n")
        stock.nbgrader(self.course, "generate_assignment", task)
        (self.course / "plain.py").write_text(PLAIN)
        (self.course / "cells.json").write_text(json.dumps(self._cells()))

    def _cells(self):
        set_up = {cell.grade_id for cell in self.key.setup}
        cells = {"set-up": [f"import {name}" for name in self.key.preload], "rest": []}
        for cell in sample_class.read("source", self.task).cells:
            if cell.cell_type == "code":
                first = cell.metadata.get("nbgrader", {}).get("grade_id") in set_up
                lines = [line for line in cell.source.splitlines() if not line.startswith("%")]
                cells["set-up" if first else "rest"].append("\n".join(lines))
        return cells

    def nbgrader(self, *students):
        """Grade with stock nbgrader: students by name, or all."""
        chosen = [word for student in students for word in ("--student", student)]
        command = [BIN / "nbgrader", "autograde", self.task, "--force", *chosen]
        cost = cost_of(command, self.course, {"NNCOURSE_DATA": str(REPO / "data")})
        points = {
            name: sum(marks.values()) for (name, _), marks in stock.marks(self.course).items()
        }
        assert {points[name] for name in students or points} == {self.key.max_points}
        assert students or len(points) == self.students
        return cost

    def examiner(self, *students):
        """Grade with examiner: students by name, or all."""
        paths = [self.course / "submitted" / student for student in students or ("",)]
        keys = ["--keys", REPO / "autograder_tests", "--output", self.course / "report"]
        command = [BIN / "examiner", "grade", *paths, *keys, "--format", "json", "--fresh"]
        cost = cost_of(command, self.course)
        rows = json.loads((self.course / "report" / "report.json").read_text())["submissions"]
        assert {row["points"] for row in rows} == {self.key.max_points}
        assert len(rows) == len(students or range(self.students))
        return cost

    def plain(self):
        """Run the same cells in a plain Python script."""
        return cost_of([sys.executable, "plain.py", "cells.json", "0"], self.course, _alone())

    def bare(self, forks=5):
        """Return the processor seconds of answers and tests alone, the median of some forks."""
        command = [sys.executable, "plain.py", "cells.json", str(forks)]
        environment = os.environ | _alone()
        printed = subprocess.run(
            command, cwd=self.course, env=environment, capture_output=True, text=True, check=True
        )
        return statistics.median(map(float, printed.stdout.split()))


def _alone():
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    return threads | {"MPLBACKEND": "Agg", "NNCOURSE_DATA": str(REPO / "data")}


def measure(task, students, rounds, folder, bar):
    """Return the figures of a task, by name: seconds, and how many times examiner takes less."""
    bench = Bench(task, students, folder)
    one, each = {}, {}
    for _ in range(rounds):
        for name, run in (
            ("nbgrader", lambda: bench.nbgrader(ONE)),
            ("examiner", lambda: bench.examiner(ONE)),
            ("plain script", bench.plain),
        ):
            one.setdefault(name, []).append(run())
            bar.update()
    one = {name: _median(costs) for name, costs in one.items()}
    for name, run in (("nbgrader", bench.nbgrader), ("examiner", bench.examiner)):
        total = run()
        each[name] = Cost(total.cpu / students, total.wall / students)
        bar.update()
    bare = bench.bare()
    bar.update()
    figures = {f"one, {name}, {kind}": getattr(cost, kind)
               for name, cost in one.items() for kind in ("cpu", "wall")}  # fmt: skip
    figures |= {f"each, {name}, {kind}": getattr(cost, kind)
                for name, cost in each.items() for kind in ("cpu", "wall")}  # fmt: skip
    figures["each, bare cells, cpu"] = bare
    figures["each, overhead, cpu"] = each["examiner"].cpu - bare
    for many, costs in (("one", one), ("each", each)):
        for kind in ("cpu", "wall"):
            ratio = getattr(costs["nbgrader"], kind) / getattr(costs["examiner"], kind)
            figures[f"{many}, times less {kind}"] = ratio
    figures["one, wall beside plain script"] = one["examiner"].wall / one["plain script"].wall
    return {name: round(value, 3) for name, value in figures.items()}


def _median(costs):
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.wall for c in costs))


def show(figures, students):
    """Print the figures of all tasks as two tables."""
    titles = {"one": "One submission, cold: seconds", "each": f"Each of {students}: seconds"}
    for many, title in titles.items():
        table = Table("", *figures, title=title, title_justify="left")
        for name in figures[next(iter(figures))]:
            if name.startswith(f"{many}, "):
                values = (f"{task[name]:.2f}" for task in figures.values())
                table.add_row(name.removeprefix(f"{many}, "), *values)
        Console().print(table)


def main():
    """Measure every task, print the tables and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tasks", nargs="*", default=sample_class.TASKS)
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5, help="of one submission (default: 5)")
    args = parser.parse_args()
    steps = len(args.tasks) * (3 * args.rounds + 3)
    with tempfile.TemporaryDirectory() as folder, tqdm(total=steps, leave=False) as bar:
        figures = {
            task: measure(task, args.students, args.rounds, Path(folder), bar)
            for task in args.tasks
        }
    show(figures, args.students)
    about = {
        "students": args.students,
        "rounds": args.rounds,
        "load_average": round(os.getloadavg()[0], 2),
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
    }
    target = REPO / "build" / "grading.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(about | {"tasks": figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
