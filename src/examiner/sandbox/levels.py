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
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from examiner.sandbox import jail, linux
from examiner.sandbox.probes import Outside, attempts, outcome
from examiner.sandbox.syscalls import make_filter

#: The user ids of sandboxed processes when root grades. systemd's list of user ids keeps this range
#: free; ids of real users and of containers are lower.
USERS = range(1_879_048_192, 2_147_483_647)
#: Machines (``uname -m``) on which the system-call filter is known to fit.
MACHINES = ("x86_64", "aarch64")
_SECONDS = 20

Probe = dict[str, Any]


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


def _nothing() -> None:
    """Do nothing."""


def find(
    wanted: Iterable[str],
    readable: Sequence[str],
    limits: jail.ResourceLimits,
    meanwhile: Callable[[], object] = _nothing,
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
    meanwhile
        Called once, while the first level is tried; not called if no level can be tried.
    """
    if reason := _missing():
        return ProbedLevel(None, probes=[{"name": "machine", "passed": False, "detail": reason}])
    probes: list[Probe] = []
    for level in wanted:
        own_user = _may_change_user()
        # At level A the process has its own file system, in which every folder is open.
        paths = [] if level == "A" else [*readable, f"{tempfile.gettempdir()}/work"]
        closed = jail.closed_folder(USERS[0], paths) if own_user else None
        own_user = own_user and closed is None
        if reason := _obstacle(level, own_user, closed):
            probes.append({"name": f"level {level}", "passed": False, "detail": reason})
            continue
        tried = _try(level, own_user, readable, limits, meanwhile)
        meanwhile = _nothing
        if all(probe["passed"] for probe in tried):
            return ProbedLevel(level, own_user, probes + tried)
        failed = "; ".join(f"{p['name']}: {p['detail']}" for p in tried if not p["passed"])
        probes.append({"name": f"level {level}", "passed": False, "detail": failed})
    return ProbedLevel(None, False, probes)


def _obstacle(level: str, own_user: bool, closed: Path | None) -> str | None:
    """Say why a level need not be tried, if so."""
    if level == "A" or own_user:
        return None
    if closed:
        return (
            f"each submission needs its own user id, and other users cannot enter {closed}: "
            "put Python, the course and the temporary folder where everybody can reach them"
        )
    if os.geteuid() == 0:
        return "each submission needs its own user id, and root cannot change user here"
    if level == "C":
        return "each submission needs its own user id: grade as root"
    if linux.landlock_abi() < 6:
        return "this kernel's Landlock is too old (below ABI 6) to do without separate user ids"
    return None


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
    level: str,
    own_user: bool,
    readable: Sequence[str],
    limits: jail.ResourceLimits,
    meanwhile: Callable[[], object],
) -> list[Probe]:
    """Enter a level in a separate process and report what it could still do there."""
    syscall_filter = make_filter(own_user=own_user)
    reading, writing = os.pipe()
    with Outside() as outside:
        user = random_user() if own_user else None
        work = outside.make_folder(user)
        child = os.fork()
        if child == 0:
            os.close(reading)
            outside.close()
            _probe(writing, level, user, readable, limits, work, syscall_filter, outside)
        os.close(writing)
        meanwhile()
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
    syscall_filter: bytes,
    outside: Outside,
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
        jail.enter(level, user, limits, readable, work, syscall_filter)
        for name, attempt in attempts(level, limits, outside).items():
            probes.append({"name": name, **outcome(attempt)})
    except BaseException as error:
        probes.append({"name": "start", "passed": False, "detail": f"{error}"})
    finally:
        with contextlib.suppress(OSError):
            os.write(report, json.dumps(probes).encode())
        os._exit(0)
