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

from examiner.errors import SubmissionError
from examiner.submission.raw_notebook import SizeLimits
from examiner.submission.reader import parse_submission, read_submission
from tests.support import REPO, hostile
from tests.support.notebook_files import code, notebook, write


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
        (b"\xff{}", "UTF-8 \\(byte 1 is invalid\\)"),
        (b"\xff\xfe{\0}\0", "saved in UTF-16"),
        ('{"cells": ["é"]}'.encode("latin-1"), "UTF-8"),
        (b"[1, 2]", "no cells"),
        (b'"text"', "no cells"),
        (b"12", "no cells"),
        (b'{"cells": {"0": 1}}', "no cells"),
        (b'{"cells": [' + b"9" * 5_000 + b"]}", "damaged"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
        (b'{"cells": [], "metadata": ' + b'{"a":' * 300 + b"1" + b"}" * 301, "nested too deeply"),
        (b'{"cells": [' + b"[]," * 1_000_000 + b"1]}", "too many parts"),
        (b'{"cells": [' + b"1," * 5_000 + b"1]}", "5,001 cells"),
        (b"PK\x03\x04 zip", "zip archive that was renamed"),
    ],
)
def test_files_that_are_not_notebooks_are_refused_with_reason_and_remedy(raw, says):
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
    with pytest.raises(SubmissionError, match="larger than 60 MB"):
        read_submission(big, SizeLimits(whole=60_000_000))
    small = write(tmp_path / "small.ipynb", HONEST)
    with pytest.raises(SubmissionError, match=r"larger than 0\.0001 MB, even"):
        read_submission(small, SizeLimits(size=100))
    assert read_submission(small, SizeLimits(size=small.stat().st_size)).cells


def test_outputs_do_not_count_and_may_hold_anything():
    book = notebook(code("x = 1"), code('print("\\"outputs\\": [")'))
    small = len(json.dumps(book).encode())
    for cell in book["cells"]:
        picture = {"image/png": "A" * 50_000, "text/plain": ['"outputs": [', "]}]{", "\\"]}
        data = {"output_type": "display_data", "metadata": {"outputs": [[1]]}, "data": picture}
        cell["outputs"] = [data, {"output_type": "stream", "name": "stdout", "text": "]"}]
    raw = json.dumps(book, indent=1).encode()
    read = parse_submission(raw, SizeLimits(size=2 * small))
    assert [cell.source for cell in read.cells] == ["x = 1", 'print("\\"outputs\\": [")']
    assert read.digest == parse_submission(raw).digest
    with pytest.raises(SubmissionError, match="even without its outputs"):
        parse_submission(raw, SizeLimits(size=small // 2))
    with pytest.raises(SubmissionError, match="ends in the middle"):
        parse_submission(raw[: len(raw) // 2], SizeLimits(size=2 * small))


def test_a_large_file_of_nothing_but_brackets_is_given_up():
    with pytest.raises(SubmissionError, match="too many parts"):
        parse_submission(b'{"cells":[{"outputs":[' + b"[],{}," * 1_100_000, SizeLimits(size=100))


# What is repaired -------------------------------------------------------------------------------


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
    assert sum("is not a valid cell" in notice for notice in submission.notices) == 3


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


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="atheris is for Linux only")
def test_a_short_run_of_the_fuzzer(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.fuzz_reader", "5"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(REPO)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    assert int(re.search(r"executed_units: (\d+)", done.stderr)[1]) > 100
    assert list(tmp_path.iterdir()) == []


def test_reading_needs_no_heavy_library():
    program = (
        "import sys\n"
        "from examiner import key, report, reports\n"
        "from examiner.submission import assembly, identification\n"
        "print([m for m in ('nbgrader', 'numpy', 'nbformat', 'jupyter_server', 'IPython', 'rich')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


def _cut(raw):
    return raw[: raw.index(b'"metadata"')]


@pytest.mark.parametrize(
    ("damage", "says", "remedy"),
    [
        (lambda raw: raw.decode().encode("utf-16"), "UTF-16", "Save as"),
        (lambda raw: raw.decode().encode("utf-16-le"), "UTF-16", "Save as"),
        (lambda raw: b"PK\x03\x04" + raw, "zip archive", "Unpack it"),
        (lambda raw: raw[: len(raw) // 2], "ends in the middle", "upload it again"),
        (_cut, "ends in the middle", "upload it again"),
        (
            lambda raw: raw.replace(
                b"\n", b"\n<<<<<<< HEAD\n 1,\n=======\n 2,\n>>>>>>> origin/main\n", 1
            ),
            "merge conflict that git could not resolve (line 2)",
            "git checkout --ours",
        ),
        (lambda raw: raw.replace(b":", b"=", 3), "not valid JSON", "save it"),
        # Marks of a conflict that has no end: looking for one takes no time.
        (
            lambda raw: b"{\n" + b"<<<<<<< a\n" * 50_000 + b"=======\n" * 50_000,
            "not valid JSON",
            "save it",
        ),
        (lambda raw: b"My notebook", "not valid JSON", "save it"),
    ],
)
def test_each_damage_has_a_remedy_of_its_own(damage, says, remedy):
    raw = json.dumps(notebook(code("print('x' * 3)"), code("y = 2")), indent=1).encode()
    with pytest.raises(SubmissionError) as refused:
        parse_submission(damage(raw))
    assert says in refused.value.message
    assert remedy in refused.value.remedy
