"""examiner builds and grades nbgrader assignments; student code and tests never share a process.

The commands ``examiner build`` and ``examiner grade`` are functions here::

    from examiner import build, grade

    build(".")  # make release/ and autograder_tests/ from source/
    report = grade(["submitted"], "autograder_tests")
    for result in report.results:
        print(result.student, result.assignment, result.points, result.reason)

`build` is `examiner.authoring.build.build`, and `grade` is `examiner.grading.run.grade_class`: their
docstrings name all arguments. Both raise `ExaminerError` if they cannot start; whatever a
submission does, it has a row in the `Report`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from examiner.authoring.build import build
    from examiner.authoring.course import Course
    from examiner.errors import ExaminerError, NoSandboxError
    from examiner.grading.limits import TimeLimits
    from examiner.grading.run import grade_class as grade
    from examiner.report import Report, Result
    from examiner.sandbox.jail import ResourceLimits

__all__ = [
    "Course",
    "ExaminerError",
    "NoSandboxError",
    "Report",
    "ResourceLimits",
    "Result",
    "TimeLimits",
    "__version__",
    "build",
    "grade",
]

#: The version of the distribution too (``pyproject.toml`` reads it here). It goes into every report.
__version__ = "0.1.0"

#: Where each public name is. It is imported only when it is used, so that ``import examiner`` costs
#: nothing, grading never imports nbgrader, and the fork server imports nothing that it does not run.
_PLACES = {
    "Course": "examiner.authoring.course:Course",
    "ExaminerError": "examiner.errors:ExaminerError",
    "NoSandboxError": "examiner.errors:NoSandboxError",
    "Report": "examiner.report:Report",
    "ResourceLimits": "examiner.sandbox.jail:ResourceLimits",
    "Result": "examiner.report:Result",
    "TimeLimits": "examiner.grading.limits:TimeLimits",
    "build": "examiner.authoring.build:build",
    "grade": "examiner.grading.run:grade_class",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _PLACES[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
