"""The IPython shell that runs cells: a notebook's syntax and displays, without a kernel."""

import builtins
import os
from typing import NoReturn

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from examiner.rpc.namespace import LateBuiltins
from examiner.sentences.endings import NO_INPUT


class _Shell(InteractiveShell):
    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: ``%matplotlib inline`` asks for it, and there is no window here."""


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

    shell = _Shell.instance(config=config, ipython_dir=folder)
    # A notebook has an input() that asks its reader.
    builtins.input = _no_input
    shell.user_ns.pop("input", None)
    # Set-up cells may use names that a student defines later, see `LateBuiltins`.
    shell.user_ns["__builtins__"] = LateBuiltins()
    return shell


def _no_input(prompt: object = "") -> NoReturn:
    raise RuntimeError(NO_INPUT)
