"""The student's end of the connection to the tests' process: answers the tests' requests.

It holds the objects of the student's that the tests hold proxies of, and asks the tests' process
whenever the student's code uses a test double.
"""

import contextlib
import io
import itertools
import pickle
import types
from collections.abc import Mapping
from typing import Any, cast

from examiner.rpc.channel import Channel
from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError, Json
from examiner.rpc.double_proxies import DoubleProxy, double_proxy, number_of
from examiner.rpc.exceptions import describe, rebuild
from examiner.rpc.operations import DoubleRequest, Operation, Reply, Request
from examiner.worker.interrupts import Interruptible
from examiner.worker.performer import MissingError, Performer, numpy_errors

_MOST_PRINTED = 64 * 1024  # characters that one call may print
_MOST_ANCESTORS = 20


class RequestHandler:
    """Answers what the tests' process asks of the student's names and objects.

    Parameters
    ----------
    tests
        The channel to the tests' process.
    names
        The globals of the student's notebook.
    interruptible
        Lets an interrupt end the student's code, and nothing else.
    """

    def __init__(self, tests: Channel, names: dict[str, Any], interruptible: Interruptible) -> None:
        self._tests = tests
        self._performer = Performer(names)
        self._interruptible = interruptible
        self._objects: list[object] = []
        self._numbers: dict[int, int] = {}
        self._callbacks = itertools.count(1)

    def serve(self) -> None:
        """Wait for one request and answer it."""
        message, blobs = self._tests.receive()
        self._answer(cast(Request, message), blobs)  # the tests' process is trusted

    def _answer(self, request: Request, blobs: list[bytes]) -> None:
        """Carry out a request; whatever happens, there is one reply."""
        encoder, printed = Encoder(self._refer), io.StringIO()
        reply: Reply = {"id": request["id"], "rebound": ()}
        try:
            decoder = Decoder(blobs, self._resolve)
            args = [decoder.decode(value) for value in request["args"]]
            kwargs = {key: decoder.decode(value) for key, value in request["kwargs"]}
            target = None if request["on"] is None else self._objects[request["on"]]
            with (
                contextlib.redirect_stdout(printed),
                numpy_errors(request["errstate"]),
                self._interruptible.running(),
            ):
                value = self._performer.perform(
                    request["do"], target, request["name"], args, kwargs
                )
                # Encoding runs code of the student's, too.
                reply["value"] = encoder.encode(value)
            if request["copy_back"]:
                reply["changed"] = [_encode_changed(encoder, value) for value in args]
        except MissingError:
            reply["missing"] = True
        except BaseException as error:
            encoder.blobs.clear()
            reply = {"id": request["id"], "rebound": (), "raised": describe(error)}
        reply["printed"] = printed.getvalue()[:_MOST_PRINTED]
        reply["rebound"] = self._performer.rebound()
        try:
            self._tests.send(reply, encoder.blobs)
        except ValueError as error:  # it is too large
            too_large: Reply = {
                "id": reply["id"], "rebound": reply["rebound"], "raised": describe(error)
            }  # fmt: skip
            self._tests.send(too_large)

    def _ask(
        self,
        on: int,
        operation: Operation,
        name: str,
        args: tuple[object, ...] = (),
        kwargs: Mapping[str, object] = types.MappingProxyType({}),
    ) -> Any:
        """Have the tests' process do something to a double, answering its requests meanwhile."""
        encoder = Encoder(self._refer)
        request: DoubleRequest = {
            "callback": next(self._callbacks),
            "on": on,
            "do": operation,
            "name": name,
            "args": [encoder.encode(value) for value in args],
            "kwargs": [(key, encoder.encode(value)) for key, value in kwargs.items()],
            "rebound": self._performer.rebound(),
        }
        self._tests.send(request, encoder.blobs)
        while True:
            message, blobs = self._tests.receive()
            if message.get("answer") == request["callback"]:
                if "raised" in message:
                    raise rebuild(message["raised"], steering=True)
                return Decoder(blobs, self._resolve).decode(message["value"])
            if "do" in message:
                self._answer(cast(Request, message), blobs)

    def _refer(self, value: object, encoder: Encoder) -> Json:
        """Encode an object that stays here: its number and what may be known of it."""
        if isinstance(value, DoubleProxy):
            return ["tests", number_of(value)]
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)  # kept alive, so that its id stays its own
        path = None
        if isinstance(value, types.ModuleType):
            kind, path = "module", value.__name__
        elif isinstance(value, type):
            kind, path = "class", f"{value.__module__}:{value.__qualname__}"
        else:
            kind = "callable" if callable(value) else "object"
        classes = type(value).__mro__[:_MOST_ANCESTORS]
        ancestry = [[known.__module__, known.__qualname__] for known in classes]
        return ["student", number, kind, ancestry, path]

    def _resolve(self, body: Any, decoder: Decoder) -> object:
        """Decode a reference that the tests' process sent, which is trusted."""
        owner, *details = body
        if owner == "student":
            return self._objects[details[0]]
        if owner == "pickle":  # only here: nothing is ever unpickled in the tests' process
            return pickle.loads(decoder.decode(details[0]))
        return double_proxy(self._ask, *details)


def _encode_changed(encoder: Encoder, value: object) -> Json:
    try:
        return encoder.encode(value)
    except CodecError:
        return None
