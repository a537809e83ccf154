"""``make bench``: what grading costs, side by side with nbgrader, written into ``results.md``.

All parts take about a quarter of an hour on two processors; each can be run alone, and then takes the
place of its own figures only. Run it on a machine that does nothing else.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.parts import PARTS
from benchmarks.results import about, save
from tests.support import sample_class


def main():
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__.splitlines()[0]
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", choices=[*PARTS, []],
        help=f"Which parts to run: {', '.join(PARTS)} (default: all of them).",
    )  # fmt: skip
    parser.add_argument("--tasks", nargs="+", default=list(sample_class.TASKS))
    parser.add_argument("--rounds", type=int, default=3, help="of one submission (default: 3)")
    parser.add_argument("--classes", nargs="+", type=int, default=[10, 20, 100], metavar="N")
    parser.add_argument("--scale", nargs="+", type=int, default=[100, 1000], metavar="N")
    parser.add_argument(
        "--cluster", type=int, default=100, metavar="N", help="class of the cluster"
    )
    parser.add_argument(
        "--all", action="store_true",
        help="Have nbgrader grade a hundred of Tasks 15 and 16, too: 15 minutes more.",
    )  # fmt: skip
    options = parser.parse_args()
    for name in options.parts or PARTS:
        measured, started = about(), time.monotonic()
        print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            figures = PARTS[name](options, Path(folder))
        save(name, figures, measured)
        print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    print("Written: benchmarks/results.md, benchmarks/results.json, README.md")


if __name__ == "__main__":
    main()
