"""Is this machine ready for the course? Each check says what was found and how to fix it."""

import contextlib
import html
import importlib.metadata
import os
import platform
import tempfile
from dataclasses import dataclass
from pathlib import Path

import traitlets
from IPython.display import display
from packaging.requirements import InvalidRequirement, Requirement

from nncourse import data, progress
from nncourse.kit import CourseWidget, script, static
from nncourse.table import html_table

_PROJECT = "building-neural-networks"
#: The extra of pyproject.toml with what lessons and tasks need.
_EXTRA = "course"

_UPDATE = (
    "Stop JupyterLab, install the course again as START-HERE.html says (where you have make: "
    "make env), and start JupyterLab again."
)


@dataclass(frozen=True)
class Check:
    """The outcome of one check.

    Attributes
    ----------
    name : str
        What was checked.
    passed : bool
    found : str
        What was found.
    remedy : str
        What to do if it did not pass.
    """

    name: str
    passed: bool
    found: str
    remedy: str = ""


def show():
    """Check this set-up and show one line for each check, with a remedy where one is needed."""
    found = checks()
    rows = [
        ["✓" if check.passed else "✗", html.escape(check.name), html.escape(_words(check))]
        for check in found
    ]
    plain = [
        f"{'ok' if check.passed else 'FAULT'} {check.name}: {_words(check)}" for check in found
    ]
    display({"text/html": html_table(rows), "text/plain": "\n".join(plain)}, raw=True)
    display(WidgetCheck())


def checks():
    """Run the checks that need no page.

    Returns
    -------
    list of Check
    """
    return [check_python(), check_packages(), *map(check_data, data.CHECKSUMS), check_progress()]


def check_python():
    """Check the version of Python against the one that the course needs."""
    try:
        needed = importlib.metadata.metadata(_PROJECT)["Requires-Python"]
    except importlib.metadata.PackageNotFoundError:
        needed = ""
    found = f"{platform.python_implementation()} {platform.python_version()}"
    passed = not needed or Requirement(f"python{needed}").specifier.contains(
        platform.python_version(), prereleases=True
    )
    return Check("Python", passed, found, f"The course needs Python {needed}. {_UPDATE}")


def check_packages():
    """Check the installed packages against the ranges that the course asks for."""
    try:
        wanted = importlib.metadata.requires(_PROJECT) or []
    except importlib.metadata.PackageNotFoundError:
        return Check("Packages", False, "the course itself is not installed", _UPDATE)
    right: list[str] = []
    wrong: list[str] = []
    for line in wanted:
        with contextlib.suppress(InvalidRequirement):
            requirement = Requirement(line)
            if not _applies(requirement):
                continue
            fault, version = _fault(requirement)
            (wrong if fault else right).append(fault or f"{requirement.name} {version}")
    if wrong:
        return Check("Packages", False, "; ".join(wrong), _UPDATE)
    return Check("Packages", True, ", ".join(right))


def _applies(requirement):
    """Tell whether the course needs a package on this system."""
    return not requirement.marker or requirement.marker.evaluate({"extra": _EXTRA})


def check_data(name):
    """Check that a data set is there and is the published one."""
    try:
        path = data.data_path(name)
    except data.DataError as error:
        return Check(f"Data: {name}", False, str(error))
    size = path.stat().st_size / 1e6
    return Check(f"Data: {name}", True, f"complete and unchanged, {size:.1f} MB")


def check_progress():
    """Check that the learner's progress can be kept beside the notebooks."""
    folder = progress.path().parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Check(
            "Progress",
            False,
            f"cannot be kept: {error.strerror}",
            "The lessons work all the same. To keep your answers, copy the course to a folder "
            "that you may write to.",
        )
    return Check("Progress", True, f"kept in {_near_home(progress.path())}")


class WidgetCheck(CourseWidget):
    """The last line of the check, drawn by the page itself: if it shows, widgets load.

    The page then asks Python for an answer, which shows that the way back works too.
    """

    _esm = script(Path(__file__).parent / "setup_check.js")

    answered = traitlets.Bool(False).tag(sync=True)

    def __init__(self):
        super().__init__()
        self.on_msg(self._receive)

    def _receive(self, _, content, __):
        if content == "ping":
            self.answered = True

    def stand_in(self):
        """Return the remedy, for front ends without widgets."""
        text = f"FAULT Interactive parts do not load here. {_UPDATE}"
        return static.paragraph(text), text


def _fault(requirement):
    """Return what is wrong with an installed package, or "", and its version."""
    try:
        version = importlib.metadata.version(requirement.name)
    except importlib.metadata.PackageNotFoundError:
        return f"{requirement.name} is missing", ""
    if requirement.specifier.contains(version, prereleases=True):
        return "", version
    return f"{requirement.name} is {version}, but the course needs {requirement.specifier}", version


def _words(check):
    return check.found if check.passed or not check.remedy else f"{check.found}. {check.remedy}"


def _near_home(path):
    """Return a path as a learner would say it."""
    with contextlib.suppress(ValueError, RuntimeError):
        return str(Path("~") / path.relative_to(Path.home()))
    return os.fspath(path)
