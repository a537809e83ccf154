"""What the student's code tells stdout, stderr, `warnings` and `logging` while a test waits."""

import contextlib
import io
import logging
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from examiner.rpc.codec_table import Json
from examiner.rpc.operations import Listening, Reply

_MOST_PRINTED = 64 * 1024  # characters that one call may print
_MOST = 200


class Heard:
    """What was told during one request."""

    def __init__(self) -> None:
        self.printed, self.complained = io.StringIO(), io.StringIO()
        self.warned: list[tuple[type[Warning], str]] = []
        self.logged: list[tuple[str, int, str]] = []

    def tell(self, reply: Reply, encode: Callable[[object], Json]) -> None:
        """Add it to a reply."""
        if printed := self.printed.getvalue():
            reply["printed"] = printed[:_MOST_PRINTED]
        if complained := self.complained.getvalue():
            reply["complained"] = complained[:_MOST_PRINTED]
        if self.warned:
            reply["warned"] = [(encode(kind), text) for kind, text in self.warned[:_MOST]]
        if self.logged:
            reply["logged"] = self.logged[:_MOST]


class _Handler(logging.Handler):
    def __init__(self, heard: Heard) -> None:
        super().__init__(logging.NOTSET)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        name = "" if record.name == "root" else record.name
        self._heard.logged.append((name, record.levelno, record.getMessage()))


class Hearing:
    """Listens to the student's code inside; a generator would cost more at every call.

    Parameters
    ----------
    listening
        How the test does.
    names
        The globals of the student's notebook.
    """

    def __init__(self, listening: Listening | None, names: dict[str, Any]) -> None:
        self._heard = heard = Heard()
        self._as_the_test = listening and _as_the_test(listening, heard)
        names.pop("__warningregistry__", None)  # each call warns again, as it would in a new test

    def __enter__(self) -> Heard:
        heard = self._heard

        def show_warning(message: Any, category: type[Warning], *_: object, **__: object) -> None:
            heard.warned.append((category, str(message)))

        self._before = sys.stdout, sys.stderr, warnings.showwarning
        sys.stdout, sys.stderr, warnings.showwarning = heard.printed, heard.complained, show_warning
        if self._as_the_test:
            self._as_the_test.__enter__()
        return heard

    def __exit__(self, *error: Any) -> None:
        try:
            if self._as_the_test:
                self._as_the_test.__exit__(*error)
        finally:
            sys.stdout, sys.stderr, warnings.showwarning = self._before


@contextlib.contextmanager
def _as_the_test(listening: Listening, heard: Heard) -> Iterator[None]:
    levels, handler, before = listening["levels"], _Handler(heard), {}
    if levels is not None:
        logging.getLogger().addHandler(handler)
        for name, level in levels.items():
            logger = logging.getLogger(name or None)
            before[logger] = logger.level
            logger.setLevel(level)
    show = warnings.showwarning
    try:
        with warnings.catch_warnings():
            warnings.showwarning = show
            if listening["filters"] is not None:
                filters: Any = warnings.filters
                filters[:] = [_filter(*said) for said in listening["filters"]]
                warnings._filters_mutated()  # type: ignore[attr-defined]
            yield
    finally:
        logging.getLogger().removeHandler(handler)
        for logger, level in before.items():
            logger.setLevel(level)


def _filter(
    action: str, text: str | None, ancestry: list[list[str]], module: str | None, line: int
) -> Any:
    category: type[Warning] = Warning
    for module_name, name in ancestry:
        found = getattr(sys.modules.get(module_name), name, None)
        if isinstance(found, type) and issubclass(found, Warning):
            category = found
            break
    return (
        action,
        text and re.compile(text, re.IGNORECASE),
        category,
        module and re.compile(module),
        line,
    )
