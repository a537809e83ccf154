"""A PostgreSQL of a test's own, from Debian's package, on loopback."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.support import IN_CI

_PROGRAMS = Path("/usr/lib/postgresql")
#: PostgreSQL refuses to run as root.
_USER = "nobody"


def programs():
    """Return the folder of PostgreSQL's newest programs; None if there are none."""
    found = shutil.which("initdb")
    folders = [path for path in _PROGRAMS.glob("*/bin") if (path / "initdb").exists()]
    newest = max(folders, key=lambda path: float(path.parent.name), default=None)
    return newest or (Path(found).parent if found else None)


@contextlib.contextmanager
def postgresql():
    """Start a server in a temporary folder, and end it.

    Yields
    ------
    str
        The address of an empty database, as nbgrader has it.
    """
    folder = programs()
    if folder is None:
        said = "PostgreSQL is not installed: apt-get install postgresql."
        assert not IN_CI, f"{said} CI must run this test."
        pytest.skip(said)
    # Not pytest's folder, which only its own user may enter; the socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="examiner-pg-") as place:
        if os.getuid() == 0:
            shutil.chown(place, _USER)
        data = Path(place, "data")
        _run(folder / "initdb", "-D", data, "-U", "ada", "--auth=trust", "--no-sync", "-E", "UTF8")
        port = _free_port()
        options = f"-p {port} -h 127.0.0.1 -k {place} -F"
        _run(folder / "pg_ctl", "-D", data, "-l", data / "log", "-o", options, "-w", "start")
        try:
            yield f"postgresql://ada@127.0.0.1:{port}/postgres"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(*command):
    user = _USER if os.getuid() == 0 else None
    done = subprocess.run(
        list(map(str, command)),
        user=user,
        extra_groups=[] if user else None,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
