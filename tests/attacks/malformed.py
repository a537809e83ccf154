"""Files that are not notebooks, or odd ones: refused with a reason, or graded for what they hold."""

import copy
import json
import os

from tests.attacks import Attack
from tests.support import attack_course

_FULL = attack_course.POINTS


def _changed(change):
    book = copy.deepcopy(attack_course.honest())
    change(book)
    return book


def _version_3(book):
    cells = []
    for cell in book.pop("cells"):
        cell = dict(cell)
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["language"] = "python"
        cells.append(cell)
    book["worksheets"] = [{"cells": cells}]
    book["nbformat"], book["nbformat_minor"] = 3, 0


def _same_ids(book):
    for cell in book["cells"]:
        cell["id"] = "same"


def _broken_metadata(book):
    nonsense = [
        None,
        [],
        "text",
        7,
        {"grade_id": ["total"]},
        {"grade_id": None},
        {},
        {"grade_id": {}},
    ]
    for cell, metadata in zip(book["cells"], nonsense * 3, strict=False):
        if not cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["metadata"]["nbgrader"] = metadata
    book["metadata"] = ["no", "metadata"]


def _null_cells(book):
    book["cells"] = [None, 5, "x", [], *book["cells"], {}, {"cell_type": None}, None]


def _wrong_name(folder):
    (folder / "my solution (3).ipynb").write_text(json.dumps(attack_course.honest()))


def _missing(folder):
    (folder / "readme.txt").write_text("I sent it by mail.")


def _pipe(folder):
    os.mkfifo(folder / "shop.ipynb")


def _eighty_megabytes(folder):
    with open(folder / "shop.ipynb", "wb") as file:
        file.write(b'{"cells": [')
        file.truncate(80_000_000)


_REFUSED = {"status": ("refused",)}

ATTACKS = [
    Attack("60-bad-json", content=b'{"cells": [{"cell_type": "code"', **_REFUSED),
    Attack("61-not-utf-8", content=b'{"cells": ["\xff\xfe"]}', **_REFUSED),
    Attack("62-notebook-format-3", content=_changed(_version_3), earns=_FULL),
    Attack("63-no-kernelspec", content=_changed(lambda book: book.pop("metadata")), earns=_FULL),
    Attack("64-duplicate-ids", content=_changed(_same_ids), earns=_FULL),
    Attack("65-missing-notebook", content=_missing, **_REFUSED),
    Attack("66-wrong-name", content=_wrong_name, earns=_FULL),
    Attack("67-deep-json", content=b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", **_REFUSED),
    Attack("68-eighty-megabytes", content=_eighty_megabytes, **_REFUSED),
    Attack("69-broken-metadata", content=_changed(_broken_metadata), earns=_FULL),
    Attack("70-pipe-for-a-notebook", content=_pipe, **_REFUSED),
    Attack("71-null-cells", content=_changed(_null_cells), earns=_FULL),
    Attack("72-empty-file", content=b"", **_REFUSED),
]  # fmt: skip
