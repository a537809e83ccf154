"""The autograder for Gradescope: what is in its zip file, and that its script grades."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from nncourse.lab import gradescope
from tests.support import REPO, sample_class

# Gradescope's machines run Linux, and so does the sandbox that this grades in.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="Gradescope's machines run Linux."),
]


@pytest.fixture(scope="module")
def autograder(tmp_path_factory):
    """Give the folder that Gradescope has: the unpacked zip file, and an environment."""
    root = tmp_path_factory.mktemp("autograder")
    path = gradescope.write(REPO, "task14", tmp_path_factory.mktemp("zip"))
    # Python's zipfile does not restore modes; Gradescope's unzip does.
    with zipfile.ZipFile(path) as archive:
        archive.extractall(root / "source")
        for info in archive.infolist():
            (root / "source" / info.filename).chmod(info.external_attr >> 16 & 0o777 or 0o644)
    (root / "environment").symlink_to(Path(sys.executable).parents[1])
    (root / "submission").mkdir()
    return root


def grade(root, notebook):
    nbformat.write(notebook, root / "submission" / "task14.ipynb")
    done = subprocess.run(
        [root / "source" / "run_autograder"], env={"AUTOGRADER": str(root), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return json.loads((root / "results" / "results.json").read_text())


def test_the_zip_holds_one_key_and_no_answers(autograder):
    source = autograder / "source"
    assert {path.name for path in source.iterdir()} == {
        "setup.sh", "run_autograder", "autograder_tests", "data", "wheels", "requirements.lock",
    }  # fmt: skip
    assert [path.name for path in (source / "autograder_tests").iterdir()] == ["task14"]
    assert "BEGIN SOLUTION" not in (source / "autograder_tests/task14/task14.ipynb").read_text()
    subprocess.run(["bash", "-n", source / "setup.sh"], check=True)
    assert (source / "setup.sh").stat().st_mode & 0o111


def test_an_unknown_task_is_named(tmp_path):
    with pytest.raises(
        ValueError, match=r"no key for 'task99'\. There are: task14, task15, task16"
    ):
        gradescope.write(REPO, "task99", tmp_path)


def test_the_script_grades_each_submission(autograder):
    right = grade(autograder, sample_class.answered("task14"))
    assert (right["score"], {test["status"] for test in right["tests"]}) == (13, {"passed"})
    wrong = grade(autograder, sample_class.answered("task14", sample_class.BANK["eve"]))
    assert wrong["score"] == 9
    assert grade(autograder, nbformat.v4.new_notebook())["score"] == 0
