"""An answer and test cells, graded in both processes: what a test cell means to its author.

The same Python text also means the same in a notebook.
"""

import itertools
import textwrap

import nbformat
from nbformat.v4 import new_notebook

from examiner.grading import session
from examiner.grading.fork_server import ForkServer
from examiner.grading.limits import TimeLimits
from examiner.key import Key
from examiner.submission.reader import read_submission
from tests.support.small_course import cell

SETUP = """
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
"""
_numbers = itertools.count()


def text(source):
    return textwrap.dedent(source).strip()


def notebook(cells):
    meta = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return new_notebook(cells=cells, metadata=meta)


class Bench:
    """Grades an answer with a test cell; one fork server for all cases.

    The fork server knows only the set-up cells, so any key that begins with them may use it.
    """

    def __init__(self, folder, **options):
        self.folder = folder
        (folder / "bench").mkdir()
        (folder / "bench" / "numbers.csv").write_text("a,b\n1,2\n3,4\n")
        self.fork_server = ForkServer(self._key([]), **options)

    def _key(self, cells):
        path = self.folder / "bench" / "bench.ipynb"
        nbformat.write(notebook([cell("locked", "setup", SETUP), *cells]), path)
        return Key.read(path)

    def grade(self, answer, *tests, points=2, times=None, extra=(), before=(), above=(), below=()):
        """Return the row of a submission with one answer and some test cells."""
        tests = [cell("test", f"test_{n}", text(t), points) for n, t in enumerate(tests)]
        key = self._key([*before, cell("answer", "answer", "raise NotImplementedError()"), *tests])
        mine = [*above, cell("locked", "setup", SETUP), *before, *extra]
        mine += [cell("answer", "answer", text(answer)), *tests, *below]
        path = self.folder / f"submission-{next(_numbers)}.ipynb"
        nbformat.write(notebook(mine), path)
        times = times or TimeLimits(20, 60)
        return session.grade(self.fork_server, key, read_submission(path), "ada", times=times)

    def outcome(self, *args, **kwargs):
        """Return the points and the message of the only test."""
        (test,) = self.grade(*args, **kwargs).tests
        return test.points, test.message
