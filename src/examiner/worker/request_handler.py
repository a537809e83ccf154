"""The student's end of the connection to the tests' process: answers the tests' requests.

It holds the objects of the student's that the tests hold stand-ins for, and asks the tests' process
whenever the student's code uses a test double.
"""

import contextlib
import importlib
import itertools
import pickle
import types
from collections.abc import Mapping
from typing import Any, cast

from examiner.doors import GENERATORS
from examiner.rpc import changes, copies
from examiner.rpc.channel import Channel
from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError, Json
from examiner.rpc.double_proxies import DoubleProxy, double_proxy, number_of
from examiner.rpc.exceptions import describe, rebuild
from examiner.rpc.held_copies import HeldCopies
from examiner.rpc.operations import DoubleRequest, Operation, Reply, Request
from examiner.rpc.patches import set_state, state_of
from examiner.rpc.shared_files import SharedFiles
from examiner.worker.descriptions import describe_class, reference_to_class
from examiner.worker.interrupts import Interruptible
from examiner.worker.listening import Hearing
from examiner.worker.performer import MissingError, Performer, numpy_errors

_TOO_LATE = "an object of a test is used after the test has ended"


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

    Attributes
    ----------
    files
        Those that tests share with the student's code.
    """

    def __init__(self, tests: Channel, names: dict[str, Any], interruptible: Interruptible) -> None:
        self._tests = tests
        self._names = names
        self._performer = Performer(names)
        self._interruptible = interruptible
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._callbacks = itertools.count(1)
        self._answering = 0
        self.files = SharedFiles()
        self._generators: tuple[str, ...] = ()
        self._held = HeldCopies(self._refer)
        # By the number of a double and a name, methods that need not be asked for again.
        self._methods: dict[tuple[int, str], Any] = {}
        # By id, exceptions of functions of the test, kept alive, and the test's numbers for them.
        self._errors: dict[int, tuple[BaseException, int]] = {}

    def serve(self) -> None:
        """Wait for one request and answer it."""
        message, blobs = self._tests.receive()
        self._answer(cast(Request, message), blobs)  # the tests' process is trusted

    def leave_test(self) -> None:
        """Get ready for a cell of the student's, whose code may run here already: in ``plt.close``."""
        with contextlib.suppress(BaseException), self._interruptible.running():
            self._performer.leave_test()

    def _answer(self, request: Request, blobs: list[bytes]) -> None:
        """Carry out a request; whatever happens, there is one reply."""
        encoder = Encoder(self._refer)
        reply: Reply = {"id": request["id"], "rebound": ()}
        self._methods.clear()
        self._answering += 1
        try:
            with Hearing(request.get("messages"), self._names) as heard:
                try:
                    self._carry_out(request, Decoder(blobs, self._resolve), encoder, reply)
                except MissingError:
                    reply["missing"] = True
                except BaseException as error:
                    encoder.blobs.clear()
                    reply = {"id": request["id"], "rebound": (), "raised": describe(error)}
                    with contextlib.suppress(BaseException):
                        self._tell_of(error, reply, encoder)
            heard.tell(reply, encoder.encode)
            reply["rebound"] = self._performer.rebound()
            if written := self._held.changed(encoder):
                reply["written"] = written
            if "files" in request:
                reply["files"] = self.files.changes(encoder)
            if self._generators:
                reply["random"] = {
                    name: encoder.encode(state_of(name)) for name in self._generators
                }
            self._tests.send(reply, encoder.blobs)
        except (ValueError, CodecError) as error:  # it is too large
            too_large: Reply = {
                "id": reply["id"],
                "rebound": self._performer.rebound(),
                "raised": describe(error),
            }
            self._tests.send(too_large)
        finally:
            self._answering -= 1

    def _carry_out(
        self, request: Request, decoder: Decoder, encoder: Encoder, reply: Reply
    ) -> None:
        if "files" in request:
            self.files.take(request["files"], decoder, trusted=True)
        if request["do"] == Operation.NEW_CELL:
            self._generators = ()
            self._held.clear()
            self._errors.clear()
        # Arguments and targets may be containers that the test has changed.
        self._held.take([list(pair) for pair in request.get("written", ())], decoder)
        for name, state in request.get("random", {}).items():
            if name in GENERATORS:
                set_state(name, decoder.decode(state))
                self._generators = (*self._generators, name)
        args = [decoder.decode(value) for value in request["args"]]
        kwargs = {key: decoder.decode(value) for key, value in request["kwargs"]}
        target: Any = None if request["on"] is None else self._objects[request["on"]]
        if "content" in request:
            self._fill(target, decoder.decode(request["content"]))
        if request["do"] == Operation.DESCRIBE:
            reply["value"] = encoder.encode(describe_class(target, self._number))
            return
        try:
            with numpy_errors(request["errstate"]), self._interruptible.running():
                value = self._performer.perform(
                    request["do"], target, request["name"], args, kwargs
                )
                # Encoding runs code of the student's, too.
                reply["value"] = encoder.encode(value)
                self._offer(request["do"], value, reply)
        finally:
            if "content" in request:
                reply["content"] = encoder.encode(copies.contents(target))
        if request["copy_back"]:
            reply["changed"] = [_encode_changed(encoder, value) for value in args]
            reply["changed_keywords"] = [
                (key, _encode_changed(encoder, item)) for key, item in kwargs.items()
            ]
        if changes.is_changeable(value):
            same = [place for place, item in enumerate(args) if item is value]
            if same:
                reply["argument"] = same[0]

    def _offer(self, operation: Operation, value: Any, reply: Reply) -> None:
        """Let the test hold a copy of a container that it fetches from a name or an object."""
        if operation in _FETCHING or id(value) in self._numbers:
            number = self._number(value) if changes.is_changeable(value) else None
            if number is not None and self._held.hold(number, value) is value:
                reply["holds"] = number

    def _tell_of(self, error: BaseException, reply: Reply, encoder: Encoder) -> None:
        """Add to a reply what a test may look at in an exception."""
        if type(error).__module__ not in ("builtins", "examiner.rpc.exceptions"):
            reply["error"] = encoder.encode(error)
        reply["arguments"] = encoder.encode(error.args)
        if error.__cause__ is not None:
            reply["cause"] = describe(error.__cause__)
        if isinstance(error, BaseExceptionGroup):
            reply["group"] = [describe(member) for member in error.exceptions]
            reply["arguments"] = encoder.encode((error.message,))
        if (of_test := self._errors.get(id(error))) is not None:
            reply["of_test"] = of_test[1]

    @staticmethod
    def _fill(target: Any, content: Any) -> None:
        """Make the changes to a copied object that the test made to its copy."""
        try:
            changed = bool(copies.contents(target) != content)
        except Exception:  # of items such as arrays no truth value tells whether they are equal
            changed = True
        if changed:
            copies.fill(target, content)

    def _ask(
        self,
        on: int,
        operation: Operation,
        name: str,
        args: tuple[object, ...] = (),
        kwargs: Mapping[str, object] = types.MappingProxyType({}),
    ) -> Any:
        """Have the tests' process do something to a double, answering its requests meanwhile."""
        if not self._answering:
            raise RuntimeError(_TOO_LATE)
        if operation == Operation.ATTRIBUTE and (on, name) in self._methods:
            return self._methods[on, name]
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
                if message.get("keep") is False:
                    self._methods.clear()
                if "raised" in message:
                    error = rebuild(message["raised"], steering=True)
                    if message.get("own") is not None:
                        self._errors[id(error)] = error, message["own"]
                    raise error
                value = Decoder(blobs, self._resolve).decode(message["value"])
                if message.get("keep"):
                    self._methods[on, name] = value
                return value
            if "do" in message:
                self._answer(cast(Request, message), blobs)

    def _number(self, value: object) -> int:
        """Return the number of an object that stays here."""
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)  # kept alive, so that its id stays its own
        return number

    def _refer(self, value: object, encoder: Encoder) -> Json:
        """Encode an object that stays here: its number and what may be known of it."""
        if isinstance(value, DoubleProxy):
            return ["tests", number_of(value)]
        number, kind = self._number(value), type(value)
        if isinstance(value, types.ModuleType):
            return ["student", number, "module", value.__name__]
        if isinstance(value, type):
            return ["student", number, "class", f"{value.__module__}:{value.__qualname__}"]
        reference: list[Json] = ["student", number, reference_to_class(kind, self._number)]
        if copies.data_kind(kind) is not None:
            reference.append(encoder.encode(copies.contents(value)))
        return reference

    def _resolve(self, body: Any, decoder: Decoder) -> object:
        """Decode a reference that the tests' process sent, which is trusted."""
        owner, *details = body
        if owner == "student":
            target = self._objects[details[0]]
            if len(details) > 1:
                self._fill(target, decoder.decode(details[1]))
            return target
        if owner == "pickle":  # only here: nothing is ever unpickled in the tests' process
            return pickle.loads(decoder.decode(details[0]))
        if owner == "value":
            return decoder.decode(details[0])
        if owner == "module":
            return importlib.import_module(details[0])
        return double_proxy(self._ask, *details)


#: What gives objects that the student's code still holds: a change of them matters.
_FETCHING = frozenset((Operation.GET, Operation.ATTRIBUTE, Operation.ITEM))


def _encode_changed(encoder: Encoder, value: object) -> Json:
    try:
        return encoder.encode(changes.to_send(value))
    except CodecError:
        return None
