"""The sandbox: its levels, its limits and what is left of a submission when it has ended."""

import contextlib
import copy
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from examiner.errors import NoSandboxError
from examiner.grading.fork_server import ForkServer
from examiner.grading.run import grade_class
from examiner.grading.session import TimeLimits
from examiner.key import Key
from examiner.rpc.exceptions import AN_ERROR
from examiner.sandbox import folders, jail, levels, linux, probes
from examiner.sandbox.jail import ResourceLimits
from examiner.sentences import feedback
from tests.support import REPO, attack_course, container

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]

#: Long enough for a busy machine: what is tested is the limit that each case names.
PATIENT = TimeLimits(cell=60, submission=120)
SMALL = ResourceLimits(memory=700 << 20, processes=12, files=300, disk=48 << 20, cpu=20)


@pytest.fixture
def course():
    """A course that other users can reach, unlike pytest's folders: it has data to read."""
    with tempfile.TemporaryDirectory(prefix="course-", dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        yield attack_course.Course(folder)


@pytest.fixture(params=["A", "B"])
def level(request, monkeypatch):
    # nbgrader leaves the folder of each course that it reads on the path: here one of pytest's,
    # which other users cannot enter.
    monkeypatch.setattr("sys.path", [path for path in sys.path if "pytest-of-" not in path])
    with container.python_for_everybody() if request.param == "B" else contextlib.nullcontext():
        found = levels.find([request.param], jail.readable_paths(), SMALL)
        if found.level is None:
            assert os.environ.get("CI", "").lower() != "true", (
                f"CI needs level {request.param}: {found.probes}"
            )
            pytest.skip(f"level {request.param} is not available: {found.probes[-1]['detail']}")
        yield request.param


def grade(course, book, level, *, times=PATIENT, limits=SMALL):
    course.hand_in("student", book)
    report = grade_class(
        [course.submitted], course.keys, levels=[level], limits=limits, times=times
    )
    assert report.engine["level"] == level
    (row,) = report.results
    return row


def with_last_answer(code):
    """Answer everything, and do something in the last answer's function."""
    answers = attack_course.answers() | {"answer": f"def answer():\n{code}"}
    return attack_course.fill(attack_course.release(), answers)


def probes_of(level):
    found = levels.find([level], jail.readable_paths(), SMALL)
    return {probe["name"]: probe for probe in found.probes}


def test_every_probe_is_refused_inside(level):
    found = probes_of(level)
    assert {"read a file outside", "send to a UNIX socket", "signal the grader"} <= set(found)
    assert all(probe["passed"] for probe in found.values()), found


def test_every_probe_succeeds_outside():
    """A probe that is refused everywhere would prove nothing."""
    without_consequences = (
        "read a file outside", "write outside", "change a mode outside", "open a TCP connection",
        "change an access list outside", "open a UDP socket", "send to a UNIX socket",
        "signal the grader", "change the grader's priority", "attach shared memory of others",
        "reserve too many addresses", "enlarge a socket buffer", "make other forbidden calls",
    )  # fmt: skip
    with probes.Outside() as outside:
        attempts = probes.attempts("A", SMALL, outside)
        for name in without_consequences:
            assert not probes.outcome(attempts[name])["passed"], name


def test_a_level_that_fails_a_probe_does_not_count(monkeypatch):
    """With the system-call filter left out, namespaces and Landlock are not enough."""

    allow_all = struct.pack("HBBI", 6, 0, 0, 0x7FFF0000)
    monkeypatch.setattr(levels, "make_filter", lambda own_user: allow_all)
    done = []
    with container.python_for_everybody():
        found = levels.find(["A", "B"], jail.readable_paths(), SMALL, lambda: done.append("set up"))
    assert found.level is None
    assert any("UDP" in probe["detail"] for probe in found.probes)
    assert done == ["set up"], "once, though two levels were tried"


@pytest.mark.parametrize("level", ["B", "C"])
def test_root_never_runs_students_as_root(monkeypatch, level):
    """Where other users cannot reach Python, root has nobody else to run them as."""
    if os.geteuid() != 0:
        pytest.skip("this is about root")
    monkeypatch.setattr(jail, "closed_folder", lambda user, paths: Path("/closed"))
    found = levels.find([level], jail.readable_paths(), SMALL)
    assert found.level is None
    assert "other users cannot enter /closed" in found.probes[0]["detail"]


@pytest.mark.parametrize("machine", ["riscv64", "i686", ""])
def test_an_unknown_machine_gets_a_reason(course, monkeypatch, machine):
    """The system-call filter is known to fit two kinds of processor only."""
    monkeypatch.setattr("platform.machine", lambda: machine)
    done = []
    found = levels.find(
        ["A", "B", "C"], jail.readable_paths(), SMALL, lambda: done.append("set up")
    )
    assert done == []
    (probe,) = found.probes
    assert found.level is None
    assert "supports x86_64 and aarch64" in probe["detail"]
    assert (machine or "unknown") in probe["detail"]


def test_without_a_level_hidden_tests_are_not_run(course):
    key = Key.read(course.keys / "shop" / "shop.ipynb")
    with pytest.raises(NoSandboxError, match="--visible-only"):
        ForkServer(key, levels=[], limits=SMALL)


_CPU = 4
_HUNGRY = "    while True:\n        hoard.append(bytearray(b'x') * (20 << 20))"
_LIMITS = {
    "memory": ("hoard = []\n", _HUNGRY, "more memory than the 700 MB"),
    "shared-memory": (
        "import mmap, time\n",
        "    shared = mmap.mmap(-1, 900 << 20)\n"
        "    for place in range(0, len(shared), 1 << 20):\n"
        "        shared[place:place + (1 << 20)] = b'x' * (1 << 20)\n    time.sleep(60)",
        "more memory than the 700 MB",
    ),
    "memory-of-several": (
        "import os, time\n",
        "    for _ in range(4):\n        if os.fork() == 0:\n"
        "            kept = bytearray(b'x') * (250 << 20)\n            time.sleep(60)\n    time.sleep(60)",
        "more memory than the 700 MB",
    ),
    "cpu": ("", "    while True:\n        pass", "more than 4 seconds of processor time"),
    "cpu-of-several": (
        "import os, signal, time\n",
        "    signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n    for _ in range(6):\n"
        "        if os.fork() == 0:\n            end = time.process_time() + 3\n"
        "            while time.process_time() < end:\n                pass\n"
        "            os._exit(0)\n    while True:\n        time.sleep(60)",  # a busy machine lets them wait
        "more than 4 seconds of processor time",
    ),
}


@pytest.mark.parametrize("name", _LIMITS)
def test_the_limit_is_named_and_what_was_earned_stays(course, level, name):
    before, code, says = _LIMITS[name]
    book = with_last_answer(code)
    cell = attack_course.find(book, "answer")
    cell["source"] = before + cell["source"]
    limits = ResourceLimits(**{**vars(SMALL), "cpu": _CPU}) if name.startswith("cpu") else SMALL
    row = grade(course, book, level, limits=limits)
    if name == "memory" and row.status == "graded":
        # One process alone meets its own limit first, as a MemoryError in its code.
        assert row.tests[-1].message == feedback.raised(AN_ERROR)
    else:
        assert row.status == "died"
        assert says in row.reason
        assert "test_answer" in row.reason
        assert row.remedy
    assert row.points == attack_course.POINTS - 1


def test_too_many_processes(course, level):
    code = "    import os, time\n    for _ in range(60):\n        if os.fork() == 0:\n            time.sleep(60)\n    time.sleep(60)"
    roomy = ResourceLimits(
        **{**vars(SMALL), "memory": 8 << 30}
    )  # so that memory is not what ends first
    row = grade(course, with_last_answer(code), level, limits=roomy)
    assert row.points == attack_course.POINTS - 1
    if row.status == "graded":  # the kernel counts, too, and fork then fails in the code itself
        assert row.tests[-1].message == feedback.raised(AN_ERROR)
    else:
        assert "more than 12 processes" in row.reason


@pytest.mark.parametrize(
    "write",
    [
        "open(f'file-{n}', 'wb').write(b'x' * (20 << 20))",
        "kept.append(open('file', 'wb')); os.remove('file'); kept[-1].write(b'x' * (20 << 20)); kept[-1].flush()",
        "[open(f'{n}-{i}', 'w').close() for i in range(100)]",
    ],
    ids=["large", "deleted", "many"],
)
def test_the_disk_is_full(course, level, write):
    code = f"    import os, time\n    kept = []\n    for n in range(8):\n        {write}\n    time.sleep(60)"
    row = grade(course, with_last_answer(code), level)
    assert row.points == attack_course.POINTS - 1
    if row.status == "graded":  # a file system of its own, which is full
        assert level == "A"
        assert row.tests[-1].message == feedback.raised(AN_ERROR)
    else:
        assert "more than 48 MB or 300 files" in row.reason


def test_an_endless_loop_costs_its_own_points_only(course, level):
    answers = attack_course.answers() | {
        "ordered": "def ordered(items):\n    while True:\n        pass"
    }
    book = attack_course.fill(attack_course.release(), answers)
    row = grade(course, book, level, times=TimeLimits(cell=6, submission=100))
    assert row.status == "timeout"
    assert "test_ordered" in row.reason
    assert row.points == attack_course.POINTS - 2
    assert "still running after 6 seconds" in row.tests[1].message


def test_the_time_of_the_whole_notebook(course, level):
    book = copy.deepcopy(attack_course.honest())
    slow = attack_course.cell("import time\ntime.sleep(5)", "slow")
    book["cells"][3:3] = [dict(slow, id=f"slow-{n}") for n in range(9)]
    row = grade(course, book, level, times=TimeLimits(cell=30, submission=12))
    assert row.status == "timeout"
    assert "the time limit of the whole notebook was reached" in row.reason
    assert row.points == 2


def test_many_large_pictures_cost_nothing(course, level):
    book = copy.deepcopy(attack_course.honest())
    code = "from IPython.display import Image, display\nfor _ in range(50):\n    display(Image(data=b'\\x89PNG' + b'x' * 2_000_000, format='png'))"
    book["cells"].insert(3, attack_course.cell(code, "pictures"))
    row = grade(course, book, level)
    assert (row.status, row.points) == ("graded", attack_course.POINTS)


def test_nothing_outlives_a_submission(course, level):
    marker = f"outlives-{os.getpid()}-{time.time_ns()}"
    code = (
        "    import os, subprocess, sys\n    for _ in range(3):\n"
        f"        subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)', '{marker}'], start_new_session=True)\n"
        "    return 42"
    )
    row = grade(course, with_last_answer(code), level, limits=ResourceLimits())
    assert (row.status, row.points) == ("graded", attack_course.POINTS)
    alive = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            alive.append(marker in (process / "cmdline").read_text())
        except OSError:
            continue
    assert not any(alive)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_a_run_that_is_ended(course, tmp_path, number):
    """Control-C, or a CI that ends the job: the whole process group gets the signal."""
    temporary = Path(tempfile.mkdtemp(prefix="ended-", dir="/tmp"))
    temporary.chmod(0o755)
    course.hand_in("student", with_last_answer("    import time\n    time.sleep(300)"))
    run = subprocess.Popen(
        [sys.executable, REPO / "tests/support/container.py", f"{Path(sys.executable).parent}/examiner", "grade",
         course.submitted, "--keys", course.keys, "--output", tmp_path / "out"],
        env=os.environ | {"TMPDIR": str(temporary)}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until(lambda: len(list(temporary.glob("examiner-*/prices.csv"))) == 2)
        os.killpg(run.pid, number)
        run.wait(60)
        wait_until(lambda: not list(temporary.iterdir()))
    finally:
        shutil.rmtree(temporary)


def wait_until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.05)


def test_runs_at_the_same_time_share_no_user():
    users = {levels.random_user() for _ in range(1000)}
    assert len(users) > 990
    assert min(users) > 2**30


def test_memory_holds_in_huge_pages_what_it_held():
    code = (
        "import os\nfrom examiner.sandbox.linux import use_huge_pages\n"
        "kept = {str(n): [n] for n in range(200_000)}\nuse_huge_pages()\n"
        "child = os.fork()\nkept['0'].append(child == 0)\n"
        "assert kept == {str(n): [n] + [child == 0] * (not n) for n in range(200_000)}\n"
        "assert child == 0 or os.waitpid(child, 0)[1] == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_hostile_folders_are_measured_and_removed(tmp_path):
    top = tmp_path / "work"
    (top / "a" / "b").mkdir(parents=True)
    (top / "a" / "file").write_bytes(b"x" * 10_000)
    (top / "link").symlink_to("/etc")
    assert folders.measure(str(top), 100)[0] == 4
    assert 10_000 <= folders.measure(str(top), 100)[1] < 60_000
    assert folders.measure(str(top), 3)[0] > 3
    os.chmod(top / "a", 0o300)
    deep = os.open(top, os.O_DIRECTORY)
    for _ in range(1200):
        os.mkdir("d" * 100, dir_fd=deep)
        below = os.open("d" * 100, os.O_DIRECTORY, dir_fd=deep)
        os.close(deep)
        deep = below
    os.close(deep)
    assert folders.measure(str(top), 5000)[0] == 5001  # too deep for anything honest
    folders.remove(str(top))
    assert not top.exists()
    assert Path("/etc").is_dir()


def test_a_contained_run_says_its_level(course, tmp_path):
    """Without namespaces the engine falls to level B, and says so."""
    if linux.landlock_abi() == 0:
        pytest.skip("this kernel has no Landlock, so there is no level B")
    course.hand_in_honest("student")
    done = subprocess.run(
        [sys.executable, REPO / "tests/support/container.py", f"{Path(sys.executable).parent}/examiner", "grade",
         course.submitted, "--keys", course.keys, "--output", tmp_path / "out"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    engine = json.loads((tmp_path / "out" / "report.json").read_text())["engine"]
    assert engine["level"] == "B"
    refused = next(probe for probe in engine["probes"] if probe["name"] == "level A")
    assert "not permitted" in refused["detail"]
    limits = next(probe for probe in engine["probes"] if probe["name"] == "limits")
    assert limits["detail"].partition(":")[0] in ("warden", "cgroup")
