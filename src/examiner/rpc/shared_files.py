"""Files that both processes work with: each tells the other which have changed.

The folders are the working folder and the folder for temporary files, in each process its own.
Files cross as bytes, under the name that they have there.

Security rule: the tests' process takes no file that Python could import or that configures a tool,
and none that lies beside the key unless the test cell's door names it. What it takes is data for
the test to read; `LoadGuard` refuses to run it.
"""

import contextlib
import os
import tempfile
from pathlib import Path

from examiner.rpc.codec import Decoder, Encoder
from examiner.rpc.codec_table import CodecError, Untrusted
from examiner.rpc.load_guard import LoadGuard

_MOST_FILES = 500
_MOST_BYTES = 32 * 2**20
_IMPORTABLE = frozenset(
    (".py", ".pyc", ".pyo", ".pyd", ".so", ".pth", ".zip", ".egg", ".whl", ".ipynb")
)
#: What pytest and matplotlib read in a working folder.
_CONFIGURES = frozenset(
    ("pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg", "pyproject.toml", "matplotlibrc")
)
#: What tells that a file has changed: when, its size, and whether it is the same one.
_Stamp = tuple[int, int, int]


class SharedFiles:
    """The files of this process, as they were when the other one last heard of them."""

    def __init__(self) -> None:
        self._known: dict[str, _Stamp] = {}
        self._of_key: frozenset[str] = frozenset()
        self._guard = LoadGuard()

    def begin(self) -> None:
        """Take what is there now as known: the files beside the key."""
        with contextlib.suppress(CodecError):  # said where a cell needs files, if one does
            self._known = _stamps()
        self._of_key = frozenset(self._known)

    def changes(self, encoder: Encoder) -> dict[str, int | None]:
        """Collect what has changed since the last time.

        Returns
        -------
        dict of str to (int or None)
            By name the blob that holds the contents; None for a file that is gone, and -1 for a
            folder.
        """
        now, found, size = _stamps(), dict[str, int | None](), 0
        for name, stamp in now.items():
            if self._known.get(name) == stamp:
                continue
            size += stamp[1]
            if size > _MOST_BYTES or len(found) >= _MOST_FILES:
                raise CodecError("too many files, or too large ones, have changed")
            if name.endswith("/"):
                found[name] = -1
                continue
            with contextlib.suppress(OSError):
                found[name] = encoder.blob(_path(name).read_bytes())
        found |= dict.fromkeys(self._known.keys() - now.keys())
        self._known = now
        return found

    def take(
        self,
        changes: Untrusted,
        decoder: Decoder,
        allowed: frozenset[str] = frozenset(),
        *,
        trusted: bool = False,
    ) -> None:
        """Make the changes here that the other process tells of.

        Parameters
        ----------
        changes
        decoder
            Holds the contents.
        allowed
            Files of the key that may be changed.
        trusted
            Whether the other process may do what it likes here.
        """
        if type(changes) is not dict:
            return
        if len(changes) > _MOST_FILES:
            raise CodecError("too many files have changed")
        names = sorted(changes, key=lambda name: (changes[name] is None, name))
        removed = [name for name in names if changes[name] is None]
        for name in [*names[: len(names) - len(removed)], *reversed(removed)]:
            if not trusted:
                if not self._may_take(name, allowed):
                    continue
                if changes[name] is not None and not name.endswith("/"):
                    self._guard.took(str(_path(name)), decoder.blob(changes[name]))
            with contextlib.suppress(OSError, ValueError):
                _write(name, changes[name], decoder)
        now = _stamps()  # what else has changed here, the other process has not heard of
        for name in names:
            if name in now:
                self._known[name] = now[name]
            else:
                self._known.pop(name, None)

    def _may_take(self, name: str, allowed: frozenset[str]) -> bool:
        place, _, inside = name.partition("/")
        # One name per file: another spelling would pass for another file than the key's.
        plain = not {"", ".", ".."} & {*inside.removesuffix("/").split("/")} and "\0" not in name
        file = Path(name)
        if file.suffix.lower() in _IMPORTABLE or file.name.lower() in _CONFIGURES:
            return False
        if place not in _roots() or not plain:
            return False
        return name not in self._of_key or inside in allowed


def _roots() -> dict[str, str]:
    here, temporary = os.getcwd(), tempfile.gettempdir()
    return {"work": here} if here == temporary else {"work": here, "temp": temporary}


def _path(name: str) -> Path:
    place, _, inside = name.partition("/")
    return Path(_roots()[place], inside)


def _stamps() -> dict[str, _Stamp]:
    """List the files and folders of this process, with what tells that they have changed."""
    found: dict[str, _Stamp] = {}
    for place, root in _roots().items():
        for folder, folders, names in os.walk(root):
            folders[:] = [name for name in folders if name != "__pycache__"]
            inside = os.path.relpath(folder, root)
            prefix = f"{place}/" if inside == "." else f"{place}/{inside}/"
            for name in folders:
                found[f"{prefix}{name}/"] = 0, 0, 0
            for name in names:
                with contextlib.suppress(OSError):
                    path = os.path.join(folder, name)
                    status = os.lstat(path)
                    if os.path.isfile(path) and not os.path.islink(path):
                        found[prefix + name] = status.st_mtime_ns, status.st_size, status.st_ino
            if len(found) > 10 * _MOST_FILES:
                raise CodecError("there are too many files")
    return found


def _write(name: str, blob: Untrusted, decoder: Decoder) -> None:
    path = _path(name)
    if any(parent.is_symlink() for parent in (path, *path.parents)):
        return
    if name.endswith("/"):
        if blob is None:
            path.rmdir()
        else:
            path.mkdir(parents=True, exist_ok=True)
    elif blob is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(decoder.blob(blob))
