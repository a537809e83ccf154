"""The report in the formats that people and other programs read.

Each module has ``write(report, folder)``, which returns the paths that it wrote. All text of a
report is data that a student may have chosen; each format escapes it in its own way.
"""

import argparse
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examiner.errors import ExaminerError

if TYPE_CHECKING:
    from examiner.report import Report

#: Each format and its module, which is imported only when it is asked for.
FORMATS = {
    "table": "table",
    "json": "json_report",
    "junit": "junit",
    "gradescope": "gradescope",
    "csv": "csv_report",
    "moodle": "moodle",
    "canvas": "canvas",
    "markdown": "markdown_report",
    "annotations": "annotations",
    "classroom": "classroom",
    "html": "html_report",
}


def formats(text: str) -> list[str]:
    """Read a list of formats as it stands on the command line.

    Raises
    ------
    ExaminerError
        If there is no such format.

    Examples
    --------
    >>> formats("table, html")
    ['table', 'html']
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in FORMATS:
            raise ExaminerError(
                f"There is no report format {name!r}.",
                f"There are: {', '.join(FORMATS)}. Separate several by commas.",
            )
    return list(dict.fromkeys(names))


def formats_argument(text: str) -> list[str]:
    """Read a list of formats for `argparse`, which has a word of its own for an error."""
    try:
        return formats(text)
    except ExaminerError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def render(report: "Report", format: str, folder: str | Path) -> list[Path]:
    """Write a report.

    Parameters
    ----------
    report
    format
        One of `FORMATS`. The table goes to the standard output, all else into files.
    folder
        Made if it does not exist.

    Returns
    -------
    list of pathlib.Path
        What was written.
    """
    (format,) = formats(format)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = _module(format).write(report, folder)
    return paths


def load(names: Iterable[str]) -> None:
    """Import what some formats need, before there is a report to write."""
    for name in names:
        _module(name)


def _module(name: str) -> Any:
    return import_module(f"{__name__}.{FORMATS[name]}")
