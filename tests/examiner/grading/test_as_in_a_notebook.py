"""What a kernel has, cells have while they are graded: shell lines, magics, streams, own files."""

from dataclasses import replace

import pytest

from examiner.grading import session
from examiner.key import Key
from examiner.submission.files import files_beside
from examiner.submission.reader import read_submission

LINES = {
    "a command that does not exist": "!nvidia-smi-of-nowhere",
    "a command that fails": "!mkdir /proc/figures",
    "pip": "%pip install no-such-package-at-all",
    "another pip": "!pip install no-such-package-at-all",
    "a magic for a command": "%ls",
    "output that is kept": "files = !ls\nassert list(files) == list(files)",
    "a status": "!exit 3\nassert _exit_code != 0",
    "a method": "get_ipython().system('false')",
    "another folder": "%cd /tmp",
    "store": "x = 1\n%store x\n%store -r x\n%store",
    "a descriptor": "import sys\nsys.stdout.fileno(), sys.stderr.fileno()",
    "names of streams": "import sys\nassert 'stdout' in sys.stdout.name and 'stderr' in sys.stderr.name",
    "bytes": "import sys\nsys.stdout.buffer.write(b'x')\nsys.stdout.reconfigure(line_buffering=True)",
    "faulthandler": "import faulthandler\nfaulthandler.enable()",
    "a kernel": "get_ipython().kernel.do_shutdown(True)",
    "a module of one's own": "%%writefile own_module.py\nfive = 5",
}


@pytest.mark.parametrize("line", LINES)
def test_the_cell_goes_on_as_in_a_notebook(bench, line):
    source = LINES[line]
    answer = "y = 1" if source.startswith("%%") else f"{source}\ny = 1"
    extra = [source] if source.startswith("%%") else []
    row = bench.grade(answer, "assert y == 1", extra=_cells(extra))
    assert (row.points, row.status) == (2, "graded")


def _cells(sources):
    from nbformat.v4 import new_code_cell

    return [new_code_cell(source) for source in sources]


def test_a_failing_line_shows_its_failure(bench):
    row = bench.grade("!no-such-command\ny = 1", "assert y == 1")
    (shown,) = [output.data for cell in row.cells for output in cell.outputs]
    assert "not found" in shown or "cannot be run" in shown


@pytest.mark.parametrize("one_process", [False, True])
def test_files_beside_the_notebook_are_there_for_the_students_code(bench, one_process):
    source = "from helper import five\ntext = open('own/mine.csv').read()"
    row = bench.grade(source, "assert True")
    key = Key.read(bench.folder / "bench" / "bench.ipynb")
    (path,) = [max(bench.folder.glob("submission-*.ipynb"), key=lambda p: p.stat().st_mtime)]
    submission = read_submission(path)
    files = {"helper.py": b"five = 5\n", "own/mine.csv": b"a,b\n", "numbers.csv": b"changed"}
    assert row.points == 2
    key = replace(key, one_process=one_process)
    row = session.grade(bench.fork_server, key, submission, "ada", files=files)
    assert (row.status, row.points) == ("graded", 2)
    shown = [output.data for cell in row.cells for output in cell.outputs]
    assert shown == [], "the cell ran without an error"


def test_tests_do_not_import_what_a_student_handed_in(bench):
    bench.grade("y = 1", "import helper")
    key = Key.read(bench.folder / "bench" / "bench.ipynb")
    path = max(bench.folder.glob("submission-*.ipynb"), key=lambda p: p.stat().st_mtime)
    row = session.grade(
        bench.fork_server, key, read_submission(path), "ada", files={"helper.py": b"five = 5\n"}
    )
    assert row.points == 0


def test_what_lies_beside_a_notebook_is_read_within_limits(tmp_path, monkeypatch):
    folder = tmp_path / "ada" / "ps"
    (folder / "own").mkdir(parents=True)
    for name in ("ps.ipynb", "helper.py", "own/mine.csv", "timestamp.txt", ".hidden", "large.csv"):
        (folder / name).write_bytes(b"x" * (9_000_000 if name == "large.csv" else 10))
    (folder / "link.csv").symlink_to("/etc/passwd")
    files, left_out = files_beside(folder / "ps.ipynb", tmp_path)
    assert sorted(files) == ["helper.py", "own/mine.csv"]
    assert sorted(left_out) == ["large.csv", "link.csv"]
    # Beside a notebook without a folder of its own lies other people's work.
    assert files_beside(folder / "ps.ipynb", folder) == ({}, [])


@pytest.mark.parametrize(
    "first",
    ["%reset -f", "import math as np", "for name in list(globals()):\n    del globals()[name]"],
)
def test_the_set_up_cell_runs_after_a_cell_above_it(bench, first):
    from nbformat.v4 import new_code_cell

    answer = "def f():\n    return np.zeros(2)"
    row = bench.grade(answer, "assert f().shape == (2,)", above=[new_code_cell(first)])
    assert row.points == 2
