"""The student's process: runs the cells of a submission, then does what the tests ask for.

It is in the sandbox, and nothing that it says is believed: the driver takes outputs from it, the
tests take values, nobody takes marks.
"""

import contextlib
import importlib
import io
import operator
import select
import signal
import sys
import traceback
import types

from examiner.rpc.channel import ChannelClosed
from examiner.rpc.codec import CodecError, Decoder, Encoder
from examiner.rpc.double_proxies import DoubleProxy, double_proxy, number_of
from examiner.rpc.exceptions import describe
from examiner.sentences.endings import CELL_OUT_OF_TIME

_MOST_PRINTED = 64 * 1024  # characters that one call may print
_MOST_ITEMS_AT_ONCE = 100_000


class StudentProcess:
    """Serves two channels: the driver's, with cells to run, and the tests', with requests.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        With the names of the key's set-up cells.
    control, tests : Channel
        To the driver and to the tests' process.
    recorder : examiner.worker.outputs.Recorder
        Catches what cells print and display.
    """

    def __init__(self, shell, control, tests, recorder):
        self._shell, self._control, self._tests, self._recorder = shell, control, tests, recorder
        self._objects, self._numbers = [], {}
        self._fetched = {}
        self._busy = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, *_):
        if self._busy:
            raise KeyboardInterrupt(CELL_OUT_OF_TIME)

    def serve(self):
        """Do what either channel asks until both are closed."""
        with contextlib.suppress(ChannelClosed):
            self._control.send({"ready": True})
            while True:
                for channel in (self._control, self._tests):
                    while channel.pending():
                        self._serve(channel)
                fds = [self._control.fd, self._tests.fd]
                ready, _, _ = select.select(fds, [], [])
                for channel in (self._control, self._tests):
                    if channel.fd in ready:
                        self._serve(channel)

    def _serve(self, channel):
        message, blobs = channel.receive()
        if channel is self._tests:
            self._perform(message, blobs)
        else:
            outcome, pictures = self._run(message["source"])
            channel.send(outcome, pictures)

    def _run(self, source):
        """Run a cell as a notebook does; return its outcome and the pictures it showed."""
        with self._recorder as recorder, self._in_student_code():
            try:
                result = self._shell.run_cell(source, store_history=True)
                error = result.error_before_exec or result.error_in_exec
            except BaseException as raised:  # IPython lets SystemExit and the like through
                error = raised
                traceback.print_exception(raised, limit=0)  # our own frames tell nobody anything
        raised = None if error is None else describe(error)
        return {"raised": raised, "outputs": recorder.outputs}, recorder.pictures

    @contextlib.contextmanager
    def _in_student_code(self):
        """Let an interrupt end what runs inside, and nothing else."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    def _perform(self, request, blobs):
        """Carry out one request of the tests; whatever happens, there is one reply."""
        encoder, printed = Encoder(self._refer), io.StringIO()
        try:
            decoder = Decoder(blobs, self._resolve)
            args = [decoder.decode(value) for value in request.get("args", [])]
            kwargs = {key: decoder.decode(value) for key, value in request.get("kwargs", [])}
            on = request.get("on")
            target = None if on is None else self._objects[on]
            with (
                contextlib.redirect_stdout(printed),
                _numpy_errors(request.get("errstate")),
                self._in_student_code(),
            ):
                value = self._do(request["do"], target, request.get("name"), args, kwargs)
                # Encoding runs code of the student's, too.
                reply = {"value": encoder.encode(value)}
            if request.get("copy_back"):
                reply["changed"] = [self._encode_changed(encoder, value) for value in args]
        except _MissingError:
            reply = {"missing": True}
        except BaseException as error:
            encoder.blobs.clear()
            reply = {"raised": describe(error)}
        reply["printed"] = printed.getvalue()[:_MOST_PRINTED]
        always = {"id": request.get("id"), "rebound": self._rebound()}
        try:
            self._tests.send(reply | always, encoder.blobs)
        except ValueError as error:  # it is too large
            self._tests.send({"raised": describe(error)} | always)

    def _rebound(self):
        """List the names that the tests fetched and that mean something else now.

        The tests keep what they fetched by name, and need not ask for it at every use.
        """
        names = self._shell.user_ns
        return [name for name, value in self._fetched.items() if names.get(name) is not value]

    @staticmethod
    def _encode_changed(encoder, value):
        try:
            return encoder.encode(value)
        except CodecError:
            return None

    def _do(self, operation, target, name, args, kwargs):
        names = self._shell.user_ns
        match operation:
            case "get":
                if name not in names:
                    raise _MissingError
                self._fetched[name] = names[name]
                return names[name]
            case "delete name":
                if name not in names:
                    raise NameError(f"name {name!r} is not defined")
                del names[name]
            case "set name":
                names[name] = args[0]
            case "new cell":
                _close_figures()
            case "call":
                return target(*args, **kwargs)
            case "attribute":
                return _signature(target) if name == "__signature__" else getattr(target, name)
            case "set attribute":
                setattr(target, name, args[0])
            case "delete attribute":
                delattr(target, name)
            case "item":
                return target[args[0]]
            case "set item":
                target[args[0]] = args[1]
            case "delete item":
                del target[args[0]]
            case "contains":
                return args[0] in target
            case "is instance":
                return isinstance(args[0], target)
            case "length":
                return operator.index(len(target))
            case "truth":
                return bool(target)
            case "float":
                return float(target)
            case "int":
                return int(target)
            case "text":
                return str(target)[:_MOST_PRINTED]
            case "array":
                return _as_array(target)
            case "iterate":
                return _items(target)
            case "next":
                return next(target)
            case _:
                raise CodecError("what came is no request")
        return None

    def _refer(self, value, encoder):
        """Encode an object that stays here: its number and what may be known of it."""
        if isinstance(value, DoubleProxy):
            return ["h", "tests", number_of(value)]
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
        ancestry = [[base.__module__, base.__qualname__] for base in type(value).__mro__[:20]]
        return ["h", "student", number, kind, ancestry, path]

    def _resolve(self, rest, decoder):
        owner, *details = rest
        if owner == "student":
            return self._objects[details[0]]
        if owner == "pickle":  # from the tests, who are trusted; nothing is unpickled there
            return importlib.import_module("pickle").loads(decoder.decode(details[0]))
        return double_proxy(self._ask_tests, *details)

    def _ask_tests(self, request, args=(), kwargs=None):
        """Have the tests' process do something to a double, serving its requests meanwhile."""
        encoder = Encoder(self._refer)
        request["args"] = [encoder.encode(value) for value in args]
        request["kwargs"] = [[key, encoder.encode(value)] for key, value in (kwargs or {}).items()]
        request["rebound"] = self._rebound()
        self._tests.send(request, encoder.blobs)
        while True:
            answer, blobs = self._tests.receive()
            if answer.get("answer") == request["callback"]:
                if "raised" in answer:
                    from examiner.rpc.exceptions import rebuild

                    raise rebuild(answer["raised"])
                return Decoder(blobs, self._resolve).decode(answer["value"])
            if "do" in answer:
                self._perform(answer, blobs)


class _MissingError(Exception):
    """The student's notebook has no such name."""


def _numpy_errors(state):
    numpy = sys.modules.get("numpy")
    return numpy.errstate(**state) if numpy and state else contextlib.nullcontext()


def _close_figures():
    """Do what a notebook does at the end of a cell."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


def _signature(target):
    import inspect

    return inspect.signature(target)


def _as_array(target):
    import numpy as np

    array = np.asarray(target)
    if array.dtype == object and array.shape == ():
        raise TypeError(f"a {type(target).__name__} is no array")
    return array


def _items(target):
    """All items at once where their number is known and small, else an iterator."""
    try:
        few = len(target) <= _MOST_ITEMS_AT_ONCE
    except TypeError:
        few = False
    return list(target) if few else iter(target)
