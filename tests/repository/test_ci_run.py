"""What .ci/run installs on a machine that has some of it already."""

import os
import shutil
import subprocess

import pytest

from tests.support import REPO

#: Programs that .ci/run needs before it has installed anything.
BASE = "bash", "dirname", "env", "grep", "id", "ls", "mkdir", "rm", "seq"


def program(folder, name, text):
    path = folder / name
    path.write_text(f"#!/usr/bin/env bash\n{text}\n")
    path.chmod(0o755)


def asked_for(folder, *present, libraries):
    """Packages that .ci/run asks apt-get for, where the programs *present* are installed."""
    programs, checkout = folder / "programs", folder / "checkout"
    programs.mkdir()
    for name in BASE:
        (programs / name).symlink_to(shutil.which(name))
    for name in (*present, "make"):
        program(programs, name, "")
    program(programs, "sudo", '"$@"')
    program(programs, "ldconfig", f"echo {libraries}\nseq 100000")
    program(programs, "apt-get", f'echo "$@" >> {folder}/asked')
    (folder / "asked").touch()
    (checkout / ".ci").mkdir(parents=True)
    (checkout / ".venv" / "bin").mkdir(parents=True)
    program(checkout / ".venv" / "bin", "coverage", "")
    shutil.copy(REPO / ".ci" / "run", checkout / ".ci")
    environment = {**os.environ, "PATH": str(programs)}
    subprocess.run([programs / "bash", checkout / ".ci" / "run"], check=True, env=environment)
    commands = (folder / "asked").read_text().splitlines()
    return {word for line in commands if line.startswith("install") for word in line.split()[1:]}


def test_node_from_elsewhere_is_kept(tmp_path):
    """Debian's npm refuses to be installed beside it, and nothing else would be installed either."""
    asked = asked_for(tmp_path, "npm", libraries="libc.so.6")
    assert {"chromium", "libseccomp2"} <= asked
    assert not {"nodejs", "npm"} & asked


@pytest.mark.parametrize("name", ["chromium", "npm"])
def test_what_is_missing_is_installed(tmp_path, name):
    asked = asked_for(tmp_path, *({"chromium", "npm"} - {name}), libraries="libseccomp.so.2")
    assert name in asked
    assert not ({"chromium", "npm", "libseccomp2"} - {name}) & asked
