"""Running the set-up cells of a key, before anything of a student's."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def run_setup(shell: InteractiveShell, cells: Iterable[str]) -> str | None:
    """Run set-up cells in the shell; return what went wrong.

    What they print goes to /dev/null, as the standard output of these processes does. It stays open:
    a handler of `logging` that a cell makes keeps the stream.
    """
    nothing = sys.__stdout__
    for source in cells:
        with contextlib.redirect_stdout(nothing), contextlib.redirect_stderr(nothing):
            result = shell.run_cell(source, store_history=False)  # type: ignore[no-untyped-call]
        if failure := result.error_before_exec or result.error_in_exec:
            last = traceback.format_exception_only(failure)[-1].strip()
            last = last.rstrip(".")  # the sentence that this becomes a part of has a full stop
            return f"a set-up cell of the key fails: {last}"
    return None
