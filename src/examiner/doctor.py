"""``examiner doctor``: what this machine has for building and grading, and what to do about the rest.

Every part is tried, not looked up: what a kernel of some version should be able to do, a container
may forbid.
"""

import argparse
import ctypes
import ctypes.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from examiner import __version__

#: Packages by the name of their distribution, and whether grading needs them.
_PACKAGES = {"nbgrader": False, "ipython": True, "numpy": False}
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
_NEEDED = (
    "Level A needs user namespaces, or root outside of a container; level B needs Landlock. Both need "
    "libseccomp."
)
_ELSEWHERE = (
    "Grade on Linux, in a container or in WSL2. 'examiner grade --visible-only' works on macOS too; "
    "it runs only the tests that students can see."
)

#: ``missing``: grading cannot do without. ``optional``: absent, and grading works without.
State = Literal["ok", "missing", "optional"]


@dataclass(frozen=True)
class Part:
    """Something that a machine has or lacks.

    Attributes
    ----------
    name
        What it is.
    state
        Whether it is there, and whether grading needs it.
    found
        What was found.
    remedy
        What to do if it is not there; empty otherwise.
    """

    name: str
    state: State
    found: str
    remedy: str = ""


@dataclass
class Diagnosis:
    """What a machine has.

    Attributes
    ----------
    level
        The sandbox level that grading reaches without further options; None if there is none.
    probes
        ``name``, ``passed`` and ``detail`` of everything that was tried in the sandbox; for a level
        that was not reached, one entry that says what stood in the way.
    parts
        Everything else.
    """

    level: str | None = None
    probes: list[dict[str, Any]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def can_grade(self) -> bool:
        """Whether hidden tests can be graded here."""
        return self.level is not None and all(part.state != "missing" for part in self.parts)

    @property
    def verdict(self) -> str:
        """The sentences that sum it up."""
        if self.can_grade:
            return f"Hidden tests can be graded here, at sandbox level {self.level}."
        if self.level is None:
            return f"Hidden tests cannot be graded here: no sandbox.\n{_NEEDED}\n{_ELSEWHERE}"
        missing = [part.name for part in self.parts if part.state == "missing"]
        return f"Hidden tests cannot be graded here. Missing: {', '.join(missing)}."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``examiner doctor``."""
    parser.add_argument(
        "--json", action="store_true", help="Print JSON instead of a table or lines of text."
    )


def run(args: argparse.Namespace) -> int:
    """Carry out ``examiner doctor``; return the exit status, 2 if hidden tests cannot be graded."""
    diagnosis = examine()
    if args.json:
        content = asdict(diagnosis) | {"can_grade_hidden_tests": diagnosis.can_grade}
        print(json.dumps(content, indent=2))
    elif sys.stdout.isatty():
        _print_table(diagnosis)
    else:
        print("\n".join(_lines(diagnosis)))
    return 0 if diagnosis.can_grade else 2


def examine() -> Diagnosis:
    """Try everything that building and grading need on this machine."""
    diagnosis = Diagnosis()
    if sys.platform == "linux":
        diagnosis.level, diagnosis.probes, sandbox = _sandbox()
        state: State = "optional" if diagnosis.level else "missing"
        diagnosis.parts = [sandbox, _libseccomp(), _landlock(state), _user_namespaces(state)]
        diagnosis.parts += [_cgroup()]
    else:
        what = f"not available on {sys.platform}"
        diagnosis.parts = [Part("sandbox", "missing", what, _ELSEWHERE)]
    diagnosis.parts += [*_versions(), *_development_tools()]
    return diagnosis


def _sandbox() -> tuple[str | None, list[dict[str, Any]], Part]:
    """Enter the sandbox as grading does; say which level was reached, and what stopped the others."""
    try:
        from examiner.sandbox import jail, levels

        limits, readable = jail.ResourceLimits(), jail.readable_paths()
        found = levels.find(("A", "B"), readable, limits)
        if found.level:
            return found.level, found.probes, Part("sandbox", "ok", f"level {found.level}")
        with_option = levels.find(("C",), readable, limits)
    except Exception as error:  # a doctor does not fall ill
        what = f"could not be tried ({type(error).__name__}: {error}) on {platform.machine()}"
        return None, [], Part("sandbox", "missing", what, _ELSEWHERE)
    remedy = f"{_NEEDED} {_ELSEWHERE}"
    if with_option.level:
        remedy = f"Grade with --accept-level C if the course is private to root. {remedy}"
    probes = found.probes + ([] if with_option.level else with_option.probes)
    return None, probes, Part("sandbox", "missing", "neither level A nor level B", remedy)


def _libseccomp() -> Part:
    install = "Install it: apt-get install libseccomp2 (Debian, Ubuntu) or dnf install libseccomp."
    name = ctypes.util.find_library("seccomp")
    if name is None:
        return Part("libseccomp", "missing", "not installed", install)

    class Version(ctypes.Structure):
        _fields_ = (("major", ctypes.c_uint), ("minor", ctypes.c_uint), ("micro", ctypes.c_uint))

    library = ctypes.CDLL(name)
    library.seccomp_version.restype = ctypes.POINTER(Version)
    found = library.seccomp_version().contents
    try:
        binding = f", pyseccomp {version('pyseccomp')}"
    except PackageNotFoundError:
        return Part("pyseccomp", "missing", "not installed", "Install it: pip install pyseccomp.")
    return Part("libseccomp", "ok", f"{found.major}.{found.minor}.{found.micro}{binding}")


def _landlock(if_absent: State) -> Part:
    from examiner.sandbox import linux

    try:
        abi = linux.landlock_abi()
    except (ImportError, RuntimeError):  # of pyseccomp, see `_libseccomp`
        found = "could not be tried without libseccomp"
        return Part("Landlock", if_absent, found, "Install libseccomp first.")
    if abi:
        return Part("Landlock", "ok", f"ABI {abi}")
    return Part(
        "Landlock",
        if_absent,
        "not available",
        "Use Linux 5.13 or newer (6.12 to grade at level B without root) with 'landlock' in "
        "/sys/kernel/security/lsm.",
    )


def _user_namespaces(if_absent: State, sysctl: Path = Path("/proc/sys")) -> Part:
    """Make one, in a child process; where that is forbidden, find the setting that forbids it."""
    from examiner.sandbox import linux

    child = os.fork()
    if child == 0:
        try:
            linux.unshare(linux.CLONE_NEWUSER)
        except OSError as error:
            os._exit(error.errno or 1)
        os._exit(0)
    number = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if number == 0:
        return Part("user namespaces", "ok", "allowed")
    settings = {
        "kernel.apparmor_restrict_unprivileged_userns": ("1", "0"),
        "kernel.unprivileged_userns_clone": ("0", "1"),
        "user.max_user_namespaces": ("0", "15000"),
    }
    remedy = "The container forbids them; level B works without them."
    for name, (forbids, allows) in settings.items():
        setting = sysctl / name.replace(".", "/")
        if setting.is_file() and setting.read_text().strip() == forbids:
            remedy = f"Allow them: sudo sysctl -w {name}={allows}"
    return Part("user namespaces", if_absent, f"forbidden ({os.strerror(number)})", remedy)


def _cgroup(process: Path = Path("/proc/self")) -> Part:
    """Look whether this process may make control groups of its own, with memory and pids."""
    remedy = (
        "The engine then counts memory and processes itself. To have the kernel do it, grade in a "
        "scope: systemd-run --user --scope -p Delegate=yes examiner grade ..."
    )
    mounts = [line.split() for line in (process / "mountinfo").read_text().splitlines()]
    roots = [words[4] for words in mounts if words[words.index("-") + 1] == "cgroup2"]
    groups = (process / "cgroup").read_text().splitlines()
    own = [line.removeprefix("0::") for line in groups if line.startswith("0::")]
    folder = Path(roots[0], own[0].lstrip("/")) if roots and own else None
    if folder is None or not (folder / "cgroup.controllers").is_file():
        return Part("cgroup v2", "optional", "not mounted", remedy)
    controllers = {*(folder / "cgroup.controllers").read_text().split()} & {"memory", "pids"}
    with_controllers = f"with {' and '.join(sorted(controllers)) or 'neither memory nor pids'}"
    is_ours = os.access(folder, os.W_OK) and os.access(folder / "cgroup.procs", os.W_OK)
    if is_ours and len(controllers) == 2:
        return Part("cgroup v2", "ok", f"delegated, {with_controllers}")
    found = "delegated" if is_ours else "not delegated"
    return Part("cgroup v2", "optional", f"{found}, {with_controllers}", remedy)


def _versions() -> Iterator[Part]:
    yield Part("system", "ok", f"{platform.system()} {platform.release()} ({platform.machine()})")
    yield Part("Python", "ok", platform.python_version())
    yield Part("examiner", "ok", __version__)
    for package, is_needed in _PACKAGES.items():
        try:
            yield Part(package, "ok", version(package))
        except PackageNotFoundError:
            state: State = "missing" if is_needed else "optional"
            yield Part(package, state, "not installed", f"Install it: pip install {package}.")


def _development_tools() -> Iterator[Part]:
    tools = (
        ("Chromium", _CHROMIUM, "Only the browser tests need it: apt-get install chromium."),
        ("Node", ("node", "nodejs"), "Only development needs it: apt-get install nodejs npm."),
    )
    for name, commands, remedy in tools:
        path = next(filter(None, map(shutil.which, commands)), None)
        if path is None:
            yield Part(name, "optional", "not installed", remedy)
            continue
        try:
            done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30)
            number = re.findall(r"\d[\d.]*", done.stdout)[0]
        except (OSError, subprocess.TimeoutExpired, IndexError):
            yield Part(name, "optional", f"{path} does not start", remedy)
        else:
            yield Part(name, "ok", f"{number} ({path})")


def _lines(diagnosis: Diagnosis) -> Iterator[str]:
    """Lay out a diagnosis for logs and pipes."""
    for part in diagnosis.parts:
        yield f"{part.state:9} {part.name:16} {part.found}"
        if part.remedy:
            yield f"{'':9} {'':16} {part.remedy}"
        if part.name == "sandbox":
            for probe in diagnosis.probes:
                state = "ok" if probe["passed"] else "failed"
                yield f"{'':9} {state:6} {probe['name']}: {probe['detail']}"
    yield ""
    yield from diagnosis.verdict.splitlines()


def _print_table(diagnosis: Diagnosis) -> None:
    """Show a diagnosis on a terminal."""
    from rich import box, print
    from rich.table import Table
    from rich.text import Text

    colours = {"ok": "green", "missing": "red", "optional": "yellow", "failed": "red"}
    parts = Table("State", "Part", "Found", "What to do", box=box.ROUNDED)
    for part in diagnosis.parts:
        state = Text(part.state, style=colours[part.state])
        parts.add_row(state, Text(part.name), Text(part.found), Text(part.remedy))
    probes = Table("State", "Tried in the sandbox", "Outcome", box=box.ROUNDED)
    for probe in diagnosis.probes:
        outcome = "ok" if probe["passed"] else "failed"
        state = Text(outcome, style=colours[outcome])
        probes.add_row(state, Text(probe["name"]), Text(probe["detail"]))
    print(parts)
    if diagnosis.probes:
        print(probes)
    print(Text(diagnosis.verdict, style="bold"))
