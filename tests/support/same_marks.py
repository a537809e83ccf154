"""Whether anything but the answers decides a mark: how many are graded at once, the machine's load.

``python -m tests.support.same_marks [--rows 200] [--load 16]`` grades a class of different answers one
by one, eight at once, and eight at once beside programs that do nothing but compute. It prints how
many rows differ and ends with status 1 if any does.
"""

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from examiner.authoring.bank import read_bank
from examiner.grading.limits import TimeLimits
from examiner.grading.run import grade_class
from tests.support import REPO, sample_class

TASK = "task14"
TIMES = TimeLimits(cell=2, submission=60)
#: Added to the first answer of every third student: what a busy machine could turn into a timeout.
SLOW = (
    "import time\nuntil = time.process_time() + 1\nwhile time.process_time() < until:\n    pass",
    "import time\ntime.sleep(1)",
    "while True:\n    pass",
    "import os, time\nif os.fork() == 0:\n    until = time.process_time() + 0.5\n"
    "    while time.process_time() < until:\n        pass\n    os._exit(0)\nos.wait()",
)
#: A spinning program ends by itself after this many seconds, whatever becomes of us.
_LONGEST = 600


def write_class(folder, rows):
    """Hand in a class: reference answers with up to three wrong ones of the answer bank each."""
    wrong = [case.name for case in read_bank(REPO / "tests" / "answers", TASK) if not case.is_right]
    for number in range(rows):
        # Spread over the bank, however large it is.
        places = ((number + part / 3) * len(wrong) / rows for part in range(number % 4))
        chosen = {name.split("/")[2]: name for name in (wrong[int(place)] for place in places)}
        notebook = sample_class.answered(TASK, tuple(chosen.values()))
        if number % 3 == 2:
            first = sample_class.answer_cells(notebook)[0]
            first.source += "\n\n" + SLOW[number // 3 % len(SLOW)]
        place = folder / f"s{number:03}" / TASK
        place.mkdir(parents=True)
        nbformat.write(notebook, place / f"{TASK}.ipynb")


def marks(folder, jobs):
    """Grade a class; return how each student's row ended and what each test gave, by name.

    Sentences are left out: some show numbers that a test drew afresh.
    """
    report = grade_class([folder], REPO / "autograder_tests", times=TIMES, jobs=jobs)
    return {
        row.student: (row.status, row.reason, {test.grade_id: test.points for test in row.tests})
        for row in report.results
    }


@contextlib.contextmanager
def load(programs):
    """Keep the machine busy with programs that compute at our own priority."""
    code = (
        f"import time\nuntil = time.monotonic() + {_LONGEST}\nwhile time.monotonic() < until: pass"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(programs)]
    try:
        yield
    finally:
        for program in running:
            program.kill()
            program.wait()


def differing(one, other):
    """List the students whose marks differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main():
    """Grade the class in each way and print what differs."""
    parser = argparse.ArgumentParser(description="Look for marks that depend on the machine.")
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--load", type=int, default=16, help="0 leaves the third way out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "submitted")
        write_class(folder, args.rows)
        found = {}
        ways = [("1 job", 1, 0), ("8 jobs", 8, 0), ("8 jobs, busy machine", 8, args.load)]
        for name, jobs, programs in ways if args.load else ways[:2]:
            started = time.monotonic()
            with load(programs):
                found[name] = marks(folder, jobs)
            print(
                f"{name}: {len(found[name])} rows, {time.monotonic() - started:.0f} s", flush=True
            )
    for row in found["1 job"].values():
        assert row[0] in ("graded", "timeout"), row
    bad = 0
    for name in [*found][1:]:
        names = differing(found["1 job"], found[name])
        bad += len(names)
        print(f"{name}: {len(names)} of {args.rows} rows differ from those with 1 job")
        for student in names:
            print(f"  {student}: {found['1 job'][student]}\n    {found[name].get(student)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
