"""Environment variables of the fork server and of the sandboxed processes."""

import os
import sys
from pathlib import Path

from examiner.sandbox import jail

#: What code may know of where it runs; nbgrader sets the second name, too, while it grades.
_VISIBLE = {"LANG": "C.UTF-8", "NBGRADER_EXECUTION": "autograde"}
#: Draws as notebooks do: ``plt.show()`` and the end of a cell close the figures.
_BACKEND = "module://matplotlib_inline.backend_inline"
#: Threads of linear algebra would not survive a fork, and make small models slower.
_SINGLE_THREADED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
}


def server_environment():
    """Return the environment of a fork server.

    Nothing of the caller's environment is kept but what Python and matplotlib need to start
    quickly.
    """
    names = ("HOME", "TZ", "XDG_CACHE_HOME", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    return {**kept, "PATH": path, "MPLBACKEND": _BACKEND, **_VISIBLE, **_SINGLE_THREADED}


def sandboxed_environment(home):
    """Return the environment of a sandboxed process: nothing of the machine's own.

    Parameters
    ----------
    home : str
        Its working folder.
    """
    return {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "HOME": home,
        "TMPDIR": "/tmp" if home == jail.BOX and os.access("/tmp", os.W_OK) else home,
        "MPLCONFIGDIR": home,
        "IPYTHONDIR": home,
        "USER": "student",
        "LOGNAME": "student",
        **_VISIBLE,
        **_SINGLE_THREADED,
        "MPLBACKEND": os.environ.get("MPLBACKEND", _BACKEND),
    }
