"""What runs in the workers of a cluster: a run's keys, and fork servers that grade with them."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import distributed
from distributed import WorkerPlugin

from examiner.errors import ExaminerError
from examiner.grading.fingerprint import Software
from examiner.grading.pool import ForkServerPool
from examiner.key import Key
from examiner.report import Engine, Result
from examiner.submission.reader import Submission

#: How long a worker that has just joined waits for the keys.
_KEYS_SECONDS = 30
CHECK_CLUSTER = (
    "Look at the logs of the scheduler and the workers, then run the same command again."
)


class RunPlugin(WorkerPlugin):
    """The keys of a run on a worker. Dask hands it to each worker once, to those that join later, too.

    Parameters
    ----------
    pool
        The arguments of the worker's `ForkServerPool`.
    """

    def __init__(self, pool: dict[str, Any]) -> None:
        self._arguments = pool

    def setup(self, worker: object) -> None:
        """Get ready on a worker; fork servers start with the first submission."""
        self.pool = ForkServerPool(**self._arguments)
        self.keys: dict[Path, Key] = {key.path: key for key in self._arguments["keys"]}

    def teardown(self, worker: object) -> None:
        """End the fork servers: the run is over, or the worker."""
        self.pool.abandon()
        self.pool.__exit__()


def _run(name: str) -> RunPlugin:
    """Return the keys of a run, which a worker that has just joined gets before its first task."""
    worker = distributed.get_worker()
    until = time.monotonic() + _KEYS_SECONDS
    while name not in worker.plugins and time.monotonic() < until:
        time.sleep(0.1)
    run = worker.plugins.get(name)
    if not isinstance(run, RunPlugin):
        raise ExaminerError(f"The worker {worker.address} did not get the keys.", CHECK_CLUSTER)
    return run


def describe_engine(name: str, first: Path) -> Engine:
    """Start the fork server of a key on a worker, and describe its engine."""
    run = _run(name)
    return run.pool.describe_engine(run.keys[first])


def grade(
    name: str,
    software: Software,
    level: str | None,
    key: Path | Key,
    submission: Submission,
    student: str,
    files: Mapping[str, bytes],
    seed: str | None,
) -> Result:
    """Grade a submission on a worker, if it is like those that the run began with."""
    run = _run(name)
    known = key if isinstance(key, Key) else run.keys[key]
    if run.pool.software != software or run.pool.describe_engine(known)["level"] != level:
        raise ExaminerError(
            f"The worker {distributed.get_worker().address} joined during the run and has other "
            "versions of packages, or another level of the sandbox, than the first ones.",
            "Use workers of one kind, and run the same command again.",
        )
    return run.pool.grade(known, submission, student, files, seed)
