"""The report in the forms that people and other programs read.

Each module has ``write(report, folder)``, which returns the paths that it wrote. All text of a
report is data that a student may have chosen; each form escapes it in its own way.
"""

from importlib import import_module
from pathlib import Path

from examiner.errors import ExaminerError

#: Each form and its module, which is imported only when it is asked for.
FORMATS = {
    "table": "table",
    "json": "plain_json",
    "junit": "junit",
    "gradescope": "gradescope",
    "csv": "spreadsheet",
    "markdown": "summary",
    "html": "pages",
}


def formats(text):
    """Read a list of forms as it stands on the command line.

    Raises
    ------
    ExaminerError
        If there is no such form.

    Examples
    --------
    >>> formats("table, html")
    ['table', 'html']
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in FORMATS:
            raise ExaminerError(
                f"There is no report in the form {name!r}.",
                f"There are: {', '.join(FORMATS)}; several with commas between them.",
            )
    return list(dict.fromkeys(names))


def render(report, format, folder):
    """Write a report.

    Parameters
    ----------
    report : examiner.report.Report
    format : str
        One of `FORMATS`. The table goes to the standard output, all else into files.
    folder : str or pathlib.Path
        Made if it does not exist.

    Returns
    -------
    list of pathlib.Path
        What was written.
    """
    (format,) = formats(format)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return import_module(f"{__name__}.{FORMATS[format]}").write(report, folder)
