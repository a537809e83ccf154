"""What the fuzzer of doubles aims at: all that the student's code can reach from an object of the test's.

It plays a student's process that asks `Doubles` for every name there is, calls what can be called
with arguments of many kinds, and goes on with all that comes back.
"""

import contextlib
import io
import pickle
import random
import sys
import types
import warnings
from collections import Counter

from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError
from examiner.rpc.doubles import PROTOCOL, Doubles, copy_of
from examiner.rpc.library_objects import listed_names
from examiner.rpc.operations import Operation

#: Runs if anything that a double does takes a text for code.
CANARY = "__import__('sys').audit('kestrel')"
FORBIDDEN = (
    *(types.FrameType, types.CodeType, types.ModuleType, types.TracebackType, types.CellType),
    *(types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodWrapperType),
)
#: Names that led out of the tests' process, beside all that ``dir`` shows.
NAMES = [
    *("gi_frame", "gi_code", "cr_frame", "ag_frame", "f_back", "f_globals", "f_builtins"),
    *("__globals__", "__code__", "__closure__", "__self__", "__func__", "__builtins__"),
    *("__class__", "__subclasses__", "__mro__", "__dict__", "__reduce_ex__", "__init__", "__wrapped__"),
    *("tb_frame", "__traceback__", "iterdump", "modules", "codecs", "testing", "_real", "steps"),
]  # fmt: skip
ARGUMENTS = [0, 1, -1, 2.5, True, None, "", "a", CANARY, [1, 2], (1, 2), {"a": 1}, [[1, 2], [3, 4]]]


class Walk:
    """One walk from some objects on.

    Parameters
    ----------
    seed : int
    most : int
        Requests for one object to begin with.

    Attributes
    ----------
    seen : collections.Counter
        Objects by the name of their type.
    requests : int
    """

    def __init__(self, seed, most):
        self._random, self._most = random.Random(seed), most
        self.seen, self.requests = Counter(), 0

    def walk(self, value):
        """Walk on from an object that a test passes to the student's code."""
        doubles, self._known, waiting = Doubles(), set(), []
        self._arrives(value, doubles, waiting)
        for _ in range(self._most):
            if not waiting:
                break
            number, operation, name, args, kwargs = waiting.pop(
                self._random.randrange(len(waiting))
            )
            self.requests += 1
            request = {"on": number, "do": operation, "name": name, "args": args, "kwargs": kwargs}
            with quietly():
                try:
                    came = doubles.perform(request, Decoder([], lambda n, _: doubles.get(n)).decode)
                except Exception as error:
                    came = error.args
            self._arrives(came, doubles, waiting)

    def _arrives(self, value, doubles, waiting):
        """Let a value cross, and look at all that arrives with it."""

        def refer(value, encoder):
            if (copied := copy_of(value)) is not None:
                self._copied(copied)
                return ["pickle", encoder.encode(copied)]
            number, protocol, _ = doubles.register(value)
            self._check(doubles.get(number))
            if number not in self._known:
                self._known.add(number)
                self.seen[type(value).__name__] += 1
                waiting.extend(self._requests(number, value, protocol))
            return ["tests", number]

        with contextlib.suppress(CodecError):
            Encoder(refer).encode(value)

    def _requests(self, number, value, protocol):
        """List what to ask of an object: each name in both ways, calls more than once."""
        with quietly():
            names = {*dir(value), *NAMES, *PROTOCOL}
        for name in sorted(names):
            for operation in (Operation.ATTRIBUTE, Operation.CALL):
                for _ in range(4 if name in protocol else 1):
                    args = self._random.choices(ARGUMENTS, k=self._random.randrange(4))
                    # What is at hand already: any object that has crossed.
                    args += [["h", self._random.choice([*self._known])]] * self._random.randrange(2)
                    args = [a if type(a) is list and a[:1] == ["h"] else _encoded(a) for a in args]
                    yield number, operation, name, args, []

    def _check(self, value):
        assert not isinstance(value, FORBIDDEN) or _records(value) or _listed(value), (
            f"{value!r} crossed"
        )
        if isinstance(value, types.FunctionType | type | types.MethodType):
            function = getattr(value, "__func__", value)
            mine = function.__module__ == "__main__" or hasattr(value, "__wrapped__")
            drawing = type(getattr(value, "__self__", None)).__module__.startswith("matplotlib")
            mock = hasattr(function, "mock")
            listed = type(getattr(value, "__self__", None)).__module__ == "_io"
            assert mine or drawing or mock or listed, f"{value!r} crossed"

    def _copied(self, pickled):
        value = pickle.loads(pickled)
        self.seen[f"copy of {type(value).__name__}"] += 1
        leads = types.FrameType, types.CodeType, types.TracebackType
        assert not isinstance(value, leads), f"{value!r} was copied"
        by_name = types.FunctionType, type, types.ModuleType
        named = value.__name__ if isinstance(value, types.ModuleType) else value
        if isinstance(value, by_name):
            module = named if isinstance(named, str) else str(value.__module__)
            assert module.partition(".")[0] not in ("__main__", "examiner"), f"{value!r} was copied"


def _encoded(value):
    return Encoder().encode(value)


def _listed(value):
    """Tell whether this is a method that a list names, such as ``readline`` of a file."""
    owner = getattr(value, "__self__", None)
    return isinstance(value, types.BuiltinMethodType) and value.__name__ in listed_names(
        type(owner)
    )


def _records(value):
    """Tell whether it is a method by which the test has its own container filled."""
    return type(getattr(value, "__self__", None)).__name__ in ("list", "set", "deque", "dict")


@contextlib.contextmanager
def quietly():
    """Let doubles warn and print."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


_ran = []
sys.addaudithook(lambda event, _: _ran.append(event) if event == "kestrel" else None)


def ran_code():
    """Tell whether a text of the student's was run."""
    return bool(_ran)
