"""The tests' end of the connection to the student's process.

Test cells never see it: they work with the names of a `StudentNamespace` and with proxies, which
ask here for all that they do.

Security rule: whatever comes back is hostile. It is decoded to exact types, to proxies of objects
of the student's, or to objects that the tests handed out themselves; it can raise only exceptions
that do not end the process, and it makes the student's code wait, never the tests' code run.
"""

import itertools
import sys
import weakref
from types import ModuleType
from typing import Any

from examiner.rpc.changes import change
from examiner.rpc.channel import Channel, ChannelClosed, Frame
from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError, Json, Untrusted
from examiner.rpc.doubles import Doubles, copy_of
from examiner.rpc.exceptions import (
    MissingNameError,
    StudentProcessError,
    describe_to_student,
    ends_iteration,
    rebuild,
)
from examiner.rpc.operations import DoubleReply, Operation, Request
from examiner.rpc.proxies import Proxy, make_proxy, number_of

_MOST_PRINTED = 64 * 1024  # characters that one call may print


class Connection:
    """Asks the student's process for names, calls and attributes.

    Parameters
    ----------
    channel
        To the student's process.

    Attributes
    ----------
    copy_back
        Whether changes that the student's code makes to its arguments are made here too. Off
        unless a test cell asks for it: a student must not be able to change what a test expects.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._ids = itertools.count(1)
        self._proxies: weakref.WeakValueDictionary[int, Proxy] = weakref.WeakValueDictionary()
        self._doubles = Doubles()
        self._fetched: dict[str, Proxy] = {}
        self.copy_back = False

    def get(self, name: str) -> Any:
        """Fetch a global name of the student's; MissingNameError if there is none.

        A proxy is kept until the student's process says that the name means something else.
        """
        if name in self._fetched:
            return self._fetched[name]
        value = self.ask(Operation.GET, name=name)
        if issubclass(type(value), Proxy):  # a value may change where it is
            self._fetched[name] = value
        return value

    def ask(
        self,
        operation: Operation,
        on: int | None = None,
        name: str | None = None,
        args: tuple[object, ...] = (),
        kwargs: dict[str, Any] | None = None,
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
            Values, proxies and objects of the tests'.

        Raises
        ------
        Exception
            What the student's code raised, as the nearest class known here.
        MissingNameError
            If the student's notebook does not define `name`.
        StudentProcessError
            If the process has ended, or sends an invalid answer.
        """
        encoder = Encoder(self._refer)
        request: Request = {
            "id": next(self._ids),
            "do": operation,
            "on": on,
            "name": name,
            "args": [encoder.encode(value) for value in args],
            "kwargs": [(key, encoder.encode(value)) for key, value in (kwargs or {}).items()],
            "errstate": _numpy_error_state(),
            "copy_back": self.copy_back,
        }
        try:
            self._channel.send(request, encoder.blobs)
            reply, blobs = self._wait_for(request["id"])
        except ChannelClosed as error:
            raise StudentProcessError("the student's process has ended") from error
        decoder = Decoder(blobs, self._resolve)
        if "missing" in reply:
            raise MissingNameError(f"name {name!r} is not defined", name=name)
        if "raised" in reply:
            if operation == Operation.NEXT and ends_iteration(reply["raised"]):
                raise StopIteration
            raise rebuild(reply["raised"])
        sys.stdout.write(str(reply.get("printed", ""))[:_MOST_PRINTED])
        try:
            if self.copy_back and type(reply.get("changed")) is list:
                for argument, changed in zip(args, reply["changed"], strict=False):
                    change(argument, decoder.decode(changed))
            return decoder.decode(reply.get("value"))
        except CodecError as error:
            raise StudentProcessError(str(error)) from error

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
        if isinstance(value, Proxy):
            return ["student", number_of(value)]
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
        proxy: Proxy | type | ModuleType | None = self._proxies.get(number)
        if proxy is None:
            proxy = make_proxy(self, number, details)
            if issubclass(type(proxy), Proxy):
                self._proxies[number] = proxy  # type: ignore[assignment]
        return proxy


def _numpy_error_state() -> dict[str, str] | None:
    numpy = sys.modules.get("numpy")
    return dict(numpy.geterr()) if numpy else None
