"""The IPython shell that runs cells: a notebook's syntax and displays, without a kernel."""

import builtins
import os

from examiner.sentences.endings import NO_INPUT


def make_shell(folder):
    """Make the shell of this process.

    Parameters
    ----------
    folder : str
        Where IPython may write; nothing of the user's own profile is read.

    Returns
    -------
    IPython.core.interactiveshell.InteractiveShell
    """
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False  # no database, and no thread that a fork would lose
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"
    config.InteractiveShell.autoindent = False
    os.environ["IPYTHONDIR"] = folder

    class Shell(InteractiveShell):
        def enable_gui(self, gui=None):
            """Do nothing: ``%matplotlib inline`` asks for it, and there is no window here."""

    shell = Shell.instance(config=config, ipython_dir=folder)
    # What a notebook has that a bare shell has not.
    builtins.input = _no_input
    shell.user_ns.pop("input", None)
    return shell


def _no_input(prompt=""):
    raise RuntimeError(NO_INPUT)
