"""``examiner render``: hold a report against its schema, and write it in other formats.

A CI system runs it in a job of its own: the job that ran the students' code is not trusted with
what this one may do.
"""

import argparse
import json
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.report import Report, Result, schema
from examiner.reports import FORMATS, formats_argument, pass_mark, render
from examiner.reports.folder import check_folder
from examiner.safe_text import one_line

#: A report of a class has some MB; more is not read.
_MOST_BYTES = 200_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``examiner render``."""
    parser.add_argument("report", metavar="REPORT", help="A report.json, or the folder it lies in.")
    parser.add_argument(
        "--format", default="table", metavar="NAMES", type=formats_argument,
        help=f"One or more of {', '.join(FORMATS)}, with commas between them (default: table). Pages have no "
        "cells of the students: those are not part of report.json.",
    )  # fmt: skip
    parser.add_argument(
        "--output", default="rendered", metavar="DIR",
        help="The folder that files are written to (default: rendered).",
    )  # fmt: skip
    pass_mark.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner render``; return the exit status that grading would have."""
    report = read_valid(Path(args.report))
    check_folder(args.output, [])
    for name in args.format:
        render(report, name, args.output)
    return pass_mark.exit_status(report, args.fail_under, args.fail_on_review)


def read_valid(path: Path) -> Report:
    """Read a report that nobody vouches for.

    Raises
    ------
    ExaminerError
        If it cannot be read, or is not what the schema describes.
    """
    from jsonschema import Draft202012Validator

    path = path / "report.json" if path.is_dir() else path
    remedy = "Grade again with 'examiner grade --format json' of the same version."
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ExaminerError(f"The report {path} is too large: more than 200 MB.", remedy)
        document = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
    except OSError as error:
        raise ExaminerError(
            f"The report {path} cannot be read: {error.strerror}.",
            "Name the report.json of a run, or the folder that it lies in.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise ExaminerError(f"{path} is not JSON: {error}.", remedy) from error
    for fault in Draft202012Validator(schema()).iter_errors(document):
        place = one_line("/".join(str(it) for it in fault.absolute_path)) or "the top"
        raise ExaminerError(
            f"{path} is not a valid report: {fault.validator} is not met at {place}.", remedy
        )
    return Report(document["engine"], [Result.from_dict(row) for row in document["submissions"]])


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number of JSON")
