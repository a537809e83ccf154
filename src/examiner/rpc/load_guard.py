"""Keeps files of the student's from running code in the tests' process.

With the door ``files`` a test may read what the student wrote. To read is all: a file that is
unpickled (by ``numpy.load``, ``joblib``, ``shelve`` and ``pandas.read_pickle`` too), executed,
imported, unmarshalled, loaded as a library or built into objects by YAML could run what the student
wants. Python tells of each of these by an audit event (PEP 578), and an audit hook can refuse it.

Once installed, a hook stays for the life of its process. It does nothing until a file has been
taken over.
"""

import importlib
import importlib.util
import os
import sys
import weakref
from typing import Any

from examiner.rpc.cell_code import CELL, CellCode

#: What a pickle may name: containers and dates, none of which calls anything.
_HARMLESS = frozenset(
    f"{module}.{name}"
    for module, names in (
        ("builtins", "set frozenset complex bytearray slice range list dict tuple"),
        ("collections", "OrderedDict deque Counter"),
        ("datetime", "date datetime time timedelta timezone"),
        ("decimal", "Decimal"),
        ("fractions", "Fraction"),
    )
    for name in names.split()
)
_PARSED = "<unknown>"  # what `ast.parse` and `ast.literal_eval` call their source
_SHORTEST = 9  # characters of code that is looked for in files
_YAML = "yaml.constructor"
_FIND = ("find_python_name", "find_python_module")


class LoadGuard:
    """Refuses to run what stands in files of the student's.

    Examples
    --------
    >>> guard = LoadGuard()
    >>> written = b"print" + b"('mine')"
    >>> guard.took("/notes.txt", written)
    >>> exec(written)
    Traceback (most recent call last):
        ...
    PermissionError: a file that the student wrote may be read here, not run
    """

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}
        self._parsed = False

    def took(self, path: str, content: bytes) -> None:
        """Guard against a file that has been taken over."""
        if not self._contents:
            _guards.add(self)
            _install()
            _restrict_yaml()
        self._contents[path] = content.strip()

    def allows(self, event: str, args: tuple[Any, ...], *, importing: bool) -> bool:
        """Tell whether what an audit event announces may happen, by itself or by an import."""
        if event == "pickle.find_class":
            return f"{args[0]}.{args[1]}" in _HARMLESS
        if event == "marshal.loads":
            return importing and not self._is_written(args[0])
        if event == "ctypes.dlopen":
            return not self._is_taken(str(args[0]))
        return event == "compile" and self._may_compile(*args[:2])

    def new_cell(self) -> None:
        """Forget what the last test cell parsed."""
        self._parsed = False

    def _is_taken(self, path: str) -> bool:
        return os.path.abspath(path) in self._contents

    def _may_compile(self, source: object, name: object) -> bool:
        file = os.fsdecode(name) if isinstance(name, str | bytes) else ""
        if file.startswith(CELL):
            self.new_cell()
            return True
        if not isinstance(source, str | bytes):  # a tree: of what was parsed before
            return not self._parsed
        text = source.encode(errors="replace") if isinstance(source, str) else source
        if file == _PARSED:
            self._parsed |= self._is_written(text)
            return True
        return not self._is_written(text) and not self._is_taken(file)

    def _is_written(self, text: bytes) -> bool:
        """Tell whether code stands in a file, or the file in the code."""
        text = text.strip()
        return any(
            (len(text) >= _SHORTEST and text in content)
            or (len(content) >= _SHORTEST and content in text)
            for content in self._contents.values()
        )


_guards: "weakref.WeakSet[LoadGuard]" = weakref.WeakSet()
_LOAD = CellCode.load.__func__.__code__  # type: ignore[attr-defined]  # of what the driver compiled
_installed = False


def _install() -> None:
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_hook)


_WATCHED = frozenset(
    (
        "pickle.find_class", "marshal.loads", "marshal.load", "compile", "ctypes.dlopen",
        "sqlite3.load_extension",
    )
)  # fmt: skip
_REFUSED = "a file that the student wrote may be read here, not run"


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if event not in _WATCHED or not _guards:
        return
    caller = sys._getframe(1).f_code
    if caller is _LOAD:
        for guard in _guards:
            guard.new_cell()
        return
    importing = caller.co_filename.startswith("<frozen importlib")
    if not all(guard.allows(event, args, importing=importing) for guard in _guards):
        raise PermissionError(_REFUSED)


def _restrict_yaml() -> None:
    """Have YAML make plain data only: it finds classes without telling."""
    if importlib.util.find_spec("yaml") is None:
        return
    constructor = importlib.import_module(_YAML).FullConstructor
    for name in _FIND:
        setattr(constructor, name, _no_class)


def _no_class(*_: object, **__: object) -> Any:
    raise PermissionError(_REFUSED)
