"""All attacks in one run of ``examiner grade``, each between two honest submissions."""

import html
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.support import attack_course

_HERE = Path(__file__).parent
FORMATS = "table,json,junit,gradescope,markdown,html,csv"
#: Short, for a quick suite; honest answers need a hundredth of it.
LIMITS = ("--timeout-cell", "3", "--timeout", "25", "--memory", "1024", "--jobs", "2")


#: An ordinary user, whom nothing belongs to.
USER = 54321


@dataclass(frozen=True)
class Place:
    """Where and as whom the engine runs.

    Attributes
    ----------
    level : {"A", "B", "C"}
        The best level that is left there.
    ordinary : bool
        Whether root runs it as an ordinary user; else as whoever runs the tests.
    needs : tuple of str
        The doors that are open in every test cell.
    """

    level: str
    ordinary: bool = False
    needs: tuple = ()


class Run:
    """What one run over some attacks came to.

    Parameters
    ----------
    place : Place
    cases : list of attacks.Attack

    Attributes
    ----------
    cases : list of attacks.Attack
    report : dict
        ``report.json``.
    rows : dict of str to dict
        By student.
    pages : dict of str to str
        HTML by student.
    reports : dict of str to str
        Everything that was written or printed, by the name of the file.
    secrets : dict of str to str
    left : dict
        What was left behind: ``processes`` (number), ``files`` and ``changed`` (names).
    """

    def __init__(self, place, cases):
        self.cases = cases
        # Not pytest's: other users must be able to pass through, and paths must be short.
        with tempfile.TemporaryDirectory(prefix="attacks-", dir="/tmp") as folder:
            os.chmod(folder, 0o755)
            self._run(Path(folder), place, cases)

    def _run(self, folder, place, cases):
        course = attack_course.Course(folder / "course", place.needs)
        for number, attack in enumerate(cases):
            course.hand_in_honest(f"{number:03}-honest")
            course.hand_in(f"{number:03}-{attack.name}", attack.submission())
        course.hand_in_honest(f"{len(cases):03}-honest")
        temporary = folder / "tmp"
        temporary.mkdir(mode=0o755)
        if place.level == "C":  # what the engine asks for there; data are read in the sandbox
            for path in course.folder.iterdir():
                path.chmod(0o755 if path.name == "data" else 0o700)
        if place.ordinary:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, USER, USER, follow_symlinks=False)
        before = course.state()
        command = [f"{Path(sys.executable).parent}/examiner", "grade", str(course.submitted)]
        command += ["--keys", str(course.keys), "--output", str(folder / "report")]
        command += ["--format", FORMATS, *LIMITS]
        command += ["--accept-level", "C"] if place.level == "C" else []
        if place.level != "A" or place.ordinary:
            wrapper = [sys.executable, str(_HERE / "container.py"), "--level", place.level]
            command = [*wrapper, *(["--user", str(USER)] if place.ordinary else []), *command]
        count = folder / "left"
        done = subprocess.run(
            [sys.executable, str(_HERE / "orphans.py"), str(count), *command],
            capture_output=True, text=True, errors="replace", cwd=course.folder,
            env=os.environ | course.environment | {"TMPDIR": str(temporary), "HOME": str(folder)},
        )  # fmt: skip
        self.secrets, self.status = course.secrets, done.returncode
        assert (folder / "report" / "report.json").exists(), done.stderr[-2000:]
        self.report = json.loads((folder / "report" / "report.json").read_text())
        self.rows = {row["student"]: row for row in self.report["submissions"]}
        self.reports = {"printed": done.stdout, "errors": done.stderr}
        for path in sorted((folder / "report").rglob("*")):
            if path.is_file():
                self.reports[str(path.relative_to(folder / "report"))] = path.read_text()
        self.pages = {}
        for name, text in self.reports.items():
            if name.startswith("submissions"):
                title = html.unescape(re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1])
                self.pages[next(s for s in self.rows if s in title)] = text
        shared = list(Path("/dev/shm").glob("*kestrel*"))
        wild = [path for place in ("/tmp", "/var/tmp") for path in Path(place).glob("*kestrel*")]
        self.left = {
            "processes": int(count.read_text()),
            "files": [path.name for path in (*temporary.iterdir(), *shared, *wild)],
            "changed": sorted({k for k, _ in before.items() ^ course.state().items()}),
        }

    def row(self, attack):
        """Return the row of an attack."""
        return self.rows[f"{self.cases.index(attack):03}-{attack.name}"]

    def neighbours(self, attack):
        """Return the rows of the honest submissions before and after an attack."""
        number = self.cases.index(attack)
        return [self.rows[f"{place:03}-honest"] for place in (number, number + 1)]
