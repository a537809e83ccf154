"""``report.json``: everything that was found out, as ``report.schema.json`` describes it."""

from pathlib import Path

from examiner.report import Report


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``report.json``."""
    path = folder / "report.json"
    path.write_text(report.to_json(), encoding="utf-8")
    return [path]
