"""Environment variables of the fork server and of the sandboxed processes."""

import os
import sys
from pathlib import Path

#: What code may know about where it runs; nbgrader sets the second name, too, while it grades.
_VISIBLE = {"LANG": "C.UTF-8", "NBGRADER_EXECUTION": "autograde"}
#: Draws as in a notebook: ``plt.show()`` and the end of a cell close the figures.
_BACKEND = "module://matplotlib_inline.backend_inline"
#: Threads of linear algebra libraries do not survive a fork, and make small models slower.
_SINGLE_THREADED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
}


def server_environment() -> dict[str, str]:
    """Return the environment of a fork server.

    Of the caller's environment it keeps only what Python and matplotlib need to start quickly.
    """
    names = ("HOME", "TZ", "XDG_CACHE_HOME", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    return {**kept, "PATH": path, "MPLBACKEND": _BACKEND, **_VISIBLE, **_SINGLE_THREADED}


def sandboxed_environment(home: str, *, own_tmp: bool) -> dict[str, str]:
    """Return the environment of a sandboxed process: nothing of the caller's is in it.

    Parameters
    ----------
    home
        Its working folder.
    own_tmp
        Whether it has a ``/tmp`` of its own.
    """
    return {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "HOME": home,
        "TMPDIR": "/tmp" if own_tmp and os.access("/tmp", os.W_OK) else home,
        "MPLCONFIGDIR": home,
        "IPYTHONDIR": home,
        "USER": "student",
        "LOGNAME": "student",
        **_VISIBLE,
        **_SINGLE_THREADED,
        "MPLBACKEND": os.environ.get("MPLBACKEND", _BACKEND),
    }
