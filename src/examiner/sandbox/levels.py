"""Which level of isolation this machine offers: decided by trying, not by version numbers.

A short-lived process enters each level in turn and tries what an attack would try. A level counts
only if every attempt fails.
"""

import contextlib
import json
import os
import platform
import secrets
import signal
import socket
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from examiner.sandbox import jail, linux
from examiner.sandbox.syscalls import make_filter

#: The user ids of sandboxed processes when root grades. systemd's list of user ids keeps this range
#: free; ids of real users and of containers are lower.
USERS = range(1_879_048_192, 2_147_483_647)
#: Machines (``uname -m``) on which the system-call filter is known to fit.
MACHINES = ("x86_64", "aarch64")
_SECONDS = 20

Probe = dict[str, Any]
Attempt = Callable[[], str | None]


def random_user() -> int:
    """Choose a user id that no other run on this machine is likely to choose."""
    return USERS[secrets.randbelow(len(USERS))]


def _may_change_user() -> bool:
    """Tell whether this process may become any user; in some containers root may not."""
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
    own_user
        Whether each sandboxed process gets its own user id.
    probes
        ``name``, ``passed`` and ``detail`` of each attempt at this level; for a level that was not
        reached, one entry with the reason.
    """

    level: str | None
    own_user: bool = False
    probes: list[Probe] = field(default_factory=list)


def find(
    wanted: Iterable[str], readable: Sequence[str], limits: jail.ResourceLimits
) -> ProbedLevel:
    """Find the best level among `wanted`.

    Parameters
    ----------
    wanted : sequence of {"A", "B", "C"}
        In order of preference.
    readable
        What must stay readable in the sandbox.
    limits
        What a sandboxed process may use.
    """
    if reason := _missing():
        return ProbedLevel(None, probes=[{"name": "machine", "passed": False, "detail": reason}])
    probes: list[Probe] = []
    for level in wanted:
        if level == "A":
            own_user = _may_change_user()
        else:
            own_user = _may_change_user() and jail.can_reach(
                USERS[0], [*readable, f"{tempfile.gettempdir()}/work"]
            )
        if level == "B" and not own_user and linux.landlock_abi() < 6:
            reason = (
                "this kernel's Landlock is too old (below ABI 6) to do without separate user ids"
            )
            probes.append({"name": "level B", "passed": False, "detail": reason})
            continue
        if level == "C" and not own_user:
            reason = "it needs a separate user id for each submission: grade as root"
            probes.append({"name": "level C", "passed": False, "detail": reason})
            continue
        tried = _try(level, own_user, readable, limits)
        if all(probe["passed"] for probe in tried):
            return ProbedLevel(level, own_user, probes + tried)
        failed = "; ".join(f"{p['name']}: {p['detail']}" for p in tried if not p["passed"])
        probes.append({"name": f"level {level}", "passed": False, "detail": failed})
    return ProbedLevel(None, False, probes)


def _missing() -> str | None:
    """Say what every level needs and this machine lacks, if anything."""
    if (machine := platform.machine()) not in MACHINES:
        known = " and ".join(MACHINES)
        return (
            f"the sandbox supports {known} processors, and this machine is {machine or 'unknown'}"
        )
    try:
        import pyseccomp  # noqa: F401
    except (ImportError, RuntimeError):
        return "the library libseccomp is missing"
    return None


def _try(
    level: str, own_user: bool, readable: Sequence[str], limits: jail.ResourceLimits
) -> list[Probe]:
    """Enter a level in a separate process and report what it could still do there."""
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
        probes: list[Probe] = json.loads(text)
        return probes
    except ValueError:
        return [{"name": "start", "passed": False, "detail": "the sandbox ended at once"}]


def _probe(
    report: int,
    level: str,
    user: int | None,
    readable: Sequence[str],
    limits: jail.ResourceLimits,
    work: str,
    outside: dict[str, Any],
) -> NoReturn:
    """Run in the child: build the sandbox, enter it and try what must fail; does not return."""
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


def _outcome(attempt: Attempt) -> Probe:
    """Try something; it passes if it was refused."""
    try:
        detail = attempt()
    except (OSError, MemoryError, ValueError) as error:
        return {"passed": True, "detail": f"refused: {error.strerror or error}"
                if isinstance(error, OSError) else f"refused: {type(error).__name__}"}  # fmt: skip
    return {"passed": detail is None, "detail": "nothing found" if detail is None else detail}


def _attempts(
    level: str, limits: jail.ResourceLimits, outside: dict[str, Any]
) -> Iterable[tuple[str, Attempt]]:
    """List what an attack would try, by name; each raises or returns None if it achieved nothing."""

    def read() -> str | None:
        return f"read a file outside: {Path(outside['canary']).read_text()}"

    def connect() -> str | None:
        with socket.create_connection(("127.0.0.1", outside["port"]), timeout=2):
            return "connected to a port of this machine"

    def datagram() -> str | None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
            return "opened a UDP socket"

    def kill() -> str | None:
        os.kill(outside["pid"], 0)
        return "may send signals to the grader"

    def write() -> str | None:
        Path(outside["canary"]).parent.joinpath("written").write_text("x")
        return "wrote outside its folder"

    def change_mode() -> str | None:
        before = os.stat(outside["canary"]).st_mode
        os.chmod(outside["canary"], 0o777)
        changed = os.stat(outside["canary"]).st_mode != before
        return "changed the mode of a file outside" if changed else None

    def look() -> str | None:
        for name in os.listdir("/proc"):
            if name.isdigit() and int(name) != os.getpid():
                with contextlib.suppress(OSError):
                    Path(f"/proc/{name}/environ").read_bytes()
                    return f"read the environment of process {name}"
        return None

    def allocate() -> str | None:
        bytearray(limits.memory + 2**20)
        return "used more memory than allowed"

    def fill() -> str | None:
        with open("filler", "wb") as file:
            file.truncate(limits.disk)
        return "wrote a larger file than allowed"

    def unshare() -> str | None:
        linux.unshare(linux.CLONE_NEWUSER)
        return "made a new namespace"

    def become_root() -> str | None:
        os.setuid(0)
        return None if os.geteuid() else _can_change_user()

    attempts: dict[str, Attempt] = {
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
    if level == "C":  # without Landlock only file modes protect files: the driver checks those
        del attempts["read a file outside"]
    return attempts.items()


def _can_change_user() -> str | None:
    try:
        os.setuid(1)
    except OSError:
        return None
    return "has the capabilities of root"
