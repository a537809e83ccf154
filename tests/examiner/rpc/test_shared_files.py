"""Files cross as bytes; what the student wrote never runs in the tests' process."""

import ast
import base64
import ctypes
import io
import marshal
import os
import pickle
import tempfile
import weakref
from pathlib import Path

import numpy as np
import pytest
import yaml
from yaml.constructor import FullConstructor

from examiner.rpc import load_guard
from examiner.rpc.cell_code import CellCode, compiled
from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError
from examiner.rpc.load_guard import LoadGuard
from examiner.rpc.shared_files import SharedFiles

REFUSED = "may be read here, not run"


@pytest.fixture(autouse=True)
def _only_these(monkeypatch):
    """Guard against the files of one test at a time: a hook stays for the life of a process."""
    monkeypatch.setattr(load_guard, "_guards", weakref.WeakSet())
    for name in ("find_python_name", "find_python_module"):
        monkeypatch.setattr(FullConstructor, name, getattr(FullConstructor, name))


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Give the files of a tests' process with one file of the key's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    Path("prices.csv").write_text("pear,3")
    files = SharedFiles()
    files.begin()
    return files


def take(files, content, *names, allowed=()):
    files.take(dict.fromkeys(names, 0), Decoder([content]), frozenset(allowed))


def test_what_the_student_wrote_can_be_read(files):
    take(files, b"a,b\n1,2", "work/made.csv", "work/folder/more.json")
    assert Path("made.csv").read_text() == Path("folder/more.json").read_text() == "a,b\n1,2"


@pytest.mark.parametrize(
    "name",
    [
        "work/helper.py", "work/helper.PYC", "work/fast.so", "work/all.zip", "work/site.pth",
        "work/pytest.ini", "work/a/setup.cfg", "work/../out.txt", "work//etc/kestrel", "other/x.txt",
        "work/prices.csv", "work/./prices.csv", "work//prices.csv", "work/a/../prices.csv", "work/",
        "work", "", "work/x\0.txt", "work/x\ud800.txt",
    ],
)  # fmt: skip
def test_what_could_run_or_belongs_to_the_key_is_left_out(files, name):
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    take(files, b"print('mine')", name)
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    files.take({name: None}, Decoder([]))
    assert Path("prices.csv").read_text() == "pear,3"


def test_a_file_of_the_key_changes_only_where_the_door_names_it(files):
    take(files, b"pear,4", "work/prices.csv", allowed=["prices.csv"])
    assert Path("prices.csv").read_text() == "pear,4"


def test_what_was_written_before_a_file_came_is_told_too(files):
    Path("mine.txt").write_text("mine")
    take(files, b"theirs", "work/theirs.txt")
    encoder = Encoder()
    assert files.changes(encoder) == {"work/mine.txt": 0}
    assert encoder.blobs == [b"mine"]


def test_too_many_files_are_refused(files):
    with pytest.raises(CodecError, match="too many"):
        files.take({f"work/{n}": 0 for n in range(501)}, Decoder([b""]))


class Reducing:
    def __reduce__(self):
        return os.getcwd, ()


class Text(str):
    pass


def _array():
    path = Path("array.npy")
    np.save(path, np.array([Text("x")], dtype=object), allow_pickle=True)
    return path.read_bytes()


#: By name: what the student writes, and how a test loads it.
LOADED = {
    "a pickle": (pickle.dumps(Reducing()), lambda path: pickle.loads(path.read_bytes())),
    "an old pickle": (
        pickle.dumps(Reducing(), 0),
        lambda path: pickle.load(io.BytesIO(path.read_bytes())),
    ),
    "a pickle in Python": (
        pickle.dumps(Reducing()),
        lambda path: pickle._load(io.BytesIO(path.read_bytes())),
    ),
    "an encoded pickle": (
        base64.b64encode(pickle.dumps(Reducing())),
        lambda path: pickle.loads(base64.b64decode(path.read_bytes())),
    ),
    "an array of objects": (_array, lambda path: np.load(path, allow_pickle=True)),
    "code": (b"import os; os.getcwd()", lambda path: exec(path.read_text())),
    "code in a function": (
        b"os.getcwd(os)",
        lambda path: exec(f"def f():\n    return {path.read_text()}"),
    ),
    "parsed code": (
        b"import os; os.getcwd()",
        lambda path: exec(compile(ast.parse(path.read_text()), "x", "exec")),
    ),
    "an expression": (b"os.getcwd()", lambda path: eval(path.read_text())),
    "bytecode": (
        marshal.dumps(compile("x = 1", "x", "exec")),
        lambda path: exec(marshal.loads(path.read_bytes())),
    ),
    "a module": (b"import os; os.getcwd()", lambda path: _import(path)),
    "a library": (b"no library", lambda path: ctypes.CDLL(str(path))),
    "objects in YAML": (
        b"!!python/object/apply:os.getcwd []",
        lambda path: yaml.unsafe_load(path.read_text()),
    ),
    "escaped objects in YAML": (
        b"%TAG !x! tag:yaml.org,2002:pyth\n---\n!x!on/object/apply:os.getcwd []",
        lambda path: yaml.unsafe_load(path.read_text()),
    ),
}


def _import(path):
    import importlib.machinery

    importlib.machinery.SourceFileLoader("mine", str(path)).load_module()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", LOADED)
def test_what_the_student_wrote_does_not_run(files, name):
    content, load = LOADED[name]
    content = content() if callable(content) else content
    take(files, content, "work/made.dat")
    with pytest.raises(PermissionError, match=REFUSED):
        load(Path("made.dat").absolute())


def test_plain_data_can_be_loaded(files):
    value = {"a": [1, 2.5], "b": {3}, "c": None}
    take(files, pickle.dumps(value), "work/value.pkl")
    assert pickle.loads(Path("value.pkl").read_bytes()) == value
    take(files, repr(value).encode(), "work/value.txt")
    assert ast.literal_eval(Path("value.txt").read_text()) == value
    np.save("array.npy", np.arange(3))
    take(files, Path("array.npy").read_bytes(), "work/other.npy")
    assert np.load("other.npy").tolist() == [0, 1, 2]
    exec(compile("x = 1 + 1", "<string>", "exec"))  # what the test itself writes


def test_a_cell_that_the_driver_compiled_runs_whatever_files_there_are(files):
    code = compiled("sum([1, 2])", "cell 1")
    take(files, b"import os; os.getcwd()", "work/made.txt")
    tree = ast.parse("1 + 1")
    ast.parse(Path("made.txt").read_text())
    with pytest.raises(PermissionError, match=REFUSED):
        compile(tree, "x", "exec")  # it might be what was parsed last
    assert eval(CellCode.load(code).value) == 3
    compile(tree, "x", "exec")  # in a new cell
    with pytest.raises(PermissionError, match=REFUSED):
        marshal.loads(code)


def test_nothing_is_guarded_before_a_file_was_taken():
    guard = LoadGuard()
    assert pickle.loads(pickle.dumps(Path("x"))) == Path("x")
    guard.took("/made.dat", b"anything")
    with pytest.raises(PermissionError, match=REFUSED):
        pickle.loads(pickle.dumps(Path("x")))
