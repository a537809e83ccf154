"""Every command of docs/instructors.md is run, in the order of the page, in an empty folder."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from tests.support import REPO

PAGE = (REPO / "docs" / "instructors.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
#: Exit statuses that the page speaks of: a row needs review, or a mark differs.
ALLOWED = {"examiner grade": {0, 3}, "examiner compare": {1}}


CHOICES = re.findall(r"^(?:rate|rows) = .*# examiner: .*$", PAGE, re.MULTILINE)


class Course:
    """What instructor and students do between the commands, in the folder that the page makes."""

    def __init__(self, root):
        self.root = root / "physics"
        self.student = root / "student"

    def answer(self, path, source, essay="No: one of them may be far off once.", given=None):
        """Write a submission made of the release, or of what else was given to a student."""
        given = given or self.root / "release" / "ps1" / "ps1.ipynb"
        notebook = nbformat.read(given, as_version=4)
        for cell in notebook.cells:
            cell.source = {"mean-absolute-error": source, "essay": essay}.get(cell.id, cell.source)
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)

    def bank(self, name):
        return (self.root / "tests/answers/ps1" / name).read_text()

    def before(self, command, run):
        """Do what the page says should be done before a command."""
        right = "right/mean_absolute_error/loop.py"
        if command == "nbgrader collect ps1":
            self.student.mkdir()
            run("nbgrader fetch_assignment ps1 --course physics", self.student)
            fetched = nbformat.read(self.student / "ps1" / "ps1.ipynb", as_version=4)
            assert fetched.metadata.examiner.release.version == 1, "the exchange has the stamp"
            self.answer(self.student / "ps1" / "ps1.ipynb", self.bank(right))
            run("nbgrader submit ps1 --course physics", self.student)
        elif command.startswith("examiner grade moodle.zip"):
            wrong = self.bank("wrong/mean_absolute_error/rounds.py")
            self.answer(self.student / "moodle" / "ps1.ipynb", wrong)
            name = "Jane Doe_12345_assignsubmission_file_/ps1.ipynb"
            with zipfile.ZipFile(self.root / "moodle.zip", "w") as archive:
                archive.write(self.student / "moodle" / "ps1.ipynb", name)
        elif command.startswith("examiner grade ps1-submissions"):
            clone = self.root / "ps1-submissions" / "ps1-ada" / "release" / "ps1" / "ps1.ipynb"
            self.answer(clone, self.bank(right))
        elif (
            command
            == "examiner grade submitted --manual-points points.csv --format table,json,html"
        ):
            (name,) = [path.name for path in (self.root / "submitted").iterdir()]
            lines = f"student,assignment,grade_id,points,comment\n{name},ps1,essay,1,Good.\n"
            (self.root / "points.csv").write_text(lines)
        elif command == "cp -r report report-before":
            path = self.root / "source" / "ps1" / "ps1.ipynb"
            notebook = nbformat.read(path, as_version=4)
            (test,) = [cell for cell in notebook.cells if cell.id.endswith("error-more")]
            test.metadata.nbgrader.points = 3  # worth more than it was
            nbformat.write(notebook, path)
        elif command == "examiner build ps2":
            path = self.root / "source" / "ps2" / "ps2.ipynb"
            notebook = nbformat.read(path, as_version=4)
            (setup,) = [cell for cell in notebook.cells if cell.id == "setup"]
            setup.source = "\n".join([setup.source, *CHOICES])
            (test,) = [cell for cell in notebook.cells if cell.id == "test-mean-absolute-error"]
            test.source += "\nassert mean_absolute_error([0.0, *rows], [rate, *rows]) == rate / 4"
            nbformat.write(notebook, path)
            (self.root / "students.csv").write_text("id,name\nada,Ada Lovelace\nben,Ben B.\n")
        elif command.startswith("examiner grade ps2-submitted"):
            for name in ("ada", "ben"):
                given = self.root / "variants" / name / "ps2" / "ps2.ipynb"
                path = self.root / "ps2-submitted" / name / "ps2" / "ps2.ipynb"
                self.answer(path, self.bank(right), given=given)
        elif command.startswith("examiner grade exports"):
            self.answer(self.root / "exports" / "ps1" / "ada_17" / "ps1.ipynb", self.bank(right))


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """Run the page; give its course and what each command printed."""
    root = tmp_path_factory.mktemp("instructor")
    (root / "exchange").mkdir()
    (root / "exchange").chmod(0o777)
    (root / "jupyter").mkdir()
    settings = f"c = get_config()\nc.Exchange.root = {str(root / 'exchange')!r}\n"
    (root / "jupyter" / "nbgrader_config.py").write_text(settings)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = os.environ | {"PATH": path, "JUPYTER_CONFIG_DIR": str(root / "jupyter")}
    env |= {"PYTHONWARNINGS": "ignore"}  # nbgrader's own
    printed = []

    def run(command, folder):
        done = subprocess.run(
            shlex.split(command), cwd=folder, env=env, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        allowed = ALLOWED.get(" ".join(command.split()[:2]), {0})
        assert done.returncode in allowed, f"{command}\n{done.stdout}"
        printed.append((command, done.stdout))

    course, folder = Course(root), root
    for command in COMMANDS:
        course.before(command, run)
        if command.startswith("cd "):
            folder = folder / command.split()[1]
        else:
            run(command, folder)
    return course, dict(printed)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("cp"), reason="the page is for Linux and macOS")
def test_the_page_leads_from_an_empty_folder_to_marks(done):
    course, printed = done
    assert len(COMMANDS) >= 20
    report = json.loads((course.root / "report" / "report.json").read_text())
    (row,) = report["submissions"]
    assert (row["points"], row["max_points"], row["needs_manual"]) == (5, 5, [])
    assert "4" in printed["examiner compare report-before report"]
    assert (course.root / "report" / "moodle" / "ps1.csv").is_file()
    assert (course.root / "report" / "index.html").is_file()
    assert (course.root / "ps1.zip").is_file()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("cp"), reason="the page is for Linux and macOS")
def test_each_way_to_collect_gives_marks(done):
    course, _ = done
    found = []
    for name in ("report-moodle", "report-classroom"):
        (row,) = json.loads((course.root / name / "report.json").read_text())["submissions"]
        found.append((row["student"], row["points"]))
    assert found == [("Jane Doe", 1), ("ada", 3)]
    assert "ps1" in (course.root / "grades.csv").read_text()
    assert list((course.root / "feedback").glob("*/ps1/ps1.html"))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("cp"), reason="the page is for Linux and macOS")
def test_each_student_has_a_variant(done):
    course, printed = done
    assert len(CHOICES) == 2
    rows = json.loads((course.root / "report-ps2" / "report.json").read_text())["submissions"]
    assert [(row["student"], row["points"], row["reason"]) for row in rows] == [
        ("Ada Lovelace", 3, None),
        ("Ben B.", 3, None),
    ]
    with zipfile.ZipFile(course.root / "variants" / "ada.zip") as archive:
        assert "ps2/ps2.ipynb" in archive.namelist()
    assert "each student has a variant: rate (4), rows (" in printed["examiner build ps2"]
    assert "Ada Lovelace" in (course.root / "variants" / "ps2.csv").read_text()
