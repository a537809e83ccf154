"""The CI templates are valid, pinned and safe, and grade the sample class as a runner would."""

import base64
import json
import re
import shutil
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import nbformat
import pytest
import yaml

from tests.support import REPO, sample_class
from tests.support.runners import GitHub, gitlab

WORKFLOWS = sorted((REPO / ".github" / "workflows").glob("*.yml"))
GITLAB = REPO / "ci" / "gitlab.yml"
SCRIPTS = [REPO / ".ci" / "run", REPO / "ci" / "gradescope" / "setup.sh"]
PROGRAMS = Path(sys.executable).parent
ENGINE = {"examiner": "building-neural-networks"}
SECRET = "token-of-the-collector"
#: Names and texts with which students would like to steer a runner.
HOSTILE = "::error::pwned", "##[add-mask]a", "ada ::set-output name=mark::100"


def test_templates_follow_the_schemas_of_their_platforms():
    check = [PROGRAMS / "check-jsonschema", "--builtin-schema"]
    subprocess.run([*check, "vendor.github-workflows", *WORKFLOWS], check=True)
    subprocess.run([*check, "vendor.gitlab-ci", GITLAB], check=True)


def test_workflows_are_safe_and_their_actions_pinned():
    command = [PROGRAMS / "zizmor", "--offline", "--no-progress", "--quiet", *WORKFLOWS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_examples_of_the_page_are_valid_and_safe(tmp_path):
    """Each is a workflow; those that call ours give it inputs that it has."""
    page = (REPO / "docs" / "ci.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(examples) == 3
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    ours = yaml.safe_load((REPO / ".github/workflows/grade.yml").read_text())[True]["workflow_call"]
    for number, text in enumerate(examples):
        (folder / f"{number}.yml").write_text(text.replace("COMMIT", "0" * 40))
        for job in yaml.safe_load(text)["jobs"].values():
            assert set(job.get("with", {})) <= set(ours["inputs"])
            assert set(job.get("secrets", {})) <= set(ours["secrets"])
    check = [PROGRAMS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
    subprocess.run([*check, *folder.iterdir()], check=True)
    command = [PROGRAMS / "zizmor", "--offline", "--no-progress", "--quiet", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_shell_steps_are_bash(path):
    def scripts(node):
        if isinstance(node, dict):
            for key, value in node.items():
                # `defaults: run:` is a table of settings, no script.
                if key in ("run", "script", "before_script") and not isinstance(value, dict):
                    yield "\n".join(value) if isinstance(value, list) else value
                else:
                    yield from scripts(value)
        elif isinstance(node, list):
            for value in node:
                yield from scripts(value)

    found = list(scripts(yaml.safe_load(path.read_text())))
    assert found
    for script in found:
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB, *SCRIPTS], ids=lambda path: path.name)
def test_no_pipe_ends_early(path):
    """`grep -q` and `head` may end what writes to them: with pipefail, a failure now and then."""
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\|\s*(?:grep\s+-\w*q|head\b).*", text)


def commit(folder, ref="HEAD"):
    """Make a repository of a folder, with its files in one commit."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", folder]
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *command], check=True)
    subprocess.run([*git, "update-ref", "refs/merge-requests/12/head", ref], check=True)
    return folder


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Give the private repository of a course, with the sample class handed in."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(REPO / "autograder_tests" / "task14", root / "autograder_tests" / "task14")
    (root / "requirements.txt").write_text("numpy\n")
    for student, notebook in sample_class.submissions("task14").items():
        if student in ("ada", "ben", "gita", "jon"):
            put(root / "submitted" / student / "task14", notebook)
    for name in HOSTILE:
        notebook = sample_class.answered("task14", sample_class.BANK["ben"])
        first = sample_class.answer_cells(notebook)[0]
        first.source += "".join(f"\nprint({text!r})" for text in HOSTILE)
        put(root / "submitted" / name / "task14", notebook)
    return commit(root)


def put(folder, notebook):
    folder.mkdir(parents=True)
    path = folder / "task14.ipynb"
    if isinstance(notebook, bytes):
        path.write_bytes(notebook)
    else:
        nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def pull_request(tmp_path_factory):
    """Give the repository that a student made a pull request in, with a link to a private file."""
    root = tmp_path_factory.mktemp("pull")
    put(root / "release" / "task14", sample_class.answered("task14", sample_class.BANK["eve"]))
    (root / "release" / "task14" / "helper.py").symlink_to("/etc/hostname")
    return commit(root)


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory):
    """Give GitHub's runner after the class was graded, and its jobs."""
    runner = GitHub(
        REPO / ".github/workflows/grade.yml", tmp_path_factory.mktemp("github"), {"": course}
    )
    return runner, runner.call(ENGINE, {"submissions-token": SECRET})


@pytest.mark.slow
def test_github_grades_a_class(graded):
    runner, jobs = graded
    for name, job in jobs.items():
        assert job.ok, f"{name}:\n{job.log}"
    marks = runner.folder / "artefacts" / "marks"
    report = json.loads((marks / "report.json").read_text())
    points = {row["student"]: row["points"] for row in report["submissions"]}
    assert points["ada"] == 13
    assert points["ben"] == 12
    assert len(points) == 7
    assert ElementTree.parse(marks / "junit.xml").getroot().tag == "testsuites"
    assert "| ada | 13/14 |" in jobs["publish"].summary
    classroom = json.loads(base64.b64decode(jobs["publish"].outputs["classroom"]))
    assert sum(test["score"] for test in classroom["tests"]) == sum(points.values())


@pytest.mark.slow
def test_no_text_of_a_student_steers_the_runner(graded):
    _, jobs = graded
    assert jobs["grade"].commands() == []
    for text in HOSTILE:
        assert text[-8:] in jobs["grade"].log, "the log shows who was graded"
    found = jobs["publish"].commands()
    assert [name for name, _ in found] == ["error"] + 4 * ["warning"] + ["notice"]
    assert not any(line.startswith("##[") for line in jobs["publish"].summary.splitlines())


@pytest.mark.slow
def test_only_the_job_that_collects_has_a_secret(graded, course, pull_request, tmp_path):
    _, jobs = graded
    assert jobs["grade"].secrets == jobs["publish"].secrets == set()
    runner = GitHub(
        REPO / ".github/workflows/grade.yml", tmp_path, {"": course, "class/course": pull_request}
    )
    inputs = ENGINE | {"repository": "class/course", "ref": "refs/pull/12/head", "student": "eve"}
    jobs = runner.call(inputs, {"submissions-token": SECRET})
    assert [job.ok for job in jobs.values()] == [True, True, True], jobs["publish"].log
    assert jobs["collect"].secrets == {SECRET}
    assert jobs["grade"].secrets == jobs["publish"].secrets == set()
    with tarfile.open(tmp_path / "artefacts" / "class" / "class.tar") as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    handed_in = tmp_path / "unpacked" / "class" / "submitted" / "eve" / "release" / "task14"
    assert (handed_in / "helper.py").read_text() == "/etc/hostname", "a link stays text"
    (row,) = json.loads((tmp_path / "artefacts/marks/report.json").read_text())["submissions"]
    assert (row["student"], row["points"]) == ("eve", 9)
    failed = [name for name, _ in jobs["publish"].commands()]
    assert failed == ["warning"] * (len(failed) - 1) + ["notice"]
    assert len(failed) > 2, "each failed test is a warning of its own"
    for student in ("../../x", "", "$(id)", "a b"):
        assert not runner.run("collect", inputs | {"student": student}).ok


@pytest.mark.slow
def test_github_is_red_when_the_marks_say_so(graded):
    runner, _ = graded
    job = runner.run("publish", ENGINE | {"fail-under": "60"})
    assert not job.ok
    assert "| ada |" in job.summary, "it is published all the same"
    assert job.outputs["classroom"]


@pytest.mark.slow
def test_a_report_that_is_not_valid_is_not_shown(graded, tmp_path):
    runner = GitHub(REPO / ".github/workflows/grade.yml", tmp_path, {})
    shutil.copytree(graded[0].folder / "artefacts" / "report", tmp_path / "artefacts" / "report")
    path = tmp_path / "artefacts" / "report" / "report.json"
    path.write_text(path.read_text().replace('"points": 13', '"points": "::error::13"'))
    job = runner.run("publish", ENGINE)
    assert not job.ok
    assert "is not a valid report" in job.log
    assert job.commands() == []
    assert job.summary == ""
    assert not (tmp_path / "artefacts" / "marks").exists()


@pytest.mark.slow
def test_gitlab_grades_a_class(course, tmp_path):
    variables = {"EXAMINER_FAIL_UNDER": "60"}
    jobs = gitlab(GITLAB, tmp_path, course, variables, {"collect": {"SUBMISSIONS_TOKEN": SECRET}})
    assert jobs["collect"].secrets == {SECRET}
    assert jobs["grade"].ok, jobs["grade"].log
    assert jobs["grade"].secrets == jobs["publish"].secrets == set()
    assert not jobs["publish"].ok, "gita's file is broken, so she has less than 60 %"
    root = ElementTree.parse(tmp_path / "publish-artefacts" / "marks" / "junit.xml").getroot()
    assert len(root.findall("testsuite")) == 7


def test_gitlab_collects_a_merge_request(course, pull_request, tmp_path):
    variables = {
        "EXAMINER_REPOSITORY": str(pull_request),
        "EXAMINER_REF": "refs/merge-requests/12/head",
        "EXAMINER_STUDENT": "eve",
    }
    (job,) = gitlab(GITLAB, tmp_path, course, variables, {}, ["collect"]).values()
    assert job.ok, job.log
    kept = tmp_path / "collect-artefacts" / "class"
    handed_in = kept / "submitted" / "eve" / "release" / "task14"
    assert (handed_in / "task14.ipynb").is_file()
    assert (handed_in / "helper.py").read_text() == "/etc/hostname", "a link stays text"
    assert not (kept / "submitted" / "eve" / ".git").exists()
    assert (kept / "autograder_tests" / "task14" / "task14.ipynb").is_file()
    for number, name in enumerate(("../x", "eve\n../x")):
        variables["EXAMINER_STUDENT"] = name
        folder = tmp_path / f"again {number}"
        (job,) = gitlab(GITLAB, folder, course, variables, {}, ["collect"]).values()
        assert not job.ok
        assert "is not the name of an account" in job.log
