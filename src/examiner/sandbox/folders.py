"""Working folders with hostile contents: measuring and removing them.

Folders may be nested deeper than the longest path, or be unreadable to their owner. So nothing here
recurses, and every step starts from an open folder.
"""

import contextlib
import os
import secrets
import stat
import tempfile

_DEEPEST = 50
_SHARED = "/tmp", "/var/tmp", "/dev/shm"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def measure(path: str, most: int) -> tuple[int, int]:
    """Count files and bytes in a folder.

    Parameters
    ----------
    path
    most
        Number of entries after which counting stops.

    Returns
    -------
    count : int
        Files and folders; also `most` + 1 if folders are nested too deep or cannot be read.
    size : int
        Bytes on the disk.
    """
    count = size = 0
    unseen: list[tuple[int | None, str, int]] = [(None, path, 0)]
    opened: list[int] = []
    try:
        while unseen:
            above, name, depth = unseen.pop()
            try:
                folder = os.open(name, _FOLDER, dir_fd=above)
            except FileNotFoundError:
                continue
            opened.append(folder)
            with os.scandir(folder) as entries:
                for entry in entries:
                    count += 1
                    with contextlib.suppress(FileNotFoundError):
                        status = entry.stat(follow_symlinks=False)
                        size += status.st_blocks * 512
                        if stat.S_ISDIR(status.st_mode):
                            unseen.append((folder, entry.name, depth + 1))
                    if count > most or depth > _DEEPEST or len(opened) > 500:
                        return most + 1, size
    except OSError:
        return most + 1, size
    finally:
        for folder in opened:
            os.close(folder)
    return count, size


def remove(path: str) -> None:
    """Remove a folder and everything in it.

    Each subfolder is moved to the top before it is opened, so depth does not matter. No process may
    still be using the folder.
    """
    try:
        top = os.open(path, _FOLDER)
    except FileNotFoundError:
        return
    try:
        os.fchmod(top, 0o700)
        moved, unique = 0, secrets.token_hex(8)
        while names := os.listdir(top):
            for name in names:
                if not _is_folder(name, top):
                    continue
                folder = os.open(name, _FOLDER, dir_fd=top)
                try:
                    for below in os.listdir(folder):
                        if _is_folder(below, folder):
                            moved += 1
                            os.rename(below, f"{unique}{moved}", src_dir_fd=folder, dst_dir_fd=top)
                finally:
                    os.close(folder)
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)
    os.rmdir(path)


def remove_all_of(user: int | None) -> None:
    """Remove what a user has left in the folders that everybody may write to.

    The user must have no process any more. Nothing is removed if `user` is None or root.
    """
    for shared in filter(os.path.isdir, {*_SHARED, tempfile.gettempdir()} if user else ()):
        with os.scandir(shared) as entries:
            paths = [entry.path for entry in entries]
        for path in paths:
            with contextlib.suppress(FileNotFoundError):  # somebody else's, and just removed
                status = os.lstat(path)
                if status.st_uid == user and stat.S_ISDIR(status.st_mode):
                    remove(path)
                elif status.st_uid == user:
                    os.unlink(path)


def _is_folder(name: str, folder: int) -> bool:
    """Make a subfolder readable and return True; delete anything else and return False."""
    if stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
        os.chmod(name, 0o700, dir_fd=folder)
        return True
    os.unlink(name, dir_fd=folder)
    return False
