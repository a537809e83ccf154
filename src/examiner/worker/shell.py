"""The IPython shell that runs cells: a notebook's syntax and displays, without a kernel."""

import builtins
import contextlib
import os
import subprocess
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any, NoReturn

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets.config import Config

from examiner.rpc.namespace import LateBuiltins
from examiner.sentences.endings import NO_INPUT, NO_RESTART, shell_unavailable


class _Shell(InteractiveShell):
    kernel: object = None

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: ``%matplotlib inline`` asks for it, and there is no window here."""

    def system(self, cmd: str) -> None:
        """Run a line that begins with ``!``: as in a notebook, its failure ends no cell."""
        text, self.user_ns["_exit_code"] = _run(self.var_expand(cmd, depth=1))  # type: ignore[no-untyped-call]
        print(text, end="")

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> SList | str:
        """Run such a line for what it prints."""
        text, _ = _run(self.var_expand(cmd, depth=depth + 1))  # type: ignore[no-untyped-call]
        return SList(text.splitlines()) if split else text


def _run(command: str) -> tuple[str, int]:
    """Run a command of the system's shell; return what it printed and its exit status."""
    # There is no network: pip need not wait for it.
    environment = os.environ | {"PIP_RETRIES": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    try:
        done = subprocess.run(
            command,
            shell=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return shell_unavailable(error.strerror or "unknown error") + "\n", 127
    return done.stdout, done.returncode


class _Store(dict[str, Any]):
    """What ``%store`` keeps: for this notebook only."""

    def keys(self, pattern: str = "*") -> Sequence[str]:  # type: ignore[override]
        """List the keys that fit a pattern, as IPython's own store does."""
        return [key for key in super().__iter__() if fnmatchcase(key, pattern)]


class _Kernel:
    """What notebooks use of ``get_ipython().kernel``."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell

    def do_shutdown(self, restart: bool = False) -> dict[str, object]:
        """Go on: a notebook restarts its kernel after it installed something."""
        print(NO_RESTART)
        return {"status": "ok", "restart": restart}


def make_shell(folder: str) -> InteractiveShell:
    """Make the shell of this process.

    Parameters
    ----------
    folder
        Where IPython may write; nothing of the user's own profile is read.
    """
    config = Config()
    config.HistoryManager.enabled = False  # no database, and no thread that a fork would lose
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"
    config.InteractiveShell.autoindent = False
    os.environ["IPYTHONDIR"] = folder

    shell: _Shell = _Shell.instance(config=config, ipython_dir=folder)
    # A notebook has an input() that asks its reader.
    builtins.input = _no_input
    shell.db = _Store()
    if shell.extension_manager is not None:
        shell.extension_manager.load_extension("storemagic")
    shell.kernel = _Kernel(shell)
    shell.user_ns.pop("input", None)
    # Set-up cells may use names that a student defines later, see `LateBuiltins`.
    shell.user_ns["__builtins__"] = LateBuiltins()
    return shell


@contextlib.contextmanager
def raising(shell: InteractiveShell) -> Iterator[None]:
    """Let what a cell has run by the shell raise its errors in that cell, as ``%%capture`` does.

    The shell only shows them; in a notebook, that alone makes the cell one that failed.
    """
    original = shell.run_cell

    def run_cell(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)  # type: ignore[no-untyped-call]
        result.raise_error()
        return result

    shell.run_cell = run_cell  # type: ignore[method-assign]
    try:
        yield
    finally:
        shell.run_cell = original  # type: ignore[method-assign]


def _no_input(prompt: object = "") -> NoReturn:
    raise RuntimeError(NO_INPUT)
