"""The tests' end of the connection to the student's process.

Test cells never see it: they work with the names of a `CellNames` and with stand-ins, which ask
here for all that they do.

Security rule: whatever comes back is hostile. It is decoded to exact types, to stand-ins for objects
of the student's, or to objects that the tests handed out themselves; it can raise only exceptions
that do not end the process, and it makes the student's code wait, never the tests' code run.
"""

import contextlib
import itertools
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from types import CodeType
from typing import Any

from examiner.doors import Doors
from examiner.rpc import copies, messages
from examiner.rpc.changes import change
from examiner.rpc.channel import Channel, ChannelClosed, Frame
from examiner.rpc.codec import Decoder, Encoder, look
from examiner.rpc.codec_table import CodecError, Json, Untrusted
from examiner.rpc.exceptions import MissingNameError, StudentProcessError, describe_to_student
from examiner.rpc.figures import Figures
from examiner.rpc.handed_in import HandedIn
from examiner.rpc.held_copies import HeldCopies
from examiner.rpc.operations import DoubleReply, Operation, Request
from examiner.rpc.operators import Operators
from examiner.rpc.patches import Patches
from examiner.rpc.proxies import is_students
from examiner.rpc.raised import OwnErrors, error_of
from examiner.rpc.references import References
from examiner.rpc.shared_files import SharedFiles

#: What passes operands to an object of the student's.
_PASSING = frozenset((Operation.ITEM, Operation.CALL, Operation.OPERATOR, Operation.REFLECTED))
_MOST_PRINTED = 64 * 1024  # characters that one call may print


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
    files
        Those that the test cell shares with the student's code, if it has the door for that.
    handed_in
        The text of the student's cells.
    before_asking
        Called before each request; the names of the cell are synchronized there.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._one_at_a_time = threading.RLock()  # a test may call from several threads
        self._in_a_hint = False
        self._ids = itertools.count(1)
        self._references = References(self)
        self._held = HeldCopies(self._references.refer)
        self._own_errors = OwnErrors()
        self._fetched: dict[str, Any] = {}
        self._operators = Operators(self.ask)
        self._patches = Patches()
        self._figures = Figures(
            lambda name, args, kwargs: self.ask(Operation.FIGURES, None, name, args, kwargs)
        )
        self.doors = Doors()
        self.files = SharedFiles()
        self.handed_in = HandedIn()
        self.before_asking: Callable[[], None] = lambda: None

    def new_cell(self, doors: Doors, source: str) -> None:
        """Begin a test cell: open its doors, and forget what belonged to the last one."""
        self._references.new_cell()
        self._held.clear()
        self._own_errors.clear()
        messages.listen(source)
        self._figures.begin(doors)
        self._patches.begin(doors, source)
        self._operators.begin(doors)
        self.doors = doors
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
        if self._in_a_hint and operation in _PASSING and not all(isinstance(a, type) for a in args):
            # ``box[expected]`` would show the student's ``box`` a value of the test's.
            raise PermissionError(
                "a type hint of the student's that is not a type is not evaluated"
            )
        with self._one_at_a_time:
            return self._ask(operation, on, name, args, kwargs, copied)

    @contextlib.contextmanager
    def reading_a_hint(self) -> Iterator[None]:
        """Pass the student's objects nothing but classes inside."""
        before, self._in_a_hint = self._in_a_hint, True
        try:
            yield
        finally:
            self._in_a_hint = before

    def _ask(
        self,
        operation: Operation,
        on: int | None,
        name: str | None,
        args: tuple[object, ...],
        kwargs: dict[str, Any] | None,
        copied: Any,
    ) -> Any:
        self.before_asking()
        encoder = Encoder(self._references.refer)
        keywords = kwargs or {}
        request: Request = {
            "id": next(self._ids),
            "do": operation,
            "on": on,
            "name": name,
            "args": [self._argument(value, encoder) for value in args],
            "kwargs": [(key, self._argument(value, encoder)) for key, value in keywords.items()],
            "errstate": _numpy_error_state(),
            "copy_back": self.doors.changes,
        }
        if copied is not None and copies.is_mutable(copied):
            request["content"] = encoder.encode(copies.contents(copied))
        if written := self._held.changed(encoder):
            request["written"] = written
        if listening := messages.listening():
            request["messages"] = listening
        if self.doors.files:
            request["files"] = self.files.changes(encoder)
        if self.doors.patch:
            self._patches.send(self, request, encoder)
        try:
            self._channel.send(request, encoder.blobs)
            self._references.doubles.forget_methods()  # as the student's process does
            reply, blobs = self._wait_for(request["id"])
        except ChannelClosed as error:
            raise StudentProcessError("the student's process has ended") from error
        decoder = Decoder(blobs, self._references.resolve)
        try:
            self._take(reply, decoder, args, keywords, copied)
            if "missing" in reply:
                raise MissingNameError(f"name {name!r} is not defined", name=name)
            if "raised" in reply:
                raise error_of(reply, decoder, operation, self._own_errors)
            return self._value(reply, decoder, args)
        except CodecError as error:
            raise StudentProcessError(str(error)) from error

    def _argument(self, value: object, encoder: Encoder) -> Json:
        """Encode an argument; a container of the student's goes back as itself."""
        number = self._held.number_of(value)
        return encoder.encode(value) if number is None else ["h", ["student", number]]

    def _take(
        self,
        reply: dict[str, Untrusted],
        decoder: Decoder,
        args: tuple[object, ...],
        kwargs: dict[str, Any],
        copied: Any,
    ) -> None:
        """Take what a reply brings beside its value."""
        if "printed" in reply:
            sys.stdout.write(str(reply["printed"])[:_MOST_PRINTED])
        messages.repeat(reply, decoder)
        if self.doors.files:
            self.files.take(reply.get("files"), decoder, self.doors.key_files)
        if self.doors.patch:
            self._patches.take(reply.get("random"), decoder)
        if "written" in reply:
            self._held.take(reply["written"], decoder)
        if copied is not None and (content := reply.get("content")) is not None:
            fresh = decoder.decode(content)
            if type(fresh) is copies.data_kind(type(copied)):
                copies.fill(copied, fresh)
        if self.doors.changes:
            changed = reply.get("changed")
            for argument, now in zip(args, changed if type(changed) is list else (), strict=False):
                self._change(argument, decoder.decode(now))
            keywords = reply.get("changed_keywords")
            for pair in keywords if type(keywords) is list else ():
                if type(pair) is list and len(pair) == 2 and pair[0] in kwargs:
                    self._change(kwargs[pair[0]], decoder.decode(pair[1]))

    def _change(self, argument: object, now: Any) -> None:
        if self._held.number_of(argument) is None:  # what is held is told of by itself
            change(argument, now)

    def _value(
        self, reply: dict[str, Untrusted], decoder: Decoder, args: tuple[object, ...]
    ) -> Any:
        """Return the value of a reply: a test's own object, a copy that it holds, or a new one."""
        value = decoder.decode(reply.get("value"))
        place, number = reply.get("argument"), reply.get("holds")
        if type(place) is int and 0 <= place < len(args):
            passed = args[place]
            if type(passed) is type(value) and (self.doors.changes or _same(passed, value)):
                return passed
        return self._held.hold(number, value) if type(number) is int else value

    def operate(self, operation: Operation, on: Any, name: str, operands: Sequence[object]) -> Any:
        """Apply an operator to an object of the student's; see `Operators.apply`."""
        return self._operators.apply(operation, on, name, operands)

    def look_of(self, value: object) -> Any:
        """Return what a value looks like on the wire: equal as long as it has not changed."""
        return look(value, self._references.refer)

    def patched(self) -> list[str]:
        """List the names that the test cell was seen to patch."""
        return sorted(self._patches.used)

    def code_of(self, function: Any) -> CodeType | None:
        """Compile what was handed in, and return the code of a function; None if it is not there."""
        return self.handed_in.code_of(function)

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
        encoder = Encoder(self._references.refer)
        answer: DoubleReply = {"answer": request["callback"]}
        try:
            decoder = Decoder(blobs, self._references.resolve)
            value = self._references.doubles.perform(request, decoder.decode)
            answer["value"] = encoder.encode(value)
            if (keep := self._references.doubles.keeps(request)) is not None:
                answer["keep"] = keep
        except Exception as error:
            encoder.blobs.clear()
            answer["keep"] = False
            answer["raised"] = describe_to_student(error)
            answer["own"] = self._own_errors.remember(error)
        self._channel.send(answer, encoder.blobs)


def _same(one: object, other: object) -> bool:
    """Tell whether two objects cross as the same values."""
    try:
        return look(one) == look(other)
    except CodecError:
        return False


def _numpy_error_state() -> dict[str, str] | None:
    numpy = sys.modules.get("numpy")
    return numpy.geterr() if numpy else None
