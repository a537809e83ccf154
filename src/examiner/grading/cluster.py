"""A pool on a cluster: the workers of a Dask scheduler grade, each with fork servers of its own.

The driver's part of the engine runs in the workers, so they are trusted as this process is. What is
handed in, rows and the journal stay here: a worker gets the text of a submission and returns a result,
and keeps nothing on its disk.
"""

import contextlib
import hashlib
import logging
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any, Self

from examiner.errors import ExaminerError
from examiner.grading.fingerprint import Software, installed_software
from examiner.grading.fork_server import read_beside
from examiner.grading.limits import TimeLimits
from examiner.key import Key
from examiner.report import Engine, Result
from examiner.sandbox.jail import ResourceLimits
from examiner.submission.reader import Submission

try:
    from distributed import Client, Future, KilledWorker

    from examiner.grading.cluster_worker import CHECK_CLUSTER, RunPlugin, describe_engine, grade
except ImportError as error:
    raise ExaminerError(
        f"--scheduler needs the package distributed, which cannot be imported: {error}.",
        "Install it with: pip install 'distributed>=2025.1'",
    ) from error

_CONNECT_SECONDS = 30
#: A queue or an autoscaler may take its time to start the first worker, or another one.
_WITHOUT_WORKERS_SECONDS = 120
_BETWEEN_LOOKS = 5.0


class ClusterPool:
    """The workers of a Dask scheduler.

    Parameters
    ----------
    scheduler
        Its address, the path of its scheduler file, or a client that is connected to it.
    keys, levels, limits, private, times, visible_only
        As for `ForkServerPool`.
    run
        Names the run: the next one of the same name takes the place of one that was killed.

    Raises
    ------
    ExaminerError
        If there is no such scheduler, no worker, or the workers differ from each other.
    """

    def __init__(
        self,
        scheduler: str | Client,
        keys: Sequence[Key],
        levels: Sequence[str],
        limits: ResourceLimits,
        private: Sequence[str | Path],
        *,
        times: TimeLimits,
        visible_only: bool,
        run: str | None = None,
    ) -> None:
        self._client = scheduler if isinstance(scheduler, Client) else _connect(scheduler)
        self._is_own = self._client is not scheduler
        try:
            self._await_workers(scheduler)
            self.software = _agreed(self._client.run(installed_software))
            # Some more than there are threads, so that no worker waits for us, or for others to join.
            threads = sum(self._client.nthreads().values())
            self.jobs, self.undisturbed = max(16, 2 * threads), max(1, threads // 2)
        except BaseException:
            self._close()
            raise
        self._keys = {key.path: key for key in keys}
        self._plugin = RunPlugin(
            {
                "keys": keys,
                "levels": levels,
                "limits": limits,
                "private": [str(Path(path).absolute()) for path in private],
                "times": times,
                "visible_only": visible_only,
                "beside": {key.path: read_beside(key) for key in keys},
            }
        )
        name = hashlib.sha256((run or self._client.id).encode()).hexdigest()[:16]
        self._name = f"examiner-{name}"
        self._level: str | None = None
        self._lock = threading.Lock()
        self._futures = set[Future[Any]]()
        self._alone_since: float | None = None
        self._over: ExaminerError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client.status == "running":
            with contextlib.suppress(OSError, ValueError, TimeoutError):  # it may have gone by now
                self._client.unregister_worker_plugin(self._name)
        self._close()

    def _close(self) -> None:
        if self._is_own:
            self._client.close()

    def _await_workers(self, scheduler: str | Client) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_WITHOUT_WORKERS_SECONDS)
        except TimeoutError as error:
            raise ExaminerError(
                f"The scheduler {scheduler} has no worker.",
                "Start workers, for example with: dask worker ADDRESS",
            ) from error

    def get_ready(self, key: Key) -> None:
        """Do nothing: workers get all keys with the first task."""

    def describe_engine(self, first: Key) -> Engine:
        """Send the keys, start a fork server on every worker, and describe the engine; see `Pool`."""
        self._client.register_plugin(self._plugin, name=self._name)
        asked = {
            worker: self._client.submit(
                describe_engine, self._name, first.path, workers=[worker], pure=False
            )
            for worker in self._client.nthreads()
        }
        engines: dict[str, Engine] = {worker: self._wait(asked[worker]) for worker in asked}
        engine = _of_one_level(engines)
        self._level = engine["level"]
        return engine

    def grade(
        self,
        key: Key,
        submission: Submission,
        student: str,
        files: Mapping[str, bytes],
        seed: str | None,
    ) -> Result:
        """Have a worker grade a submission; see `Pool`."""
        with self._lock:
            if self._over:
                raise self._over
            # The workers have the keys as they are in the course.
            sent = key.path if key == self._keys.get(key.path) else key
            what = (sent, submission, student, dict(files), seed)
            future = self._client.submit(
                grade, self._name, self.software, self._level, *what, pure=False
            )
            self._futures.add(future)
        try:
            return self._wait(future)  # type: ignore[no-any-return]
        finally:
            with self._lock:
                self._futures.discard(future)
            future.release()

    def _wait(self, future: "Future[Any]") -> Any:
        """Wait for what a worker does, as long as there are workers."""
        try:
            while True:
                try:
                    # An error of the task is returned here, so that only the waiting can time out.
                    if future.exception(timeout=_BETWEEN_LOOKS) is not None:
                        break
                    return future.result(timeout=_BETWEEN_LOOKS)
                except TimeoutError:
                    self._check_workers()
            return future.result()
        except KilledWorker as error:
            raise ExaminerError(
                f"Each of the {error.allowed_failures + 1} workers of the cluster that tried to grade "
                "this submission ended while it did.",
                "Most often a machine had too little memory: give workers more than --memory for each "
                "of their threads. The log of the cluster says why they ended.",
            ) from error
        except CancelledError as error:
            raise self._lost() from error

    def _check_workers(self) -> None:
        """Give up the run if there have been no workers for a long time.

        Raises
        ------
        ExaminerError
        """
        with self._lock:
            if self._over:
                raise self._over
        try:
            there = self._client.nthreads()
        except (OSError, CancelledError) as error:
            raise self._lost() from error
        with self._lock:
            now = time.monotonic()
            if there:
                self._alone_since = None
            elif self._alone_since is None:
                self._alone_since = now
            elif now - self._alone_since > _WITHOUT_WORKERS_SECONDS:
                self._over = ExaminerError(
                    f"The cluster has had no worker for {_WITHOUT_WORKERS_SECONDS} seconds.",
                    CHECK_CLUSTER,
                )
                raise self._over

    def _lost(self) -> ExaminerError:
        """Note that nothing more can be graded."""
        with self._lock:
            if self._over is None:
                self._over = ExaminerError(
                    "The connection to the scheduler was lost.", CHECK_CLUSTER
                )
            return self._over

    def abandon(self) -> None:
        """Give up what was not graded yet; the workers end it when this pool is left."""
        with self._lock:
            self._over = ExaminerError("The grading was interrupted.", "Run the command again.")
            futures = list(self._futures)
        with contextlib.suppress(OSError, CancelledError):
            self._client.cancel(futures, force=True)


def _connect(scheduler: str) -> Client:
    # What it would report with a traceback, such as a scheduler that is gone, becomes a row.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        if Path(scheduler).is_file():
            return Client(scheduler_file=scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
        return Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError, RuntimeError) as error:
        raise ExaminerError(
            f"There is no Dask scheduler at {scheduler}: {error}.",
            "Start one with 'dask scheduler', and give its address, such as tcp://10.0.0.1:8786.",
        ) from error


def _agreed(software: Mapping[str, Software]) -> Software:
    """Return what all workers grade with."""
    first, here = next(iter(software.values())), installed_software()
    if odd := [worker for worker, found in software.items() if found != first]:
        raise ExaminerError(
            f"Workers of the cluster have other versions of Python or of packages: {', '.join(odd)}.",
            "Give all workers the same environment, or marks would depend on chance.",
        )
    if first["engine"] != here["engine"]:
        raise ExaminerError(
            f"The workers have examiner {first['engine']}, this machine has {here['engine']}.",
            "Install the same version on both.",
        )
    return first


def _of_one_level(engines: Mapping[str, Engine]) -> Engine:
    """Return the engine of all workers, which must reach the same level of the sandbox."""
    first = next(iter(engines.values()))
    if any(engine["level"] != first["level"] for engine in engines.values()):
        raise ExaminerError(
            "The workers of the cluster reach different levels of the sandbox: "
            + ", ".join(f"{engine['level']} at {worker}" for worker, engine in engines.items())
            + ".",
            "Use workers of one kind; 'examiner doctor' on a worker's machine says what it lacks.",
        )
    return first
