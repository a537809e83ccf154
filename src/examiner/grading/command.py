"""``examiner grade``: its options, and what it does with them."""

import argparse
import contextlib
import os
import sys
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.grading.old_releases import POLICIES
from examiner.grading.server_process import ServerProcess
from examiner.reports import formats_argument, pass_mark
from examiner.reports.folder import JOURNAL, check_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``examiner grade``."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH",
        help="A notebook, a student's folder, a folder of students such as submitted/<student>/<assignment>/ "
        "or <assignment>/<student>/, or the zip archive that a learning platform made of one.",
    )  # fmt: skip
    parser.add_argument(
        "--student", metavar="REGEX",
        help="A regular expression that finds the student in the path of each notebook below PATH, with the "
        "groups student, id, assignment and attempt. Names of Moodle, Canvas, Blackboard, Brightspace, Google "
        "Classroom, Gradescope and nbgrader's exchange are known without it.",
    )  # fmt: skip
    parser.add_argument(
        "--roster", metavar="CSV",
        help="The class list, with the columns id, name, email and extensions: rows get the names and ids in "
        "it. An extension is 2 days, or 2026-12-05 23:59, or task14=2 days; task15=1 week.",
    )  # fmt: skip
    parser.add_argument(
        "--due", action="append", default=[], metavar="WHEN",
        help="The deadline, such as '2026-11-30 23:59' or '2026-11-30 23:59 Europe/Berlin'; of one assignment: "
        "'task14=2026-11-30 23:59'. May be given several times. Late work loses what the late penalty of "
        "nbgrader_config.py says.",
    )  # fmt: skip
    parser.add_argument(
        "--manual-points", metavar="CSV",
        help="Points that a person gave, with the columns student, assignment, grade_id, points and comment.",
    )  # fmt: skip
    parser.add_argument(
        "--gradebook", metavar="URL",
        help="nbgrader's gradebook, such as sqlite:///gradebook.db or postgresql://user@host/name: writes scores, "
        "comments and executed notebooks for Formgrader and nbgrader's commands; points given by hand in "
        "Formgrader are kept, and come into the report.",
    )  # fmt: skip
    parser.add_argument(
        "--keys", default="autograder_tests", metavar="DIR",
        help="The folder of autograder keys made by 'examiner build' (default: autograder_tests).",
    )  # fmt: skip
    parser.add_argument(
        "--output",
        default="report",
        metavar="DIR",
        help="The folder that reports are written to (default: report).",
    )
    parser.add_argument(
        "--fresh", action="store_true",
        help="Grade everything again. Without it, a run continues where the last one in the same output folder "
        "stopped, and grades only what has changed since.",
    )  # fmt: skip
    parser.add_argument(
        "--format", default="table,json", metavar="NAMES", type=formats_argument,
        help="One or more of table, json, junit, gradescope, markdown, html, csv, moodle, canvas, annotations and classroom, with commas "
        "between them (default: table,json).",
    )  # fmt: skip
    parser.add_argument(
        "--timeout-cell", default=30, type=float, metavar="S",
        help="Seconds of processor time that one cell may take (default: 30). Sleeping counts too; waiting "
        "for a busy machine does not. Ten times as much wall time ends the cell in any case.",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", default=300, type=float, metavar="S",
        help="Seconds that a submission may take, counted in the same way (default: 300).",
    )  # fmt: skip
    parser.add_argument(
        "--memory", default=2048, type=int, metavar="MB",
        help="Memory of all processes of a submission together (default: 2048).",
    )  # fmt: skip
    parser.add_argument(
        "--max-size", default=20, type=float, metavar="MB",
        help="Size of a notebook without its outputs, which do not count (default: 20).",
    )  # fmt: skip
    parser.add_argument(
        "--jobs", default=processors(), type=positive_integer, metavar="N",
        help="Number of submissions graded at the same time (default: one per processor).",
    )  # fmt: skip
    parser.add_argument(
        "--scheduler", metavar="ADDRESS",
        help="Grade on a cluster: the address of a Dask scheduler, such as tcp://10.0.0.1:8786, or the file that "
        "it wrote with --scheduler-file. As many submissions are graded at the same time as its workers have "
        "threads. Needs the optional package distributed.",
    )  # fmt: skip
    parser.add_argument(
        "--visible-only", action="store_true",
        help="Run only the tests that students can see. This works without a sandbox, too, but then the code "
        "runs with your rights: it can read and change what you can, and the exit status is 3.",
    )  # fmt: skip
    parser.add_argument(
        "--require-two-processes", action="store_true",
        help="Refuse keys whose tests have to share a process with the answers.",
    )  # fmt: skip
    parser.add_argument(
        "--added-questions", default=POLICIES[0], choices=POLICIES, metavar="POLICY",
        help="What happens to questions that were added after the release that a notebook came from: drop (the "
        "default) leaves them out of its maximum, zero counts them as 0. Such a row needs review.",
    )  # fmt: skip
    parser.add_argument(
        "--seed", metavar="SEED",
        help="Reproduce a submission's random numbers: the seed of its row in report.json. Without it, each "
        "submission gets a seed of its own, which cannot be predicted.",
    )  # fmt: skip
    pass_mark.add_arguments(parser)
    parser.add_argument(
        "--accept-level", choices=["C"], metavar="C",
        help="Accept sandbox level C (no Landlock) too, if the course is private to root.",
    )  # fmt: skip


def processors() -> int:
    """Return how many processors this process may use; on a cluster, not all of the machine."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def positive_integer(text: str) -> int:
    """Read a number of things at the same time for `argparse`."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _keys(args: argparse.Namespace) -> str:
    """Return where the keys are: for a student, who has none, in the notebook itself."""
    alone = args.visible_only and len(args.paths) == 1 and args.paths[0].endswith(".ipynb")
    if alone and not Path(args.keys).exists() and args.keys == "autograder_tests":
        return str(args.paths[0])
    return str(args.keys)


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner grade``; return the exit status, 3 if some rows need review."""
    with contextlib.ExitStack() as stack:
        process, known = None, Path(args.output, JOURNAL).exists() and not args.fresh
        if not known and not args.scheduler and sys.platform == "linux":  # else perhaps for nothing
            process = stack.enter_context(ServerProcess())
        return _run(args, process)


def _run(args: argparse.Namespace, process: ServerProcess | None) -> int:
    # All this is imported while the process starts.
    from examiner.grading.course_folder import course_parts
    from examiner.grading.limits import TimeLimits, resource_limits, size_limits
    from examiner.grading.rows import Interrupted
    from examiner.grading.run import grade_class
    from examiner.reports import load, render
    from examiner.reports.gradescope import write_not_graded
    from examiner.reports.json_report import earlier_report, forget_kept_report, keep_report

    args.keys = _keys(args)
    check_folder(args.output, [*args.paths, *course_parts(args.keys)])
    stopped = None
    try:
        times = TimeLimits(args.timeout_cell, args.timeout)
        report = grade_class(
            args.paths, args.keys, times=times, limits=resource_limits(times, args.memory),
            levels=("A", "B", "C") if args.accept_level else ("A", "B"), jobs=args.jobs,
            visible_only=args.visible_only, progress=True, student=args.student, roster=args.roster,
            manual_points=args.manual_points, gradebook=args.gradebook, output=args.output,
            fresh=args.fresh, scheduler=args.scheduler,
            require_two_processes=args.require_two_processes, added_questions=args.added_questions,
            seed=args.seed, due=args.due, sizes=size_limits(args.max_size), process=process,
            meanwhile=lambda: load(args.format),
        )  # fmt: skip
    except Interrupted as interruption:
        report, stopped = interruption.report, interruption
    except KeyboardInterrupt:
        how = "interrupted before a report was written. Run the same command again to go on."
        raise KeyboardInterrupt(how) from None
    except Exception:
        if "gradescope" in args.format:  # it waits for its file, whatever happens
            write_not_graded(Path(args.output))
        raise
    report.earlier = earlier_report(args.output)  # before it is replaced
    # What goes to the terminal comes last: whoever reads it may have gone away.
    ordered = sorted(args.format, key=lambda name: name == "table")
    try:
        if stopped:
            keep_report(args.output)
        else:
            forget_kept_report(args.output)
        written = [path for name in ordered for path in render(report, name, args.output)]
        if "table" in args.format and report.earlier:
            from examiner.reports.compare_command import show_since

            show_since(report)
        if pages := [path for path in written if path.name in ("index.html", "report.json")]:
            print("Written: " + ", ".join(str(path) for path in pages), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise ExaminerError(
            f"The report could not be written to {args.output}: {error.strerror}.",
            "Make room there, or name another folder with --output DIR.",
        ) from error
    if stopped:
        raise stopped
    return pass_mark.exit_status(report, args.fail_under, args.fail_on_review)
