"""The fork servers of a run, one per key."""

import contextlib
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

from examiner import __version__
from examiner.errors import ExaminerError, NoSandboxError
from examiner.grading.course_folder import course_root, data_folders, private_folders
from examiner.grading.workers import ForkServer, ForkServerDied
from examiner.key import Key
from examiner.report import Engine, Probe
from examiner.sandbox.jail import ResourceLimits


class ForkServerPool:
    """The fork servers of a run, each started when the first submission needs it.

    Parameters
    ----------
    keys
    levels
        Sandbox levels to accept, best first.
    limits
    private
        What no submission may be able to read, beside the keys and the rest of their courses.
    """

    def __init__(
        self,
        keys: Sequence[Key],
        levels: Sequence[str],
        limits: ResourceLimits,
        private: Iterable[str | Path],
    ) -> None:
        self._levels, self._limits = levels, limits
        self._private = [*private_folders(keys), *(Path(path).absolute() for path in private)]
        self._first = keys[0]
        self._servers: dict[Path, ForkServer | ExaminerError] = {}
        self._locks = {key.path: threading.Lock() for key in keys}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers.values():
            if isinstance(server, ForkServer):
                server.close()

    def abandon(self) -> None:
        """Have everything killed that still runs."""
        for server in list(self._servers.values()):
            if isinstance(server, ForkServer):
                server.abandon()

    def describe_engine(self, *, sandbox_needed: bool) -> Engine:
        """Start a fork server, and describe the engine for the report.

        Raises
        ------
        NoSandboxError
            If no sandbox level is available although one is needed.
        """
        level, probes = "none", list[Probe]()
        try:
            server = self.of(self._first)
            level, probes = server.level, server.probes
        except NoSandboxError as error:
            if sandbox_needed:
                raise
            probes = [{"name": "sandbox", "passed": False, "detail": error.message}]
        except ExaminerError:
            pass  # the rows of this key will say so; another key may work
        return {"version": __version__, "level": level, "probes": probes}

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

    def _start(self, key: Key) -> ForkServer | ExaminerError:
        """Start a fork server; once more if something on this machine killed it."""
        try:
            with contextlib.suppress(ForkServerDied):
                return self._new(key)
            return self._new(key)
        except ExaminerError as error:
            return error

    def _new(self, key: Key) -> ForkServer:
        return ForkServer(
            key,
            levels=self._levels,
            limits=self._limits,
            readable=data_folders(course_root(key)),
            private=self._private,
        )
