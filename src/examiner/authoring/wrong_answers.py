"""Wrong answers that a student might forge to please careless tests, see `verify_tests`."""

import ast
from collections.abc import Mapping
from typing import NamedTuple

_FORGERS = """
class EqualToEverything:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __bool__(self): return True
    def __call__(self, *args, **kwargs): return self
    def __getattr__(self, name):
        if name.startswith("_"): raise AttributeError(name)
        return self
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __contains__ = __lt__
    def __sub__(self, other): return 0
    __rsub__ = __mod__ = __sub__
    def __add__(self, other): return self
    __radd__ = __mul__ = __rmul__ = __truediv__ = __abs__ = __neg__ = __add__
    def __array_ufunc__(self, *args, **kwargs): return True
    def __array_function__(self, *args, **kwargs): return True

class Inconsistent:
    # Has a length, contains everything, and has no items.
    def __len__(self): return 3
    def __iter__(self): return iter(())
    def __contains__(self, item): return True
    def __getitem__(self, place): raise IndexError(place)

def raises(*args):
    raise AssertionError

def empties(*args):
    for arg in args:
        try:
            arg[...] = 0
        except Exception:
            try:
                arg.clear()
            except Exception:
                pass
    return args[0] if args else None

def uses(*args, names=()):
    # Use what the right answer uses of whatever is passed, and give the last result.
    found = None
    for arg in args:
        for name in names:
            try:
                found = getattr(arg, name)
                found = found(*(other for other in args if other is not arg))
            except Exception:
                pass
    return found
"""


class WrongAnswer(NamedTuple):
    """An answer that a careless test accepts.

    Attributes
    ----------
    value
        The expression that takes the place of every answer. A function returns it.
    advice
        How to write a test that refuses it.
    like
        Another wrong answer. A test that accepts that one, rightly or not, may accept this one.
    """

    value: str
    advice: str
    like: str = ""


TYPE_FIRST = "Check the type first, then values that only a right answer has"
_SHAPE_FIRST = (
    "Check the type and the shape first, as an empty array makes all() true and fits any other by "
    "broadcasting"
)
#: Values that take the arguments of the call, so that every name is made a function.
_WITH_ARGUMENTS = (
    "args[0] if args else None",
    "empties(*args)",
    "raises()",
    "uses(*args, names={names})",
)
#: By what messages call them.
WRONG_ANSWERS = {
    "an object equal to everything": WrongAnswer("EqualToEverything()", TYPE_FIRST),
    "None": WrongAnswer("None", TYPE_FIRST),
    "NaN": WrongAnswer("float('nan')", TYPE_FIRST),
    "0": WrongAnswer("0", TYPE_FIRST),
    "True": WrongAnswer("True", TYPE_FIRST),
    "an empty text": WrongAnswer("''", TYPE_FIRST),
    "an empty list": WrongAnswer("[]", TYPE_FIRST),
    "an empty dict": WrongAnswer("{}", TYPE_FIRST),
    "an empty array": WrongAnswer("__import__('numpy').array([])", _SHAPE_FIRST),
    "an empty array of shape (0, 1)": WrongAnswer(
        "__import__('numpy').empty((0, 1))", _SHAPE_FIRST, "an empty array"
    ),
    "an empty array of shape (1, 0)": WrongAnswer(
        "__import__('numpy').empty((1, 0))", _SHAPE_FIRST, "an empty array"
    ),
    "an array of text": WrongAnswer("__import__('numpy').array(['a', 'b'])", TYPE_FIRST),
    "an array of objects": WrongAnswer(
        "__import__('numpy').array([EqualToEverything()], dtype=object)", TYPE_FIRST
    ),
    "an object whose length and items disagree": WrongAnswer(
        "Inconsistent()", "Check that it is a list (or a tuple, dict, ...) before you look into it"
    ),
    "its first argument": WrongAnswer(_WITH_ARGUMENTS[0], TYPE_FIRST),
    "its first argument, emptied": WrongAnswer(
        _WITH_ARGUMENTS[1],
        "Compare with a copy of what you pass in, never with the object itself",
        "its first argument",
    ),
    "an answer that raises AssertionError": WrongAnswer(
        _WITH_ARGUMENTS[2], "Let errors of the answer end the test: catch only the one you ask for"
    ),
    "an answer that only calls what it is passed": WrongAnswer(
        _WITH_ARGUMENTS[3], "Check what the object was given, and what came of it"
    ),
}


def write(names: Mapping[str, bool], value: str, right: str) -> str:
    """Write an answer cell that defines `names`, each as `value` or as a function returning it."""
    lines = [_FORGERS]
    value_of_right = value.replace("{names}", repr(_attributes(right)))
    for name, is_function in names.items():
        as_function = is_function or value in _WITH_ARGUMENTS
        made = value_of_right
        lines.append(f"{name} = {'lambda *args, **kwargs: ' if as_function else ''}{made}")
    return "\n".join(lines)


def _attributes(source: str) -> list[str]:
    """List the attributes that a right answer uses; none if it holds magics."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    names = (node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return sorted({name for name in names if not name.startswith("_")})
