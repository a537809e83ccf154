"""Names of modules that a test has patched, in the student's process."""

import importlib
import os
import sys
from typing import Any

from examiner.rpc.patches import owner_of

_ABSENT = object()


class PatchedNames:
    """What stands in place of names of modules now, and what stood there before."""

    def __init__(self) -> None:
        self._before: dict[str, Any] = {}

    def apply(self, name: str, what: str, value: Any = None) -> None:
        """Set, delete or restore a name.

        Parameters
        ----------
        name
            ``module:name``.
        what : {"set", "delete", "restore"}
        value
            To set.
        """
        if name == "os:environ":
            self._environment(name, what, value)
            return
        owner, attribute = owner_of(name)
        if owner is None:
            owner = importlib.import_module(name.partition(":")[0])
        if name not in self._before:
            self._before[name] = vars(owner).get(attribute, _ABSENT)
        if what == "restore":
            self._put(owner, attribute, self._before.pop(name))
        elif what == "delete":
            self._put(owner, attribute, _ABSENT)
        else:
            self._put(owner, attribute, value)

    def restore_all(self) -> None:
        """Put everything back, as the test may not have done."""
        for name in [*self._before]:
            self.apply(name, "restore")

    def _environment(self, name: str, what: str, value: Any) -> None:
        self._before.setdefault(name, dict(os.environ))
        wanted = self._before.pop(name) if what == "restore" else value
        os.environ.clear()
        os.environ.update({str(key): str(item) for key, item in dict(wanted).items()})

    @staticmethod
    def _put(owner: Any, attribute: str, value: Any) -> None:
        if value is _ABSENT:
            vars(owner).pop(attribute, None)
        else:
            setattr(owner, attribute, value)
        # Functions of set-up cells keep the builtins that they were made with.
        main = sys.modules.get("__main__")
        if owner is sys.modules["builtins"] and value is not _ABSENT and main is not None:
            late = vars(main).get("__builtins__")
            if isinstance(late, dict):
                late[attribute] = value
