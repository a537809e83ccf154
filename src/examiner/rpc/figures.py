"""The figures that the student's code has open, for a test that asks pyplot for the current one.

Without the door ``changes:matplotlib.pyplot`` these functions tell of the figures of the tests'
process. With it they are asked in the student's; what comes back is a stand-in, as for any figure
that a function of the student's returns.
"""

import importlib
from collections.abc import Callable
from typing import Any

from examiner.doors import FIGURES, Doors

#: Functions of pyplot that find figures, or close them.
SHARED = ("gcf", "gca", "get_fignums", "get_figlabels", "fignum_exists", "close")


class Figures:
    """Lets pyplot of this process tell of the student's figures.

    Parameters
    ----------
    ask
        Called with the name of a function of `SHARED` and its arguments.
    """

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask
        self._own: dict[str, Any] = {}

    def begin(self, doors: Doors) -> None:
        """Begin a test cell."""
        if not self._own and FIGURES not in doors.changed_names:
            return
        pyplot: Any = importlib.import_module(FIGURES)
        vars(pyplot).update(self._own)
        self._own = {}
        if FIGURES in doors.changed_names:
            self._own = {name: getattr(pyplot, name) for name in SHARED}
            vars(pyplot).update({name: self._shared(name) for name in SHARED})

    def _shared(self, name: str) -> Callable[..., Any]:
        def shared(*args: Any, **kwargs: Any) -> Any:
            return self._ask(name, args, kwargs)

        return shared
