"""CSV files of the instructor's, as spreadsheets of any country write them."""

from pathlib import Path

from examiner.errors import ExaminerError


def read_csv(path: str | Path, unreadable: str, remedy: str) -> tuple[list[str], str]:
    r"""Read a file for the module ``csv``.

    Parameters
    ----------
    path
    unreadable, remedy
        The beginning of the message if it cannot be read, and what to do.

    Returns
    -------
    lines : list of str
    delimiter : {",", ";", "\t"}
        The one that the first line has most of.

    Raises
    ------
    ExaminerError
        If it cannot be read, or is not UTF-8.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise ExaminerError(f"{unreadable} cannot be read: {error}.", remedy) from error
    head = text.partition("\n")[0]
    return text.splitlines(), max(",;\t", key=head.count)
