"""What is installed: the wheel, the sdist, and the engine alone in an empty environment."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from examiner.cli import main
from nncourse.lab.bundle import build_wheel
from tests.support import REPO
from tests.support.small_course import DOUBLE, cell, hand_in, solution, write_source

#: What only lessons, or only building, need.
HEAVY = {
    "jupyterlab",
    "nbgrader",
    "notebook",
    "numpy",
    "pandas",
    "scikit-learn",
    "scipy",
    "matplotlib",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_wheel(REPO, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_both_packages_and_the_data(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "examiner",
        "nncourse",
    }
    for name in (
        "examiner/py.typed",
        "examiner/report.schema.json",
        "examiner/authoring/templates/task/task.ipynb",
        "examiner/authoring/templates/task/answers.toml",
        "nncourse/datasets/bank_marketing.csv",
        "nncourse/kit/kit.js",
    ):
        assert name in names


def test_the_sdist_makes_the_same_wheel_and_holds_no_answers(wheel, tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path]
    subprocess.run(command, cwd=REPO, check=True, capture_output=True)
    (path,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        archive.extractall(tmp_path, filter="data")
    (root,) = (it for it in tmp_path.iterdir() if it.is_dir())
    for private in ("source", "autograder_tests", "tests", "submitted", "report", "gradebook.db"):
        assert not (root / private).exists()
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(build_wheel(root, tmp_path)) as other:
        assert set(one.namelist()) == set(other.namelist())


def test_an_old_pip_gets_a_sentence(tmp_path):
    command = [sys.executable, REPO / "setup.py", "egg_info"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Building Neural Networks needs Python 3.11 or newer and pip")


@pytest.fixture(scope="module")
def engine(wheel, tmp_path_factory):
    """Give the folder of an environment with nothing in it but the engine."""
    folder = tmp_path_factory.mktemp("engine") / "environment"
    uv = shutil.which("uv") or Path(sys.executable).parent / "uv"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, folder], check=True)
    env = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    install = [uv, "pip", "install", "--quiet", "--python", folder / "bin" / "python", wheel]
    subprocess.run(install, env=env, check=True)
    return folder


@pytest.mark.slow
def test_the_engine_alone_is_small(engine):
    (packages,) = engine.glob("lib/python*/site-packages")
    installed = {
        path.name.split("-")[0].replace("_", "-").lower() for path in packages.glob("*.dist-info")
    }
    assert "building-neural-networks" in installed
    assert not installed & HEAVY
    files = [path for path in packages.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    size = sum(path.stat().st_size for path in files)
    assert size < 60e6, f"{size / 1e6:.0f} MB in {len(installed)} packages"


@pytest.mark.slow
def test_the_engine_alone_grades_and_names_nbgrader_where_it_is_needed(engine, tmp_path):
    tested = "assert double(4) == 8\n### BEGIN HIDDEN TESTS\nassert double(7.5) == 15\n### END HIDDEN TESTS"
    cells = [cell("answer", "double", solution(DOUBLE)), cell("test", "test_double", tested, 2)]
    write_source(tmp_path, "ps1", cells)
    assert main(["build", "--course", str(tmp_path), "--no-verify"]) == 0
    hand_in(tmp_path, "ada", "ps1", {"double": DOUBLE})

    def run(*command):
        done = subprocess.run(
            [engine / "bin" / "examiner", *command], cwd=tmp_path, env={"PATH": "/usr/bin:/bin"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done

    done = run("grade", "submitted", "--format", "table,json,html,junit,moodle")
    assert done.returncode == 0, done.stderr
    assert "2/2" in done.stdout
    assert run("render", "report").returncode == 0
    assert run("compare", "report", "report").returncode == 0
    assert run("doctor").returncode == 0
    assert run("new", "ps2").returncode == 0
    done = run("build", "--force")
    assert done.returncode == 2
    assert done.stderr.startswith("examiner build: Building needs nbgrader, which is not installed")
    assert "pip install 'nbgrader" in done.stderr
