"""Attacks on what the doors of a test cell let through; each is tried with its door open and closed."""

from tests.attacks import Attack, many

#: Puts more into every message to the tests' process than was asked for.
_FORGE = """
from examiner.rpc.channel import Channel
def forge(**extra):
    send = Channel.send
    def forged(self, message, blobs=()):
        if "id" in message and "rebound" in message:
            blobs = [*blobs, CONTENT]
            message = {**message, **{key: make(len(blobs) - 1) for key, make in extra.items()}}
        return send(self, message, blobs)
    Channel.send = forged
"""

ATTACKS = [
    Attack(
        "144-files-that-run-where-they-are-read",
        """
        import pathlib, pickle, tempfile
        class Runs:
            def __reduce__(self):
                return exec, ("raise SystemExit(0)",)
        CODE = "def runs(*_): return True\\nsorted = sum = len = answer = runs\\nraise SystemExit(0)"
        for folder in (os.getcwd(), tempfile.gettempdir()):
            for name in ("random", "sqlite3", "unittest", "numpy", "sitecustomize", "conftest"):
                for suffix in (".py", ".pth", ".pyc", ".so", ".zip"):
                    pathlib.Path(folder, name + suffix).write_text(CODE)
                package = pathlib.Path(folder, name, "inner")
                package.mkdir(parents=True, exist_ok=True)
                (package.parent / "__init__.py").write_text(CODE)
            for name in ("pytest.ini", "matplotlibrc", "setup.cfg", "prices.csv", "prices.pkl"):
                pathlib.Path(folder, name).write_bytes(pickle.dumps(Runs()))
        """,
    ),
    Attack(
        "145-files-under-names-that-lead-elsewhere",
        """
        CONTENT = b"name,price\\npear,0\\n"
        """
        + _FORGE.replace("\n", "\n        ")
        + """
        NAMES = ("work//tmp/kestrel", "work/../kestrel", "work/./prices.csv", "/".join(["work", "", "work", "prices.csv"]),
                 "temp/../kestrel", "/etc/kestrel", "work/a/../prices.csv", "work/\\ud800", "", "work/")
        forge(files=lambda blob: dict.fromkeys(NAMES, blob))
        """,
    ),
    Attack(
        "146-more-files-than-anyone-writes",
        """
        CONTENT = bytes(1 << 20)
        """
        + _FORGE.replace("\n", "\n        ")
        + """
        forge(files=lambda blob: {f"work/{n}.bin": blob for n in range(100_000)})
        """,
        status=("graded", "died"),
    ),
    Attack(
        "147-changes-of-what-was-not-passed",
        """
        CONTENT = b""
        """
        + _FORGE.replace("\n", "\n        ")
        + """
        forge(
            changed=lambda _: [["l", [1, 2]], ["h", ["tests", 1]], 7, None, {}, [[]]] * 99,
            changed_keywords=lambda _: [["_said", ["l", ["ada", "ben"]]], [7], 7, ["x", 1, 2]],
            written=lambda _: [[n, ["l", [1, 2]]] for n in range(999)],
            argument=lambda _: 0,
        )
        """,
        answers=many(announce="speaker._said = ['ada', 'ben']\nnames[:] = []"),
        status=("graded", "died"),
    ),
    Attack(
        "148-names-put-in-place-of-the-tests",
        """
        class Says:
            _said = ["ada", "ben"]
            sold, count = ["pear", "fig"], 2
            def said(self):
                return 2
        speaker = till = Says()
        words, drawn, values, numbers, secret = [], 0, [], [], ""
        """,
        answers=many(
            announce="global speaker\nspeaker = Says()",
            serve="global till, words\ntill, words = Says(), []\naxes.set_title('sold')",
            capital="global words, word\nwords, word = [], text",
        ),
    ),
    Attack(
        "149-operators-between-objects-of-ones-own",
        """
        class Any:
            __hash__ = lambda self: hash(42)
            __eq__ = __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: True
            __ne__ = lambda self, other: False
            __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = lambda self, other: 42
            __abs__ = __neg__ = __round__ = __floor__ = lambda self, *_: 0
        """,
        answers=many(every="return Any()"),
    ),
    Attack(
        "150-patches-and-states-sent-back",
        """
        CONTENT = b""
        """
        + _FORGE.replace("\n", "\n        ")
        + """
        import builtins, random
        random.seed(1)
        np.random.seed(1)
        builtins.input = random.random = lambda *_: 41
        os.environ["PYTHONSTARTUP"] = "x.py"
        STATE = random.getstate()
        forge(random=lambda _: {"random": ["t", list(STATE)], "numpy.random": 7, "os": 1})
        """,
        answers=many(answer="import random\nreturn random.random()"),
        status=("graded", "died"),
    ),
    Attack(
        "151-invalid-messages-where-doors-are-open",
        """
        CONTENT = b"x"
        """
        + _FORGE.replace("\n", "\n        ")
        + """
        forge(**{key: lambda blob: [[blob], {"a": [blob, "x"]}, -1, None] for key in (
            "changed", "changed_keywords", "written", "files", "random", "content", "holds", "warned",
            "logged", "complained", "printed", "argument",
        )})
        """,
        answers=many(every="return [1, 2]"),
        status=("graded", "died"),
    ),
    Attack(
        "152-type-hints-that-run",
        "pass",
        answers={
            "length": "def length(word: \"__import__('builtins').__dict__.__setitem__('len', lambda _: 4)\"):\n"
            "    return 4",
        },
    ),
    Attack(
        "153-examples-of-a-docstring-that-run",
        "pass",
        answers=many(
            length="""
            \'\'\'
            >>> import sys
            >>> sys.modules["__main__"].len = lambda _: 4
            >>> sys.modules["__main__"].sum = lambda *_: 4
            \'\'\'
            return 4
            """
        ),
    ),
    Attack(
        "154-figures-that-please",
        """
        class Pleases:
            patches = lines = axes = []
            __eq__ = __call__ = __contains__ = lambda *_, **__: True
            __getattr__ = lambda self, name: self
            __hash__ = lambda self: 42
        plt.gcf = plt.gca = plt.get_fignums = plt.fignum_exists = plt.close = Pleases()
        """,
        answers=many(bars="return Pleases()", serve="return plt.gca()"),
    ),
    Attack(
        "155-errors-that-the-test-did-not-raise",
        """
        CONTENT = b""
        """
        + _FORGE.replace("\n", "\n        ")
        + """
        DID = {"ancestry": [["builtins", "ExceptionGroup"], ["builtins", "Exception"]], "message": "x"}
        forge(
            of_test=lambda _: 0, raised=lambda _: DID, group=lambda _: [DID] * 300, cause=lambda _: DID,
            error=lambda _: ["h", ["tests", 0]], arguments=lambda _: ["t", [["h", ["tests", 0]]]],
        )
        """,
        answers=many(every="raise ExceptionGroup('x', [StopIteration(), AssertionError()])"),
        status=("graded", "died"),
    ),
    Attack(
        "156-values-of-libraries-that-please",
        "import sympy\ndef total(prices):\n    return sympy.nan",
        answers=many(
            ordered="return np.ma.masked",
            standardise="return np.ma.masked_all(np.shape(values))",
            capital="return sympy.Symbol(text.upper())",
            length="return sympy.Reals",
            answer="import scipy.sparse\nreturn scipy.sparse.csr_array((0, 0))",
        ),
    ),
    Attack(
        "157-texts-inside-values-of-libraries",
        """
        CONTENT = b""
        """
        + _FORGE.replace("\n", "\n        ")
        + """
        RUNS = "__import__('builtins').__dict__.__setitem__('len', lambda _: 4)"
        forge(value=lambda _: ["sy", ["Add", ["sy", ["Symbol", RUNS, []]], RUNS]],
              changed=lambda _: [["ty", ["List", [RUNS]]], ["fi", [RUNS] * 6]] * 9)
        """,
        answers=many(every="return 4"),
        status=("graded", "died"),
    ),
]  # fmt: skip
