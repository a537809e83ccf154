"""CSV files of the instructor's, as spreadsheets of any country write them."""

import csv
import io
from pathlib import Path

from examiner.errors import ExaminerError


def read_csv(path: str | Path, called: str, remedy: str) -> list[tuple[int, list[str]]]:
    """Read the records of a file that has a line of headings; empty lines are left out.

    Commas, semicolons or tabs are between the cells, whatever the headings have most of.

    Parameters
    ----------
    path
    called, remedy
        What messages call the file, and what to do if it is no text.

    Returns
    -------
    list of (int, list of str)
        The number of the line in which each record begins, and its cells. The first holds the
        headings; an empty file has one without any.

    Raises
    ------
    ExaminerError
        If it cannot be read, is not UTF-8, or has a quote that is never closed.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise ExaminerError(f"{called} cannot be read: {error}.", remedy) from error
    head = text.lstrip("\n").partition("\n")[0]
    # Strict, since a quote that is never closed would swallow the lines below it.
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    records, line = list[tuple[int, list[str]]](), 1
    try:
        for cells in reader:
            if cells:
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ExaminerError(
            f"{called}, line {line} cannot be read: {error}.",
            "Close the quotes around each cell, and write a quote inside of one twice.",
        ) from error
    return records or [(1, [])]
