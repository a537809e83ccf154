"""A Dask cluster of this machine's own: a scheduler and workers on loopback, each a process."""

import contextlib
import os
import signal
import subprocess
import sys
import time


class LoopbackCluster:
    """A scheduler and workers; ended when it is left.

    Parameters
    ----------
    folder : pathlib.Path
        For the scheduler file, logs and what workers write.
    workers : int
    threads : int
        Of each worker: submissions that it grades at the same time.
    preload : str, optional
        A module or file that workers run when they start.
    failures : int
        How often a task may lose its worker before it counts as what kills workers.

    Attributes
    ----------
    file : pathlib.Path
        The scheduler file: what ``examiner grade --scheduler`` takes.
    workers : list of subprocess.Popen
    """

    def __init__(self, folder, workers=2, *, threads=1, preload=None, failures=3):
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "scheduler.json"
        self.file.unlink(missing_ok=True)
        self._folder, self._logs = folder, []
        self._environment = os.environ | {
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures),
            "PYTHONWARNINGS": "default",
        }
        self._scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
            "--scheduler-file", self.file,
        )  # fmt: skip
        self.workers = []
        for number in range(workers):
            more = ("--preload", preload) if preload else ()
            self.workers.append(
                self._start(
                    "worker", "--scheduler-file", self.file, "--no-nanny", "--no-dashboard",
                    "--nthreads", threads, "--name", f"worker-{number}", "--memory-limit", "0",
                    "--host", "127.0.0.1", "--local-directory", folder / "scratch", *more,
                )
            )  # fmt: skip
        self._wait()

    def _start(self, what, *options):
        log = (self._folder / f"{what}-{len(self._logs)}.log").open("wb")
        self._logs.append(log)
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *map(str, options)]
        return subprocess.Popen(
            command, stdout=log, stderr=log, env=self._environment, start_new_session=True
        )

    def _wait(self):
        """Wait until all workers are there."""
        from distributed import Client

        until = time.monotonic() + 120
        while not self.file.exists():
            assert self._scheduler.poll() is None, self.log()
            assert time.monotonic() < until, self.log()
            time.sleep(0.1)
        with Client(scheduler_file=str(self.file), set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=120)

    def log(self):
        """Return what the scheduler and the workers said."""
        return "\n".join(path.read_text() for path in sorted(self._folder.glob("*.log")))

    def kill_a_worker(self):
        """End the first worker as a machine that fails would: at once."""
        self.workers[0].send_signal(signal.SIGKILL)
        self.workers[0].wait()

    def close(self):
        """End all of it."""
        for process in (*self.workers, self._scheduler):
            process.terminate()
        for process in (*self.workers, self._scheduler):
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            if process.poll() is None:
                process.kill()
                process.wait()
        for log in self._logs:
            log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
