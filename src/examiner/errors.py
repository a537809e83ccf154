"""Errors that a person can act on."""


class ExaminerError(Exception):
    """What went wrong, where, and what to do about it.

    Parameters
    ----------
    message : str
        What happened, and where.
    remedy : str
        What to do.
    """

    def __init__(self, message, remedy=""):
        super().__init__(f"{message}\n{remedy}" if remedy else message)
        self.message = message
        self.remedy = remedy


class NoSandboxError(ExaminerError):
    """No level of isolation that was accepted can be had on this machine."""


def printable(text, longest=500):
    """Make text of unknown origin fit for one line of a report or a terminal.

    Examples
    --------
    >>> printable("a" + chr(27) + "[31m" + chr(10) + "b")
    'a [31m b'
    """
    shown = "".join(char if char.isprintable() else " " for char in text[: 4 * longest])
    shown = " ".join(shown.split())
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
