"""Classes and modules by name: only those of packages that the key imports, never of a test suite."""

import ast
import collections
import subprocess
import sys
import types

import numpy as np
import pytest

from examiner.rpc import libraries
from examiner.rpc.libraries import from_library, key_imports, key_names, known_class


@pytest.fixture(autouse=True)
def of_key(monkeypatch):
    monkeypatch.setattr(libraries, "_of_key", set())


def test_a_package_that_the_key_imports_is_known_by_name():
    assert from_library("numpy:ndarray") is None
    key_imports(ast.parse("def test():\n    import numpy.linalg as la"))
    assert from_library("numpy:ndarray") is np.ndarray
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
     "numpy.ma.tests.test_subclassing:SubArray", "numpy.conftest", "numpy:nothing", "numpy:array", ""],
)  # fmt: skip
def test_anything_else_is_not(path):
    key_imports(ast.parse("import numpy, os, examiner"))
    assert from_library(path) is None


def test_an_object_does_not_pass_for_one_of_a_test_suite(monkeypatch):
    suite = types.ModuleType("numpy.ma.tests.suite")
    suite.Equal = type("Equal", (), {"__module__": suite.__name__})
    monkeypatch.setitem(__import__("sys").modules, suite.__name__, suite)
    assert known_class([[suite.__name__, "Equal"], ["builtins", "object"]]) is None


def test_a_part_of_a_package_that_a_cell_uses_is_there():
    """Under nbgrader whatever the answer imports is loaded, for the tests too."""
    code = (
        "import ast, sys, matplotlib as mpl\nfrom examiner.rpc.libraries import key_imports\n"
        "key_imports(ast.parse('import matplotlib as mpl; mpl.figure.Figure; mpl.nothing'))\n"
        "assert mpl.figure.Figure and 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
