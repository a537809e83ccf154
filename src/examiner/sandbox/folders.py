"""Working folders whose contents are hostile: what lies in one, and how to get rid of it.

Folders may be nested deeper than any path is long, or forbid their owner to look inside. So
nothing here recurses, and every step is taken from an open folder.
"""

import contextlib
import os
import secrets
import stat

_DEEPEST = 50
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def measure(path, most):
    """Count what lies in a folder.

    Parameters
    ----------
    path : str
    most : int
        Entries after which counting stops.

    Returns
    -------
    count : int
        Files and folders; `most` + 1 also where folders are nested too deep or cannot be read.
    size : int
        Bytes on the disk.
    """
    count = size = 0
    unseen = [(None, path, 0)]
    opened = []
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


def remove(path):
    """Remove a folder with all that is in it.

    Every folder found is moved to the top before it is looked into, so that depth does not matter.
    Nobody may work in it any more.
    """
    try:
        top = os.open(path, _FOLDER)
    except FileNotFoundError:
        return
    try:
        os.fchmod(top, 0o700)
        moved, unique = 0, secrets.token_hex(8)
        while names := os.listdir(top):
            for name in filter(lambda name: _is_folder(name, top), names):
                folder = os.open(name, _FOLDER, dir_fd=top)
                try:
                    for below in filter(
                        lambda below: _is_folder(below, folder), os.listdir(folder)
                    ):
                        moved += 1
                        os.rename(below, f"{unique}{moved}", src_dir_fd=folder, dst_dir_fd=top)
                finally:
                    os.close(folder)
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)
    os.rmdir(path)


def _is_folder(name, folder):
    """Remove what is no folder; give back a folder's owner the right to open it."""
    if stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
        os.chmod(name, 0o700, dir_fd=folder)
        return True
    os.unlink(name, dir_fd=folder)
    return False
