"""Folders and files as students left them: listed and read without following a symbolic link."""

import os
import stat
from pathlib import Path

from examiner.errors import SubmissionError
from examiner.sentences import refusals

Entries = list["os.DirEntry[str]"]
#: How far below an assignment's folder notebooks are looked for, and among how many entries.
_DEPTH, _MOST_ENTRIES, _MOST_IN_A_CLONE = 3, 2_000, 20_000
#: What programs hide in a folder.
_HIDDEN = (".", "__MACOSX", "__pycache__")


def list_folder(path: Path) -> Entries:
    """List a folder in the order of names, without what programs hide in it.

    Raises
    ------
    SubmissionError
        If the folder cannot be read.
    """
    try:
        with os.scandir(path) as entries:
            return sorted(
                (entry for entry in entries if not entry.name.startswith(_HIDDEN)),
                key=lambda entry: os.fsencode(entry.name),
            )
    except OSError as error:
        raise SubmissionError(
            *refusals.unreadable_folder(error.strerror or "unknown error")
        ) from error


def is_notebook(entry: "os.DirEntry[str]") -> bool:
    """Tell by its name whether an entry is meant to be a notebook."""
    name = entry.name.lower()
    return name.endswith(".ipynb") and not name.endswith("-checkpoint.ipynb")


def is_folder(entry: "os.DirEntry[str]") -> bool:
    """Tell whether an entry is a folder and not a link to one."""
    return entry.is_dir(follow_symlinks=False) and not is_notebook(entry)


def has_folders(path: Path) -> bool:
    """Tell whether there is a folder in a folder that can be read."""
    return any(is_folder(entry) for entry in list_if_readable(path))


def notebooks_below(path: Path) -> list[Path]:
    """Look for notebooks further down, where unpacked archives put them."""
    level, seen = [path], 0
    for _ in range(_DEPTH):
        below: list[Path] = []
        for folder in level:
            entries = list_if_readable(folder)
            seen += len(entries)
            if seen > _MOST_ENTRIES:
                return []
            below += [folder / entry.name for entry in entries if is_folder(entry)]
        notebooks = [
            folder / entry.name
            for folder in below
            for entry in list_if_readable(folder)
            if is_notebook(entry)
        ]
        if notebooks:
            return notebooks
        level = below
    return []


def list_if_readable(path: Path) -> Entries:
    """List a folder as `list_folder` does; nothing if it cannot be read."""
    try:
        return list_folder(path)
    except SubmissionError:
        return []


def folders_called(names: set[str], path: Path, *, without: set[str]) -> dict[str, list[Path]]:
    """Find folders of certain names below a folder, as a clone of a course has them.

    Parameters
    ----------
    names
    path
    without
        Names of folders that are not looked into.
    """
    found: dict[str, list[Path]] = {}
    level, seen = [path], 0
    for _ in range(_DEPTH + 1):
        below: list[Path] = []
        for folder in level:
            entries = list_if_readable(folder)
            seen += len(entries)
            if seen > _MOST_IN_A_CLONE:
                return found
            for entry in entries:
                if is_folder(entry) and entry.name in names:
                    found.setdefault(entry.name, []).append(folder / entry.name)
                elif is_folder(entry) and entry.name not in without:
                    below.append(folder / entry.name)
        level = below
    return found


def all_notebooks(path: Path) -> list[Path]:
    """List all notebooks in a folder and below it, in the order of their paths."""
    found: list[Path] = []
    folders = [path]
    while folders:
        folder = folders.pop()
        for entry in list_if_readable(folder):
            if is_notebook(entry):
                found.append(folder / entry.name)
            elif is_folder(entry):
                folders.append(folder / entry.name)
    return sorted(found)


#: What lies beside a notebook and belongs to no student: nbgrader's, platforms' and systems' files.
_NOT_HANDED_IN = {"timestamp.txt", "submission_metadata.yml", "thumbs.db", "desktop.ini"}
#: Files, and bytes of all of them, that are taken from beside a notebook.
_MOST_FILES, _MOST_BESIDE = 50, 8_000_000


def files_beside(notebook: Path, root: Path) -> tuple[dict[str, bytes], list[str]]:
    """Read what a student handed in beside a notebook.

    Only where the notebook has a folder of its own below `root`: beside one that has none lies
    other people's work.

    Returns
    -------
    files : dict of str to bytes
        By path relative to the notebook's folder.
    left_out : list of str
        The paths of those that are too many, too large, or cannot be read.
    """
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    if notebook.parent == root:
        return files, left_out
    room = _MOST_BESIDE
    level = [notebook.parent]
    while level:
        folder = level.pop()
        for entry in list_if_readable(folder):
            name = os.path.relpath(entry.path, notebook.parent)
            if is_folder(entry):
                level += [folder / entry.name] if len(Path(name).parts) < _DEPTH else []
                continue
            if (
                entry.name.lower().endswith((".ipynb", ".zip"))
                or entry.name.lower() in _NOT_HANDED_IN
            ):
                continue
            if len(files) >= _MOST_FILES:
                left_out.append(name)
                continue
            try:
                data = read_file(folder / entry.name, root, room)
                name.encode()
            except (SubmissionError, UnicodeError):
                left_out.append(name)
                continue
            room -= len(data)
            files[name] = data
    return files, left_out


def links_below(path: Path) -> list[str]:
    """List the symbolic links in a folder and below it, relative to it."""
    found = []
    for folder, folders, files in os.walk(path):
        for name in (*folders, *files):
            if os.path.islink(os.path.join(folder, name)):
                found.append(os.path.relpath(os.path.join(folder, name), path))
    return sorted(found)


def kind_of(mode: int) -> str:
    """Name the kind of a directory entry by its ``st_mode``.

    Examples
    --------
    >>> kind_of(0o120777)
    'a symbolic link'
    """
    kinds = {
        stat.S_IFLNK: "a symbolic link",
        stat.S_IFDIR: "a folder",
        stat.S_IFREG: "a file",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
    }
    return kinds.get(stat.S_IFMT(mode), "a device")


def read_file(path: Path, root: Path, most_bytes: int) -> bytes:
    """Open a file step by step from `root`, following no link, and read it.

    Raises
    ------
    SubmissionError
        If it is not a file, cannot be read or has more than `most_bytes`.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    opened: list[int] = []
    try:
        *folders, name = path.relative_to(root).parts
        opened.append(os.open(root, flags & ~os.O_NOFOLLOW | os.O_DIRECTORY))
        for folder in folders:
            opened.append(os.open(folder, flags | os.O_DIRECTORY, dir_fd=opened[-1]))
        # Looked at before it is opened: opening a device can have effects.
        mode = os.stat(name, dir_fd=opened[-1], follow_symlinks=False).st_mode
        if not stat.S_ISREG(mode):
            raise SubmissionError(*refusals.not_a_file(kind_of(mode)))
        opened.append(os.open(name, flags | os.O_NONBLOCK, dir_fd=opened[-1]))
        if not stat.S_ISREG(os.fstat(opened[-1]).st_mode):
            raise SubmissionError(*refusals.CHANGED_WHILE_READ)
        if os.fstat(opened[-1]).st_size > most_bytes:
            raise SubmissionError(*refusals.too_large(most_bytes / 1e6))
        return _read_all(opened[-1], most_bytes)
    except OSError as error:
        raise SubmissionError(
            *refusals.unreadable_file(error.strerror or "unknown error")
        ) from error
    except ValueError as error:  # no name that a file can have
        raise SubmissionError(*refusals.unreadable_file("its path is not valid")) from error
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _read_all(descriptor: int, most_bytes: int) -> bytes:
    parts, size = [], 0
    while part := os.read(descriptor, min(1 << 20, most_bytes + 1)):
        parts.append(part)
        size += len(part)
        if size > most_bytes:
            raise SubmissionError(*refusals.too_large(most_bytes / 1e6))
    return b"".join(parts)
