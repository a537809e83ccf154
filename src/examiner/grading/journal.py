"""The journal of a run: each result as soon as it is there, so that a stopped run can go on.

``journal.jsonl`` in the output folder is only ever appended to. A line is a checksum and JSON; one
that was cut off when the machine stopped fails its checksum and is passed over. A result is taken
again if nothing that it depends on has changed (see `examiner.grading.fingerprint`).
"""

import base64
import fcntl
import json
import os
import threading
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple, Self

from examiner.errors import ExaminerError
from examiner.grading.seeds import new_secret
from examiner.report import Cell, Engine, Output, Result
from examiner.reports.folder import JOURNAL


class Fingerprint(NamedTuple):
    """What a result depends on, as digests.

    Attributes
    ----------
    submission
        What was handed in.
    key
        The autograder key that it was graded with, the files beside it, and the data.
    run
        The settings of the run, who handed it in, and what was unusual about names.
    """

    submission: str
    key: str
    run: str


class Journal:
    """The results of earlier runs, and of this one.

    Attributes
    ----------
    secret
        What the seeds of all runs in this folder follow from, see `examiner.grading.seeds`.

    Parameters
    ----------
    folder
        The output folder; made if it does not exist.
    fresh
        Forget earlier results.

    Raises
    ------
    ExaminerError
        If the folder cannot be written to, or another run is writing to it.
    """

    def __init__(self, folder: str | Path, *, fresh: bool = False) -> None:
        self.path = Path(folder) / JOURNAL
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
            self._file = os.open(self.path, flags, 0o600)  # it holds the secret of the seeds
        except OSError as error:
            raise ExaminerError(
                f"The output folder {folder} cannot be used: {error.strerror}.",
                "Name a folder that you can write to with --output DIR.",
            ) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._file)
            raise ExaminerError(
                f"Another 'examiner grade' is writing to {folder}.",
                "Wait until it has ended, or name another folder with --output DIR.",
            ) from error
        except OSError as error:  # a file system without locks
            os.close(self._file)
            raise ExaminerError(
                f"The output folder {folder} cannot be locked: {error.strerror}.",
                "Name a folder on a disk of this machine with --output DIR.",
            ) from error
        self._kept: dict[Fingerprint, tuple[Engine, bytes]] = {}
        self._problem: OSError | None = None
        self._lock = threading.Lock()
        self.secret = ""
        if fresh:
            os.ftruncate(self._file, 0)
        else:
            self._read()
        if not self.secret:
            self.secret = new_secret()
            self._append({"secret": self.secret})

    @property
    def problem(self) -> OSError | None:
        """Why nothing more could be written, if so; the run itself goes on."""
        return self._problem

    def find(self, fingerprint: Fingerprint) -> tuple[Engine, Result] | None:
        """Return the result with this fingerprint, and what it was graded with."""
        if fingerprint not in self._kept:
            return None
        engine, line = self._kept[fingerprint]
        return engine, _result(json.loads(line)["row"])

    def begin(self, engine: Engine) -> None:
        """Note what the results from here on are graded with."""
        self._append({"engine": engine})

    def add(self, fingerprint: Fingerprint, result: Result) -> None:
        """Append a result."""
        self._append({"fingerprint": fingerprint, "row": _row(result)})

    def _append(self, entry: Mapping[str, Any]) -> None:
        """Append a line whole, or not at all: what a full disk cut off is taken away again."""
        text = json.dumps(entry, allow_nan=False).encode()
        line = b"%08x %b\n" % (zlib.crc32(text), text)
        with self._lock:
            if self._problem:
                return
            size = os.fstat(self._file).st_size
            try:
                written = os.write(self._file, line)
                while written < len(line):
                    written += os.write(self._file, line[written:])
            except OSError as error:
                self._problem = error
                os.ftruncate(self._file, size)

    def _read(self) -> None:
        """Read what earlier runs have written; a torn line is closed, so that the next one begins anew."""
        engine: Engine | None = None
        last = b"\n"
        with open(self._file, "rb", closefd=False) as lines:
            for line in lines:
                last = line
                entry = _entry(line)
                if entry is None:
                    continue
                if "secret" in entry:
                    self.secret = entry["secret"]
                elif "engine" in entry:
                    engine = entry["engine"]
                elif engine is not None and len(entry["fingerprint"]) == len(Fingerprint._fields):
                    # Else another version of the engine wrote it.
                    self._kept[Fingerprint(*entry["fingerprint"])] = engine, line[9:]
        if not last.endswith(b"\n"):
            os.write(self._file, b"\n")

    def close(self) -> None:
        """Let other runs write to the folder."""
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _entry(line: bytes) -> dict[str, Any] | None:
    """Read a line; None if it is not whole."""
    checksum, _, text = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(text):
        return None
    entry: dict[str, Any] = json.loads(text)
    return entry


def _row(result: Result) -> dict[str, Any]:
    """Write a result with the cells of its page."""
    return result.to_dict() | {"cells": [_cell(cell) for cell in result.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    if cell.after_hidden_tests and cell.outputs:
        # They may repeat a hidden test. Pages only say that there were some, and so does the journal.
        return asdict(cell) | {"outputs": [asdict(Output("text", ""))]}
    outputs = [
        asdict(output)
        if isinstance(output.data, str)
        else {"kind": output.kind, "bytes": base64.b64encode(output.data).decode()}
        for output in cell.outputs
    ]
    return asdict(cell) | {"outputs": outputs}


def _result(row: dict[str, Any]) -> Result:
    """Read what `_row` wrote."""
    cells = [
        Cell(**{**cell, "outputs": tuple(map(_output, cell["outputs"]))}) for cell in row["cells"]
    ]
    return Result.from_dict({**row, "cells": cells})


def _output(output: dict[str, Any]) -> Output:
    data = base64.b64decode(output["bytes"]) if "bytes" in output else output["data"]
    return Output(output["kind"], data)
