"""Attacks over the wire: on objects that a test passes, and by what comes back to it."""

from tests.attacks import Attack, many

#: Looks for a way to run a text in the tests' process, from any object that a test passes.
_RUNS = '''
TEXT = """
import sys
for frame in list(sys._current_frames().values()):
    while frame:
        for name, value in list(frame.f_globals.items()):
            if type(value).__name__ == "Till":
                value.sold[:], value.count = ["pear", "fig"], 2
        frame = frame.f_back
"""

def run(frame):
    """Use a frame: its builtins, and those of the frames that called it."""
    for _ in range(20):
        for name in ("f_builtins", "f_globals", "f_locals"):
            names = attempt(getattr, frame, name)
            attempt(lambda: names["exec"](TEXT, {}))
            attempt(lambda: names["__builtins__"]["exec"](TEXT, {}))
            attempt(lambda: names["sys"].modules["numpy.testing"].runstring(TEXT, {}))
        frame = attempt(lambda: frame.f_back)
'''


def _on_what_is_passed(code):
    """Put code into `serve`, which is passed an object, axes, a database, a mock and a generator."""
    answers = many(serve=code)
    return {"serve": _RUNS + answers["serve"]}


def _returning(**values):
    return {name: f"def {name}(*args):\n    {body}" for name, body in values.items()}


_STEERING = ["StopIteration", "StopAsyncIteration", "GeneratorExit", "SystemExit(0)",
             "KeyboardInterrupt", "AssertionError", "__import__('unittest').SkipTest('x')",
             "__import__('_pytest.outcomes', fromlist=['x']).Skipped('x')",
             "__import__('_pytest.outcomes', fromlist=['x']).Exit('x')",
             "__import__('hypothesis').errors.UnsatisfiedAssumption"]  # fmt: skip

ATTACKS = [
    Attack(
        "131-generator-to-its-frame",
        "pass",
        answers=_on_what_is_passed("""
        for start in (names, attempt(till.__iter__), attempt(iter, till), attempt(iter, names)):
            run(attempt(lambda: start.gi_frame))
            attempt(lambda: start.throw(ValueError))
            attempt(lambda: start.gi_code.co_consts)
        """),
    ),
    Attack(
        "132-axes-to-a-frame",
        "pass",
        answers=_on_what_is_passed("""
        line = attempt(lambda: axes.plot([1, 2])[0])
        for path in (lambda: axes.patch.get_path(), lambda: line.get_path(),
                     lambda: axes.lines[0].get_path(), lambda: axes.spines["left"].get_path()):
            walk = attempt(lambda: path().iter_segments())
            attempt(next, walk)
            run(attempt(lambda: walk.gi_frame))
        for way in ("figure", "axes", "get_figure", "findobj", "get_children", "transData", "callbacks"):
            attempt(lambda: getattr(axes, way).__init__.__globals__["sys"])
            attempt(lambda: getattr(axes, way)().canvas.manager)
        attempt(lambda: axes.add_callback(exec))
        attempt(lambda: setattr(axes, "get_title", lambda: "sold"))
        """),
    ),
    Attack(
        "133-database-to-a-frame",
        "pass",
        answers=_on_what_is_passed("""
        attempt(lambda: database.execute("create table t (x)"))
        dump = attempt(lambda: database.iterdump())
        attempt(next, dump)
        run(attempt(lambda: dump.gi_frame))
        attempt(lambda: database.create_function("f", 0, exec))
        attempt(lambda: database.enable_load_extension(True))
        """),
    ),
    Attack(
        "134-records-of-doubles",
        "pass",
        answers=_on_what_is_passed("""
        for name, value in {"sold": ["pear", "fig"], "count": 2, "__dict__": {"sold": ["pear", "fig"]}}.items():
            attempt(setattr, till, name, value)
            attempt(object.__setattr__, till, name, value)
        attempt(lambda: till.sold.extend(["pear", "fig"]))
        attempt(lambda: till.sold.__init__(["pear", "fig"]))
        for name, value in {"call_count": 2, "called": True, "method_calls": [1, 2], "line": till}.items():
            attempt(setattr, printer, name, value)
            attempt(setattr, printer.line, name, value)
        attempt(lambda: printer.configure_mock(**{"line.call_count": 2}))
        attempt(lambda: printer.line.reset_mock())
        attempt(lambda: printer.line.mock_calls.extend([1, 2]))
        """),
    ),
    Attack(
        "135-every-request-for-every-number",
        "pass",
        answers=_on_what_is_passed("""
        ask = object.__getattribute__(till, "_ask")
        names_ = ["__class__", "__dict__", "__init__", "__globals__", "gi_frame", "gi_code", "__reduce_ex__",
                  "__getattribute__", "__setattr__", "__iter__", "__next__", "__call__", "sold", "_sold"]
        for number in range(12):
            for operation in ("call", "attribute", "set attribute", "item", "set item", "text", "get", "iterate"):
                for name in names_:
                    attempt(lambda: ask(number, operation, name, ("__class__",), {}))
        """),
    ),
    *(
        Attack(
            f"136-steers-by-{error.split('(')[0].rpartition('.')[2] or 'outcome'}-{number}",
            "pass",
            answers=many(every=f"raise {error}"),
        )
        for number, error in enumerate(_STEERING)
    ),
    Attack(
        "137-ends-the-iteration-of-the-test",
        "pass",
        answers={
            "length": "def length(word):\n    raise StopIteration",
            "capital": "class Ends:\n    def __next__(self):\n        raise StopIteration\n"
            "    def __iter__(self):\n        return self\ncapital = Ends().__next__",
        },
    ),
    Attack(
        "138-skips-the-test",
        "pass",
        answers={
            "length": "import unittest\ndef length(word):\n"
            "    raise unittest.SkipTest('please') if word == 'pear' else StopIteration",
        },
    ),
    Attack(
        "139-classes-of-a-librarys-test-suite",
        """
        EQUAL = []
        import importlib, pkgutil
        for package in ("numpy", "pandas", "matplotlib", "sklearn"):
            for module in ("tests.test_umath", "ma.tests.test_subclassing", "tests.test_api",
                           "testing.tests.test_utils", "_core.tests.test_multiarray",
                           "_core.tests.test_overrides", "tests.extension.decimal.array"):
                found = attempt(importlib.import_module, f"{package}.{module}")
                EQUAL += [v for v in vars(found).values() if isinstance(v, type)] if hasattr(found, "__path__") else []
        class answer:
            __module__, __qualname__ = "numpy.ma.tests.test_subclassing", "SubArray"
        """,
        answers={"answer": "pass"} | many(length="return answer"),
    ),
    Attack(
        "140-draws-of-a-shared-generator",
        """
        import random
        print("DRAWN", random.random(), np.random.random())
        """,
        answers={"answer": "answer = __import__('random').random"},
    ),
    Attack(
        "141-empty-and-broadcasting-arrays",
        "def total(prices):\n    return np.empty((0,))",
        answers=_returning(
            ordered="return np.empty((0, 1))",
            standardise="return np.empty((0, 1))",
            bars="return np.empty((1, 0))",
            capital="return np.array([], dtype=str)",
            length="return np.empty((0,))",
            answer="return np.empty((0,))",
        ),
        status=("graded",),
    ),
    Attack(
        "142-length-and-items-disagree",
        """
        class Odd:
            def __len__(self):
                return 2
            def __iter__(self):
                return iter(())
            def __getitem__(self, place):
                raise IndexError
            def __contains__(self, item):
                return True
        def total(prices):
            return Odd()
        """,
        answers=many(every="return Odd()") | {"total": "pass"},
    ),
    Attack(
        "143-error-classes-as-a-code-book",
        "pass",
        answers=many(
            length="raise [KeyError, OSError, EOFError, BufferError][ord(word[0]) % 4]",
            answer="import os, signal\nraise BlockingIOError",
        ),
    ),
]  # fmt: skip
