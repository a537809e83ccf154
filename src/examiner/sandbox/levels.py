"""Which level of isolation this machine gives: decided by trying it, not by versions.

A short-lived process enters each level in turn and tries what an attack would try. A level counts
only if every try fails.
"""

import contextlib
import json
import os
import secrets
import signal
import socket
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from examiner.sandbox import jail, linux
from examiner.sandbox.syscalls import make_filter

#: The user ids that sandboxed processes get when root grades. systemd's list of user ids keeps this
#: range free; ids of real users and of containers lie below.
USERS = range(1_879_048_192, 2_147_483_647)
_SECONDS = 20


def random_user():
    """Choose a user id that hardly any other run on this machine has chosen, or will."""
    return USERS[secrets.randbelow(len(USERS))]


def _may_change_user():
    """Tell whether this process may become any user: root may not in every container."""
    needed = sum(1 << capability for capability in (0, 6, 7))  # chown, setgid, setuid
    status = Path("/proc/self/status").read_text().splitlines()
    has = next((int(line.split()[1], 16) for line in status if line.startswith("CapEff:")), 0)
    first, _, count = map(int, Path("/proc/self/uid_map").read_text().split()[-3:])
    is_mapped = first <= USERS[0] and USERS[-1] < first + count
    return os.geteuid() == 0 and has & needed == needed and is_mapped


@dataclass
class ProbedLevel:
    """The level found.

    Attributes
    ----------
    level : {"A", "B", "C"} or None
    own_user : bool
        Whether each sandboxed process gets a user id of its own.
    probes : list of dict
        ``name``, ``passed`` and ``detail`` of each try at this level; for a level that was not
        reached, one entry that says what stood in the way.
    """

    level: str | None
    own_user: bool = False
    probes: list = field(default_factory=list)


def find(wanted, readable, limits):
    """Find the best level among `wanted`.

    Parameters
    ----------
    wanted : sequence of {"A", "B", "C"}
        In order of preference.
    readable : list of str
        What must stay readable in the sandbox.
    limits : jail.ResourceLimits

    Returns
    -------
    ProbedLevel
    """
    probes = []
    for level in wanted:
        if level == "A":
            own_user = _may_change_user()
        else:
            own_user = _may_change_user() and jail.can_reach(
                USERS[0], [*readable, f"{tempfile.gettempdir()}/work"]
            )
        if level == "B" and not own_user and linux.landlock_abi() < 6:
            reason = "Landlock is too old to shield other processes, and no user id is to be had"
            probes.append({"name": "level B", "passed": False, "detail": reason})
            continue
        if level == "C" and not own_user:
            reason = "it needs a user id of its own for each submission: grade as root"
            probes.append({"name": "level C", "passed": False, "detail": reason})
            continue
        tried = _try(level, own_user, readable, limits)
        if all(probe["passed"] for probe in tried):
            return ProbedLevel(level, own_user, probes + tried)
        failed = "; ".join(f"{p['name']}: {p['detail']}" for p in tried if not p["passed"])
        probes.append({"name": f"level {level}", "passed": False, "detail": failed})
    return ProbedLevel(None, False, probes)


def _try(level, own_user, readable, limits):
    """Enter a level in a process of its own and report what it could still do there."""
    reading, writing = os.pipe()
    with tempfile.TemporaryDirectory(prefix="examiner-probe-") as folder:
        canary = Path(folder, "canary")
        canary.write_text("seen")
        os.chmod(folder, 0o755)
        work = Path(folder, "work")
        work.mkdir()
        user = random_user() if own_user else None
        if user is not None:
            os.chown(work, user, user)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            outside = {"canary": str(canary), "port": listener.getsockname()[1], "pid": os.getpid()}
            child = os.fork()
            if child == 0:
                os.close(reading)
                listener.close()
                _probe(writing, level, user, readable, limits, str(work), outside)
            os.close(writing)
            with os.fdopen(reading) as report:
                text = report.read()
            os.waitpid(child, 0)
    try:
        return json.loads(text)
    except ValueError:
        return [{"name": "start", "passed": False, "detail": "the sandbox ended at once"}]


def _probe(report, level, user, readable, limits, work, outside):
    """Run in the child: build the sandbox, enter it, try what must fail; does not return."""
    probes = []
    try:
        signal.alarm(_SECONDS)
        if level == "A":
            jail.build_root(readable)
            jail.new_namespaces()
            if child := os.fork():
                os.waitpid(child, 0)
                os._exit(0)
        jail.enter(level, user, limits, readable, work, make_filter(own_user=user is not None))
        for name, attempt in _attempts(level, limits, outside):
            probes.append({"name": name, **_outcome(attempt)})
    except BaseException as error:
        probes.append({"name": "start", "passed": False, "detail": f"{error}"})
    finally:
        with contextlib.suppress(OSError):
            os.write(report, json.dumps(probes).encode())
        os._exit(0)


def _outcome(attempt):
    """Try something; passed is what was refused."""
    try:
        detail = attempt()
    except (OSError, MemoryError, ValueError) as error:
        return {"passed": True, "detail": f"refused: {error.strerror or error}"
                if isinstance(error, OSError) else f"refused: {type(error).__name__}"}  # fmt: skip
    return {"passed": detail is None, "detail": "nothing found" if detail is None else detail}


def _attempts(level, limits, outside):
    """List what an attack would try, by name; each raises or returns None if it came to nothing."""

    def read():
        return f"read a file outside: {Path(outside['canary']).read_text()}"

    def connect():
        with socket.create_connection(("127.0.0.1", outside["port"]), timeout=2):
            return "connected to a port of this machine"

    def datagram():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
            return "opened a UDP socket"

    def kill():
        os.kill(outside["pid"], 0)
        return "may send signals to the grader"

    def write():
        Path(outside["canary"]).parent.joinpath("written").write_text("x")
        return "wrote outside of its folder"

    def change_mode():
        before = os.stat(outside["canary"]).st_mode
        os.chmod(outside["canary"], 0o777)
        changed = os.stat(outside["canary"]).st_mode != before
        return "changed the mode of a file outside" if changed else None

    def look():
        for name in os.listdir("/proc"):
            if name.isdigit() and int(name) != os.getpid():
                with contextlib.suppress(OSError):
                    Path(f"/proc/{name}/environ").read_bytes()
                    return f"read the environment of process {name}"
        return None

    def allocate():
        bytearray(limits.memory + 2**20)
        return "took more memory than it may"

    def fill():
        with open("filler", "wb") as file:
            file.truncate(limits.disk)
        return "wrote a larger file than it may"

    def unshare():
        linux.unshare(linux.CLONE_NEWUSER)
        return "made a namespace of its own"

    def become_root():
        os.setuid(0)
        return None if os.geteuid() else _can_change_user()

    attempts = {
        "read a file outside": read,
        "write outside": write,
        "change a mode outside": change_mode,
        "open a TCP connection": connect,
        "open a UDP socket": datagram,
        "signal the grader": kill,
        "look at other processes": look,
        "exceed the memory": allocate,
        "exceed the file size": fill,
        "make a namespace": unshare,
        "become root": become_root,
    }
    if level == "C":  # without Landlock, modes alone protect files: the driver checks those
        del attempts["read a file outside"]
    return attempts.items()


def _can_change_user():
    try:
        os.setuid(1)
    except OSError:
        return None
    return "has the capabilities of root"
