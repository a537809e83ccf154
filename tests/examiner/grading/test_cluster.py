"""``--scheduler``: the same rows from a cluster, whatever happens to its workers."""

import importlib
import pickle
import shutil
import sys
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest
from distributed import Client

from examiner.cli import main
from examiner.errors import ExaminerError, SubmissionError
from examiner.grading import cluster, session
from examiner.grading.run import grade_class
from tests.support.loopback_cluster import LoopbackCluster
from tests.support.small_course import DOUBLE, hand_in

PRELOAD = "tests.support.killed_by_mallory"


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """Give three workers that die of mallory's submission; nothing starts them again."""
    with LoopbackCluster(
        tmp_path_factory.mktemp("cluster"), workers=3, preload=PRELOAD, failures=0
    ) as made:
        yield made


def grade(course, **options):
    return grade_class([course / "submitted"], course / "autograder_tests", seed="1", **options)


def lasting(report):
    """Return the rows without how long they took."""
    return [replace(row, seconds=0) for row in report.results]


@pytest.mark.slow
def test_the_life_of_a_cluster(course, dask, tmp_path, monkeypatch):
    """One story, because starting a cluster takes long."""
    here = shutil.copytree(course, tmp_path / "course")
    (here / "submitted/ben/ps/notes.txt").write_text("beside the notebook")
    local = grade(here)
    far = grade(here, scheduler=str(dask.file), output=tmp_path / "report")
    assert far.engine["level"] == local.engine["level"]
    assert lasting(far) == lasting(local)

    # A second run grades nothing, here or there: the software is the same.
    monkeypatch.setattr(session, "grade", None)
    assert lasting(grade(here, output=tmp_path / "report")) == lasting(far)
    with Client(scheduler_file=str(dask.file), set_as_default=False) as client:
        again = grade(here, scheduler=client, output=tmp_path / "report")
        assert client.status == "running", "it belongs to its owner"
    assert lasting(again) == lasting(far)

    # What kills two workers, once beside others and once alone, is a row; all others have theirs.
    for name in ("cleo", "dan", "eve", "mallory", "zoe"):
        hand_in(here, name, "ps", {"double": DOUBLE})
    rows = {row.student: row for row in grade(here, scheduler=str(dask.file)).results}
    assert {name: (row.status, row.points) for name, row in rows.items()} == {
        "ada": ("graded", 3),
        "ben": ("graded", 0),
        "cleo": ("graded", 3),
        "dan": ("graded", 3),
        "eve": ("graded", 3),
        "mallory": ("error", 0),
        "zoe": ("graded", 3),
    }
    assert "workers of the cluster that tried to grade this submission ended" in (
        rows["mallory"].reason
    )
    assert "memory" in rows["mallory"].instructor_remedy
    assert sorted(worker.poll() is None for worker in dask.workers) == [False, False, True]

    # Without the last worker every row says so, and the run ends.
    monkeypatch.setattr(cluster, "_WITHOUT_WORKERS_SECONDS", 1)
    monkeypatch.setattr(cluster, "_BETWEEN_LOOKS", 0.5)
    shutil.rmtree(here / "submitted")
    hand_in(here, "mallory", "ps", {"double": DOUBLE})
    (row,) = grade(here, scheduler=str(dask.file)).results
    assert (row.status, row.reason) == ("error", "The cluster has had no worker for 1 seconds.")
    with pytest.raises(ExaminerError, match="has no worker"):
        grade(here, scheduler=str(dask.file))


def test_no_scheduler_is_a_reason_not_to_start(course, monkeypatch, capsys):
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.2)
    monkeypatch.chdir(course)
    assert main(["grade", "submitted", "--output", "no", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    said = capsys.readouterr().err
    assert "There is no Dask scheduler at tcp://127.0.0.1:1" in said
    assert "Start one with 'dask scheduler'" in said


def test_without_the_optional_package_the_message_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "examiner.grading.cluster")
    with pytest.raises(ExaminerError, match=r"pip install 'distributed"):
        importlib.import_module("examiner.grading.cluster")


def test_workers_must_be_alike():
    here = cluster.installed_software()
    older = here | {"libraries": ["numpy-1.0"]}
    assert cluster._agreed({"a": here, "b": here}) == here
    with pytest.raises(ExaminerError, match="other versions of Python or of packages: b"):
        cluster._agreed({"a": here, "b": older})
    with pytest.raises(ExaminerError, match=r"The workers have examiner 9\.9, this machine has"):
        cluster._agreed({"a": here | {"engine": "9.9"}})
    levels = {name: {"version": "0", "level": name, "probes": []} for name in "AB"}
    with pytest.raises(ExaminerError, match="A at A, B at B"):
        cluster._of_one_level(levels)


@pytest.mark.parametrize(
    "error", [ExaminerError("what"), ExaminerError("what", "do"), SubmissionError("what", "do", "you")]
)  # fmt: skip
def test_errors_come_back_whole_from_another_process(error):
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), vars(copy), str(copy)) == (type(error), vars(error), str(error))


def test_the_time_without_workers_begins_when_the_last_one_is_gone(monkeypatch):
    monkeypatch.setattr(cluster, "_WITHOUT_WORKERS_SECONDS", -1)
    workers = {}
    pool = object.__new__(cluster.ClusterPool)
    pool._lock, pool._over, pool._alone_since = threading.Lock(), None, None
    pool._client = SimpleNamespace(nthreads=lambda: workers)
    pool._check_workers()  # nobody was missed until now
    workers["one"] = 1
    pool._check_workers()
    workers.clear()
    pool._check_workers()
    with pytest.raises(ExaminerError, match="has had no worker"):
        pool._check_workers()
