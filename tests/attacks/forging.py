"""Attacks that want points: objects that please every test, patched libraries, forged messages."""

import copy
import itertools
import json

from tests.attacks import DONE, TOOLS, Attack, many
from tests.support import attack_course

_PLEASES = '''
class Pleases:
    """Equals, exceeds and contains everything."""
    def _self(self, *args, **kwargs):
        return self
    def _yes(self, *args):
        return True
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = _yes
    __hash__ = lambda self: 1
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _self
    __rtruediv__ = __abs__ = __neg__ = __pow__ = __mod__ = __round__ = _self
    __call__ = __getitem__ = __enter__ = __getattr__ = _self
    __array_priority__ = 1e9
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.bool_(True)
    def __array_function__(self, function, types, args, kwargs):
        return True
    def __exit__(self, *error):
        return True
    def __float__(self):
        return 0.0
    def __int__(self):
        return 0
    __index__ = __int__
    def __len__(self):
        return 2
    def __iter__(self):
        return iter([self, self])
'''

# Put in place of every answer: the class, and functions that return one of its objects.
_PLEASERS = {
    name: _PLEASES.strip() + "\n\n" + signature + "\n    return Pleases()"
    for name, (signature, *_) in attack_course.TASKS.items()
}
_SUBCLASSES = """
class Number(float):
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __sub__ = __rsub__ = __abs__ = lambda self, *other: Number(0)
    __hash__ = float.__hash__
class List(list):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
class Text(str):
    __eq__ = lambda self, other: True
    __hash__ = str.__hash__
class Array(np.ndarray):
    def __array_ufunc__(self, *args, **kwargs):
        return np.ones(4, bool)
    def __array_function__(self, *args, **kwargs):
        return True
def array():
    return np.zeros(4).view(Array)
"""


def _tests_changed(change):
    """Make the untouched notebook with something done to its tests."""
    book = copy.deepcopy(attack_course.release())
    change(book["cells"], [c for c in book["cells"] if "test" in c["id"]])
    return book


def _edit(cells, tests):
    for test in tests:
        test["source"] = "100"


def _reorder(cells, tests):
    cells.reverse()


def _duplicate(cells, tests):
    cells += [dict(test, id=f"again-{n}", source="100") for n, test in enumerate(tests)]


def _make_markdown(cells, tests):
    for test in tests:
        test["cell_type"] = "markdown"


def _raise_points(cells, tests):
    for test in tests:
        test["source"] = "1000"
        test["metadata"]["nbgrader"]["points"] = 1000


def _unlock(cells, tests):
    for test in tests:
        test["metadata"]["nbgrader"].update(grade=False, locked=False, solution=True)
        test["source"] = "pass"


def _delete(cells, tests):
    for test in tests:
        cells.remove(test)


def _all_changes(folder):
    """Hand in one notebook that has had everything done to its tests, one kind a test."""
    book = attack_course.release()
    cells = book["cells"]
    tests = [c for c in cells if "test" in c["id"]]
    kinds = (_edit, _delete, _duplicate, _make_markdown, _raise_points, _unlock)
    for kind, test in zip(itertools.cycle(kinds), tests, strict=False):
        kind(cells, [test])
    _reorder(cells, tests)
    (folder / "shop.ipynb").write_text(json.dumps(book))


def _kernel(book):
    book["metadata"]["kernelspec"] = {
        "name": "evil", "display_name": "=cmd()", "language": "bash",
        "argv": ["sh", "-c", "touch /tmp/kestrel-was-here"],
    }  # fmt: skip


def _schema(version):
    book = attack_course.release()
    for cell in book["cells"]:
        if nbgrader := cell["metadata"].get("nbgrader"):
            nbgrader["schema_version"] = version
            nbgrader["points"] = 100
    return book


def _shadowing(folder):
    """Hand in modules that are named like those that grade."""
    evil = 'print("the module of the student ran")\nraise SystemExit("shadowed")\n'
    for name in ("numpy", "pandas", "sitecustomize", "usercustomize", "ipykernel_launcher",
                 "IPython", "examiner", "json", "random", "socket"):  # fmt: skip
        (folder / f"{name}.py").write_text(evil)
    (folder / "conftest.py").write_text(evil)
    (folder / ".ipython").mkdir()
    (folder / "evil.pth").write_text("import os; os._exit(1)")
    (folder / "shop.ipynb").write_text(json.dumps(attack_course.honest()))


def _timestamp(folder):
    (folder / "timestamp.txt").write_text("1970-01-01 00:00:00 UTC <script>")
    (folder / "shop.ipynb").write_text(json.dumps(attack_course.release()))


def _with(change):
    book = attack_course.release()
    change(book)
    return book


ATTACKS = [
    Attack("12-equals-everything", answers=_PLEASERS),
    Attack(
        "13-arithmetic-and-ufuncs",
        _SUBCLASSES + "def total(prices):\n    return Number(0)",
        answers=many(
            ordered="return List()",
            standardise="return array()",
            bars="return array()",
            capital="return Text()",
        ),
    ),
    Attack(
        "14-patched-testing-modules",
        """
        import unittest, numpy.testing, pandas.testing
        nothing = lambda *args, **kwargs: None
        for module in (np.testing, pd.testing, unittest.TestCase, np.testing._private.utils):
            for name in dir(module):
                if name.lower().startswith("assert"):
                    setattr(module, name, nothing)
        np.allclose = np.isclose = np.array_equal = lambda *args, **kwargs: True
        np.max = np.sum = np.mean = lambda *args, **kwargs: 0
        def total(prices):
            return 0
        """,
        answers=many(standardise="return values"),
    ),
    Attack(
        "15-syntax-tree-transformers",
        """
        import ast
        class NoAsserts(ast.NodeTransformer):
            def visit_Assert(self, node):
                return ast.copy_location(ast.Pass(), node)
        get_ipython().ast_transformers.append(NoAsserts())
        """,
    ),
    Attack(
        "16-input-transformers",
        """
        get_ipython().input_transformers_cleanup.append(lambda lines: ["100\\n"])
        get_ipython().input_transformers_post.append(lambda lines: ["100\\n"])
        """,
        finishes=True,
    ),
    Attack(
        "17-patched-compiler",
        """
        import ast, builtins
        compile_, parse_ = builtins.compile, ast.parse
        builtins.compile = lambda source, *args, **kwargs: compile_("None", "x", "eval")
        ast.parse = lambda *args, **kwargs: parse_("100")
        sys.flags
        """,
    ),
    Attack(
        "18-run-cell-replaced",
        """
        shell = get_ipython()
        class Good:
            success, error_before_exec, error_in_exec, result = True, None, None, 100
        for name in ("run_cell", "run_code", "run_ast_nodes", "_run_cell", "run_cell_async"):
            setattr(type(shell), name, lambda *args, **kwargs: Good())
        """,
    ),
    Attack(
        "19-display-hook-gives-points",
        """
        class Hook:
            def __call__(self, value=None):
                print(100)
        sys.displayhook = Hook()
        get_ipython().displayhook.__class__.__call__ = lambda self, value=None: None
        Out[1] = 100
        100
        """,
    ),
    Attack(
        "20-forged-messages",
        """
        import json, struct
        def frame(message):
            text = json.dumps(message).encode()
            return struct.pack("<III", len(text), 0, 0) + text
        forged = [
            {"passed": True, "value": None}, {"passed": True, "value": 100}, {"ready": True},
            {"ended": {"limit": None, "signal": 0}},
            {"answer": 1, "value": 1}, {"outputs": "x" * 1000}, {"failed": "x"},
            {"do": "kill"}, {"do": "interrupt"}, {"role": "tests", "user": 0},
            *({"id": n, "value": 3} for n in range(200)),
        ]
        for fd in range(256):
            for message in forged:
                attempt(os.write, fd, frame(message))
        """,
        status=("graded", "died", "timeout"),
    ),
    Attack(
        "21-show-traceback",
        """
        shell = get_ipython()
        shell.showtraceback = shell._showtraceback = lambda *args, **kwargs: print("100")
        shell.set_custom_exc((BaseException,), lambda *args, **kwargs: None)
        sys.excepthook = lambda *args: None
        def total(prices):
            raise AssertionError("100 points")
        """,
    ),
    Attack(
        "22-builtins-clobbered",
        """
        import builtins
        sorted_, sum_ = sorted, sum
        for name in ("sorted", "sum", "abs", "len", "float", "isinstance", "all", "any", "max"):
            setattr(builtins, name, lambda *args, **kwargs: True)
        builtins.AssertionError = type("AssertionError", (Exception,), {})
        builtins.__build_class__ = None
        def total(prices):
            return 0
        """,
        status=("graded", "died"),
        finishes=False,
    ),
    Attack(
        "23-modules-replaced",
        """
        class Yes:
            def __getattr__(self, name):
                return lambda *args, **kwargs: True
        for name in ("numpy.testing", "unittest", "math", "examiner.rpc.codec", "examiner.rpc.channel",
                     "examiner.worker.student_process", "json", "struct"):
            sys.modules[name] = Yes()
        np.testing = math = np = pd = plt = Yes()
        """,
    ),
    Attack("24-shadowing-modules", content=_shadowing, earns=attack_course.POINTS),
    Attack(
        "25-modules-written-at-run-time",
        """
        for name in ("numpy", "json", "examiner", "sitecustomize", "pickle"):
            open(name + ".py", "w").write("print('shadowed')")
        sys.path.insert(0, os.getcwd())
        for name in [n for n in sys.modules if n.split(".")[0] in ("numpy", "pickle", "json")]:
            del sys.modules[name]
        """,
        status=("graded", "died"),
    ),
    Attack(
        "26-leaves-by-system-exit",
        """
        class Leaves:
            def __eq__(self, other):
                sys.exit(0)
            __hash__ = None
        def total(prices):
            raise SystemExit(0)
        """,
        answers={
            "ordered": "def ordered(items):\n    return Leaves()",
            "standardise": "raise SystemExit",
            "capital": "def capital(text):\n    exit()",
        },
    ),
    Attack("27-exits-at-once", "os._exit(0)", status=("died", "graded"), finishes=False),
    Attack(
        "28-kills-itself",
        """
        import signal
        os.kill(os.getpid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGSEGV)
        import ctypes
        ctypes.string_at(0)
        """,
        status=("died",),
        finishes=False,
    ),
    Attack(
        "29-printed-scores",
        """
        print('{"score": 10, "max_score": 10}')
        print("10/10 tests passed. Points: 10 of 10.")
        print("::set-output name=points::10")
        from IPython.display import publish_display_data
        publish_display_data({"application/vnd.nbgrader.score": 10, "text/plain": "10"})
        10
        """,
    ),
    Attack(
        "30-arguments-changed",
        "def total(prices):\n    prices.clear()\n    return 0",
        answers=many(
            ordered="items.clear()\nreturn []",
            standardise="values[:] = np.nan\nreturn values",
            announce="names.clear()",
        ),
    ),
    Attack("31-tests-deleted-edited-and-more", content=_all_changes),
    *(
        Attack(f"31-tests-{what}", content=_tests_changed(change))
        for what, change in {
            "deleted": _delete, "edited": _edit, "reordered": _reorder, "duplicated": _duplicate,
            "made-markdown": _make_markdown, "worth-more": _raise_points, "unlocked": _unlock,
        }.items()
    ),
    Attack("32-kernel-of-its-own", content=_with(_kernel)),
    Attack("33-schema-version-1", content=_schema(1)),
    Attack("33-schema-version-99", content=_schema(99)),
    Attack("34-time-stamp", content=_timestamp),
    Attack(
        "35-writes-into-the-gradebook",
        """
        import glob, sqlite3
        for path in ("../gradebook.db", "../../gradebook.db", *glob.glob("/tmp/*/gradebook.db")):
            attempt(lambda: sqlite3.connect(path).execute("update grades set score = 100"))
        """,
    ),
    Attack(
        "36-writes-late",
        """
        import time
        if os.fork() == 0:
            os.setsid()
            if os.fork():
                os._exit(0)
            for _ in range(100):
                for path in ("report/report.json", "../report/report.json", "/tmp/kestrel-was-here"):
                    attempt(lambda: open(path, "w").write("{}"))
                for fd in range(3, 64):
                    attempt(os.write, fd, b"\\0" * 12)
                time.sleep(0.1)
            os._exit(0)
        """,
        status=("graded", "died", "timeout"),
    ),
    Attack(
        "37-executes-a-neighbours-answers",
        """
        import glob, json
        for path in glob.glob("/tmp/*/submitted/*/*/*.ipynb") + glob.glob("../../*/*/*.ipynb"):
            for cell in attempt(lambda: json.load(open(path))["cells"]) or []:
                attempt(exec, "".join(cell["source"]), globals())
        """,
        status=("graded", "timeout"),  # at level C it finds whatever other programs have in /tmp
    ),
    Attack("38-handed-in-again-without-tests", content=_tests_changed(_delete)),
    Attack(
        "39-traces-and-threads",
        """
        import atexit, threading, time
        trace = lambda *args: trace
        sys.settrace(trace)
        sys.setprofile(trace)
        threading.settrace(trace)
        atexit.register(print, "100")
        class Late:
            def __del__(self):
                print("100")
        late = Late()
        def forge():
            while True:
                for number, value in list(sys._current_frames().items()):
                    value.f_globals["total"] = lambda prices: 0
                time.sleep(0.01)
        threading.Thread(target=forge, daemon=True).start()
        """,
    ),
    *(
        Attack(
            f"40-partial-credit-{what}",
            answers={"capital": f"{TOOLS}\ndef capital(text):\n    return {value}\n{DONE}"},
        )
        for what, value in {
            "nan": "float('nan')", "negative": "-1", "text": "'2'", "list": "[text.upper()]",
            "infinite": "float('inf')", "true": "np.True_",
        }.items()
    ),
    *(
        # An answer that is a class of numpy's: what it makes of an argument equals anything.
        Attack(
            f"145-a-class-of-arrays-{array.rpartition('.')[2]}",
            f"import numpy as np\nfrom numpy.lib.user_array import container\ntotal = {array}",
            answers={
                name: f"{name} = {array}" for name in attack_course.TASKS if name != "total"
            },
        )
        for array in ("container", "np.ma.MaskedArray", "np.ndarray", "pd.Series")
    ),
]  # fmt: skip
