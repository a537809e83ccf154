"""Attacks that want the machine for themselves, or the run to stop."""

from tests.attacks import Attack

_OUTLIVE = """
import time
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            attempt(lambda: __import__("ctypes").CDLL(None).prctl(1, 0, 0, 0, 0))
            import signal
            for number in range(1, 32):
                attempt(signal.signal, number, signal.SIG_IGN)
            end = time.monotonic() + 600
            while time.monotonic() < end:
                attempt(lambda: open("/dev/shm/kestrel-outlived", "w"))
                time.sleep(0.05)
        os._exit(0)
"""

ATTACKS = [
    Attack("41-endless-loop", "while True:\n    pass", status=("timeout",), finishes=False),
    Attack(
        "42-interrupt-proof-loop",
        """
        import signal
        for number in range(1, 32):
            attempt(signal.signal, number, signal.SIG_IGN)
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
        """,
        status=("timeout",),
        finishes=False,
    ),
    Attack(
        "43-hangs-inside-c",
        """
        import ctypes, signal
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
        ctypes.PyDLL(None).pause()
        """,
        status=("timeout",),
        finishes=False,
    ),
    Attack(
        "44-three-gigabytes",
        """
        import time
        kept = []
        for _ in range(4):  # each process stays below its own limit
            if os.fork() == 0:
                kept.append(bytearray(b"x") * (400 << 20))
                time.sleep(60)
        time.sleep(60)
        """,
        status=("died", "timeout"),
        finishes=False,
    ),
    Attack(
        "45-three-hundred-forks",
        """
        import time
        for _ in range(300):
            if attempt(os.fork) == 0:
                time.sleep(60)
                os._exit(0)
        time.sleep(0.5)
        """,
        status=("graded", "died", "timeout"),
        finishes=False,
    ),
    Attack(
        "46-sixty-megabytes-of-output",
        """
        for _ in range(60):
            print("x" * 2**20)
        for number in range(20_000):
            display(number)
        """,
        status=("graded", "timeout"),
        finishes=False,
    ),
    Attack(
        "47-disk",
        """
        def write(name, size):
            with open(name, "wb") as file:
                for _ in range(size >> 20):
                    file.write(b"x" * 2**20)
        attempt(write, "large", 2 << 30)
        for number in range(100_000):
            if isinstance(attempt(lambda: open(f"small-{number}", "w").close()), OSError):
                break
        """,
        status=("graded", "died", "timeout"),
        finishes=False,
    ),
    Attack("48-daemon-that-outlives", _OUTLIVE),
    Attack(
        "49-kills-its-parent-and-everybody",
        """
        import signal
        for process in (os.getppid(), 1, *range(2, 3000)):
            if process != os.getpid():
                attempt(os.kill, process, signal.SIGKILL)
        attempt(os.killpg, 0, signal.SIGTERM) if os.getpgid(0) != os.getpid() else None
        attempt(os.kill, -1, signal.SIGKILL)
        """,
    ),
    Attack("50-asks-for-input", 'print(repr(attempt(input, "Give me all points: ")))\ninput()', finishes=False),
    Attack(
        "51-sleeps-in-every-cell",
        "import time\ntime.sleep(60)",
        answers=dict.fromkeys(
            ("ordered", "standardise", "bars", "announce", "capital"), "import time\ntime.sleep(60)"
        ),
        status=("timeout",),
        finishes=False,
    ),
]  # fmt: skip
