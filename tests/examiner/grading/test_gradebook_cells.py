"""The questions of a gradebook, brought up to date although work was handed in."""

import os
import sys
import warnings
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from examiner.grading.gradebook_cells import save_cells, update_cells
from examiner.key import Key
from tests.support.small_course import cell, essay, notebook


def key(folder, *cells, name="ps"):
    path = folder / "ps" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook(cells), path)
    return Key.read(path)


@pytest.mark.slow
def test_questions_come_and_go_and_points_given_by_hand_stay(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # alembic
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    kept = [cell("answer", "square", "x = 1"), cell("test", "test_square", "assert x", 2)]
    kept.append(essay("why", "YOUR ANSWER HERE", 3))
    gone = cell("test", "test_share", "assert x", 2)
    added = [cell("answer", "cube", "y = 1"), cell("test", "test_cube", "assert y", 4)]
    with Gradebook(url) as book, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, of SQLAlchemy
        save_cells(book, key(tmp_path, *kept, gone), url)
        book.add_student("ada")
        book.add_submission("ps", "ada")
        book.find_grade("why", "ps", "ps", "ada").manual_score = 2
        book.db.commit()
        update_cells(book, key(tmp_path, *kept, *added), "ps")
        book.db.expire_all()
        submitted = book.find_submission_notebook("ps", "ps", "ada")
        grades = {g.name: (g.manual_score, g.max_score) for g in submitted.grades}
        assert grades == {"test_square": (None, 2), "why": (2, 3), "test_cube": (None, 4)}
        assert {comment.name for comment in submitted.comments} == {"square", "why", "cube"}
        assert book.find_submission("ps", "ada").max_score == 9
        # A second notebook of the assignment, which nobody has handed in.
        save_cells(book, key(tmp_path, *added, name="more"), url)
        submitted = book.find_submission_notebook("more", "ps", "ada")
        assert [grade.name for grade in submitted.grades] == ["test_cube"]
        assert [comment.name for comment in submitted.comments] == ["cube"]
        assert submitted.notebook.kernelspec == book.find_notebook("ps", "ps").kernelspec
        assert book.find_submission("ps", "ada").max_score == 13
