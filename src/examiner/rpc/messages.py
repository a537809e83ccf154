"""Warnings, log records and stderr of the student's code, repeated where the test can see them."""

import logging
import sys
import warnings
from typing import Any

from examiner.rpc.codec import Decoder
from examiner.rpc.codec_table import Untrusted
from examiner.rpc.operations import Listening

_MOST = 200  # warnings, and log records, of one call
_LONGEST = 2_000  # characters of each
_MOST_PRINTED = 64 * 1024
_SOURCE = "<the student's code>"

_filters: list[Any] = []
_logs = False


def listen(source: str) -> None:
    """Note how warnings are treated where a test cell begins, and whether it looks at a log."""
    global _logs
    _filters[:] = warnings.filters
    _logs = any(word in source for word in ("logging", "assertLogs", "assertNoLogs"))


def listening() -> Listening | None:
    """Describe how the test listens at this moment; None if it does nothing special."""
    changed = warnings.filters != _filters
    if not changed and not _logs:
        return None
    treated: list[Any] = [*warnings.filters]
    filters = [
        (
            action,
            _pattern(text),
            [[base.__module__, base.__qualname__] for base in category.__mro__],
            _pattern(module),
            line,
        )
        for action, text, category, module, line in treated
    ]
    return {"filters": filters if changed else None, "levels": _levels() if _logs else None}


def _pattern(wanted: Any) -> str | None:
    """Return what a filter compares with: a pattern, a text, or nothing."""
    found: str | None = getattr(wanted, "pattern", wanted)
    return found


def _levels() -> dict[str, int]:
    loggers = logging.Logger.manager.loggerDict
    levels = {"": logging.getLogger().level}
    for name, logger in loggers.items():
        if isinstance(logger, logging.Logger) and logger.level:
            levels[name] = logger.level
    return levels


def repeat(reply: dict[str, Untrusted], decoder: Decoder) -> None:
    """Repeat here what the student's code told stderr, `warnings` and `logging`."""
    if "complained" in reply:
        sys.stderr.write(str(reply["complained"])[:_MOST_PRINTED])
    for category, text in _pairs(reply, "warned", 2):
        kind = decoder.decode(category)
        if isinstance(kind, type) and issubclass(kind, Warning):
            warnings.warn_explicit(str(text)[:_LONGEST], kind, _SOURCE, 1, module="__main__")
    for name, level, text in _pairs(reply, "logged", 3):
        if type(level) is int and type(name) is str:
            logger = logging.getLogger(name[:200] or None)
            if logger.isEnabledFor(level):
                message = str(text)[:_LONGEST]
                logger.handle(logging.LogRecord(name, level, _SOURCE, 1, "%s", (message,), None))


def _pairs(reply: dict[str, Untrusted], key: str, length: int) -> list[Any]:
    found = reply.get(key)
    if type(found) is not list:
        return []
    return [item for item in found[:_MOST] if type(item) is list and len(item) == length]
