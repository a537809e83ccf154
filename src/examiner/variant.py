"""Variants: the version of an assignment that one student gets, and is graded with.

It follows from the key and the student's id: what was handed in has no say in it. Course, assignment,
cell and name go into it too, so one choice tells nothing of another. There is no secret in it: a
student who knows all choices could find out everybody's values, as by asking them.
"""

import json
import math
from dataclasses import replace
from typing import NamedTuple

from examiner.choices import with_values
from examiner.key import Key
from examiner.key_cell import KeyCell


class Value(NamedTuple):
    """What a line of a key's cell says for somebody."""

    cell: KeyCell
    names: str
    text: str

    def __str__(self) -> str:
        return f"{self.names} = {self.text}"


def values_of(key: Key, student: str) -> list[Value]:
    """Return what the lines with choices say for the student of that id."""
    course, assignment = "", key.assignment
    if key.stamp:
        course, assignment = key.stamp.course, key.stamp.assignment
    found = []
    for cell in key.cells:
        for choice in cell.choices:
            place = [course, assignment, key.notebook, cell.grade_id, choice.names, student]
            found.append(Value(cell, choice.names, choice.draw(json.dumps(place))))
    return found


def variant_of(key: Key, student: str) -> Key:
    """Return the key of one student: with the student's values where there are choices.

    Parameters
    ----------
    key
    student
        The id in the class list, else the student's name in the report.

    Returns
    -------
    Key
        Without choices; the same key if it has none.
    """
    return _with(key, values_of(key, student))


def plain(key: Key) -> Key:
    """Return the key with the values of the source notebook, as ``release/`` has them."""
    return _with(key, [])


def _with(key: Key, values: list[Value]) -> Key:
    """Put values in the place of choices; what all students share, `Key.setup`, has none."""

    def own(cell: KeyCell) -> KeyCell:
        if not cell.choices:
            return cell
        its = {value.names: value.text for value in values if value.cell.number == cell.number}
        return replace(
            cell,
            source=with_values(cell.source, its),
            visible_source=with_values(cell.visible_source, its),
            choices=(),
        )

    if not key.varies:
        return key
    return replace(key, cells=tuple(map(own, key.cells)), own_setup=tuple(map(own, key.own_setup)))


def ways(key: Key) -> int:
    """Count the variants that there are."""
    return math.prod(choice.ways for cell in key.cells for choice in cell.choices)
