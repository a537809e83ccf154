"""What a learner has done is kept, whatever happens to the file."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nncourse import progress


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Give the learner a new progress file."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv(progress.FILE_VARIABLE, str(path))
    return path


def test_what_is_recorded_is_read_and_added_to(file):
    assert progress.read() == {}
    assert progress.record("a/b", tries=1)
    assert progress.record("a/b", done=True)
    assert progress.read() == {"a/b": {"tries": 1, "done": True}}


@settings(deadline=None, max_examples=30)  # each example writes files
@given(
    st.dictionaries(
        st.text(min_size=1),
        st.dictionaries(st.text(min_size=1).filter(lambda name: name != "key"), st.integers()),
    )
)
def test_all_keys_and_facts_survive(tmp_path_factory, entries):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(progress.FILE_VARIABLE, str(tmp_path_factory.mktemp("p") / "p.json"))
        for key, facts in entries.items():
            progress.record(key, **facts)
        assert progress.read() == entries


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"entries": 3}', b'"text"', b"\xff\xfe", b"null"]
)
def test_a_damaged_file_is_set_aside_and_stops_nothing(file, damage):
    file.write_bytes(damage)
    assert progress.read() == {}
    assert progress.record("a/b", done=True)
    assert progress.read() == {"a/b": {"done": True}}
    assert (file.parent / "progress.damaged.json").read_bytes() == damage


def test_strange_entries_are_left_out_and_the_others_kept(file):
    file.write_text(json.dumps({"version": 1, "entries": {"a/b": {"done": True}, "a/c": 3}}))
    assert progress.read() == {"a/b": {"done": True}}


def test_what_cannot_be_written_is_kept_while_python_runs(tmp_path, monkeypatch):
    # A folder that does not exist refuses every writer, also one with all rights.
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "none" / "progress.json"))
    assert not progress.record("a/b", done=True)
    assert progress.read() == {"a/b": {"done": True}}
    assert not progress.record("a/c", done=True)
    assert list(progress.read()) == ["a/b", "a/c"]
    (tmp_path / "none").mkdir()
    assert progress.record("a/d", done=True)
    assert list(json.loads(progress.path().read_text())["entries"]) == ["a/b", "a/c", "a/d"]


def test_a_read_only_folder_stops_nothing(file, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")  # root may write everywhere: say no for it

    with monkeypatch.context() as patch:
        patch.setattr(progress.tempfile, "NamedTemporaryFile", refuse)
        assert not progress.record("a/b", done=True)
        assert progress.read() == {"a/b": {"done": True}}


def test_a_file_that_cannot_be_replaced_leaves_no_draft(file, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")  # as Windows, while another program reads it

    with monkeypatch.context() as patch:
        patch.setattr(progress.os, "replace", refuse)
        assert not progress.record("a/b", done=True)
        assert progress.read() == {"a/b": {"done": True}}
    assert list(file.parent.iterdir()) == []


def test_one_lesson_or_all_can_be_forgotten(file):
    for key in ("a/b", "a/c", "ab/c"):
        progress.record(key, done=True)
    progress.clear("a")
    assert list(progress.read()) == ["ab/c"]
    progress.clear()
    assert progress.read() == {}


def test_listeners_hear_of_every_record(file, monkeypatch):
    heard = []
    monkeypatch.setattr(progress, "_listeners", [])
    progress.listen(lambda: heard.append(len(progress.read())))
    progress.record("a/b", done=True)
    progress.record("a/c", done=True)
    assert heard == [1, 2]


def test_by_default_progress_lies_beside_the_notebook(tmp_path, monkeypatch):
    monkeypatch.delenv(progress.FILE_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    assert progress.path() == tmp_path / ".nncourse-progress.json"
