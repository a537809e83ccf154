"""Copies of containers of the student's that a test holds: one object is one copy within a cell.

A test that fetches a list of the student's twice gets the same list. What it changes in it is told
to the student's process before the next request, and what the student's code changes is told back
with the reply. Only small containers are held, as each is compared at every request.
"""

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator
from operator import is_
from typing import Any, NamedTuple

from examiner.rpc.changes import change
from examiner.rpc.codec import Decoder, Encoder, look
from examiner.rpc.codec_table import CodecError, Json, Untrusted, are_numbers

_HELD = frozenset((list, dict, OrderedDict, defaultdict, Counter, set, bytearray, deque))
_MOST_HELD = 40
_MOST_ITEMS = 500
_Print = tuple[str, list[bytes]]


class _Held(NamedTuple):
    """A container, what it looked like when both processes had the same, and its items then.

    The items are only kept of a list of numbers: as long as they are the same objects, it has not
    changed. That is much faster than to look at each.
    """

    value: Any
    printed: _Print
    numbers: tuple[Any, ...] | None

    @property
    def is_unchanged(self) -> bool:
        """Whether it is certain that nothing has changed."""
        items = self.numbers
        return (
            items is not None and len(items) == len(self.value) and all(map(is_, items, self.value))
        )


class HeldCopies:
    """The containers that both processes hold at this moment, by the student's number for them.

    Parameters
    ----------
    refer
        Encodes what cannot cross by value, see `examiner.rpc.codec`.
    """

    def __init__(self, refer: Callable[[Any, Encoder], Json]) -> None:
        self._refer = refer
        self._held: dict[int, _Held] = {}

    def clear(self) -> None:
        """Hold nothing any more."""
        self._held.clear()

    def hold(self, number: int, value: Any) -> Any:
        """Hold a container, and return it; or the copy that is held already, brought up to date."""
        if type(value) not in _HELD:
            return value
        if number in self._held:
            held = self._held[number].value
            if held is not value:
                change(held, value)
            value = held
        if (printed := self._print(value)) and len(self._held) < _MOST_HELD:
            self._held[number] = _hold(value, printed)
        return value

    def number_of(self, value: object) -> int | None:
        """Return the number of a container that is held; None for any other object."""
        for number, held in self._held.items():
            if held.value is value:
                return number
        return None

    def changed(self, encoder: Encoder) -> list[tuple[int, Json]]:
        """Encode those that have changed since the other process last heard of them."""
        found: list[tuple[int, Json]] = []
        for number, held in [*self._held.items()]:
            if held.is_unchanged:
                continue
            now = self._print(held.value)
            if now != held.printed:
                found.append((number, encoder.encode(held.value)))
            if now is None:
                del self._held[number]
            else:
                self._held[number] = _hold(held.value, now)
        return found

    def take(self, changed: Untrusted, decoder: Decoder) -> None:
        """Change those that the other process tells of."""
        for number, content in _pairs(changed):
            if number in self._held:
                value = self._held[number].value
                change(value, decoder.decode(content))
                if printed := self._print(value):
                    self._held[number] = _hold(value, printed)

    def _print(self, value: Any) -> _Print | None:
        """Encode a container for comparison; None if it is too large for that."""
        if len(value) > _MOST_ITEMS:
            return None
        try:
            return look(value, self._refer, _MOST_ITEMS)
        except CodecError:
            return None


def _hold(value: Any, printed: _Print) -> _Held:
    of_numbers = type(value) is list and are_numbers(value)
    return _Held(value, printed, (*value,) if of_numbers else None)


def _pairs(found: Untrusted) -> Iterator[tuple[int, Untrusted]]:
    for pair in found if type(found) is list else ():
        if type(pair) is list and len(pair) == 2 and type(pair[0]) is int:
            yield pair[0], pair[1]
