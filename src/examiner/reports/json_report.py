"""``report.json``: everything that was found out, as ``report.schema.json`` describes it."""

from pathlib import Path

from examiner.errors import ExaminerError
from examiner.report import Report


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``report.json``."""
    path = folder / "report.json"
    path.write_text(report.to_json(), encoding="utf-8")
    return [path]


def earlier_report(folder: str | Path) -> Report | None:
    """Read the report that an earlier run left in a folder, if this version can read it."""
    try:
        return read_report(Path(folder))
    except ExaminerError:
        return None


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
