"""What a cell prints and displays is caught in order, up to a size."""

import base64
import sys
import types

import pytest

from examiner.report import MOST_OUTPUTS, MOST_TEXT
from examiner.worker.outputs import MOST_PICTURE, Recorder


@pytest.fixture
def recorder():
    """A recorder of a shell that has only what a recorder needs."""
    return Recorder(
        types.SimpleNamespace(
            display_pub=types.SimpleNamespace(), displayhook=types.SimpleNamespace()
        )
    )


def test_text_and_pictures_keep_their_order(recorder):
    with recorder:
        print("one")
        print("two", file=sys.stderr)
        recorder.publish({"image/png": base64.b64encode(b"png"), "text/plain": "<Figure>"})
        recorder.publish({"image/png": base64.b64encode(b"png").decode()})
        recorder.publish({"text/plain": "three"})
    kinds = [(output["kind"], output["data"]) for output in recorder.outputs]
    assert kinds == [("text", "one\ntwo\n"), ("png", 0), ("png", 1), ("text", "three\n")]
    assert recorder.pictures[1] == b"png"
    assert recorder.texts() == ["one\ntwo\n", "three\n"]


def test_colours_are_left_out(recorder):
    with recorder:
        print("\x1b[31mred\x1b[0m")
    assert recorder.texts() == ["red\n"]


def test_too_much_text_is_cut_and_says_so(recorder):
    with recorder:
        for _ in range(3):
            print("x" * MOST_TEXT)
    (text,) = recorder.texts()
    assert text.endswith("[the rest of the output was left out]\n")
    assert len(text) < MOST_TEXT + 100


def test_too_many_outputs_and_too_large_pictures_are_left_out(recorder):
    with recorder:
        recorder.publish({"image/png": bytes(MOST_PICTURE + 1)})
        recorder.publish({"image/png": "no base64"})
        for _ in range(MOST_OUTPUTS):
            recorder.publish({"image/png": b"png"})
            print("x")
    assert len(recorder.outputs) == MOST_OUTPUTS


def test_every_cell_begins_anew_and_the_streams_come_back(recorder):
    streams = sys.stdout, sys.stderr
    with recorder:
        print("one")
    with recorder:
        print("two")
    assert recorder.texts() == ["two\n"]
    assert (sys.stdout, sys.stderr) == streams


def test_the_stream_is_enough_of_one(recorder):
    with recorder:
        sys.stdout.writelines(["a", "b"])
        sys.stdout.flush()
        assert (sys.stdout.isatty(), sys.stdout.readable(), sys.stdout.writable()) == (0, 0, 1)
        with pytest.raises(TypeError, match="must be str"):
            sys.stdout.write(b"bytes")
        assert (sys.stdout.fileno(), sys.stderr.fileno()) == (1, 2)
    assert recorder.texts() == ["ab"]
