"""The old import path of `examiner.nbgrader_plugin`, kept for configurations of existing courses."""

from examiner.nbgrader_plugin import FEEDBACK_PREPROCESSORS, PREPROCESSORS

__all__ = ["FEEDBACK_PREPROCESSORS", "PREPROCESSORS"]
