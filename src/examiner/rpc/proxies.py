"""The tests' side of the wire: proxies to objects that live in the student's process.

Test cells run with a `StudentNamespace` as their globals. A name that they do not define comes
from the student's process: as a value where the codec has its type, else as a `Proxy`, which can
be called, indexed and asked for attributes like the object itself, but never equals plain data
and takes part in no arithmetic, so that an object made to please every test pleases none.
"""

import builtins
import importlib
import itertools
import numbers
import pickle
import sys
import weakref

from examiner.rpc.channel import ChannelClosed
from examiner.rpc.codec import CodecError, Decoder, Encoder
from examiner.rpc.doubles import Doubles
from examiner.rpc.exceptions import MissingNameError, StudentProcessError, describe, rebuild
from examiner.safe_text import one_line

#: Packages whose classes and modules a test may mean by a name that only the student imported.
LIBRARIES = frozenset(
    [
        "numpy",
        "pandas",
        "scipy",
        "sklearn",
        "imblearn",
        "matplotlib",
        "seaborn",
        "math",
        "random",
        "statistics",
        "collections",
        "itertools",
        "functools",
        "re",
        "datetime",
        "string",
    ]
)
#: Names under which a student's notebook must not pass off anything else.
_ALIASES = {
    "np": "numpy",
    "numpy": "numpy",
    "pd": "pandas",
    "pandas": "pandas",
    "plt": "matplotlib.pyplot",
    "matplotlib": "matplotlib",
    "sns": "seaborn",
    "scipy": "scipy",
    "sklearn": "sklearn",
}
_COPIED_BACK = "list", "dict", "set", "bytearray", "ndarray", "Series", "DataFrame"


class Connection:
    """The tests' end of the connection to the student's process.

    Attributes
    ----------
    copy_back : bool
        Whether changes that the student's code makes to its arguments are made here too. Off
        unless a test cell asks for it: a student must not be able to change what a test expects.
    """

    def __init__(self, channel):
        self._channel = channel
        self._numbers = itertools.count(1)
        self._proxies = weakref.WeakValueDictionary()
        self._doubles = Doubles()
        self._fetched = {}
        self.copy_back = False

    def ask(self, operation, number=None, name=None, args=(), kwargs=None):
        """Have the student's process do something and return the result.

        Raises
        ------
        Exception
            What the student's code raised, as the nearest class known here.
        StudentProcessError
            If the process has ended, or answers with what is no answer.
        """
        encoder = Encoder(self._refer)
        request = {
            "id": next(self._numbers),
            "do": operation,
            "on": number,
            "name": name,
            "args": [encoder.encode(value) for value in args],
            "kwargs": [[key, encoder.encode(value)] for key, value in (kwargs or {}).items()],
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
            raise rebuild(reply["raised"])
        sys.stdout.write(str(reply.get("printed", ""))[:65536])
        try:
            if self.copy_back and type(reply.get("changed")) is list:
                for argument, changed in zip(args, reply["changed"], strict=False):
                    _change(argument, decoder.decode(changed))
            return decoder.decode(reply.get("value"))
        except CodecError as error:
            raise StudentProcessError(str(error)) from error

    def _wait_for(self, number):
        """Serve the calls to test doubles until the reply to our request comes."""
        while True:
            reply, blobs = self._channel.receive()
            rebound = reply.get("rebound")
            for name in rebound if type(rebound) is list else ():
                self._fetched.pop(str(name), None)
            if "callback" in reply:
                self._serve(reply, blobs)
            elif reply.get("id") == number:
                return reply, blobs
            # Anything else answers a request that was given up when its time was over.

    def _serve(self, request, blobs):
        encoder = Encoder(self._refer)
        answer = {"answer": request["callback"]}
        try:
            decoder = Decoder(blobs, self._resolve)
            answer["value"] = encoder.encode(self._doubles.perform(request, decoder.decode))
        except Exception as error:
            encoder.blobs.clear()
            answer = {"answer": request["callback"], "raised": describe(error)}
        self._channel.send(answer, encoder.blobs)

    def _refer(self, value, encoder):
        """Encode an object that the codec does not know, on its way to the student's process."""
        if isinstance(value, Proxy):
            return ["h", "student", _number(value)]
        if self._doubles.crosses_as_copy(value):
            try:
                return ["h", "pickle", encoder.encode(pickle.dumps(value))]
            except Exception:  # it holds something of the tests' own
                pass
        return ["h", "tests", *self._doubles.register(value)]

    def _resolve(self, rest, decoder):
        """Decode a reference that the student's process sent."""
        owner, number, *details = rest
        if owner == "tests":
            return self._doubles.get(number)
        if owner != "student" or type(number) is not int:
            raise CodecError("what came is no reference")
        if (proxy := self._proxies.get(number)) is not None:
            return proxy
        kind, ancestry, path = details
        if kind in ("class", "module") and (found := _from_library(str(path))):
            return found
        made = Proxy if kind in ("object", "module") else CallableProxy
        proxy = made(self, number, _known_class(ancestry), one_line(str(ancestry[0][1]), 60))
        self._proxies[number] = proxy
        return proxy

    def get(self, name):
        """Fetch a global name of the student's; MissingNameError if there is none.

        A proxy is kept until the student's process says that the name means something else.
        """
        if name in self._fetched:
            return self._fetched[name]
        value = self.ask("get", name=name)
        if issubclass(type(value), Proxy):  # a value may change where it is
            self._fetched[name] = value
        return value


def _numpy_error_state():
    numpy = sys.modules.get("numpy")
    return numpy.geterr() if numpy else None


def _number(proxy):
    return object.__getattribute__(proxy, "_number")


def _from_library(path):
    """Find a module, or a class as ``module:name``, of a well-known package; None if it is none."""
    module, _, name = path.partition(":")
    if module.partition(".")[0] not in LIBRARIES:
        return None
    try:
        found = importlib.import_module(module)
    except ImportError:
        return None
    if not name:
        return found
    found = getattr(found, name, None)
    return found if isinstance(found, type) else None


def _known_class(ancestry):
    """Find the first class of a type's ancestry that this process knows and that is no plain data.

    A proxy that passed for a list or an array would be compared by libraries that take lists and
    arrays for harmless.
    """
    for module, name in ancestry:
        known = getattr(sys.modules.get(str(module)), str(name), None)
        if module == "__main__" or not isinstance(known, type):
            continue
        return Proxy if module == "builtins" or _is_data(known) else known
    return Proxy


def _is_data(known):
    names = {f"{base.__module__.partition('.')[0]}.{base.__name__}" for base in known.__mro__}
    data = ["numpy.ndarray", "numpy.generic", "pandas.Series", "pandas.DataFrame", "pandas.Index"]
    # Numbers of every kind: those written in Python take what says it is one for one.
    plain = (numbers.Number, str, bytes, bytearray, list, tuple, dict, set, frozenset)
    return issubclass(known, plain) or not names.isdisjoint(data)


def _change(argument, changed):
    """Give an argument of the test's the contents that the student's code left it with."""
    kind = type(argument).__name__
    if kind not in _COPIED_BACK or type(changed) is not type(argument):
        return
    if kind in ("list", "bytearray"):
        argument[:] = changed
    elif kind in ("dict", "set"):
        argument.clear()
        argument.update(changed)
    elif kind == "ndarray":
        if argument.shape == changed.shape and argument.dtype == changed.dtype:
            argument[...] = changed
    else:  # pandas: the same object with new contents
        argument.__init__(changed)


class Proxy:
    """An object in the student's process.

    What reaches a test through it are values or further proxies. ``isinstance`` tells the class
    of the object where that is a class of a library; ``==`` is true for the same object only.
    """

    __slots__ = ("__weakref__", "_class", "_connection", "_name", "_number")
    __array_ufunc__ = None  # numpy answers arithmetic with TypeError

    def __init__(self, connection, number, known_class, name):
        for slot, value in (
            ("_connection", connection), ("_number", number), ("_class", known_class), ("_name", name),
        ):  # fmt: skip
            object.__setattr__(self, slot, value)

    def _ask(self, operation, *args, name=None, kwargs=None):
        connection = object.__getattribute__(self, "_connection")
        return connection.ask(operation, _number(self), name, args, kwargs)

    @property
    def __class__(self):
        return object.__getattribute__(self, "_class")

    @property
    def __doc__(self):
        return self._ask("attribute", name="__doc__")

    def __getattr__(self, name):
        return self._ask("attribute", name=name)

    def __setattr__(self, name, value):
        self._ask("set attribute", value, name=name)

    def __delattr__(self, name):
        self._ask("delete attribute", name=name)

    def __getitem__(self, key):
        return self._ask("item", key)

    def __setitem__(self, key, value):
        self._ask("set item", key, value)

    def __delitem__(self, key):
        self._ask("delete item", key)

    def __contains__(self, value):
        return self._ask("contains", value) is True

    def __len__(self):
        return _exactly(int, self._ask("length"))

    def __bool__(self):
        return _exactly(bool, self._ask("truth"))

    def __float__(self):
        return _exactly(float, self._ask("float"))

    def __int__(self):
        return _exactly(int, self._ask("int"))

    def __iter__(self):
        items = self._ask("iterate")
        return iter(items) if type(items) is list else items

    def __next__(self):
        return self._ask("next")

    def __array__(self, dtype=None, copy=None):
        import numpy as np

        return np.asarray(_exactly(np.ndarray, self._ask("array")), dtype=dtype)

    def __str__(self):
        return _exactly(str, self._ask("text"))

    def __format__(self, spec):
        return format(str(self), spec)

    def __repr__(self):
        return f"<an object of type {object.__getattribute__(self, '_name')}>"

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return _number(self)

    def __reduce_ex__(self, protocol):
        raise TypeError("an object of the student's process cannot be copied into the tests")

    def __enter__(self):
        return self._ask("attribute", name="__enter__")()

    def __exit__(self, *error):
        self._ask("attribute", name="__exit__")(None, None, None)


class CallableProxy(Proxy):
    """A function, class or other callable of the student's."""

    __slots__ = ()
    __doc__ = Proxy.__doc__  # the property: this docstring would hide the student's

    def __call__(self, *args, **kwargs):
        return self._ask("call", *args, kwargs=kwargs)

    def __instancecheck__(self, instance):
        # For classes of the student's own; one of a library arrives as the class itself.
        return self._ask("is instance", instance) is True

    def __repr__(self):
        return "<a function of the student's>"


def _exactly(kind, value):
    if type(value) is not kind:
        raise TypeError(f"the student's object gave a {type(value).__name__} for a {kind.__name__}")
    return value


class StudentNamespace(dict):
    """Globals of the test cells: what they do not define comes from the student's process.

    Builtins are the tests' own, always. A test that deletes a name of the student's, and later
    puts it back, does so in the student's process: so it can see whether one function uses
    another.
    """

    def __init__(self, connection, names=()):
        super().__init__(names)
        self._connection = connection
        self._deleted = set()
        self.update(__builtins__=builtins, __name__="__main__")

    def __missing__(self, name):
        if hasattr(builtins, name):
            return getattr(builtins, name)
        value = self._connection.get(name)
        # Who writes np means numpy, though only the student's notebook imports it.
        return importlib.import_module(_ALIASES[name]) if name in _ALIASES else value

    def __delitem__(self, name):
        if name in self:
            super().__delitem__(name)
        else:
            self._connection.ask("delete name", name=name)
            self._deleted.add(name)

    def __setitem__(self, name, value):
        if name in self._deleted:
            self._connection.ask("set name", None, name, (value,))
        else:
            super().__setitem__(name, value)
