"""Which names are missing because the cell that defines them stopped with an error."""

import builtins
import re

from examiner.rpc.outcome import Outcome, Why
from examiner.safe_text import one_line
from examiner.sentences import feedback

#: A definition, or names before an equals sign: one, several of a tuple, or one with a type.
_DEFINED = re.compile(
    r"^(?:(?:async[ \t]+def|def|class)[ \t]+(\w+)"
    r"|([(\[]?\*?\w+(?:[ \t]*,[ \t]*\*?\w+)*,?[)\]]?)[ \t]*(?::[^=\n]+)?=(?!=))",
    re.MULTILINE,
)
_FIRST_IMPORT = re.compile(r"^(?:import|from)[ \t]+([\w.]+)", re.MULTILINE)
#: Where Python says that a syntax error is; the name of the file is of no use to anybody.
_PLACE = re.compile(r" \((?:[^()]*, )?(line \d+)\)$")


class StoppedCells:
    """The cells that stopped, by the names that are missing for it."""

    def __init__(self) -> None:
        self._by_name: dict[str, tuple[str, str]] = {}

    def add(self, label: str, raised: object, *sources: str, with_text: bool) -> None:
        """Remember a cell.

        Parameters
        ----------
        label
            How sentences name it.
        raised, with_text
            See `error_of`.
        *sources
            Its text; then, if known, the text that it had when it was handed out.
        """
        if error := error_of(raised, sources[0], with_text=with_text):
            for name in names_defined(*sources):
                self._by_name[name] = label, error

    def explain(self, outcome: Outcome) -> str | None:
        """Say which cell a test misses a name of; None if that is not what it lacks."""
        name = str(outcome.get("text"))
        if outcome.get("why") != Why.MISSING or name not in self._by_name:
            return None
        return feedback.stopped_cell(*self._by_name[name], name)


def names_defined(*sources: str) -> set[str]:
    r"""List what the texts of a cell define at the top level, whether they are valid Python or not.

    Examples
    --------
    >>> sorted(names_defined("def f(x):\n    y = 1\nz = “quoted”\nz == 1"))
    ['f', 'z']
    >>> sorted(names_defined("a, *b = f(c=1)\nd: dict[str, int] = {}\n(e, g) = h = 1, 2"))
    ['a', 'b', 'd', 'e', 'g']
    """
    return {
        name
        for source in sources
        for found in _DEFINED.findall(source)
        for name in re.findall(r"\w+", " ".join(found))
    }


def error_of(raised: object, source: str, *, with_text: bool) -> str | None:
    """Name an error as the student's process described it; nothing of that is sure.

    Parameters
    ----------
    raised
        See `examiner.rpc.exceptions.describe`.
    source
        The text of the cell.
    with_text
        Whether its text and its own name may be shown: after hidden tests they may repeat what
        those passed, so that only the nearest of Python's own classes is named, and the module
        that is missing only if it is the first one that the cell imports.

    Examples
    --------
    >>> ancestry = [["student", "Oops"], ["builtins", "ValueError"]]
    >>> error_of({"ancestry": ancestry, "message": "left over"}, "", with_text=True)
    'Oops: left over'
    >>> error_of({"ancestry": ancestry, "message": "left over"}, "", with_text=False)
    'ValueError'
    """
    ancestry = raised.get("ancestry") if isinstance(raised, dict) else None
    classes = [
        (str(pair[0]), str(pair[1]))
        for pair in (ancestry if isinstance(ancestry, list) else ())
        if isinstance(pair, list | tuple) and len(pair) == 2
    ]
    if not isinstance(raised, dict) or not classes:
        return None
    if with_text or _is_first_import(str(raised.get("message", "")), source):
        text = one_line(_PLACE.sub(r" (\1)", str(raised.get("message", ""))), 200)
        name = one_line(classes[0][1].rpartition(".")[2], 60)
        return f"{name}: {text}" if text else name
    own = (name for module, name in classes if module == "builtins" and hasattr(builtins, name))
    return next(own, None)


def _is_first_import(message: str, source: str) -> bool:
    """Tell whether a message says that the first module that a cell imports is missing."""
    first = _FIRST_IMPORT.search(source)
    parts = first[1].split(".") if first else []
    names = [".".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return message in [f"No module named {name!r}" for name in names]
