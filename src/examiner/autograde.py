"""The import path of `examiner.nbgrader_plugin` before version 0.2, kept for course configurations."""

from examiner.nbgrader_plugin import FEEDBACK_PREPROCESSORS, PREPROCESSORS

__all__ = ["FEEDBACK_PREPROCESSORS", "PREPROCESSORS"]
