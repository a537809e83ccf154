"""``report.json``: everything that was found out, as ``report.schema.json`` describes it."""

import contextlib
import shutil
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.report import Report

_KEPT = "report-before-stop.json"


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``report.json``."""
    path = folder / "report.json"
    path.write_text(report.to_json(), encoding="utf-8")
    return [path]


def earlier_report(folder: str | Path) -> Report | None:
    """Read the last complete report in a folder, if this version can read it."""
    for name in (_KEPT, "report.json"):
        with contextlib.suppress(ExaminerError):
            return read_report(Path(folder, name))
    return None


def keep_report(folder: str | Path) -> None:
    """Keep the last complete report, before that of a run that was stopped replaces it.

    The run that goes on is compared with it, as an undisturbed one would be.
    """
    report, kept = Path(folder, "report.json"), Path(folder, _KEPT)
    if report.exists() and not kept.exists():
        shutil.copyfile(report, kept)


def forget_kept_report(folder: str | Path) -> None:
    """Remove what `keep_report` kept: the run is complete."""
    Path(folder, _KEPT).unlink(missing_ok=True)


def read_report(path: Path) -> Report:
    """Read ``report.json``, or the one in a folder.

    Raises
    ------
    ExaminerError
        If there is none, or it is of another version.
    """
    path = path / "report.json" if path.is_dir() else path
    try:
        return Report.from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExaminerError(
            f"The report {path} cannot be read: {error.strerror}.",
            "Name the report.json of a run, or the folder that it lies in.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExaminerError(
            f"{path} is not a report of this version of examiner.",
            "Grade again with 'examiner grade --format json', and compare with that.",
        ) from error
