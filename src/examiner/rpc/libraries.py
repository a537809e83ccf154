"""What the tests' process may take for a class or a module of a well-known library.

Security rule: the student's process sends names, and only names. A name is looked up in this
process, in packages that are listed here and that the key itself imports, never in a test suite,
and stands for the library's own class or module or for nothing.
"""

import contextlib
import importlib
import numbers
import sys
from collections.abc import Mapping
from functools import lru_cache
from types import ModuleType
from typing import Any

from examiner.rpc.cell_code import CellCode
from examiner.rpc.codec_table import Untrusted

#: Packages whose classes and modules a test may mean by a name of the student's.
LIBRARIES = frozenset(
    (
        *("numpy", "pandas", "scipy", "sklearn", "imblearn", "matplotlib", "seaborn"),
        *("math", "random", "statistics", "collections", "itertools", "functools", "re"),
        *("datetime", "string"),
    )
)
#: Names under which a student's notebook must not pass off anything else.
ALIASES = {
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
#: Parts of the name of a module that belongs to the tests of its library: classes there are made to
#: please tests.
_TESTS = frozenset(("test", "tests", "testing", "conftest"))
_BY_VALUE = frozenset(
    (
        *("numpy.ndarray", "numpy.generic", "pandas.Series", "pandas.DataFrame", "pandas.Index"),
        *("pandas.ExtensionArray", "scipy._spbase", "scipy.spmatrix", "scipy.sparray"),
        *("sympy.Basic", "sympy.MatrixBase"),
    )
)
# Numbers of every kind: those written in Python take whatever calls itself one for one.
_PLAIN = (numbers.Number, str, bytes, bytearray, list, tuple, dict, set, frozenset)


_of_key: set[str] = set()  # packages that the key imports
_modules: dict[str, str] = {}  # by the name that cells of the key give it


def key_imports(cell: CellCode) -> None:
    """Note what a cell of the key imports, and import the parts of packages that it uses.

    ``matplotlib.figure`` is there for every test if the answer imports it, in the same process.
    """
    _of_key.update(cell.packages)
    _modules.update(cell.modules)
    for name, part in cell.parts:
        _import_part(name, part)


def _import_part(name: str, part: str) -> None:
    """Import ``matplotlib.figure`` where a cell writes ``mpl.figure``, and nothing imported it."""
    package = _modules.get(name, "")
    if package.partition(".")[0] not in LIBRARIES or hasattr(sys.modules.get(package), part):
        return
    with contextlib.suppress(ImportError):
        importlib.import_module(f"{package}.{part}")


def key_names(names: Mapping[str, object]) -> None:
    """Note what the set-up cells of the key imported, by the names that they left."""
    for name, value in names.items():
        module = value.__name__ if isinstance(value, ModuleType) else None
        if module is not None:
            _modules[name] = module
        if module is None and callable(value):
            module = getattr(value, "__module__", None)
        _of_key.add(str(module).partition(".")[0])


def from_library(path: str) -> type | ModuleType | None:
    """Find a module, or a class as ``module:name``, of a package that the key imports, if it may.

    Not a class of arrays: what it makes here of what a test gives it compares equal to anything, or
    holds memory of this process. Its stand-in has them made in the student's process.
    """
    module, _, name = path.partition(":")
    if module.partition(".")[0] not in LIBRARIES & _of_key or _is_test_suite(module):
        return None
    try:
        found = importlib.import_module(module)
    except ImportError:
        return None
    if not name:
        return found
    known = getattr(found, name, None)
    return known if isinstance(known, type) and not _is_array(known) else None


def known_class(ancestry: Untrusted) -> type[Any] | None:
    """Find the first class of a type's ancestry that this process knows; None for plain data.

    A class of ``__main__`` is one that the key's own cells define.

    A proxy that passed for a list or an array would be compared by libraries that take lists and
    arrays for harmless.
    """
    for module, name in ancestry:
        known = getattr(sys.modules.get(str(module)), "__dict__", {}).get(str(name))
        if not isinstance(known, type) or _is_test_suite(str(module)):
            continue
        return None if module == "builtins" or _is_data(known) else known
    return None


@lru_cache(1000)
def _is_test_suite(module: str) -> bool:
    parts = [part.strip("_") for part in module.split(".")]
    return any(part in _TESTS or part.startswith("test_") for part in parts)


@lru_cache(1000)  # of each object that a test looks at, the class is asked for many times
def _is_data(known: type) -> bool:
    return issubclass(known, _PLAIN) or not _names(known).isdisjoint(_BY_VALUE)


def _is_array(known: type) -> bool:
    """Tell whether objects of a class hold many values; a number of numpy's holds one."""
    names = _names(known)
    holds_many = hasattr(known, "__array__") or not names.isdisjoint(_BY_VALUE)
    return holds_many and "numpy.generic" not in names


def _names(known: type) -> set[str]:
    return {f"{base.__module__.partition('.')[0]}.{base.__name__}" for base in known.__mro__}
