"""Reading what was handed in: nothing raises but SubmissionError, and nothing is lost."""

import contextlib
import json
import os
import re
import socket
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examiner.errors import ExaminerError
from examiner.key import Key, find_keys, match_key
from examiner.submission.discovery import admit, discover
from examiner.submission.reader import (
    SizeLimits,
    SubmissionError,
    parse_submission,
    read_submission,
)
from tests.support import REPO, hostile


def code(source, grade_id=None, **more):
    nbgrader = {} if grade_id is None else {"nbgrader": {"grade_id": grade_id}}
    cell = {"cell_type": "code", "source": source, "metadata": nbgrader, "outputs": []}
    return cell | more


def notebook(*cells, **more):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(raw)
    return path


def parse(content):
    return parse_submission(content if isinstance(content, bytes) else hostile.as_bytes(content))


HONEST = notebook(code("x = 1", "a"), code("y = 2"))


# What every file must be ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b" \n\0\0", "empty"),
        (b'{"cells": [ the upload broke off', "damaged or incomplete"),
        (b"\xff\xfe{\0}\0", "UTF-8 \\(byte 1 is wrong\\)"),
        ('{"cells": ["é"]}'.encode("latin-1"), "UTF-8"),
        (b"[1, 2]", "no cells"),
        (b'"text"', "no cells"),
        (b"12", "no cells"),
        (b'{"cells": {"0": 1}}', "no cells"),
        (b'{"cells": [' + b"9" * 5_000 + b"]}", "damaged"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
        (b'{"cells": [], "metadata": ' + b'{"a":' * 300 + b"1" + b"}" * 301, "nested too deep"),
        (b'{"cells": [' + b"[]," * 1_000_000 + b"1]}", "too many parts"),
        (b'{"cells": [' + b"1," * 5_000 + b"1]}", "5,001 cells"),
        (b"PK\x03\x04 zip", "damaged"),
    ],
)
def test_files_that_are_no_notebook_are_refused_with_reason_and_remedy(raw, says):
    with pytest.raises(SubmissionError, match=says) as caught:
        parse(raw)
    assert caught.value.message.endswith(".")
    assert caught.value.remedy.endswith(".")


def test_a_string_that_is_never_closed_takes_no_longer_than_another():
    # A scanner that began anew at every quote would need hours for these.
    with pytest.raises(SubmissionError, match="damaged"):
        parse(b'"' + b'\\"' * 5_000_000)


def test_brackets_inside_strings_do_not_count_as_depth():
    submission = parse(notebook(code("[" * 1_000 + '"\\"' + "{" * 1_000)))
    assert submission.cells[0].source.count("[") == 1_000


def test_the_size_is_limited_before_anything_is_read_into_memory(tmp_path):
    big = tmp_path / "big.ipynb"
    with big.open("wb") as file:
        file.truncate(80_000_000)
    with pytest.raises(SubmissionError, match="larger than 20 MB"):
        read_submission(big)
    small = write(tmp_path / "small.ipynb", HONEST)
    with pytest.raises(SubmissionError, match="larger than 0 MB"):
        read_submission(small, SizeLimits(size=100))
    assert read_submission(small, SizeLimits(size=small.stat().st_size)).cells


# What is mended ---------------------------------------------------------------------------------


def test_an_honest_notebook_is_read_without_a_notice():
    submission = parse(HONEST)
    assert [(c.number, c.source, c.grade_id) for c in submission.cells] == [
        (1, "x = 1", "a"),
        (2, "y = 2", None),
    ]
    assert submission.notices == ()
    assert submission.grade_ids == {"a"}


def test_text_may_be_a_list_of_lines():
    assert parse(notebook(code(["x = 1\n", "y = 2"]))).cells[0].source == "x = 1\ny = 2"


@pytest.mark.parametrize("minor", [0, 4, 5, 99, None, "five"])
def test_any_minor_format_and_no_kernelspec(minor):
    assert len(parse(HONEST | {"nbformat_minor": minor}).cells) == 2


def test_notebook_format_3():
    old = {
        "nbformat": 3,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 2, "source": ["Title"], "metadata": {}},
                    {
                        "cell_type": "code",
                        "input": ["x = 1"],
                        "language": "python",
                        "metadata": {"nbgrader": {"grade_id": "a"}},
                    },
                ]
            }
        ],
    }
    submission = parse(old)
    assert [(c.cell_type, c.source) for c in submission.cells] == [
        ("markdown", "## Title"),
        ("code", "x = 1"),
    ]
    assert submission.grade_ids == {"a"}
    assert "old format" in submission.notices[0]


def test_null_and_odd_cells_are_left_out_with_a_notice():
    submission = parse(notebook(None, code("x = 1", "a"), 7, [], {"cell_type": 3}))
    assert [cell.number for cell in submission.cells] == [2, 5]
    assert sum("is not a cell" in notice for notice in submission.notices) == 3


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        "text",
        7,
        {"grade_id": None},
        {"grade_id": ["a"]},
        {"grade_id": 3},
        {"grade": True},
    ],
)
def test_broken_nbgrader_metadata_loses_no_text(broken):
    for metadata in ({"nbgrader": broken}, broken):
        (cell,) = parse(notebook(code("x = 1") | {"metadata": metadata})).cells
        assert (cell.source, cell.grade_id) == ("x = 1", None)


def test_half_characters_are_replaced():
    submission = parse(notebook(code("x = '\ud800'", "a")))
    assert submission.cells[0].source == "x = '\ufffd'"
    assert submission.notices


def test_a_byte_order_mark_is_left_out():
    submission = parse(b"\xef\xbb\xbf" + hostile.as_bytes(HONEST))
    assert len(submission.cells) == 2


# Hostile files ----------------------------------------------------------------------------------


def test_neither_links_nor_pipes_nor_folders_are_read(tmp_path):
    secret = write(tmp_path / "secret" / "key.ipynb", HONEST)
    inside = tmp_path / "ada"
    inside.mkdir()
    (inside / "link.ipynb").symlink_to(secret)
    (inside / "folder").symlink_to(secret.parent)
    os.mkfifo(inside / "pipe.ipynb")
    (inside / "dir.ipynb").mkdir()
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(str(inside / "s.ipynb"))
    for name in ("link.ipynb", "folder/key.ipynb", "pipe.ipynb", "dir.ipynb", "s.ipynb", "none"):
        with pytest.raises(SubmissionError):
            read_submission(inside / name, root=tmp_path)
    with pytest.raises(SubmissionError):
        read_submission("/dev/zero")


@settings(deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda raw: b'{"cells":[' + raw))
def test_any_bytes(raw):
    with contextlib.suppress(SubmissionError):
        parse_submission(raw)


@settings(deadline=None)
@given(hostile.notebooks(["a", "b"]))
def test_any_json(value):
    try:
        submission = parse_submission(hostile.as_bytes(value))
    except SubmissionError:
        return
    for cell in submission.cells:
        assert cell.cell_type in ("code", "markdown", "raw")
        cell.source.encode()  # raises for half characters
        assert cell.grade_id is None or cell.grade_id.encode()
    assert all(notice.endswith(".") for notice in submission.notices)


@pytest.mark.skipif(sys.platform != "linux", reason="atheris is for Linux only")
def test_a_short_run_of_the_fuzzer(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.fuzz_reader", "5"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(REPO)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    assert int(re.search(r"executed_units: (\d+)", done.stderr)[1]) > 100
    assert list(tmp_path.iterdir()) == []


# Finding submissions ----------------------------------------------------------------------------


def key(folder, assignment, *grade_ids, name=None):
    cells = [code("", "setup")] + [code("# stub", grade_id) for grade_id in grade_ids]
    cells[0]["metadata"]["nbgrader"] |= {"locked": True}
    for cell in cells[1:]:
        cell["metadata"]["nbgrader"] |= {"solution": True}
    path = folder / "keys" / assignment / f"{name or assignment}.ipynb"
    return Key.read(write(path, notebook(*cells)))


@pytest.fixture
def keys(tmp_path):
    return [key(tmp_path, "task1", "a", "b"), key(tmp_path, "task2", "c", "d")]


TASK1 = notebook(code("", "setup"), code("x = 1", "a"), code("y = 2", "b"))
TASK2 = notebook(code("", "setup"), code("x = 1", "c"), code("y = 2", "d"))


def rows(path, keys):
    return [
        (found.student, found.assignment, [path.name for path in found.paths], bool(found.problem))
        for found in discover([path], keys)
    ]


def test_nbgraders_layout(tmp_path, keys):
    submitted = tmp_path / "submitted"
    write(submitted / "ben" / "task2" / "task2.ipynb", TASK2)
    write(submitted / "ben" / "task1" / "task1.ipynb", TASK1)
    write(submitted / "ada" / "task1" / "renamed.ipynb", TASK1)
    write(submitted / "ada" / "task1" / "timestamp.txt", b"2026")
    write(submitted / "ada" / "data" / "own.csv", b"1")
    write(submitted / "ada" / ".ipynb_checkpoints" / "x.ipynb", TASK1)
    (submitted / "iris").mkdir()
    (submitted / "joe" / "task1").mkdir(parents=True)
    write(submitted / "zoe" / "task1" / "task1.zip", b"PK")
    (submitted / "mal").symlink_to(submitted / "ada")
    expected = [
        ("ada", "task1", ["renamed.ipynb"], False),
        ("ben", "task1", ["task1.ipynb"], False),
        ("ben", "task2", ["task2.ipynb"], False),
        ("iris", None, [], True),
        ("joe", "task1", [], True),
        ("mal", None, [], True),
        ("zoe", "task1", [], True),
    ]
    assert rows(submitted, keys) == expected
    assert rows(submitted, ()) == [("ada", "data", [], True), *expected]
    problems = {found.student: found.problem for found in discover([submitted], keys)}
    assert "task1.zip" in problems["zoe"].message
    assert "symbolic link" in problems["mal"].message


def test_a_students_folder_an_assignments_folder_and_a_notebook(tmp_path, keys):
    folder = tmp_path / "submitted" / "ada"
    write(folder / "task1" / "task1.ipynb", TASK1)
    write(folder / "task2" / "task2.ipynb", TASK2)
    one, two = ("ada", "task1", ["task1.ipynb"], False), ("ada", "task2", ["task2.ipynb"], False)
    assert rows(folder, keys) == [one, two]
    assert rows(folder / "task1", keys) == [one]
    assert rows(folder / "task2" / "task2.ipynb", keys) == [two]


def test_notebooks_without_folders(tmp_path, keys):
    write(tmp_path / "class" / "ada.ipynb", TASK1)
    write(tmp_path / "class" / "ben.ipynb", TASK1)
    assert rows(tmp_path / "class", keys) == [
        ("ada", None, ["ada.ipynb"], False),
        ("ben", None, ["ben.ipynb"], False),
    ]
    write(tmp_path / "ada" / "task1 (1).ipynb", TASK1)
    write(tmp_path / "ada" / "task2.ipynb", TASK2)
    assert [row[0] for row in rows(tmp_path / "ada", keys)] == ["ada", "ada"]
    lone = write(tmp_path / "x" / "whoever.ipynb", TASK1)
    assert rows(lone, keys) == [("whoever", None, ["whoever.ipynb"], False)]


def test_an_unpacked_archive_is_looked_into(tmp_path, keys):
    write(tmp_path / "submitted" / "ada" / "task1" / "zip" / "task1" / "task1.ipynb", TASK1)
    ((_, _, files, _),) = rows(tmp_path / "submitted", keys)
    assert files == ["task1.ipynb"]


def test_a_path_that_does_not_exist_stops_the_run(tmp_path):
    with pytest.raises(ExaminerError, match="no file or folder"):
        discover([tmp_path / "typo"])


def test_a_link_on_the_command_line_is_a_row_with_a_problem(tmp_path, keys):
    write(tmp_path / "task1.ipynb", TASK1)
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "task1.ipynb")
    (found,) = discover([tmp_path / "link.ipynb"], keys)
    assert "symbolic link" in found.problem.message


@pytest.mark.parametrize("name", ["::add-path::x", "a\x1b[31mb", "a\nb", " ", "=1+1", b"\xff\xfe"])
def test_odd_names_of_folders_are_rows_on_one_line(tmp_path, keys, name):
    folder = os.fsencode(tmp_path / "submitted") + b"/" + os.fsencode(name) + b"/task1"
    os.makedirs(folder)
    with open(folder + b"/task1.ipynb", "wb") as file:
        file.write(hostile.as_bytes(TASK1))
    (found,) = discover([tmp_path / "submitted"], keys)
    assert found.student.isprintable()
    found.student.encode()
    submission, chosen, _ = admit(found, keys)
    assert (len(submission.cells), chosen.assignment) == (3, "task1")


def test_the_key_is_recognised_whatever_the_notebook_is_called(tmp_path, keys):
    write(tmp_path / "submitted" / "ada" / "task1" / "final FINAL.ipynb", TASK2)
    (found,) = discover([tmp_path / "submitted"], keys)
    _, chosen, notices = admit(found, keys)
    assert chosen.assignment == "task2"
    assert "final FINAL.ipynb" in notices[0]
    assert "task2" in notices[1]


def test_of_several_notebooks_the_one_of_the_assignment_is_graded(tmp_path, keys):
    folder = tmp_path / "submitted" / "ada" / "task1"
    write(folder / "a scratch pad.ipynb", notebook(code("1")))
    write(folder / "broken.ipynb", b"{")
    write(folder / "other.ipynb", TASK2)
    write(folder / "task1.ipynb", TASK1)
    (found,) = discover([tmp_path / "submitted"], keys)
    submission, chosen, notices = admit(found, keys)
    assert (submission.path.name, chosen.assignment) == ("task1.ipynb", "task1")
    assert "There are 4 notebooks in the folder; task1.ipynb was graded" in notices[0]
    assert "broken.ipynb" in notices[0]


def test_an_assignment_of_several_notebooks_has_a_row_for_each(tmp_path):
    keys = [key(tmp_path, "ps1", "a", "b", name="p1"), key(tmp_path, "ps1", "c", "d", name="p2")]
    folder = tmp_path / "submitted"
    write(folder / "ada" / "ps1" / "p1.ipynb", TASK1)
    write(folder / "ada" / "ps1" / "p2.ipynb", TASK2)
    write(folder / "ben" / "ps1" / "p2 copy.ipynb", TASK2)
    write(folder / "cleo" / "ps1" / "p1.ipynb", b"{")
    found = discover([folder], keys)
    assert [(row.student, row.key.notebook) for row in found] == [
        (student, notebook) for student in ("ada", "ben", "cleo") for notebook in ("p1", "p2")
    ]
    for row, name in ((found[0], "p1.ipynb"), (found[1], "p2.ipynb"), (found[3], "p2 copy.ipynb")):
        submission, chosen, notices = admit(row, keys)
        assert (submission.path.name, chosen) == (name, row.key)
        assert len(notices) == (name == "p2 copy.ipynb")
    for row, says in (
        (found[2], "no notebook p1"),
        (found[4], "damaged"),
        (found[5], "no notebook"),
    ):
        with pytest.raises(SubmissionError, match=says):
            admit(row, keys)
    # Somebody who names one notebook wants that one.
    (found,) = discover([folder / "ben" / "ps1" / "p2 copy.ipynb"], keys)
    assert admit(found, keys)[1].notebook == "p2"


def test_a_notebook_of_another_course_is_refused(tmp_path, keys):
    # The set-up cell that all assignments share does not make it one of them.
    write(tmp_path / "submitted" / "ada" / "task1" / "task1.ipynb", notebook(code("", "setup")))
    (found,) = discover([tmp_path / "submitted"], keys)
    with pytest.raises(SubmissionError, match="No cell of the notebook belongs"):
        admit(found, keys)


# Keys -------------------------------------------------------------------------------------------


def test_keys_are_found_in_a_folder_of_keys_an_assignment_or_a_file(tmp_path, keys):
    folder = tmp_path / "keys"
    assert [k.assignment for k in find_keys(folder)] == ["task1", "task2"]
    assert [k.assignment for k in find_keys(folder / "task2")] == ["task2"]
    assert [k.assignment for k in find_keys(folder / "task1" / "task1.ipynb")] == ["task1"]
    with pytest.raises(ExaminerError, match="no key"):
        find_keys(tmp_path / "nowhere")


def test_the_largest_share_decides_then_the_name_of_the_folder(tmp_path):
    small, large = key(tmp_path, "small", "a", "b"), key(tmp_path, "large", "a", "b", "c", "d")
    twin = key(tmp_path, "twin", "a", "b")
    assert match_key([large, small], ["a", "b"]) is small
    assert match_key([small, large], ["a", "b", "c", "d"], "large") is large
    assert match_key([small, twin], ["a", "b"], "twin") is twin
    assert match_key([small], ["setup"]) is None
    assert large.coverage(["a", "setup", "x"]) == 0.25


@pytest.mark.parametrize(
    ("nbgrader", "says"),
    [
        ({"grade": True, "grade_id": "t"}, "points are None"),
        ({"grade": True, "grade_id": "t", "points": -1}, "points are -1"),
        ({"grade": True, "grade_id": "t", "points": True}, "points are True"),
        ({"grade": True, "points": 1}, "grade id is None"),
        ({"solution": True, "grade_id": "a"}, "cells 1 and 2"),
    ],
)
def test_a_key_that_cannot_be_graded_with_says_why(tmp_path, nbgrader, says):
    cells = [code("", "a"), code("", "x")]
    cells[0]["metadata"]["nbgrader"] |= {"solution": True}
    cells[1]["metadata"]["nbgrader"] = nbgrader
    path = write(tmp_path / "key.ipynb", notebook(*cells))
    with pytest.raises(ExaminerError, match=says):
        Key.read(path)
    for raw in (b"{", b"[]", b"\xff", hostile.as_bytes(notebook(nbformat=3))):
        with pytest.raises(ExaminerError, match="cannot be used"):
            Key.read(write(tmp_path / "bad.ipynb", raw))


def test_reading_needs_no_heavy_library():
    program = (
        "import sys\n"
        "from examiner import key, report, reports\n"
        "from examiner.submission import assembly, discovery, matching, reader\n"
        "print([m for m in ('nbgrader', 'numpy', 'nbformat', 'jupyter_server', 'IPython', 'rich')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")
