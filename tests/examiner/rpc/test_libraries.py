"""Classes and modules by name: only those of packages that the key imports, never of a test suite."""

import collections
import contextlib
import subprocess
import sys
import types

import numpy as np
import pytest
import sympy

from examiner.rpc import libraries
from examiner.rpc.cell_code import CellCode
from examiner.rpc.libraries import from_library, key_imports, key_names, known_class
from tests.support.two_ends import two_ends


@pytest.fixture(autouse=True)
def of_key(monkeypatch):
    monkeypatch.setattr(libraries, "_of_key", set())


def test_a_package_that_the_key_imports_is_known_by_name():
    assert from_library("numpy:float64") is None
    key_imports(CellCode.of("def test():\n    import numpy.linalg as la", "cell 1"))
    assert from_library("numpy:float64") is np.float64
    assert from_library("numpy.linalg") is np.linalg
    assert from_library("collections:OrderedDict") is None
    key_names({"OrderedDict": collections.OrderedDict, "x": 5})
    assert from_library("collections:OrderedDict") is collections.OrderedDict


def test_the_names_of_setup_cells_count_as_imports():
    key_names({"np": np})
    assert from_library("numpy") is np


@pytest.mark.parametrize(
    "path",
    ["os", "builtins:eval", "examiner.rpc.doubles:Doubles", "numpy.testing", "numpy._core.tests._natype:pd_NAType",
     "numpy.ma.tests.test_subclassing:SubArray", "numpy.conftest", "numpy:nothing", "numpy:array", "",
     "numpy:ndarray", "numpy.lib.user_array:container", "numpy.ma:MaskedArray", "pandas:Series", "pandas:Categorical",
     "scipy.sparse:csr_matrix"],
)  # fmt: skip
def test_anything_else_is_not(path):
    key_imports(CellCode.of("import numpy, os, examiner, pandas, scipy", "cell 1"))
    assert from_library(path) is None


def test_an_object_does_not_pass_for_one_of_a_test_suite(monkeypatch):
    suite = types.ModuleType("numpy.ma.tests.suite")
    suite.Equal = type("Equal", (), {"__module__": suite.__name__})
    monkeypatch.setitem(__import__("sys").modules, suite.__name__, suite)
    assert known_class([[suite.__name__, "Equal"], ["builtins", "object"]]) is None


def test_a_part_of_a_package_that_a_cell_uses_is_there():
    """Under nbgrader whatever the answer imports is loaded, for the tests too."""
    code = (
        "import sys, matplotlib as mpl\nfrom examiner.rpc.libraries import key_imports\n"
        "from examiner.rpc.cell_code import CellCode\n"
        "cell = CellCode.of('import matplotlib as mpl; mpl.figure.Figure; mpl.nothing', 'cell 1')\n"
        "key_imports(cell)\n"
        "assert mpl.figure.Figure and 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_only_a_part_of_a_package_is_looked_for_on_the_disk(monkeypatch):
    asked = []
    monkeypatch.setattr(libraries.importlib, "import_module", asked.append)
    monkeypatch.setattr(libraries, "_modules", {"np": "numpy"})
    key_imports(CellCode.of("np.abs([1]).astype(int).nothing; np.nothing; other.nothing", "c"))
    assert asked == ["numpy.nothing"]


@pytest.mark.parametrize(
    "path",
    [("sympy.core.symbol", "Symbol"), ("sympy.matrices.dense", "MutableDenseMatrix"), ("scipy.sparse._csr", "csr_matrix"),
     ("scipy.sparse._coo", "coo_array"), ("pandas.core.arrays.integer", "IntegerArray"), ("pandas", "Series")],
)  # fmt: skip
def test_an_object_does_not_pass_for_data_that_libraries_calculate_with(path):
    """They would ask the student's code for the result, or follow its indices in machine code."""
    module, name = path
    __import__(module)
    assert hasattr(sys.modules[module], name)
    assert known_class([[module, name], ["builtins", "object"]]) is None


@pytest.mark.parametrize("check", [
    "sympy.simplify(answer() - expected) == 0", "expected - answer() == 0", "sympy.Eq(answer(), expected)",
    "sympy.simplify(expected - answer()) == 0", "expected == answer()", "expected.equals(answer())",
])  # fmt: skip
def test_sympy_neither_asks_an_object_of_the_students_nor_believes_it(check):
    source = """
seen = []
class P:
    _op_priority = 1e9
    __sympy__ = True
    def __getattr__(self, name):
        def zero(*args):
            seen.append(args)
            return 0
        return zero
    def _sympy_(self): return 0
    def _eval_Eq(self, other): seen.append(other); return True
    def __eq__(self, other): seen.append(other); return True
    __sub__ = __rsub__ = __add__ = lambda self, other: seen.append(other) or 0
    __hash__ = object.__hash__
P.__module__ = "sympy.core.expr"
P.__name__ = P.__qualname__ = "Expr"
def answer(): return P()
"""
    with two_ends(source) as ends:
        ends.namespace.run("import sympy; x = sympy.Symbol('x'); expected = x**2 + 3")
        with contextlib.suppress(TypeError, sympy.SympifyError, AttributeError, PermissionError):
            ends.namespace.run(f"passed = bool({check})")
            assert not ends.namespace["passed"]
        assert not [args for args in ends.student["seen"] if "x**2" in str(args)]
