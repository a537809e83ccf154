"""Objects that cross as references: numbers of what its owner keeps.

Security rule: a reference that comes from the student's process is a stand-in for an object of its
own, a class or module that the key itself imports, or an object that the tests handed out.
"""

import builtins
import contextlib
import weakref
from datetime import date, datetime  # by name: a test may replace them
from types import ModuleType
from typing import Any

from examiner.rpc import copies
from examiner.rpc.classes import DATA, StudentClasses
from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError, Json, Untrusted
from examiner.rpc.doubles import Doubles, copy_of
from examiner.rpc.libraries import from_library
from examiner.rpc.proxies import is_students, number_of
from examiner.rpc.student_class import Asks

_MOST_KEPT = 1_000


class References:
    """What stands for objects of the other process, and for objects of the tests' in it.

    Parameters
    ----------
    connection

    Attributes
    ----------
    doubles
        The objects that the student's process holds a proxy of.
    """

    def __init__(self, connection: Asks) -> None:
        self.doubles = Doubles()
        self._classes = StudentClasses(connection)
        self._objects: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
        self._kept: dict[int, Any] = {}  # of this cell: one object is one stand-in

    def new_cell(self) -> None:
        """Forget the stand-ins that nobody holds any more."""
        self._kept.clear()

    def refer(self, value: Any, encoder: Encoder) -> Json:
        """Encode an object that the codec does not know, on its way to the student's process."""
        if is_students(value):
            if not isinstance(value, type) and copies.is_mutable(value):
                return ["student", number_of(value), encoder.encode(copies.contents(value))]
            return ["student", number_of(value)]
        if isinstance(value, ModuleType) and value.__name__ != "__main__":
            return ["module", value.__name__]
        if (moment := _moment(value)) is not None:
            return ["value", encoder.encode(moment)]
        if (copied := copy_of(value)) is not None:
            return ["pickle", encoder.encode(copied)]
        return ["tests", *self.doubles.register(value)]

    def resolve(self, body: Untrusted, decoder: Decoder) -> Any:
        """Decode a reference that the student's process sent."""
        owner, number, *details = body
        if owner == "tests":
            return self.doubles.get(number)
        if owner != "student" or type(number) is not int:
            raise CodecError("invalid reference")
        kind, *rest = details
        if kind in ("class", "module"):
            found = _builtin_class(str(rest[0])) or from_library(str(rest[0]))
            if found is None and kind == "class":
                found = self._classes.of(number)
            if found is not None:
                return found
            rest = []
        made = self._objects.get(number, self._kept.get(number))
        content = [decoder.decode(part) for part in rest[:1]]
        if made is None:
            made = self._make(number, self._classes.of(kind), content)
        elif (
            content and copies.is_mutable(made) and type(content[0]) is copies.data_kind(type(made))
        ):
            copies.fill(made, content[0])
        return made

    def _make(self, number: int, kind: Any, content: list[Any]) -> Any:
        """Make the stand-in for an object."""
        data = copies.data_kind(kind)
        if issubclass(kind, BaseException):
            made = kind.__new__(kind)
            object.__getattribute__(made, "__dict__")["of_student"] = None
        elif data is not None:
            if len(content) != 1 or type(content[0]) is not DATA[data.__name__]:
                raise CodecError("invalid contents")
            made = copies.make(kind, content[0])
        else:
            made = object.__new__(kind)
        object.__setattr__(made, "_examiner_number", number)
        if len(self._kept) < _MOST_KEPT:
            self._kept[number] = made
        with contextlib.suppress(TypeError):  # numbers and tuples cannot be held weakly
            self._objects[number] = made
        return made


def _moment(value: Any) -> date | None:
    """Return the date or the time that an object of a class of the test's is: a fixed today."""
    if type(value).__module__ != "__main__":
        return None
    if isinstance(value, datetime):
        return datetime.combine(value.date(), value.timetz())
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    return None


def _builtin_class(path: str) -> type | None:
    module, _, name = path.partition(":")
    found = vars(builtins).get(name) if module == "builtins" else None
    return found if isinstance(found, type) else None
