"""Operators on objects of the student's, which a test cell can use with the door ``operators``.

Security rule: comparisons are made between objects of the student's only and give exactly True or
False. What arithmetic with plain data gives must be an object: no plain value that was chosen by
code which had seen what the test expects.
"""

from collections.abc import Callable, Sequence
from typing import Any

from examiner.doors import Doors
from examiner.rpc.operations import Operation
from examiner.rpc.proxies import is_students, number_of
from examiner.rpc.special_methods import COMPARISONS


class Operators:
    """Has the student's process apply operators.

    Parameters
    ----------
    ask
        See `examiner.rpc.connection.Connection.ask`.
    """

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask
        self._are_open = False
        self._met_plain_data: set[int] = set()

    def begin(self, doors: Doors) -> None:
        """Begin a test cell."""
        self._are_open = doors.operators
        self._met_plain_data.clear()

    def apply(self, operation: Operation, on: Any, name: str, operands: Sequence[object]) -> Any:
        """Apply an operator, if this test cell has the door for that.

        Returns
        -------
        object
            NotImplemented if it has not, or for a comparison with anything but the student's.
        """
        if not self._are_open:
            return NotImplemented
        number, others = number_of(on), [value for value in operands if is_students(value)]
        compares = name in COMPARISONS
        plain = len(others) < len(operands)
        if compares and plain:
            return NotImplemented
        value = self._ask(operation, number, name, tuple(operands))
        if compares:
            if type(value) is not bool:
                raise TypeError(f"a comparison of the student's gave a {type(value).__name__}")
            return value
        if plain or not self._met_plain_data.isdisjoint({number, *map(number_of, others)}):
            # Its code has seen a value of the test's: an object, but no value that it chose then.
            if not is_students(value):
                raise TypeError("arithmetic of the student's with plain data gave plain data")
            self._met_plain_data.add(number_of(value))
        return value
