"""The CI templates, run on this machine as GitHub's and GitLab's runners would run them.

A job has a folder of its own and no variables but its own; what another job made reaches it only
as an artefact. Shell steps are run by bash. The actions that the templates use are done in small:
``checkout`` is ``git clone`` with the job's settings of git, artefacts are copied.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

_COMMAND = re.compile(r"^\s*::([a-z-]+)(?: [^:]*)?::(.*)$|##\[([a-z-]+)[^\]]*\](.*)")


@dataclass
class Job:
    """What became of a job."""

    ok: bool = True
    log: str = ""
    outputs: dict = field(default_factory=dict)
    summary: str = ""
    secrets: set = field(default_factory=set)

    def commands(self):
        """List the workflow commands that GitHub's runner would carry out, with their values."""
        found, stopped = [], None
        for line in self.log.splitlines():
            for match in _COMMAND.finditer(line):
                name, value = match[1] or match[3], match[2] if match[1] else match[4]
                if stopped:
                    stopped = None if name == stopped else stopped
                elif name == "stop-commands":
                    stopped = value
                else:
                    found.append((name, value))
            if stopped and line.strip() == f"::{stopped}::":
                stopped = None
        return found


def _environment(folder, variables):
    """Give a job the programs of this environment and nothing else of ours."""
    programs = folder / "programs"
    programs.mkdir(parents=True, exist_ok=True)
    (programs / "sudo").write_text("#!/bin/sh\nexit 0\n")  # what it allows is not ours to change
    (programs / "sudo").chmod(0o755)
    path = [programs, Path(sys.executable).parent, *os.environ["PATH"].split(os.pathsep)]
    own = {"PATH": os.pathsep.join(map(str, path)), "HOME": str(folder), "LANG": "C.UTF-8"}
    offline = {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return own | offline | variables


def _bash(script, cwd, env, *options):
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", *options, "-c", script],
        cwd=cwd, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    return done.returncode == 0, done.stdout


class GitHub:
    """A reusable workflow, called with inputs and secrets.

    Parameters
    ----------
    path : pathlib.Path
        The workflow.
    folder : pathlib.Path
        Where jobs and artefacts lie.
    repositories : dict of str to pathlib.Path
        What ``checkout`` clones, by name; the calling repository has the name "".
    """

    def __init__(self, path, folder, repositories):
        self.workflow = yaml.safe_load(path.read_text())
        self.folder, self.repositories = folder, repositories

    def call(self, inputs, secrets):
        """Run the jobs in order until one fails; return them by name."""
        jobs = {}
        for name in self.workflow["jobs"]:
            jobs[name] = self.run(name, inputs, secrets)
            if not jobs[name].ok:
                break
        return jobs

    def run(self, name, inputs, secrets=()):
        """Run one job in a new folder, with the artefacts that there are."""
        declared = self.workflow[True]["workflow_call"]["inputs"]  # YAML reads `on` as true
        assert set(inputs) <= set(declared)
        inputs = {name: one.get("default", "") for name, one in declared.items()} | inputs
        for leftover in (self.folder / name, self.folder / f"{name}-home"):
            shutil.rmtree(leftover, ignore_errors=True)
        context = {"inputs": inputs, "secrets": dict(secrets)}
        return self._run(name, self.workflow["jobs"][name], context)

    def _run(self, name, job, context):
        done, steps = Job(), {}
        work = self.folder / name
        work.mkdir()
        context = context | {"github": {"token": ""}, "steps": steps}
        for number, step in enumerate(job["steps"]):
            if not done.ok or ("if" in step and not self._value(step["if"], context, done)):
                continue
            output, summary = work / f"output-{number}", work / "summary"
            files = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
            variables = (job.get("env") or {}) | (step.get("env") or {}) | files
            variables = {key: self._value(value, context, done) for key, value in variables.items()}
            env = _environment(self.folder / f"{name}-home", variables)
            with_ = {k: self._value(v, context, done) for k, v in (step.get("with") or {}).items()}
            if "run" in step:
                assert "${{" not in step["run"], "an expression in a script is an injection"
                done.ok, log = _bash(step["run"], work, env)
            else:
                done.ok, log = self._use(step["uses"], with_, work, env)
            done.log += log
            if output.exists():
                pairs = [line.partition("=") for line in output.read_text().splitlines()]
                steps[step["id"]] = {"outputs": {key: value for key, _, value in pairs}}
                output.unlink()
            if summary.exists():
                done.summary = summary.read_text()
        for key, value in (job.get("outputs") or {}).items():
            done.outputs[key] = self._value(value, context, done)
        return done

    def _use(self, action, with_, work, env):
        name = action.partition("@")[0]
        if name == "actions/checkout":
            assert with_["persist-credentials"] == "False"
            origin = self.repositories[with_.get("repository", "")]
            command = ["git", "clone", "--quiet", origin, work / with_["path"]]
            subprocess.run(command, env=env, check=True)
        elif name == "actions/upload-artifact":
            assert (work / with_["path"]).is_dir()
            for path in (work / with_["path"]).rglob("*"):
                assert not set(path.name) & set('":<>|*?\r\n'), f"no artefact takes {path.name!r}"
            kept = self.folder / "artefacts" / with_["name"]
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(work / with_["path"], kept)
        elif name == "actions/download-artifact":
            shutil.copytree(self.folder / "artefacts" / with_["name"], work / with_["path"])
        else:
            assert name == "actions/setup-python", name
        return True, ""

    def _value(self, text, context, done):
        """Put the values of expressions into a text: names, and ``first || second``."""

        def value(match):
            for name in match[1].split("||"):
                found = context
                for part in name.strip().split("."):
                    found = found.get(part, "") if isinstance(found, dict) else ""
                if name.strip().startswith("secrets.") and found:
                    done.secrets.add(found)
                if found:
                    return str(found)
            return ""

        return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))


def gitlab(path, folder, repository, variables, scoped, stages=("collect", "grade", "publish")):
    """Run GitLab's jobs in the order of the stages, as long as they succeed.

    Parameters
    ----------
    path : pathlib.Path
        The template.
    folder : pathlib.Path
    repository : pathlib.Path
        The project that includes the template.
    variables : dict of str to str
        In place of the template's own.
    scoped : dict of str to dict of str to str
        Variables of an environment.
    stages : sequence of str
        What to run.

    Returns
    -------
    dict of str to Job
    """
    template = yaml.safe_load(path.read_text())
    jobs = {}
    for name in stages:
        job, work = template[name], folder / name
        own = template["variables"] | variables | (job.get("variables") or {})
        secrets = scoped.get((job.get("environment") or {}).get("name"), {})
        if own.get("GIT_STRATEGY") == "empty":
            work.mkdir()
        else:
            subprocess.run(["git", "clone", "--quiet", repository, work], check=True)
        for needed in job.get("needs", []):
            shutil.copytree(folder / f"{needed}-artefacts", work, dirs_exist_ok=True)
        script = "\n".join([*job.get("before_script", []), *job["script"]])
        env = _environment(folder / f"{name}-home", own | secrets)
        jobs[name] = Job(*_bash(script, work, env, "-o", "pipefail"), secrets=set(secrets.values()))
        if not jobs[name].ok and job["artifacts"].get("when") != "always":
            break
        for kept in job["artifacts"]["paths"]:
            shutil.copytree(work / kept, folder / f"{name}-artefacts" / kept)
    return jobs
