"""What this learner has done so far: a small JSON file beside the notebooks, never sent anywhere.

A damaged or read-only file never stops a lesson: a file that cannot be read is set aside, and
what cannot be written is kept in memory until the kernel ends.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: An environment variable that names the file and takes precedence.
FILE_VARIABLE = "NNCOURSE_PROGRESS"

FILE_NAME = ".nncourse-progress.json"

_VERSION = 1
_memory: dict[Path, dict[str, dict[str, Any]]] = {}  # what could not be written, by file
_listeners: list[Callable[[], None]] = []


def path() -> Path:
    """Return where the learner's progress is kept: by default in the working directory."""
    return Path(os.environ.get(FILE_VARIABLE) or Path.cwd() / FILE_NAME)


def read() -> dict[str, dict[str, Any]]:
    """Return all that is known.

    Returns
    -------
    dict of str to dict
        By the key of the question or mission (``"<lesson>/<id>"``): ``{"tries": int, "done":
        bool, "first": bool, "answers": list}``, where ``first`` says that the first try was right
        and ``answers`` are the predictions that were locked in.
    """
    file = path()
    return _memory.get(file) or _parse(file) or {}


def record(key: str, **facts: Any) -> bool:
    """Write down facts about a question or a mission.

    Parameters
    ----------
    key : str
        ``"<lesson>/<id>"``.
    **facts
        Values that JSON can hold; they replace those known under the same name.

    Returns
    -------
    bool
        Whether it was written to the file; if not, it lives until the kernel ends.

    Examples
    --------
    >>> import os, tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> os.environ["NNCOURSE_PROGRESS"] = os.path.join(folder.name, "progress.json")
    >>> record("playground/xor", done=True)
    True
    >>> read()["playground/xor"]["done"]
    True
    >>> del os.environ["NNCOURSE_PROGRESS"]; folder.cleanup()
    """
    entries = read()  # again: another notebook may have written in the meantime
    entries[key] = entries.get(key, {}) | facts
    return _keep(entries)


def clear(lesson: str | None = None) -> None:
    """Forget what this learner has done, in one lesson or in all."""
    kept = {} if lesson is None else read()
    _keep({key: facts for key, facts in kept.items() if key.partition("/")[0] != lesson})


def listen(listener: Callable[[], None]) -> None:
    """Call a function without arguments whenever this kernel writes something down."""
    _listeners.append(listener)


def _keep(entries: dict[str, dict[str, Any]]) -> bool:
    """Write all entries, or hold them in memory; tell the listeners; return whether it worked."""
    file = path()
    _memory.pop(file, None)
    written = _write(file, entries)
    if not written:
        _memory[file] = entries
    for listener in _listeners:
        listener()
    return written


def _parse(file: Path) -> dict[str, dict[str, Any]] | None:
    """Return the entries in the file, or None; set a damaged file aside."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        entries = content["entries"]
        return {
            key: facts
            for key, facts in entries.items()
            if isinstance(key, str) and isinstance(facts, dict)
        }
    except OSError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError):
        with contextlib.suppress(OSError):
            file.replace(file.with_suffix(".damaged.json"))
        return None


def _write(file: Path, entries: dict[str, dict[str, Any]]) -> bool:
    """Write the whole file at once, so that a crash leaves the old one; return whether it worked."""
    text = json.dumps({"version": _VERSION, "entries": entries}, indent=1, sort_keys=True) + "\n"
    draft = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=file.parent, prefix=file.name, delete=False, encoding="utf-8"
        ) as draft:
            draft.write(text)
        os.replace(draft.name, file)
    except OSError:
        if draft is not None:
            with contextlib.suppress(OSError):
                os.unlink(draft.name)
        return False
    return True
