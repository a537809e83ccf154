"""The tests' end of the connection to the student's process.

Test cells never see it: they work with the names of a `CellNames` and with stand-ins, which ask
here for all that they do.

Security rule: whatever comes back is hostile. It is decoded to exact types, to stand-ins for objects
of the student's, or to objects that the tests handed out themselves; it can raise only exceptions
that do not end the process, and it makes the student's code wait, never the tests' code run.
"""

import builtins
import itertools
import sys
import weakref
from collections.abc import Sequence
from types import CodeType, ModuleType
from typing import Any

from examiner.rpc import copies, messages
from examiner.rpc.changes import change
from examiner.rpc.channel import Channel, ChannelClosed, Frame
from examiner.rpc.classes import DATA, StudentClasses
from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError, Json, Untrusted
from examiner.doors import Doors
from examiner.rpc.doubles import Doubles, copy_of
from examiner.rpc.exceptions import (
    MissingNameError,
    StudentProcessError,
    describe_to_student,
    rebuild,
)
from examiner.rpc.handed_in import HandedIn
from examiner.rpc.libraries import from_library
from examiner.rpc.operations import DoubleReply, Operation, Request
from examiner.rpc.proxies import is_students, number_of
from examiner.rpc.shared_files import SharedFiles
from examiner.rpc.patches import Patches

_MOST_PRINTED = 64 * 1024  # characters that one call may print
_KEPT_COPIES = 1_000


class Connection:
    """Asks the student's process for names, calls and attributes.

    Parameters
    ----------
    channel
        To the student's process.

    Attributes
    ----------
    doors
        What the test cell that runs may do beyond what every cell may.
    handed_in
        The text of the student's cells.
    before_asking
        Called before each request; the names of the cell are synchronised there.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._ids = itertools.count(1)
        self._objects: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
        self._kept: dict[int, Any] = {}  # of this cell, what cannot be held weakly
        self._classes = StudentClasses(self)
        self._doubles = Doubles()
        self._fetched: dict[str, Any] = {}
        self._met_plain_data: set[int] = set()
        self._files = SharedFiles()
        self._patches = Patches()
        self.doors = Doors()
        self.handed_in = HandedIn()
        self.before_asking = lambda: None

    def new_cell(self, doors: Doors, source: str) -> None:
        """Begin a test cell: open its doors, and forget what belonged to the last one."""
        self.doors = doors
        self._kept.clear()
        self._met_plain_data.clear()
        messages.listen(source)
        self._patches.begin(doors)
        self.ask(Operation.NEW_CELL)

    def get(self, name: str) -> Any:
        """Fetch a global name of the student's; MissingNameError if there is none.

        A stand-in is kept until the student's process says that the name means something else.
        """
        if name in self._fetched:
            return self._fetched[name]
        value = self.ask(Operation.GET, name=name)
        if is_students(value) and not copies.is_mutable(value):  # a value may change where it is
            self._fetched[name] = value
            self.handed_in.fetched(value, name)
        return value

    def ask(
        self,
        operation: Operation,
        on: int | None = None,
        name: str | None = None,
        args: tuple[object, ...] = (),
        kwargs: dict[str, Any] | None = None,
        copied: Any = None,
    ) -> Any:
        """Have the student's process do something and return the result.

        Parameters
        ----------
        operation
            What to do.
        on
            The number of the object of the student's; None for operations on names.
        name
            Of an attribute, or of a global.
        args, kwargs
            Values, stand-ins and objects of the tests'.
        copied
            The stand-in that `on` is the number of, if it holds a copy of the contents.

        Raises
        ------
        Exception
            What the student's code raised, as the nearest class known here.
        MissingNameError
            If the student's notebook does not define `name`.
        StudentProcessError
            If the process has ended, or sends an invalid answer.
        """
        self.before_asking()
        encoder = Encoder(self._refer)
        keywords = kwargs or {}
        request: Request = {
            "id": next(self._ids),
            "do": operation,
            "on": on,
            "name": name,
            "args": [encoder.encode(value) for value in args],
            "kwargs": [(key, encoder.encode(value)) for key, value in keywords.items()],
            "errstate": _numpy_error_state(),
            "copy_back": self.doors.changes,
        }
        if copied is not None and copies.is_mutable(copied):
            request["content"] = encoder.encode(copies.contents(copied))
        if listening := messages.listening():
            request["messages"] = listening
        if self.doors.files:
            request["files"] = self._files.changes(encoder)
        if self.doors.patch:
            self._patches.send(self, request, encoder)
        try:
            self._channel.send(request, encoder.blobs)
            reply, blobs = self._wait_for(request["id"])
        except ChannelClosed as error:
            raise StudentProcessError("the student's process has ended") from error
        try:
            return self._take(reply, Decoder(blobs, self._resolve), name, args, keywords, copied)
        except CodecError as error:
            raise StudentProcessError(str(error)) from error

    def _take(
        self,
        reply: dict[str, Untrusted],
        decoder: Decoder,
        name: str | None,
        args: tuple[object, ...],
        kwargs: dict[str, Any],
        copied: Any,
    ) -> Any:
        """Take what a reply brings; return its value or raise what the student's code raised."""
        sys.stdout.write(str(reply.get("printed", ""))[:_MOST_PRINTED])
        messages.repeat(reply, decoder)
        if self.doors.files:
            self._files.take(reply.get("files"), decoder, self.doors.key_files)
        if self.doors.patch:
            self._patches.take(reply.get("random"), decoder)
        if copied is not None and (content := reply.get("content")) is not None:
            fresh = decoder.decode(content)
            if type(fresh) is copies.data_kind(type(copied)):
                copies.fill(copied, fresh)
        if self.doors.changes:
            changed = reply.get("changed")
            for argument, now in zip(args, changed if type(changed) is list else (), strict=False):
                change(argument, decoder.decode(now))
            keywords = reply.get("changed_keywords")
            for pair in keywords if type(keywords) is list else ():
                if type(pair) is list and len(pair) == 2 and pair[0] in kwargs:
                    change(kwargs[pair[0]], decoder.decode(pair[1]))
        if "missing" in reply:
            raise MissingNameError(f"name {name!r} is not defined", name=name)
        if "raised" in reply:
            raise self._error(reply, decoder)
        place = reply.get("argument")
        if self.doors.changes and type(place) is int and 0 <= place < len(args):
            return args[place]
        return decoder.decode(reply.get("value"))

    def operate(self, operation: Operation, on: Any, name: str, operands: Sequence[object]) -> Any:
        """Have the student's process apply an operator, if this test cell has the door for that.

        Returns
        -------
        object
            NotImplemented if it has not, or for a comparison with anything but the student's.
        """
        if not self.doors.operators:
            return NotImplemented
        number, others = number_of(on), [value for value in operands if is_students(value)]
        compares = name in ("eq", "ne", "lt", "le", "gt", "ge")
        plain = len(others) < len(operands)
        if compares and plain:
            return NotImplemented
        value = self.ask(operation, number, name, tuple(operands))
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

    def patched(self) -> list[str]:
        """List the names that the test cell was seen to patch."""
        return sorted(self._patches.used)

    def code_of(self, function: Any) -> CodeType | None:
        """Compile what was handed in, and return the code of a function; None if it is not there."""
        return self.handed_in.code_of(function)

    def _error(self, reply: dict[str, Untrusted], decoder: Decoder) -> Exception:
        """Make the exception of a reply, of the student's own class if it has one."""
        error = rebuild(reply["raised"])
        try:
            own = decoder.decode(reply["error"]) if "error" in reply else None
            arguments = decoder.decode(reply.get("arguments"))
        except CodecError:
            return error
        if is_students(own) and isinstance(own, Exception):
            object.__getattribute__(own, "__dict__").update(vars(error))
            own.args, error = error.args, own
        if type(arguments) is tuple:
            error.args = arguments
        return error

    def _wait_for(self, request_id: int) -> Frame:
        """Serve the requests for test doubles until the reply to our request comes."""
        while True:
            reply, blobs = self._channel.receive()
            rebound = reply.get("rebound")
            for name in rebound if type(rebound) is list else ():
                self._fetched.pop(str(name), None)
            if "callback" in reply:
                self._serve(reply, blobs)
            elif reply.get("id") == request_id:
                return reply, blobs
            # Anything else answers a request that was given up when it ran out of time.

    def _serve(self, request: dict[str, Untrusted], blobs: list[bytes]) -> None:
        """Carry out a `DoubleRequest`; whatever happens, there is one reply."""
        encoder = Encoder(self._refer)
        answer: DoubleReply = {"answer": request["callback"]}
        try:
            decoder = Decoder(blobs, self._resolve)
            answer["value"] = encoder.encode(self._doubles.perform(request, decoder.decode))
        except Exception as error:
            encoder.blobs.clear()
            answer["raised"] = describe_to_student(error)
        self._channel.send(answer, encoder.blobs)

    def _refer(self, value: Any, encoder: Encoder) -> Json:
        """Encode an object that the codec does not know, on its way to the student's process."""
        if is_students(value):
            if not isinstance(value, type) and copies.is_mutable(value):
                return ["student", number_of(value), encoder.encode(copies.contents(value))]
            return ["student", number_of(value)]
        if isinstance(value, ModuleType) and value.__name__ != "__main__":
            return ["module", value.__name__]
        if (copied := copy_of(value)) is not None:
            return ["pickle", encoder.encode(copied)]
        return ["tests", *self._doubles.register(value)]

    def _resolve(self, body: Untrusted, decoder: Decoder) -> Any:
        """Decode a reference that the student's process sent."""
        owner, number, *details = body
        if owner == "tests":
            return self._doubles.get(number)
        if owner != "student" or type(number) is not int:
            raise CodecError("invalid reference")
        kind, *rest = details
        if kind in ("class", "module"):
            found = _builtin_class(str(rest[0])) or from_library(str(rest[0]))
            if found is None and kind == "class":
                found = self._classes.of(number)
            if found is not None:
                return found
            kind = "module"
        made = self._objects.get(number, self._kept.get(number))
        if made is None:
            made = self._make(number, self._classes.of(kind), [decoder.decode(part) for part in rest])
        elif rest and kind != "module" and copies.is_mutable(made):
            content = decoder.decode(rest[0])
            if type(content) is copies.data_kind(type(made)):
                copies.fill(made, content)
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
        try:
            self._objects[number] = made
        except TypeError:  # numbers and tuples cannot be held weakly
            if len(self._kept) < _KEPT_COPIES:
                self._kept[number] = made
        return made


def _builtin_class(path: str) -> type | None:
    module, _, name = path.partition(":")
    found = vars(builtins).get(name) if module == "builtins" else None
    return found if isinstance(found, type) else None


def _numpy_error_state() -> dict[str, str] | None:
    numpy = sys.modules.get("numpy")
    return dict(numpy.geterr()) if numpy else None
