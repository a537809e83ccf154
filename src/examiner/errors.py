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
