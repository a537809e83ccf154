"""``examiner grade``: every submission of a class, each by two processes in the sandbox."""

import argparse
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from examiner import __version__
from examiner.errors import ExaminerError, NoSandboxError
from examiner.grading import session
from examiner.grading.course_folder import check_private, data_folder, private_folders
from examiner.grading.workers import ForkServer
from examiner.key import find_keys
from examiner.report import Report, Result
from examiner.reports import formats, render
from examiner.sandbox.jail import ResourceLimits
from examiner.submission import discovery
from examiner.submission.reader import SubmissionError

UNVERIFIED = "Only the visible tests were run: these points are not verified."


def add_arguments(parser):
    """Declare the arguments of ``examiner grade`` on an `argparse.ArgumentParser`."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH",
        help="a notebook, a student's folder, or a tree submitted/<student>/<assignment>/",
    )  # fmt: skip
    parser.add_argument(
        "--keys", default="autograder_tests", metavar="DIR",
        help="the keys made by 'examiner build' (default: autograder_tests)",
    )  # fmt: skip
    parser.add_argument(
        "--output", default="report", metavar="DIR", help="where reports go (default: report)"
    )
    parser.add_argument(
        "--format", default="table,json", metavar="NAMES", type=_formats,
        help="table, json, junit, gradescope, markdown, html, csv (default: table,json)",
    )  # fmt: skip
    seconds = {"type": _positive(float), "metavar": "S"}
    parser.add_argument(
        "--timeout-cell", default=30, help="seconds that one cell may take (default: 30)", **seconds
    )
    parser.add_argument(
        "--timeout",
        default=300,
        help="seconds that a submission may take (default: 300)",
        **seconds,
    )
    parser.add_argument(
        "--memory", default=2048, type=_positive(int), metavar="MB",
        help="memory of all processes of a submission together (default: 2048)",
    )  # fmt: skip
    parser.add_argument(
        "--jobs", default=os.cpu_count(), type=_positive(int), metavar="N",
        help="submissions graded at the same time (default: one a processor)",
    )  # fmt: skip
    parser.add_argument(
        "--visible-only", action="store_true",
        help="run only the tests that students can see; works without a sandbox",
    )  # fmt: skip
    parser.add_argument(
        "--accept-level", choices=["C"], metavar="C",
        help="be content with sandbox level C (no Landlock), if the course is private to root",
    )  # fmt: skip


def _positive(kind):
    def read(text):
        if not (value := kind(text)) > 0:
            raise ValueError
        return value

    read.__name__ = f"positive {kind.__name__}"
    return read


def _formats(text):
    try:
        return formats(text)
    except ExaminerError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def run(args):
    """Carry out ``examiner grade``; return the exit status, 3 if some rows need a look."""
    limits = ResourceLimits(memory=args.memory << 20, cpu=int(args.timeout) + 1)
    times = session.TimeLimits(args.timeout_cell, args.timeout)
    levels = ("A", "B", "C") if args.accept_level else ("A", "B")
    report = grade_class(
        args.paths, args.keys, times=times, limits=limits, levels=levels, jobs=args.jobs,
        visible_only=args.visible_only, progress=True,
    )  # fmt: skip
    written = [path for name in args.format for path in render(report, name, args.output)]
    if pages := [path for path in written if path.name in ("index.html", "report.json")]:
        print("Written: " + ", ".join(str(path) for path in pages))
    return report.exit_status


def grade_class(
    paths, keys="autograder_tests", *, times=None, limits=None, levels=("A", "B"), jobs=1,
    visible_only=False, progress=False,
):  # fmt: skip
    """Grade everything that is found under some paths.

    Parameters
    ----------
    paths : sequence of path
        Notebooks, students' folders, or folders of students.
    keys : path
        The folder of the keys.
    times : examiner.grading.session.TimeLimits, optional
    limits : examiner.sandbox.jail.ResourceLimits, optional
    levels : sequence of {"A", "B", "C"}
        Sandbox levels to accept, best first.
    jobs : int
        Submissions at the same time.
    visible_only : bool
        Run only what students can see of the tests; where there is no sandbox, without one.
    progress : bool
        Show a bar on a terminal.

    Returns
    -------
    Report
        A row for everything found, in the order of the names, whatever the submissions did.

    Raises
    ------
    ExaminerError
        If the run cannot start: no keys, no such path, no sandbox.
    """
    known = find_keys(keys)
    found = discovery.discover(paths, known)
    if "C" in levels:
        check_private(known)
    with _ForkServers(
        known, levels, limits or ResourceLimits(), visible_only, paths
    ) as fork_servers:
        engine = fork_servers.try_one()
        classroom = _Classroom(known, fork_servers, times or session.TimeLimits(), visible_only)
        with ThreadPoolExecutor(jobs) as pool:
            rows = pool.map(classroom.row, found)
            if progress and sys.stderr.isatty():
                from tqdm import tqdm  # costs as much as a tenth of a submission

                rows = tqdm(rows, "grading", len(found), leave=False, unit="submission")
            results = list(rows)
    return Report(engine, results)


class _ForkServers:
    """The fork servers of a run, one a key, started when the first submission needs it."""

    def __init__(self, keys, levels, limits, visible_only, paths):
        self._levels, self._limits, self._visible_only = levels, limits, visible_only
        self._private = [*private_folders(keys), *(Path(path).absolute() for path in paths)]
        self._first = keys[0]
        self._running, self._locks = {}, {key.path: threading.Lock() for key in keys}

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for fork_server in self._running.values():
            if isinstance(fork_server, ForkServer):
                fork_server.close()

    def try_one(self):
        """Start a fork server; describe the engine for the report."""
        level, probes = "none", []
        try:
            fork_server = self.of(self._first)
            level, probes = fork_server.level, fork_server.probes
        except NoSandboxError as error:
            if not self._visible_only:
                raise
            probes = [{"name": "sandbox", "passed": False, "detail": error.message}]
        except ExaminerError:
            pass  # the rows of this key will say so; another key may work
        return {"version": __version__, "level": level, "probes": probes}

    def of(self, key):
        """Return the fork server of a key; the error of its start is raised each time again."""
        with self._locks[key.path]:
            if key.path not in self._running:
                try:
                    self._running[key.path] = ForkServer(
                        key,
                        levels=self._levels,
                        limits=self._limits,
                        readable=data_folder(key),
                        private=self._private,
                    )
                except ExaminerError as error:
                    self._running[key.path] = error
        if isinstance(self._running[key.path], ExaminerError):
            raise self._running[key.path]
        return self._running[key.path]


class _Classroom:
    """Makes the row of each submission."""

    def __init__(self, keys, fork_servers, times, visible_only):
        self._keys, self._fork_servers = keys, fork_servers
        self._times, self._visible_only = times, visible_only

    def row(self, found):
        """Grade one submission; everything that can go wrong becomes a row with a reason."""
        try:
            submission, key, notices = discovery.admit(found, self._keys)
        except SubmissionError as error:
            return self._refused(found, "refused", error)
        try:
            result = self._grade(key, submission, found.student)
        except ExaminerError as error:
            return self._refused(found, "error", error)
        except Exception as error:  # our own fault: no other row may suffer
            what = ExaminerError(
                f"The engine failed ({type(error).__name__}: {error}).",
                "Please report this; the other rows are not affected.",
            )
            return self._refused(found, "error", what)
        result.notices[:0] = notices
        if self._visible_only:
            result.notices.insert(0, UNVERIFIED)
        return result

    def _grade(self, key, submission, student):
        try:
            fork_server = self._fork_servers.of(key)
        except NoSandboxError:
            if not self._visible_only:
                raise
            from examiner.grading.unsandboxed import grade_unsandboxed

            return grade_unsandboxed(key, submission, student, times=self._times)
        return session.grade(
            fork_server,
            key,
            submission,
            student,
            times=self._times,
            visible_only=self._visible_only,
        )

    def _refused(self, found, status, error):
        named = (key for key in self._keys if key.assignment == found.assignment)
        key = found.key or next(named, None)
        return Result(
            student=found.student,
            assignment=found.assignment,
            notebook=key.notebook if key else None,
            status=status,
            reason=error.message,
            remedy=error.remedy,
            max_points=key.max_points if key else 0,
        )
