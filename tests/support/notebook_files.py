"""Notebook files made of plain dictionaries, whether they are valid or not."""

import json

from examiner.key import Key


def code(source, grade_id=None, **more):
    nbgrader = {} if grade_id is None else {"nbgrader": {"grade_id": grade_id}}
    cell = {"cell_type": "code", "source": source, "metadata": nbgrader, "outputs": []}
    return cell | more


def notebook(*cells, **more):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(raw)
    return path


def write_key(folder, assignment, *grade_ids, name=None):
    """Write and read a key with a set-up cell and an answer cell for each grade id."""
    cells = [code("", "setup")] + [code("# stub", grade_id) for grade_id in grade_ids]
    cells[0]["metadata"]["nbgrader"] |= {"locked": True}
    for cell in cells[1:]:
        cell["metadata"]["nbgrader"] |= {"solution": True}
    path = folder / "keys" / assignment / f"{name or assignment}.ipynb"
    return Key.read(write(path, notebook(*cells)))


TASK1 = notebook(code("", "setup"), code("x = 1", "a"), code("y = 2", "b"))
TASK2 = notebook(code("", "setup"), code("x = 1", "c"), code("y = 2", "d"))
