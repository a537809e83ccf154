"""Where the submissions of a run are graded: any pool; here the one of this machine's fork servers."""

import contextlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, Self

from examiner import __version__
from examiner.errors import ExaminerError, NoSandboxError
from examiner.grading import session
from examiner.grading.course_folder import course_root, data_folders, private_folders
from examiner.grading.fingerprint import Software, installed_software
from examiner.grading.fork_server import Files, ForkServer, ForkServerDied
from examiner.grading.limits import TimeLimits
from examiner.grading.server_process import ServerProcess
from examiner.key import Key
from examiner.report import Engine, Probe, Result
from examiner.sandbox.jail import ResourceLimits
from examiner.sentences import repairs
from examiner.submission.reader import Submission


class Pool(Protocol):
    """Where the submissions of a run are graded.

    Attributes
    ----------
    jobs
        Submissions at the same time.
    undisturbed
        As many of them as do not slow each other down.
    software
        What they are graded with.
    """

    jobs: int
    undisturbed: int
    software: Software

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None:
        """Leave nothing that runs."""

    def get_ready(self, key: Key) -> None:
        """Hear that a submission for a key was read; may be called from several threads."""

    def describe_engine(self, first: Key) -> Engine:
        """Get ready to grade submissions for a key, and describe the engine for the report.

        Raises
        ------
        NoSandboxError
            If no sandbox level is available although one is needed.
        ExaminerError
            If nothing can be graded.
        """

    def grade(
        self,
        key: Key,
        submission: Submission,
        student: str,
        files: Mapping[str, bytes],
        seed: str | None,
    ) -> Result:
        """Grade a submission; may be called from several threads.

        Parameters
        ----------
        key, submission, student
        files
            What was handed in beside the notebook, by relative path.
        seed
            What the tests draw follows from it.

        Raises
        ------
        ExaminerError
            If it cannot be graded, through no fault of its own.
        """

    def abandon(self) -> None:
        """Have everything killed that still runs."""


class ForkServerPool:
    """A fork server per key on this machine, each started when the first submission needs it.

    Parameters
    ----------
    keys
    levels
        Sandbox levels to accept, best first.
    limits
    private
        What no submission may be able to read, beside the keys and the rest of their courses.
    times
    visible_only
        Run only the tests that students can see; where there is no sandbox, without one.
    jobs
    beside
        The files beside the keys, by the path of the key, if they are not to be read from there.
    process
        One that was started ahead: the fork server of the first submission that has been read.
    """

    def __init__(
        self,
        keys: Sequence[Key],
        levels: Sequence[str],
        limits: ResourceLimits,
        private: Iterable[str | Path],
        *,
        times: TimeLimits,
        visible_only: bool,
        jobs: int = 1,
        beside: Mapping[Path, Files] | None = None,
        process: ServerProcess | None = None,
    ) -> None:
        self.jobs, self.software = jobs, installed_software()
        self.undisturbed = max(1, jobs // 2)  # two processors are often threads of one core
        self._times, self._visible_only, self._beside = times, visible_only, beside or {}
        self._levels, self._limits = levels, limits
        self._private = [*private_folders(keys), *(Path(path).absolute() for path in private)]
        self._keys, self._process = keys, process
        self._ahead: threading.Thread | None = None
        self._servers: dict[Path, ForkServer | ExaminerError] = {}
        self._lock = threading.Lock()
        self._locks = {key.path: threading.Lock() for key in keys}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process and self._ahead and self._ahead.is_alive():  # nothing is graded after all
            self._process.kill()
            self._ahead.join()
        for server in self._servers.values():
            if isinstance(server, ForkServer):
                server.close()

    def abandon(self) -> None:
        """Have everything killed that still runs."""
        for server in list(self._servers.values()):
            if isinstance(server, ForkServer):
                server.abandon()

    def get_ready(self, key: Key) -> None:
        """Start the first fork server while other submissions are read; see `Pool`."""
        with self._lock:
            if self._process and self._ahead is None:
                self._ahead = threading.Thread(target=self._start_ahead, args=(key,))
                self._ahead.start()

    def describe_engine(self, first: Key) -> Engine:
        """Start a fork server, and describe the engine for the report; see `Pool`."""
        level, probes = "none", list[Probe]()
        for key in (first, *self._keys):
            try:
                server = self.of(key)
                level, probes = server.level, server.probes
            except NoSandboxError as error:
                if not self._visible_only:
                    raise
                probes = [{"name": "sandbox", "passed": False, "detail": error.message}]
            except ExaminerError:
                continue  # the rows of this key will say so; another key may work
            break
        return {"version": __version__, "level": level, "probes": probes}

    def grade(
        self,
        key: Key,
        submission: Submission,
        student: str,
        files: Mapping[str, bytes],
        seed: str | None,
    ) -> Result:
        """Grade a submission; see `Pool`."""
        try:
            fork_server = self.of(key)
        except NoSandboxError:
            if not self._visible_only:
                raise
            from examiner.grading.unsandboxed import grade_unsandboxed

            result = grade_unsandboxed(key, submission, student, times=self._times)
            if files:
                result.notices.append(repairs.unused_files(list(files)))
            return result
        return session.grade(
            fork_server,
            key,
            submission,
            student,
            times=self._times,
            visible_only=self._visible_only,
            files=files,
            seed=seed,
        )

    def of(self, key: Key) -> ForkServer:
        """Return the fork server of a key; the error of its start is raised each time again."""
        with self._locks[key.path]:
            server = self._servers.get(key.path)
            if isinstance(server, ForkServer) and not server.is_running:
                server.close()  # something on this machine killed it
                server = None
            if server is None:
                server = self._servers[key.path] = self._start(key)
        if isinstance(server, ExaminerError):
            raise server
        return server

    def _start_ahead(self, key: Key) -> None:
        """Start the first server; where that fails, `of` tries again and tells why."""
        with self._locks[key.path], contextlib.suppress(ExaminerError):
            if key.path not in self._servers:
                self._servers[key.path] = self._new(key, self._process)

    def _start(self, key: Key) -> ForkServer | ExaminerError:
        """Start a fork server; once more if something on this machine killed it."""
        try:
            with contextlib.suppress(ForkServerDied):
                return self._new(key)
            return self._new(key)
        except ExaminerError as error:
            return error

    def _new(self, key: Key, process: ServerProcess | None = None) -> ForkServer:
        return ForkServer(
            key,
            levels=self._levels,
            limits=self._limits,
            readable=data_folders(course_root(key)),
            private=self._private,
            beside=self._beside.get(key.path),
            process=process,
        )
