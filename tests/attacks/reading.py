"""Attacks that want to read: hidden tests, keys, other people's work, the grader's secrets."""

from pathlib import Path

from tests.attacks import Attack, many

# Every answer looks at who calls it, too: then the tests are running.
_LOOK_UP = """
import gc, inspect, linecache, sys
frame = sys._getframe()
while frame is not None:
    loot(attempt(lambda: repr(frame.f_globals) + repr(frame.f_locals) + inspect.getsource(frame)))
    frame = frame.f_back
for lines in list(linecache.cache.values()):
    loot(repr(lines))
raise NotImplementedError
"""


def _linked(target):
    def hand_in(folder):
        (folder / "shop.ipynb").symlink_to(target(folder))

    return hand_in


def _course(folder):
    return folder.parents[2]


def _linked_folder(folder):
    neighbour = _course(folder) / "submitted" / "000-honest" / "shop"
    folder.rmdir()
    folder.symlink_to(neighbour, target_is_directory=True)


def _linked_data(folder):
    """Hand in an attack with links beside it that lead to the key."""
    import json

    (folder / "key.ipynb.txt").symlink_to(_course(folder) / "autograder_tests/shop/shop.ipynb")
    (folder / "all").symlink_to(_course(folder), target_is_directory=True)
    book = Attack("", 'for name in ("key.ipynb.txt", "all/gradebook.db"):\n'
                  '    loot(attempt(lambda: open(name).read()))').submission()  # fmt: skip
    Path(folder, "shop.ipynb").write_text(json.dumps(book))


ATTACKS = [
    Attack(
        "01-hooks-before-each-cell",
        """
        shell = get_ipython()
        for event in ("pre_execute", "pre_run_cell", "post_execute", "post_run_cell"):
            shell.events.register(event, lambda *args: loot(repr([vars(a) for a in args]) + repr(In)))
        loot(repr(In) + repr(shell.history_manager.input_hist_raw))
        loot(repr(attempt(lambda: list(shell.history_manager.get_range()))))
        """,
        later="loot(repr(In) + repr(Out) + repr(get_ipython().user_ns))",
    ),
    Attack(
        "02-frames-inspect-and-linecache",
        "def total(prices):\n    " + _LOOK_UP.strip().replace("\n", "\n    "),
        answers={k: v for k, v in many(every=_LOOK_UP).items() if k != "total"},
    ),
    Attack(
        "03-garbage-collector-and-modules",
        """
        import gc
        def total(prices):
            for thing in gc.get_objects():
                if type(thing) in (dict, list, tuple, bytes, str):
                    loot(attempt(repr, thing) if len(thing) < 2000 else "")
            for module in list(sys.modules.values()):
                loot(attempt(lambda: repr(vars(module))[:200000]))
            return 3
        total([])
        """,
        later="total([])",
    ),
    Attack(
        "04-paths-to-keys-and-submissions",
        """
        import glob
        places = [".", "..", "../..", "/", "/tmp", "/root", "/home", "/work", "/var/tmp", "/srv"]
        places += [os.path.dirname(path) for path in sys.path if path]
        for place in places:
            for pattern in ("*", "*/*", "*/*/*.ipynb", "autograder_tests/*/*", "source/*/*", "submitted/*/*/*"):
                for path in attempt(lambda: glob.glob(os.path.join(place, pattern))[:500]) or []:
                    if path.endswith((".ipynb", ".db", ".txt", ".env", ".json")):
                        loot(attempt(lambda: open(path, "rb").read(200000)))
        """,
        status=("graded", "timeout"),
        finishes=False,
    ),
    Attack(
        "05-gradebook",
        """
        import glob, sqlite3
        for path in ("gradebook.db", "../gradebook.db", "../../gradebook.db", "/tmp/gradebook.db",
                     *glob.glob("/tmp/*/gradebook.db")):
            loot(attempt(lambda: sqlite3.connect(f"file:{path}?mode=ro", uri=True)
                         .execute("select * from grades").fetchall()))
        """,
    ),
    Attack(
        "06-environment",
        """
        loot(repr(os.environ) + repr(os.environb))
        for process in ("self", os.getpid(), os.getppid(), 1, *range(2, 400)):
            loot(attempt(lambda: open(f"/proc/{process}/environ", "rb").read()))
            loot(attempt(lambda: open(f"/proc/{process}/cmdline", "rb").read()))
        assert not any(name in os.environ for name in ("GRADER_TOKEN", "SSH_AUTH_SOCK"))
        """,
    ),
    Attack(
        "07-shell-escapes",
        """
        get_ipython().system("env; cat /tmp/*/gradebook.db /tmp/*/autograder_tests/*/*")
        out = get_ipython().getoutput("env; cat ../*/*/*.ipynb ../gradebook.db; ls -laR / 2>/dev/null | head -3000")
        loot(repr(out))
        get_ipython().run_cell_magic("bash", "", "env; cat /proc/*/environ; cat ../../*/*")
        """,
    ),
    Attack(
        "08-memory-of-other-processes",
        """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        others = [pid for pid in range(1, 32768) if os.path.exists(f"/proc/{pid}") and pid != os.getpid()]
        for process in {os.getppid(), 1, *others[:200]} - {os.getpid()}:
            assert isinstance(attempt(lambda: open(f"/proc/{process}/mem", "rb").read(1)), OSError)
            assert isinstance(attempt(lambda: open(f"/proc/{process}/maps").read()), OSError)
            assert libc.ptrace(16, process, 0, 0) == -1
            buffer = ctypes.create_string_buffer(64)
            assert libc.process_vm_readv(process, buffer, 1, buffer, 1, 0) == -1
        """,
    ),
    Attack(
        "09-symbolic-link-for-a-file",
        content=_linked_data,
        finishes=False,
    ),
    Attack(
        "10-symbolic-link-for-the-notebook",
        content=_linked(lambda folder: _course(folder) / "submitted/000-honest/shop/shop.ipynb"),
        status=("refused",),
    ),
    Attack(
        "11-symbolic-link-for-the-folder",
        content=_linked_folder,
        status=("refused",),
    ),
]  # fmt: skip
