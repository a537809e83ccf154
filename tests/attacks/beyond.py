"""Attacks beyond the design's list, most of them aimed at how this engine is made.

Those that could do harm outside of the course, were the sandbox open, aim at the course only.
"""

import json

from tests.attacks import Attack, many
from tests.support import attack_course


def told_where(code):
    """Hand in an attack that knows where the course lies: it reads ``COURSE`` for it."""

    def hand_in(folder):
        told = f"COURSE = {str(folder.parents[2])!r}\n"
        book = Attack("", told + code).submission()
        (folder / "shop.ipynb").write_text(json.dumps(book))

    return hand_in


def _keeps_inputs(folder):
    """Hand in a function that keeps what the tests pass, and a last cell that shows it."""
    book = attack_course.fill(
        attack_course.release(),
        many(capital="kept.append(text)\nreturn ''") | {"total": "kept = []"},
    )
    show = "print(kept)\nplt.title(kept[-1])\nraise ValueError(kept)"
    book["cells"].append(attack_course.cell(show, "show"))
    (folder / "shop.ipynb").write_text(json.dumps(book))


ATTACKS = [
    Attack(
        "78-modes-owners-and-times-of-others",
        content=told_where("""
for folder, _, names in [("submitted/000-honest/shop", 0, ["shop.ipynb"]), ("data", 0, ["fruit.csv"])]:
    for name in ("", *names):
        path = os.path.join(COURSE, folder, name)
        attempt(os.chmod, path, 0o777 if name else 0)
        attempt(os.chown, path, os.getuid(), os.getgid())
        attempt(os.utime, path, (0, 0))
        attempt(os.setxattr, path, "user.kestrel", b"x")
        attempt(os.truncate, path, 0)
"""),
    ),
    Attack(
        "79-names-its-errors-after-hidden-inputs",
        answers=many(capital="raise type(text, (ValueError,), {})(text)"),
    ),
    Attack("80-shows-hidden-inputs-later", content=_keeps_inputs),
    Attack(
        "81-folders-that-cannot-be-walked",
        """
        os.umask(0)
        os.makedirs("hidden/inside")
        os.mkdir("closed", 0)
        os.chmod("hidden", 0o300)
        for _ in range(1500):
            if attempt(os.mkdir, "d" * 200) is not None:
                break
            os.chdir("d" * 200)
            open("file", "w").close()
        """,
        status=("graded", "died", "timeout"),
        finishes=False,
    ),
    Attack(
        "82-deleted-files-that-stay-open",
        """
        import time
        kept = []
        def fill():
            for number in range(6):
                kept.append(open("file", "wb"))
                os.remove("file")
                kept[-1].write(b"x" * (40 << 20))
                kept[-1].flush()
        attempt(fill)
        time.sleep(2)
        """,
        status=("graded", "died", "timeout"),
        finishes=False,
    ),
    Attack(
        "83-shared-memory-that-is-nobodys",
        """
        import mmap, time
        shared = mmap.mmap(-1, 1536 << 20)
        for place in range(0, len(shared), 1 << 20):
            shared[place:place + (1 << 20)] = b"x" * (1 << 20)
        time.sleep(60)
        """,
        status=("died", "timeout"),
        finishes=False,
    ),
    Attack(
        "84-runs-away-by-forking",
        """
        import ctypes
        libc = ctypes.CDLL(None)
        if os.fork() == 0:
            os.setsid()
            while True:
                libc.prctl(1, 0, 0, 0, 0)
                if attempt(os.fork) != 0:
                    os._exit(0)
        """,
    ),
    Attack(
        "85-limits-of-the-graders-processes",
        """
        import resource
        for process in range(1, 40000):
            if process != os.getpid():
                attempt(resource.prlimit, process, resource.RLIMIT_NOFILE, (0, 0))
                attempt(os.sched_setaffinity, process, ())
        attempt(os.setpriority, os.PRIO_USER, os.getuid(), 19)
        """,
    ),
    Attack(
        "86-shared-memory-of-the-system",
        """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        assert libc.shmget(4711, 65536, 0o1666) == -1
        assert libc.msgget(4711, 0o1666) == -1
        assert libc.semget(4711, 1, 0o1666) == -1
        assert libc.syscall(319, b"kestrel", 0) == -1  # memfd_create
        attempt(lambda: open("/dev/shm/kestrel-shared", "w").write("x"))
        """,
    ),
]
