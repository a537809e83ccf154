"""The sample class on a cluster that loses a worker: what ``make demo-cluster`` shows.

``python -m tests.support.cluster_demo FOLDER`` starts a Dask scheduler and two workers on this machine,
grades the class with them, kills one worker as soon as a third of the rows are there, and compares the
rows with who handed something in. It ends with status 1 if one is missing.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from tests.support import sample_class
from tests.support.loopback_cluster import LoopbackCluster


def rows_in(journal):
    """Count the rows that a run has written so far."""
    return journal.read_bytes().count(b'"row"') if journal.exists() else 0


def grade(submitted, output, cluster, *options, kill_after=None):
    """Run ``examiner grade`` on a cluster; return its status and the rows of its report.

    Parameters
    ----------
    submitted, output : pathlib.Path
    cluster : LoopbackCluster
    *options : str
        Of the command.
    kill_after : int, optional
        Kill a worker when so many rows are there.
    """
    command = [Path(sys.executable).parent / "examiner", "grade", submitted, "--output", output]
    command += ["--scheduler", cluster.file, "--fresh", *options]
    run = subprocess.Popen(command)
    while kill_after is not None and run.poll() is None:
        if rows_in(output / "journal.jsonl") >= kill_after:
            cluster.kill_a_worker()
            print(f"One of two workers was killed after {kill_after} rows.", flush=True)
            break
        time.sleep(0.05)
    status = run.wait()
    report = output / "report.json"
    return status, json.loads(report.read_text())["submissions"] if report.exists() else []


def main(folder):
    """Run the demo; return the exit status."""
    submitted = folder / "submitted"
    sample_class.write(submitted)
    handed_in = {(path.parent.parent.name, path.parent.name) for path in submitted.rglob("*.ipynb")}
    options = ("--format", "table,json,html", "--timeout-cell", "5")
    with LoopbackCluster(folder / "cluster") as cluster:
        started = time.monotonic()
        status, rows = grade(
            submitted, folder / "report", cluster, *options, kill_after=len(handed_in) // 3
        )
        seconds = time.monotonic() - started
    missing = handed_in - {(row["student"], row["assignment"]) for row in rows}
    print(
        f"{len(rows)} rows of {len(handed_in)} submissions in {seconds:.0f} s, with one worker lost"
    )
    for student, assignment in sorted(missing):
        print(f"There is no row of {student} for {assignment}.")
    return int(bool(missing) or status not in (0, 3))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
