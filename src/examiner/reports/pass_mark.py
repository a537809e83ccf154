"""When a run counts as failed: options and exit status of ``examiner grade`` and ``render``."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from examiner.report import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--fail-under`` and ``--fail-on-review``."""
    parser.add_argument(
        "--fail-under", type=_percent, metavar="PERCENT",
        help="Exit with status 1 if a submission has less than this percentage of the points that are decided.",
    )  # fmt: skip
    parser.add_argument(
        "--fail-on-review", action="store_true",
        help="Exit with status 1, not 3, if a row needs review.",
    )  # fmt: skip


def _percent(text: str) -> float:
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = -1
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 100")
    return value


def exit_status(report: "Report", fail_under: float | None, fail_on_review: bool) -> int:
    """Return the exit status of a run: that of the report, or 1 where it should fail.

    Parameters
    ----------
    report
    fail_under
        Percent that every submission has to reach of what was decided so far: points that are
        still to be given by hand do not count.
    fail_on_review
        Whether a row that needs review is a failure.
    """
    if fail_on_review and any(result.needs_review for result in report.results):
        return 1
    for result in report.results:
        decided = result.max_points - result.manual_points
        if fail_under is not None and 100 * result.points < fail_under * decided:
            return 1
    return report.exit_status
