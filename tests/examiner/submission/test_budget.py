"""Intake has a budget: no folder and no notebook costs more than a little."""

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from examiner.errors import SubmissionError
from examiner.key import find_keys
from examiner.submission import intake
from examiner.submission.discovery import discover
from examiner.submission.identification import identify
from examiner.submission.intake import Intake
from examiner.submission.matching import Matching
from examiner.submission.raw_notebook import SizeLimits
from examiner.submission.reader import SubmittedCell, parse_submission
from tests.support import attack_course
from tests.support.notebook_files import TASK1, TASK2, write, write_key


@pytest.fixture
def course(tmp_path):
    return attack_course.Course(tmp_path)


@pytest.fixture
def read(monkeypatch):
    """List what is read."""
    paths, original = [], intake.read_submission

    def reading(path, *args, **kwargs):
        paths.append(path.name)
        return original(path, *args, **kwargs)

    monkeypatch.setattr(intake, "read_submission", reading)
    return paths


def identified(course):
    keys = find_keys(course.keys)
    (candidate,) = discover([course.submitted], keys)
    (identified,) = identify(candidate, keys)
    return identified


def test_one_file_under_many_names_is_read_once(course, read):
    def links(folder):
        (folder / "a.ipynb").write_text(json.dumps(attack_course.honest()))
        for number in range(40):
            os.link(folder / "a.ipynb", folder / f"b{number}.ipynb")

    course.hand_in("eve", links)
    assert identified(course).submission.path.name == "a.ipynb"
    assert read == ["a.ipynb"]


def test_of_many_notebooks_a_few_are_read_the_right_name_first(course, read):
    def many(folder):
        for number in range(40):
            (folder / f"a{number}.ipynb").write_text(json.dumps(attack_course.honest()))
        (folder / "shop.ipynb").write_text(json.dumps(attack_course.honest()))

    course.hand_in("eve", many)
    found = identified(course)
    assert found.submission.path.name == "shop.ipynb"
    assert read[0] == "shop.ipynb"
    assert len(read) == intake.MOST_NOTEBOOKS
    assert "There are 41 notebooks" in found.notices[0]


def test_bytes_are_counted_over_all_notebooks(course, read, monkeypatch):
    monkeypatch.setattr(intake, "MOST_BYTES", 60_000)

    def large(folder):
        for number in range(5):
            book = attack_course.honest()
            book["metadata"]["padding"] = str(number) * 25_000
            (folder / f"a{number}.ipynb").write_text(json.dumps(book))

    course.hand_in("eve", large)
    identified(course)
    assert len(read) == 1


def test_seconds_are_those_of_the_reader_alone(course, read, monkeypatch):
    """Not wall time: which notebook is graded must not depend on the machine's load."""
    monkeypatch.setattr(intake, "MOST_SECONDS", 5)
    used = iter(range(0, 100, 2))
    monkeypatch.setattr(intake.time, "thread_time", lambda: next(used))

    def many(folder):
        for number in range(9):
            (folder / f"a{number}.ipynb").write_text(json.dumps(attack_course.honest()))

    course.hand_in("eve", many)
    identified(course)
    assert read == ["a0.ipynb", "a1.ipynb"]


def test_rows_of_one_assignment_read_its_notebooks_once(tmp_path, read):
    keys = [
        write_key(tmp_path, "ps1", "a", "b", name="p1"),
        write_key(tmp_path, "ps1", "c", "d", name="p2"),
    ]
    folder = tmp_path / "submitted" / "ada" / "ps1"
    for name, content in (("p1", TASK1), ("p2", TASK2), ("broken", b"{")):
        write(folder / f"{name}.ipynb", content)
    rows = discover([tmp_path / "submitted"], keys)
    assert [row.key.notebook for row in rows] == ["p1", "p2"]
    reader = Intake()
    found = [each for row in rows for each in identify(row, keys, reader)]
    assert [each.submission.path.name for each in found] == ["p1.ipynb", "p2.ipynb"]
    assert sorted(read) == ["broken.ipynb", "p1.ipynb", "p2.ipynb"]


def test_of_what_was_read_a_bounded_amount_is_kept(tmp_path, read, monkeypatch):
    monkeypatch.setattr(intake, "_MOST_KEPT", 2_500)
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.ipynb").write_text(json.dumps(attack_course.notebook([])))
    reader = Intake()
    for name in "abacab":
        reader.read(tmp_path / f"{name}.ipynb", tmp_path)
    # "c" took the place of "b", which had not been used for longest; "b" takes that of "c".
    assert read == ["a.ipynb", "b.ipynb", "c.ipynb", "b.ipynb"]


def test_what_reading_costs_does_not_grow_with_what_was_read_before(tmp_path, monkeypatch):
    """Else a class of 10,000 waits half a minute before anything is graded."""
    measured = []
    original = intake._size_of

    def measuring(found):
        measured.append(found)
        return original(found)

    monkeypatch.setattr(intake, "_size_of", measuring)
    reader = Intake()
    for number in range(50):
        path = tmp_path / f"{number}.ipynb"
        path.write_text(json.dumps(attack_course.notebook([])))
        reader.read(path, tmp_path)
        reader.read(path, tmp_path)  # known by now
    assert len(measured) == 50


def test_notebooks_are_read_one_at_a_time(tmp_path, monkeypatch):
    """What a hostile file takes while it is read is taken once, however many are graded at once."""
    original, at_once, most = intake.read_submission, threading.Semaphore(1), []

    def reading(path, *args, **kwargs):
        most.append(at_once.acquire(blocking=False))
        try:
            return original(path, *args, **kwargs)
        finally:
            at_once.release()

    monkeypatch.setattr(intake, "read_submission", reading)
    paths = [tmp_path / f"{number}.ipynb" for number in range(30)]
    for path in paths:
        path.write_text(json.dumps(attack_course.honest()))
    reader = Intake()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda path: reader.read(path, tmp_path), paths))
    assert most == [True] * 30


def test_a_notebook_of_too_many_cells_is_refused():
    book = attack_course.notebook([attack_course.cell("1", f"c{n}") for n in range(1001)])
    with pytest.raises(SubmissionError):
        parse_submission(json.dumps(book).encode())
    parse_submission(json.dumps(book).encode(), SizeLimits(cells=2000))


def test_a_cell_is_normalised_once(course, monkeypatch):
    """Else cells of the key times cells of the notebook are: minutes for a large one."""
    calls = []
    original = SubmittedCell.normal_source.func

    def counted(cell):
        calls.append(cell.number)
        return original(cell)

    monkeypatch.setattr(SubmittedCell.normal_source, "func", counted)
    (key,) = find_keys(course.keys)
    cells = [attack_course.cell("x = 1", f"c{n}") for n in range(300)]
    book = attack_course.notebook([*attack_course.honest()["cells"], *cells])
    Matching(key, parse_submission(json.dumps(book).encode()))
    assert len(calls) == len(set(calls))


#: Reads hostile notebooks of 20 MB, one after the other, with limits that the kernel holds.
_READ_HOSTILE = r"""
import resource
from examiner.errors import SubmissionError
from examiner.submission.raw_notebook import SizeLimits
from examiner.submission.reader import parse_submission

resource.setrlimit(resource.RLIMIT_DATA, (600 << 20, 600 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
SIZE = SizeLimits().size

def full(head, unit, tail):
    return head + unit * ((SIZE - len(head) - len(tail)) // len(unit)) + tail

def in_metadata(unit):
    return full(b'{"cells":[],"metadata":[', unit, b"0]}")

def as_source(unit):
    return full(b'{"cells":[{"cell_type":"code","source":"', unit, b'"}]}')

hostile = {
    "keys": lambda: b'{"cells":[],"metadata":{' + b",".join(b'"%07d":1' % n for n in range(1_600_000)) + b"}}",
    "the same key": lambda: full(b"{", b'"cells":[],', b'"cells":[]}'),
    "deep": lambda: b'{"a":' * (SIZE // 5),
    "closed": lambda: b'{"cells":[' + b"]" * (SIZE - 10),
    "objects": lambda: b'{"cells":[],"metadata":[' + b'{"a":1},' * 999_000
    + '"\U0001f600a",'.encode() * 1_400_000 + b"0]}",
    "floats": lambda: in_metadata(b"1e9,"),
    "long numbers": lambda: in_metadata(b"9" * 4_300 + b","),
    "a longer number": lambda: b"9" * SIZE,
    "NaN": lambda: in_metadata(b"NaN,-Infinity,"),
    "wide strings": lambda: in_metadata('"\U0001f600",'.encode()),
    "halves of characters": lambda: as_source(b"\\ud800"),
    "blank lines": lambda: as_source(b" \\n"),
    "definitions": lambda: as_source(b"def a\\n"),
    "quotes": lambda: as_source(b'","'),
}
for name, make in hostile.items():
    raw = make()
    assert len(raw) <= SIZE, name
    try:
        for cell in parse_submission(raw).cells:
            cell.normal_source, cell.defined
    except SubmissionError as error:
        assert not isinstance(error.__cause__, MemoryError), name
print(len(hostile), "read")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other kernels do not hold these limits")
def test_no_hostile_notebook_takes_more_than_the_grader_has():
    done = subprocess.run([sys.executable, "-c", _READ_HOSTILE], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "14 read\n"), done.stderr
