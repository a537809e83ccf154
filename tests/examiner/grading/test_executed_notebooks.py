"""Executed notebooks and the files beside them, whatever an earlier run left in their folder."""

from types import SimpleNamespace

import pytest

from examiner.grading.executed_notebooks import ExecutedNotebook, accompanying_files
from tests.support.small_course import notebook


def written(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_other_files_and_their_empty_folders_are_removed(tmp_path):
    place = ExecutedNotebook(tmp_path / "ps.ipynb")
    place.write(notebook([]), {"out/a.txt": b"a", "out/deep/b.txt": b"b", "c.txt": b"c"})
    (tmp_path / "other.ipynb").write_text("{}")
    place.write(notebook([]), {"out": b"a file now", "c.txt/d.txt": b"d"})
    assert written(tmp_path) == {"ps.ipynb", "other.ipynb", "out", "c.txt", "c.txt/d.txt"}


def test_a_folder_in_the_place_of_the_notebook_is_removed(tmp_path):
    """nbgrader copies folders of that name."""
    (tmp_path / "ps.ipynb").mkdir()
    (tmp_path / "ps.ipynb" / "copy.ipynb").write_text("{}")
    ExecutedNotebook(tmp_path / "ps.ipynb").write(notebook([]), {})
    assert (tmp_path / "ps.ipynb").is_file()


def test_nothing_is_written_through_a_link(tmp_path):
    folder, elsewhere = tmp_path / "ps", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "out").symlink_to(elsewhere)
    ExecutedNotebook(folder / "ps.ipynb").write(notebook([]), {"out/a.txt": b"a"})
    assert not list(elsewhere.iterdir())
    assert (folder / "out" / "a.txt").read_bytes() == b"a"


@pytest.mark.parametrize(
    ("theirs", "course", "kept"),
    [
        ("tables", "tables/x.csv", False),
        ("tables/x.csv", "tables", False),
        ("tables/x.csv", "tables/x.csv", False),
        ("timestamp.txt/x", "tables/x.csv", False),
        ("tables/y.csv", "tables/x.csv", True),
    ],
)
def test_files_of_the_course_come_before_those_of_the_student(tmp_path, theirs, course, kept):
    keys, handed_in = tmp_path / "autograder_tests" / "ps", tmp_path / "submitted" / "ada" / "ps"
    for folder, name, data in ((keys, course, b"course"), (handed_in, theirs, b"student")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        (folder / "ps.ipynb").write_text("{}")
    key = SimpleNamespace(path=keys / "ps.ipynb", notebook="ps")
    submission = SimpleNamespace(path=handed_in / "ps.ipynb")
    entry = SimpleNamespace(
        identified=SimpleNamespace(submission=submission),
        candidate=SimpleNamespace(root=tmp_path / "submitted"),
    )
    files = accompanying_files(entry, key, "2026-11-20 12:00:00 UTC")
    assert files.pop("timestamp.txt") == b"2026-11-20 12:00:00 UTC"
    assert files == {course: b"course"} | ({theirs: b"student"} if kept else {})
    ExecutedNotebook(tmp_path / "autograded" / "ps.ipynb").write(notebook([]), files)
